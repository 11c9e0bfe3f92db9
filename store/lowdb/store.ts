// All that one organisation keeps, in one folder that one process holds.
import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { type Envelope, type Inbox, type Store, StoreFault, type StoreWorld } from '../../src/index.ts';
import { createPeople, openDirectory } from './directory.ts';
import { openFiles } from './files.ts';
import { openInbox } from './inbox.ts';
import { openLedger } from './ledger.ts';
import { openMemory } from './memory.ts';

/** Throws a `StoreFault` as `openLedger`: 'locked' where another process has the folder. */
export async function openLowdbStore<E extends Envelope>({
  directory,
  ...world
}: StoreWorld<E> & { readonly directory: string }): Promise<Store<E>> {
  const ledger = await openLedger({ directory, ...world });
  const inboxes: Inbox[] = [];
  return {
    ledger,
    files: openFiles(directory),
    directory: openDirectory(directory),
    firstPeople: (people) => createPeople(directory, people),
    memory: (name) => openMemory(join(directory, `${name}.json`)),
    async inbox(name) {
      const inbox = await openInbox({
        path: join(directory, `${name}-inbox.ndjson`),
        onWarning: world.onWarning,
        onFatal: world.onFatal,
      });
      inboxes.push(inbox);
      return inbox;
    },
    async trouble() {
      try {
        await ledger.read(ledger.head().version);
        await access(directory, constants.W_OK);
        return undefined;
      } catch (fault) {
        return fault instanceof StoreFault
          ? fault
          : new StoreFault('unavailable', String(fault), { directory }, fault);
      }
    },
    async close() {
      try {
        await Promise.all(inboxes.map((inbox) => inbox.close()));
      } finally {
        await ledger.close();
      }
    },
  };
}
