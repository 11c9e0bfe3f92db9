// The operator at the command line, and organisations whose stories the console has told.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { runAdmin } from '../../src/admin/run.ts';
import { countedIds } from '../../src/clocks.ts';
import { sha256 } from '../support/played-bot.ts';
import { runStory } from '../support/run-console.ts';

export interface Said {
  readonly exit: number;
  readonly text: string;
}

export interface Office {
  /** As `--data` has it; files are named from here, too. */
  readonly folder: string;
  /** The default organisation's own folder. */
  readonly store: string;
  /** With `--data`, where the words do not have it. */
  admin(...argv: readonly string[]): Promise<Said>;
}

/** In January 2027, from that folder. */
export function officeIn(folder: string): Office {
  const store = join(folder, 'standard');
  return {
    folder,
    store,
    async admin(...argv) {
      const texts: string[] = [];
      const keep = (text: string) => void texts.push(text);
      const clock = { now: () => '2027-01-15T09:00:00.000Z' };
      const io = { env: {}, here: folder, say: keep, warn: keep };
      const typed = argv.includes('--data') ? argv : [...argv, '--data', folder];
      const exit = await runAdmin(typed, {
        ...io,
        clock,
        ids: countedIds,
        digest: sha256,
      });
      return { exit, text: texts.join('\n') };
    },
  };
}

/** The office of a story, told once for the tests of a file, which leave its history as it is. */
export function toldOffice(story: (folder: string) => Promise<string>): () => Office {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'forloebsvagten-'));
    const { lines, stderr } = await runStory(folder, await story(folder));
    if (lines.length === 0) throw new Error(`nothing was told: ${stderr}`);
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return () => officeIn(folder);
}

export const storyOf2025 = () => readFile('tests/stories/2025.txt', 'utf8');

/** As the shell splits it. */
export function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\])+/g)].map(([word]) =>
    word.replaceAll(/"([^"]*)"|'([^']*)'|\\(.)/g, (_, ...[a, b, c]: readonly string[]) => a ?? b ?? c ?? ''),
  );
}

/** The line that a refusal offers, as words. It says where the history is, as the refused one did. */
export function offered({ text }: Said): readonly string[] {
  const [, line = ''] = /^For eksempel: npm run -s admin -- (.*)$/m.exec(text) ?? [];
  const words = wordsOf(line);
  if (!words.includes('--data')) throw new Error(`pasted, it works on another history: ${text}`);
  return words;
}
