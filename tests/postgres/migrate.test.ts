// The structure of the data base: made once, however many start at the same time, and never by a program that does not know it.
import fc from 'fast-check';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase, schemaOf } from '../../store/postgres/database.ts';
import { migrate } from '../../store/postgres/migrate.ts';
import { migrations } from '../../store/postgres/migrations/index.ts';
import { describeWithPostgres } from '../support/postgres/server.ts';

const schema = schemaOf('standard');
const quiet = (): void => undefined;

async function applied(url: string): Promise<readonly string[]> {
  const database = await openDatabase({ url, schema, onWarning: quiet });
  try {
    const rows = await database.query<{ version: number; name: string }>({
      text: `select version, name from ${database.schema}.schema_migrations order by version`,
    });
    return rows.map(({ version, name }) => `${version} ${name}`);
  } finally {
    await database.close();
  }
}

async function asAdministrator(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  onTestFinished(() => client.end());
  await client.query(statement);
}

const all = migrations.map(({ name }, at) => `${at + 1} ${name}`);
const added = { name: 'added', sql: 'create table :schema.added (one integer)', grants: [] };

describeWithPostgres('the structure of the data base', (server) => {
  it('is made once by eight instances that start at the same moment', async () => {
    for (let round = 0; round < 3; round++) {
      const url = await server().freshDatabase();
      await Promise.all(Array.from({ length: 8 }, () => migrate({ url, schema, onWarning: quiet })));
      expect(await applied(url)).toEqual(all);
    }
  });

  it('is brought forward once by eight instances of a newer program', async () => {
    const url = await server().freshDatabase();
    await migrate({ url, schema, onWarning: quiet });
    const newer = { url, schema, onWarning: quiet, migrations: [...migrations, added] };
    await Promise.all(Array.from({ length: 8 }, () => migrate(newer)));
    expect(await applied(url)).toEqual([...all, `${all.length + 1} added`]);
  });

  it('of a newer program is refused', async () => {
    const url = await server().freshDatabase();
    await migrate({ url, schema, onWarning: quiet, migrations: [...migrations, added] });
    await expect(migrate({ url, schema, onWarning: quiet })).rejects.toMatchObject({
      code: 'damaged',
      details: { version: all.length + 1 },
      message: expect.stringMatching(/made by a newer version .* "added"; .* Start that version/),
    });
  });

  it('of another program is refused, and left as it is', async () => {
    const url = await server().freshDatabase();
    await migrate({ url, schema, onWarning: quiet });
    const [first, ...rest] = migrations;
    const changed = [{ name: 'commits', grants: [], sql: `${first?.sql} -- changed` }, ...rest, added];
    await expect(migrate({ url, schema, onWarning: quiet, migrations: changed })).rejects.toMatchObject({
      code: 'damaged',
      details: { version: 1 },
      message: expect.stringContaining('Nothing was changed'),
    });
    expect(await applied(url)).toEqual(all);
  });

  it('stays at the last whole step when a step fails, and goes on from there', async () => {
    const url = await server().freshDatabase();
    // It fails last of all, when its structure stands already and only its record is to be made.
    const half = { ...added, sql: `${added.sql}; drop table :schema.schema_migrations` };
    const failing = { url, schema, onWarning: quiet, migrations: [...migrations, half] };
    await expect(migrate(failing)).rejects.toThrow('schema_migrations" does not exist');
    expect(await applied(url)).toEqual(all);
    await migrate({ ...failing, migrations: [...migrations, added] });
    expect(await applied(url)).toHaveLength(all.length + 1);
  });

  it('is made in a schema that an administrator has laid out for a login that may make none', async () => {
    const url = new URL(await server().freshDatabase());
    await asAdministrator(
      url.href,
      `create role guest login password 'guest'; create schema ${schema} authorization guest`,
    );
    url.username = 'guest';
    url.password = 'guest';
    await migrate({ url: url.href, schema, onWarning: quiet });
    expect(await applied(url.href)).toEqual(all);
    await expect(
      migrate({ url: url.href, schema: schemaOf('other'), onWarning: quiet }),
    ).rejects.toMatchObject({
      code: 'not-permitted',
      message: expect.stringContaining('The login "guest" may not do this'),
    });
  });

  it('is not made in a data base that cannot keep all letters', async () => {
    const url = new URL(await server().freshDatabase());
    await asAdministrator(
      url.href,
      `create database ascii encoding 'SQL_ASCII' locale 'C' template template0`,
    );
    url.pathname = '/ascii';
    await expect(migrate({ url: url.href, schema, onWarning: quiet })).rejects.toMatchObject({
      code: 'not-permitted',
      message: expect.stringContaining('createdb --encoding=UTF8'),
    });
  });
});

describe('the schema of an organisation', () => {
  it('is never that of another, and its name not too long', () => {
    const id = fc.stringMatching(/^[a-z][a-z0-9-]{0,30}$/);
    fc.assert(
      fc.property(id, id, (one, two) => {
        expect(schemaOf(one).length).toBeLessThanOrEqual(46);
        expect(schemaOf(one) === schemaOf(two)).toBe(one === two);
      }),
      { seed: 6, numRuns: 1_000 },
    );
    expect(schemaOf('kirke-og-kultur')).toBe('forloebsvagten_kirke_og_kultur');
  });
});
