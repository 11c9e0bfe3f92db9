// Whose a thing is, and who stands in for whom today. Resolved when a message is sent and when a decision is made.
import type { LocalDate, Person } from '../ports.ts';
import { openRoles, openStep } from '../register/approval-state.ts';
import type { Absence, Approval, Register } from '../register/state.ts';

/** A chain of substitutes is followed no further than this. */
const longest = 5;

/**
 * The one person that a step of a chain means: a person id, or a role. Of several with the role it is the nearest
 * leader above `below`, else the first of the directory.
 */
export function personFor(people: readonly Person[], role: string, below: string): Person | undefined {
  const named = people.find((each) => each.id === role);
  if (named) return named;
  const holders = people.filter((each) => each.roles.includes(role));
  if (holders.length < 2) return holders[0];
  return leadersOf(people, below).find((each) => holders.includes(each)) ?? holders[0];
}

/** The person id that a step of a chain means; a role that nobody has stands for itself. */
export function stepOwner(people: readonly Person[], role: string, startedBy: string): string {
  return personFor(people, role, startedBy)?.id ?? role;
}

/** Whose decisions the approval waits for, by person id. */
export function waitsFor(people: readonly Person[], approval: Approval): string[] {
  return openRoles(approval, openStep(approval)).map((role) => stepOwner(people, role, approval.startedBy));
}

/** The leaders above a person, the nearest first; a circle in the directory ends it. */
export function leadersOf(people: readonly Person[], person: string): Person[] {
  const leaders: Person[] = [];
  let next = people.find((each) => each.id === person)?.leader;
  while (next !== null && next !== undefined) {
    const leader = people.find((each) => each.id === next);
    if (!leader || leader.id === person || leaders.includes(leader)) break;
    leaders.push(leader);
    next = leader.leader;
  }
  return leaders;
}

/** The newest recording of an absence that covers the day; undefined when the person is there. */
export function absenceOn({ absences }: Register, person: string, date: LocalDate): Absence | undefined {
  return absences.findLast((each) => each.person === person && each.from <= date && date <= each.to);
}

/** The substitute named for a day of absence; undefined when the person is there. */
export function absentOn(register: Register, person: string, date: LocalDate): string | undefined {
  return absenceOn(register, person, date)?.substitute;
}

/**
 * Who acts for the person that day: the person, or the first of the chain of substitutes who is there. A chain that is
 * circular, too long or leads to nobody falls to the nearest leader who is there, else stays with the person.
 */
export function actingFor(
  register: Register,
  people: readonly Person[],
  person: string,
  date: LocalDate,
): string {
  const passed = [person];
  for (let next = absentOn(register, person, date); next !== undefined; ) {
    if (passed.includes(next) || passed.length > longest || !people.some((each) => each.id === next))
      return (
        leadersOf(people, person).find((each) => absentOn(register, each.id, date) === undefined)?.id ??
        person
      );
    passed.push(next);
    next = absentOn(register, next, date);
  }
  return passed.at(-1) ?? person;
}

/** Whom a message went to is a person's id, or a conversation: `slack:C0123`. */
export function isChannel(to: string): boolean {
  return to.includes(':');
}

/** A person's name, a channel's, or the id itself. */
export function namesOf(people: readonly Person[]): (id: string) => string {
  const names = new Map(people.map((each) => [each.id, each.name]));
  const channel = (id: string) =>
    ({ slack: 'Slack-kanalen', teams: 'Teams-kanalen' })[id.split(':')[0] ?? ''];
  return (id) => names.get(id) ?? (isChannel(id) ? channel(id) : undefined) ?? id;
}

/** Who leads the secretariat: told of what nobody else could be told. */
export function leadOf(people: readonly Person[]): Person | undefined {
  return (
    people.find((each) => each.roles.includes('leder')) ??
    people.find((each) => each.roles.includes('kontorchef')) ??
    people[0]
  );
}
