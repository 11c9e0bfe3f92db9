// Processes on the real disk: killed in the middle of their work, and two of them at once.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { openLedger } from '../../store/lowdb/ledger.ts';
import { parseNoted } from '../contracts/example-events.ts';
import { startWriter } from '../support/disk-child.ts';
import { makeFolder } from '../support/disk-folder.ts';
import { compileProgram } from '../support/disk-program.ts';
import { journalHead } from '../support/journal-head.ts';

const kills = 200;
const lanes = 4;
const program = await compileProgram(fileURLToPath(new URL('../support/disk-writer.ts', import.meta.url)));
afterAll(program.remove);

describe('a process that is killed', () => {
  // 22 s on two busy cores.
  it(`loses nothing that it acknowledged, in ${kills} kills during writes`, {
    timeout: 240_000,
  }, async () => {
    const counts = await Promise.all(Array.from({ length: lanes }, (_, lane) => killAgainAndAgain(lane)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(kills);
  });
});

describe('two processes at once', () => {
  it('the second is told what to do, and gets in at once when the first is killed', async () => {
    const { path } = await folder();
    const holder = startWriter({ program: program.file, directory: path, run: 'holder', writers: 0 });
    onTestFinished(holder.kill);
    expect(await holder.first).toBe('open');
    const second = startWriter({ program: program.file, directory: path, run: 'second', writers: 0 });
    onTestFinished(second.kill);
    expect(await second.first).toBe(
      `Another process has the folder ${path} open. Stop that process first, or start this one with a folder of its own. Two instances on one history need PostgreSQL (STORE=postgres://…).`,
    );
    expect(await second.ended).toBe(75);
    await expect(open(path)).rejects.toMatchObject({ code: 'locked', details: { directory: path } });
    expect(await journalHead(path)).toMatchObject({ version: 0 });
    holder.kill();
    expect(await holder.ended).toBeNull();
    await (await open(path)).close();
  });
});

async function folder() {
  const made = await makeFolder();
  onTestFinished(made.remove);
  return made;
}

function open(directory: string) {
  return openLedger({ directory, parse: parseNoted, onWarning: () => undefined });
}

/** One folder, one writer after the other; the moment of each kill is a number of acknowledgements. */
async function killAgainAndAgain(lane: number): Promise<number> {
  const { path } = await folder();
  const acknowledged = new Set<string>();
  for (let run = 0; run < kills / lanes; run++) {
    const writer = startWriter({
      program: program.file,
      directory: path,
      run: `${lane}-${run}`,
      writers: 1 + ((run * 7) % 16),
    });
    onTestFinished(writer.kill);
    expect(await writer.first).toBe('open');
    await writer.said(2 + ((run * 13) % 40));
    writer.kill();
    expect(await writer.ended).toBeNull();
    for (const cause of writer.lines.slice(1)) acknowledged.add(cause);
    await checkJournal(path, acknowledged);
  }
  return kills / lanes;
}

/** Every acknowledged cause stands there once and whole, and those of one writer in its order. */
async function checkJournal(path: string, acknowledged: ReadonlySet<string>): Promise<void> {
  const text = await readFile(join(path, 'journal.ndjson'), 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const commits = whole
    .split('\n')
    .filter(Boolean)
    .map((line) => parseLine(line));
  const version = commits.reduce((sum, { count }) => sum + count, 0);
  expect(await journalHead(path)).toMatchObject({ version });
  const causes = commits.map(({ cause }) => cause);
  expect(new Set(causes).size).toBe(causes.length);
  for (const { cause, count } of commits) expect(count).toBe(1 + (numberOf(cause) % 3));
  const there = new Set(causes);
  expect([...acknowledged].filter((cause) => !there.has(cause))).toEqual([]);
  const latest = new Map<string, number>();
  for (const cause of causes) {
    const writer = cause.slice(0, cause.lastIndexOf('-'));
    expect(numberOf(cause)).toBe((latest.get(writer) ?? -1) + 1);
    latest.set(writer, numberOf(cause));
  }
}

function parseLine(line: string): { readonly cause: string; readonly count: number } {
  const { events } = JSON.parse(line) as { readonly events: readonly { readonly cause: string }[] };
  return { cause: events[0]?.cause ?? '', count: events.length };
}

function numberOf(cause: string): number {
  return Number(cause.slice(cause.lastIndexOf('-') + 1));
}
