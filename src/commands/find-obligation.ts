// Which obligation or person a line means, and whether the actor may decide about it.
import { foldTerm } from '../args.ts';
import type { Context } from '../command.ts';
import { nearest } from '../nearest.ts';
import type { Obligation } from '../obligations/obligation.ts';
import { obligationsOf } from '../obligations/obligations.ts';
import { actingFor, leadersOf } from '../obligations/people.ts';
import type { Person } from '../ports.ts';
import { type Refusal, refuse } from '../register/refusal.ts';
import type { Handling, Register } from '../register/state.ts';

/** Everything due, by the calendar that the register follows. */
export function obligationsIn(context: Context): readonly Obligation[] {
  return obligationsOf({ ...context, calendar: context.calendars.deadlines });
}

/** By its name, or by a beginning or an end of it that only one has. */
export function obligationNamed(context: Context, typed: string): Obligation | Refusal {
  const all = obligationsIn(context);
  const wanted = foldTerm(typed.trim());
  const exact = all.find((each) => foldTerm(each.name) === wanted);
  if (exact) return exact;
  const begins = all.filter((each) => foldTerm(each.name).startsWith(wanted));
  if (begins.length === 1 && begins[0]) return begins[0];
  const folded = all.map((each) => foldTerm(each.name));
  // Another thing that is due of the same case is no misspelling of this one.
  const kind = /\/[a-z-]{4,}/.exec(wanted)?.[0];
  const alike = folded.filter(
    (name) => kind === undefined || nearest(kind, [`/${name.split('/')[1]}`], 3).length > 0,
  );
  const close = begins.length > 0 ? begins.map((each) => foldTerm(each.name)) : nearest(wanted, alike, 6);
  const names = close.slice(0, 3).map((name) => all[folded.indexOf(name)]?.name ?? name);
  const command = context.line.split(/\s+/)[0] ?? 'forklar';
  return refuse(
    'unknown-obligation',
    { typed, nearest: names },
    names[0] ? context.line.replace(typed, names[0]) : command === 'frister' ? 'frister' : 'frister alle',
  );
}

/** A deadline of that name that somebody has closed by hand; the newest one. */
export function closedNamed(
  { handlings }: Register,
  typed: string,
): { readonly name: string; readonly closing: NonNullable<Handling['closed']> } | undefined {
  const wanted = foldTerm(typed.trim());
  const closing = [...handlings.values()]
    .map((each) => each.closed)
    .findLast((each) => each !== null && foldTerm(each.obligation) === wanted);
  return closing ? { name: closing.obligation, closing } : undefined;
}

/** By id, name or first name, or the role that only one has. */
export function personNamed({ people, line }: Context, typed: string): Person | Refusal {
  const wanted = foldTerm(typed.trim());
  const by = (known: (person: Person) => readonly string[]) =>
    people.filter((each) => known(each).some((text) => foldTerm(text) === wanted));
  const exact = by((each) => [each.id])[0] ?? by((each) => [each.name])[0];
  if (exact) return exact;
  const [only, second] = by((each) => [...each.roles, each.name.split(' ')[0] ?? '']);
  if (only && !second) return only;
  const known = people.map((each) => each.id);
  return refuse(
    'unknown-person',
    { typed, known },
    line.replace(typed, nearest(wanted, known, 6)[0] ?? known[0] ?? ''),
  );
}

/** The owner, a leader above the owner, or today's substitute; else why not. */
export function notTheirs(context: Context, { name, owner }: Obligation): Refusal | undefined {
  const { actor, people, register, today, nameOf } = context;
  const may =
    actor.id === owner ||
    actingFor(register, people, owner, today) === actor.id ||
    leadersOf(people, owner).some((each) => each.id === actor.id);
  return may
    ? undefined
    : refuse('not-your-obligation', { obligation: name, owner: nameOf(owner) }, `forklar ${name}`);
}
