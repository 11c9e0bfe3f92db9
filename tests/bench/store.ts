// How fast the embedded store is on this machine's disk: medians of five interleaved rounds.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Figure, median, ratio } from './figure.ts';
import {
  bareSubject,
  fill,
  ledgerSubject,
  openAnswers,
  plainLowdbSubject,
  type Subject,
} from './subjects.ts';

const rounds = 5;
const writers = 32;
const sizes = [1000, 10_000, 100_000];

/** Latency and rate of commits against the bare disk and plain lowdb, in the given folder (about 200 MB, a minute and a half). */
export async function benchCommits(folder: string): Promise<readonly Figure[]> {
  const bare = bareSubject(folder);
  const ledgers: Subject[] = [];
  const plain: Subject[] = [];
  for (const size of sizes) {
    ledgers.push(await ledgerSubject(await openAnswers(join(folder, `ledger-${size}`)), size));
    plain.push(await plainLowdbSubject(folder, size));
  }
  const subjects = [bare, ...ledgers, ...plain];
  const latencies = subjects.map(({ name }) => ({
    name: `${name}, median commit`,
    unit: 'ms',
    rounds: [] as number[],
  }));
  const rates = [bare, ...ledgers].map(({ name }) => ({
    name: `${name}, ${writers} writers`,
    unit: 'commits/s',
    rounds: [] as number[],
  }));
  for (let round = 0; round < rounds; round++) {
    for (const [index, subject] of subjects.entries()) latencies[index]?.rounds.push(await latency(subject));
    for (const [index, subject] of [bare, ...ledgers].entries())
      rates[index]?.rounds.push(await rate(subject, writers));
  }
  for (const subject of subjects) await subject.close();
  return [...latencies, ...rates, ...ratios(latencies)];
}

/** Time and memory of opening 100,000 events, each time in a new process. */
export async function benchStart(folder: string): Promise<readonly Figure[]> {
  const directory = join(folder, 'start');
  const ledger = await openAnswers(directory);
  await fill(ledger, 100_000);
  await ledger.close();
  const program = fileURLToPath(new URL('./store-start.ts', import.meta.url));
  const starts = Array.from({ length: rounds }, () => {
    const said = execFileSync(process.execPath, ['--import', 'tsx', program, directory], {
      encoding: 'utf8',
    });
    return JSON.parse(said) as { readonly seconds: number; readonly rss: number; readonly peak: number };
  });
  return [
    {
      name: 'start with 100000 events',
      unit: 's',
      rounds: starts.map(({ seconds }) => seconds),
      target: 1.5,
    },
    { name: 'resident memory after it', unit: 'MB', rounds: starts.map(({ rss }) => rss), target: 250 },
    { name: 'resident memory at its peak', unit: 'MB', rounds: starts.map(({ peak }) => peak), target: 250 },
  ];
}

/** Milliseconds of one who writes alone. */
export async function latency(subject: Subject): Promise<number> {
  const times: number[] = [];
  for (let call = 0; call < subject.calls; call++) {
    const begin = performance.now();
    await subject.commit();
    times.push(performance.now() - begin);
  }
  return median(times);
}

/** Commits a second with so many who each write one after the other's answer. */
export async function rate(subject: Subject, callers: number): Promise<number> {
  const each = 50;
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (let call = 0; call < each; call++) await subject.commit();
    }),
  );
  return (callers * each * 1000) / (performance.now() - begin);
}

function ratios(latencies: readonly Figure[]): readonly Figure[] {
  const [bare, small, , large] = latencies;
  if (!bare || !small || !large) return [];
  return [
    ratio('a commit at 1000 events, over the bare disk', small, bare, 2),
    ratio('a commit at 100000 events, over the bare disk', large, bare, 2),
    ratio('a commit at 100000 events, over one at 1000', large, small, 1.3),
  ];
}
