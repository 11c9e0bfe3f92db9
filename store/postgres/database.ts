// One organisation's place on a PostgreSQL server: statements, transactions, notices and locks. All SQL names are qualified with `schema`.
import pg from 'pg';
import { StoreFault } from '../../src/index.ts';
import { configOf, greet, placeOf, type Query, querying } from './connect.ts';
import { placeName, type ServerPlace, serverFault } from './faults.ts';
import { type NoticeListener, openListening, type Topic } from './listening.ts';

/**
 * Every statement throws a `StoreFault`: 'unavailable' when the server does not answer or the connection broke (what was under
 * way may have been done or not), 'not-permitted' (SQLSTATE 42501 and refused logins), 'disk-full' (53100), 'damaged'. What the
 * server says of a statement that is wrong in itself stays a `pg.DatabaseError`.
 * Needs sessions of its own: a pooler in front must not be in transaction mode.
 */
export interface Database {
  /** As an SQL identifier, quoted: `"forloebsvagten_standard"`. */
  readonly schema: string;
  /** Server, data base and schema, for people to read; never a password. */
  readonly name: string;
  /** One statement, committed by itself. */
  readonly query: Query;
  /**
   * Everything that `work` asks through its own `query` is committed together, or nothing when it throws. READ COMMITTED; a first
   * statement `set transaction isolation level repeatable read` gives one picture throughout. `work` must not swallow a fault.
   */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>;
  /**
   * Calls back on each `select pg_notify('<schema without quotes>_<topic>', payload)` of anybody, this process included; and,
   * because notices get lost, without a payload after each reconnection and every `poll`. Returns how to stop.
   */
  onNotice(topic: Topic, listener: NoticeListener): () => void;
  /** `pg_notify` of this topic as an SQL call, for use in a statement: `select ${noticeOf('people')}`. */
  noticeOf(topic: Topic, payload?: string): string;
  /**
   * Takes the advisory lock `key` for the session of the standing connection, until `close`; false when another session has it.
   * When the connection breaks the lock falls with it, and is taken anew (waiting if need be) before the listeners of
   * `onNotice` are called. So: an instance that owns rows holds a lock by its own id, which nobody else holds for long; others find
   * out whether it lives by `pg_try_advisory_xact_lock(${lockNumber('owner')})` in a transaction: true means that it is gone.
   */
  holdLock(key: string): Promise<boolean>;
  /** SQL for the number of the lock whose key is the SQL expression `key` (text): `lockNumber('owner')`, `lockNumber('$1')`. */
  lockNumber(key: string): string;
  /** Statements under way are finished first. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** `postgres://name:password@host:5432/database?sslmode=verify-full` */
  readonly url: string;
  /** As `schemaOf` gives it, unquoted. It need not exist yet. */
  readonly schema: string;
  /** What the connections act as; undefined for the login itself. */
  readonly role?: string | undefined;
  /** Told when the standing connection is lost and when it is back. */
  readonly onWarning: (text: string) => void;
  /** Milliseconds after which what no notice told of is looked for. */
  readonly poll?: number;
  /** The most connections besides the standing one. */
  readonly connections?: number;
}

/**
 * One schema an organisation. Ids are `[a-z][a-z0-9-]{0,30}`: without an underscore in them, no two can meet in one name.
 * At most 46 of the 63 bytes that a name may have.
 */
export function schemaOf(organisation: string): string {
  return `forloebsvagten_${organisation.replaceAll('-', '_')}`;
}

/** Throws a `StoreFault` when the server cannot be reached or does not let the login in. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, schema, role, onWarning, poll = 15_000, connections = 10 } = options;
  const place = placeOf(url);
  const config = configOf(url);
  const lockNumber = (key: string): string =>
    `hashtextextended(${pg.escapeLiteral(`${schema}/`)} || (${key})::text, 0)`;
  const listening = await openListening({
    config,
    place,
    schema,
    onWarning,
    poll,
    lockNumber: lockNumber('$1'),
  });
  const pool = new pg.Pool({
    ...config,
    max: connections,
    idleTimeoutMillis: 60_000,
    onConnect: (client) => greet(client, role),
  });
  // Without these two a restart of the server would end the process: the pool tells of idle connections, a client of its own.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));

  let closing: Promise<void> | undefined;

  async function connect(): Promise<pg.PoolClient> {
    try {
      return await pool.connect();
    } catch (error) {
      throw serverFault(error, place);
    }
  }

  return {
    schema: pg.escapeIdentifier(schema),
    name: `${placeName(place)}, schema ${schema}`,
    query: async <Row extends pg.QueryResultRow>(statement: Parameters<Query>[0]) => {
      const client = await connect();
      try {
        const { rows } = await client.query<Row>(statement);
        client.release();
        return rows;
      } catch (error) {
        // After what the server itself refused the session is as good as before.
        client.release(!(error instanceof pg.DatabaseError));
        throw serverFault(error, place);
      }
    },
    async transaction(work) {
      const client = await connect();
      const query = querying(client, place);
      try {
        await query({ text: 'begin' });
        const result = await work(query);
        await commit(client, place);
        client.release();
        return result;
      } catch (error) {
        // A server that does not answer would let the rollback wait as long again.
        if (error instanceof StoreFault && error.code === 'unavailable') client.release(true);
        else
          await client.query('rollback').then(
            () => client.release(),
            () => client.release(true),
          );
        throw error;
      }
    },
    onNotice: listening.onNotice,
    noticeOf: (topic, payload = '') =>
      `pg_notify(${pg.escapeLiteral(`${schema}_${topic}`)}, ${pg.escapeLiteral(payload)})`,
    holdLock: listening.holdLock,
    lockNumber,
    close() {
      closing ??= listening.close().then(() => pool.end());
      return closing;
    },
  };
}

async function commit(client: pg.PoolClient, place: ServerPlace): Promise<void> {
  try {
    const { command } = await client.query('commit');
    if (command === 'COMMIT') return;
  } catch (error) {
    throw serverFault(error, place);
  }
  // The server turns the commit of a failed transaction into a rollback, and says so only in its answer.
  throw new Error('a statement of this transaction failed, and nobody was told');
}
