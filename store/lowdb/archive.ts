// The folder behind the bot's back. Read while a bot runs; history and memories are written under the folder's lock alone.
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Archive, Records } from '../archive.ts';
import { notEmptyFault, otherLineFault, wordsBackFault } from '../archive-faults.ts';
import { verifyLine } from '../chain.ts';
import { bringsBack } from '../lost-words.ts';
import { peopleText } from '../people.ts';
import { type VerifiedCommit, verified } from '../verify.ts';
import { openDirectory, peoplePath } from './directory.ts';
import { type Disk, ensureDirectory, realDisk } from './disk.ts';
import { replaceFile } from './durable-file.ts';
import { errno } from './faults.ts';
import { openFiles, storedNames } from './files.ts';
import { journalName } from './ledger.ts';
import { lockDirectory } from './lock.ts';
import { openMemory } from './memory.ts';
import { pieces } from './walk.ts';

/** What a backup says of itself; it lies beside the memories. */
export const backupName = 'backup.json';

/** The folder of one organisation, which need not exist yet. `replaceMemory` throws a `StoreFault` 'locked' where a bot holds it. */
export function openLowdbArchive(directory: string): Archive {
  const name = resolve(directory);
  const journal = join(directory, journalName);
  const people = peoplePath(directory);
  const memoryPath = (memory: string): string => join(directory, `${memory}.json`);
  const lines = () => journalLines(directory);

  async function locked(work: () => Promise<void>): Promise<void> {
    await ensureDirectory(directory);
    const unlock = await lockDirectory(directory);
    try {
      await work();
    } finally {
      await unlock();
    }
  }

  return {
    name,
    lines,
    fileNames: () => storedNames(directory),
    files: openFiles(directory),
    people: async () =>
      (await sizeOf(people)) === undefined ? undefined : openDirectory(directory).people(),
    async replacePeople(list) {
      const text = peopleText({ file: people }, list);
      await ensureDirectory(directory);
      await replaceFile(people, Buffer.from(text));
    },
    async memories() {
      const found: Record<string, Records> = {};
      for (const memory of await memoryNames(directory))
        found[memory] = Object.fromEntries(await (await openMemory(memoryPath(memory))).all());
      return found;
    },
    replaceMemory: (name, records) =>
      locked(async () => {
        const memory = await openMemory(memoryPath(name));
        const surplus = [...(await memory.all()).keys()].filter((key) => !Object.hasOwn(records, key));
        // Asked for in one moment, so they share one replacement of the file.
        await Promise.all([
          ...surplus.map((key) => memory.delete(key)),
          ...Object.entries(records).map(([key, value]) => memory.put(key, value)),
        ]);
      }),
    fill: (given) =>
      locked(async () => {
        if (((await sizeOf(journal)) ?? 0) > 0) throw notEmptyFault(name);
        await replaceFile(journal, withNewlines(given));
      }),
    replaceLine: (version, line) =>
      locked(async () => {
        const commit = await commitAt({ name, lines }, version);
        const link = commit && verifyLine(commit.previous, line);
        if (!commit || !link?.ok || link.commit.hash !== commit.hash) throw otherLineFault(name, version);
        if (bringsBack(commit.events, link.commit.events)) throw wordsBackFault(name, version);
        await replaceFile(journal, withLine(journal, commit, line));
      }),
    close: async () => undefined,
  };
}

/** The journal's whole lines; none where there is no journal. */
export async function* journalLines(directory: string, disk: Disk = realDisk): AsyncGenerator<string> {
  const file = await disk.openForReading(join(directory, journalName)).catch((error: unknown) => {
    if (errno(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (file === undefined) return;
  try {
    for await (const piece of pieces(file))
      yield* piece.lines.map((line) => line.toString('utf8', 0, line.length - 1));
  } finally {
    await file.close();
  }
}

async function commitAt(
  archive: Pick<Archive, 'name' | 'lines'>,
  version: number,
): Promise<VerifiedCommit | undefined> {
  for await (const commit of verified(archive)) if (commit.version === version) return commit;
  return undefined;
}

/** The journal's bytes but for that one line, also those of an unfinished last one. */
async function* withLine(
  journal: string,
  { offset, line: old }: VerifiedCommit,
  line: string,
): AsyncGenerator<string | Uint8Array> {
  if (offset > 0) yield* createReadStream(journal, { end: offset - 1 });
  yield line;
  yield* createReadStream(journal, { start: offset + Buffer.byteLength(old) });
}

async function* withNewlines(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

async function memoryNames(directory: string): Promise<readonly string[]> {
  const others = [basename(peoplePath(directory)), backupName];
  const names = (await sizeOf(directory)) === undefined ? [] : (await readdir(directory)).sort();
  return names.flatMap((name) => {
    const [, memory] = /^([a-z][a-z0-9-]*)\.json$/.exec(name) ?? [];
    return memory === undefined || others.includes(name) ? [] : [memory];
  });
}

/** In bytes; undefined where there is nothing of that name. */
async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (errno(error) === 'ENOENT') return undefined;
    throw error;
  }
}
