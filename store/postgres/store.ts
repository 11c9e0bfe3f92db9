// All that one organisation keeps, in a schema of its own that any number of instances share.
import { type Envelope, type Inbox, type Store, StoreFault, type StoreWorld } from '../../src/index.ts';
import { type Database, openDatabase, schemaOf } from './database.ts';
import { openPostgresDirectory, writePeople } from './directory.ts';
import { postgresFiles } from './files.ts';
import { openPostgresInbox } from './inbox.ts';
import { openLedger } from './ledger.ts';
import { openPostgresMemory } from './memory.ts';
import { migrate } from './migrate.ts';

export interface PostgresPlace {
  /** What the bot connects with: `postgres://name:password@host:5432/database` */
  readonly url: string;
  /** Whoever owns the schema, where the bot's own login is not to. */
  readonly ownerUrl?: string | undefined;
  readonly organisation: string;
}

/**
 * Makes or migrates the schema, and reads and checks all of the history. Throws a `StoreFault`: 'unavailable', 'not-permitted',
 * 'damaged' (`details`: version) where a chain is broken or a newer program made the schema.
 */
export async function openPostgresStore<E extends Envelope>({
  url,
  ownerUrl,
  organisation,
  ...world
}: StoreWorld<E> & PostgresPlace): Promise<Store<E>> {
  const schema = schemaOf(organisation);
  const { onWarning } = world;
  const { role } = await migrate({ url, ownerUrl, schema, onWarning });
  const database = await openDatabase({ url, schema, role, onWarning });
  try {
    return await storeIn(database, world);
  } catch (fault) {
    await database.close();
    throw fault;
  }
}

async function storeIn<E extends Envelope>(database: Database, world: StoreWorld<E>): Promise<Store<E>> {
  const directory = await openPostgresDirectory(database);
  const ledger = await openLedger({ database, ...world });
  const inboxes: Inbox[] = [];
  return {
    ledger,
    files: postgresFiles(database),
    directory,
    async firstPeople(people) {
      const isFirst = await writePeople(database, people, 'first');
      await directory.look();
      return isFirst;
    },
    memory: (name) => openPostgresMemory(database, name),
    async inbox(name) {
      const inbox = await openPostgresInbox(database, name);
      inboxes.push(inbox);
      return inbox;
    },
    async trouble() {
      try {
        await ledger.read(ledger.head().version);
        return await readOnly(database);
      } catch (fault) {
        return fault instanceof StoreFault
          ? fault
          : new StoreFault('unavailable', String(fault), { place: database.name }, fault);
      }
    },
    async close() {
      await Promise.all(inboxes.map((inbox) => inbox.close()));
      await ledger.close();
      await database.close();
    },
  };
}

/** A server that answers and yet takes nothing in: a standby, or one that is being looked after. */
async function readOnly({ query, name }: Database): Promise<StoreFault | undefined> {
  const [row] = await query<{ transaction_read_only: string }>({ text: 'show transaction_read_only' });
  if (row?.transaction_read_only !== 'on') return undefined;
  const message = `The server of ${name} takes no writes: it is a standby, or set to read-only. Connect to the primary.`;
  return new StoreFault('unavailable', message, { place: name });
}
