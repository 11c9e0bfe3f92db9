// The contracts of the stores, run against a real PostgreSQL server.
import type { Database } from '../../store/postgres/database.ts';
import { openPostgresDirectory, writePeople } from '../../store/postgres/directory.ts';
import { postgresFiles } from '../../store/postgres/files.ts';
import { openPostgresInbox } from '../../store/postgres/inbox.ts';
import { openPostgresMemory } from '../../store/postgres/memory.ts';
import { directoryContract } from '../contracts/directory.contract.ts';
import { filesContract } from '../contracts/files.contract.ts';
import { inboxContract } from '../contracts/inbox.contract.ts';
import { ledgerContract } from '../contracts/ledger.contract.ts';
import { memoryContract } from '../contracts/memory.contract.ts';
import { type OpenedLedger, openNoted } from '../support/postgres/opened.ts';
import { describeWithPostgres, type PostgresServer } from '../support/postgres/server.ts';
import { instances } from './instances.ts';

describeWithPostgres('PostgreSQL', (server) => {
  ledgerContract({
    name: 'PostgreSQL',
    persists: true,
    async make() {
      const url = await server().freshDatabase();
      const all: OpenedLedger[] = [];
      return {
        async open() {
          const opened = await openNoted({ url });
          all.push(opened);
          return opened.ledger;
        },
        async discard() {
          await Promise.all(all.map(({ close }) => close()));
        },
      };
    },
  });

  filesContract({
    name: 'PostgreSQL',
    persists: true,
    make: () => placeFor(server(), async (database) => postgresFiles(database)),
  });

  memoryContract({
    name: 'PostgreSQL',
    make: () => placeFor(server(), (database) => openPostgresMemory(database, 'teams')),
  });

  inboxContract({
    name: 'PostgreSQL',
    make: () =>
      placeFor(server(), async (database) => {
        const inbox = await openPostgresInbox(database, 'teams');
        const close = async () => {
          await inbox.close();
          await database.close();
        };
        return { ...inbox, close };
      }),
  });

  directoryContract({
    name: 'PostgreSQL',
    async holding(people) {
      const database = await (await instances(server())).open();
      await writePeople(database, people, 'first');
      return openPostgresDirectory(database);
    },
  });
});

/** What each opening finds in one data base: another instance. */
async function placeFor<T>(server: PostgresServer, open: (database: Database) => Promise<T>) {
  const office = await instances(server);
  // The instances close with the test.
  return { open: async () => open(await office.open()), discard: async () => undefined };
}
