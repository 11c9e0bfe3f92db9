// Small records by key in one JSON file: read once, replaced as a whole, never half.
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Memory, StoreFault } from '../../src/index.ts';
import { inTurn } from '../in-turn.ts';
import { ensureDirectory } from './disk.ts';
import { replaceFile } from './durable-file.ts';
import { errno } from './faults.ts';

/**
 * The records of the JSON object in `path` (0600), which is made with the first of them.
 * Throws a `StoreFault` 'damaged' when the file is no such object; `put` and `delete` throw 'disk-full' or 'sync-failed',
 * and what they were to change may then be on the disk or not.
 */
export async function openMemory(path: string): Promise<Memory> {
  await ensureDirectory(dirname(path));
  // Values as JSON: what is handed in or out cannot be changed behind the file's back.
  let stored = await readRecords(path);
  const wanted = new Map(stored);
  let pending = 0;

  const save = inTurn(async () => {
    const records = new Map(wanted);
    await replaceFile(path, Buffer.from(asJson(records)));
    stored = records;
  });

  /** What stands on the disk already costs nothing. */
  async function saved(key: string): Promise<void> {
    if (pending === 0 && stored.get(key) === wanted.get(key)) return;
    pending += 1;
    try {
      await save();
    } finally {
      pending -= 1;
    }
  }

  return {
    all: async () => new Map([...stored].map(([key, json]) => [key, JSON.parse(json)])),
    async put(key, value) {
      wanted.set(key, JSON.stringify(value) ?? 'null');
      await saved(key);
    },
    async delete(key) {
      wanted.delete(key);
      await saved(key);
    },
    // One process alone holds the folder.
    watch: () => () => undefined,
  };
}

async function readRecords(path: string): Promise<ReadonlyMap<string, string>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (errno(cause) === 'ENOENT') return new Map();
    throw cause;
  }
  const raw = parsed(path, text);
  return new Map(Object.entries(raw).map(([key, value]) => [key, JSON.stringify(value)]));
}

function parsed(path: string, text: string): object {
  let cause: unknown;
  try {
    const raw: unknown = JSON.parse(text);
    if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) return raw;
  } catch (error) {
    cause = error;
  }
  const message =
    `The file ${path} is no JSON object. Put the newest backup of it in its place; ` +
    'or move it away: what the platform tells anew with each message is then learnt again.';
  throw new StoreFault('damaged', message, { file: path }, cause);
}

/** One record a line, for whoever must read it. */
function asJson(records: ReadonlyMap<string, string>): string {
  const lines = [...records].map(([key, json]) => `${JSON.stringify(key)}: ${json}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}
