// News that are no deadline: an approval that was returned, stopped or is through. Each is told once, and only while it is true.

import type { Person } from '../ports.ts';
import { approversOf, isApproved } from '../register/approval-state.ts';
import type { OutgoingLetter, Position, Register } from '../register/state.ts';
import { personFor } from './people.ts';

export type NoticeFacts =
  | {
      readonly news: 'returned';
      readonly letter: string;
      readonly by: string;
      readonly reason: string;
      readonly mode: string;
    }
  | { readonly news: 'approved'; readonly letter: string; readonly version: number }
  | {
      readonly news: 'stopped';
      readonly letter: string;
      readonly by: string;
      readonly why: 'person' | 'fact-corrected';
    }
  | { readonly news: 'unreached'; readonly person: string; readonly reason: string; readonly times: number }
  | { readonly news: 'doubtful'; readonly person: string; readonly message: string }
  | { readonly news: 'no-digest' };

export interface Notice {
  readonly key: string;
  readonly to: string;
  /** The event that it is news of. */
  readonly since: Position;
  readonly facts: NoticeFacts;
}

/** What the approvals of unsent letters have to tell. */
export function approvalNotices(register: Register, people: readonly Person[]): Notice[] {
  return [...register.letters.values()].flatMap((letter) =>
    letter.sent || letter.cancelled ? [] : noticesOf(letter, people),
  );
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
      ({ role, decider }) => decider ?? personFor(people, role, startedBy)?.id ?? role,
    );
    return [...new Set([...told, startedBy])]
      .filter((person) => person !== stopped.by)
      .map((person) =>
        notice(person, 'stoppet', stopped.recorded, {
          news: 'stopped',
          letter: id,
          by: stopped.by,
          why: stopped.why,
        }),
      );
  }
  if (returned)
    return [
      notice(startedBy, 'returneret', returned.recorded, {
        news: 'returned',
        letter: id,
        by: returned.by,
        reason: returned.reason.text ?? '…',
        mode: returned.mode,
      }),
    ];
  // Whoever recorded the last approval knows of it.
  if (!isApproved(letter) || approval.decisions.at(-1)?.by === startedBy) return [];
  const version = letter.versions.at(-1)?.version ?? 1;
  return [notice(startedBy, 'godkendt', approval.opened, { news: 'approved', letter: id, version })];
}
