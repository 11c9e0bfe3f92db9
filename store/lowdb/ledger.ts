// The embedded ledger: lowdb over a journal in a folder that one process holds.
import { join } from 'node:path';
import { Low } from 'lowdb';
import type { Envelope, Ledger } from '../../src/index.ts';
import type { Commit } from '../chain.ts';
import { LowLedger } from '../ledger.ts';
import { type Disk, realDisk } from './disk.ts';
import { openJournal } from './journal.ts';

export const journalName = 'journal.ndjson';

export interface LedgerOptions<E> {
  /** Made (0700) if missing. */
  readonly directory: string;
  /** Throws on a shape the code does not know; takes back, unchanged, what it gave. */
  readonly parse: (raw: unknown) => E;
  /** Told of what the operator should know but nobody must wait for: a torn line set aside, a listener that threw. */
  readonly onWarning: (text: string) => void;
  readonly disk?: Disk;
}

/**
 * Opens `journal.ndjson` in the folder and checks all of it.
 * Throws a `StoreFault`: 'locked' (another process has it), 'damaged' (`details`: file, offset in bytes), 'disk-full', 'sync-failed'.
 */
export async function openLedger<E extends Envelope>(options: LedgerOptions<E>): Promise<Ledger<E>> {
  const { directory, parse, onWarning, disk = realDisk } = options;
  await disk.ensureDirectory(directory);
  const unlock = await disk.lock(directory);
  try {
    const journal = await openJournal({ disk, path: join(directory, journalName), parse, onWarning });
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
      return new LowLedger({ low, parse, onWarning, release });
    } catch (fault) {
      await journal.close();
      throw fault;
    }
  } catch (fault) {
    await unlock();
    throw fault;
  }
}
