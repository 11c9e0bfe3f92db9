// Several instances over one history on the server: what one writes the others know, and what breaks is found.
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Ledger, StoreFault } from '../../src/index.ts';
import { chained, genesis } from '../../store/chain.ts';
import { idsOf, type Noted, notes } from '../contracts/example-events.ts';
import { type OpenedLedger, openNoted } from '../support/postgres/opened.ts';
import { describeWithPostgres } from '../support/postgres/server.ts';

const schema = 'forloebsvagten_standard';

async function open(...opening: Parameters<typeof openNoted>): Promise<OpenedLedger> {
  const opened = await openNoted(...opening);
  onTestFinished(opened.close);
  return opened;
}

async function asOwner(url: string, statement: string, values: unknown[] = []): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(statement, values);
  await client.end();
}

/** Straight into the table: nobody is told of it. */
function insert(url: string, version: number, previous: string, cause: string, hash?: string): Promise<void> {
  const commit = chained(previous, notes(cause));
  return asOwner(
    url,
    `insert into ${schema}.commits (version, previous, cause, hash, events) values ($1, $2, $3, $4, $5)`,
    [version, version - 1, cause, hash ?? commit.hash, JSON.stringify(commit.events)],
  );
}

function reached(ledger: Ledger<Noted>, version: number): Promise<void> {
  return new Promise((resolve) => {
    const stop = ledger.watch((_events, at) => {
      if (at < version) return;
      stop();
      resolve();
    });
    if (ledger.head().version >= version) resolve();
  });
}

describeWithPostgres('two instances over one history', (server) => {
  it('know at once what the other has recorded, each event once and in order', async () => {
    const url = await server().freshDatabase();
    const [one, two] = [await open({ url, poll: 3_600_000 }), await open({ url, poll: 3_600_000 })];
    const heard: string[] = [];
    two.ledger.watch((events) => heard.push(...idsOf(events)));
    const there = reached(two.ledger, 3);
    await one.ledger.append(0, notes('m1', 2), 'm1');
    await one.ledger.append(2, notes('m2'), 'm2');
    await there;
    expect(heard).toEqual(['m1/1', 'm1/2', 'm2/1']);
    expect(two.ledger.head()).toEqual(one.ledger.head());
    const back = reached(one.ledger, 4);
    expect(await two.ledger.append(3, notes('m3'), 'm3')).toMatchObject({ outcome: 'appended', version: 4 });
    await back;
    expect(idsOf(await one.ledger.read(3))).toEqual(['m3/1']);
  });

  it('know after a while what no notice told of', async () => {
    const url = await server().freshDatabase();
    const { ledger } = await open({ url, poll: 50 });
    await insert(url, 1, genesis, 'm1');
    await reached(ledger, 1);
    expect(await ledger.read(0)).toEqual(notes('m1'));
  });

  it('know again what was recorded while one of them had lost its connection', async () => {
    const url = await server().freshDatabase();
    const warnings: string[] = [];
    const { ledger } = await open({ url, poll: 3_600_000, onWarning: (text) => warnings.push(text) });
    await insert(url, 1, genesis, 'm1');
    const there = reached(ledger, 1);
    await asOwner(
      url,
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await there;
    expect(warnings.join(' ')).toMatch(/was lost.* is back/);
  });

  it('decide against the server, not against what they happen to know', async () => {
    const url = await server().freshDatabase();
    const { ledger } = await open({ url, poll: 3_600_000 });
    await insert(url, 1, genesis, 'm1');
    expect(ledger.head().version).toBe(0);
    expect(await ledger.append(0, notes('m2'), 'm2')).toEqual({ outcome: 'conflict', version: 1 });
    const { hash } = ledger.head();
    await insert(url, 2, hash, 'm3');
    // A conflict by its own knowledge already; the other instance has meanwhile recorded this very message.
    expect(await ledger.append(0, notes('m3', 2), 'm3')).toEqual({
      outcome: 'duplicate',
      events: notes('m3'),
    });
  });

  it('take turns also where the server would by default let a waiting one decide on an old picture', async () => {
    const url = await server().freshDatabase();
    const name = decodeURIComponent(new URL(url).pathname.slice(1));
    await asOwner(url, `alter database "${name}" set default_transaction_isolation = 'repeatable read'`);
    const instances = [await open({ url }), await open({ url })];
    const outcomes = await Promise.all(
      instances.map(async ({ ledger }, instance) => {
        const own: string[] = [];
        for (let count = 0; own.length < 30; count++) {
          const cause = `${instance}-${count}`;
          const { outcome } = await ledger.append(ledger.head().version, notes(cause), cause);
          if (outcome === 'appended') own.push(cause);
        }
        return own;
      }),
    );
    const { ledger } = await open({ url });
    const causes = (await ledger.read(0)).map(({ cause }) => cause);
    expect([...causes].sort()).toEqual(outcomes.flat().sort());
  });

  it('read a history of many pages at the start', async () => {
    const url = await server().freshDatabase();
    const one = await open({ url });
    const causes = Array.from({ length: 2_500 }, (_, at) => `m${at}`);
    await Promise.all(causes.map((cause, at) => one.ledger.append(at, notes(cause), cause)));
    const two = await open({ url });
    expect(two.ledger.head()).toEqual(one.ledger.head());
    expect(idsOf(await two.ledger.read(0))).toEqual(causes.map((cause) => `${cause}/1`));
  });
});

describeWithPostgres('a damaged history', (server) => {
  it('is refused at the start, with the last version that verifies', async () => {
    const url = await server().freshDatabase();
    const { ledger } = await open({ url });
    await ledger.append(0, notes('m1', 2), 'm1');
    await insert(url, 3, genesis, 'm2');
    await expect(openNoted({ url })).rejects.toMatchObject({
      code: 'damaged',
      details: { version: 2 },
      message: expect.stringContaining('the hash does not match'),
    });
  });

  it('closes a running instance, which says so once and takes no more', async () => {
    const url = await server().freshDatabase();
    const faults: Error[] = [];
    const fatal = new Promise<void>((resolve) => {
      void open({
        url,
        poll: 50,
        onFatal: (fault) => {
          faults.push(fault);
          resolve();
        },
      }).then(async ({ ledger }) => {
        await ledger.append(0, notes('m1'), 'm1');
        await insert(url, 2, genesis, 'm2', 'x'.repeat(43));
      });
    });
    await fatal;
    expect(faults).toMatchObject([{ code: 'damaged', details: { version: 1 } }]);
  });

  describe('that has lost what an instance had seen', () => {
    it.each(['nothing is left of it', 'something else stands in its place'])(
      'is not written on: %s',
      async (how) => {
        const url = await server().freshDatabase();
        const fatal: Error[] = [];
        const { ledger } = await open({ url, poll: 3_600_000, onFatal: (fault) => fatal.push(fault) });
        await ledger.append(0, notes('m1'), 'm1');
        await asOwner(
          url,
          `alter table ${schema}.commits disable trigger user; delete from ${schema}.commits`,
        );
        if (how.startsWith('something')) await insert(url, 1, genesis, 'other');
        await expect(ledger.append(1, notes('m2'), 'm2')).rejects.toMatchObject({
          code: 'damaged',
          message: expect.stringContaining('has lost what this process had seen'),
        });
        await expect(ledger.append(1, notes('m2'), 'm2')).rejects.toMatchObject({ code: 'closed' });
        expect(fatal).toHaveLength(1);
      },
    );
  });
});

describeWithPostgres('a server without space', (server) => {
  it('refuses and lives on, and nothing of what was refused is there', async () => {
    const url = await server().freshDatabase();
    const { ledger } = await open({ url });
    await asOwner(
      url,
      `create function ${schema}.full() returns trigger language plpgsql as
        $$ begin raise exception 'No space left on device' using errcode = 'disk_full'; end $$;
      create trigger full_disk before insert on ${schema}.commits for each row execute function ${schema}.full()`,
    );
    const refused: StoreFault['code'] = 'disk-full';
    await expect(ledger.append(0, notes('m1'), 'm1')).rejects.toMatchObject({ code: refused });
    expect(await ledger.read(0)).toEqual([]);
    await asOwner(url, `drop trigger full_disk on ${schema}.commits`);
    expect(await ledger.append(0, notes('m1'), 'm1')).toMatchObject({ outcome: 'appended', version: 1 });
  });
});
