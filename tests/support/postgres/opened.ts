// A migrated data base and a ledger in it, as the product opens them.
import type { Ledger } from '../../../src/index.ts';
import {
  type Database,
  type DatabaseOptions,
  openDatabase,
  schemaOf,
} from '../../../store/postgres/database.ts';
import { openLedger } from '../../../store/postgres/ledger.ts';
import { migrate } from '../../../store/postgres/migrate.ts';
import { type Noted, parseNoted } from '../../contracts/example-events.ts';

const quiet = (): void => undefined;

export interface Opening extends Partial<Omit<DatabaseOptions, 'role'>> {
  readonly url: string;
  readonly ownerUrl?: string;
}

/** One organisation's place, `standard` where none is named. */
export async function openMigrated(opening: Opening): Promise<Database> {
  const options = { schema: schemaOf('standard'), onWarning: quiet, ...opening };
  return openDatabase({ ...options, ...(await migrate(options)) });
}

export interface OpenedLedger {
  readonly database: Database;
  readonly ledger: Ledger<Noted>;
  /** The ledger, then the data base. */
  close(): Promise<void>;
}

export async function openNoted(
  opening: Opening & { readonly patience?: number; readonly onFatal?: (fault: Error) => void },
): Promise<OpenedLedger> {
  const database = await openMigrated(opening);
  const { onWarning = quiet, onFatal = quiet, patience } = opening;
  const world = { parse: parseNoted, onWarning, onFatal, ...(patience === undefined ? {} : { patience }) };
  const ledger = await openLedger({ database, ...world });
  return {
    database,
    ledger,
    async close() {
      await ledger.close();
      await database.close();
    },
  };
}
