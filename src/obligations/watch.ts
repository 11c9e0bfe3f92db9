// What a tick looks at, and what it would say: lines, bundled into one message a person.

import type { Instant } from '../ports.ts';
import type { Position } from '../register/state.ts';
import type { Deliveries } from './deliveries.ts';
import type { Notice } from './notices.ts';
import type { Obligation } from './obligation.ts';
import type { World } from './obligations.ts';
import type { Calendars } from './settings.ts';

export interface Watch extends Omit<World, 'calendar'> {
  readonly calendars: Calendars;
  readonly deliveries: Deliveries;
}

/** One line of a message. */
export type Item =
  | {
      readonly about: 'obligation';
      readonly obligation: Obligation;
      /** Working days from the deadline. */
      readonly step: number;
      readonly as: 'owner' | 'leader';
      /** Nothing was said of it before. */
      readonly first: boolean;
      /** Reminders that the owner has had, for the leader's line. */
      readonly given: number;
      /** Whose line it is: another than the reader's, when the reader stands in. */
      readonly person: string;
      readonly keys: readonly string[];
    }
  | {
      readonly about: 'notice';
      readonly notice: Notice;
      readonly person: string;
      readonly keys: readonly string[];
    };

export interface Send {
  readonly kind: 'digest' | 'urgent';
  readonly to: string;
  readonly items: readonly Item[];
  /** What else is the reader's: nothing, nothing that presses, or something overdue or due within three working days. */
  readonly rest: 'none' | 'can-wait' | 'presses';
}

/** A line that is due, before it is known in which message it goes. */
export interface Candidate {
  readonly item: Item;
  readonly urgent: boolean;
  /** When there was first something to say of it. */
  readonly since: Instant;
}

/** When that event was recorded. */
export function instantAt({ history }: Watch, position: Position): Instant {
  return history[position - 1]?.at ?? '';
}
