// The people, in a file that an operator edits by hand: corrected and deleted there, never in the history.
import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Directory, type Person, StoreFault } from '../../src/index.ts';
import { ensureDirectory } from './disk.ts';
import { createFile } from './durable-file.ts';
import { errno } from './faults.ts';

// Strict, so that a misspelt field is named instead of ignored.
const person = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  roles: z.array(z.string().min(1)),
  locale: z.enum(['da', 'en']),
  leader: z.string().min(1).nullable(),
  email: z.email().optional(),
  slack: z
    .string()
    .regex(/^[UW][A-Z0-9]+$/)
    .optional(),
  teams: z.string().min(1).optional(),
});

const people = z.array(person).superRefine((list, context) => {
  const ids = new Set<string>();
  list.forEach(({ id }, index) => {
    if (ids.has(id))
      context.addIssue({ code: 'custom', path: [index, 'id'], message: `"${id}" is used twice` });
    ids.add(id);
  });
  // Two entries that one user is: nobody could tell whose the acts are.
  for (const field of ['email', 'slack', 'teams'] as const) {
    const owners = new Map<string, string>();
    list.forEach(({ id, ...entry }, index) => {
      const value = entry[field]?.toLowerCase();
      if (value === undefined) return;
      const owner = owners.get(value);
      if (owner !== undefined)
        context.addIssue({
          code: 'custom',
          path: [index, field],
          message: `"${owner}" and "${id}" have the same ${field}`,
        });
      owners.set(value, id);
    });
  }
  list.forEach(({ leader }, index) => {
    if (leader === null || ids.has(leader)) return;
    context.addIssue({ code: 'custom', path: [index, 'leader'], message: `nobody has the id "${leader}"` });
  });
});

/**
 * The people in `<directory>/people.json`, an array of `Person`; an edited file is read anew without a restart.
 * `people` throws a `StoreFault` 'damaged' (`details`: file, field) when the file is missing or wrong.
 */
export function openDirectory(directory: string): Directory {
  const path = peoplePath(directory);
  let known: { readonly stamp: string; readonly people: readonly Person[] } | undefined;
  return {
    async people() {
      // The stamp first: an edit between the two calls is then read twice rather than never.
      const stamp = stampOf(path);
      if (known?.stamp !== stamp) known = { stamp, people: parsePeople(path, await readFile(path, 'utf8')) };
      return known.people;
    },
  };
}

/** Writes `people.json` (0600) if there is none and says whether it did. Throws a `StoreFault` as `openDirectory`. */
export async function createPeople(directory: string, list: readonly Person[]): Promise<boolean> {
  const text = `${JSON.stringify(list, null, 2)}\n`;
  parsePeople(peoplePath(directory), text);
  await ensureDirectory(directory);
  return createFile(peoplePath(directory), Buffer.from(text));
}

function peoplePath(directory: string): string {
  return join(directory, 'people.json');
}

/** Asked for with every line, so not by way of the thread pool, which takes thirty times as long as the answer itself. */
function stampOf(path: string): string {
  try {
    const { mtimeNs, size, ino } = statSync(path, { bigint: true });
    return `${mtimeNs} ${size} ${ino}`;
  } catch (cause) {
    if (errno(cause) === 'ENOENT') throw peopleFault(path, '', 'the file is missing', cause);
    throw cause;
  }
}

function parsePeople(path: string, text: string): readonly Person[] {
  let raw: unknown;
  try {
    // Editors on Windows put a byte order mark in front.
    raw = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw peopleFault(path, '', `the file is not JSON (${String(cause)})`, cause);
  }
  const parsed = people.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw peopleFault(path, z.core.toDotPath(issue?.path ?? []), issue?.message ?? 'unknown', parsed.error);
}

function peopleFault(file: string, field: string, reason: string, cause: unknown): StoreFault {
  const where = field === '' ? file : `${file}, field ${field}`;
  return new StoreFault(
    'damaged',
    `The list of people is wrong in ${where}: ${reason}.`,
    { file, field },
    cause,
  );
}
