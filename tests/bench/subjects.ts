// What is timed against each other: our ledger, the bare disk, and lowdb with its own file adapter.
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import type { Ledger } from '../../src/index.ts';
import { chained, encodeLine, genesis } from '../../store/chain.ts';
import { openLedger } from '../../store/lowdb/ledger.ts';
import { type Answered, answer, parseAnswered } from './events.ts';

/** Something that makes one event durable (or says so); `calls` is how many one writer times in a round. */
export interface Subject {
  readonly name: string;
  readonly calls: number;
  commit(): Promise<unknown>;
  close(): Promise<void>;
}

export function openAnswers(directory: string): Promise<Ledger<Answered>> {
  return openLedger({ directory, parse: parseAnswered, onWarning: (text) => console.warn(text) });
}

/** Records events, one a commit, until there are `count`. */
export async function fill(ledger: Ledger<Answered>, count: number): Promise<void> {
  while (ledger.head().version < count) {
    const from = ledger.head().version;
    const size = Math.min(5000, count - from);
    await Promise.all(Array.from({ length: size }, (_, at) => appendNumber(ledger, from + at)));
  }
}

/** `ledger` is empty, and is closed with the subject. */
export async function ledgerSubject(ledger: Ledger<Answered>, events: number): Promise<Subject> {
  await fill(ledger, events);
  // Counted here, since callers at the same time would all read the same version.
  let version = ledger.head().version;
  return {
    name: `ledger at ${events} events`,
    calls: 200,
    commit: () => appendNumber(ledger, version++),
    close: () => ledger.close(),
  };
}

/** Synchronous calls: the least a durable write of the same bytes can cost. */
export function bareSubject(directory: string): Subject {
  const fd = openSync(join(directory, 'bare'), 'a', 0o600);
  const line = Buffer.from(encodeLine(chained(genesis, [answer(1)])));
  return {
    name: 'bare write + fdatasync',
    calls: 200,
    async commit() {
      writeSync(fd, line);
      fdatasyncSync(fd);
    },
    async close() {
      closeSync(fd);
    },
  };
}

/** lowdb as its manual shows it: everything is written anew each time, and nothing is synced. */
export async function plainLowdbSubject(directory: string, events: number): Promise<Subject> {
  const file = join(directory, `plain-${events}.json`);
  const low = new Low<Answered[]>(new JSONFile(file), []);
  low.data = Array.from({ length: events }, (_, number) => answer(number));
  return {
    name: `lowdb JSONFile at ${events} events (not durable)`,
    calls: Math.max(2, Math.min(20, 100_000 / events)),
    commit() {
      low.data.push(answer(low.data.length));
      return low.write();
    },
    close: async () => undefined,
  };
}

async function appendNumber(ledger: Ledger<Answered>, version: number): Promise<void> {
  const event = answer(version);
  const { outcome } = await ledger.append(version, [event], event.cause);
  if (outcome !== 'appended') throw new Error(`the benchmark met a ${outcome}`);
}
