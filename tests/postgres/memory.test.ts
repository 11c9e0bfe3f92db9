// What one instance learns of Teams, the others know: told by the server, or at the next look; in one order for all.
import { beforeEach, expect, test, vi } from 'vitest';
import type { Memory } from '../../src/index.ts';
import type { Database } from '../../store/postgres/database.ts';
import { openPostgresMemory } from '../../store/postgres/memory.ts';
import { describeWithPostgres } from '../support/postgres/server.ts';
import { gateway } from '../support/slack/gated-app.ts';
import { type Instances, instances } from './instances.ts';

describeWithPostgres('a memory that instances share', (server) => {
  let office: Instances;
  beforeEach(async () => {
    office = await instances(server());
  });

  const open = async (poll?: number) => openPostgresMemory(await office.open(poll), 'teams');
  const changes = async () =>
    Number((await office.meddle('select coalesce(max(change), 0) as n from :schema.memory'))[0]?.n);
  const knows = (memory: Memory, known: Record<string, unknown>) =>
    vi.waitFor(async () => expect(Object.fromEntries(await memory.all())).toEqual(known), 5_000);
  function told(memory: Memory) {
    const list: unknown[] = [];
    const stop = memory.watch((key, value) => list.push([key, value]));
    return { list, stop };
  }

  test('one learns where somebody is reached, and the other is told and knows it', async () => {
    const [one, other] = [await open(), await open()];
    const heard = { one: told(one), other: told(other) };
    await one.put('a:maja', { state: 'installed' });
    await knows(other, { 'a:maja': { state: 'installed' } });
    await other.put('a:maja', { state: 'gone' });
    await knows(one, { 'a:maja': { state: 'gone' } });
    await one.delete('a:maja');
    await knows(other, {});
    expect(heard.other.list).toEqual([
      ['a:maja', { state: 'installed' }],
      ['a:maja', undefined],
    ]);
    expect(heard.one.list).toEqual([['a:maja', { state: 'gone' }]]);
  });

  test('of what was deleted not even the key is left a day later, and nothing is overlooked for it', async () => {
    const one = await open();
    for (const key of ['a:maja', 'a:bo']) {
      await one.put(key, 1);
      await one.delete(key);
    }
    const keys = async () => (await office.meddle('select key from :schema.memory')).map(({ key }) => key);
    await open();
    expect(await keys()).toEqual(['"a:maja"', '"a:bo"']);
    await office.meddle("update :schema.memory set at = at - interval '25 hours'");
    await open();
    expect(await keys()).toEqual(['"a:bo"']);
    const other = await open();
    await one.put('a:liv', 2);
    await knows(other, { 'a:liv': 2 });
  });

  test('nor in an instance that stays up for long', async () => {
    const one = await open();
    await one.put('a:maja', 1);
    await one.delete('a:maja');
    await one.put('a:bo', 1);
    await office.meddle("update :schema.memory set at = at - interval '25 hours', change = change + 1000");
    await one.put('a:liv', 2);
    const keys = async () => (await office.meddle('select key from :schema.memory')).map(({ key }) => key);
    await vi.waitFor(async () => expect(await keys()).toEqual(['"a:bo"', '"a:liv"']), 5_000);
    await knows(one, { 'a:bo': 1, 'a:liv': 2 });
  });

  test('who no longer listens is told nothing more, and each listener stops for itself', async () => {
    const [one, other] = [await open(), await open()];
    const list: string[] = [];
    const listener = (key: string) => void list.push(key);
    const stop = other.watch(listener);
    other.watch(listener);
    stop();
    await one.put('a', 1);
    await knows(other, { a: 1 });
    expect(list).toEqual(['a']);
  });

  test('what no notice told of is known with the next look', async () => {
    const memory = await open(50);
    const heard = told(memory);
    const writer = '00000000-0000-4000-8000-000000000000';
    await office.meddle(`insert into :schema.memory values ('teams', '"per"', '7', 1, '${writer}')`);
    await knows(memory, { per: 7 });
    expect(heard.list).toEqual([['per', 7]]);
  });

  test('a memory of another name is another memory', async () => {
    const database = await office.open();
    const other = await openPostgresMemory(database, 'slack');
    const teams = await openPostgresMemory(database, 'teams');
    await other.put('a', 1);
    await teams.put('b', 2);
    expect(await teams.all()).toEqual(new Map([['b', 2]]));
    expect(await (await openPostgresMemory(await office.open(), 'slack')).all()).toEqual(new Map([['a', 1]]));
  });

  test('putting what is there already, or deleting what is not, costs nothing; a hundred at once cost two commits', async () => {
    const memory = await open();
    await memory.put('maja', { a: 1 });
    await memory.put('maja', { a: 1 });
    await memory.delete('nobody');
    expect(await changes()).toBe(1);
    await Promise.all(Array.from({ length: 100 }, (_, n) => memory.put(`k${n}`, n)));
    expect(await changes()).toBeLessThanOrEqual(3);
    const other = await open();
    expect((await other.all()).size).toBe(101);
    await other.put('maja', { a: 1 });
    expect(await changes()).toBeLessThanOrEqual(3);
  });

  test('while the server is away nothing is taken in and the known is known; afterwards all goes on', async () => {
    const [one, other] = [await open(), await open()];
    await one.put('maja', 'installed');
    await server().stop();
    await expect(one.put('maja', 'gone')).rejects.toMatchObject({ code: 'unavailable' });
    expect(await one.all()).toEqual(new Map([['maja', 'installed']]));
    await server().start();
    // Nobody can know whether the refused one was recorded: what stood there before must be written again.
    await one.put('maja', 'installed');
    expect(await changes()).toBe(2);
    await one.put('per', 1);
    await knows(other, { maja: 'installed', per: 1 });
  });

  /** A memory each of whose changes is held up, once its statements are through, before or after its commit. */
  async function heldUp(when: 'before' | 'after') {
    const database = await office.open();
    const [reached, gate] = [gateway(), gateway()];
    const hold = async () => {
      reached.pass();
      await gate.passed;
    };
    const slow: Database = {
      ...database,
      async transaction(work) {
        const result = await database.transaction(async (query) => {
          const done = await work(query);
          if (when === 'before') await hold();
          return done;
        });
        if (when === 'after') await hold();
        return result;
      },
    };
    return { memory: await openPostgresMemory(slow, 'teams'), reached, gate };
  }

  test('an answer that notices have overtaken is no news, neither of one’s own record nor over a newer one', async () => {
    const { memory, reached, gate } = await heldUp('after');
    const heard = told(memory);
    const other = await open();
    const put = memory.put('maja', 1);
    await reached.passed;
    await knows(other, { maja: 1 });
    await other.put('per', 1);
    await knows(memory, { maja: 1, per: 1 });
    await other.put('maja', 2);
    await knows(memory, { maja: 2, per: 1 });
    gate.pass();
    await put;
    expect(await memory.all()).toEqual(
      new Map([
        ['maja', 2],
        ['per', 1],
      ]),
    );
    expect(heard.list).toEqual([
      ['per', 1],
      ['maja', 2],
    ]);
  });

  test('whoever changes something waits for a change that is being committed, so that nobody overlooks that one', async () => {
    const { memory, reached, gate } = await heldUp('before');
    const [other, reader] = [await open(), await open()];
    const first = memory.put('maja', 1);
    await reached.passed;
    const second = other.put('per', 2);
    await vi.waitFor(async () => {
      const waits = "select from pg_locks where locktype = 'advisory' and not granted";
      expect(await office.meddle(waits)).toHaveLength(1);
    }, 5_000);
    gate.pass();
    await Promise.all([first, second]);
    await knows(reader, { maja: 1, per: 2 });
    expect(await changes()).toBe(2);
  });

  test('however many write at once, all know the same in the end, and it is what the server keeps', async () => {
    const memories = await Promise.all([open(), open(), open()]);
    const last = new Map<unknown, unknown>();
    memories[0]?.watch((key, value) => last.set(key, value));
    await Promise.all(
      memories.flatMap((memory, who) =>
        Array.from({ length: 40 }, async (_, n) => {
          await memory.put(`own ${who} ${n}`, n);
          await memory.put(`all ${n % 3}`, `${who} ${n}`);
        }),
      ),
    );
    const kept = Object.fromEntries(await (await open()).all());
    expect(Object.keys(kept)).toHaveLength(123);
    for (const memory of memories) await knows(memory, kept);
    // The first was told of all that the others wrote.
    for (const n of Array(40).keys())
      expect([last.get(`own 1 ${n}`), last.get(`own 2 ${n}`)]).toEqual([n, n]);
  });
});
