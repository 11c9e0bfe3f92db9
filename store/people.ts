// What a list of people must be, whatever keeps it: every store reads and writes the same text.
import { z } from 'zod';
import { type Person, StoreFault } from '../src/index.ts';

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

/** Where a list stands; also the fault's details. */
export type PeoplePlace = { readonly file: string } | { readonly table: string };

/** Throws a `StoreFault` 'damaged' (`details`: file or table, field) when the text is no such list. */
export function parsePeople(place: PeoplePlace, text: string): readonly Person[] {
  let raw: unknown;
  try {
    // Editors on Windows put a byte order mark in front.
    raw = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw peopleFault(place, '', `it is not JSON (${String(cause)})`, cause);
  }
  const parsed = people.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw peopleFault(place, z.core.toDotPath(issue?.path ?? []), issue?.message ?? 'unknown', parsed.error);
}

/** As it is kept. Throws as `parsePeople`: nothing is written that could not be read again. */
export function peopleText(place: PeoplePlace, list: readonly Person[]): string {
  const text = `${JSON.stringify(list, null, 2)}\n`;
  parsePeople(place, text);
  return text;
}

export function peopleFault(place: PeoplePlace, field: string, reason: string, cause?: unknown): StoreFault {
  const [name] = Object.values(place);
  const where = field === '' ? name : `${name}, field ${field}`;
  const message = `The list of people is wrong in ${where}: ${reason}.`;
  return new StoreFault('damaged', message, { ...place, field }, cause);
}
