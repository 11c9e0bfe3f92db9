// A zip that is the same bytes whenever and wherever it is made of the same content, with the checksums of what is in it.
import { createHash } from 'node:crypto';
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { localDate } from '../../calendar/time.ts';
import type { Instant } from '../../ports.ts';
import { checksumLine, checksumsName } from '../safekeeping/checksums.ts';

/** `at`: when it was recorded. Of an instant a zip keeps its Danish date alone. */
export interface Entry {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly at: Instant;
}

/** Said to come from Unix, with its rights: names from DOS are not taken for UTF-8 by every unzip, whatever they say. */
const unix = { os: 3, attrs: 0o644 << 16 };

/** The entries in their order, and after them `checksums.txt`, as `sha256sum -c` reads it. */
export function packed(entries: readonly Entry[]): Uint8Array {
  const newest =
    entries
      .map(({ at }) => at)
      .sort()
      .at(-1) ?? '';
  const checksums = { name: checksumsName, bytes: strToU8(checksumsOf(entries)), at: newest };
  const files: Zippable = {};
  // At noon: a zip holds the time of the machine's own zone, and none of them skips that hour.
  for (const { name, bytes, at } of [...entries, checksums])
    files[name] = [bytes, { ...unix, mtime: `${localDate(at)}T12:00:00`, level: 6 }];
  return zipSync(files);
}

/** Whether all of a zip's files are there and are what its own checksums say; what is wrong, if not. */
export function faultIn(zip: Uint8Array): string | undefined {
  let files: Readonly<Record<string, Uint8Array>>;
  try {
    files = unzipSync(zip);
  } catch (error) {
    return String(error);
  }
  const { [checksumsName]: checksums, ...others } = files;
  const found = Object.entries(others).map(([name, bytes]) => ({ name, bytes }));
  return checksums && strFromU8(checksums) === checksumsOf(found) ? undefined : 'the checksums differ';
}

function checksumsOf(entries: readonly Pick<Entry, 'name' | 'bytes'>[]): string {
  return entries.map(({ name, bytes }) => checksumLine(sha256(bytes), name)).join('');
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
