// The data base behind the bot's back: read while instances run; what is written here is written as the owner of the schema.
import { randomUUID } from 'node:crypto';
import type { Envelope } from '../../src/index.ts';
import type { Archive, Records } from '../archive.ts';
import { notEmptyFault, otherLineFault, wordsBackFault } from '../archive-faults.ts';
import { type Commit, genesis, verifyLine } from '../chain.ts';
import { bringsBack } from '../lost-words.ts';
import type { Query } from './connect.ts';
import { type Database, openDatabase, schemaOf } from './database.ts';
import { peopleIn, writePeople } from './directory.ts';
import { postgresFiles } from './files.ts';
import { changeRecords } from './memory.ts';
import { migrate } from './migrate.ts';
import type { PostgresPlace } from './store.ts';

/** Rows read or written at a time. */
const page = 500;

/** The schema of one organisation, which need not exist yet. Throws a `StoreFault` as `openPostgresStore`, but checks no chain. */
export async function openPostgresArchive({ url, ownerUrl, organisation }: PostgresPlace): Promise<Archive> {
  const schema = schemaOf(organisation);
  // The bot's operator is told at its start.
  const onWarning = (): void => undefined;
  await migrate({ url, ownerUrl, schema, onWarning });
  // Not as the bot's role: that may not do what is done here.
  return archiveIn(await openDatabase({ url: ownerUrl ?? url, schema, onWarning }));
}

function archiveIn(database: Database): Archive {
  const { name, schema, query } = database;
  return {
    name,
    // Rows are only ever added, and in the order of their versions: each page continues the one before without a snapshot.
    async *lines() {
      const rows = pages<{ key: number; line: string }>(
        query,
        0,
        `
        select version as key, line from ${schema}.journal where version > $1 order by version limit ${page}`,
      );
      for await (const { line } of rows) yield line;
    },
    async *fileNames() {
      const rows = pages<{ key: string }>(
        query,
        '',
        `
        select sha256 as key from ${schema}.files where sha256 > $1 order by sha256 limit ${page}`,
      );
      for await (const { key } of rows) yield key;
    },
    files: postgresFiles(database),
    people: () => peopleIn(database),
    async replacePeople(people) {
      await writePeople(database, people, 'always');
    },
    memories: () => memoriesIn(database),
    replaceMemory: (memory, records) => replaceMemory(database, memory, records),
    fill: (lines) => fill(database, lines),
    replaceLine: (version, line) => replaceLine(database, version, line),
    close: database.close,
  };
}

async function* pages<Row extends { readonly key: number | string }>(
  query: Query,
  first: Row['key'],
  text: string,
): AsyncGenerator<Row> {
  for (let after = first, isMore = true; isMore; ) {
    const rows = await query<Row>({ text, values: [after] });
    yield* rows;
    after = rows.at(-1)?.key ?? after;
    isMore = rows.length === page;
  }
}

async function memoriesIn({ query, schema }: Database): Promise<Readonly<Record<string, Records>>> {
  const rows = await query<{ name: string; key: string; value: string }>({
    text: `select name, key, value from ${schema}.memory where value is not null order by name, key`,
  });
  const memories = new Map<string, [string, unknown][]>();
  for (const { name, key, value } of rows)
    memories.set(name, [...(memories.get(name) ?? []), [JSON.parse(key), JSON.parse(value)]]);
  return Object.fromEntries([...memories].map(([name, records]) => [name, Object.fromEntries(records)]));
}

async function replaceMemory(database: Database, name: string, records: Records): Promise<void> {
  const wanted = new Map(
    Object.entries(records).map(([key, value]) => [JSON.stringify(key), JSON.stringify(value) ?? 'null']),
  );
  await database.transaction(async (query) => {
    const changing = { query, database, name, writer: randomUUID() };
    await changeRecords(changing, wanted);
    const others = await query<{ key: string }>({
      text: `select key from ${database.schema}.memory where name = $1 and value is not null and key <> all($2)`,
      values: [name, [...wanted.keys()]],
    });
    await changeRecords(changing, new Map(others.map(({ key }) => [key, null])));
  });
}

async function fill(database: Database, lines: AsyncIterable<string>): Promise<void> {
  const { name, schema, noticeOf } = database;
  await database.transaction(async (query) => {
    // An instance that is just about to write its first commit waits for the lock of `append_commits`, and then finds this history.
    await query({
      text: `select pg_advisory_xact_lock(hashtextextended($1, 0))`,
      values: [`${schema}/append`],
    });
    await query({ text: `lock table ${schema}.commits in exclusive mode` });
    const [first] = await query({ text: `select from ${schema}.commits limit 1` });
    if (first !== undefined) throw notEmptyFault(name);
    let version = 0;
    for await (const batch of batches(lines)) {
      const commits = batch.map((line) => {
        const { hash, events }: Commit<Envelope> = JSON.parse(line);
        const previous = version;
        version += events.length;
        return { version, previous, cause: events[0]?.cause, hash, events: JSON.stringify(events) };
      });
      await query({
        text: `insert into ${schema}.commits (version, previous, cause, hash, events)
          select * from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[])`,
        values: (['version', 'previous', 'cause', 'hash', 'events'] as const).map((column) =>
          commits.map((commit) => commit[column]),
        ),
      });
    }
    await query({ text: `select ${noticeOf('events', String(version))}` });
  });
}

async function* batches(lines: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  let batch: string[] = [];
  for await (const line of lines) {
    batch.push(line);
    if (batch.length < page) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function replaceLine(database: Database, version: number, line: string): Promise<void> {
  const { name, schema } = database;
  await database.transaction(async (query) => {
    // Of two removals from one commit the later sees what the earlier has left.
    await query({
      text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))',
      values: [`${schema}/redact`],
    });
    const [commit] = await query<{ previous: string | null; events: string }>({
      text: `select this.events, before.hash as previous from ${schema}.commits as this
        left join ${schema}.commits as before on before.version = this.previous where this.version = $1`,
      values: [version],
    });
    const link = commit && verifyLine(commit.previous ?? genesis, line);
    if (!commit || !link?.ok) throw otherLineFault(name, version);
    if (bringsBack(JSON.parse(commit.events), link.commit.events)) throw wordsBackFault(name, version);
    const [redacted] = await query<{ done: boolean }>({
      text: `select ${schema}.redact_commit($1, $2, $3) as done`,
      values: [version, link.commit.hash, JSON.stringify(link.commit.events)],
    });
    if (!redacted?.done) throw otherLineFault(name, version);
  });
}
