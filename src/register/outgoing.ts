// Our own letters: drafts in versions, sent by a person, laid before the committee, or cancelled (DOMAIN § 3).
import { answerById } from './answer.ts';
import { afterVersion, isApproved, isFinal } from './approval-state.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Rules } from './rule.ts';
import { type Draft, having, inLetter, type OutgoingLetter, type Register } from './state.ts';
import type { LetterState } from './terms.ts';

export function newestDraft(letter: OutgoingLetter): Draft {
  return letter.versions.at(-1) ?? letter.versions[0];
}

export function isUnsent(letter: OutgoingLetter): boolean {
  return !letter.sent && !letter.cancelled;
}

/** How far a letter of ours has come (DOMAIN § 3). */
export function letterState(letter: OutgoingLetter): LetterState {
  if (letter.cancelled) return 'cancelled';
  if (letter.distributed) return 'distributed';
  if (letter.sent) return 'sent';
  const { approval } = letter;
  if (!approval || approval.stopped) return 'draft';
  if (approval.returned) return 'returned';
  return isApproved(letter) ? 'approved' : 'in-approval';
}

/** The line that writes the letter anew from the register. */
export function newVersionLine(letter: OutgoingLetter): string {
  return letter.kind === 'orientering'
    ? `udkast orientering ${letter.year}`
    : `udkast ${letter.kind} ${newestDraft(letter).about}`;
}

/** The letter that reports that answer, if any: sent or still a draft. A cancelled letter reports nothing. */
export function reportedIn(register: Register, answer: string): OutgoingLetter | undefined {
  return [...register.letters.values()].find(
    (letter) =>
      letter.kind === 'orientering' && !letter.cancelled && newestDraft(letter).refusals.includes(answer),
  );
}

/** Why a letter can no longer be changed; undefined while it can. */
export function locked(register: Register, id: string): Refusal | undefined {
  const letter = register.letters.get(id);
  if (!letter) return unknownLetter(register, id);
  if (letter.sent)
    return refuse('letter-is-sent', { letter: id, date: letter.sent.date }, `udkast berigtigelse ${id}`);
  return letter.cancelled
    ? refuse('letter-is-cancelled', { letter: id }, `udkast orientering ${letter.year}`)
    : undefined;
}

export function unknownLetter(register: Register, typed: string): Refusal {
  const known = [...register.letters.keys()];
  return refuse('unknown-letter', { typed, known }, known.length > 0 ? `vis ${known.at(-1)}` : 'overblik');
}

/** What stands between a letter and its sending: the next line towards its final approval. */
export function notApproved({ id, approval }: OutgoingLetter): Refusal {
  const runs = approval && !approval.stopped;
  const line = runs ? `godkendelse vis ${id}` : `godkendelse start ${id} holdt-op-mod-brevet=ja`;
  return refuse('letter-not-approved', { letter: id, started: Boolean(runs) }, line);
}

export const outgoingRules: Rules<
  | 'letter-drafted'
  | 'letter-rendered'
  | 'finding-cleared'
  | 'letter-sent'
  | 'letter-distributed'
  | 'letter-cancelled'
> = {
  'letter-drafted': {
    guard(register, data) {
      const gone = data.refusals.find((id) => answerById(register, data.year, id)?.answer.says !== 'no');
      if (gone) return refuse('nothing-to-report', { year: data.year }, `overblik ${data.year}`);
      const letter = register.letters.get(data.letter);
      if (!letter) return undefined;
      const { approval } = letter;
      const isLocked = approval && !approval.stopped && isFinal(approval);
      if (isLocked && approval.content !== (data.content ?? data.hash))
        return refuse('letter-is-approved', { letter: letter.id }, `godkendelse stop ${letter.id}`);
      return locked(register, data.letter);
    },
    evolve(register, { data, by }, recorded) {
      const draft: Draft = { ...data, by, recorded, files: [] };
      const letter = register.letters.get(data.letter);
      if (letter)
        return inLetter(register, letter.id, () => ({
          ...letter,
          versions: [...letter.versions, draft],
          approval: letter.approval && afterVersion(letter.approval, draft),
        }));
      const open = {
        cleared: [],
        approval: null,
        sent: null,
        journalised: null,
        distributed: null,
        cancelled: null,
      };
      const { letter: id, kind, year } = data;
      return {
        ...register,
        letters: having(register.letters, id, { id, kind, year, versions: [draft], ...open }),
      };
    },
  },
  'letter-rendered': {
    guard: () => undefined,
    evolve(register, { data }) {
      return inLetter(register, data.letter, (letter) => {
        const [first, ...others] = letter.versions.map((draft) =>
          draft.version === data.version ? { ...draft, files: data.files } : draft,
        );
        return first ? { ...letter, versions: [first, ...others] } : letter;
      });
    },
  },
  'finding-cleared': {
    guard: (register, data) => locked(register, data.letter),
    evolve(register, { data }, recorded) {
      return inLetter(register, data.letter, (letter) => ({
        ...letter,
        cleared: [...letter.cleared, { ...data, recorded }],
      }));
    },
  },
  'letter-sent': {
    guard(register, { letter: id }) {
      const closed = locked(register, id);
      if (closed) return closed;
      const letter = register.letters.get(id);
      return letter && !isApproved(letter) ? notApproved(letter) : undefined;
    },
    evolve(register, { data }, recorded) {
      return inLetter(register, data.letter, (letter) => ({ ...letter, sent: { ...data, recorded } }));
    },
  },
  'letter-distributed': {
    guard(register, data) {
      const letter = register.letters.get(data.letter);
      if (!letter) return unknownLetter(register, data.letter);
      if (!letter.sent)
        return refuse(
          'letter-not-sent',
          { letter: letter.id },
          `sendt ${letter.id} dato=<dato> doknr=<doknr>`,
        );
      if (letter.distributed) {
        const { annex, recorded } = letter.distributed;
        return refuse(
          'already-distributed',
          { letter: letter.id, annex },
          `ret E-${recorded} bilag=${data.annex} grund="…"`,
        );
      }
      if (data.date >= letter.sent.date) return undefined;
      const params = { what: letter.id, date: data.date, received: letter.sent.date };
      return refuse(
        'before-received',
        params,
        `omdelt ${letter.id} bilag=${data.annex} dato=${letter.sent.date}`,
      );
    },
    evolve(register, { data }, recorded) {
      return inLetter(register, data.letter, (letter) => ({ ...letter, distributed: { ...data, recorded } }));
    },
  },
  'letter-cancelled': {
    guard: (register, data) => locked(register, data.letter),
    evolve(register, { data }, recorded) {
      return inLetter(register, data.letter, (letter) => ({ ...letter, cancelled: { ...data, recorded } }));
    },
  },
};
