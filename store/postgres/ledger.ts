// The history on a PostgreSQL server: every instance folds the same log, and one function on the server appends to it.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Envelope, type Ledger, StoreFault, type StoreWorld } from '../../src/index.ts';
import { type Commit, verifyLine } from '../chain.ts';
import { type CommitLog, LogLedger } from '../log-ledger.ts';
import type { Head } from '../verify.ts';
import type { Database } from './database.ts';

export interface LedgerOptions<E> extends StoreWorld<E> {
  /** Migrated. Stays open when the ledger closes. */
  readonly database: Database;
  /** Milliseconds for which an append asks again when the server does not answer. */
  readonly patience?: number;
}

/** How many commits are read at once. */
const page = 1_000;

/**
 * Reads and checks all of the history, then follows what any instance appends.
 * Throws a `StoreFault`: 'damaged' (`details`: version, the last one that verifies), 'unavailable', 'not-permitted'.
 */
export async function openLedger<E extends Envelope>(options: LedgerOptions<E>): Promise<Ledger<E>> {
  const { database } = options;
  let stop = (): void => undefined;
  const append = appending(options);
  const news = telling(database);
  const log: CommitLog<E> = {
    async append(head, commits, isAwaited) {
      const others = await append(head, commits, isAwaited);
      const newest = versionsOf(head, commits).at(-1);
      if (others.length === 0 && newest !== undefined) news.soon(newest);
      return others;
    },
    async close() {
      stop();
      await news.close();
    },
  };
  const ledger = new LogLedger({ ...options, log });
  for (let more: readonly Commit<E>[]; ; ledger.learn(more)) {
    more = await log.append(ledger.head(), [], true);
    if (more.length === 0) break;
  }
  stop = database.onNotice('events', (version) =>
    ledger.look(version === undefined ? undefined : Number(version)),
  );
  // What came before anybody listened.
  ledger.look();
  return ledger;
}

/** Milliseconds within which one notice tells of all that was appended. */
const noticeWithin = 5;

/** Tells the other instances how far the history goes: who hears nothing looks now and then, so it need not be durable. */
function telling({ query, noticeOf }: Database) {
  let newest = 0;
  let timer: NodeJS.Timeout | undefined;

  async function tell(): Promise<void> {
    timer = undefined;
    const text = `select set_config('synchronous_commit', 'off', true), ${noticeOf('events', String(newest))}`;
    await query({ text }).catch(() => undefined);
  }

  return {
    /** Not in the commit, which would wait for a lock of the whole server, and each instance for each of its own. */
    soon(version: number): void {
      newest = version;
      timer ??= setTimeout(() => void tell(), noticeWithin);
    },
    async close(): Promise<void> {
      if (timer === undefined) return;
      clearTimeout(timer);
      await tell();
    },
  };
}

function appending<E extends Envelope>(options: LedgerOptions<E>): CommitLog<E>['append'] {
  const { patience = 10_000 } = options;
  return async (head, commits, isAwaited) => {
    const until = performance.now() + patience;
    for (let wait = 50, inDoubt = false; ; wait = Math.min(wait * 2, 1_000), inDoubt = true) {
      try {
        const others = await ask(options, head, commits);
        // The server heard us before the connection broke: what it calls the others' is our own.
        return inDoubt && isSame(others[0], commits[0]) ? [] : others;
      } catch (fault) {
        if (!isAwaited || !isAway(fault) || performance.now() + wait > until) throw fault;
        options.onWarning(`The history is being asked again: ${String(fault)}`);
        await sleep(wait);
      }
    }
  };
}

/** One round trip: appends, or reads a page of what others have written. */
async function ask<E extends Envelope>(
  options: LedgerOptions<E>,
  head: Head,
  commits: readonly Commit<E>[],
): Promise<readonly Commit<E>[]> {
  const { database } = options;
  const statement = {
    name: 'append_commits',
    text: `select ${database.schema}.append_commits($1, $2, $3, $4, $5, $6, $7) as lines`,
    values: [
      head.version,
      head.hash,
      versionsOf(head, commits),
      commits.map(({ events }) => events[0]?.cause),
      commits.map(({ hash }) => hash),
      commits.map(({ events }) => JSON.stringify(events)),
      page,
    ],
  };
  try {
    const [row] = await database.query<{ lines: string | null }>(statement);
    return verified(options, head, row?.lines?.split('\n') ?? []);
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === 'FV001') throw lostFault(database, head, error);
    throw error;
  }
}

/** The version after each. */
function versionsOf<E>(head: Head, commits: readonly Commit<E>[]): readonly number[] {
  let { version } = head;
  return commits.map(({ events }) => {
    version += events.length;
    return version;
  });
}

function verified<E extends Envelope>(
  { database, parse }: LedgerOptions<E>,
  head: Head,
  lines: readonly string[],
): readonly Commit<E>[] {
  let { version, hash } = head;
  return lines.map((line) => {
    const link = verifyLine(hash, line);
    if (!link.ok) throw damagedFault(database, version, link.reason);
    const events = link.commit.events.map((event) => parsed(parse, event, database, version));
    version += events.length;
    hash = link.commit.hash;
    return { hash, events };
  });
}

function parsed<E>(parse: (raw: unknown) => E, raw: unknown, database: Database, version: number): E {
  try {
    return parse(raw);
  } catch (cause) {
    throw damagedFault(database, version, 'the commit holds an event this version does not know', cause);
  }
}

/** The words stand outside the hash, so they are compared too. */
function isSame<E>(found: Commit<E> | undefined, own: Commit<E> | undefined): boolean {
  return JSON.stringify(found) === JSON.stringify(own);
}

function isAway(fault: unknown): boolean {
  return fault instanceof StoreFault && fault.code === 'unavailable';
}

/** `version`: the last one that verifies. */
function damagedFault({ name }: Database, version: number, reason: string, cause?: unknown): StoreFault {
  const message =
    `The history in ${name} is damaged in the commit after version ${version}: ${reason}. Nothing was changed. ` +
    'Keep a copy of the data base, and restore the newest backup that verifies.';
  return new StoreFault('damaged', message, { database: name, version }, cause);
}

/** A standby that was behind has taken over, or an older backup was put in place, while this process was running. */
function lostFault({ name }: Database, { version }: Head, cause: pg.DatabaseError): StoreFault {
  const message =
    `The history in ${name} has lost what this process had seen: ${cause.message}. Nothing more is written. ` +
    'Find out which server or backup was put in its place; what is missing may still stand on the old server.';
  return new StoreFault('damaged', message, { database: name, version }, cause);
}
