// News that are no deadline: an approval that was recorded in somebody's name, returned, stopped or is through. Each is told once,
// and only while it is true.
import { outdatedParts } from '../letters/checks.ts';
import { composedNow } from '../letters/versions.ts';
import type { LocalDate, Person } from '../ports.ts';
import { approversOf, isApproved, isFinal } from '../register/approval-state.ts';
import type { Event, FreeText } from '../register/events.ts';
import { isUnsent, newestDraft, newVersionLine } from '../register/outgoing.ts';
import type { OutgoingLetter, Position, Register } from '../register/state.ts';
import type { ReturnMode } from '../register/terms.ts';
import { sentLine } from './letter-duties.ts';
import { stepOwner } from './people.ts';

export type NoticeFacts =
  | {
      readonly news: 'returned';
      readonly letter: string;
      readonly by: string;
      /** Whose step it is. */
      readonly owner: string;
      readonly reason: FreeText;
      readonly mode: ReturnMode;
    }
  | { readonly news: 'approved'; readonly letter: string; readonly version: number; readonly line: string }
  | {
      readonly news: 'outdated';
      readonly letter: string;
      readonly version: number;
      readonly parts: readonly string[];
      /** Finally approved: it must be stopped before it can change. */
      readonly isFinal: boolean;
      readonly line: string;
    }
  | {
      readonly news: 'stopped';
      readonly letter: string;
      readonly by: string;
      readonly why: 'person' | 'fact-corrected';
      readonly reason: FreeText | null;
      readonly startedBy: string;
    }
  | {
      readonly news: 'recorded-for';
      readonly letter: string;
      readonly version: number;
      readonly by: string;
      readonly date: LocalDate;
      readonly proof: FreeText | null;
    }
  | { readonly news: 'unreached'; readonly person: string; readonly reason: string; readonly times: number }
  | { readonly news: 'doubtful'; readonly person: string; readonly message: string; readonly date: LocalDate }
  | { readonly news: 'no-digest' };

export interface Notice {
  readonly key: string;
  readonly to: string;
  /** The event that it is news of. */
  readonly since: Position;
  readonly facts: NoticeFacts;
}

interface Knowing {
  readonly register: Register;
  readonly history: readonly Event[];
  readonly people: readonly Person[];
}

const remembered = new WeakMap<Register, Map<string, Notice[]>>();

/** What the approvals of unsent letters have to tell; composed once for each state of the register and day. */
export function approvalNotices(known: Knowing, today: LocalDate): Notice[] {
  const { register, people } = known;
  const days = remembered.get(register) ?? new Map<string, Notice[]>();
  remembered.set(register, days);
  const notices =
    days.get(today) ??
    [...register.letters.values()].flatMap((letter) => [
      ...recordedFor(letter),
      ...(isUnsent(letter) ? [...noticesOf(letter, people), ...outdatedNotice(known, letter, today)] : []),
    ]);
  days.set(today, notices);
  return notices;
}

/** Who is said to have approved outside the bot hears of it, also after the sending: it could be a mistake, or a forgery. */
function recordedFor({ approval, id }: OutgoingLetter): Notice[] {
  const others = approval?.decisions.filter(({ by, decider }) => by !== decider) ?? [];
  return others.map(({ version, by, decider: to, date, proof, recorded: since }) => ({
    key: `${id}/godkendt-for@${since}:${to}`,
    to,
    since,
    facts: { news: 'recorded-for', letter: id, version, by, date, proof },
  }));
}

/** An approval runs, or is through, on words that the register would no longer write. */
function outdatedNotice({ register, history }: Knowing, letter: OutgoingLetter, today: LocalDate): Notice[] {
  const { approval, id } = letter;
  if (!approval || approval.stopped || approval.returned) return [];
  const draft = newestDraft(letter);
  const composed = composedNow({ register, history, today }, letter);
  const parts = composed ? outdatedParts(draft, composed) : [];
  if (parts.length === 0) return [];
  const line = isFinal(approval) ? `godkendelse stop ${id}` : newVersionLine(letter);
  const to = approval.startedBy;
  const facts = {
    news: 'outdated' as const,
    letter: id,
    version: draft.version,
    parts,
    isFinal: isFinal(approval),
    line,
  };
  return [{ key: `${id}/forældet@${draft.recorded}:${to}`, to, since: draft.recorded, facts }];
}

function noticesOf(letter: OutgoingLetter, people: readonly Person[]): Notice[] {
  const { approval, id } = letter;
  if (!approval) return [];
  const notice = (to: string, name: string, at: number, facts: NoticeFacts): Notice => ({
    key: `${id}/${name}@${at}:${to}`,
    to,
    since: at,
    facts,
  });
  const { startedBy, stopped, returned } = approval;
  if (stopped) {
    const told = approversOf(approval).map(
      ({ role, decider }) => decider ?? stepOwner(people, role, startedBy),
    );
    return [...new Set([...told, startedBy])]
      .filter((person) => person !== stopped.by)
      .map((person) =>
        notice(person, 'stoppet', stopped.recorded, {
          news: 'stopped',
          letter: id,
          by: stopped.by,
          why: stopped.why,
          reason: stopped.reason,
          startedBy,
        }),
      );
  }
  if (returned)
    return [
      notice(startedBy, 'returneret', returned.recorded, {
        news: 'returned',
        letter: id,
        by: returned.decider,
        owner: returned.owner,
        reason: returned.reason,
        mode: returned.mode,
      }),
    ];
  // Whoever recorded the last approval knows of it.
  if (!isApproved(letter) || approval.decisions.at(-1)?.by === startedBy) return [];
  const version = letter.versions.at(-1)?.version ?? 1;
  return [
    notice(startedBy, 'godkendt', approval.opened, {
      news: 'approved',
      letter: id,
      version,
      line: sentLine(letter),
    }),
  ];
}
