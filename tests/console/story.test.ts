// Stories and single lines through the real process: what a program may rely on.
import { createHash } from 'node:crypto';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runConsole, runStory, withFolder } from '../support/run-console.ts';

const opening = '@2025-01-31 09:00\nrunde åbn 2025\ntilbud Vejen børn dato=19-11-2024\n';

describe('a story', () => {
  it('answers each line with exactly one object, and remarks with none', () =>
    withFolder(async (folder) => {
      const { exit, lines } = await runStory(folder, `# en bemærkning\n\n${opening}svar Vejen nej\n`);
      expect(exit).toBe(0);
      expect(lines.map((line) => [line.line, line.command, line.at])).toEqual([
        [3, null, '2025-01-31T09:00:00+01:00'],
        [4, 'runde åbn', '2025-01-31T09:00:00+01:00'],
        [5, 'tilbud', '2025-01-31T09:00:00+01:00'],
        [6, 'svar', '2025-01-31T09:00:00+01:00'],
      ]);
      expect(lines.at(-1)).toMatchObject({
        ok: true,
        code: null,
        events: ['answer-recorded'],
        messages: [],
        files: [],
      });
      expect(Object.keys(lines[3] ?? {})).toEqual([
        'line',
        'at',
        'as',
        'command',
        'input',
        'ok',
        'code',
        'text',
        'files',
        'events',
        'messages',
        'data',
      ]);
    }));

  it('goes on after a refusal and ends with 2, or stops there with --strict', () =>
    withFolder(async (folder) => {
      const story = `${opening}svar Vejn nej\nsvar Vejen nej\n`;
      const on = await runStory(join(folder, 'a'), story);
      expect([on.exit, on.lines.at(-1)?.ok, on.lines.at(-2)?.code]).toEqual([
        2,
        true,
        'unknown-municipality',
      ]);
      const strict = await runStory(join(folder, 'b'), story, '--strict');
      expect([strict.exit, strict.lines.at(-1)?.code]).toEqual([2, 'unknown-municipality']);
    }));

  it('gives the same bytes each time it is played', () =>
    withFolder(async (folder) => {
      const story = `${opening}svar Vejen nej grund=overlap:"kommunen har travlt" brev=tests/fixtures/letters/vejen.pdf\nudkast orientering 2025\n`;
      const prints = [];
      for (const name of ['a', 'b']) {
        const { lines } = await runStory(join(folder, name), story);
        const journal = await readFile(join(folder, name, 'standard', 'journal.ndjson'));
        prints.push([
          createHash('sha256').update(journal).digest('hex'),
          ...(lines.at(-1)?.files.map((file) => file.sha256) ?? []),
        ]);
      }
      expect(prints[0]).toHaveLength(4);
      expect(prints[0]).toEqual(prints[1]);
    }));

  it('lets others speak, and knows no strangers', () =>
    withFolder(async (folder) => {
      const { lines } = await runStory(
        folder,
        `${opening}minister: overblik\nminister: svar Vejen nej\nstatsminister: overblik\n`,
      );
      expect(lines.slice(3).map((line) => [line.as, line.code])).toEqual([
        ['minister', null],
        ['minister', 'not-allowed'],
        ['statsminister', 'unknown-person'],
      ]);
    }));

  it('never lets the clock run backwards, and keeps it between runs', () =>
    withFolder(async (folder) => {
      const first = await runStory(folder, `${opening}@2025-01-30 09:00\n@i morgen\n`);
      expect(first.lines.slice(3).map((line) => line.code)).toEqual(['clock-backwards', 'invalid-value']);
      const second = await runStory(folder, 'overblik\n');
      expect(second.lines[0]?.at).toBe('2025-01-31T09:00:00+01:00');
      const third = await runStory(folder, 'overblik\n', '--now', '2025-02-03T08:00');
      expect(third.lines[0]?.at).toBe('2025-02-03T08:00:00+01:00');
    }));

  it('a folder that follows the real clock cannot be played', () =>
    withFolder(async (folder) => {
      const { exit, lines } = await runStory(folder, 'overblik\n@2025-01-31 09:00\n');
      expect([exit, lines.at(-1)?.code]).toEqual([2, 'clock-is-real']);
      expect((await runStory(folder, 'overblik\n', '--now', '2025-01-31')).lines[0]?.code).toBe(
        'clock-is-real',
      );
    }));

  it('takes CRLF and a byte order mark, and says so when it is not UTF-8', () =>
    withFolder(async (folder) => {
      const bytes = Buffer.concat([
        Buffer.from('\uFEFF@2025-01-31 09:00\r\nrunde åbn 2025\r\n'),
        Buffer.from('runde åbn 2026\n', 'latin1'),
      ]);
      const { stdout } = await runConsole(['--data', folder, '--json'], bytes);
      expect(
        stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line).code),
      ).toEqual([null, null, 'not-utf8']);
    }));
});

describe('one line', () => {
  it('exits with 0 when done, 2 when refused or not understood', () =>
    withFolder(async (folder) => {
      const words = (...line: string[]) =>
        runConsole(['--data', folder, '--now', '2025-01-31T09:00', ...line]);
      expect((await words('runde', 'åbn', '2025')).exit).toBe(0);
      expect((await words('runde', 'åbn', '2025')).exit).toBe(2);
      expect((await words('rnde', 'åbn', '2025')).exit).toBe(2);
      expect((await words('--as', 'ingen', 'overblik')).exit).toBe(2);
      expect((await runConsole(['--ukendt'])).exit).toBe(2);
      expect((await words('notat Vejen note="skrevet som én linje"')).stdout).toContain(
        'skrevet som én linje',
      );
      expect((await words('notat', 'Vejen', 'note=delt af skallen')).stdout).toContain('delt af skallen');
    }));

  it('a fault is one object, too: a stored file that is gone', () =>
    withFolder(async (folder) => {
      await runStory(folder, `${opening}svar Vejen nej\nudkast orientering 2025\n`);
      await rm(join(folder, 'standard', 'files'), { recursive: true });
      const { exit, lines } = await runStory(folder, 'vis Brev-1\n');
      expect([exit, lines.map((line) => line.code)]).toEqual([1, ['fault']]);
    }));

  it('a folder that cannot be made is a fault, soon', async () => {
    expect((await runConsole(['--data', '/proc/nope', 'overblik'])).exit).toBe(1);
  });

  it('a damaged journal stops the start with the byte offset and how to restore', () =>
    withFolder(async (folder) => {
      await runStory(folder, `${opening}svar Vejen nej\n`);
      const path = join(folder, 'standard', 'journal.ndjson');
      const bytes = await readFile(path);
      const second = bytes.indexOf(10) + 1;
      bytes[second + 60] = bytes[second + 60] === 65 ? 66 : 65;
      await writeFile(path, bytes);
      const { exit, stderr } = await runConsole(['--data', folder, 'overblik']);
      expect(exit).toBe(1);
      expect(stderr).toContain(String(second));
      expect((await stat(path)).size).toBe(bytes.length);
    }));
});
