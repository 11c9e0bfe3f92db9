// Counting agrees with a person who walks the calendar day by day, whatever days are off.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayInWords, earliest, latest } from '../../src/calendar/dates.ts';
import { type Calendar, calendarOf, type Period } from '../../src/calendar/working-days.ts';

/** The walker knows only how to take a step and what is off; none of it comes from the sources. */
function step(date: string, days: number): string {
  const at = new Date(`${date}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
const isWeekend = (date: string): boolean => [0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay());

/** The same day of another month, or the last one that month has. */
function inMonths(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return `${last.toISOString().slice(0, 8)}${String(Math.min(day, last.getUTCDate())).padStart(2, '0')}`;
}

interface World {
  readonly from: string;
  readonly calendar: Calendar;
  readonly isOff: (date: string) => boolean;
}

const edges = [
  '2024-02-28',
  '2024-02-29',
  '2023-02-28',
  '2025-01-31',
  '2024-12-31',
  '2025-01-01',
  '2000-02-29',
];
const someDay = fc.oneof(
  fc.integer({ min: -3600, max: 28_000 }).map((days) => step('1970-01-01', days)),
  fc.constantFrom(...edges, '1969-12-31', '1970-01-01', '1900-03-01', '2099-12-31'),
);
const monthAndDay = fc.constantFrom('01-01', '01-31', '02-28', '06-05', '12-24', '12-31');
const own = { version: 'own', closingDays: false, years: null } as const;

/** A start, and a calendar with days off thickly around it and a closing day or two that change there. */
const world: fc.Arbitrary<World> = fc
  .record({
    from: someDay,
    off: fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { maxLength: 60 }),
    closed: fc.option(fc.tuple(monthAndDay, monthAndDay)),
  })
  .map(({ from, off, closed }) => {
    const days = new Map(off.map((shift) => [step(from, shift), `fridag ${shift}`]));
    if (closed === null)
      return {
        from,
        calendar: calendarOf({ ...own, days }),
        isOff: (date) => isWeekend(date) || days.has(date),
      };
    const [before, after] = closed;
    const table = { version: 'bounded', years: { first: 1950, last: 2110 }, days, closingDays: true };
    const closing = [
      { from: '0000-01-01', days: new Map([[before, 'lukket']]) },
      { from, days: new Map([[after, 'lukket']]) },
    ];
    const isClosed = (date: string): boolean =>
      date.slice(5) === (date < from ? before : after) && date >= '1950' && date < '2111';
    const isOff = (date: string): boolean => isWeekend(date) || days.has(date) || isClosed(date);
    return { from, calendar: calendarOf(table, closing), isOff };
  });

const period = fc.record({
  count: fc.integer({ min: -30, max: 30 }),
  unit: fc.constantFrom('working-days', 'calendar-days', 'months'),
  rule: fc.constantFrom('day-after', 'same-day', 'next-working-day'),
  rollsAtEnd: fc.boolean(),
} as const);

function workingDay({ isOff }: World, date: string, way: 1 | -1): string {
  let day = date;
  while (isOff(day)) day = step(day, way);
  return day;
}

/** So many working days on (or back), one after the other; the first day itself is not among them. */
function walk({ isOff }: World, date: string, count: number): string {
  let day = date;
  for (let left = Math.abs(count); left > 0; isOff(day) || left--) day = step(day, Math.sign(count));
  return day;
}

function endByHand(at: World, { from, count, unit, rule, rollsAtEnd }: Period): string {
  const zero = rule === 'next-working-day' ? workingDay(at, from, 1) : from;
  const firstCounts = rule === 'same-day' && count !== 0 && !at.isOff(from);
  const left = firstCounts ? count - Math.sign(count) : count;
  const ends = {
    'working-days': () => walk(at, zero, left),
    'calendar-days': () => step(zero, left),
    months: () => step(inMonths(zero, count), left - count),
  };
  return rollsAtEnd ? workingDay(at, ends[unit](), 1) : ends[unit]();
}

function daysFrom(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = step(day, 1)) days.push(day);
  return days;
}

const check = <T>(arbitrary: fc.Arbitrary<T>, law: (value: T) => void, numRuns = 400): void =>
  fc.assert(fc.property(arbitrary, law), { numRuns });

describe('counting by the calendar and by hand', () => {
  it('a period ends on the same day, by every rule and unit, forwards and back', () => {
    check(fc.tuple(world, period), ([at, rest]) => {
      const whole = { from: at.from, ...rest };
      expect(at.calendar.endOf(whole)).toBe(endByHand(at, whole));
    });
  });

  it('so many working days on are reached, and are counted again as so many', () => {
    check(fc.tuple(world, fc.integer({ min: -60, max: 60 })), ([at, count]) => {
      const reached = at.calendar.plusWorkingDays(at.from, count);
      expect(reached).toBe(walk(at, at.from, count));
      const again =
        count < 0
          ? at.calendar.count(reached, at.from, 'first')
          : at.calendar.count(at.from, reached, 'last');
      expect(again).toBe(Math.abs(count));
    });
  });

  it('a day off rolls to the nearest working day on that side, and a working day stays', () => {
    check(fc.tuple(world, fc.constantFrom(1, -1)), ([at, way]) => {
      expect(at.calendar.roll(at.from, way)).toBe(workingDay(at, at.from, way));
    });
  });

  it('a day has a name exactly when no work is done on it', () => {
    check(world, ({ from, calendar, isOff }) => {
      for (const day of daysFrom(step(from, -20), step(from, 20))) {
        expect([day, calendar.isWorkingDay(day)]).toEqual([day, !isOff(day)]);
        expect([day, calendar.dayOff(day) === undefined]).toEqual([day, !isOff(day)]);
      }
    });
  });

  it('as many working days lie between two days, with both, the first or the last; none when reversed', () => {
    check(fc.tuple(world, fc.integer({ min: -5, max: 120 })), ([{ from, calendar, isOff }, length]) => {
      const to = step(from, length);
      const working = daysFrom(from, to).filter((day) => !isOff(day));
      expect(calendar.count(from, to, 'both')).toBe(working.length);
      expect(calendar.count(from, to, 'first')).toBe(working.filter((day) => day !== to).length);
      expect(calendar.count(from, to, 'last')).toBe(working.filter((day) => day !== from).length);
    });
  });
});

describe('the days that were skipped', () => {
  it('of working days are all days off after the receipt, and with those counted they fill the period', () => {
    const forward = fc.record({
      count: fc.integer({ min: 1, max: 30 }),
      rule: fc.constantFrom('day-after', 'same-day', 'next-working-day'),
    } as const);
    check(fc.tuple(world, forward, fc.boolean()), ([at, { count, rule }, rollsAtEnd]) => {
      const whole = { from: at.from, unit: 'working-days', count, rule, rollsAtEnd } as const;
      const end = at.calendar.endOf(whole);
      const skipped = at.calendar.skipped(whole).map(({ date }) => date);
      const after = skipped.filter((day) => day !== at.from);
      expect(after).toEqual(daysFrom(step(at.from, 1), end).filter(at.isOff));
      if (rule === 'day-after') expect(daysFrom(step(at.from, 1), end)).toHaveLength(count + after.length);
      else expect(skipped.includes(at.from)).toBe(at.isOff(at.from));
    });
  });

  it('backwards are all days off before the receipt', () => {
    check(fc.tuple(world, fc.integer({ min: -30, max: -1 })), ([at, count]) => {
      const whole = {
        from: at.from,
        unit: 'working-days',
        count,
        rule: 'day-after',
        rollsAtEnd: false,
      } as const;
      const skipped = at.calendar.skipped(whole).map(({ date }) => date);
      const before = daysFrom(at.calendar.endOf(whole), step(at.from, -1)).filter(at.isOff);
      expect(skipped.filter((day) => day !== at.from)).toEqual(before);
    });
  });

  it('of calendar days and months are only those that moved the start or the end', () => {
    const unit = fc.constantFrom('calendar-days', 'months');
    check(fc.tuple(world, period, unit), ([at, rest, calendarUnit]) => {
      const whole: Period = { from: at.from, ...rest, unit: calendarUnit };
      const start =
        whole.rule === 'next-working-day' ? daysFrom(at.from, step(workingDay(at, at.from, 1), -1)) : [];
      const fell = endByHand(at, { ...whole, rollsAtEnd: false });
      const end = whole.rollsAtEnd ? daysFrom(fell, step(workingDay(at, fell, 1), -1)) : [];
      expect(at.calendar.skipped(whole).map(({ date }) => date)).toEqual([...start, ...end]);
    });
  });

  it('have the names of the table, else of the week-end', () => {
    check(world, ({ from, calendar }) => {
      const names = calendar
        .skipped({ from, count: 15, unit: 'working-days', rule: 'day-after', rollsAtEnd: false })
        .map(({ date, name }) => [date, name]);
      expect(names).toEqual(names.map(([date = '']) => [date, calendar.dayOff(date)]));
    });
  });
});

describe('far from the table', () => {
  const calendar = calendarOf({ ...own, days: new Map([['2025-06-05', 'fri']]) });

  it('only week-ends are off, centuries before and after', () => {
    const farAway = fc.oneof(
      fc.integer({ min: -360_000, max: -30_000 }),
      fc.integer({ min: 30_000, max: 360_000 }),
    );
    const far = farAway.map((days) => step('1970-01-01', days));
    check(
      fc.tuple(far, fc.integer({ min: 0, max: 100 })),
      ([from, length]) => {
        const weekdays = daysFrom(from, step(from, length)).filter((day) => !isWeekend(day));
        expect(calendar.count(from, step(from, length), 'both')).toBe(weekdays.length);
      },
      80,
    );
  });

  it('two stretches count as much as the whole, also across 1970 and in any order', () => {
    const anywhere = fc.integer({ min: -200_000, max: 200_000 }).map((days) => step('1970-01-01', days));
    check(
      fc.uniqueArray(anywhere, { minLength: 3, maxLength: 3 }),
      (days) => {
        const [a = '', b = '', c = ''] = days.sort();
        const whole = calendar.count(a, c, 'both');
        expect(calendar.count(a, b, 'both') + calendar.count(b, c, 'last')).toBe(whole);
        expect(calendar.count(a, b, 'first') + calendar.count(b, c, 'both')).toBe(whole);
      },
      80,
    );
  });

  it('four hundred years have 104,355 weekdays, less the one day off', () => {
    expect(calendar.count('1601-01-01', '2000-12-31', 'both')).toBe(104_355);
    expect(calendar.count('1801-01-01', '2200-12-31', 'both')).toBe(104_355 - 1);
  });
});

describe('a date that is known only roughly', () => {
  const monthly = fc.tuple(fc.integer({ min: 2014, max: 2035 }), fc.integer({ min: 1, max: 12 }));
  const span = (date: string): string[] => daysFrom(earliest(date) ?? '', latest(date) ?? '');

  it('primo, medio and ultimo are the whole month or year, each day once', () => {
    check(monthly, ([year, month]) => {
      for (const whole of [`${year}`, `${year}-${String(month).padStart(2, '0')}`]) {
        const days = ['primo', 'medio', 'ultimo'].flatMap((part) => span(`${part}-${whole}`));
        expect(days).toEqual(span(whole));
        expect(days.every((day) => day.startsWith(whole))).toBe(true);
        expect(step(days.at(-1) ?? '', 1).startsWith(whole)).toBe(false);
        expect(step(days[0] ?? '', -1).startsWith(whole)).toBe(false);
      }
    });
  });

  it.each([
    ['primo-2016', '2016-04-30'],
    ['medio-2016', '2016-08-31'],
    ['2016', '2016-12-31'],
    ['primo-2024-02', '2024-02-10'],
    ['medio-2024-02', '2024-02-20'],
    ['ultimo-2024-02', '2024-02-29'],
    ['2025-02', '2025-02-28'],
    ['2025-01-15', '2025-01-15'],
    ['ukendt', undefined],
  ])('%s is over after %s', (date, last) => expect(latest(date)).toBe(last));
});

describe('a day in words', () => {
  it('begins with its weekday and leaves out this year only', () => {
    const weekday = new Intl.DateTimeFormat('da', { weekday: 'long', timeZone: 'UTC' });
    check(fc.tuple(someDay, someDay), ([date, today]) => {
      const words = dayInWords(date, today);
      expect(words.split(' ')[0]).toBe(weekday.format(new Date(date)));
      expect(words.endsWith(` ${date.slice(0, 4)}`)).toBe(date.slice(0, 4) !== today.slice(0, 4));
    });
  });
});
