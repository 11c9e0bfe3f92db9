// A whole file, durable and never half: temporary file, sync, then its name, then the folder's sync.
import { randomBytes } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncDirectory } from './disk.ts';
import { errno, fullFault, isFull, syncFault } from './faults.ts';

/** Writes (0600) or replaces. The folder must exist. Throws a `StoreFault` 'disk-full' or 'sync-failed'; then the old file stands. */
export function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  return publish(path, bytes, (temporary) => rename(temporary, path));
}

/** Writes (0600) unless the name is taken; says whether it did. Throws as `replaceFile`. */
export async function createFile(path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    // A link, because a rename would overwrite what another process made meanwhile.
    await publish(path, bytes, (temporary) => link(temporary, path));
    return true;
  } catch (error) {
    if (errno(error) === 'EEXIST') return false;
    throw error;
  }
}

async function publish(
  path: string,
  bytes: Uint8Array,
  name: (temporary: string) => Promise<void>,
): Promise<void> {
  const directory = dirname(path);
  const temporary = join(directory, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await writeSynced(temporary, bytes);
    await name(temporary);
  } catch (cause) {
    throw isFull(cause) ? fullFault(path, cause) : cause;
  } finally {
    await rm(temporary, { force: true });
  }
  await syncDirectory(directory);
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync().catch((cause: unknown) => {
      throw syncFault(path, cause);
    });
  } finally {
    await file.close();
  }
}
