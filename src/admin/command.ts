// What an operator's command is. A new one is a file of its own, as verify.ts is, and a line in commands.ts: the help, the
// parsing, the store it works on, the faults in words and the exit code come from here.
import type { ParseArgsConfig, parseArgs } from 'node:util';
import type { Environment } from '../config/environment.ts';
import type { Place } from '../open-store.ts';
import type { Clock, Digest, Ids } from '../ports.ts';

export type OptionTable = NonNullable<ParseArgsConfig['options']>;

/** What every command takes: which organisation's history, and where it is. */
export const commonOptions = {
  data: { type: 'string' },
  store: { type: 'string' },
  organisation: { type: 'string' },
  settings: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies OptionTable;

export interface AdminCommand<O extends OptionTable = OptionTable> {
  readonly name: string;
  /** Danish, one sentence without its full stop: what it is good for. */
  readonly says: string;
  /** What stands after the name: `TIL`, `[--hoved KODE]`. */
  readonly usage: string;
  /** A line that works, from the command's name on. */
  readonly example: string;
  /** Its own, beside `commonOptions`; each in `usage`. */
  readonly options: O;
  /** It runs although the settings are wrong or not there yet. */
  readonly beforeSettings?: true;
  // A method, so that commands with options of their own fit in one list.
  /** Throws a `StoreFault` where a store fails it; what the operator can mend by another line is refused. */
  run(context: Context<O>): Promise<Outcome>;
}

export interface Context<O extends OptionTable = OptionTable> {
  /** The words after the command's name that are no options. */
  readonly words: readonly string[];
  readonly options: ReturnType<typeof parseArgs<{ readonly options: O }>>['values'];
  /** The store that was asked for: `withArchive` (place.ts) and `openStore` take it. */
  readonly place: Place;
  /** For the one that looks at all settings; `place` has been read from them. */
  readonly env: Environment;
  /** The settings file, where one was named. */
  readonly settings: string | undefined;
  /** Why the settings do not say where the history is: `place` is then the folder that was typed, or else `data`. */
  readonly placeFault: string | undefined;
  /** A whole line to paste, from the command's name on, for the same history as this one. */
  offer(line: string): string;
  /** A path as it was typed: from where npm was called. */
  pathTo(typed: string): string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly digest: Digest;
  /** Tells the operator at once, beside the outcome. */
  readonly warn: (text: string) => void;
}

/** Exit codes 0, 2 and 1. `line` is what to write instead, from the command's name on; else it is the command's example. */
export type Outcome =
  | { readonly outcome: 'done'; readonly lines: readonly string[] }
  | { readonly outcome: 'refused'; readonly why: string; readonly line?: string | undefined }
  | { readonly outcome: 'failed'; readonly lines: readonly string[] };

export function done(...lines: readonly string[]): Outcome {
  return { outcome: 'done', lines };
}

export function refused(why: string, line?: string): Outcome {
  return { outcome: 'refused', why, line };
}

/** It was done, or looked for, and somebody must act. */
export function failed(...lines: readonly string[]): Outcome {
  return { outcome: 'failed', lines };
}

/** Checks the declaration and keeps the types of its options. */
export function adminCommand<const O extends OptionTable>(command: AdminCommand<O>): AdminCommand<O> {
  return command;
}
