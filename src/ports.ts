// What the core asks of the world. Stores and adapters implement these; the core knows nothing else of them.
import type { Letter } from './letters/letter.ts';
import type { FileFault } from './register/refusal.ts';
import type { View } from './view/nodes.ts';

/** An instant in UTC, ISO 8601 with milliseconds: `2025-01-31T08:00:00.000Z`. */
export type Instant = string;

/** A calendar date in Denmark: `2025-01-31`. */
export type LocalDate = string;

/** What a store must know of an event; the rest of it is the domain's business. */
export interface Envelope {
  readonly id: string;
  readonly type: string;
  readonly at: Instant;
  readonly by: string;
  readonly via: string;
  /** The platform's id of the message or click that led to it; the same in every event of one commit. */
  readonly cause: string;
}

export type Appended<E extends Envelope> =
  | { readonly outcome: 'appended'; readonly version: number; readonly head: string }
  /** Somebody else wrote first: read from your version on and decide again. */
  | { readonly outcome: 'conflict'; readonly version: number }
  /** This cause was committed before; these are the events it led to. */
  | { readonly outcome: 'duplicate'; readonly events: readonly E[] };

/** An append-only, hash-chained list of events. The version is the number of events; the first event is number 1. */
export interface Ledger<E extends Envelope> {
  /**
   * Commits all events or none; durable when the promise resolves. `events` is never empty and shares one cause.
   * Throws a `StoreFault` when the store cannot write; then nothing of it is recorded or readable, but for 'unavailable':
   * the same cause asked again tells.
   */
  append(expectedVersion: number, events: readonly E[], cause: string): Promise<Appended<E>>;
  /** The events after the first `after` ones. Nothing that is not durable is ever shown. */
  read(after: number): Promise<readonly E[]>;
  /** Calls back with the new events and the version after them; returns how to stop. */
  watch(listener: (events: readonly E[], version: number) => void): () => void;
  /** The chain's newest hash (base64url SHA-256), to be published where another system holds it. */
  head(): { readonly version: number; readonly hash: string };
  close(): Promise<void>;
}

/** Content-addressed files: the name is the lower-case hex SHA-256 of the bytes. */
export interface Files {
  put(bytes: Uint8Array): Promise<string>;
  /** Undefined when unknown; throws a `StoreFault` ('damaged') when the bytes no longer match their name. */
  get(sha256: string): Promise<Uint8Array | undefined>;
}

export type Locale = 'da' | 'en';

export interface Person {
  /** Opaque: the only thing of a person that the history holds. */
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly locale: Locale;
  /** The id of the person's leader, if any. */
  readonly leader: string | null;
  /** How a platform's user is recognised as this person: by the user's id there, else by this address. */
  readonly email?: string | undefined;
  readonly slack?: string | undefined;
  readonly teams?: string | undefined;
}

/** The people of an organisation: correctable and deletable, apart from the history. */
export interface Directory {
  people(): Promise<readonly Person[]>;
}

/** Small records by key: what a platform must know again after a start, and what no history should hold. */
export interface Memory {
  all(): Promise<ReadonlyMap<string, unknown>>;
  /** Durable when it resolves; writing what is there already costs nothing. */
  put(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
  /** Calls back with what other processes have put, or deleted (undefined), since; returns how to stop. */
  watch(listener: (key: string, value: unknown) => void): () => void;
}

/** What a platform was told and has not finished with: accepted means durable. */
export interface Inbox {
  /** Durable when it resolves. */
  put(id: string, content: unknown): Promise<void>;
  /** Nothing of it is kept. Need not be durable: what is done twice is recorded once. */
  done(id: string): void;
  /**
   * What a process that is gone has put and never done, oldest first; it is this process's own from now on. Asked at the start,
   * and now and then, since another instance may have died.
   */
  takeOver(): Promise<readonly { readonly id: string; readonly content: unknown }[]>;
  close(): Promise<void>;
}

/** All that one organisation keeps. */
export interface Store<E extends Envelope> {
  readonly ledger: Ledger<E>;
  readonly files: Files;
  readonly directory: Directory;
  /** Enters these people where nobody has been entered yet; says whether it did. */
  firstPeople(people: readonly Person[]): Promise<boolean>;
  /** By what it is for: `teams`. Each is opened once. */
  memory(name: string): Promise<Memory>;
  inbox(name: string): Promise<Inbox>;
  /** Why it can take nothing in at the moment; undefined when it can. Never throws. */
  trouble(): Promise<StoreFault | undefined>;
  /** Also what was opened of it. */
  close(): Promise<void>;
}

/** What every store is opened with. */
export interface StoreWorld<E> {
  /** Throws on a shape the code does not know; takes back, unchanged, what it gave. */
  readonly parse: (raw: unknown) => E;
  /** Told of what the operator should know but nobody must wait for. Must not throw. */
  readonly onWarning: (text: string) => void;
  /** Told once when the ledger has closed itself after a fault: nothing more can be recorded before a start. Must not throw. */
  readonly onFatal: (fault: StoreFault) => void;
}

export type StoreFaultCode =
  | 'locked'
  | 'damaged'
  | 'disk-full'
  | 'fenced'
  | 'sync-failed'
  | 'closed'
  /** The server does not answer: what was under way may or may not have been recorded; what comes later can be. */
  | 'unavailable'
  /** The server does not let this login do it. */
  | 'not-permitted'
  | 'not-empty';

/** A store that cannot do its work. Recognise it by `code`; `details` says where (byte offset, file, process). */
export class StoreFault extends Error {
  readonly code: StoreFaultCode;
  readonly details: Readonly<Record<string, string | number>>;
  constructor(
    code: StoreFaultCode,
    message: string,
    details: Record<string, string | number> = {},
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = 'StoreFault';
    this.code = code;
    this.details = details;
  }
}

export interface NamedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Why a file that somebody handed in was not taken; a mismatch says what the content is instead. */
export type FileRefusal =
  | { readonly reason: Exclude<FileFault, 'mismatch'> }
  | { readonly reason: 'mismatch'; readonly found: string };

/** What a file's name led to: the file, why it cannot be had, or nothing of that name. */
export type Opened = NamedFile | FileRefusal | undefined;

/** A municipality's letter as read for screening; the original bytes stay as they are. */
export interface ReceivedFile {
  /** A safe file name, ending kept. */
  readonly name: string;
  readonly mediaType: string;
  /** The words that could be read; empty for a scan. */
  readonly text: string;
}

export type Received =
  | { readonly ok: true; readonly file: ReceivedFile }
  | { readonly ok: false; readonly refusal: FileRefusal };

/** Rendered, or the characters that the letter's font does not have. */
export type Rendered =
  | { readonly ok: true; readonly files: readonly NamedFile[] }
  | { readonly ok: false; readonly unprintable: readonly string[] };

/** Letters out (docx, pdf, eml from one `Letter`, byte-identical on repetition) and letters in. */
export interface Documents {
  /** `annexes` in the letter's order, with the original bytes; a letter whose annex is missing renders without it. */
  render(letter: Letter, annexes: readonly NamedFile[]): Promise<Rendered>;
  /** A table's words are its lines, each a list of cells, in JSON. */
  receive(as: 'letter' | 'table', name: string, bytes: Uint8Array): Promise<Received>;
  close(): Promise<void>;
}

/** A message to one person: the same tree on every platform. */
export interface Message {
  /** Its name in the ledger: what a platform that can is to keep with the post, so that it can be found again. */
  readonly id: string;
  readonly to: Person;
  readonly kind: 'digest' | 'urgent';
  /** When it was claimed. */
  readonly at: Instant;
  readonly view: View;
}

export type Posting =
  | { readonly outcome: 'delivered'; readonly reference: string | null }
  /** It certainly did not arrive. */
  | { readonly outcome: 'failed'; readonly reason: string }
  /** It may have arrived: no answer, a broken connection. */
  | { readonly outcome: 'unknown' };

/** A post in a channel: one recording or letter, as it stands now. */
export interface Card {
  readonly id: string;
  /** The platform's name of the channel. */
  readonly channel: string;
  readonly view: View;
}

/** Files below a card. */
export interface Attachment {
  /** The card's reference. */
  readonly under: string;
  readonly words: string;
  readonly files: readonly NamedFile[];
}

/** Where people write and are written to. */
export type Via = 'console' | 'slack' | 'teams';

/** The channels of a platform that has them. */
export interface Board {
  readonly platform: Exclude<Via, 'console'>;
  /** Whether people from outside can read along. */
  guests(channel: string): Promise<'some' | 'none' | 'unknown'>;
  post(card: Card): Promise<Posting>;
  attach(attachment: Attachment): Promise<Posting>;
  /** Shows the view in the post's place; harmless to repeat. */
  update(reference: string, view: View, locale: Locale): Promise<'done' | 'gone' | 'failed'>;
}

/** What is asked of a claim whose outcome nobody knows. */
export interface Lost {
  readonly message: string;
  readonly kind: 'digest' | 'urgent' | 'card' | 'files';
  /** A person's id; for a card and its files the conversation, `slack:C0123`. */
  readonly to: string;
  readonly at: Instant;
  /** Where it was to go; a message to a person may stand on another platform. */
  readonly via: Via;
}

/** `unknown` is asked again later; `untraceable` says that the platform will never be able to tell. */
export type Tracing = Posting | { readonly outcome: 'untraceable' };

/** How messages reach people: one platform, or several as one. */
export interface Messenger {
  /** Where a message to that person is tried first. */
  viaOf(person: Person): Via;
  /** One for each platform that has channels; none where posts stay as they are. */
  readonly boards: readonly Board[];
  /**
   * Settles within a minute on each platform and never repeats a post by itself; what it throws is taken as `unknown`.
   * `delivered` has a reference that begins with the platform, `slack:…`, or null where the post stays as it is.
   */
  post(message: Message): Promise<Posting>;
  /** What became of a message; `failed` also where the platform knows no such person, so that nothing can stand there. */
  find(lost: Lost): Promise<Tracing>;
}

export interface Clock {
  now(): Instant;
}

/** Fresh ids and salts for one commit attempt. With a simulated clock they are counters, so that a story repeats itself. */
export interface Ids {
  fresh(version: number): { id(): string; salt(): string };
}

/** SHA-256 of UTF-8 text, base64url. Pure; handed in because the core imports no platform. */
export type Digest = (text: string) => string;
