// A story as the console tells it, in a process of its own: what a platform's run of the same story is held against.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect } from 'vitest';
import type { Bot } from '../../src/bot.ts';
import { type Event, parseEvent } from '../../src/register/events.ts';
import { fold } from '../../src/register/register.ts';
import { openLedger } from '../../store/lowdb/ledger.ts';
import type { BotParts } from './played-bot.ts';
import { type JsonLine, runStory, withFolder } from './run-console.ts';
import { recordings, reminders } from './same-history.ts';

export interface Told {
  readonly history: readonly Event[];
  readonly lines: readonly JsonLine[];
  /** Each letter's file by its name, as SHA-256. */
  readonly files: Readonly<Record<string, string>>;
}

/** Told once, before the tests of the file. */
export function toldOnConsole(story: string): () => Told {
  let told: Told | undefined;
  beforeAll(async () => {
    told = await tell(story);
  }, 60_000);
  return () => {
    if (told === undefined) throw new Error(`${story} was not told`);
    return told;
  };
}

function tell(story: string): Promise<Told> {
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

interface Refused {
  /** The line that was refused. */
  readonly input: string;
  readonly sentence: string;
  /** What to try instead. */
  readonly line: string;
}

/** As the console prints it. */
function refusalIn(text: string): Omit<Refused, 'input'> {
  const [, sentence, line] = /^✗ (.*)\n→ [^:]*: (.*)$/.exec(text) ?? [];
  if (sentence === undefined || line === undefined) throw new Error(`no refusal: ${text}`);
  return { sentence, line };
}

/** What a platform's office recorded, reminded of and typeset is what the console's did. */
export async function expectAsTold(
  { bot, parts }: { readonly bot: Bot; readonly parts: BotParts },
  { history, files }: Told,
): Promise<void> {
  // The rest differs because a platform's ledger also holds its channel, whom it met and each card, which pushes all numbers on.
  const told = recordings(history);
  const said = recordings(bot.history());
  expect(said).toEqual(told);
  expect(fold(said)).toEqual(fold(told));
  expect(reminders(bot.history())).toEqual(reminders(history));
  const rendered = bot.history().flatMap(({ type, data }) => (type === 'letter-rendered' ? data.files : []));
  const kept = rendered.map(async (file) => [file.name, await parts.files.get(file.sha256)] as const);
  expect(hashes(await Promise.all(kept))).toEqual(files);
}

/** The lines of the story of 2025 that the console refused. */
export function refusedIn({ lines }: Told): readonly [unknownMunicipality: Refused, notAClause: Refused] {
  const refused = lines.filter(({ ok }) => !ok);
  expect(refused.map(({ code }) => code)).toEqual(['unknown-municipality', 'not-a-clause']);
  const [municipality, clause] = refused.map(({ input, text }) => ({ input, ...refusalIn(text) }));
  if (!municipality || !clause) throw new Error('two lines are refused');
  return [municipality, clause];
}
