// Entering a person and changing one: what was typed, as an entry of the list.
import type { Archive } from '../../../store/archive.ts';
import type { Ids, Person } from '../../ports.ts';
import { done, type Outcome, refused } from '../command.ts';
import { quoted } from '../words.ts';
import { keptName, newPersonId, objectionTo } from './list.ts';

const fields = ['navn', 'roller', 'leder', 'sprog', 'email', 'slack', 'teams'] as const;

/** As typed. An empty word, or `ingen`, takes away what was there. */
export type Typed = { readonly [F in (typeof fields)[number]]?: string | undefined };

export const exampleOfNew =
  'people tilføj --navn "Anna Ærø" --roller sagsbehandler --email anna@ministeriet.dk';

export async function enter(archive: Archive, typed: Typed, ids: Ids): Promise<Outcome> {
  if (!typed.navn || !typed.roller || nothing(typed.roller))
    return refused('En ny person skal have navn og mindst én rolle.', exampleOfNew);
  const people = (await archive.people()) ?? [];
  const bare = { id: newPersonId(ids, people), name: '', roles: [], locale: 'da', leader: null } as const;
  const person = changed(bare, typed);
  const objection = objectionTo([...people, person]);
  if (objection !== undefined) return refused(objection, exampleOfNew);
  await archive.replacePeople([...people, person]);
  return done(`${person.name} er skrevet ind som ${person.id}.`, ...unreached(person));
}

export async function change(archive: Archive, person: Person, typed: Typed): Promise<Outcome> {
  const again = `people ret ${quoted(person.id)} --roller ${person.roles.join(',') || 'sagsbehandler'}`;
  if (fields.every((field) => typed[field] === undefined))
    return refused(`Sig, hvad der skal rettes: --${fields.join(', --')}.`, again);
  const after = changed(person, typed);
  const people = ((await archive.people()) ?? []).map((each) => (each.id === person.id ? after : each));
  const objection = objectionTo(people);
  if (objection !== undefined) return refused(objection, again);
  await archive.replacePeople(people);
  return done(`${after.name} (${after.id}) er rettet.`, ...unreached(after));
}

function changed(person: Person, typed: Typed): Person {
  const { email, slack, teams, ...rest } = person;
  const of = (word: string | undefined, before: string | undefined) =>
    word === undefined ? before : nothing(word) ? undefined : word.trim();
  const handles = {
    email: of(typed.email, email),
    slack: of(typed.slack, slack),
    teams: of(typed.teams, teams),
  };
  const known = Object.entries(handles).filter(([, value]) => value !== undefined);
  return {
    ...rest,
    name: typed.navn === undefined ? person.name : keptName(typed.navn),
    roles: typed.roller === undefined ? person.roles : rolesIn(typed.roller),
    // What is neither is refused by name, with the other mistakes.
    locale: (typed.sprog ?? person.locale) as Person['locale'],
    leader: of(typed.leder, person.leader ?? undefined) ?? null,
    ...Object.fromEntries(known),
  };
}

function rolesIn(words: string): string[] {
  return nothing(words) ? [] : words.split(/[\s,]+/).filter((role) => role !== '');
}

function nothing(word: string): boolean {
  return ['', 'ingen'].includes(word.trim().toLowerCase());
}

function unreached({ name, email, slack, teams }: Person): string[] {
  return (email ?? slack ?? teams) === undefined
    ? [`Botten kan ikke kende ${name} i Slack eller Teams uden --email, --slack eller --teams.`]
    : [];
}
