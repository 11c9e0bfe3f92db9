// The checksums of a folder's files, as `sha256sum -c` reads them.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

export const checksumsName = 'checksums.txt';

export function checksumLine(sha256: string, name: string): string {
  return `${sha256}  ${name}\n`;
}

/** One line for each file below the folder but `checksums.txt`, in the order of their names. */
export async function checksumsOf(folder: string): Promise<string> {
  const lines: string[] = [];
  for (const name of await namesIn(folder))
    if (name !== checksumsName) lines.push(checksumLine(await sha256Of(join(folder, name)), name));
  return lines.join('');
}

/** What differs between the folder and its `checksums.txt`, a line for each file; none where nothing does. */
export async function checksumFaults(folder: string): Promise<readonly string[]> {
  const listed = parsed(await readFile(join(folder, checksumsName), 'utf8'));
  const found = parsed(await checksumsOf(folder));
  const names = [...new Set([...listed.keys(), ...found.keys()])];
  return names.flatMap((name) => {
    if (listed.get(name) === found.get(name)) return [];
    if (!found.has(name)) return [`${name}: mangler`];
    return [listed.has(name) ? `${name}: er ændret` : `${name}: hører ikke med`];
  });
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

function parsed(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm)].map(([, sha256 = '', name = '']) => [name, sha256]),
  );
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
