// What a language must be able to say. A sentence that is missing in one of them does not compile.
import type { Finding, FindingKind } from '../letters/checks.ts';
import type { OtherNames } from '../obligations/people.ts';
import type { DataOf, EventType, FreeText } from '../register/events.ts';
import type { RefusalCode, RefusalParams } from '../register/refusal.ts';
import type { CardWords } from './card-words.ts';
import type { DeadlineWords } from './deadline-words.ts';
import type { DutyWords } from './duty-words.ts';
import type { MapWords } from './map-words.ts';
import type { SentenceWords } from './sentence-words.ts';

/** What an event is about, looked up for its sentence. */
export interface About {
  /** `Vejen`, `Solrød og Odsherred`; empty when there is none. */
  readonly municipality: string;
  /** `børnehandicap`; empty when there is none. */
  readonly area: string;
  /** The municipalities whose freed places it is about. */
  readonly places: string;
  text(text: FreeText): string;
  /** `E-12`: an event by its id. */
  recording(id: string): string;
  /** A person's name. */
  name(person: string): string;
  date(date: string | null): string;
}

export interface Language {
  readonly locale: 'da' | 'en';
  readonly refusals: { readonly [C in RefusalCode]: (params: RefusalParams[C]) => string };
  readonly events: { readonly [T in EventType]: (data: DataOf<T>, about: About) => string };
  readonly findings: { readonly [K in FindingKind]: (params: Finding<K>['params']) => string };
  readonly duties: DutyWords;
  readonly cards: CardWords;
  readonly deadlines: DeadlineWords;
  readonly maps: MapWords;
  readonly sentences: SentenceWords;
  readonly says: Says;
}

/** The sentences of replies. */
export interface Says {
  readonly tryThis: string;
  /** The first line of a prompt. */
  readonly greeting: string;
  readonly alreadyDone: string;
  readonly fault: (reference: string) => string;
  readonly looksLikeCpr: string;
  readonly times: (count: number) => string;
  readonly snoozeWhen: string;
  readonly snoozeExpected: string;
  readonly confirmButton: string;
  readonly unnamed: string;
  /** A term of the register's vocabularies, given in Danish, in the reader's language. */
  readonly term: (danish: string) => string;
  /** `Pladsen efter Vejen`, `Pladserne efter Odsherred og Solrød`. */
  readonly placesAfter: (names: readonly string[]) => string;
  readonly list: (items: readonly string[]) => string;
  readonly date: (date: string) => string;
  readonly by: (name: string) => string;
  readonly names: OtherNames;
  readonly help: {
    readonly title: string;
    readonly intro: string;
    readonly arguments: string;
    readonly optional: string;
    readonly many: string;
    readonly example: string;
    readonly alias: string;
    readonly command: string;
    readonly what: string;
    readonly more: (line: string) => string;
  };
  readonly overview: {
    readonly title: (year: number) => string;
    readonly none: string;
    readonly arithmetic: (
      total: number,
      granted: number,
      pending: number,
      reserved: number,
      free: number,
    ) => string;
    readonly municipality: string;
    readonly area: string;
    readonly state: string;
    readonly offered: string;
    readonly answered: string;
    readonly reported: string;
    readonly places: string;
    readonly place: (name: string, state: string, to: string) => string;
    readonly letters: string;
    readonly notReported: (names: string) => string;
    readonly activities: string;
  };
  readonly history: {
    readonly title: (of: string) => string;
    readonly none: (of: string) => string;
    readonly undone: string;
  };
  readonly letter: {
    readonly drafted: (letter: string, version: number) => string;
    readonly unchanged: (letter: string, version: number) => string;
    readonly state: (state: string) => string;
    readonly files: string;
    readonly check: (errors: number, warnings: number) => string;
    readonly clean: (letter: string) => string;
    readonly error: string;
    readonly warning: string;
    readonly finding: string;
    readonly code: string;
    readonly clearHint: (line: string) => string;
    readonly waiting: (letter: string) => string;
    readonly head: (hash: string) => string;
    readonly rests: (events: string) => string;
    readonly correctionNeeded: (letter: string, parts: string) => string;
    readonly editedTouched: (letter: string, part: string) => string;
    readonly newVersions: (names: string) => string;
    readonly approvalStops: (letter: string) => string;
    readonly supplementNeeded: (letter: string) => string;
  };
  readonly correction: {
    readonly title: (event: string) => string;
    readonly change: (field: string, from: string, to: string) => string;
    readonly undo: (sentences: number) => string;
    readonly reason: (reason: string) => string;
    readonly empty: string;
  };
  readonly next: {
    readonly letter: string;
    readonly reason: string;
    readonly draft: string;
    readonly check: string;
    readonly approval: string;
    readonly journalise: string;
    readonly reOffer: string;
    readonly send: string;
    readonly overview: string;
    readonly correction: string;
  };
  readonly asOf: (date: string) => string;
  readonly shown: {
    readonly offers: string;
    readonly letters: string;
    readonly nothing: (name: string) => string;
    readonly reasons: string;
  };
}
