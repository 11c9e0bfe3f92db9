// The journal against a simple model, on a disk that forgets, fills up, fails and dies. fast-check prints seed and path.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreFault } from '../../src/index.ts';
import { openLedger } from '../../store/lowdb/ledger.ts';
import { idsOf, notes, parseNoted } from '../contracts/example-events.ts';
import { type Crash, type ForgetfulDisk, forgetfulDisk } from '../support/disk-forgetful.ts';
import { journalHead } from '../support/journal-head.ts';

type Step =
  | { readonly kind: 'append'; readonly requests: readonly Asked[] }
  | { readonly kind: 'fault'; readonly write?: 'short' | 'full' | 'fail'; readonly sync?: 'fail' }
  | { readonly kind: 'dies soon'; readonly steps: number; readonly how: Crash }
  | { readonly kind: 'crash'; readonly how: Crash }
  | { readonly kind: 'restart' };

interface Asked {
  readonly count: number;
  readonly as: 'new' | 'seen before' | 'refused before' | 'on an old version';
}

const asked = fc.record({
  count: fc.integer({ min: 1, max: 3 }),
  as: fc.oneof(
    { weight: 5, arbitrary: fc.constant('new' as const) },
    fc.constantFrom<Asked['as']>('seen before', 'refused before', 'on an old version'),
  ),
});
const crash = fc.constantFrom<Crash>('kill', 'power cut');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('append'),
      requests: fc.array(asked, { minLength: 1, maxLength: 5 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('fault'), write: fc.constantFrom('short', 'full', 'fail') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('fault'), sync: fc.constant('fail') }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('dies soon'),
      steps: fc.integer({ min: 1, max: 6 }),
      how: crash,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('crash'), how: crash }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart') }) },
);

const story = fc.record({
  steps: fc.array(step, { maxLength: 25 }),
  // Integers, since doubles would nearly all be close to 0.
  chances: fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 1, maxLength: 40 }),
});

/** Thousandths from the list, over and over. */
function repeating(chances: readonly number[]): () => number {
  let next = 0;
  return () => (chances[next++ % chances.length] ?? 0) / 1000;
}

/** What must hold: everything acknowledged, in order; then perhaps, whole, what was under way when the process ended. */
function makeWorld(disk: ForgetfulDisk) {
  const state = {
    known: [] as string[][],
    inDoubt: [] as string[][],
    refused: [] as string[],
    how: 'kill' as Crash,
    causes: 0,
  };
  const warnings: string[] = [];
  const open = () =>
    openLedger({ directory: '/data', parse: parseNoted, onWarning: (text) => warnings.push(text), disk });
  let ledger: Awaited<ReturnType<typeof open>>;

  async function restart(): Promise<void> {
    for (;;) {
      try {
        ledger = await open();
        break;
      } catch (fault) {
        if (!disk.isDead()) throw fault;
        disk.crash(state.how);
      }
    }
    const seen = idsOf(await ledger.read(0));
    const known = state.known.flat();
    expect(seen.slice(0, known.length)).toEqual(known);
    let rest = seen.slice(known.length);
    for (const commit of state.inDoubt) {
      if (rest[0] !== commit[0]) continue;
      expect(rest.slice(0, commit.length)).toEqual(commit);
      state.known.push(commit);
      rest = rest.slice(commit.length);
    }
    expect(rest).toEqual([]);
    state.inDoubt = [];
    expect(await journalHead('/data', disk)).toMatchObject({ version: seen.length });
    expect(disk.contents('/data/journal.ndjson').toString()).toMatch(/^$|\n$/);
  }

  async function append(requests: readonly Asked[]): Promise<void> {
    let version = ledger.head().version;
    const calls = requests.map(({ count, as }) => {
      const earlier = as === 'seen before' ? state.known[0] : undefined;
      if (earlier)
        return { ids: earlier, outcome: 'duplicate', result: ask(0, earlier[0]?.split('/')[0] ?? '', 1) };
      const again = as === 'refused before' ? state.refused.pop() : undefined;
      const cause = again ?? `m${state.causes++}`;
      const ids = [...idsOf(notes(cause, count))];
      if (as === 'on an old version')
        return { ids, outcome: 'conflict', result: ask(version + 1, cause, count) };
      version += count;
      return { ids, outcome: 'appended', result: ask(version - count, cause, count) };
    });
    const results = await Promise.allSettled(calls.map(({ result }) => result));
    results.forEach((result, index) => {
      const call = calls[index];
      if (!call) throw new Error('a result without its call');
      if (result.status === 'fulfilled') {
        expect(result.value.outcome).toBe(call.outcome);
        if (result.value.outcome === 'appended') state.known.push(call.ids);
        if (result.value.outcome === 'duplicate') expect(idsOf(result.value.events)).toEqual(call.ids);
      } else if (call.outcome === 'appended') {
        if (mayBeThere(result.reason)) state.inDoubt.push(call.ids);
        else state.refused.push(call.ids[0]?.split('/')[0] ?? '');
      }
    });
    // A kernel that calls lost pages clean can fool the next process: after a failed sync only a reboot is safe.
    if (disk.isDead()) return crashNow(disk.hasFailed ? 'power cut' : state.how);
    if (results.some(({ status }) => status === 'rejected')) return afterFault(results);
    expect(idsOf(await ledger.read(0))).toEqual(state.known.flat());
  }

  function ask(version: number, cause: string, count: number) {
    return ledger.append(version, notes(cause, count), cause);
  }

  function mayBeThere(reason: unknown): boolean {
    return disk.isDead() || !(reason instanceof StoreFault) || reason.code === 'sync-failed';
  }

  async function afterFault(results: readonly PromiseSettledResult<unknown>[]): Promise<void> {
    const faults = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    for (const fault of faults) expect(fault).toBeInstanceOf(StoreFault);
    if (faults.every(({ code }) => code === 'disk-full')) {
      expect(idsOf(await ledger.read(0))).toEqual(state.known.flat());
      return;
    }
    await expect(ask(0, 'too-late', 1)).rejects.toMatchObject({ code: 'closed' });
    await crashNow(state.how);
  }

  async function crashNow(how: Crash): Promise<void> {
    disk.crash(how);
    await restart();
  }

  async function play(next: Step): Promise<void> {
    if (next.kind === 'append') await append(next.requests);
    if (next.kind === 'crash') await crashNow(next.how);
    if (next.kind === 'fault' && next.write) disk.nextWrites.push(next.write);
    if (next.kind === 'fault' && next.sync) disk.nextSyncs.push(next.sync);
    if (next.kind === 'dies soon') Object.assign(state, { how: next.how });
    if (next.kind === 'dies soon') disk.stepsToLive = next.steps;
    if (next.kind !== 'restart') return;
    await ledger.close();
    disk.nextSyncs.length = 0;
    disk.nextWrites.length = 0;
    await restart();
  }

  return { restart, play };
}

describe('the journal on a disk that forgets', () => {
  it('keeps every acknowledged commit, in order, none half and none twice, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ steps, chances }) => {
        const world = makeWorld(forgetfulDisk(repeating(chances)));
        await world.restart();
        for (const next of [...steps, { kind: 'crash', how: 'power cut' } as const]) await world.play(next);
      }),
      { numRuns: 3000 },
    );
  });

  it('refuses to start rather than drop a commit when a power cut lost pages in the middle of a batch', async () => {
    await fc.assert(
      fc.asyncProperty(story, fc.integer({ min: 1, max: 6 }), async ({ chances }, count) => {
        const disk = forgetfulDisk(repeating(chances));
        const open = () =>
          openLedger({ directory: '/data', parse: parseNoted, onWarning: () => undefined, disk });
        const before = await open();
        await before.append(0, notes('known', 2), 'known');
        const synced = disk.contents('/data/journal.ndjson').length;
        Object.assign(disk, { losesPages: true, stepsToLive: 2 });
        const causes = Array.from({ length: count }, (_, index) => `m${index}`);
        await Promise.allSettled(causes.map((cause, index) => before.append(2 + index, notes(cause), cause)));
        disk.crash('power cut');
        const after = await open().catch((fault: unknown) => fault);
        if (after instanceof StoreFault) {
          expect(after.code).toBe('damaged');
          expect(after.details.offset).toBeGreaterThanOrEqual(synced);
        } else {
          expect((await journalHead('/data', disk)).version).toBeGreaterThanOrEqual(2);
        }
      }),
      { numRuns: 300 },
    );
  });
});
