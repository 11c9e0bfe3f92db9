// The list of people out to a file and in from one. Nobody is deleted by a file that lacks them: that has its own command.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Archive } from '../../../store/archive.ts';
import { createFile } from '../../../store/lowdb/durable-file.ts';
import { errno } from '../../../store/lowdb/faults.ts';
import { peopleText } from '../../../store/people.ts';
import { looksLikeCpr } from '../../letters/screening.ts';
import { roles } from '../../permission.ts';
import type { Ids, Person } from '../../ports.ts';
import { type Context, done, type Outcome, refused } from '../command.ts';
import { readRecorded } from '../history/recorded.ts';
import { counted, freeName, quoted } from '../words.ts';
import { keptName, newPersonId, objectionTo } from './list.ts';

type Paths = Pick<Context, 'pathTo' | 'ids'>;

/** As `people.json`; an entry without an id is somebody new. */
const imported = z.array(
  z.strictObject({
    id: z.string().optional(),
    name: z.string(),
    roles: z.array(z.string()),
    locale: z.enum(['da', 'en']).default('da'),
    leader: z.string().nullable().default(null),
    email: z.string().optional(),
    slack: z.string().optional(),
    teams: z.string().optional(),
  }),
);

/** A file that nobody has, so that the line works. */
const exampleIn = ({ pathTo }: Paths) => `people eksport ${quoted(freeName(pathTo('personer.json')))}`;

export async function exportTo(archive: Archive, file: string | undefined, paths: Paths): Promise<Outcome> {
  if (file === undefined) return refused('Nævn den fil, der skal skrives.', exampleIn(paths));
  const path = paths.pathTo(file);
  const people = (await archive.people()) ?? [];
  const text = peopleText({ file }, people);
  if (!(await createFile(path, Buffer.from(text))))
    return refused(`${file} findes allerede og er ikke rørt.`, `people eksport ${quoted(freeName(path))}`);
  return done(
    `${file}: ${counted(people.length, 'person')} med navne og adresser. Slet filen, når den er brugt.`,
  );
}

export async function importFrom(archive: Archive, file: string | undefined, paths: Paths): Promise<Outcome> {
  const example = exampleIn(paths);
  if (file === undefined)
    return refused('Nævn den fil, der skal læses. Sådan får du en at rette i:', example);
  const entries = await read(paths.pathTo(file));
  if (typeof entries === 'string') return refused(`${file} ${entries}`, example);
  const before = (await archive.people()) ?? [];
  const people = merged(before, entries, paths.ids);
  const added = people.slice(before.length);
  const telling = await tellingId(added, archive);
  const objection =
    telling === undefined
      ? objectionTo(people)
      : `»${telling}« kan ikke være et id: historikken beholder det for altid, så det må ikke sige, hvem det er. Udelad id, så finder jeg et.`;
  if (objection !== undefined) return refused(`${objection} Intet er ændret.`, example);
  await archive.replacePeople(people);
  const named = new Set(entries.map(({ id }) => id));
  const untouched = before.filter(({ id }) => !named.has(id)).map(({ id, name }) => `${name} (${id})`);
  return done(
    `${entries.length - added.length} er rettet og ${added.length} skrevet ind.`,
    ...added.map(({ id, name }) => `${name} har id’et ${id}.`),
    ...before.flatMap((person) => lossOf(person, people)),
    ...(untouched.length > 0
      ? [`Står ikke i filen og er ikke rørt: ${untouched.join(', ')}. Slet med: people slet`]
      : []),
  );
}

type Entries = z.output<typeof imported>;

/** The entries, or what is wrong with the file. */
async function read(path: string): Promise<Entries | string> {
  let raw: unknown;
  try {
    // Editors on Windows put a byte order mark in front.
    raw = JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (fault) {
    return errno(fault) === undefined ? 'er ikke JSON.' : 'kan ikke læses.';
  }
  const parsed = imported.safeParse(raw);
  if (!parsed.success)
    return `er ingen personliste: ${z.core.toDotPath(parsed.error.issues[0]?.path ?? [])}. Se formen i en eksport.`;
  const ids = parsed.data.flatMap(({ id }) => id ?? []);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  return twice === undefined ? parsed.data : `har id’et »${twice}« to gange. Intet er ændret.`;
}

/** Known people in their places, new ones after them. */
function merged(before: readonly Person[], entries: Entries, ids: Ids): readonly Person[] {
  const people = [...before];
  for (const entry of entries) {
    const person = { ...entry, name: keptName(entry.name), id: entry.id ?? newPersonId(ids, people) };
    const index = people.findIndex(({ id }) => id === person.id);
    if (index < 0) people.push(person);
    else people[index] = person;
  }
  return people;
}

/** What the person had, and the file takes away by not saying it. */
function lossOf(person: Person, people: readonly Person[]): readonly string[] {
  const after = people.find(({ id }) => id === person.id);
  const fields = (['email', 'slack', 'teams', 'leader'] as const).filter(
    (field) => (person[field] ?? null) !== null && (after?.[field] ?? null) === null,
  );
  const lost = [
    ...fields.map((field) => (field === 'leader' ? 'leder' : field)),
    ...person.roles.filter((role) => !after?.roles.includes(role)).map((role) => `rollen ${role}`),
  ];
  return lost.length === 0 ? [] : [`${person.name} (${person.id}) mistede: ${lost.join(', ')}.`];
}

/** An id of ours, a role's, or one that the history knows already tells nobody anything; any other may be a name. */
async function tellingId(added: readonly Person[], archive: Archive): Promise<string | undefined> {
  const strange = added.filter(({ id }) => !isOpaque(id) && !roles.some((role) => role === id));
  if (strange.length === 0) return undefined;
  const known = new Set((await readRecorded(archive)).map(({ event }) => event.by));
  return strange.find(({ id }) => !known.has(id))?.id;
}

/** Without two letters beside each other it is no name: `p-7f3k`. Ours are hexadecimal. */
function isOpaque(id: string): boolean {
  const isOurs = /^p-[0-9a-f-]+$/.test(id);
  return !looksLikeCpr(id) && (isOurs || /^p-(?!.*[a-z]{2})[0-9a-z]{4,8}$/.test(id));
}
