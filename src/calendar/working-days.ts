// Working days and the named ways to count a period. Governments differ, so each deadline names its rule.
import type { LocalDate } from '../ports.ts';
import type { HolidayTable } from './danish-holidays.ts';
import { dateOfDay, dayNumber, isLocalDate, plusMonths, weekdayNumber } from './time.ts';

/** English identifier ↔ the name that people type and read. */
export const countingRules = {
  /** The first working day after receipt is day 1. */
  'day-after': 'dagen-efter',
  /** A working receipt day is day 1. */
  'same-day': 'samme-dag',
  /** Receipt on a day off rolls to the next working day, which is day 0. */
  'next-working-day': 'næste-arbejdsdag',
} as const;
export type CountingRule = keyof typeof countingRules;

export const units = {
  'working-days': 'arbejdsdage',
  'calendar-days': 'kalenderdage',
  months: 'måneder',
} as const;
export type Unit = keyof typeof units;

/** What becomes of a period that ends on a day off (forældelsesloven § 27, stk. 2). */
export const periodEnds = { rolls: 'næste-arbejdsdag', stays: 'uændret' } as const;

/** Which ends of a period count: `fra` and `til` both, only `fra`, only `til`. */
export const ends = { both: 'begge', first: 'første', last: 'sidste' } as const;
export type Ends = keyof typeof ends;

/** The office's own closing days (`06-05`), from a date on; the newest row that has begun holds. */
export interface ClosingDays {
  readonly from: LocalDate;
  /** By month and day, with what the day is called. */
  readonly days: ReadonlyMap<string, string>;
}

export interface DayOff {
  readonly date: LocalDate;
  readonly name: string;
}

export interface Period {
  readonly from: LocalDate;
  readonly count: number;
  readonly unit: Unit;
  readonly rule: CountingRule;
  /** A period that ends on a day off runs to the next working day (forældelsesloven § 27, stk. 2). */
  readonly rollsAtEnd: boolean;
}

export interface Calendar {
  readonly version: string;
  /** The name of the day off, week-ends included; undefined for a working day. */
  dayOff(date: LocalDate): string | undefined;
  isWorkingDay(date: LocalDate): boolean;
  /** The day itself if it is a working day, else the nearest one after (1) or before (-1) it. */
  roll(date: LocalDate, direction: 1 | -1): LocalDate;
  /** The working day that many working days after the date (before, if negative); 0 is the date itself. */
  plusWorkingDays(date: LocalDate, count: number): LocalDate;
  endOf(period: Period): LocalDate;
  /** The days off between the start and the end of the period that made it longer. */
  skipped(period: Period): DayOff[];
  /** Working days from `from` to `to`; 0 when reversed. */
  count(from: LocalDate, to: LocalDate, which: Ends): number;
  /** Whether it knows the holidays of that year. */
  knows(date: LocalDate): boolean;
}

const weekend = ['lørdag', 'søndag'] as const;

export function calendarOf(table: HolidayTable, closing: readonly ClosingDays[] = []): Calendar {
  const holidays = new Set<number>();
  for (const date of table.days.keys()) holidays.add(dayNumber(date));
  const closed =
    table.closingDays && table.years ? closedDays(table.years, closing) : new Map<number, string>();

  const isOff = (day: number): boolean => weekdayNumber(day) >= 5 || holidays.has(day) || closed.has(day);
  const nameOf = (day: number): string | undefined =>
    table.days.get(dateOfDay(day)) ?? closed.get(day) ?? weekend[weekdayNumber(day) - 5];

  function roll(day: number, direction: number): number {
    let rolled = day;
    while (isOff(rolled)) rolled += direction;
    return rolled;
  }

  // Counted from one day on, so that a thousand overdue deadlines are not walked day by day.
  const origin = dayNumber('1970-01-01');
  const counted = new Map<number, number>();

  /** Working days from the origin to the end of that day; blocks of 32 days are counted once. */
  function workingUntil(day: number): number {
    const block = Math.floor((day - origin) / 32);
    let sum = counted.get(block);
    if (sum === undefined) {
      sum = 0;
      const [low, high] = block < 0 ? [block, 0] : [0, block];
      for (let each = origin + low * 32; each < origin + high * 32; each++) if (!isOff(each)) sum++;
      if (block < 0) sum = -sum;
      counted.set(block, sum);
    }
    for (let each = origin + block * 32; each <= day; each++) if (!isOff(each)) sum++;
    return sum;
  }

  function plusWorking(day: number, count: number): number {
    const direction = Math.sign(count);
    let reached = day;
    for (let left = Math.abs(count); left > 0; left--) reached = roll(reached + direction, direction);
    return reached;
  }

  function end({ from, count, unit, rule, rollsAtEnd }: Period): number {
    const received = dayNumber(from);
    const zero = rule === 'next-working-day' ? roll(received, 1) : received;
    // The receipt day is day 1 where it counts at all: one day less to go.
    const first = rule === 'same-day' && count !== 0 && !isOff(received) ? Math.sign(count) : 0;
    const reached =
      unit === 'working-days'
        ? plusWorking(zero - first, count)
        : unit === 'calendar-days'
          ? zero - first + count
          : dayNumber(plusMonths(dateOfDay(zero), count)) - first;
    return rollsAtEnd ? roll(reached, 1) : reached;
  }

  const between = (first: number, last: number): DayOff[] =>
    Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index).flatMap((day) => {
      const name = nameOf(day);
      return name === undefined ? [] : [{ date: dateOfDay(day), name }];
    });

  return {
    version: table.version,
    dayOff: (date) => nameOf(dayNumber(date)),
    isWorkingDay: (date) => !isOff(dayNumber(date)),
    roll(date, direction) {
      const day = dayNumber(date);
      return isOff(day) ? dateOfDay(roll(day, direction)) : date;
    },
    plusWorkingDays: (date, count) => dateOfDay(plusWorking(dayNumber(date), count)),
    endOf: (period) => dateOfDay(end(period)),
    skipped(period) {
      const [from, last] = [dayNumber(period.from), end(period)];
      if (period.unit === 'working-days')
        return (from <= last ? between(from, last) : between(last, from)).filter(
          ({ date }) => date !== dateOfDay(last),
        );
      // Calendar days all count: only what rolled the start or the end made the period longer.
      const unrolled = end({ ...period, rollsAtEnd: false });
      const start = period.rule === 'next-working-day' ? between(from, roll(from, 1) - 1) : [];
      return [...start, ...between(unrolled, last - 1)];
    },
    count(from, to, which) {
      const first = dayNumber(from) + (which === 'last' ? 1 : 0);
      const last = dayNumber(to) - (which === 'first' ? 1 : 0);
      return last < first ? 0 : workingUntil(last) - workingUntil(first - 1);
    },
    knows: (date) =>
      table.years === null ||
      (Number(date.slice(0, 4)) >= table.years.first && Number(date.slice(0, 4)) <= table.years.last),
  };
}

function closedDays(
  years: { readonly first: number; readonly last: number },
  closing: readonly ClosingDays[],
): Map<number, string> {
  const closed = new Map<number, string>();
  for (let year = years.first; year <= years.last; year++) {
    for (const [index, { from, days }] of closing.entries()) {
      const until = closing[index + 1]?.from;
      for (const [day, name] of days) {
        const date = `${year}-${day}`;
        if (isLocalDate(date) && date >= from && (until === undefined || date < until))
          closed.set(dayNumber(date), name);
      }
    }
  }
  return closed;
}
