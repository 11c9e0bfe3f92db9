// The proof without the bot: walks the chain and changes nothing, also while a process has the folder open.
import { join } from 'node:path';
import { genesis } from '../chain.ts';
import { type Disk, realDisk } from './disk.ts';
import { journalName } from './ledger.ts';
import { walk } from './walk.ts';

export type Verification =
  | {
      readonly ok: true;
      /** The number of events, and of the commits they came in. */
      readonly version: number;
      readonly commits: number;
      /** The last hash; compare it with the one published elsewhere, since a cut-off end cannot be seen from inside. */
      readonly head: string;
      /** Bytes of a last line without its end: a commit under way, or one that a crash met. */
      readonly unfinished: number;
    }
  /** The first damage; `offset` is the byte at which its line begins. */
  | { readonly ok: false; readonly file: string; readonly offset: number; readonly reason: string };

/** Checks hashes and words of the folder's journal. Throws an errno error when there is none or it cannot be read. */
export async function verify(directory: string, disk: Disk = realDisk): Promise<Verification> {
  const path = join(directory, journalName);
  const file = await disk.openForReading(path);
  let version = 0;
  let commits = 0;
  let head = genesis;
  let unfinished = 0;
  try {
    for await (const steps of walk(file)) {
      for (const step of steps) {
        if (step.kind === 'damage')
          return { ok: false, file: path, offset: step.offset, reason: step.reason };
        if (step.kind === 'tear') {
          unfinished = step.bytes.length;
          continue;
        }
        version += step.commit.events.length;
        commits += 1;
        head = step.commit.hash;
      }
    }
  } finally {
    await file.close();
  }
  return { ok: true, version, commits, head, unfinished };
}
