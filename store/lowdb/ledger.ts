// The embedded ledger: lowdb over a journal in a folder that one process holds.
import { join } from 'node:path';
import { Low } from 'lowdb';
import type { Envelope, Ledger, StoreWorld } from '../../src/index.ts';
import type { Commit } from '../chain.ts';
import { LowLedger } from '../ledger.ts';
import { type Disk, realDisk } from './disk.ts';
import { openJournal } from './journal.ts';

export const journalName = 'journal.ndjson';

export interface LedgerOptions<E>
  extends Pick<StoreWorld<E>, 'parse' | 'onWarning'>,
    Partial<Pick<StoreWorld<E>, 'onFatal'>> {
  /** Made (0700) if missing. */
  readonly directory: string;
  readonly disk?: Disk;
}

/**
 * Opens `journal.ndjson` in the folder and checks all of it.
 * Throws a `StoreFault`: 'locked' (another process has it), 'damaged' (`details`: file, offset in bytes), 'disk-full', 'sync-failed'.
 */
export async function openLedger<E extends Envelope>(options: LedgerOptions<E>): Promise<Ledger<E>> {
  const { directory, disk = realDisk, ...world } = options;
  await disk.ensureDirectory(directory);
  const unlock = await disk.lock(directory);
  try {
    const journal = await openJournal({ ...world, disk, path: join(directory, journalName) });
    const release = async (): Promise<void> => {
      try {
        await journal.close();
      } finally {
        await unlock();
      }
    };
    try {
      const low = new Low<Commit<E>[]>(journal, []);
      await low.read();
      return new LowLedger({ ...world, low, release });
    } catch (fault) {
      await journal.close();
      throw fault;
    }
  } catch (fault) {
    await unlock();
    throw fault;
  }
}
