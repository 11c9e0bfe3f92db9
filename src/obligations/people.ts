// Whose a thing is, and who stands in for whom today. Resolved when a message is sent and when a decision is made.
import { roles } from '../permission.ts';
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

/** Who the bot's own events are by. */
export const botItself = 'forløbsvagten';

/** Who is behind what is done to the history from outside the bot. */
export const operations = 'system';

/** What is said of those who are in no directory. */
export interface OtherNames {
  readonly former: string;
  readonly bot: string;
  readonly operations: string;
  readonly slack: string;
  readonly teams: string;
}

type NameOf = (id: string) => string;

/** A person's name, or a channel's. A role stands for itself; whoever else is unknown was in the directory once. */
export function namesOf(people: readonly Person[], other: OtherNames): NameOf {
  const names = new Map([
    [botItself, other.bot],
    [operations, other.operations],
    ...[...roles, ...people.flatMap((each) => each.roles)].map((role) => [role, role] as const),
    ...people.map((each) => [each.id, each.name] as const),
  ]);
  const channels: Readonly<Record<string, string>> = { 'slack:': other.slack, 'teams:': other.teams };
  return (id) => names.get(id) ?? channels[id.slice(0, 'slack:'.length)] ?? other.former;
}

export function firstName(name: string): string {
  return name.split(' ')[0] ?? name;
}

/** Tells it with that `nameOf`; where several have left, each with the id by which they can be told apart. */
export function tellingApart<T>(nameOf: NameOf, { former }: OtherNames, tell: (nameOf: NameOf) => T): T {
  const left = new Set<string>();
  const told = tell((id) => {
    const name = nameOf(id);
    if (name === former) left.add(id);
    return name;
  });
  return left.size < 2 ? told : tell((id) => (left.has(id) ? `${former} (${id})` : nameOf(id)));
}

/** Who leads the secretariat: told of what nobody else could be told. */
export function leadOf(people: readonly Person[]): Person | undefined {
  return (
    people.find((each) => each.roles.includes('leder')) ??
    people.find((each) => each.roles.includes('kontorchef')) ??
    people[0]
  );
}
