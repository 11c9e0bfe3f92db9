// What is due: from whom, when, why, and the line that would discharge it. Computed from the register, never scheduled.
import type { LocalDate } from '../ports.ts';
import type { FreeText } from '../register/events.ts';
import type { Position } from '../register/state.ts';
import type { ObligationKind } from '../register/terms.ts';
import type { DeadlineRule } from './settings.ts';

/** What the sentences about an obligation need to know, by kind. */
export interface ObligationFacts {
  answer: {
    readonly municipality: string;
    readonly offered: string;
    /** When the municipality was chased last. */
    readonly chased: string | null;
  };
  treatment: {
    readonly municipality: string;
    readonly body: string;
    readonly planned: string;
    readonly subject: string;
  };
  orientering: {
    readonly municipality: string;
    readonly received: LocalDate;
    readonly letter: string | null;
    readonly version: number | null;
    readonly stage: OrienteringStage;
    /** Whose step is open, by person id. */
    readonly at: readonly string[];
    /** The municipality's own letter, which must be enclosed. */
    readonly hasAnnex: boolean;
  };
  supplement: {
    readonly letter: string;
    readonly settled: LocalDate;
    /** The letter that will tell it. */
    readonly draft: string | null;
    readonly stage: OrienteringStage;
    readonly at: readonly string[];
  };
  approval: {
    readonly letter: string;
    readonly kind: 'orientering' | 'supplerende' | 'berigtigelse';
    readonly version: number;
    readonly role: string;
    /** From 1. */
    readonly step: number;
    readonly steps: number;
    readonly municipalities: readonly string[];
  };
  journalising: { readonly municipality: string; readonly received: LocalDate; readonly file: string };
  applications: { readonly year: number; readonly time: string };
}

/** How far the letter to the committee is: what is missing next. */
export type OrienteringStage = 'no-draft' | 'draft' | 'in-approval' | 'returned' | 'approved';

/** Why it is this person's: the sentence tells it. */
export type Ownership =
  | { readonly why: 'recorded' }
  | { readonly why: 'handed-over'; readonly by: string; readonly reason: FreeText | null }
  | { readonly why: 'step' }
  | { readonly why: 'role' };

/** Where the computed date comes from. */
export type Reckoning =
  | { readonly by: 'rule'; readonly start: LocalDate; readonly rule: DeadlineRule }
  /** The date was given with the fact itself. */
  | { readonly by: 'date'; readonly date: LocalDate };

interface Common {
  /** `Vejen-børn-2025/orientering` */
  readonly name: string;
  /** The event that it arises from; with the name its identity. */
  readonly origin: Position;
  readonly owner: string;
  readonly ownership: Ownership;
  readonly reckoning: Reckoning | null;
  /** What the reckoning gives; null where no date was given. */
  readonly computed: LocalDate | null;
  /** The date that holds: set by hand, else the computed one. */
  readonly due: LocalDate | null;
  /** Since when it is as it is: the newest event that made it this owner's by this date. */
  readonly since: Position;
  /** The line that would discharge it, or the next step towards that. */
  readonly line: string;
  /** What a button with the line does: discharge the obligation, or the next step towards it; null where the line has gaps. */
  readonly button: 'done' | 'next' | null;
  readonly events: readonly Position[];
}

export type Obligation<K extends ObligationKind = ObligationKind> = {
  readonly [P in K]: Common & { readonly kind: P; readonly facts: ObligationFacts[P] };
}[K];

/** An obligation before it is known whose it is and what was set by hand. */
export type Draft<K extends ObligationKind = ObligationKind> = {
  readonly [P in K]: Pick<Common, 'name' | 'origin' | 'reckoning' | 'line' | 'button' | 'events'> & {
    readonly kind: P;
    readonly facts: ObligationFacts[P];
    /** A role or person id whose it is, above that person; else it is whose hand recorded the origin. */
    readonly role?: { readonly name: string; readonly above: string };
    /** No later than that day, whatever the rule gives. */
    readonly latest?: LocalDate | null;
  };
}[K];

/** Overdue first and by date; those without a date last; of one day in the order in which they were recorded. */
export function byUrgency(list: readonly Obligation[]): Obligation[] {
  const undated = '9999';
  const days = new Map<string, Obligation[]>();
  for (const each of list) {
    const day = days.get(each.due ?? undated);
    if (day) day.push(each);
    else days.set(each.due ?? undated, [each]);
  }
  return [...days.keys()].sort().flatMap((day) => days.get(day) ?? []);
}
