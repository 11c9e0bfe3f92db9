// The proof without the bot: walks an archive's chain from its first line and changes nothing.
import { StoreFault } from '../src/index.ts';
import type { Archive } from './archive.ts';
import { type Commit, genesis, verifyLine } from './chain.ts';

export interface VerifiedCommit extends Commit<unknown> {
  /** As it stands, without its newline. */
  readonly line: string;
  /** The hash it builds on. */
  readonly previous: string;
  /** The byte of the journal at which the line begins. */
  readonly offset: number;
  /** The number of events up to and with it. */
  readonly version: number;
}

/**
 * Commit by commit, each a proven successor of the one before. Throws a `StoreFault` 'damaged' at the first that is not:
 * `details` has its line (from 1), the byte of the journal at which that begins, and the version before it.
 */
export async function* verified({
  name,
  lines,
}: Pick<Archive, 'name' | 'lines'>): AsyncGenerator<VerifiedCommit> {
  let previous = genesis;
  let version = 0;
  let number = 0;
  let offset = 0;
  for await (const line of lines()) {
    number += 1;
    const link = verifyLine(previous, line);
    if (!link.ok) {
      const message =
        `The history in ${name} is damaged in line ${number} (byte ${offset}, after version ${version}): ${link.reason}. ` +
        'Nothing was changed. Keep it as it is, and restore the newest backup that verifies.';
      throw new StoreFault('damaged', message, { name, line: number, offset, version });
    }
    version += link.commit.events.length;
    yield { ...link.commit, line, previous, offset, version };
    previous = link.commit.hash;
    offset += Buffer.byteLength(line) + 1;
  }
}

/** The newest commit's; a history without one has version 0 and the hash that a first commit builds on. */
export interface Head {
  readonly version: number;
  readonly hash: string;
}

/** Walks all of it. Throws as `verified`. */
export async function verifiedHead(archive: Pick<Archive, 'name' | 'lines'>): Promise<Head> {
  let head: Head = { version: 0, hash: genesis };
  for await (const { version, hash } of verified(archive)) head = { version, hash };
  return head;
}
