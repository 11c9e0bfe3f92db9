// A message as it was posted, kept so that it can be changed later; but for the names in it, which stay in the directory alone:
// whoever leaves it is named nowhere in the store.
import { firstName, namesOf, type OtherNames } from './obligations/people.ts';
import type { Locale, Person } from './ports.ts';
import type { View } from './view/nodes.ts';

export interface KeptMessage {
  readonly locale: Locale;
  readonly view: View;
}

// Nobody can type these characters: a line that holds one is refused.
const opening = '\uFFF9';
const first = '\uFFFA';
const closing = '\uFFFB';
const marks = /\uFFF9(\uFFFA?)([^\uFFFB]*)\uFFFB/g;

/** The person with a mark for a name. */
export function unnamed(person: Person): Person {
  return { ...person, name: `${opening}${person.id}${closing}` };
}

/** Whom the message is to: greeted by the first name. */
export function unnamedReader(person: Person): Person {
  return { ...person, name: `${opening}${first}${person.id}${closing}` };
}

/** The message with the names that people have now. */
export function named(
  { locale, view }: KeptMessage,
  people: readonly Person[],
  other: OtherNames,
): KeptMessage {
  const nameOf = namesOf(people, other);
  const nameFor = (_mark: string, isFirst: string, id: string): string =>
    isFirst !== '' && people.some((each) => each.id === id) ? firstName(nameOf(id)) : nameOf(id);
  const fill = (_key: string, value: unknown): unknown =>
    typeof value === 'string' ? value.replaceAll(marks, nameFor) : value;
  return { locale, view: JSON.parse(JSON.stringify(view), fill) as View };
}
