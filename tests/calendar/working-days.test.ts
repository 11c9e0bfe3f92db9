// When a period ends and which days it skips: other governments' cases, Danish ones, and the office's closing days.
import { describe, expect, it } from 'vitest';
import { danishHolidays, type HolidayTable } from '../../src/calendar/danish-holidays.ts';
import { dayInWords } from '../../src/calendar/dates.ts';
import {
  type CountingRule,
  calendarOf,
  countingRules,
  ends,
  units,
} from '../../src/calendar/working-days.ts';
import { calendarsOf } from '../../src/obligations/settings.ts';
import { emptyRegister } from '../../src/register/state.ts';
import { termKey } from '../../src/register/terms.ts';
import cases from '../fixtures/deadline-cases.json' with { type: 'json' };

/** As an office has it that has set nothing: 5 June, 24 and 31 December are closed. */
const { deadlines: danish, messages } = calendarsOf(danishHolidays, emptyRegister);

const workingDays = (from: string, count: number, rule: CountingRule = 'day-after') =>
  ({ from, count, unit: 'working-days', rule, rollsAtEnd: false }) as const;

function known<K>(key: K | undefined): K {
  if (key === undefined) throw new Error('the fixture has a word that is no term');
  return key;
}

describe.each(cases.calendars)('the case workers of $name', ({ name, holidays, periods, counts }) => {
  const days = new Map(holidays.map((day) => [day, 'bank holiday']));
  const calendar = calendarOf({ version: name, years: null, days, closingDays: false });

  it.each(periods)('$from and $count $unit by $rule end on $end', (row) => {
    const unit = known(termKey(units, row.unit));
    const rule = known(termKey(countingRules, row.rule));
    const { from, count, rolls } = row;
    expect(calendar.endOf({ from, count, unit, rule, rollsAtEnd: rolls })).toBe(row.end);
  });

  if (counts.length > 0)
    it.each(counts)('from $from to $to, $ends included, are $days working days', (row) => {
      expect(calendar.count(row.from, row.to, known(termKey(ends, row.ends)))).toBe(row.days);
    });
});

describe('the fixture', () => {
  it('has every case, each with a source that is named', () => {
    const rows = cases.calendars.flatMap(({ periods, counts }) => [...periods, ...counts]);
    expect(rows).toHaveLength(36);
    expect(rows.filter(({ source }) => !(source in cases.sources))).toEqual([]);
  });
});

describe('the three rules at Easter 2025 (17–21 April are off)', () => {
  it.each([
    [
      'received on Wednesday, day 1 is the first working day after it',
      '2025-04-16',
      'day-after',
      '2025-04-22',
    ],
    ['received on a working day, that day is day 1', '2025-04-16', 'same-day', '2025-04-16'],
    ['received on a working day, it is day 0', '2025-04-16', 'next-working-day', '2025-04-22'],
    ['received on skærtorsdag, day 1 is Tuesday', '2025-04-17', 'day-after', '2025-04-22'],
    ['received on skærtorsdag, it cannot be day 1', '2025-04-17', 'same-day', '2025-04-22'],
    ['received on skærtorsdag, Tuesday is day 0', '2025-04-17', 'next-working-day', '2025-04-23'],
  ] as const)('%s', (_why, from, rule, end) => expect(danish.endOf(workingDays(from, 1, rule))).toBe(end));

  it('a period of no days ends on the day of receipt, or on the working day that it rolls to', () => {
    const none = (rule: CountingRule) => danish.endOf(workingDays('2025-04-18', 0, rule));
    expect([none('day-after'), none('same-day'), none('next-working-day')]).toEqual([
      '2025-04-18',
      '2025-04-18',
      '2025-04-22',
    ]);
  });

  it('says which days were skipped and what they are called', () => {
    expect(danish.skipped(workingDays('2025-04-16', 3)).map(({ date, name }) => `${date} ${name}`)).toEqual([
      '2025-04-17 skærtorsdag',
      '2025-04-18 langfredag',
      '2025-04-19 lørdag',
      '2025-04-20 1. påskedag',
      '2025-04-21 2. påskedag',
    ]);
    expect(danish.skipped(workingDays('2025-04-07', 4))).toEqual([]);
  });
});

describe('forældelsesloven § 27, stk. 2: a period that ends when the office is closed runs to the next weekday', () => {
  it.each([
    ['2022-02-01', '2025-02-03', ['lørdag', 'søndag']],
    ['2022-02-02', '2025-02-03', ['søndag']],
    ['2022-04-17', '2025-04-22', ['skærtorsdag', 'langfredag', 'lørdag', '1. påskedag', '2. påskedag']],
    ['2022-05-29', '2025-05-30', ['Kristi himmelfartsdag']],
    ['2022-06-05', '2025-06-06', ['grundlovsdag']],
    ['2022-12-24', '2025-12-29', ['juleaftensdag', '1. juledag', '2. juledag', 'lørdag', 'søndag']],
    ['2022-12-31', '2026-01-02', ['nytårsaftensdag', 'nytårsdag']],
    ['2022-03-03', '2025-03-03', []],
  ])('three years from %s end on %s', (from, end, skipped) => {
    const period = { from, count: 36, unit: 'months', rule: 'day-after', rollsAtEnd: true } as const;
    expect(danish.endOf(period)).toBe(end);
    expect(danish.skipped(period).map(({ name }) => name)).toEqual(skipped);
    expect(danish.endOf({ ...period, rollsAtEnd: false })).toBe(`2025${from.slice(4)}`);
  });

  it('calendar days skip nothing on the way, only where the end rolls', () => {
    const period = {
      from: '2025-04-10',
      unit: 'calendar-days',
      rule: 'day-after',
      rollsAtEnd: true,
    } as const;
    expect(danish.skipped({ ...period, count: 14 })).toEqual([]);
    expect(danish.skipped({ ...period, count: 11 })).toEqual([{ date: '2025-04-21', name: '2. påskedag' }]);
  });
});

describe('the closing days of the office', () => {
  it.each([
    ['deadlines', danish],
    ['messages', messages],
  ])('are 5 June, 24 and 31 December for %s, until somebody sets others', (_purpose, calendar) => {
    const names = ['2025-06-05', '2025-12-24', '2025-12-31'].map((day) => calendar.dayOff(day));
    expect(names).toEqual(['grundlovsdag', 'juleaftensdag', 'nytårsaftensdag']);
    expect(calendar.isWorkingDay('2025-12-30')).toBe(true);
  });

  it('change on a date: the old ones hold before it and the new ones from it on', () => {
    const calendar = calendarOf(danishHolidays, [
      { from: '2014-01-01', days: new Map([['06-05', 'grundlovsdag']]) },
      { from: '2025-06-05', days: new Map([['12-23', 'lillejuleaften']]) },
    ]);
    const names = ['2024-06-05', '2025-06-05', '2024-12-23', '2025-12-23'].map(calendar.dayOff);
    expect(names).toEqual(['grundlovsdag', undefined, undefined, 'lillejuleaften']);
  });

  it('give way to the name of the holiday that falls on the same day', () => {
    expect(danish.dayOff('2022-06-05')).toBe('1. pinsedag');
    expect(danish.dayOff('2016-12-24')).toBe('juleaftensdag');
  });

  it('are nothing to a calendar of one’s own: it is free on its rows and at week-ends only', () => {
    const own: HolidayTable = {
      version: 'own',
      years: null,
      days: new Map([['2025-06-06', 'fri']]),
      closingDays: false,
    };
    const calendar = calendarsOf(own, emptyRegister).deadlines;
    const days = ['2025-06-05', '2025-06-06', '2025-06-07', '2025-12-24', '2025-12-25', '2025-12-31'];
    expect(days.map(calendar.dayOff)).toEqual([undefined, 'fri', 'lørdag', undefined, undefined, undefined]);
    const bounded = calendarsOf({ ...danishHolidays, version: 'bare', closingDays: false }, emptyRegister);
    expect(days.map(bounded.deadlines.isWorkingDay)).toEqual([true, true, false, true, false, true]);
  });
});

describe('what the calendar knows', () => {
  it('is 2014 to 2035, and every year when the days off are one’s own', () => {
    const years = ['2013-12-31', '2014-01-01', '2035-12-31', '2036-01-01'];
    expect(years.map(danish.knows)).toEqual([false, true, true, false]);
    expect(years.map(calendarOf({ ...danishHolidays, years: null }).knows)).toEqual([true, true, true, true]);
  });
});

describe('a day as a colleague says it', () => {
  it.each([
    ['2025-02-12', 'onsdag den 12. februar', 'Wednesday 12 February'],
    ['2025-12-31', 'onsdag den 31. december', 'Wednesday 31 December'],
    ['2026-01-01', 'torsdag den 1. januar 2026', 'Thursday 1 January 2026'],
    ['2024-02-29', 'torsdag den 29. februar 2024', 'Thursday 29 February 2024'],
  ])('%s', (date, danishWords, englishWords) => {
    const today = '2025-02-01';
    expect([dayInWords(date, today), dayInWords(date, today, 'en')]).toEqual([danishWords, englishWords]);
  });
});
