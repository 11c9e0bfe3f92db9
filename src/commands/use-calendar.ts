// Which days off deadlines follow. A change moves open deadlines: they are listed first, and nothing moves before somebody confirms.
import { z } from 'zod';
import { option, words } from '../args.ts';
import { danishHolidays, missingYear } from '../calendar/danish-holidays.ts';
import { type Context, defineCommand } from '../command.ts';
import { obligations } from '../obligations/obligations.ts';
import { adoptedTable, calendarsOf, closingFields, recordedTable } from '../obligations/settings.ts';
import type { Proposal } from '../register/events.ts';
import { refuse } from '../register/refusal.ts';
import { actions, heading, list, type Node, text, warning } from '../view/nodes.ts';
import { obligationsIn } from './find-obligation.ts';
import { supposedRegister } from './suppose.ts';

export const showCalendar = defineCommand({
  name: 'kalender',
  alias: 'calendar',
  help: { da: 'Se, hvilken kalender fristerne følger', en: 'See which calendar deadlines follow' },
  example: 'kalender',
  reads: true,
  args: z.object({}),
  handle(_args, context) {
    const { register, today, t } = context;
    const given = context.calendar;
    const adopted = adoptedTable(register);
    const words = t.deadlines.calendar;
    const { frister = '', beskeder = '' } = closingFields(register, today);
    const missing = missingYear(adopted, today);
    const view: Node[] = [
      heading(words.title(adopted.version)),
      text(
        adopted.years
          ? words.years(adopted.years.first, adopted.years.last)
          : words.unbounded(adopted.days.size),
      ),
      ...(adopted.closingDays ? [text(words.closing(frister, beskeder))] : []),
      ...(missing === undefined ? [] : [warning(words.missing(missing))]),
      ...(given === null || given.version === adopted.version
        ? []
        : [warning(words.other(given.version)), actions({ label: words.adopt, line: 'kalender indfør' })]),
    ];
    return {
      view,
      data: {
        version: adopted.version,
        years: adopted.years,
        given: given?.version ?? null,
        missing: missing ?? null,
      },
    };
  },
});

export const adoptCalendar = defineCommand({
  name: 'kalender indfør',
  alias: 'calendar adopt',
  help: {
    da: 'Lad fristerne følge den kalender, som programmet er startet med; du ser først, hvad der flytter sig',
    en: 'Let deadlines follow the calendar the program was started with; you first see what moves',
  },
  example: 'kalender indfør',
  confirm: true,
  args: z.object({ note: option('note', 'note', words) }),
  handle(_args, context) {
    const { register } = context;
    const given = context.calendar ?? danishHolidays;
    if (adoptedTable(register).version === given.version)
      return refuse('calendar-is-adopted', { version: given.version }, 'kalender');
    const event: Proposal = { type: 'calendar-adopted', data: recordedTable(given) };
    const { view, data } = whatMoves([event], context);
    return { view, events: [event], data };
  },
});

export interface Move {
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** The open deadlines that would be other ones after the events. */
export function whatMoves(
  events: readonly Proposal[],
  context: Context,
): { readonly view: Node[]; readonly data: { readonly moves: readonly Move[] } } {
  const register = supposedRegister(context, events);
  const calendar = calendarsOf(adoptedTable(register), register).deadlines;
  const before = new Map(obligationsIn(context).map((each) => [each.name, each.due]));
  const moves = obligations({ ...context, register, calendar })
    .filter(({ name, due }) => before.has(name) && before.get(name) !== due)
    .map(({ name, due }): Move => ({ name, from: before.get(name) ?? null, to: due }));
  const { deadlines } = context.t;
  const view =
    moves.length === 0
      ? [text(deadlines.nothingMoves)]
      : [
          text(deadlines.moved(moves.length)),
          list(moves.map(({ name, from, to }) => deadlines.move(name, from, to))),
        ];
  return { view, data: { moves } };
}
