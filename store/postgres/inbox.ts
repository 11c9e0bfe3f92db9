// What was accepted and is not done with: rows, each owned by an instance, whose lock tells the others that it lives.
import { randomUUID } from 'node:crypto';
import { type Inbox, StoreFault } from '../../src/index.ts';
import { inTurn } from '../in-turn.ts';
import type { Database } from './database.ts';

interface Row {
  /** JSON, as the content is: PostgreSQL's text takes no zero byte. */
  readonly id: string;
  readonly content: string;
  /** Of this very put: what is put again under the id of what is just being done is not taken for done. */
  readonly ticket: string;
  readonly position: number;
}

/**
 * `put` and `takeOver` throw a `StoreFault` as `Database` says. What `put` refused is not kept, as soon as the server answers.
 * An instance that loses its connection may lose its rows to another, which then does again what this one is doing.
 */
export async function openPostgresInbox(database: Database, name: string): Promise<Inbox> {
  const { schema, query, lockNumber } = database;
  const owner = randomUUID();
  /** By id; more than one where something was put again. */
  const waiting = new Map<string, readonly string[]>();
  /** All that may be in the table and is this instance's to know of. */
  const tickets = new Set<string>();
  const finished = new Set<string>();
  let isClosed = false;
  await database.holdLock(owner);

  /** What the server does not take now goes with the next. */
  const removeFinished = inTurn(async () => {
    const gone = [...finished];
    if (gone.length === 0) return;
    await query({
      text: `delete from ${schema}.inbox where name = $1 and ticket = any($2)`,
      values: [name, gone],
    });
    for (const ticket of gone) {
      finished.delete(ticket);
      tickets.delete(ticket);
    }
  });

  function finish(ticket: string): void {
    finished.add(ticket);
    removeFinished().catch(() => undefined);
  }

  function keep(id: string, ticket: string): void {
    waiting.set(id, [...(waiting.get(id) ?? []), ticket]);
  }

  return {
    async put(id, content) {
      if (isClosed) throw closedFault(database.name);
      const ticket = randomUUID();
      tickets.add(ticket);
      try {
        await query({
          text: `insert into ${schema}.inbox (name, id, owner, ticket, content) values ($1, $2, $3, $4, $5)
            on conflict (name, id) do update set owner = excluded.owner, ticket = excluded.ticket, content = excluded.content`,
          values: [name, JSON.stringify(id), owner, ticket, JSON.stringify(content) ?? 'null'],
        });
      } catch (fault) {
        // It may have been recorded all the same, perhaps in the place of what was accepted before.
        if (waiting.has(id)) keep(id, ticket);
        else finish(ticket);
        throw fault;
      }
      keep(id, ticket);
    },
    done(id) {
      const done = waiting.get(id) ?? [];
      waiting.delete(id);
      done.forEach(finish);
    },
    async takeOver() {
      await removeFinished();
      const rows = await database.transaction(async (ask) => {
        // Held to the end of the transaction: of several instances that ask at once, one gets it.
        const gone = await ask<{ owner: string }>({
          text: `select owner from (select distinct owner from ${schema}.inbox where name = $1 and owner <> $2) as others
            where pg_try_advisory_xact_lock(${lockNumber('owner')})`,
          values: [name, owner],
        });
        // And what an earlier taking over gave this instance, whose answer was lost.
        return ask<Row>({
          text: `update ${schema}.inbox set owner = $2
            where name = $1 and (owner = any($3) or owner = $2 and ticket <> all($4))
            returning id, content, ticket, position`,
          values: [name, owner, gone.map((each) => each.owner), [...tickets]],
        });
      });
      return rows
        .toSorted((a, b) => a.position - b.position)
        .map(({ id: json, content, ticket }) => {
          const id: string = JSON.parse(json);
          tickets.add(ticket);
          keep(id, ticket);
          return { id, content: JSON.parse(content) };
        });
    },
    async close() {
      isClosed = true;
      // At worst it is done twice.
      await removeFinished().catch(() => undefined);
    },
  };
}

function closedFault(place: string): StoreFault {
  return new StoreFault('closed', `Nothing more is taken into the inbox of ${place}.`, { place });
}
