// A letter into its approval chain, out of it, and how far it has come.
import { z } from 'zod';
import { date, maybe, option, positional, words } from '../args.ts';
import { type Context, defineCommand, type Reply } from '../command.ts';
import { shownText } from '../language/removed.ts';
import { sentLine } from '../obligations/letter-duties.ts';
import { actingFor, personFor, stepOwner } from '../obligations/people.ts';
import { chainSteps, knownChains, standardChain } from '../obligations/settings.ts';
import { roles } from '../permission.ts';
import { contentOf, isFinal, openStep } from '../register/approval-state.ts';
import { isUnsent, letterState, locked, newestDraft } from '../register/outgoing.ts';
import { isRefusal, type Refusal, refuse } from '../register/refusal.ts';
import type { Approval, OutgoingLetter } from '../register/state.ts';
import { letterStates } from '../register/terms.ts';
import { actions, heading, type Node, table, text } from '../view/nodes.ts';
import { approvalErrors } from './approve.ts';
import { letterNamed } from './find.ts';
import { obligationsIn } from './find-obligation.ts';

const letterArg = z.object({ letter: positional(0, 'brev', 'letter', words) });

export const startApproval = defineCommand({
  name: 'godkendelse start',
  alias: 'approval start',
  help: {
    da: 'Send et brev i godkendelse, når begrundelserne er holdt op mod kommunens eget brev',
    en: "Start a letter's approval, once the reasons were held against the municipality's own letter",
  },
  example: 'godkendelse start Brev-1 holdt-op-mod-brevet=ja frist=07-02-2025',
  args: letterArg.extend({
    heldAgainst: option('holdt-op-mod-brevet', 'held-against-the-letter', words),
    chain: option('kæde', 'chain', words),
    due: option('frist', 'due', date),
  }),
  handle(args, context) {
    const letter = letterNamed(context.register, args.letter);
    if (isRefusal(letter)) return letter;
    const closed = locked(context.register, letter.id);
    if (closed) return closed;
    const { id } = letter;
    if (letter.approval && !letter.approval.stopped)
      return refuse('approval-exists', { letter: id }, `godkendelse vis ${id}`);
    if (!/^(ja|yes)$/i.test(args.heldAgainst ?? ''))
      return refuse('not-held-against', { letter: id }, `godkendelse start ${id} holdt-op-mod-brevet=ja`);
    const chain = args.chain ?? standardChain;
    const steps = chainSteps(context.register, chain, context.today);
    const known = knownChains(context.register);
    if (!steps)
      return refuse('unknown-chain', { typed: chain, known }, `${context.line.replace(/ kæde=\S+/, '')}`);
    const refused =
      vacantRole(steps, context) ?? approvalErrors(context, letter) ?? pastDue(args.due, context);
    if (refused) return refused;
    const draft = newestDraft(letter);
    const { version } = draft;
    const first = (steps[0] ?? []).map((role) =>
      context.nameOf(stepOwner(context.people, role, context.actor.id)),
    );
    const { t } = context;
    return {
      view: [
        text(t.deadlines.approval.next(t.says.list(first))),
        actions({ label: t.duties.buttons.show, line: `godkendelse vis ${id}` }),
      ],
      events: [
        {
          type: 'approval-started',
          data: { letter: id, version, content: contentOf(draft), chain, steps, due: args.due ?? null },
        },
      ],
      data: { letter: id, version, chain, steps },
    };
  },
});

function vacantRole(steps: readonly (readonly string[])[], { people, actor }: Context): Refusal | undefined {
  const role = steps.flat().find((each) => !personFor(people, each, actor.id));
  return role === undefined ? undefined : refuse('nobody-for-role', { role }, 'hjælp indstilling');
}

function pastDue(due: string | undefined, { today, line }: Context): Refusal | undefined {
  if (due === undefined || due >= today) return undefined;
  return refuse('date-in-past', { date: due, today }, line.replace(/frist=\S+/, `frist=${today}`));
}

export const stopApproval = defineCommand({
  name: 'godkendelse stop',
  alias: 'approval stop',
  help: {
    da: 'Stands et brevs godkendelse, så brevet kan ændres',
    en: "Stop a letter's approval, so that it can be changed",
  },
  example: 'godkendelse stop Brev-1 grund="nye oplysninger fra kommunen"',
  args: letterArg.extend({ reason: option('grund', 'reason', words) }),
  handle(args, context) {
    const letter = letterNamed(context.register, args.letter);
    if (isRefusal(letter)) return letter;
    const reason = args.reason === undefined ? null : context.seal(args.reason);
    return {
      view: [],
      events: [{ type: 'approval-stopped', data: { letter: letter.id, why: 'person', reason } }],
    };
  },
});

export const showApproval = defineCommand({
  name: 'godkendelse vis',
  alias: 'approval show',
  help: { da: 'Se, hvor langt et brevs godkendelse er nået', en: "See how far a letter's approval has come" },
  example: 'godkendelse vis Brev-1',
  reads: true,
  also: roles,
  args: z.object({ letter: maybe(0, 'brev', 'letter', words) }),
  handle(args, context) {
    const newest = [...context.register.letters.keys()].at(-1);
    const letter = letterNamed(context.register, args.letter ?? newest ?? 'Brev-1');
    return isRefusal(letter) ? letter : shown(letter, context);
  },
});

function shown(letter: OutgoingLetter, context: Context): Reply {
  const { t } = context;
  const { id, approval } = letter;
  const { version } = newestDraft(letter);
  const start = `godkendelse start ${id} holdt-op-mod-brevet=<ja>`;
  if (!approval)
    return {
      view: [text(t.deadlines.approval.none(id)), actions({ label: t.deadlines.list.write, line: start })],
      data: { letter: id, version, state: letterStates[letterState(letter)], steps: [] },
    };
  const rows = approval.steps.flatMap((roles, step) =>
    roles.map((role) => stepRow(letter, approval, step, role, context)),
  );
  const words = t.deadlines.approval;
  return {
    view: [
      heading(words.title(id, version, t.says.term(letterStates[letterState(letter)]))),
      table(
        [words.step, words.who, words.state],
        rows.map((row) => row.cells),
      ),
      ...endings(letter, approval, start, context),
    ],
    data: {
      letter: id,
      version,
      state: letterStates[letterState(letter)],
      steps: rows.map((row) => row.data),
    },
  };
}

function stepRow(letter: OutgoingLetter, approval: Approval, step: number, role: string, context: Context) {
  const { t, people, nameOf, register, today } = context;
  const words = t.deadlines.approval;
  const owner = stepOwner(people, role, approval.startedBy);
  const acting = actingFor(register, people, owner, today);
  const decision = approval.decisions.find((each) => each.step === step && each.role === role);
  const isOpen = isUnsent(letter) && !approval.stopped && !approval.returned && step === openStep(approval);
  const duty = obligationsIn(context).find(
    (each) =>
      each.kind === 'approval' &&
      each.facts.letter === letter.id &&
      each.facts.step === step + 1 &&
      each.facts.role === role,
  );
  const proof = decision?.proof;
  const state = decision
    ? `${approval.stopped ? `${words.void}: ` : ''}${words.approved(nameOf(decision.decider), nameOf(decision.owner), t.says.date(decision.date))}${proof ? words.outside(shownText(proof, t.locale)) : ''}`
    : isOpen
      ? words.open(duty?.due ?? null, today)
      : approval.returned?.step === step && approval.returned.role === role
        ? t.says.term(letterStates.returned)
        : words.waits;
  const who = acting === owner ? nameOf(owner) : words.actsFor(nameOf(acting), nameOf(owner));
  return {
    cells: [`${step + 1}`, who, state],
    data: {
      step: step + 1,
      role,
      owner,
      acting,
      decided: decision
        ? { by: decision.decider, date: decision.date, outside: decision.proof !== null }
        : null,
      open: isOpen && !decision,
      due: duty?.due ?? null,
    },
  };
}

function endings(letter: OutgoingLetter, approval: Approval, start: string, { t, nameOf }: Context): Node[] {
  const { id } = letter;
  const words = t.deadlines.approval;
  const { stopped, returned } = approval;
  if (stopped)
    return [text(words.stopped(nameOf(stopped.by))), actions({ label: t.deadlines.list.write, line: start })];
  if (returned)
    return [
      text(
        words.returned(
          nameOf(returned.decider),
          nameOf(returned.owner),
          shownText(returned.reason, t.locale),
          returned.mode,
        ),
      ),
    ];
  return isFinal(approval) ? [text(words.final(id, sentLine(letter)))] : [];
}
