// A story as the console tells it, in a process of its own: what a platform's run of the same story is held against.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Event, parseEvent } from '../../src/register/events.ts';
import { openLedger } from '../../store/lowdb/ledger.ts';
import { type JsonLine, runStory, withFolder } from './run-console.ts';

export interface Told {
  readonly history: readonly Event[];
  readonly lines: readonly JsonLine[];
  /** Each letter's file by its name, as SHA-256. */
  readonly files: Readonly<Record<string, string>>;
}

export function toldOnConsole(story: string): Promise<Told> {
  return withFolder(async (folder) => {
    const { lines } = await runStory(folder, await readFile(story, 'utf8'));
    const directory = join(folder, 'standard');
    const ledger = await openLedger({ directory, parse: parseEvent, onWarning: () => {} });
    const history = await ledger.read(0);
    await ledger.close();
    const letters = await readdir(join(directory, 'breve'));
    const files = letters.map(
      async (name) => [name, await readFile(join(directory, 'breve', name))] as const,
    );
    return { history, lines, files: hashes(await Promise.all(files)) };
  });
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** By name, each file's SHA-256. */
export function hashes(
  files: readonly (readonly [string, Uint8Array | undefined])[],
): Record<string, string> {
  return Object.fromEntries(files.map(([name, bytes]) => [name, bytes ? sha256(bytes) : 'missing']));
}

/** As the console prints it: the sentence, and a line to try instead. */
export function refusalIn(text = ''): { readonly sentence: string; readonly line: string } {
  const [, sentence, line] = /^✗ (.*)\n→ [^:]*: (.*)$/.exec(text) ?? [];
  if (sentence === undefined || line === undefined) throw new Error(`no refusal: ${text}`);
  return { sentence, line };
}
