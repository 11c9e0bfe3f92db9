// A whole file, durable and never half: temporary file, sync, then its name, then the folder's sync.
import { randomBytes } from 'node:crypto';
import { link, open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncDirectory } from './disk.ts';
import { errno, fullFault, isFull, syncFault } from './faults.ts';

/** A large one comes piece by piece, so that it need never be in memory. */
type Content = Uint8Array | AsyncIterable<string | Uint8Array>;

/** Writes (0600) or replaces. The folder must exist. Throws a `StoreFault` 'disk-full' or 'sync-failed'; then the old file stands. */
export function replaceFile(path: string, content: Content): Promise<void> {
  return publish(path, content, (temporary) => rename(temporary, path));
}

/** Writes (0600) unless the name is taken; says whether it did. Throws as `replaceFile`. */
export async function createFile(path: string, content: Content): Promise<boolean> {
  try {
    // A link, because a rename would overwrite what another process made meanwhile.
    await publish(path, content, (temporary) => link(temporary, path));
    return true;
  } catch (error) {
    if (errno(error) === 'EEXIST') return false;
    throw error;
  }
}

async function publish(
  path: string,
  content: Content,
  name: (temporary: string) => Promise<void>,
): Promise<void> {
  const directory = dirname(path);
  const temporary = join(directory, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await writeSynced(temporary, content);
    await name(temporary);
  } catch (cause) {
    throw isFull(cause) ? fullFault(path, cause) : cause;
  } finally {
    await rm(temporary, { force: true });
  }
  await syncDirectory(directory);
}

async function writeSynced(path: string, content: Content): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await writeFile(file, content);
    await file.sync().catch((cause: unknown) => {
      throw syncFault(path, cause);
    });
  } finally {
    await file.close();
  }
}
