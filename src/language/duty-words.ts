// What a language must be able to say of what is due. An obligation kind without its sentences does not compile.

import type { NoticeFacts } from '../obligations/notices.ts';
import type { ObligationFacts } from '../obligations/obligation.ts';
import type { LocalDate } from '../ports.ts';
import type { ObligationKind } from '../register/terms.ts';

/** Why a line is the reader's. */
export type Yours =
  | { readonly why: 'recorded' }
  | { readonly why: 'handed-over'; readonly by: string }
  | { readonly why: 'step' }
  | { readonly why: 'role' }
  | { readonly why: 'substitute'; readonly person: string };

export interface DutyWords {
  /** The thing in few words, capitalised, without a full stop. */
  readonly what: { readonly [K in ObligationKind]: (facts: ObligationFacts[K]) => string };
  /** Why it is due, a sentence. */
  readonly because: { readonly [K in ObligationKind]: (facts: ObligationFacts[K]) => string };
  readonly yours: (yours: Yours) => string;
  /** The same of somebody else, for `frister` and `forklar`. */
  readonly theirs: (name: string, yours: Yours) => string;
  /** `Senest onsdag den 12. februar`, `I dag`, `Over fristen fra fredag den 7. februar` */
  readonly by: (due: LocalDate, today: LocalDate) => string;
  readonly greeting: (firstName: string, time: string) => string;
  readonly waiting: (count: number, allYours: boolean) => string;
  readonly rest: string;
  /** What did not find room in a message. */
  readonly more: (count: number) => string;
  readonly discharge: (line: string) => string;
  readonly toLeader: (what: string, owner: string, late: number, given: number) => string;
  readonly readyToSend: (
    letter: string,
    version: number,
    what: string,
    due: LocalDate,
    today: LocalDate,
  ) => string;
  readonly approvalAsked: (
    facts: ObligationFacts['approval'],
    due: LocalDate | null,
    today: LocalDate,
    person: string | null,
  ) => string;
  /** The parts that are new since the version before. */
  readonly newSince: (version: number, parts: readonly string[]) => string;
  readonly notice: (facts: NoticeFacts, nameOf: (person: string) => string) => string;
  readonly buttons: {
    readonly done: string;
    readonly next: string;
    readonly chase: string;
    readonly snooze: string;
    readonly handOver: string;
    readonly why: string;
    readonly read: string;
    readonly approve: (version: number) => string;
    readonly giveBack: string;
    readonly chooseOther: string;
    readonly newDeadline: string;
    readonly standIn: string;
    readonly show: string;
  };
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
    readonly rule: (count: number, unit: string, rule: string, start: LocalDate) => string;
    readonly given: (date: LocalDate) => string;
    readonly noLaterThan: (date: LocalDate) => string;
    readonly ruleSource: (event: number | null) => string;
    readonly skipped: (days: string) => string;
    readonly noneSkipped: string;
    readonly calendar: (version: string) => string;
    readonly unknownYear: (year: string) => string;
    readonly setByHand: (who: string, when: string, date: LocalDate, reason: string, event: number) => string;
    readonly computed: (date: LocalDate | null) => string;
    readonly rests: (events: string) => string;
    readonly reminders: (before: string, every: number, leader: number) => string;
    readonly snoozed: (until: LocalDate) => string;
  };
  readonly counting: {
    readonly end: (date: LocalDate, today: LocalDate) => string;
    readonly skipped: (count: number) => string;
    readonly noneSkipped: string;
    readonly counted: (days: number, from: LocalDate, to: LocalDate) => string;
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
    readonly step: (step: number, as: 'owner' | 'leader') => string;
    readonly urgent: string;
  };
  readonly approval: {
    readonly title: (letter: string, version: number, state: string) => string;
    readonly step: string;
    readonly who: string;
    readonly state: string;
    readonly approved: (by: string, owner: string, when: string) => string;
    readonly outside: (proof: string) => string;
    readonly open: (due: LocalDate | null, today: LocalDate) => string;
    readonly waits: string;
    readonly returned: (by: string, reason: string, mode: string) => string;
    readonly stopped: (by: string) => string;
    readonly none: (letter: string) => string;
    readonly next: (name: string) => string;
    readonly final: (letter: string) => string;
    readonly differs: (from: number, to: number) => string;
  };
  readonly absenceActing: (name: string) => string;
  /** The bot's clock stands before the last recording. */
  readonly clockBehind: (last: string) => string;
}
