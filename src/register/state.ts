// The register: what is known, as a fold over the events. Values only; nothing here changes in place.
// Years are kept apart, so that an event copies one year's small maps and never the whole.
import type { DataOf, FreeText } from './events.ts';
import type { MunicipalityCode } from './municipality.ts';
import type { ActivityStatus, ApplicationStatus, Area, MapArea } from './terms.ts';

/** Where in the ledger a fact was recorded: E-<n>. */
export type Position = number;

export interface Recorded {
  readonly recorded: Position;
}

export interface Application extends Recorded {
  readonly id: string;
  readonly municipality: MunicipalityCode | null;
  readonly area: Area | null;
  readonly status: ApplicationStatus;
  readonly decided: Position | null;
}

export type Answer = DataOf<'answer-recorded'> & Recorded;
export type Contact = DataOf<'contact-noted'> & Recorded;
export type Treatment = DataOf<'treatment-recorded'> & Recorded;
export type Activity = DataOf<'activity-recorded'> &
  Recorded & {
    /** Later answers to it. */
    readonly changes: readonly Position[];
    readonly statusOf: ReadonlyMap<
      MunicipalityCode,
      { readonly status: ActivityStatus; readonly recorded: Position }
    >;
  };

export interface Offer extends Recorded {
  readonly id: string;
  readonly year: number;
  readonly place: string;
  readonly municipality: MunicipalityCode | null;
  readonly area: Area | null;
  readonly date: string;
  readonly caseNumber: string | null;
  readonly answerDue: string | null;
  /** A re-offer of a place that another municipality refused. */
  readonly again: boolean;
  readonly contacts: readonly Contact[];
  readonly treatments: readonly Treatment[];
  /** The newest answer counts: a yes that became a no is a new answer. */
  readonly answers: readonly Answer[];
  readonly withdrawn: (Recorded & { readonly reason: FreeText }) | null;
}

export interface Place {
  readonly id: string;
  /** In the order in which it was offered; withdrawn offers are gone from it. */
  readonly offers: readonly string[];
  readonly converted: (DataOf<'place-converted'> & Recorded) | null;
  readonly lapsed: (DataOf<'place-lapsed'> & Recorded) | null;
}

/** A municipality's letter to the ministry. */
export type IncomingLetter = DataOf<'letter-received'> &
  Recorded & {
    /** Later recordings of the same file, for another offer. */
    readonly also: readonly Position[];
    readonly journalised: (DataOf<'letter-journalised'> & Recorded) | null;
  };

export interface Round extends Recorded {
  readonly year: number;
  /** What the round was opened with: applied + reserved = total. */
  readonly total: number;
  readonly applied: number;
  readonly reserved: number;
  readonly closes?: { readonly date: string; readonly time: string } | undefined;
  readonly applicationsClosed: Recorded | null;
  readonly applications: ReadonlyMap<string, Application>;
  readonly offers: ReadonlyMap<string, Offer>;
  readonly places: ReadonlyMap<string, Place>;
  readonly letters: ReadonlyMap<string, IncomingLetter>;
  readonly activities: ReadonlyMap<string, Activity>;
}

export type Draft = DataOf<'letter-drafted'> &
  Recorded & {
    readonly files: DataOf<'letter-rendered'>['files'];
    /** Who made this version. */
    readonly by: string;
  };

/** A decision on one role of one step; it holds for exactly the content that it names. */
export type Decision = DataOf<'step-approved'> & Recorded & { readonly at: string; readonly by: string };

/** A letter's way through its chain (DOMAIN § 5). A new start is a new approval. */
export interface Approval extends Recorded {
  readonly chain: string;
  readonly steps: readonly (readonly string[])[];
  readonly due: string | null;
  readonly startedBy: string;
  /** The content that the decisions stand for. */
  readonly content: string;
  readonly decisions: readonly Decision[];
  /** Where the step that is open now was opened. */
  readonly opened: Position;
  readonly returned: (DataOf<'approval-returned'> & Recorded & { readonly by: string }) | null;
  /** After a return straight back: an edit re-opens only from this step on, until its owner has approved. */
  readonly backTo: { readonly step: number; readonly role: string } | null;
  readonly stopped: (DataOf<'approval-stopped'> & Recorded & { readonly by: string }) | null;
}

/** A letter of ours: Brev-1. */
export interface OutgoingLetter {
  readonly id: string;
  readonly kind: DataOf<'letter-drafted'>['kind'];
  readonly year: number;
  /** Newest last. */
  readonly versions: readonly [Draft, ...Draft[]];
  readonly cleared: readonly (DataOf<'finding-cleared'> & Recorded)[];
  /** The newest one; null before the first. */
  readonly approval: Approval | null;
  readonly sent: (DataOf<'letter-sent'> & Recorded) | null;
  readonly journalised: (DataOf<'letter-journalised'> & Recorded) | null;
  readonly distributed: (DataOf<'letter-distributed'> & Recorded) | null;
  readonly cancelled: (DataOf<'letter-cancelled'> & Recorded) | null;
}

export interface Confirmation extends Recorded {
  readonly id: string;
  readonly by: string;
  readonly line: FreeText;
  readonly attachments: DataOf<'confirmation-asked'>['attachments'];
  /** Digest of what the person was shown. */
  readonly shown: string;
  readonly given: boolean;
}

export type Setting = DataOf<'setting-changed'> & Recorded;

/** Where a platform's recordings are posted. */
export type Channel = DataOf<'channel-chosen'> & Recorded;

/** `chosen` by the person; else the platform's. */
export interface Language {
  readonly locale: 'da' | 'en';
  readonly chosen: boolean;
}

export type Absence = DataOf<'absence-recorded'> & Recorded;

/** What people have decided about one obligation, by hand. */
export interface Handling {
  readonly deadline: (DataOf<'deadline-set'> & Recorded & { readonly by: string }) | null;
  readonly handedOver: (DataOf<'obligation-handed-over'> & Recorded & { readonly by: string }) | null;
  readonly closed: (DataOf<'obligation-closed'> & Recorded & { readonly by: string }) | null;
  /** Until when each person has put the reminder off. */
  readonly snoozed: ReadonlyMap<string, string>;
}

/** One municipality's figures; null: not known. */
export interface MapEntry extends Recorded {
  readonly municipality: MunicipalityCode;
  /** Decided in substance: dismissed and referred cases do not count. */
  readonly decisions: number | null;
  /** Of them sent back, changed or set aside. */
  readonly reversed: number | null;
  /** Of the reversed, sent back to be decided anew (`hjemvist`). */
  readonly remitted: number | null;
  /** As published, from 0 to 100, with whatever decimals it had. */
  readonly percent: number | null;
  readonly source: FreeText;
  readonly extracted: string;
}

export interface Danmarkskort {
  readonly year: number;
  readonly area: MapArea;
  readonly entries: ReadonlyMap<MunicipalityCode, MapEntry>;
}

export interface Register {
  readonly organisation: string | null;
  readonly clock: 'real' | 'simulated';
  readonly rounds: ReadonlyMap<number, Round>;
  readonly letters: ReadonlyMap<string, OutgoingLetter>;
  /** By `mapKey`. */
  readonly maps: ReadonlyMap<string, Danmarkskort>;
  /** Who was to be offered a reserved forløb; the newest last. */
  readonly proposals: readonly (DataOf<'offers-proposed'> & Recorded)[];
  /** Political treatment of a Danmarkskort: it belongs to no offer. */
  readonly mapTreatments: readonly Treatment[];
  readonly settings: readonly Setting[];
  /** The calendar that deadlines are counted by; null for the program's first one. */
  readonly calendar: DataOf<'calendar-adopted'> | null;
  readonly absences: readonly Absence[];
  /** By platform. */
  readonly channels: ReadonlyMap<Channel['platform'], Channel>;
  /** The language that each person has chosen, or has in a platform's profile. */
  readonly languages: ReadonlyMap<string, Language>;
  /** Who has used the bot where: `slack:<person>`. */
  readonly met: ReadonlySet<string>;
  /** By `handlingKey`. */
  readonly handlings: ReadonlyMap<string, Handling>;
  readonly confirmations: ReadonlyMap<string, Confirmation>;
  /** Which corrections a fact rests on, by the corrected event. */
  readonly corrections: ReadonlyMap<Position, readonly Position[]>;
}

export const emptyRegister: Register = {
  organisation: null,
  clock: 'real',
  rounds: new Map(),
  letters: new Map(),
  maps: new Map(),
  proposals: [],
  mapTreatments: [],
  settings: [],
  calendar: null,
  absences: [],
  channels: new Map(),
  languages: new Map(),
  met: new Set(),
  handlings: new Map(),
  confirmations: new Map(),
  corrections: new Map(),
};

/** A copy of the map in which the key has that value. */
export function having<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}

/** A copy of the register in which that year's round is changed; a round that is not open stays so. */
export function inRound(register: Register, year: number, change: (round: Round) => Round): Register {
  const round = register.rounds.get(year);
  return round ? { ...register, rounds: having(register.rounds, year, change(round)) } : register;
}

/** A copy of the register in which that letter is changed; an unknown letter stays so. */
export function inLetter(
  register: Register,
  id: string,
  change: (letter: OutgoingLetter) => OutgoingLetter,
): Register {
  const letter = register.letters.get(id);
  return letter ? { ...register, letters: having(register.letters, id, change(letter)) } : register;
}
