// Files on the console: read by name from a folder, and letters saved under names that a person knows.
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import type { FileRef, NamedFile } from '../../src/index.ts';

export interface SavedFile {
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
  readonly mediaType: string;
}

/** Nothing larger is even read; the intake says the same in words. */
const most = 20 * 1024 * 1024;

/** The file of that name in the first folder that has it; undefined when none has. */
export async function openFile(folders: readonly string[], name: string): Promise<NamedFile | undefined> {
  for (const folder of folders) {
    const path = resolve(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile()) continue;
    const bytes = found.size > most ? new Uint8Array(most + 1) : await readFile(path);
    return { name: basename(path), mediaType: extname(path), bytes };
  }
  return undefined;
}

/** Saves the files in the folder, each under its own name; what is there already is written again. */
export async function saveFiles(
  folder: string,
  files: readonly FileRef[],
  contentOf: (sha256: string) => Promise<Uint8Array | undefined>,
): Promise<SavedFile[]> {
  if (files.length > 0) await mkdir(folder, { recursive: true });
  return Promise.all(
    files.map(async ({ name, sha256, mediaType }) => {
      const bytes = await contentOf(sha256);
      if (!bytes) throw new Error(`the stored file ${sha256} (${name}) is gone: restore it from a backup`);
      const path = join(folder, basename(name));
      await writeFile(path, bytes);
      return { name, path, sha256, mediaType };
    }),
  );
}
