// Who leads whom and who stands in for whom, as the requirement has it; not from the code.
import type { Absence } from './story.ts';

export interface Colleague {
  readonly id: string;
  readonly roles: readonly string[];
  readonly leader: string | null;
}

/** The nearest first. */
export function leadersOf(people: readonly Colleague[], person: string): string[] {
  const leader = people.find(({ id }) => id === person)?.leader;
  return leader ? [leader, ...leadersOf(people, leader)] : [];
}

/** Substitutes of substitutes are asked, at most five; a circle or no end falls to the nearest leader who is there. */
export function standIn(
  people: readonly Colleague[],
  absences: readonly Absence[],
  person: string,
  day: string,
): string {
  const substitute = (of: string) =>
    absences.findLast((each) => each.person === of && each.from <= day && day <= each.to)?.substitute;
  const asked = [person];
  for (let next = substitute(person); next; next = substitute(next)) {
    if (asked.includes(next) || asked.length === 6)
      return leadersOf(people, person).find((id) => !substitute(id)) ?? person;
    asked.push(next);
  }
  return asked.at(-1) ?? person;
}
