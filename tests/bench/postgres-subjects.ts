// What is timed against each other on a PostgreSQL server: our ledger, and the same row put in by itself.
import pg from 'pg';
import { schemaOf } from '../../store/postgres/database.ts';
import { openLedger } from '../../store/postgres/ledger.ts';
import { openMigrated } from '../support/postgres/opened.ts';
import { type Answered, answer, parseAnswered } from './events.ts';
import { ledgerSubject, type Subject } from './subjects.ts';

/** As many as the store takes. */
const connections = 10;

/** A ledger in a schema of its own. */
export async function answersSubject(url: string, events: number): Promise<Subject> {
  const database = await openMigrated({ url, schema: schemaOf(`bench-${events}`) });
  const world = { parse: parseAnswered, onWarning: console.warn, onFatal: console.error };
  const subject = await ledgerSubject(await openLedger<Answered>({ database, ...world }), events);
  return {
    ...subject,
    name: `PostgreSQL ledger at ${events} events`,
    async close() {
      await subject.close();
      await database.close();
    },
  };
}

/** One prepared statement, committed by itself, into a table with the columns and keys of ours: the least a durable row can cost. */
export async function insertSubject(url: string): Promise<Subject> {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  await pool.query(`create table bare (
    version bigint primary key, previous bigint not null unique, cause text not null unique,
    hash text not null, events text not null, at timestamptz not null default now())`);
  const hash = 'A'.repeat(43);
  let version = 0;
  return {
    name: 'bare insert',
    calls: 200,
    commit() {
      const event = answer(version++);
      return pool.query({
        name: 'bare',
        text: 'insert into bare (version, previous, cause, hash, events) values ($1, $2, $3, $4, $5)',
        values: [version, version - 1, event.cause, hash, JSON.stringify([event])],
      });
    },
    close: () => pool.end(),
  };
}
