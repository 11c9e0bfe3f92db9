// Append-only is the data base's own rule: the bot may not break it, and even the owner is stopped by the triggers.
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { notes } from '../contracts/example-events.ts';
import { type OpenedLedger, openNoted } from '../support/postgres/opened.ts';
import { describeWithPostgres } from '../support/postgres/server.ts';

const schema = 'forloebsvagten_standard';

const changes = [
  `update ${schema}.commits set events = '[]'`,
  `update ${schema}.commits set version = version + 1`,
  `delete from ${schema}.commits`,
  `truncate ${schema}.commits`,
];

const trespasses = [
  ...changes,
  `insert into ${schema}.commits (version, previous, cause, hash, events) values (9, 8, 'forged', 'x', '[]')`,
  `drop table ${schema}.commits cascade`,
  `alter table ${schema}.commits disable trigger append_only`,
  `drop trigger append_only on ${schema}.commits`,
  `create or replace function ${schema}.refuse_change() returns trigger language plpgsql as $$ begin return new; end $$`,
  `delete from ${schema}.schema_migrations`,
  `drop schema ${schema} cascade`,
  `create table ${schema}.notes (one integer)`,
];

async function open(...opening: Parameters<typeof openNoted>): Promise<OpenedLedger> {
  const opened = await openNoted(...opening);
  onTestFinished(opened.close);
  return opened;
}

async function administrator(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** As another login of the same data base. */
function as(url: string, login: string): string {
  const other = new URL(url);
  other.username = login;
  other.password = login;
  return other.href;
}

async function expectAppendOnly({ ledger, database }: OpenedLedger): Promise<void> {
  await ledger.append(0, notes('m1', 2), 'm1');
  for (const text of trespasses)
    await expect(database.query({ text }), text).rejects.toMatchObject({ code: 'not-permitted' });
  expect(await ledger.append(2, notes('m2'), 'm2')).toMatchObject({ outcome: 'appended', version: 3 });
  expect(await ledger.read(0)).toEqual([...notes('m1', 2), ...notes('m2')]);
}

describeWithPostgres('the history in the data base', (server) => {
  it('can be appended to by the bot and changed in no way, though its login owns it', async () => {
    await expectAppendOnly(await open({ url: await server().freshDatabase() }));
  });

  it('can be changed in no way by a bot with an owner apart, nor by anybody it could act as', async () => {
    const url = await server().freshDatabase();
    const client = await administrator(url);
    await client.query(
      `create role owner_apart login password 'owner_apart'; create role bot login password 'bot'`,
    );
    const { rows } = await client.query<{ name: string }>('select quote_ident(current_database()) as name');
    await client.query(`grant create on database ${rows[0]?.name} to owner_apart`);
    const opened = await open({ url: as(url, 'bot'), ownerUrl: as(url, 'owner_apart') });
    await expectAppendOnly(opened);
    await expect(opened.database.query({ text: 'set role owner_apart' })).rejects.toMatchObject({
      code: 'not-permitted',
    });
    // Later starts need no owner.
    const later = await open({ url: as(url, 'bot') });
    expect(later.ledger.head().version).toBe(3);
  });

  it('is kept by its triggers from the owner too', async () => {
    const url = await server().freshDatabase();
    const { ledger } = await open({ url });
    await ledger.append(0, notes('m1'), 'm1');
    const client = await administrator(url);
    for (const change of changes)
      await expect(client.query(change), change).rejects.toThrow('is refused: it is append-only');
    const { rows } = await client.query(`select version, cause from ${schema}.commits`);
    expect(rows).toEqual([{ version: '1', cause: 'm1' }]);
  });

  it('cannot branch: two commits never follow the same one', async () => {
    const url = await server().freshDatabase();
    const { ledger } = await open({ url });
    await ledger.append(0, notes('m1'), 'm1');
    const client = await administrator(url);
    const branch = `insert into ${schema}.commits (version, previous, cause, hash, events) values (7, 0, 'm2', 'x', '[]')`;
    await expect(client.query(branch)).rejects.toThrow('commits_previous_key');
  });

  it('tells an administrator what to run where the login can make no role, and is content once it was run', async () => {
    const url = await server().freshDatabase();
    const client = await administrator(url);
    await client.query(
      `create role small login password 'small'; create schema ${schema} authorization small`,
    );
    const warnings: string[] = [];
    const onWarning = (text: string) => void warnings.push(text);
    const first = await open({ url: as(url, 'small'), onWarning });
    await first.ledger.append(0, notes('m1'), 'm1');
    expect(warnings).toEqual([expect.stringContaining('only triggers keep it append-only')]);
    const [, statements = ''] = /administrator run: (.*?); or start/.exec(warnings.splice(0).join()) ?? [];
    await client.query(statements);
    const second = await open({ url: as(url, 'small'), onWarning });
    expect(warnings).toEqual([]);
    await expect(second.database.query({ text: changes[0] ?? '' })).rejects.toMatchObject({
      message: expect.stringContaining('permission denied'),
    });
  });

  it('gives the bot of one data base no right in another of the same server', async () => {
    const places = [
      await open({ url: await server().freshDatabase() }),
      await open({ url: await server().freshDatabase() }),
    ];
    const roles = await Promise.all(
      places.map(({ database }) =>
        database.query<{ role: string }>({ text: 'select current_user::text as role' }),
      ),
    );
    const [one, two] = roles.map(([row]) => row?.role);
    expect(one).toMatch(/^forloebsvagten_standard_\d+$/);
    expect(two).not.toBe(one);
  });
});
