// What a language must be able to say when somebody asks about deadlines, calendars, forecasts and approvals.

import type { Ends } from '../calendar/working-days.ts';
import type { LocalDate } from '../ports.ts';
import type { ReturnMode } from '../register/terms.ts';

export interface DeadlineWords {
  readonly list: {
    readonly title: (whose: string | null) => string;
    readonly due: string;
    readonly what: string;
    readonly owner: string;
    readonly why: string;
    readonly write: string;
    readonly name: string;
    readonly late: string;
    readonly undated: string;
    readonly you: string;
    readonly nothing: (days: number, whose: string | null) => string;
    readonly next: (what: string, due: LocalDate, today: LocalDate) => string;
    readonly more: (count: number) => string;
  };
  readonly explained: {
    readonly due: (date: LocalDate) => string;
    readonly noDate: (line: string) => string;
    readonly rule: (
      count: number,
      unit: string,
      rule: string,
      start: LocalDate,
      event: number | null,
    ) => string;
    readonly given: (date: LocalDate) => string;
    readonly noLaterThan: (date: LocalDate) => string;
    readonly skipped: (days: string) => string;
    readonly noneSkipped: string;
    readonly calendar: (version: string) => string;
    readonly unknownYear: (year: string) => string;
    readonly owner: (name: string) => string;
    readonly acting: (name: string) => string;
    readonly setByHand: (who: string, when: string, date: LocalDate, reason: string, event: number) => string;
    readonly computed: (date: LocalDate | null) => string;
    readonly rests: (events: string) => string;
    readonly reminders: (before: readonly number[], every: number, leader: number) => string;
    readonly snoozed: (until: LocalDate) => string;
    readonly closed: (by: string, date: LocalDate, reason: string, event: number) => string;
  };
  readonly counting: {
    readonly end: (date: LocalDate, today: LocalDate) => string;
    readonly skipped: (count: number) => string;
    readonly counted: (days: number, from: LocalDate, to: LocalDate, ends: Ends) => string;
    readonly how: (rule: string, version: string) => string;
  };
  readonly moved: (count: number) => string;
  readonly move: (name: string, from: LocalDate | null, to: LocalDate | null) => string;
  readonly nothingMoves: string;
  readonly calendar: {
    readonly title: (version: string) => string;
    readonly years: (first: number, last: number) => string;
    readonly unbounded: (count: number) => string;
    readonly closing: (deadlines: string, messages: string) => string;
    readonly missing: (year: number) => string;
    readonly other: (given: string) => string;
    readonly adopt: string;
  };
  readonly forecast: {
    readonly title: (days: number) => string;
    readonly whatIf: (line: string) => string;
    readonly nothing: (days: number) => string;
    readonly when: string;
    readonly to: string;
    readonly what: string;
    readonly why: string;
    /** `person` is set where the reader stands in. */
    readonly step: (step: number, as: 'owner' | 'leader', person: string | null) => string;
    readonly urgent: string;
  };
  readonly approval: {
    readonly title: (letter: string, version: number, state: string) => string;
    readonly step: string;
    readonly who: string;
    readonly state: string;
    readonly actsFor: (acting: string, owner: string) => string;
    readonly approved: (by: string, owner: string, when: string) => string;
    readonly outside: (proof: string) => string;
    readonly open: (due: LocalDate | null, today: LocalDate) => string;
    readonly waits: string;
    readonly returned: (by: string, owner: string, reason: string, mode: ReturnMode) => string;
    /** Before a decision that no longer counts. */
    readonly void: string;
    readonly stopped: (by: string) => string;
    readonly none: (letter: string) => string;
    readonly next: (name: string) => string;
    readonly final: (letter: string, line: string) => string;
    /** A new version of a letter in approval: whose turn it is. */
    readonly reopened: (version: number, name: string, straightBack: boolean) => string;
    /** The version that is sent is the approved one with its date and number. */
    readonly stamped: (sent: number, approved: number) => string;
  };
  readonly chainChanges: (from: string, to: string) => string;
  readonly officeHours: string;
  readonly standInAway: (from: LocalDate, acting: string) => string;
}
