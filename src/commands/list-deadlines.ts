import { z } from 'zod';
import { maybe, number, option, words } from '../args.ts';
import { plusDays } from '../calendar/time.ts';
import { type Context, defineCommand } from '../command.ts';
import { becauseOf, standsOf, whatOf, yoursOf } from '../obligations/messages.ts';
import type { Obligation } from '../obligations/obligation.ts';
import { actingFor } from '../obligations/people.ts';
import type { Person } from '../ports.ts';
import { isRefusal } from '../register/refusal.ts';
import { heading, table, task, text } from '../view/nodes.ts';
import { obligationsIn, personNamed } from './find-obligation.ts';

/** More rows are not read: the rest is counted. */
const mostRows = 200;

export const listDeadlines = defineCommand({
  name: 'frister',
  alias: 'deadlines',
  help: {
    da: 'Se, hvad der skal gøres, af hvem og hvornår: dine egne, alles eller en andens frister',
    en: 'See what is to be done, by whom and when: your own deadlines, everybody’s or another’s',
  },
  example: 'frister alle dage=30',
  reads: true,
  args: z.object({
    whose: maybe(0, 'mine|alle|person', 'mine|all|person', words),
    days: option('dage', 'days', number(0, 3660)),
  }),
  handle({ whose = 'mine', days = 14 }, context) {
    const everybody = /^(alle|all|everyone|everybody)$/i.test(whose);
    const person = everybody
      ? null
      : /^(mine?|my)$/i.test(whose)
        ? context.actor
        : personNamed(context, whose);
    if (isRefusal(person)) return person;
    const until = plusDays(context.today, days);
    const theirs = obligationsIn(context).filter((each) => !person || concerns(each, person, context));
    const shown = theirs.filter((each) => each.due === null || each.due <= until);
    const next = theirs.find((each) => each.due !== null && each.due > until);
    const data = {
      total: shown.length,
      obligations: shown.slice(0, mostRows).map((each) => dataOf(each, context)),
    };
    return { view: viewOf(shown, next, person, days, context), data };
  },
});

/** The owner's, and those that the person acts on for somebody absent. */
function concerns({ owner }: Obligation, person: Person, { register, people, today }: Context): boolean {
  return owner === person.id || actingFor(register, people, owner, today) === person.id;
}

function viewOf(
  shown: readonly Obligation[],
  next: Obligation | undefined,
  person: Person | null,
  days: number,
  context: Context,
) {
  const { t, today, actor, nameOf } = context;
  const words = t.deadlines.list;
  const whose = person && (person.id === actor.id ? words.you : person.name);
  const later = next?.due ? [text(words.next(whatOf(next, t), next.due, today))] : [];
  if (shown.length === 0) return [text(words.nothing(days, whose)), ...later];
  const rows = shown
    .slice(0, mostRows)
    .map((each) => [
      each.due === null
        ? words.undated
        : `${t.says.date(each.due)}${each.due < today ? ` (${words.late})` : ''}`,
      `${whatOf(each, t)}`,
      ...(person === null ? [nameOf(each.owner)] : []),
      each.name,
    ]);
  const columns = [words.due, words.what, ...(person === null ? [words.owner] : []), words.name];
  return [
    heading(words.title(person?.name ?? null)),
    table(columns, rows),
    ...(shown.length > mostRows ? [text(words.more(shown.length - mostRows))] : []),
    ...shown.slice(0, mostRows).map((each) =>
      task(`${each.name}: ${whyOf(each, person?.id === actor.id, context)}`, {
        label: words.write,
        line: each.line,
      }),
    ),
    ...later,
  ];
}

/** Why it is due, how far it has come, and why it is the asker's. */
function whyOf(obligation: Obligation, mine: boolean, { t, nameOf, actor }: Context): string {
  const yours = mine && obligation.owner === actor.id ? t.duties.yours(yoursOf(obligation, nameOf)) : '';
  return [becauseOf(obligation, t), standsOf(obligation, t, nameOf), yours]
    .filter((each) => each !== '')
    .join(' ');
}

function dataOf(obligation: Obligation, context: Context) {
  const { t, today } = context;
  const { name, kind, due, computed, owner, line } = obligation;
  return {
    name,
    kind,
    what: whatOf(obligation, t),
    due,
    computed,
    overdue: due !== null && due < today,
    owner,
    why: whyOf(obligation, false, context),
    line,
  };
}
