// Small records by key, known to every instance: a table of which each keeps a copy, asking only for what is new.
import { randomUUID } from 'node:crypto';
import type { Memory } from '../../src/index.ts';
import { inTurn } from '../in-turn.ts';
import type { Query } from './connect.ts';
import type { Database } from './database.ts';

interface Row {
  /** JSON, as the value is: PostgreSQL's text takes neither a zero byte nor half a character. */
  readonly key: string;
  /** Null: deleted. Such a row stays for a day, so that every instance hears of it. */
  readonly value: string | null;
  /** Counts the commits to this memory. */
  readonly change: number;
  readonly writer: string;
}

/** Changes after which deleted records are looked for. */
const tidyEach = 1_000;

/**
 * The records under `name`. `put` and `delete` throw a `StoreFault` as `Database` says; what they were to change may then be
 * recorded or not. What another instance changes is known here within moments, at worst with the next poll.
 */
export async function openPostgresMemory(database: Database, name: string): Promise<Memory> {
  const { schema } = database;
  const writer = randomUUID();
  const known = new Map<string, Row>();
  /** Keys whose record on the server may be another than the known one: a change is under way, or ended in a fault. */
  const unsure = new Set<string>();
  const listeners = new Set<(key: string, value: unknown) => void>();
  let tidied = -tidyEach;
  let waiting = new Map<string, string | null>();
  let seen = 0;

  const look = inTurn(async () => {
    const rows = await database.query<Row>({
      text: `select key, value, change, writer from ${schema}.memory where name = $1 and change > $2 order by change`,
      values: [name, seen],
    });
    for (const row of rows) {
      seen = row.change;
      if (learnt(row) && row.writer !== writer) tell(row);
    }
    if (seen >= tidied + tidyEach) await tidy();
  });

  /** Lets go of what was deleted long ago. */
  async function tidy(): Promise<void> {
    // What overtakes an answer is far younger.
    for (const [key, row] of known)
      if (row.value === null && row.change <= seen - tidyEach) known.delete(key);
    // By now every instance has heard of those; the newest change is kept, since the next ones are counted from it.
    await database.query({
      text: `delete from ${schema}.memory where name = $1 and value is null and at < now() - interval '1 day'
        and change < (select max(change) from ${schema}.memory where name = $1)`,
      values: [name],
    });
    tidied = seen;
  }

  /** Answers and notices overtake each other. */
  function learnt(row: Row): boolean {
    if (row.change <= (known.get(row.key)?.change ?? 0)) return false;
    known.set(row.key, row);
    return true;
  }

  function tell({ key, value }: Row): void {
    for (const listener of [...listeners])
      listener(JSON.parse(key), value === null ? undefined : JSON.parse(value));
  }

  /** All that came while the one before ran, in one commit: an older change can never come last. */
  const save = inTurn(async () => {
    const batch = waiting;
    waiting = new Map();
    const rows = await database.transaction((query) =>
      changeRecords({ query, database, name, writer }, batch),
    );
    for (const row of rows) learnt(row);
    for (const key of batch.keys()) if (!waiting.has(key)) unsure.delete(key);
  });

  async function change(key: string, value: string | null): Promise<void> {
    if (!unsure.has(key) && (known.get(key)?.value ?? null) === value) return;
    unsure.add(key);
    waiting.set(key, value);
    await save();
  }

  // One that fails is made good by the next.
  database.onNotice('memory', () => void look().catch(() => undefined));
  await look();

  return {
    async all() {
      const records = [...known.values()].flatMap(({ key, value }) =>
        value === null ? [] : [[JSON.parse(key), JSON.parse(value)] as const],
      );
      return new Map(records);
    },
    put: (key, value) => change(JSON.stringify(key), JSON.stringify(value) ?? 'null'),
    delete: (key) => change(JSON.stringify(key), null),
    watch(listener) {
      const own: typeof listener = (key, value) => listener(key, value);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}

interface Changing {
  readonly query: Query;
  readonly database: Database;
  readonly name: string;
  readonly writer: string;
}

/** Within a transaction. Keys and values are JSON; null deletes. */
export async function changeRecords(
  { query, database, name, writer }: Changing,
  records: ReadonlyMap<string, string | null>,
): Promise<readonly Row[]> {
  const { schema, lockNumber, noticeOf } = database;
  // Changes are then counted in the order of their commits: whoever has seen one has seen all before it.
  await query({ text: `select pg_advisory_xact_lock(${lockNumber('$1')})`, values: [`memory ${name}`] });
  const rows = await query<Omit<Row, 'value'>>({
    text: `insert into ${schema}.memory (name, key, value, change, writer)
      select $1, key, value, (select coalesce(max(change), 0) + 1 from ${schema}.memory where name = $1), $2
      from unnest($3::text[], $4::text[]) as given (key, value)
      on conflict (name, key) do update
        set value = excluded.value, change = excluded.change, writer = excluded.writer, at = excluded.at
      returning key, change, writer`,
    values: [name, writer, [...records.keys()], [...records.values()]],
  });
  await query({ text: `select ${noticeOf('memory')}` });
  return rows.map((row) => ({ ...row, value: records.get(row.key) ?? null }));
}
