// Accepted is durable, whoever dies: another instance takes over what is left, each thing once, and nobody what a living one has.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { type Inbox, StoreFault } from '../../src/index.ts';
import type { Database } from '../../store/postgres/database.ts';
import { openPostgresInbox } from '../../store/postgres/inbox.ts';
import { describeWithPostgres } from '../support/postgres/server.ts';
import { type Instances, instances } from './instances.ts';

const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
const lost = new StoreFault('unavailable', 'the answer was lost');

/** Puts `count` things and waits to be killed. */
const program = `
  import { openMigrated } from './tests/support/postgres/opened.ts';
  import { openPostgresInbox } from './store/postgres/inbox.ts';
  const [url, name, count] = process.argv.slice(1);
  const inbox = await openPostgresInbox(await openMigrated({ url }), 'teams');
  for (let n = 0; n < Number(count); n += 1) await inbox.put(name + n, { n });
  console.log('put');
  setInterval(() => {}, 60_000);
`;

/** A process with that many things accepted. */
async function startInstance(url: string, name: string, count: number) {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', program, url, name, String(count)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await Promise.race([
    new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve)),
    gone,
  ]);
  return {
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

describeWithPostgres('an inbox that instances share', (server) => {
  let office: Instances;
  beforeEach(async () => {
    office = await instances(server());
  });

  async function open() {
    const database = await office.open();
    return { database, inbox: await openPostgresInbox(database, 'teams') };
  }
  const kept = async () =>
    (await office.meddle('select id from :schema.inbox order by position')).map(({ id }) => id);
  /** Each put and taking over of this instance is done, but told as if the connection had broken, while `isLost`. */
  async function forgetful() {
    const database = await office.open();
    const line = { isLost: false };
    const broken: Database = {
      ...database,
      async query(statement) {
        const rows = await database.query(statement);
        if (line.isLost) throw lost;
        return rows as never;
      },
      async transaction(work) {
        const result = await database.transaction(work);
        if (line.isLost) throw lost;
        return result;
      },
    };
    return { line, inbox: await openPostgresInbox(broken, 'teams') };
  }
  test('what a living instance has is taken by nobody, and nothing of another platform', async () => {
    const [one, other] = [await open(), await open()];
    await one.inbox.put('a', 1);
    expect(await other.inbox.takeOver()).toEqual([]);
    const slack = await openPostgresInbox(one.database, 'slack');
    await slack.put('s', 1);
    await one.database.close();
    expect(await other.inbox.takeOver()).toEqual([{ id: 'a', content: 1 }]);
    expect(await kept()).toEqual(['"a"', '"s"']);
  });

  test('what processes killed with SIGKILL had accepted is taken over, each thing by one of those who ask at once', async () => {
    const children = await Promise.all([1, 2].map((n) => startInstance(office.url, `child ${n} `, 30)));
    const heirs = await Promise.all([open(), open(), open()]);
    const alive = await open();
    await alive.inbox.put('alive', 1);
    await Promise.all(children.map((child) => child.kill()));
    const taken: string[] = [];
    // The server frees a killed process's lock when it sees that its connection is gone.
    await vi.waitFor(async () => {
      const lists = await Promise.all(heirs.map(({ inbox }) => inbox.takeOver()));
      for (const list of lists) taken.push(...idsOf(list));
      expect(taken.length).toBeGreaterThanOrEqual(60);
    }, 10_000);
    const all = [1, 2].flatMap((child) => Array.from({ length: 30 }, (_, n) => `child ${child} ${n}`));
    expect(taken.toSorted()).toEqual(all.toSorted());
    const orderOf = (child: number) => taken.filter((id) => id.startsWith(`child ${child}`));
    expect([...orderOf(1), ...orderOf(2)]).toEqual(all);
  });

  test('an instance whose connection broke keeps what it has', async () => {
    const [one, other] = [await open(), await open()];
    await one.inbox.put('a', 1);
    const back = new Promise<void>((resolve) => void one.database.onNotice('people', () => resolve()));
    await server().restart('immediate');
    await back;
    await vi.waitFor(async () => expect(await other.inbox.takeOver()).toEqual([]), 10_000);
    await one.inbox.put('b', 2);
    expect(await other.inbox.takeOver()).toEqual([]);
    expect(await one.inbox.takeOver()).toEqual([]);
    one.inbox.done('a');
    await vi.waitFor(async () => expect(await kept()).toEqual(['"b"']), 5_000);
  });

  test('what another took while the connection was broken is not worked off again by who had it, and done by either it is gone', async () => {
    const [one, other] = [await open(), await open()];
    await one.inbox.put('a', 1);
    await one.inbox.put('b', 2);
    // As if the lock had fallen: nobody holds the one by this owner.
    await office.meddle("update :schema.inbox set owner = '00000000-0000-4000-8000-000000000000'");
    expect(idsOf(await other.inbox.takeOver())).toEqual(['a', 'b']);
    expect(await one.inbox.takeOver()).toEqual([]);
    one.inbox.done('a');
    other.inbox.done('b');
    await vi.waitFor(async () => expect(await kept()).toEqual([]), 5_000);
  });

  test('what is delivered to two instances waits until one of them has done it, and with the one that had it last', async () => {
    const [one, other] = [await open(), await open()];
    await one.inbox.put('a', 1);
    await other.inbox.put('a', 1);
    await one.database.close();
    expect(await other.inbox.takeOver()).toEqual([]);
    await other.inbox.close();
    await other.database.close();
    expect(await (await open()).inbox.takeOver()).toEqual([{ id: 'a', content: 1 }]);
  });

  test.each([
    ['asks again', (inbox: Inbox) => vi.waitFor(() => inbox.takeOver(), 10_000)],
    ['stops', (inbox: Inbox) => inbox.close()],
  ])(
    'what is done while the server is away is gone once it is back and the instance %s',
    async (_, later) => {
      const { inbox } = await open();
      await inbox.put('a', 1);
      await inbox.put('b', 2);
      await server().stop();
      inbox.done('a');
      await expect(inbox.put('c', 3)).rejects.toMatchObject({ code: 'unavailable' });
      await server().start();
      await later(inbox);
      expect(await kept()).toEqual(['"b"']);
    },
  );

  test('what was refused because the answer was lost is not kept', async () => {
    const { line, inbox } = await forgetful();
    line.isLost = true;
    await expect(inbox.put('a', 'en fortrolig linje')).rejects.toBe(lost);
    line.isLost = false;
    expect(await inbox.takeOver()).toEqual([]);
    expect(await kept()).toEqual([]);
  });

  test('a repetition that was refused does not take away what was accepted', async () => {
    const { line, inbox } = await forgetful();
    await inbox.put('a', 1);
    line.isLost = true;
    await expect(inbox.put('a', 1)).rejects.toBe(lost);
    line.isLost = false;
    expect(await inbox.takeOver()).toEqual([]);
    expect(await kept()).toEqual(['"a"']);
    inbox.done('a');
    await inbox.close();
    expect(await kept()).toEqual([]);
  });

  test('a taking over whose answer was lost is answered at the next asking', async () => {
    const dead = await open();
    await dead.inbox.put('a', 1);
    await dead.database.close();
    const { line, inbox } = await forgetful();
    await inbox.put('own', 2);
    line.isLost = true;
    await expect(inbox.takeOver()).rejects.toBe(lost);
    line.isLost = false;
    expect(await inbox.takeOver()).toEqual([{ id: 'a', content: 1 }]);
    expect(await inbox.takeOver()).toEqual([]);
  });

  test('no typed text stays behind once it is done, also of what was taken over', async () => {
    const dead = await open();
    await dead.inbox.put('a', 'en fortrolig linje');
    await dead.database.close();
    const { inbox } = await open();
    await inbox.takeOver();
    inbox.done('a');
    await vi.waitFor(async () => expect(await kept()).toEqual([]), 5_000);
  });
});
