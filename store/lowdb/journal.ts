// lowdb's storage over one append-only file. lowdb's own JSONFile never syncs and rewrites everything on each write.
import { dirname } from 'node:path';
import type { Adapter } from 'lowdb';
import { type Commit, encodeLine } from '../chain.ts';
import type { Disk, DiskFile } from './disk.ts';
import { damagedFault, fencedFault, fullFault, isFull, syncFault } from './faults.ts';
import { walk } from './walk.ts';

export interface JournalParts<E> {
  readonly disk: Disk;
  readonly path: string;
  readonly parse: (raw: unknown) => E;
  readonly onWarning: (text: string) => void;
}

/** Opens the journal for appending; it is made (0600) if missing. Throws what `disk` throws. */
export async function openJournal<E>(parts: JournalParts<E>): Promise<Journal<E>> {
  return new Journal(parts, await parts.disk.openForAppend(parts.path));
}

/** A lowdb adapter: the data are all commits, and a write appends those beyond the last one written, one line each. */
export class Journal<E> implements Adapter<Commit<E>[]> {
  readonly #parts: JournalParts<E>;
  readonly #file: DiskFile;
  #commits = 0;
  #size = 0;

  constructor(parts: JournalParts<E>, file: DiskFile) {
    this.#parts = parts;
    this.#file = file;
  }

  /** Throws a `StoreFault` 'damaged' with file and byte offset, or 'sync-failed' or 'disk-full' when it cannot be made durable. */
  async read(): Promise<Commit<E>[]> {
    const { disk, path } = this.#parts;
    const commits: Commit<E>[] = [];
    // Counted, not asked of the disk: what a stranger adds from here on is then met by the fence.
    let size = 0;
    for await (const steps of walk(this.#file)) {
      for (const step of steps) {
        if (step.kind === 'damage') throw damagedFault(path, step.offset, step.reason);
        if (step.kind === 'tear') {
          await this.#setAside(step.offset, step.bytes);
          continue;
        }
        commits.push({ hash: step.commit.hash, events: this.#parsed(step.offset, step.commit.events) });
        size = step.end;
      }
    }
    // A predecessor killed between write and sync left lines that can be read but that a power cut would take.
    await syncOnce(this.#file, path);
    await disk.syncDirectory(dirname(path));
    this.#commits = commits.length;
    this.#size = size;
    return commits;
  }

  /** Throws a `StoreFault` 'disk-full' (then it can go on), 'fenced' or 'sync-failed' (then it must not). */
  async write(commits: readonly Commit<E>[]): Promise<void> {
    const bytes = Buffer.from(commits.slice(this.#commits).map(encodeLine).join(''));
    if (bytes.length === 0) return;
    const end = this.#size + bytes.length;
    this.#fence(this.#size);
    await this.#append(bytes);
    try {
      await syncOnce(this.#file, this.#parts.path);
    } catch (fault) {
      // At best; so that the next start does not read from the page cache what was refused here.
      if (this.#file.size() === end) await this.#file.truncate(this.#size).catch(() => undefined);
      throw fault;
    }
    // Again, since a stranger may have come between: nothing is answered that stands behind his bytes.
    this.#fence(end);
    this.#size = end;
    this.#commits = commits.length;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  #parsed(offset: number, events: readonly unknown[]): E[] {
    try {
      return events.map(this.#parts.parse);
    } catch (cause) {
      throw damagedFault(
        this.#parts.path,
        offset,
        'the line holds an event this version does not know',
        cause,
      );
    }
  }

  async #append(bytes: Uint8Array): Promise<void> {
    let written = 0;
    try {
      while (written < bytes.length) written += await appendSome(this.#file, bytes.subarray(written));
    } catch (cause) {
      this.#fence(this.#size + written);
      await this.#cutBack(this.#size, cause);
      throw isFull(cause) ? fullFault(this.#parts.path, cause) : syncFault(this.#parts.path, cause);
    }
  }

  /** Synced too: else a power cut could bring back what callers are about to be told is not stored. */
  async #cutBack(size: number, cause: unknown): Promise<void> {
    try {
      await this.#file.truncate(size);
      await this.#file.sync();
    } catch (second) {
      throw syncFault(this.#parts.path, new AggregateError([cause, second]));
    }
  }

  #fence(expected: number): void {
    const found = this.#file.size();
    if (found !== expected) throw fencedFault(this.#parts.path, expected, found);
  }

  /** Never deleted: this is an audit trail, and the bytes may tell what happened. */
  async #setAside(offset: number, bytes: Uint8Array): Promise<void> {
    const { disk, path, onWarning } = this.#parts;
    const file = await disk.openForAppend(`${path}.torn`);
    try {
      const record = Buffer.concat([bytes, Buffer.from('\n')]);
      for (let written = 0; written < record.length; ) {
        written += await appendSome(file, record.subarray(written));
      }
      await syncOnce(file, `${path}.torn`);
    } catch (cause) {
      throw isFull(cause) ? fullFault(`${path}.torn`, cause) : cause;
    } finally {
      await file.close();
    }
    await disk.syncDirectory(dirname(path));
    await this.#file.truncate(offset);
    onWarning(
      `The last line of ${path} was unfinished (${bytes.length} bytes at byte ${offset}), as after a crash. ` +
        `It was never answered as stored; it now stands in ${path}.torn.`,
    );
  }
}

/** Never tried twice: after a failure the kernel may call pages clean that the disk does not hold. */
async function syncOnce(file: DiskFile, path: string): Promise<void> {
  try {
    await file.sync();
  } catch (cause) {
    throw syncFault(path, cause);
  }
}

async function appendSome(file: DiskFile, bytes: Uint8Array): Promise<number> {
  const count = await file.append(bytes);
  if (count === 0) throw new Error('the file took no bytes');
  return count;
}
