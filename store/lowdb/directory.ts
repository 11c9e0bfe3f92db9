// The people, in a file that an operator edits by hand: corrected and deleted there, never in the history.
import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Directory, Person } from '../../src/index.ts';
import { parsePeople, peopleFault, peopleText } from '../people.ts';
import { ensureDirectory } from './disk.ts';
import { createFile } from './durable-file.ts';
import { errno } from './faults.ts';

/**
 * The people in `<directory>/people.json`, an array of `Person`; an edited file is read anew without a restart.
 * `people` throws a `StoreFault` 'damaged' (`details`: file, field) when the file is missing or wrong.
 */
export function openDirectory(directory: string): Directory {
  const file = peoplePath(directory);
  let known: { readonly stamp: string; readonly people: readonly Person[] } | undefined;
  return {
    async people() {
      // The stamp first: an edit between the two calls is then read twice rather than never.
      const stamp = stampOf(file);
      if (known?.stamp !== stamp)
        known = { stamp, people: parsePeople({ file }, await readFile(file, 'utf8')) };
      return known.people;
    },
  };
}

/** Writes `people.json` (0600) if there is none and says whether it did. Throws a `StoreFault` as `openDirectory`. */
export async function createPeople(directory: string, list: readonly Person[]): Promise<boolean> {
  const file = peoplePath(directory);
  const text = peopleText({ file }, list);
  await ensureDirectory(directory);
  return createFile(file, Buffer.from(text));
}

export function peoplePath(directory: string): string {
  return join(directory, 'people.json');
}

/** Asked for with every line, so not by way of the thread pool, which takes thirty times as long as the answer itself. */
function stampOf(file: string): string {
  try {
    const { mtimeNs, size, ino } = statSync(file, { bigint: true });
    return `${mtimeNs} ${size} ${ino}`;
  } catch (cause) {
    if (errno(cause) === 'ENOENT') throw peopleFault({ file }, '', 'the file is missing', cause);
    throw cause;
  }
}
