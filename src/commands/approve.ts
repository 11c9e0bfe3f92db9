// A step's decision: approved, also outside the bot, or returned with a reason. The first valid one wins.
import { z } from 'zod';
import { choice, date, number, option, personName, positional, words } from '../args.ts';
import { type Context, defineCommand, type Reply } from '../command.ts';
import { errorsOf } from '../letters/checks.ts';
import { versionDiff } from '../letters/version-diff.ts';
import { sentLine } from '../obligations/letter-duties.ts';
import { actingFor, personFor, stepOwner, waitsFor } from '../obligations/people.ts';
import { roles, secretariat } from '../permission.ts';
import type { Person } from '../ports.ts';
import { notRunning } from '../register/approval.ts';
import { contentOf, isFinal, openRoles, openStep } from '../register/approval-state.ts';
import { newestDraft } from '../register/outgoing.ts';
import { isRefusal, type Refusal, refuse } from '../register/refusal.ts';
import type { Approval, Decision, OutgoingLetter } from '../register/state.ts';
import { type ReturnMode, returnModes } from '../register/terms.ts';
import { text } from '../view/nodes.ts';
import { findingText, letterFindings } from './check-letter.ts';
import { future, letterNamed } from './find.ts';
import { personNamed } from './find-obligation.ts';

export const approve = defineCommand({
  name: 'godkend',
  alias: 'approve',
  help: {
    da: 'Godkend dit trin, eller registrér en godkendelse, der er givet uden for botten',
    en: 'Approve your step, or record an approval that was given outside the bot',
  },
  example: 'godkend Brev-1 v=1',
  also: roles,
  args: z.object({
    letter: positional(0, 'brev', 'letter', words),
    version: option('v', 'v', number(1, 9999)),
    step: option('trin', 'step', number(1, 99)),
    by: option('af', 'by', personName),
    date: option('dato', 'date', date),
    proof: option('bevis', 'proof', words),
  }),
  handle(args, context) {
    const by = args.by === undefined ? undefined : personNamed(context, args.by);
    if (isRefusal(by)) return by;
    const letter = decidable(args.letter, args.version, by?.id ?? context.actor.id, context);
    if (isRefusal(letter)) return letter;
    const passed = args.step === undefined ? undefined : otherStep(letter, args.step - 1, context);
    if (passed) return passed;
    return args.by === undefined && args.proof === undefined
      ? approveHere(letter, context)
      : approveOutside(letter, { by, date: args.date, proof: args.proof }, context);
  },
});

export const giveBack = defineCommand({
  name: 'returnér',
  alias: 'return',
  help: {
    da: 'Returnér et brev med en grund; når det er rettet, begynder godkendelsen forfra, eller brevet går direkte tilbage til dig',
    en: 'Return a letter with a reason; afterwards the approval starts over or comes straight back to you',
  },
  example: 'returnér Brev-1 "afsnittet om pladsen er uklart" derefter=til-mig',
  also: roles,
  args: z.object({
    letter: positional(0, 'brev', 'letter', words),
    reason: positional(1, 'grund', 'reason', words),
    mode: option(
      'derefter',
      'then',
      choice<ReturnMode>(returnModes, {
        restart: 'restart',
        'from-start': 'restart',
        'start-over': 'restart',
        'to-me': 'to-me',
        'back-to-me': 'to-me',
      }),
    ),
    version: option('v', 'v', number(1, 9999)),
  }),
  handle(args, context) {
    const letter = decidable(args.letter, args.version, context.actor.id, context);
    if (isRefusal(letter)) return letter;
    const step = ownStep(letter, context);
    if (isRefusal(step)) return step;
    const { version } = newestDraft(letter);
    const reason = context.seal(args.reason);
    return {
      view: [],
      events: [
        {
          type: 'approval-returned',
          data: {
            letter: letter.id,
            version,
            ...step,
            decider: context.actor.id,
            reason,
            mode: args.mode ?? 'restart',
          },
        },
      ],
      data: { letter: letter.id, state: 'returneret' },
    };
  },
});

type InApproval = OutgoingLetter & { readonly approval: Approval };

/** The letter whose approval runs, at the version that the person has read. */
function decidable(
  typed: string,
  version: number | undefined,
  decider: string,
  context: Context,
): InApproval | Refusal {
  const letter = letterNamed(context.register, typed);
  if (isRefusal(letter)) return letter;
  const { approval } = letter;
  const newest = newestDraft(letter);
  if (version !== undefined && version !== newest.version) {
    const seen = letter.versions.find((each) => each.version === version);
    const known = { letter: letter.id, version, newest: newest.version };
    const diff = seen
      ? versionDiff(seen, newest).map(({ part, words: changed }) => `${part}: ${changed}`)
      : [];
    return refuse('old-version', { ...known, diff }, `vis ${letter.id}`);
  }
  const refused = notRunning(context.register, letter.id);
  if (refused)
    return (approval && decidedAlready(letter.id, approval, decider, context)) ?? named(refused, context);
  return { ...letter, approval: approval as Approval };
}

/** A button is pressed for the step that it was shown for: a second click does not approve the next one. */
function otherStep({ id, approval }: InApproval, step: number, context: Context): Refusal | undefined {
  const open = openStep(approval);
  if (step === open) return undefined;
  const decision = approval.decisions.findLast((each) => each.step === step);
  if (step > open || !decision)
    return refuse('not-your-turn', { letter: id, step: step + 1 }, `godkendelse vis ${id}`);
  const by = context.nameOf(decision.decider);
  return refuse('already-decided', { letter: id, by, at: decision.at }, `godkendelse vis ${id}`);
}

/** The guard knows people by id: the sentence says their names. */
function named(refused: Refusal, { nameOf }: Context): Refusal {
  return refused.code === 'approval-is-returned'
    ? refuse(refused.code, { ...refused.params, by: nameOf(refused.params.by) }, refused.line)
    : refused;
}

interface Step {
  readonly step: number;
  readonly role: string;
  readonly owner: string;
}

/** The open steps with their owners. */
function openSteps(approval: Approval, { people }: Context): Step[] {
  const step = openStep(approval);
  return openRoles(approval, step).map((role) => ({
    step,
    role,
    owner: stepOwner(people, role, approval.startedBy),
  }));
}

/** The open step that the actor decides: the own one, else one as today's substitute. */
function ownStep({ id, approval }: InApproval, context: Context): Step | Refusal {
  const { actor, register, people, today, nameOf } = context;
  const open = openSteps(approval, context);
  const own =
    open.find((each) => each.owner === actor.id) ??
    open.find((each) => actingFor(register, people, each.owner, today) === actor.id);
  if (own) return own;
  const decided = decidedAlready(id, approval, actor.id, context);
  if (decided) return decided;
  const later = approval.steps.findIndex(
    (step, index) =>
      index > openStep(approval) &&
      step.some((role) => personFor(people, role, approval.startedBy)?.id === actor.id),
  );
  if (later >= 0) return refuse('not-your-turn', { letter: id, step: later + 1 }, `godkendelse vis ${id}`);
  const owners = open.map((each) => nameOf(each.owner));
  return refuse('not-your-step', { letter: id, owners }, `godkendelse vis ${id}`);
}

/** The person's own step, decided by that person or by another for it. */
function decidedAlready(
  id: string,
  approval: Approval,
  person: string,
  context: Context,
): Refusal | undefined {
  const { register, people, today, nameOf } = context;
  if (approval.stopped || approval.returned) return undefined;
  const decision =
    approval.decisions.findLast((each) => each.owner === person) ??
    approval.decisions.findLast(
      (each) => each.decider === person || actingFor(register, people, each.owner, today) === person,
    );
  if (!decision) return undefined;
  const by = nameOf(decision.decider);
  const line = isFinal(approval) ? `vis ${id}` : `godkendelse vis ${id}`;
  return refuse('already-decided', { letter: id, by, at: decision.at }, line);
}

function approveHere(letter: InApproval, context: Context): Reply | Refusal {
  const step = ownStep(letter, context);
  if (isRefusal(step)) return step;
  return approved(letter, step, { decider: context.actor.id, date: context.today, proof: null }, context);
}

interface Outside {
  readonly by: Person | undefined;
  readonly date: string | undefined;
  readonly proof: string | undefined;
}

/** Given in F2, on paper or by word of mouth, and recorded by one who may. */
function approveOutside(
  letter: InApproval,
  { by, date: given, proof }: Outside,
  context: Context,
): Reply | Refusal {
  const { actor, line, nameOf, register, people, today } = context;
  const { id, approval } = letter;
  const may = [...secretariat, 'ministersekretariat'];
  if (!actor.roles.some((role) => may.includes(role)))
    return refuse('not-allowed', { command: 'godkend af=', roles: may }, `godkend ${id}`);
  if (proof === undefined) return refuse('proof-missing', { letter: id }, `${line} bevis="F2, akt 12"`);
  const open = openSteps(approval, context);
  if (by === undefined)
    return refuse(
      'missing-argument',
      { label: 'af', expected: 'af=<person>' },
      `${line} af=${open[0]?.owner ?? 'minister'}`,
    );
  const on = given ?? today;
  const late = future(context, on);
  if (late) return late;
  const { drafted, version } = newestDraft(letter);
  if (on < drafted)
    return refuse(
      'decided-before-draft',
      { letter: `${id} version ${version}`, date: on, drafted },
      line.replace(/(dato|date)=\S+/i, `$1=${drafted}`),
    );
  const step =
    open.find((each) => each.owner === by.id) ??
    open.find((each) => actingFor(register, people, each.owner, on) === by.id);
  if (step) return approved(letter, step, { decider: by.id, date: on, proof: context.seal(proof) }, context);
  const owners = open.map((each) => nameOf(each.owner));
  const decided = decidedAlready(id, approval, by.id, context);
  if (decided) return decided;
  return refuse('not-a-decider', { person: by.name, letter: id, owners }, `godkendelse vis ${id}`);
}

function approved(
  letter: InApproval,
  step: Step,
  decision: Pick<Decision, 'decider' | 'date' | 'proof'>,
  context: Context,
): Reply | Refusal {
  const { id, approval, versions } = letter;
  const { version } = newestDraft(letter);
  if (versions.some((each) => each.by === decision.decider)) {
    const author = decision.decider === context.actor.id ? null : context.nameOf(decision.decider);
    return refuse('own-letter', { letter: id, author }, `godkendelse vis ${id}`);
  }
  const errors = approvalErrors(context, letter);
  if (errors) return errors;
  const data = { letter: id, version, content: contentOf(newestDraft(letter)), ...step, ...decision };
  const { people, nameOf, t } = context;
  const after = {
    ...approval,
    decisions: [...approval.decisions, { ...data, at: context.now, by: context.actor.id, recorded: 0 }],
  };
  const next = waitsFor(people, after).map(nameOf);
  return {
    view: [
      text(
        next.length > 0
          ? t.deadlines.approval.next(t.says.list(next))
          : t.deadlines.approval.final(id, sentLine(letter)),
      ),
    ],
    events: [{ type: 'step-approved', data }],
    data: { letter: id, version, state: next.length > 0 ? 'i godkendelse' : 'godkendt' },
  };
}

/** What `kontrol` finds wrong, but for the number and date that the sending stamps on the letter. */
export function approvalErrors(context: Context, letter: OutgoingLetter): Refusal | undefined {
  const stamped = ['mangler-doknr', 'mangler-dato'];
  const errors = errorsOf(letterFindings(context, letter)).filter((each) => !stamped.includes(each.code));
  if (errors.length === 0) return undefined;
  return refuse(
    'letter-not-ready',
    { letter: letter.id, errors: errors.map((each) => findingText(each, context)) },
    `kontrol ${letter.id}`,
  );
}
