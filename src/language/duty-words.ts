// What a language must be able to say in a message about what is due. A kind without its sentences does not compile.
import type { NoticeFacts } from '../obligations/notices.ts';
import type { ObligationFacts } from '../obligations/obligation.ts';
import type { LocalDate } from '../ports.ts';
import type { FreeText } from '../register/events.ts';
import type { ObligationKind } from '../register/terms.ts';

/** Why a thing is the person's. */
export type Yours =
  | { readonly why: 'recorded'; readonly kind: ObligationKind }
  | { readonly why: 'handed-over'; readonly by: string; readonly reason: FreeText | null }
  | { readonly why: 'step' }
  | { readonly why: 'role' }
  | { readonly why: 'substitute'; readonly person: string };

type NameOf = (person: string) => string;

/** What a leader is told of somebody's overdue thing. */
export interface Overdue {
  readonly due: LocalDate;
  readonly today: LocalDate;
  /** Working days past the deadline. */
  readonly late: number;
  readonly owner: string;
  /** Who acts for an absent owner; null while the owner is there. */
  readonly acting: string | null;
  /** Reminders that the owner was given. */
  readonly given: number;
}

export interface DutyWords {
  /** The thing in few words, capitalised, without a full stop. */
  readonly what: { readonly [K in ObligationKind]: (facts: ObligationFacts[K]) => string };
  /** How far it has come, a sentence; empty where there is nothing to say. */
  readonly stands: { readonly [K in ObligationKind]: (facts: ObligationFacts[K], nameOf: NameOf) => string };
  /** What to type and when, for a line that no button can run; empty where a button does. */
  readonly how: { readonly [K in ObligationKind]: (facts: ObligationFacts[K], line: string) => string };
  /** Why it is due, a sentence. */
  readonly because: { readonly [K in ObligationKind]: (facts: ObligationFacts[K]) => string };
  readonly yours: (yours: Yours) => string;
  /** `Senest onsdag den 12. februar`, `I dag`, `Over fristen fra fredag den 7. februar` */
  readonly by: (due: LocalDate, today: LocalDate) => string;
  readonly undated: string;
  readonly greeting: (firstName: string, time: string) => string;
  readonly waiting: (count: number, allYours: boolean) => string;
  /** What did not find room in a message. */
  readonly more: (count: number) => string;
  readonly restCanWait: string;
  readonly seeRest: string;
  readonly toLeader: {
    readonly [K in ObligationKind]: (facts: ObligationFacts[K], overdue: Overdue, nameOf: NameOf) => string;
  };
  readonly readyToSend: (
    facts: ObligationFacts['orientering'],
    due: LocalDate,
    today: LocalDate,
    standsInFor: string | null,
    line: string,
  ) => string;
  readonly approvalAsked: (
    facts: ObligationFacts['approval'],
    due: LocalDate | null,
    today: LocalDate,
    standsInFor: string | null,
  ) => string;
  /** The parts that are new since the version before, by their ids. */
  readonly newSince: (version: number, parts: readonly string[]) => string;
  readonly notice: (facts: NoticeFacts, to: string, nameOf: NameOf) => string;
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
    readonly newVersion: string;
    readonly edit: string;
    readonly stop: string;
  };
}
