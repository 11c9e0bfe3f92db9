// A refusal is a value: what was wrong, with what the sentence needs, and a line that would work.
// The sentences are in src/language; one that is missing does not compile.

export interface RefusalParams {
  // the line itself
  'line-too-long': { readonly length: number; readonly most: number };
  'hidden-character': { readonly code: string; readonly position: number };
  'not-utf8': { readonly line: number };
  'unclosed-quote': { readonly from: string };
  'unknown-command': { readonly typed: string; readonly nearest: readonly string[] };
  'missing-argument': { readonly label: string; readonly expected: string };
  'unknown-option': { readonly typed: string; readonly nearest: readonly string[] };
  'repeated-option': { readonly option: string };
  'surplus-words': { readonly words: string };
  'invalid-value': { readonly label: string; readonly typed: string; readonly expected: string };
  'unknown-choice': { readonly label: string; readonly typed: string; readonly choices: readonly string[] };
  'unknown-municipality': { readonly typed: string; readonly nearest: readonly string[] };
  'not-allowed': { readonly command: string; readonly roles: readonly string[] };
  'unknown-person': { readonly typed: string; readonly known: readonly string[] };
  'reads-only': { readonly command: string };
  'too-many': { readonly perMinute: number; readonly seconds: number };
  // dates and words
  'date-in-future': { readonly date: string; readonly today: string };
  'not-a-clause': {
    readonly words: string;
    readonly why: 'pronoun' | 'sentence' | 'relative-time' | 'word-order' | 'opening';
    readonly found: string;
  };
  // round and places
  'no-round': { readonly year: number | null };
  'which-year': { readonly years: readonly number[] };
  'round-exists': { readonly year: number };
  'quota-mismatch': { readonly total: number; readonly applied: number; readonly reserved: number };
  'applied-quota-full': { readonly year: number; readonly applied: number; readonly granted: number };
  'no-place-free': {
    readonly year: number;
    readonly arithmetic: Arithmetic;
    readonly vacantAfter: readonly string[];
  };
  'application-exists': {
    readonly municipality: string;
    readonly area: string;
    readonly year: number;
    readonly status: string;
  };
  'already-granted': { readonly municipality: string; readonly area: string; readonly year: number };
  'area-missing': { readonly municipality: string };
  // offers and answers
  'offer-exists': {
    readonly municipality: string;
    readonly area: string;
    readonly year: number;
    readonly state: string;
  };
  'no-offer': { readonly municipality: string; readonly year: number | null; readonly area: string | null };
  'which-offer': {
    readonly municipality: string;
    readonly offers: readonly { readonly area: string; readonly year: number }[];
  };
  'offer-withdrawn': { readonly municipality: string };
  'already-answered': {
    readonly municipality: string;
    readonly area: string;
    readonly year: number;
    readonly says: 'yes' | 'no';
    readonly event: number;
  };
  'answer-before-offer': {
    readonly municipality: string;
    readonly received: string;
    readonly offered: string;
  };
  'reasons-with-yes': { readonly municipality: string };
  'place-gone': { readonly municipality: string; readonly state: string };
  'no-vacant-place': {
    readonly municipality: string | null;
    readonly year: number | null;
    readonly vacantAfter: readonly string[];
  };
  'which-place': {
    readonly municipality: string;
    readonly places: readonly { readonly area: string; readonly year: number }[];
  };
  'letter-exists': { readonly municipality: string; readonly event: number };
  'no-incoming-letter': { readonly municipality: string };
  'already-journalised': { readonly what: string; readonly date: string };
  'before-received': { readonly what: string; readonly date: string; readonly received: string };
  'file-refused': { readonly name: string; readonly reason: FileFault; readonly found?: string };
  'file-not-found': { readonly name: string };
  // Danmarkskort
  'nothing-imported': { readonly name: string };
  'no-heading': { readonly name: string; readonly found: readonly string[] };
  'table-has-problems': {
    readonly name: string;
    readonly problems: readonly string[];
    readonly rows: number;
  };
  'nothing-left': { readonly name: string };
  'no-map': { readonly area: string; readonly year: number; readonly known: readonly string[] };
  'nobody-to-propose': { readonly area: string; readonly year: number; readonly passed: readonly string[] };
  'not-on-map': { readonly municipality: string; readonly area: string; readonly year: number };
  // letters
  'nothing-to-report': { readonly year: number };
  'not-refused': { readonly municipality: string; readonly year: number };
  'already-reported': { readonly municipality: string; readonly letter: string };
  'several-letters': { readonly letters: readonly string[] };
  'sent-before-answer': { readonly letter: string; readonly date: string; readonly received: string };
  'letter-would-lose': { readonly letter: string; readonly municipalities: readonly string[] };
  'unknown-letter': { readonly typed: string; readonly known: readonly string[] };
  'unknown-part': { readonly typed: string; readonly known: readonly string[] };
  'part-not-editable': { readonly part: string };
  unprintable: { readonly characters: readonly string[] };
  'letter-is-sent': { readonly letter: string; readonly date: string };
  'letter-not-sent': { readonly letter: string };
  'letter-is-cancelled': { readonly letter: string };
  'letter-has-errors': { readonly letter: string; readonly errors: readonly string[] };
  'letter-not-ready': { readonly letter: string; readonly errors: readonly string[] };
  /** `words` stand in the place of removed ones. */
  'words-removed': { readonly year: number; readonly part: string; readonly words: string };
  'nothing-new': { readonly letter: string };
  'already-distributed': { readonly letter: string; readonly annex: number };
  'unknown-finding': { readonly typed: string; readonly known: readonly string[] };
  'finding-not-clearable': { readonly finding: string };
  // approvals
  'letter-is-approved': { readonly letter: string };
  /** `started`: an approval runs, but is not final. */
  'letter-not-approved': { readonly letter: string; readonly started: boolean };
  /** What the facts or settings of the sending date would change in the approved words. */
  'approved-is-outdated': { readonly letter: string; readonly changed: readonly string[] };
  'approval-is-returned': { readonly letter: string; readonly by: string };
  'approval-is-final': { readonly letter: string };
  'approval-exists': { readonly letter: string };
  'no-approval': { readonly letter: string };
  /** `diff`: the changed parts, word by word. */
  'old-version': {
    readonly letter: string;
    readonly version: number;
    readonly newest: number;
    readonly diff: readonly string[];
  };
  'already-decided': { readonly letter: string; readonly by: string; readonly at: string };
  /** `step` counts from 1. */
  'not-your-turn': { readonly letter: string; readonly step: number };
  'not-your-step': { readonly letter: string; readonly owners: readonly string[] };
  /** `author`: whose decision was to be recorded by somebody else; null when it is the asker. */
  'own-letter': { readonly letter: string; readonly author: string | null };
  'not-held-against': { readonly letter: string };
  'unknown-chain': { readonly typed: string; readonly known: readonly string[] };
  'nobody-for-role': { readonly role: string };
  'proof-missing': { readonly letter: string };
  'not-a-decider': { readonly person: string; readonly letter: string; readonly owners: readonly string[] };
  'decided-before-draft': { readonly letter: string; readonly date: string; readonly drafted: string };
  // deadlines and reminders
  'applications-still-open': { readonly year: number; readonly date: string };
  'applications-already-closed': { readonly year: number };
  'calendar-ends': { readonly year: number; readonly first: number; readonly last: number };
  'calendar-is-adopted': { readonly version: string };
  'unknown-obligation': { readonly typed: string; readonly nearest: readonly string[] };
  'already-closed': { readonly obligation: string };
  'date-in-past': { readonly date: string; readonly today: string };
  'not-your-obligation': { readonly obligation: string; readonly owner: string };
  'step-not-handed-over': { readonly obligation: string };
  'already-owner': { readonly obligation: string; readonly person: string };
  'not-your-absence': { readonly person: string };
  'own-substitute': { readonly person: string };
  'period-reversed': { readonly from: string; readonly to: string };
  'what-if-expected': { readonly typed: string };
  // corrections
  'unknown-event': { readonly typed: string; readonly most: number };
  'not-correctable': { readonly event: number; readonly fields: readonly string[] };
  'unknown-field': { readonly typed: string; readonly fields: readonly string[] };
  'correction-breaks': { readonly event: number; readonly why: Refusal };
  'already-so': { readonly event: number };
  'nothing-to-undo': { readonly person: string };
  'not-undoable': { readonly command: string };
  'not-your-recording': { readonly event: number; readonly by: string };
  'already-undone': { readonly event: number };
  'no-channel-here': Readonly<Record<never, never>>;
  'rests-on-it': { readonly event: number };
  'unknown-confirmation': { readonly typed: string };
  'not-your-confirmation': { readonly confirmation: string };
  'facts-changed': { readonly confirmation: string };
  'unknown-activity': { readonly kind: string };
  'setting-empty': { readonly setting: string; readonly fields: readonly string[] };
  'unknown-setting': { readonly typed: string; readonly known: readonly string[] };
  // the clock
  'clock-is-real': { readonly typed: string };
  'clock-behind': { readonly last: string };
  'clock-backwards': { readonly typed: string; readonly now: string };
}

export interface Arithmetic {
  /** The round's forløb. */
  readonly total: number;
  /** Applications granted. */
  readonly granted: number;
  readonly pending: number;
  /** total − granted − pending */
  readonly reserved: number;
  /** Reserved places that an offer was ever made for. */
  readonly used: number;
  /** Reserved places not offered, filled, converted or lapsed. */
  readonly free: number;
}

/** Why a file was not taken; `found` says what its content is instead of what its ending says. */
export type FileFault =
  | 'ending'
  | 'no-table'
  | 'content'
  | 'empty'
  | 'too-large'
  | 'not-fetched'
  | 'bomb'
  | 'macro'
  | 'enclosed'
  | 'encrypted'
  | 'unreadable'
  | 'name'
  | 'mismatch';

export type RefusalCode = keyof RefusalParams;

export type Refusal<C extends RefusalCode = RefusalCode> = {
  readonly [K in C]: {
    readonly refused: true;
    readonly code: K;
    readonly params: RefusalParams[K];
    /** A line that would work in its place, or the nearest to it. */
    readonly line: string;
    /** The argument, by its name in the command's schema, that was not understood. */
    readonly field?: string;
  };
}[C];

export function refuse<C extends RefusalCode>(code: C, params: RefusalParams[C], line: string): Refusal {
  return { refused: true, code, params, line } as Refusal;
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}
