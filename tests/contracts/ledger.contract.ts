// What every ledger keeps to. A new store runs this file before anything else.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../src/index.ts';
import { idsOf, type Noted, notes, sealed } from './example-events.ts';

/** A place for one test's history. `open` again after `close` finds what was there if the store persists. */
export interface LedgerPlace {
  open(): Promise<Ledger<Noted>>;
  discard(): Promise<void>;
}

export interface LedgerStore {
  readonly name: string;
  readonly persists: boolean;
  make(): Promise<LedgerPlace>;
}

export function ledgerContract(store: LedgerStore): void {
  describe(`a ledger in ${store.name}`, () => {
    let place: LedgerPlace;
    let ledger: Ledger<Noted>;

    beforeEach(async () => {
      place = await store.make();
      ledger = await place.open();
    });

    afterEach(async () => {
      await ledger.close();
      await place.discard();
    });

    it('begins empty', async () => {
      expect(await ledger.read(0)).toEqual([]);
      expect(ledger.head().version).toBe(0);
    });

    it('gives events back as they were recorded, in order', async () => {
      await ledger.append(0, notes('m1', 2), 'm1');
      await ledger.append(2, notes('m2'), 'm2');
      expect(await ledger.read(0)).toEqual([...notes('m1', 2), ...notes('m2')]);
    });

    it('answers with the version and hash after the commit', async () => {
      const answer = await ledger.append(0, notes('m1', 2), 'm1');
      expect(answer).toEqual({ outcome: 'appended', version: 2, head: ledger.head().hash });
      expect(ledger.head().version).toBe(2);
      expect(ledger.head().hash).toMatch(/^[\w-]{43}$/);
    });

    it('gives a reader only what he has not yet seen', async () => {
      await ledger.append(0, notes('m1', 3), 'm1');
      expect(idsOf(await ledger.read(2))).toEqual(['m1/3']);
      expect(await ledger.read(3)).toEqual([]);
      expect(await ledger.read(9)).toEqual([]);
    });

    it('tells somebody who decided on an old version, and records nothing', async () => {
      await ledger.append(0, notes('m1', 2), 'm1');
      expect(await ledger.append(1, notes('m2'), 'm2')).toEqual({ outcome: 'conflict', version: 2 });
      expect(await ledger.append(7, notes('m2'), 'm2')).toEqual({ outcome: 'conflict', version: 2 });
      expect(idsOf(await ledger.read(0))).toEqual(['m1/1', 'm1/2']);
      expect(await ledger.append(2, notes('m2'), 'm2')).toMatchObject({ outcome: 'appended' });
    });

    it('answers a message that arrives again with what it led to, whatever the version', async () => {
      await ledger.append(0, notes('m1', 2), 'm1');
      await ledger.append(2, notes('m2'), 'm2');
      const again = await ledger.append(0, notes('m1', 3), 'm1');
      expect(again).toEqual({ outcome: 'duplicate', events: notes('m1', 2) });
      expect(ledger.head().version).toBe(3);
    });

    it('lets exactly one of two win who decide on the same version at the same time', async () => {
      const answers = await Promise.all([
        ledger.append(0, notes('m1'), 'm1'),
        ledger.append(0, notes('m2'), 'm2'),
      ]);
      expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['appended', 'conflict']);
      expect(await ledger.read(0)).toHaveLength(1);
    });

    it('records a message once that arrives twice at the same time', async () => {
      const answers = await Promise.all([
        ledger.append(0, notes('m1'), 'm1'),
        ledger.append(0, notes('m1'), 'm1'),
      ]);
      expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['appended', 'duplicate']);
      expect(idsOf(await ledger.read(0))).toEqual(['m1/1']);
    });

    it('gets everybody in who decides anew after a conflict, each commit whole', async () => {
      const causes = Array.from({ length: 25 }, (_, index) => `m${index}`);
      await Promise.all(causes.map((cause) => insist(ledger, cause)));
      const ids = idsOf(await ledger.read(0));
      expect([...ids].sort()).toEqual(causes.flatMap((cause) => [`${cause}/1`, `${cause}/2`]).sort());
      for (let at = 0; at < ids.length; at += 2) expect(ids[at + 1]).toBe(ids[at]?.replace('/1', '/2'));
    });

    it('tells a watcher of each event once, in order, until it stops listening', async () => {
      const heard: string[] = [];
      const versions: number[] = [];
      const stop = ledger.watch((events, version) => {
        heard.push(...idsOf(events));
        versions.push(version);
      });
      await ledger.append(0, notes('m1', 2), 'm1');
      await Promise.all([ledger.append(2, notes('m2'), 'm2'), ledger.append(3, notes('m3'), 'm3')]);
      await ledger.append(0, notes('m4'), 'm4');
      expect(heard).toEqual(['m1/1', 'm1/2', 'm2/1', 'm3/1']);
      expect(versions.at(-1)).toBe(4);
      stop();
      await ledger.append(4, notes('m5'), 'm5');
      expect(heard).toHaveLength(4);
    });

    it('shows a watcher nothing that cannot be read yet', async () => {
      const read: Promise<readonly Noted[]>[] = [];
      ledger.watch((_events, version) => {
        expect(ledger.head().version).toBeGreaterThanOrEqual(version);
        read.push(ledger.read(0));
      });
      await ledger.append(0, notes('m1'), 'm1');
      expect(await Promise.all(read)).toEqual([notes('m1')]);
    });

    it('goes on when a watcher fails', async () => {
      const heard: string[] = [];
      ledger.watch(() => {
        throw new Error('a watcher with a fault');
      });
      ledger.watch((events) => heard.push(...idsOf(events)));
      await ledger.append(0, notes('m1'), 'm1');
      await ledger.append(1, notes('m2'), 'm2');
      expect(heard).toEqual(['m1/1', 'm2/1']);
    });

    it('refuses events of another cause, and no events at all', async () => {
      await expect(ledger.append(0, notes('m1'), 'm2')).rejects.toThrow(TypeError);
      await expect(ledger.append(0, [], 'm2')).rejects.toThrow(TypeError);
      expect(ledger.head().version).toBe(0);
    });

    it('records nothing that a later start could not read', async () => {
      const [note] = notes('m1');
      const unknown = { ...note, type: 'unheard-of' } as unknown as Noted;
      await expect(ledger.append(0, [unknown], 'm1')).rejects.toThrow();
      const forged = { ...note, data: { number: 1, words: { ...sealed('one'), text: 'two' } } } as Noted;
      await expect(ledger.append(0, [forged], 'm1')).rejects.toThrow('does not match its digest');
      expect(await ledger.append(0, notes('m1'), 'm1')).toMatchObject({ outcome: 'appended' });
    });

    it('keeps what was handed in, not what the caller makes of it later', async () => {
      const events = [...structuredClone(notes('m1'))];
      const done = ledger.append(0, events, 'm1');
      for (const event of events) Object.assign(event.data, { number: 99 });
      await done;
      expect(await ledger.read(0)).toEqual(notes('m1'));
    });

    it('records what was asked before it was closed, and refuses what comes after', async () => {
      const asked = ledger.append(0, notes('m1'), 'm1');
      const closed = ledger.close();
      await expect(ledger.append(1, notes('m2'), 'm2')).rejects.toMatchObject({ code: 'closed' });
      expect(await asked).toMatchObject({ outcome: 'appended' });
      await closed;
      await expect(ledger.read(0)).rejects.toMatchObject({ code: 'closed' });
      await ledger.close();
    });

    it.runIf(store.persists)('knows all again after a restart, and goes on from there', async () => {
      await ledger.append(0, notes('m1', 2), 'm1');
      await ledger.append(2, notes('m2'), 'm2');
      const head = ledger.head();
      await ledger.close();
      ledger = await place.open();
      expect(ledger.head()).toEqual(head);
      expect(await ledger.read(0)).toEqual([...notes('m1', 2), ...notes('m2')]);
      expect(await ledger.append(0, notes('m2'), 'm2')).toMatchObject({ outcome: 'duplicate' });
      expect(await ledger.append(3, notes('m3'), 'm3')).toMatchObject({ outcome: 'appended', version: 4 });
    });

    it('gives the same hash to the same history', async () => {
      const other = await store.make();
      const twin = await other.open();
      for (const each of [ledger, twin]) await each.append(0, notes('m1', 2), 'm1');
      expect(twin.head()).toEqual(ledger.head());
      await twin.append(2, notes('m2'), 'm2');
      expect(twin.head().hash).not.toBe(ledger.head().hash);
      await twin.close();
      await other.discard();
    });
  });
}

async function insist(ledger: Ledger<Noted>, cause: string): Promise<void> {
  let version = ledger.head().version;
  for (;;) {
    const answer = await ledger.append(version, notes(cause, 2), cause);
    if (answer.outcome !== 'conflict') return;
    version = answer.version;
  }
}
