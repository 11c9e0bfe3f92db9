// The PostgreSQL store beside the bare server and beside the embedded store: commits, starts, and the cost of a command.
import { missing } from '../support/postgres/binaries.ts';
import { type PostgresServer, startPostgres } from '../support/postgres/server.ts';
import { byRound, type Figure, ratio } from './figure.ts';
import { benchPostgresProduct } from './postgres-product.ts';
import { answersSubject, insertSubject } from './postgres-subjects.ts';
import { latency, rate } from './store.ts';
import type { Subject } from './subjects.ts';

const rounds = 5;
const callers = [1, 32];
const sizes = [1000, 10_000, 100_000];

/** With a server of its own, for some minutes; nothing where PostgreSQL is not installed. */
export async function benchPostgres(folder: string): Promise<readonly Figure[]> {
  if (missing !== undefined) {
    console.log(`postgres is left out: ${missing}`);
    return [];
  }
  const server = await startPostgres();
  try {
    return [...(await benchCommits(server)), ...(await benchPostgresProduct(server, folder))];
  } finally {
    await server.close();
  }
}

/** Rates of commits through the ledger against the rate at which the server takes the same row by itself. */
async function benchCommits(server: PostgresServer): Promise<readonly Figure[]> {
  const url = await server.freshDatabase();
  const bare = await insertSubject(url);
  const ledgers = await Promise.all(sizes.map((size) => answersSubject(url, size)));
  const subjects = [bare, ...ledgers];
  // Until every connection has its prepared statements.
  for (const subject of subjects) for (const count of callers) await speed(subject, count);
  const measured = callers.map((count) => ({
    count,
    figures: subjects.map(({ name }) => ({
      name: `${name}, ${count} at once`,
      unit: 'commits/s',
      rounds: [] as number[],
    })),
  }));
  for (let round = 0; round < rounds; round++)
    for (const { count, figures } of measured)
      for (const [index, subject] of subjects.entries())
        figures[index]?.rounds.push(await speed(subject, count));
  for (const subject of subjects) await subject.close();
  return measured.flatMap(({ count, figures }) => [...figures, ...ratios(count, figures)]);
}

/** Commits a second; of one caller by the median commit, since with nobody beside it a single slow sync would weigh too much. */
async function speed(subject: Subject, count: number): Promise<number> {
  return count === 1 ? 1000 / (await latency(subject)) : rate(subject, count);
}

function ratios(count: number, [bare, ...ledgers]: readonly Figure[]): readonly Figure[] {
  const [small, , large] = ledgers;
  if (!bare || !small || !large) return [];
  return [
    ...ledgers.map((ledger, at) => ({
      name: `commits at ${sizes[at]} events over bare inserts, ${count} at once`,
      unit: '×',
      rounds: byRound(ledger.rounds, bare.rounds),
      atLeast: 0.6,
    })),
    // Turned round, since a rate is the better the higher.
    ratio(`cost of a commit, 100000 events over 1000, ${count} at once`, small, large, 1.3),
  ];
}
