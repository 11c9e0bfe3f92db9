// Files under the hash of their bytes: never changed, never stored twice.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Files, StoreFault } from '../../src/index.ts';
import { ensureDirectory, syncDirectory } from './disk.ts';
import { replaceFile } from './durable-file.ts';
import { errno } from './faults.ts';

/** Files in `<directory>/files/ab/abcdef…`, 0600. `put` throws a `StoreFault` 'disk-full' or 'sync-failed'; then nothing is stored. */
export function openFiles(directory: string): Files {
  const root = rootOf(directory);
  const pathOf = (sha256: string): string => join(root, sha256.slice(0, 2), sha256);
  return {
    async put(given) {
      // A copy: the caller may change his bytes while they are being written under the hash of the old ones.
      const bytes = Uint8Array.from(given);
      const name = sha256Hex(bytes);
      const path = pathOf(name);
      await ensureDirectory(dirname(path));
      const stored = await readIfThere(path);
      // Damaged bytes under this name are healed: the right ones are at hand.
      if (!stored || sha256Hex(stored) !== name) await replaceFile(path, bytes);
      // A predecessor may have died between giving the name and making it durable.
      else await syncDirectory(dirname(path));
      return name;
    },
    async get(sha256) {
      // Also keeps names such as `../people.json` out.
      if (!isName(sha256)) return undefined;
      const path = pathOf(sha256);
      const bytes = await readIfThere(path);
      if (!bytes || sha256Hex(bytes) === sha256) return bytes;
      const message = `The file ${path} no longer matches its name. Put the one from the newest backup in its place.`;
      throw new StoreFault('damaged', message, { file: path });
    },
  };
}

/** The names of all files in the folder, in order; none where it has none. */
export async function* storedNames(directory: string): AsyncGenerator<string> {
  const root = rootOf(directory);
  for (const shelf of await entries(root)) yield* (await entries(join(root, shelf))).filter(isName);
}

const rootOf = (directory: string): string => join(directory, 'files');

const isName = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

async function entries(directory: string): Promise<readonly string[]> {
  try {
    return (await readdir(directory)).sort();
  } catch (error) {
    if (errno(error) === 'ENOENT') return [];
    throw error;
  }
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errno(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
