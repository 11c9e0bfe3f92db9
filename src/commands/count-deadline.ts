// The arithmetic of deadlines by itself: when a period ends and how many working days it holds, with every day skipped.
import { z } from 'zod';
import { choice, date, integer, option, positional } from '../args.ts';
import type { HolidayTable } from '../calendar/danish-holidays.ts';
import { isLocalDate } from '../calendar/time.ts';
import {
  type Calendar,
  type CountingRule,
  countingRules,
  type DayOff,
  ends,
  periodEnds,
  units,
} from '../calendar/working-days.ts';
import { type Context, defineCommand } from '../command.ts';
import { adoptedTable, calendarsOf } from '../obligations/settings.ts';
import { type Refusal, refuse } from '../register/refusal.ts';
import { list, type Node, text } from '../view/nodes.ts';

const rule = choice(countingRules, {
  'day-after': 'day-after',
  'same-day': 'same-day',
  'next-working-day': 'next-working-day',
});
const unit = choice(units, {
  arbejdsdag: 'working-days',
  hverdage: 'working-days',
  dage: 'calendar-days',
  kalenderdag: 'calendar-days',
  måned: 'months',
  months: 'months',
});
const rollsTo = choice(periodEnds, { 'next-working-day': 'rolls' });

export const countDeadline = defineCommand({
  name: 'frist beregn',
  alias: 'deadline compute',
  help: {
    da: 'Beregn, hvornår en periode slutter, og se hver dag, der er sprunget over',
    en: 'Compute when a period ends, with every day that was skipped',
  },
  example: 'frist beregn 14-04-2025 10 arbejdsdage regel=dagen-efter',
  reads: true,
  args: z.object({
    from: positional(0, 'dato', 'date', date),
    count: positional(1, 'antal', 'count', integer),
    unit: positional(2, 'enhed', 'unit', unit),
    rule: option('regel', 'rule', rule),
    end: option('slut', 'end', rollsTo),
  }),
  handle(args, context) {
    const calendar = givenCalendar(context);
    const counted: CountingRule = args.rule ?? 'day-after';
    const { from, count, unit } = args;
    const period = { from, count, unit, rule: counted, rollsAtEnd: args.end === 'rolls' };
    const end = calendar.endOf(period);
    // Calendar days all count: only a period that looks at days off needs to know them.
    const looks = unit === 'working-days' || period.rollsAtEnd || counted !== 'day-after';
    const unknown = looks
      ? (unknownYear(context, calendar, from) ?? unknownYear(context, calendar, end))
      : unwritable(end);
    if (unknown) return unknown;
    const skipped = calendar.skipped(period);
    const { deadlines } = context.t;
    return {
      view: [
        text(deadlines.counting.end(end, context.today)),
        ...skippedNodes(skipped, context),
        text(deadlines.counting.how(context.t.says.term(countingRules[counted]), calendar.version)),
      ],
      data: { date: end, skipped },
    };
  },
});

export const countDays = defineCommand({
  name: 'frist tæl',
  alias: 'deadline count',
  help: { da: 'Tæl arbejdsdagene mellem to datoer', en: 'Count the working days between two dates' },
  example: 'frist tæl 14-04-2025 02-05-2025 medtag=begge',
  reads: true,
  args: z.object({
    from: positional(0, 'fra', 'from', date),
    to: positional(1, 'til', 'to', date),
    ends: option('medtag', 'include', choice(ends)),
  }),
  handle(args, context) {
    const calendar = givenCalendar(context);
    const unknown = unknownYear(context, calendar, args.from) ?? unknownYear(context, calendar, args.to);
    if (unknown) return unknown;
    const which = args.ends ?? 'both';
    const days = calendar.count(args.from, args.to, which);
    return {
      view: [text(context.t.deadlines.counting.counted(days, args.from, args.to, which))],
      data: { days },
    };
  },
});

/** The days skipped as a list with their names. */
function skippedNodes(skipped: readonly DayOff[], { t }: Context): Node[] {
  const { counting, explained } = t.deadlines;
  if (skipped.length === 0) return [text(explained.noneSkipped)];
  return [
    text(counting.skipped(skipped.length)),
    list(skipped.map(({ date: day, name }) => `${t.says.date(day)} ${t.says.term(name)}`)),
  ];
}

/** By the days off that this process was started with, else the register's. */
function tableFor({ calendar, register }: Context): HolidayTable {
  return calendar ?? adoptedTable(register);
}

function givenCalendar(context: Context): Calendar {
  return calendarsOf(tableFor(context), context.register).deadlines;
}

/** The day lies beyond the table, or beyond what a date can be written for. */
function unknownYear(context: Context, calendar: Calendar, day: string): Refusal | undefined {
  const { first, last } = tableFor(context).years ?? { first: 1000, last: 9999 };
  const year = Number(/^[+-]?\d+/.exec(day)?.[0] ?? 0);
  if (calendar.knows(day) && year >= first && year <= last) return undefined;
  return refuse('calendar-ends', { year, first, last }, 'kalender');
}

function unwritable(day: string): Refusal | undefined {
  if (isLocalDate(day)) return undefined;
  return refuse(
    'calendar-ends',
    { year: Number(/^[+-]?\d+/.exec(day)?.[0] ?? 0), first: 1000, last: 9999 },
    'kalender',
  );
}
