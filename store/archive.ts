// What an operator's tools reach behind the bot's back: the raw history and all that lies beside it. One shape for every store,
// so that a backup of one is a restore of the other.
import type { Files, Person } from '../src/index.ts';

/** The records of a platform, by key, as JSON values. */
export type Records = Readonly<Record<string, unknown>>;

export interface Archive {
  /** Where it is, for people to read: a folder, or server, data base and schema; never a password. */
  readonly name: string;
  /**
   * Commits as journal lines without their newline, oldest first, as they stand: nothing of them is checked here.
   * The list ends with a whole commit, also while a bot writes.
   */
  lines(): AsyncIterable<string>;
  /** Names (SHA-256) of all files, in order; those put while it is read may be missing. */
  fileNames(): AsyncIterable<string>;
  readonly files: Files;
  /** Undefined where nobody has been entered. Throws a `StoreFault` 'damaged' where the list is wrong. */
  people(): Promise<readonly Person[] | undefined>;
  /** The list as a whole; running bots follow it. Throws a `StoreFault` 'damaged' (`details`: field) where it is wrong. */
  replacePeople(people: readonly Person[]): Promise<void>;
  /** What the platforms know again after a start, by the name it was opened under: `teams`. */
  memories(): Promise<Readonly<Record<string, Records>>>;
  replaceMemory(name: string, records: Records): Promise<void>;
  /**
   * Writes the whole history into a place that has none, durable and all or nothing; the lines must have been verified.
   * Throws a `StoreFault` 'not-empty' where there is one, 'locked' where a bot holds the place.
   */
  fill(lines: AsyncIterable<string>): Promise<void>;
  /**
   * Puts `line` in the place of the one that ends at that version, for a redaction: same hash, fewer words. Durable.
   * Throws a `StoreFault` 'locked' where a bot holds the place, 'not-permitted' where the login may not, 'damaged' where no line
   * ends there or its hash is another, 'fenced' where it has words that the one there has lost.
   */
  replaceLine(version: number, line: string): Promise<void>;
  close(): Promise<void>;
}
