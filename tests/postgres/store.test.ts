// A whole store on a server: a day's work with the rights that a bot has, organisations apart, and trouble told as it is.
import pg from 'pg';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Store } from '../../src/index.ts';
import { openPostgresStore, type PostgresPlace } from '../../store/postgres/store.ts';
import { anna, bo } from '../contracts/directory.contract.ts';
import { idsOf, type Noted, notes, parseNoted } from '../contracts/example-events.ts';
import { describeWithPostgres } from '../support/postgres/server.ts';

describeWithPostgres('a store in PostgreSQL', (server) => {
  let url: string;
  beforeEach(async () => {
    url = await server().freshDatabase();
  });

  async function open(place: Partial<PostgresPlace> = {}): Promise<Store<Noted>> {
    const quiet = (): void => undefined;
    const world = { parse: parseNoted, onWarning: quiet, onFatal: quiet };
    const store = await openPostgresStore({ url, organisation: 'standard', ...place, ...world });
    onTestFinished(() => store.close().catch(() => undefined));
    return store;
  }
  async function asSuperuser(...statements: string[]): Promise<void> {
    const client = new pg.Client(url);
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  }

  /** Everything that a bot does with its store, each under `word`. */
  async function work(store: Store<Noted>, word: string): Promise<void> {
    expect(await store.firstPeople([{ ...anna, name: word }])).toBe(true);
    const { version } = store.ledger.head();
    expect(await store.ledger.append(version, notes(word), word)).toMatchObject({ outcome: 'appended' });
    await store.files.put(Buffer.from(word));
    const memory = await store.memory('teams');
    await memory.put('a', word);
    await memory.put('b', word);
    await memory.delete('b');
    const inbox = await store.inbox('teams');
    await inbox.put('a', word);
    await inbox.put('b', word);
    inbox.done('b');
    expect(await inbox.takeOver()).toEqual([]);
  }
  /** What the next instance finds, once the ones before are gone. */
  async function found(store: Store<Noted>) {
    return {
      people: (await store.directory.people()).map(({ name }) => name),
      events: idsOf(await store.ledger.read(0)),
      memory: Object.fromEntries(await (await store.memory('teams')).all()),
      waiting: await (await store.inbox('teams')).takeOver(),
    };
  }
  const all = (word: string) => ({
    people: [word],
    events: [`${word}/1`],
    memory: { a: word },
    waiting: [{ id: 'a', content: word }],
  });

  test('keeps a day’s work for the next instance', async () => {
    const store = await open();
    await work(store, 'nord');
    await store.close();
    expect(await found(await open())).toEqual(all('nord'));
  });

  test('lets a bot work whose login is not the owner’s, from its first start on', async () => {
    await asSuperuser("create role bot login password 'bot'");
    const own = new URL(url);
    Object.assign(own, { username: 'bot', password: 'bot' });
    const place = { url: String(own), ownerUrl: url };
    const store = await open(place);
    await work(store, 'nord');
    await store.close();
    expect(await found(await open({ url: String(own) }))).toEqual(all('nord'));
  });

  test('keeps organisations apart in one data base', async () => {
    const [north, south] = [await open({ organisation: 'nord' }), await open({ organisation: 'syd' })];
    const told: string[] = [];
    south.ledger.watch((events) => told.push(...idsOf(events)));
    await work(north, 'nord');
    const letter = await north.files.put(Buffer.from('et brev'));
    expect(await south.files.get(letter)).toBeUndefined();
    await north.close();
    expect(await (await south.inbox('teams')).takeOver()).toEqual([]);
    expect(await south.ledger.read(0)).toEqual([]);
    await expect(south.directory.people()).rejects.toMatchObject({ code: 'damaged' });
    await work(south, 'syd');
    await south.close();
    expect(told).toEqual(['syd/1']);
    expect(await found(await open({ organisation: 'nord' }))).toEqual(all('nord'));
    expect(await found(await open({ organisation: 'syd' }))).toEqual(all('syd'));
  });

  test('knows the first people as soon as they are entered, and enters none where there are some', async () => {
    const [one, other] = [await open(), await open()];
    expect(await one.firstPeople([anna, bo])).toBe(true);
    expect(await one.directory.people()).toEqual([anna, bo]);
    expect(await other.firstPeople([anna])).toBe(false);
    expect(await other.directory.people()).toEqual([anna, bo]);
  });

  test('is in trouble while the server is away, and not afterwards', async () => {
    const store = await open();
    expect(await store.trouble()).toBeUndefined();
    await server().stop();
    expect(await store.trouble()).toMatchObject({ code: 'unavailable' });
    await server().start();
    await vi.waitFor(async () => expect(await store.trouble()).toBeUndefined(), 10_000);
  });

  test('is in trouble on a server that takes no writes', async () => {
    const store = await open();
    const reload = 'select pg_reload_conf()';
    onTestFinished(() => asSuperuser('alter system reset default_transaction_read_only', reload));
    await asSuperuser('alter system set default_transaction_read_only = on', reload);
    await vi.waitFor(
      async () =>
        expect(await store.trouble()).toMatchObject({
          code: 'unavailable',
          message: expect.stringContaining('takes no writes'),
        }),
      5_000,
    );
  });

  test('takes nothing more once it is closed, and says so', async () => {
    const store = await open();
    const [inbox, memory] = [await store.inbox('teams'), await store.memory('teams')];
    await store.close();
    expect(await store.trouble()).toMatchObject({ code: 'closed' });
    await expect(store.ledger.append(0, notes('m1'), 'm1')).rejects.toMatchObject({ code: 'closed' });
    await expect(inbox.put('a', 1)).rejects.toMatchObject({ code: 'closed' });
    await expect(memory.put('a', 1)).rejects.toThrow();
  });

  test('that cannot be opened leaves no connection behind', async () => {
    await (await open()).close();
    await asSuperuser(
      `alter table forloebsvagten_standard.commits disable trigger all`,
      `insert into forloebsvagten_standard.commits values (1, 0, 'm1', 'a wrong hash', '[]')`,
    );
    await expect(open()).rejects.toMatchObject({ code: 'damaged' });
    const client = new pg.Client(url);
    await client.connect();
    const others =
      'select count(*)::int from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';
    await vi.waitFor(async () => expect((await client.query(others)).rows).toEqual([{ count: 0 }]), 5_000);
    await client.end();
  });
});
