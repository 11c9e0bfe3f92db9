// What an operator does behind the bot's back: everything out and in with the same hashes, while instances run and follow.
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Archive } from '../../store/archive.ts';
import { type Commit, chained, encodeLine, genesis } from '../../store/chain.ts';
import { openLowdbArchive } from '../../store/lowdb/archive.ts';
import { openPostgresArchive } from '../../store/postgres/archive.ts';
import { openPostgresStore } from '../../store/postgres/store.ts';
import { verifiedHead } from '../../store/verify.ts';
import { anna, bo } from '../contracts/directory.contract.ts';
import { idsOf, notes, parseNoted } from '../contracts/example-events.ts';
import { makeFolder } from '../support/disk-folder.ts';
import { describeWithPostgres } from '../support/postgres/server.ts';
import { gateway } from '../support/slack/gated-app.ts';
import { type Instances, instances, organisation } from './instances.ts';

/** `commits` of them, with one, two, three, one, two … events. */
async function* history(commits: number): AsyncGenerator<string> {
  let previous: Commit<unknown> = { hash: genesis, events: [] };
  for (let n = 1; n <= commits; n += 1) {
    previous = chained(previous.hash, notes(`m${n}`, (n % 3) + 1));
    yield encodeLine(previous).trimEnd();
  }
}

async function listOf<T>(list: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const each of list) all.push(each);
  return all;
}

describeWithPostgres('the archive of a schema', (server) => {
  let office: Instances;
  let archive: Archive;
  beforeEach(async () => {
    office = await instances(server());
    archive = await openPostgresArchive({ url: office.url, organisation });
    return () => archive.close();
  });

  async function openStore() {
    const quiet = (): void => undefined;
    const world = { parse: parseNoted, onWarning: quiet, onFatal: quiet };
    const store = await openPostgresStore({ url: office.url, organisation, ...world });
    onTestFinished(() => store.close());
    return store;
  }

  test('says where it is, and no password', () => {
    expect(archive.name).toMatch(/^127\.0\.0\.1:\d+\/prøve_\d+, schema forloebsvagten_standard$/);
  });

  test('a history moves from a folder to the server and back, line by line the same', async () => {
    const folder = await makeFolder();
    onTestFinished(folder.remove);
    const before = openLowdbArchive(`${folder.path}/before`);
    await before.fill(history(1_203));
    await archive.fill(before.lines());
    const after = openLowdbArchive(`${folder.path}/after`);
    await after.fill(archive.lines());
    expect(await listOf(archive.lines())).toEqual(await listOf(history(1_203)));
    expect(await verifiedHead(after)).toEqual(await verifiedHead(before));
    const store = await openStore();
    expect(store.ledger.head()).toEqual(await verifiedHead(before));
    expect(await store.ledger.append(2_406, notes('m7'), 'm7')).toMatchObject({ outcome: 'duplicate' });
    expect(await store.ledger.append(2_406, notes('new'), 'new')).toMatchObject({ version: 2_407 });
  });

  test('instances that wait for a first commit find the history that was filled in', async () => {
    const store = await openStore();
    const told: string[] = [];
    store.ledger.watch((events) => told.push(...idsOf(events)));
    await archive.fill(history(3));
    await vi.waitFor(() => expect(told).toHaveLength(6), 5_000);
    expect(store.ledger.head()).toEqual(await verifiedHead(archive));
  });

  test('one that records its first commit meanwhile waits, and is told that others were first', async () => {
    const store = await openStore();
    const begun = gateway();
    const slow = gateway();
    async function* lines() {
      begun.pass();
      await slow.passed;
      yield* history(3);
    }
    const filled = archive.fill(lines());
    await begun.passed;
    const appended = store.ledger.append(0, notes('new'), 'new');
    const waiting = `select from pg_stat_activity where wait_event_type = 'Lock' and query like '%append_commits%'`;
    await vi.waitFor(async () => expect(await office.meddle(waiting)).toHaveLength(1), 5_000);
    slow.pass();
    await filled;
    expect(await appended).toMatchObject({ outcome: 'conflict', version: 6 });
  });

  test('nothing is filled into a place that has a history', async () => {
    const store = await openStore();
    await store.ledger.append(0, notes('m1'), 'm1');
    await expect(archive.fill(history(2))).rejects.toMatchObject({
      code: 'not-empty',
      details: { name: archive.name },
    });
    expect(await verifiedHead(archive)).toEqual(store.ledger.head());
  });

  test('of a history that breaks off while it is filled in nothing is kept', async () => {
    async function* broken() {
      yield* history(700);
      throw new Error('the backup cannot be read');
    }
    await expect(archive.fill(broken())).rejects.toThrow('the backup cannot be read');
    expect(await listOf(archive.lines())).toEqual([]);
    await archive.fill(history(1));
    expect(await listOf(archive.lines())).toHaveLength(1);
  });

  test('what is read while instances write is whole and verifies', async () => {
    await archive.fill(history(600));
    const { ledger } = await openStore();
    let isWriting = true;
    const writing = (async () => {
      for (let n = 0; isWriting; n += 1)
        await ledger.append(ledger.head().version, notes(`late ${n}`, 3), `late ${n}`);
    })();
    for (let times = 0; times < 5; times += 1)
      expect((await verifiedHead(archive)).version).toBeGreaterThanOrEqual(1_200);
    isWriting = false;
    await writing;
    expect(await verifiedHead(archive)).toEqual(ledger.head());
  });

  test('the files’ names come in order, however many there are', async () => {
    const store = await openStore();
    await store.files.put(Buffer.from('Kære kommune'));
    await office.meddle(
      "insert into :schema.files (sha256) select encode(sha256(n::text::bytea), 'hex') from generate_series(1, 1000) as n",
    );
    const names = await listOf(archive.fileNames());
    expect(names).toHaveLength(1_001);
    expect(names).toEqual(names.toSorted());
    const name = '60ad803b67a8aa52b157f78faefa592f1d452a09a8b01ce6a8d02e77fed810d2';
    expect(names).toContain(name);
    expect(Buffer.from((await archive.files.get(name)) ?? []).toString()).toBe('Kære kommune');
  });

  test('people are replaced as a whole, and running instances follow', async () => {
    expect(await archive.people()).toBeUndefined();
    const store = await openStore();
    await archive.replacePeople([anna, bo]);
    await vi.waitFor(async () => expect(await store.directory.people()).toEqual([anna, bo]), 5_000);
    await expect(archive.replacePeople([bo])).rejects.toMatchObject({
      code: 'damaged',
      details: { field: '[0].leader' },
    });
    await archive.replacePeople([anna]);
    await vi.waitFor(async () => expect(await store.directory.people()).toEqual([anna]), 5_000);
    expect(await archive.people()).toEqual([anna]);
  });

  test('a memory is replaced as a whole, no other is touched, and running instances are told what is gone', async () => {
    const store = await openStore();
    const memory = await store.memory('teams');
    await (await store.memory('slack')).put('s', 1);
    await memory.put('a:maja', 1);
    await memory.put('a:per', 1);
    const told = new Map<string, unknown>();
    memory.watch((key, value) => told.set(key, value));
    const records = { 'a:per': { state: 'gone' }, ['__proto__']: [2] };
    await archive.replaceMemory('teams', records);
    expect(await archive.memories()).toEqual({ slack: { s: 1 }, teams: records });
    await vi.waitFor(() => expect(told.size).toBe(3), 5_000);
    expect(told.get('a:maja')).toBeUndefined();
    await archive.replaceMemory('teams', {});
    expect(await archive.memories()).toEqual({ slack: { s: 1 } });
    await vi.waitFor(async () => expect(await memory.all()).toEqual(new Map()), 5_000);
  });
});
