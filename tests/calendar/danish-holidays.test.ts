// The table of holidays against what it was made from: Easter computed anew, and a list compiled by others.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { danishHolidays, missingYear } from '../../src/calendar/danish-holidays.ts';
import { calendarsOf } from '../../src/obligations/settings.ts';
import { emptyRegister } from '../../src/register/state.ts';

const years = Array.from({ length: 22 }, (_, index) => 2014 + index);
const danish = calendarsOf(danishHolidays, emptyRegister).deadlines;

/** Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8), as UTC milliseconds. */
function easter(year: number): number {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const [d, e, f] = [Math.floor(b / 4), b % 4, Math.floor((b + 8) / 25)];
  const h = (19 * a + b - d - Math.floor((b - f + 1) / 3) + 15) % 30;
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const day = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(day / 31) - 1, (day % 31) + 1);
}

function computed(year: number): string[] {
  const fromEaster = (days: number, name: string): string =>
    `${new Date(easter(year) + days * 86_400_000).toISOString().slice(0, 10)} ${name}`;
  return [
    `${year}-01-01 nytårsdag`,
    fromEaster(-3, 'skærtorsdag'),
    fromEaster(-2, 'langfredag'),
    fromEaster(0, '1. påskedag'),
    fromEaster(1, '2. påskedag'),
    ...(year < 2024 ? [fromEaster(26, 'store bededag')] : []),
    fromEaster(39, 'Kristi himmelfartsdag'),
    fromEaster(49, '1. pinsedag'),
    fromEaster(50, '2. pinsedag'),
    `${year}-12-25 1. juledag`,
    `${year}-12-26 2. juledag`,
  ];
}

const inTable = [...danishHolidays.days].map(([date, name]) => `${date} ${name}`);

describe('the Danish holidays', () => {
  it('Easter is computed right: known dates, the earliest and the latest among them', () => {
    const known = [1818, 1943, 1961, 2000, 2014, 2024, 2025, 2038].map((year) =>
      new Date(easter(year)).toISOString().slice(0, 10),
    );
    expect(known).toEqual([
      '1818-03-22',
      '1943-04-25',
      '1961-04-02',
      '2000-04-23',
      '2014-04-20',
      '2024-03-31',
      '2025-04-20',
      '2038-04-25',
    ]);
  });

  it.each(years)('of %i are those that follow from Easter and the fixed days, and no others', (year) => {
    expect(inTable.filter((row) => row.startsWith(`${year}-`)).sort()).toEqual(computed(year).sort());
  });

  it('reach from 2014 to 2035 and no further', () => {
    expect(danishHolidays.years).toEqual({ first: 2014, last: 2035 });
    expect([...new Set(inTable.map((row) => Number(row.slice(0, 4))))]).toEqual(years);
  });

  it('of 2014–2030 are those of the compiled list, which has two closing days and lacks 31 December', () => {
    const listed = readFileSync('tests/fixtures/danish-days-2014-2030.csv', 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(';'));
    const holidays = listed
      .filter(([, , type]) => type === 'helligdag')
      .map(([date, name]) => `${date} ${name}`);
    expect(inTable.filter((row) => row < '2031').sort()).toEqual(holidays.sort());

    const closed = listed.filter(([, , type]) => type === 'lukkedag');
    expect(closed).toHaveLength(2 * 17);
    for (const [date = '', name] of closed)
      expect(danish.dayOff(date)).toBe(danishHolidays.days.get(date) ?? name);
  });

  it('no weekday is off but the holidays and 5 June, 24 and 31 December', () => {
    const others: string[] = [];
    for (let at = Date.UTC(2014, 0, 1); at < Date.UTC(2036, 0, 1); at += 86_400_000) {
      const [date, weekday] = [new Date(at).toISOString().slice(0, 10), new Date(at).getUTCDay()];
      const expected =
        weekday === 0 ||
        weekday === 6 ||
        ['06-05', '12-24', '12-31'].includes(date.slice(5)) ||
        danishHolidays.days.has(date);
      if (danish.isWorkingDay(date) === expected) others.push(date);
    }
    expect(others).toEqual([]);
  });

  it('store bededag was free for the last time in 2023; since 2024 it is a working day', () => {
    expect(danish.dayOff('2023-05-05')).toBe('store bededag');
    const since = years
      .filter((year) => year >= 2024)
      .map((year) => new Date(easter(year) + 26 * 86_400_000).toISOString().slice(0, 10));
    expect(since.map(danish.dayOff)).toEqual(since.map(() => undefined));
  });
});

describe('the warning that the table ends', () => {
  it.each([
    ['2026-11-23', undefined],
    ['2033-01-01', undefined],
    ['2033-12-31', undefined],
    ['2034-01-01', 2036],
    ['2035-06-05', 2036],
    ['2040-01-01', 2036],
  ])('on %s the first year that is missing too soon is %s', (today, missing) => {
    expect(missingYear(danishHolidays, today)).toBe(missing);
  });

  it('comes for each table by its own end, and never for days off of one’s own', () => {
    const shorter = { ...danishHolidays, years: { first: 2014, last: 2030 } };
    expect(missingYear(shorter, '2028-12-31')).toBeUndefined();
    expect(missingYear(shorter, '2029-01-01')).toBe(2031);
    expect(missingYear({ ...danishHolidays, years: null }, '2999-01-01')).toBeUndefined();
  });
});
