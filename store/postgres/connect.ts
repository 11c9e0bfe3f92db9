// One connection to the server: how it is configured, and its faults in words.
import pg from 'pg';
import { StoreFault } from '../../src/index.ts';
import { type ServerPlace, serverFault } from './faults.ts';

export interface Statement {
  /** Prepared once a connection under this name; one name, one text. */
  readonly name?: string;
  readonly text: string;
  readonly values?: unknown[];
}

/** `bigint` comes as a number, `bytea` as a Buffer. */
export type Query = <Row extends pg.QueryResultRow>(statement: Statement) => Promise<readonly Row[]>;

const int8 = 20;
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    // Counts and positions: none passes 2^53.
    oid === int8 ? Number : pg.types.getTypeParser(oid, format),
};

/** For `pg`; what stands in the URL wins, `sslmode` among it. */
export function configOf(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'forloebsvagten',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    statement_timeout: 10_000,
    // Where no answer comes at all, not even the server's own time-out.
    query_timeout: 12_000,
    idle_in_transaction_session_timeout: 30_000,
    types,
  };
}

/** Throws a `StoreFault` when the URL is none; the URL itself is never repeated, since it may hold the password. */
export function placeOf(url: string): ServerPlace {
  const { host, port, database, user } = clientOf(configOf(url));
  return {
    server: host.startsWith('/') ? host : `${host}:${port}`,
    database: database ?? user ?? '',
    user: user ?? '',
  };
}

/** A connected client that survives the end of its connection. Throws a `StoreFault`. */
export async function connectClient(config: pg.ClientConfig, place: ServerPlace): Promise<pg.Client> {
  const client = clientOf(config);
  // Without a listener the end of a connection would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await greet(client);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw serverFault(error, place);
  }
}

/** What holds for a session from its first statement on; as `role` where one is given. */
export async function greet(client: pg.ClientBase, role?: string): Promise<void> {
  const settings = [
    // The server's own default may be another, with which an append would not see what was committed while it waited.
    "set default_transaction_isolation = 'read committed'",
    // A session whose client is gone without a word must not keep its locks for two hours.
    'set tcp_keepalives_idle = 30',
    'set tcp_keepalives_interval = 10',
    'set tcp_keepalives_count = 3',
    ...(role === undefined ? [] : [`set role ${pg.escapeIdentifier(role)}`]),
  ];
  await client.query(settings.join('; '));
}

/** Statements on this client, with faults in words. */
export function querying(client: pg.ClientBase, place: ServerPlace): Query {
  return async <Row extends pg.QueryResultRow>(statement: Statement) => {
    try {
      return (await client.query<Row>(statement)).rows;
    } catch (error) {
      throw serverFault(error, place);
    }
  };
}

function clientOf(config: pg.ClientConfig): pg.Client {
  try {
    return new pg.Client(config);
  } catch {
    throw new StoreFault(
      'unavailable',
      'The address of the PostgreSQL server cannot be read. It looks like postgres://name:password@host:5432/database; ' +
        'characters such as @ and / in the password are written as %40 and %2F.',
    );
  }
}
