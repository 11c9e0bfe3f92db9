// The history check: processes with clerks on one server, processes killed and the server restarted under them, and what must hold after.
import { type Child, startWriter } from '../disk-child.ts';
import { openNoted } from './opened.ts';
import type { PostgresServer } from './server.ts';

export interface HistoryPlan {
  readonly server: PostgresServer;
  /** A fresh data base. */
  readonly url: string;
  /** Compiled from `clerk-program.ts`. */
  readonly program: string;
  /** How many processes, and clerks in each. */
  readonly clerks: readonly number[];
  /** One after the other: which process is killed (its number), or how the server goes down, and after how many more approvals. */
  readonly faults: readonly HistoryFault[];
}

export interface HistoryFault {
  readonly after: number;
  readonly what: number | 'fast' | 'immediate' | 'kill';
}

export interface HistoryResult {
  /** How many approvals were acknowledged, and how many stand in the history. */
  readonly acknowledged: number;
  readonly recorded: number;
  /** Causes that were acknowledged and do not stand there, or stand there with another case. */
  readonly lost: readonly string[];
  /** Causes that stand there twice, and cases that were approved twice. */
  readonly doubled: readonly string[];
  /** Versions are contiguous and the chain verifies: opening it had thrown otherwise. */
  readonly version: number;
}

export async function runHistory({
  server,
  url,
  program,
  clerks,
  faults,
}: HistoryPlan): Promise<HistoryResult> {
  const said: string[] = [];
  const started: Child[] = [];
  const start = (at: number): Child => {
    const run = `p${at}.${started.length}`;
    const child = startWriter({ program, directory: url, run, writers: clerks[at] ?? 0 });
    started.push(child);
    return child;
  };
  // Made before the first process, so that all of them open the same empty history at once.
  const running = clerks.map((_, at) => start(at));
  for (const { after, what } of faults) {
    await Promise.race(running.map((child) => child.said(child.lines.length + after)));
    if (typeof what === 'number') {
      await killed(running[what]);
      running[what] = start(what);
    } else if (what === 'kill') {
      await server.kill();
      await server.start();
    } else await server.restart(what);
  }
  // All of them come back to work after the last fault.
  await Promise.all(running.map((child) => child.said(child.lines.length + 20)));
  await Promise.all(running.map(killed));
  for (const child of started) said.push(...child.lines.slice(1));
  return judged(url, said);
}

async function killed(child: Child | undefined): Promise<void> {
  child?.kill();
  const code = await child?.ended;
  if (code !== null) throw new Error(`a process had ended by itself, with ${String(code)}`);
}

async function judged(url: string, said: readonly string[]): Promise<HistoryResult> {
  const opened = await openNoted({ url });
  try {
    const events = await opened.ledger.read(0);
    const recorded = new Map(events.map(({ cause, data }) => [cause, data.number]));
    const lost = said.filter((line) => {
      const [cause = '', number] = line.split(' ');
      return recorded.get(cause) !== Number(number);
    });
    const doubled = [
      ...twice(events.map(({ cause }) => cause)),
      ...twice(events.map(({ data }) => `case ${data.number}`)),
    ];
    const { version } = opened.ledger.head();
    return { acknowledged: said.length, recorded: events.length, lost, doubled, version };
  } finally {
    await opened.close();
  }
}

function twice(all: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return all.filter((each) => seen.has(each) || !seen.add(each));
}
