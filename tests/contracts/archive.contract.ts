// What every archive keeps to: the operator's tools move a history from any store to any other.
import { describe, expect, it, vi } from 'vitest';
import type { Ledger, Store } from '../../src/index.ts';
import type { Archive } from '../../store/archive.ts';
import { chained, encodeLine, genesis } from '../../store/chain.ts';
import { verifiedHead } from '../../store/verify.ts';
import { anna, bo } from './directory.contract.ts';
import { type Noted, notes } from './example-events.ts';

/** A place for one test; what is opened closes with it. */
export interface ArchivePlace {
  archive(): Promise<Archive>;
  /** As a bot opens it; where a store is held by one process, it must be closed before the next. */
  store(): Promise<Store<Noted>>;
}

export interface ArchiveStore {
  readonly name: string;
  make(): Promise<ArchivePlace>;
}

/** The lines of a history of two commits, four events, made without any store. */
const first = chained(genesis, notes('m1', 3));
const second = chained(first.hash, notes('m2'));
const history = [first, second].map((commit) => encodeLine(commit).trimEnd());

export function archiveContract(store: ArchiveStore): void {
  describe(`an archive of ${store.name}`, () => {
    it('has no history, files, people or memories where there are none', async () => {
      const archive = await (await store.make()).archive();
      expect(await all(archive.lines())).toEqual([]);
      expect(await all(archive.fileNames())).toEqual([]);
      expect(await archive.people()).toBeUndefined();
      expect(await archive.memories()).toEqual({});
    });

    it('tells a history as lines that are the same in every store, also while a bot has it open', async () => {
      const place = await store.make();
      const { ledger } = await place.store();
      await record(ledger);
      const archive = await place.archive();
      expect(await all(archive.lines())).toEqual(history);
      expect(await verifiedHead(archive)).toEqual(ledger.head());
    });

    it('names the files in order and hands them out', async () => {
      const place = await store.make();
      const { files } = await place.store();
      const names = await Promise.all(['brev', 'bilag', 'svar'].map((text) => files.put(Buffer.from(text))));
      const archive = await place.archive();
      expect(await all(archive.fileNames())).toEqual(names.sort());
      expect(Buffer.from((await archive.files.get(names[0] ?? '')) ?? []).length).toBeGreaterThan(0);
    });

    it('replaces the list of people, and a running bot follows', async () => {
      const place = await store.make();
      const { directory, firstPeople } = await place.store();
      await firstPeople([anna]);
      const archive = await place.archive();
      expect(await archive.people()).toEqual([anna]);
      await archive.replacePeople([anna, bo]);
      await vi.waitFor(async () => expect(await directory.people()).toEqual([anna, bo]));
      await expect(archive.replacePeople([anna, anna])).rejects.toMatchObject({ code: 'damaged' });
      expect(await archive.people()).toEqual([anna, bo]);
    });

    it('replaces a memory as a whole', async () => {
      const place = await store.make();
      const before = await place.store();
      const memory = await before.memory('teams');
      await memory.put('gone', 1);
      await memory.put('kept', { at: 'noon' });
      await before.close();
      const archive = await place.archive();
      expect(await archive.memories()).toEqual({ teams: { gone: 1, kept: { at: 'noon' } } });
      await archive.replaceMemory('teams', { kept: { at: 'noon' }, new: [2] });
      expect(await archive.memories()).toEqual({ teams: { kept: { at: 'noon' }, new: [2] } });
      const after = await (await place.store()).memory('teams');
      expect(Object.fromEntries(await after.all())).toEqual({ kept: { at: 'noon' }, new: [2] });
    });

    it('is filled with a history that a bot then goes on with', async () => {
      const place = await store.make();
      await (await place.archive()).fill(given(history));
      const { ledger } = await place.store();
      expect(ledger.head()).toEqual({ version: 4, hash: second.hash });
      expect(await ledger.append(4, notes('m3'), 'm3')).toMatchObject({ outcome: 'appended', version: 5 });
      expect(await ledger.append(5, notes('m2'), 'm2')).toMatchObject({ outcome: 'duplicate' });
    });

    it('takes all of a history or nothing of it', async () => {
      const archive = await (await store.make()).archive();
      await expect(archive.fill(given(history, new Error('the source broke')))).rejects.toThrow(
        'the source broke',
      );
      expect(await all(archive.lines())).toEqual([]);
      await archive.fill(given(history));
      expect(await all(archive.lines())).toEqual(history);
    });

    it('never writes a history over another', async () => {
      const archive = await (await store.make()).archive();
      await archive.fill(given(history.slice(0, 1)));
      await expect(archive.fill(given(history))).rejects.toMatchObject({ code: 'not-empty' });
      expect(await all(archive.lines())).toEqual(history.slice(0, 1));
    });

    it.each([0, 1])('takes the words out of commit %i, and the chain holds', async (index) => {
      const place = await store.make();
      const archive = await place.archive();
      await archive.fill(given(history));
      const line = (history[index] ?? '').replaceAll(/,"text":"[^"]*"/g, '');
      await archive.replaceLine(index === 0 ? 3 : 4, line);
      expect(await all(archive.lines())).toEqual(history.with(index, line));
      expect(await verifiedHead(archive)).toEqual({ version: 4, hash: second.hash });
      expect((await (await place.store()).ledger.read(0)).length).toBe(4);
    });

    it('puts no other commit in the place of one', async () => {
      const archive = await (await store.make()).archive();
      await archive.fill(given(history));
      const [own = '', next = ''] = history;
      const others: readonly [number, string][] = [
        [4, own],
        [3, next],
        [2, own],
        [5, next],
        [4, encodeLine(chained(first.hash, notes('another'))).trimEnd()],
        [3, own.replace('"number":1', '"number":7')],
        [3, own.replace('Ærø', 'Samsø')],
      ];
      for (const [version, line] of others)
        await expect(archive.replaceLine(version, line)).rejects.toMatchObject({ code: 'damaged' });
      expect(await all(archive.lines())).toEqual(history);
    });
  });
}

async function record(ledger: Ledger<Noted>): Promise<void> {
  await ledger.append(0, notes('m1', 3), 'm1');
  await ledger.append(3, notes('m2'), 'm2');
}

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

async function* given(lines: readonly string[], fault?: Error): AsyncGenerator<string> {
  yield* lines;
  if (fault) throw fault;
}
