// Processes on the real disk, killed between the claim of a message and its outcome, and begun again until all is said.
import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { consolePeople } from '../../src/config/people.ts';
import type { Ledger } from '../../src/ports.ts';
import { type Event, parseEvent } from '../../src/register/events.ts';
import { openLedger } from '../../store/lowdb/ledger.ts';
import { makeFolder } from '../support/disk-folder.ts';
import { compileProgram } from '../support/disk-program.ts';
import { inApproval, openDiary } from './diary.ts';
import { checkClaims, checkEnd, checkNothingOwed } from './rules.ts';
import { told } from './told.ts';

const lanes = 2;
/** Milliseconds before a post is in the file, and after. */
const pause = 12;
const until = '2025-05-30T10:00:00.000Z';
const program = await compileProgram(fileURLToPath(new URL('../support/tick-child.ts', import.meta.url)));
afterAll(program.remove);

describe('a process that is killed between claim and outcome', () => {
  // 20 s on two free cores.
  it('60 times has each message there exactly once, where the platform can tell', { timeout: 240_000 }, () =>
    killAgainAndAgain(60, true),
  );

  it('30 times has none there twice, and names every doubt, where it cannot', { timeout: 240_000 }, () =>
    killAgainAndAgain(30, false),
  );
});

async function killAgainAndAgain(kills: number, canTell: boolean): Promise<void> {
  const counts = await Promise.all(
    Array.from({ length: lanes }, (_, lane) => oneLane(lane, kills / lanes, canTell)),
  );
  expect(Math.min(...counts)).toBe(kills / lanes);
}

/** Gives how many kills hit a message on its way. */
async function oneLane(lane: number, kills: number, canTell: boolean): Promise<number> {
  const { path, remove } = await makeFolder();
  onTestFinished(remove);
  await writeFile(join(path, 'posts.txt'), '');
  await recordStory(path);
  let hits = 0;
  for (let run = 0; hits < kills; run++) {
    const claims = 1 + ((run * 7 + lane) % 3);
    const after = ((run * 13 + lane * 5) % 10) * (pause / 4);
    expect(await live(path, canTell, { claims, after })).toBe('killed');
    if (told(await historyOf(path)).claims.some(({ outcome }) => outcome === 'open')) hits++;
  }
  expect(await live(path, canTell)).toBe('done');
  const history = await historyOf(path);
  const arrived = (await readFile(join(path, 'posts.txt'), 'utf8')).split('\n').filter(Boolean);
  checkEnd(history, arrived, canTell);
  checkClaims(history, 0, consolePeople);
  checkNothingOwed(history, consolePeople, until);
  const { claims } = told(history);
  const keys = claims.filter(({ message }) => arrived.includes(message)).flatMap((claim) => claim.keys);
  expect(new Set(keys).size).toBe(keys.length);
  return hits;
}

/** Four offers without an answer and a letter that nobody approves: something to say on most days. */
async function recordStory(directory: string): Promise<void> {
  const { world } = await openDiary(
    '2025-01-06 12:00',
    'tilbud Odder børn svarfrist=13-01-2025',
    'tilbud Solrød børn svarfrist=14-01-2025',
    'tilbud Odsherred børn svarfrist=24-02-2025',
    ...inApproval,
  );
  const commits = new Map<string, Event[]>();
  for (const event of await world.history())
    commits.set(event.cause, [...(commits.get(event.cause) ?? []), event]);
  await withLedger(directory, async (ledger) => {
    for (const [cause, events] of commits) await ledger.append(ledger.head().version, events, cause);
  });
}

/** One life: to its end, or until some milliseconds after one of its claims. */
async function live(
  directory: string,
  canTell: boolean,
  death?: { readonly claims: number; readonly after: number },
): Promise<'done' | 'killed' | 'failed'> {
  const words = [until, canTell ? 'can-tell' : 'cannot-tell', String(death ? pause : 0)];
  const child = spawn(process.execPath, [program.file, directory, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let claims = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('claimed ') || ++claims !== death?.claims) continue;
    await setTimeout(death.after);
    child.kill('SIGKILL');
  }
  const code = await ended;
  return code === null ? 'killed' : code === 0 ? 'done' : 'failed';
}

async function historyOf(directory: string): Promise<readonly Event[]> {
  let history: readonly Event[] = [];
  await withLedger(directory, async (ledger) => {
    history = await ledger.read(0);
  });
  return history;
}

async function withLedger(directory: string, work: (ledger: Ledger<Event>) => Promise<void>): Promise<void> {
  const ledger = await openLedger({ directory, parse: parseEvent, onWarning: () => undefined });
  try {
    await work(ledger);
  } finally {
    await ledger.close();
  }
}
