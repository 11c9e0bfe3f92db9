// A letter's way through its approval chain (DOMAIN § 5). Decisions bind to content; nothing approves itself.
import { isFinal, isRunning, openStep } from './approval-state.ts';
import type { DataOf } from './events.ts';
import { locked, newestDraft, unknownLetter } from './outgoing.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Rules } from './rule.ts';
import { type Approval, inLetter, type Register } from './state.ts';

/** Why no decision on the letter can be recorded; undefined while its approval runs. */
export function notRunning(register: Register, id: string): Refusal | undefined {
  const letter = register.letters.get(id);
  if (!letter) return unknownLetter(register, id);
  const closed = locked(register, id);
  if (closed) return closed;
  const { approval } = letter;
  if (approval?.returned && !approval.stopped)
    return refuse(
      'approval-is-returned',
      { letter: id, by: approval.returned.decider },
      `redigér ${id} afslutning "…"`,
    );
  if (approval && !approval.stopped && isFinal(approval))
    return refuse('approval-is-final', { letter: id }, `sendt ${id} dato=<dato> doknr=<doknr>`);
  return isRunning(approval)
    ? undefined
    : refuse('no-approval', { letter: id }, `godkendelse start ${id} holdt-op-mod-brevet=ja`);
}

export const approvalRules: Rules<
  'approval-started' | 'step-approved' | 'approval-returned' | 'approval-stopped'
> = {
  'approval-started': {
    guard(register, { letter: id }) {
      const closed = locked(register, id);
      if (closed) return closed;
      const approval = register.letters.get(id)?.approval ?? null;
      if (approval && !approval.stopped)
        return refuse('approval-exists', { letter: id }, `godkendelse vis ${id}`);
      return undefined;
    },
    evolve(register, { data, by }, recorded) {
      const { chain, steps, due, content } = data;
      const fresh = { decisions: [], returned: null, backTo: null, stopped: null };
      return inLetter(register, data.letter, (letter) => ({
        ...letter,
        approval: {
          chain,
          steps,
          due,
          content,
          ...fresh,
          startedBy: by,
          opened: recorded,
          recorded,
        },
      }));
    },
  },
  'step-approved': {
    guard: (register, data) => notRunning(register, data.letter) ?? notOpen(register, data),
    evolve(register, { data, at, by }, recorded) {
      return inApproval(register, data.letter, (approval) => {
        const decided: Approval = {
          ...approval,
          decisions: [...approval.decisions, { ...data, at, by, recorded }],
        };
        const { backTo } = approval;
        const isBack = backTo?.step === data.step && backTo.role === data.role;
        const moved = openStep(decided) !== openStep(approval);
        return {
          ...decided,
          backTo: isBack ? null : backTo,
          opened: moved ? recorded : approval.opened,
        };
      });
    },
  },
  'approval-returned': {
    guard: (register, data) => notRunning(register, data.letter) ?? notOpen(register, data),
    evolve: (register, { data, by }, recorded) =>
      inApproval(register, data.letter, (approval) => ({
        ...approval,
        returned: { ...data, by, recorded },
      })),
  },
  'approval-stopped': {
    guard(register, { letter: id }) {
      const letter = register.letters.get(id);
      if (!letter) return unknownLetter(register, id);
      const line = `godkendelse start ${id} holdt-op-mod-brevet=ja`;
      return (
        locked(register, id) ??
        (letter.approval && !letter.approval.stopped
          ? undefined
          : refuse('no-approval', { letter: id }, line))
      );
    },
    evolve: (register, { data, by }, recorded) =>
      inApproval(register, data.letter, (approval) => ({ ...approval, stopped: { ...data, by, recorded } })),
  },
};

/** Two decide at once: the second finds the step decided. */
function notOpen(
  register: Register,
  data: Pick<DataOf<'step-approved'>, 'letter' | 'step' | 'role' | 'version'>,
): Refusal | undefined {
  const letter = register.letters.get(data.letter);
  const approval = letter?.approval;
  if (!letter || !approval) return unknownLetter(register, data.letter);
  const version = newestDraft(letter).version;
  if (data.version !== version)
    return refuse(
      'old-version',
      { letter: letter.id, version: data.version, newest: version, diff: [] },
      `godkendelse vis ${letter.id}`,
    );
  const decided = approval.decisions.find((each) => each.step === data.step && each.role === data.role);
  if (decided)
    return refuse(
      'already-decided',
      { letter: letter.id, by: decided.decider, at: decided.at },
      `godkendelse vis ${letter.id}`,
    );
  return data.step === openStep(approval)
    ? undefined
    : refuse('not-your-turn', { letter: letter.id, step: data.step + 1 }, `godkendelse vis ${letter.id}`);
}

function inApproval(register: Register, id: string, change: (approval: Approval) => Approval): Register {
  return inLetter(register, id, (letter) =>
    letter.approval ? { ...letter, approval: change(letter.approval) } : letter,
  );
}
