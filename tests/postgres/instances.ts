// Instances of one organisation on a data base of its own: what each opens, and a superuser who meddles.
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { type Database, schemaOf } from '../../store/postgres/database.ts';
import { openMigrated } from '../support/postgres/opened.ts';
import type { PostgresServer } from '../support/postgres/server.ts';

export const organisation = 'standard';

export interface Instances {
  readonly url: string;
  /** Of one more instance, which looks each `poll` milliseconds; closed after the test, unless before. */
  open(poll?: number): Promise<Database>;
  /** Statements of a superuser, on a connection of their own; `:schema` as in a migration. */
  meddle(statements: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
}

export async function instances(server: PostgresServer): Promise<Instances> {
  const url = await server.freshDatabase();
  await (await openMigrated({ url })).close();
  return {
    url,
    async open(poll) {
      const database = await openMigrated({ url, ...(poll === undefined ? {} : { poll }) });
      onTestFinished(database.close);
      return database;
    },
    async meddle(statements, values = []) {
      const client = new pg.Client(url);
      await client.connect();
      try {
        return (await client.query(statements.replaceAll(':schema', schemaOf(organisation)), values)).rows;
      } finally {
        await client.end();
      }
    },
  };
}
