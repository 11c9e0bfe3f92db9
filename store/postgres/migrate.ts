// Brings an organisation's schema up to what the code knows. Any number of instances may do it at once: one does, the others wait.
import { hash } from 'node:crypto';
import pg from 'pg';
import { StoreFault } from '../../src/index.ts';
import { configOf, connectClient, placeOf, type Query, querying } from './connect.ts';
import { placeName, type ServerPlace } from './faults.ts';
import { migrations as released } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { type Actor, actorOf } from './rights.ts';

export interface MigrateOptions {
  /** What the bot connects with. */
  readonly url: string;
  /** Whoever owns the schema, where the bot's own login is not to; undefined: the bot's. */
  readonly ownerUrl?: string | undefined;
  /** As `schemaOf` gives it. */
  readonly schema: string;
  /** Told when nothing but the triggers keeps the history append-only. */
  readonly onWarning: (text: string) => void;
  readonly migrations?: readonly Migration[];
}

/**
 * Makes schema and tables, as far as they are missing, and grants the bot what it may. Answers as whom the bot is to act.
 * Throws a `StoreFault`: 'not-permitted' (the login may not, or the server's encoding is not UTF8), 'damaged' (a newer program, or
 * another one, has made the schema), 'unavailable'.
 */
export async function migrate(options: MigrateOptions): Promise<Actor> {
  const { url, ownerUrl = url, schema, migrations = released } = options;
  const place = placeOf(ownerUrl);
  // Without the time-outs of a bot's statement: a migration takes as long as it takes, and others wait for it.
  const config = { ...configOf(ownerUrl), statement_timeout: false as const, query_timeout: 0 };
  const client = await connectClient(config, place);
  const query = querying(client, place);
  try {
    await query({ text: 'select pg_advisory_lock(hashtextextended($1, 0))', values: [`${schema}/migrate`] });
    await requireUtf8(query, place);
    const quoted = pg.escapeIdentifier(schema);
    const found = await migrated(query, quoted);
    requireKnown(found, migrations, `${placeName(place)}, schema ${schema}`);
    for (let version = found.length + 1; version <= migrations.length; version++)
      await apply(query, quoted, version, migrations[version - 1]);
    const grants = migrations.flatMap((migration) => migration.grants);
    return await actorOf(query, { ...options, place, grants });
  } finally {
    // The lock falls with the session.
    await client.end().catch(() => undefined);
  }
}

interface Applied {
  readonly version: number;
  readonly name: string;
  readonly sha256: string;
}

async function migrated(query: Query, schema: string): Promise<readonly Applied[]> {
  const [row] = await query<{ there: boolean }>({
    text: 'select to_regclass($1) is not null as there',
    values: [`${schema}.schema_migrations`],
  });
  if (!row?.there) return [];
  return query<Applied & pg.QueryResultRow>({
    text: `select version, name, sha256 from ${schema}.schema_migrations order by version`,
  });
}

function requireKnown(found: readonly Applied[], known: readonly Migration[], where: string): void {
  found.forEach(({ version, name, sha256 }, index) => {
    const migration = known[index];
    if (migration === undefined) {
      const message =
        `${where} was made by a newer version of the program (migration ${version}, "${name}"; this one knows ${known.length}). ` +
        'Start that version, or a newer one.';
      throw new StoreFault('damaged', message, { version });
    }
    if (version === index + 1 && sha256 === digest(migration)) return;
    const message =
      `Migration ${version} ("${name}") of ${where} is not the one that this program knows as "${migration.name}". ` +
      'Nothing was changed. Start the released version of the program that made the schema, or restore a backup that verifies.';
    throw new StoreFault('damaged', message, { version });
  });
}

async function apply(
  query: Query,
  schema: string,
  version: number,
  migration: Migration | undefined,
): Promise<void> {
  if (migration === undefined) return;
  try {
    await query({ text: 'begin' });
    if (version === 1) await begin(query, schema);
    await query({ text: migration.sql.replaceAll(':schema', schema) });
    await query({
      text: `insert into ${schema}.schema_migrations (version, name, sha256) values ($1, $2, $3)`,
      values: [version, migration.name, digest(migration)],
    });
    await query({ text: 'commit' });
  } catch (fault) {
    await query({ text: 'rollback' }).catch(() => undefined);
    throw fault;
  }
}

async function begin(query: Query, schema: string): Promise<void> {
  const [row] = await query<{ there: boolean }>({
    text: 'select to_regnamespace($1) is not null as there',
    values: [schema],
  });
  // Asked for first, since even `if not exists` needs the right to make one, and an administrator may have made it for us.
  if (!row?.there) await query({ text: `create schema ${schema}` });
  await query({
    text: `create table ${schema}.schema_migrations (
      version integer primary key,
      name text not null,
      sha256 text not null,
      at timestamptz not null default now()
    )`,
  });
}

function digest({ sql }: Migration): string {
  return hash('sha256', sql, 'hex');
}

async function requireUtf8(query: Query, { server, database }: ServerPlace): Promise<void> {
  const [row] = await query<{ server_encoding: string }>({ text: 'show server_encoding' });
  if (row?.server_encoding === 'UTF8') return;
  const message =
    `The data base "${database}" keeps its texts in ${row?.server_encoding}, which has not all letters. ` +
    `Create one with the encoding UTF8 (createdb --encoding=UTF8 --template=template0).`;
  throw new StoreFault('not-permitted', message, { server, database });
}
