// What every memory keeps to.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Memory } from '../../src/index.ts';

export interface MemoryPlace {
  /** As the next process finds it; one at a time. */
  open(): Promise<Memory>;
  discard(): Promise<void>;
}

export interface MemoryStore {
  readonly name: string;
  make(): Promise<MemoryPlace>;
}

export function memoryContract(store: MemoryStore): void {
  describe(`a memory in ${store.name}`, () => {
    let place: MemoryPlace;
    let memory: Memory;

    beforeEach(async () => {
      place = await store.make();
      memory = await place.open();
    });

    afterEach(() => place.discard());

    it('knows after a start what was put, and not what was deleted', async () => {
      expect(await memory.all()).toEqual(new Map());
      await memory.put('maja', { conversation: 'a:maja', text: 'æ "ø" å\n\u0000' });
      await memory.put('__proto__', [1]);
      await memory.put('a:\u0000"\ud800', null);
      await memory.put('per', 'væk');
      await memory.delete('per');
      const known = new Map<string, unknown>([
        ['maja', { conversation: 'a:maja', text: 'æ "ø" å\n\u0000' }],
        ['__proto__', [1]],
        ['a:\u0000"\ud800', null],
      ]);
      expect(await memory.all()).toEqual(known);
      expect(await (await place.open()).all()).toEqual(known);
    });

    it('knows a key that was deleted and put again', async () => {
      await memory.put('maja', 1);
      await memory.delete('maja');
      await memory.put('maja', 1);
      expect(await (await place.open()).all()).toEqual(new Map([['maja', 1]]));
    });

    it('keeps the last of what came at the same moment', async () => {
      await memory.put('maja', 'installed');
      await Promise.all([
        memory.put('maja', 'gone'),
        memory.put('per', 1),
        memory.put('maja', 'installed'),
        memory.delete('per'),
      ]);
      expect(await (await place.open()).all()).toEqual(new Map([['maja', 'installed']]));
    });

    it('keeps the last of many that came one turn after the other', async () => {
      const puts: Promise<void>[] = [];
      for (let n = 0; n < 20; n += 1) {
        puts.push(memory.put('k', n));
        await Promise.resolve();
        await Promise.resolve();
      }
      await Promise.all(puts);
      expect(await (await place.open()).all()).toEqual(new Map([['k', 19]]));
    });

    it('keeps what is taken back while its change is on the way', async () => {
      const puts = [memory.put('k', 1)];
      await Promise.resolve();
      await Promise.resolve();
      puts.push(memory.put('k', 2));
      await puts[0];
      puts.push(memory.put('k', 1));
      await Promise.all(puts);
      expect(await (await place.open()).all()).toEqual(new Map([['k', 1]]));
    });

    it('hands out and takes in copies', async () => {
      const given = { list: [1] };
      await memory.put('maja', given);
      given.list.push(2);
      Object.assign((await memory.all()).get('maja') ?? {}, { list: [] });
      expect((await memory.all()).get('maja')).toEqual({ list: [1] });
    });

    it('does not tell a process of what it put itself', async () => {
      const told: string[] = [];
      memory.watch((key) => told.push(key));
      await memory.put('maja', 1);
      await memory.delete('maja');
      await (await place.open()).all();
      expect(told).toEqual([]);
    });
  });
}
