// What a list of people must be before it is written: said in words, with a field's own example, where it is not.
import { peopleText } from '../../../store/people.ts';
import { leadersOf } from '../../obligations/people.ts';
import { roles } from '../../permission.ts';
import { type Ids, type Person, StoreFault } from '../../ports.ts';

/** Opaque, because the history keeps it for ever: nothing in it tells who it is. */
export function newPersonId(ids: Ids, people: readonly Person[]): string {
  const fresh = ids.fresh(people.length);
  for (;;) {
    const id = `p-${fresh.id().slice(0, 8)}`;
    if (!people.some((each) => each.id === id)) return id;
  }
}

/** One spelling for one name, wherever it was typed. */
export function keptName(typed: string): string {
  return typed.normalize('NFC').trim();
}

/** Line breaks, and what is not seen: two names would look like one. */
export function isStrangeName(name: string): boolean {
  return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name);
}

/** Why the list cannot be as it is, one thing at a time; undefined when it can. */
export function objectionTo(people: readonly Person[]): string | undefined {
  const ids = people.map(({ id }) => id);
  for (const person of people) {
    const { id, name, leader } = person;
    if (isStrangeName(name))
      return `Navnet ${JSON.stringify(name)} (${id}) har linjeskift eller usynlige tegn. Skriv det igen i hånden.`;
    const strange = person.roles.find((role) => !roles.some((each) => each === role));
    if (strange !== undefined)
      return `Rollen »${strange}« findes ikke (${name}). Rollerne er ${roles.join(', ')}.`;
    if (leader !== null && !ids.includes(leader))
      return `Lederen »${leader}« findes ikke (${name}). Lederen er et id fra personlisten, eller ingen.`;
    if (leader === id || leadersOf(people, leader ?? '').some((above) => above.id === id))
      return `${name} kan ikke være sin egen leder, heller ikke gennem andre.`;
    const double = sharedField(person, people);
    if (double) return `${name} og ${double.other} har samme ${double.field}. Kun én kan have det.`;
  }
  return wrongField(people);
}

function sharedField(person: Person, people: readonly Person[]) {
  for (const field of ['email', 'slack', 'teams'] as const) {
    const own = person[field]?.toLowerCase();
    const other = people.find(
      (each) => each !== person && own !== undefined && each[field]?.toLowerCase() === own,
    );
    if (other) return { field, other: other.name };
  }
  return undefined;
}

const examples: Readonly<Record<string, string>> = {
  id: 'id: hver person har sit eget',
  name: 'navn: må ikke være tomt',
  locale: 'sprog: da eller en',
  email: 'email: en adresse som navn@ministeriet.dk',
  slack: 'slack: medlems-id’et fra profilen i Slack, for eksempel U012ABCDEF',
  teams: 'teams: personens objekt-id i Entra',
};

/** What the store itself would not keep. */
function wrongField(people: readonly Person[]): string | undefined {
  try {
    peopleText({ file: 'people' }, people);
    return undefined;
  } catch (fault) {
    if (!(fault instanceof StoreFault)) throw fault;
    const [, index = '', field = ''] = /^\[(\d+)\](?:\.(\w+))?/.exec(String(fault.details.field)) ?? [];
    const name = people[Number(index)]?.name ?? '';
    return `Noget er galt${name && ` hos ${name}`}: ${examples[field] ?? fault.message}.`;
  }
}
