// Danish dates, exact and imprecise, as they are typed and as a letter says them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateInWords, earliest, parseDate, parseLooseDate } from '../../src/calendar/dates.ts';
import { instantOf, localDate, parseInstant, plusDays, withOffset } from '../../src/calendar/time.ts';

const today = '2025-02-01';

describe('a date', () => {
  it.each([
    ['2025-01-31', '2025-01-31'],
    ['31-01-2025', '2025-01-31'],
    ['31.1.2025', '2025-01-31'],
    ['31/1 2025', '2025-01-31'],
    ['31. januar 2025', '2025-01-31'],
    ['den 8. oktober 2024', '2024-10-08'],
    ['i går', '2025-01-31'],
    ['yesterday', '2025-01-31'],
    ['29-02-2024', '2024-02-29'],
    ['29-02-2025', undefined],
    ['31-12-24', undefined],
    ['1. brumaire 2025', undefined],
    ['ukendt', undefined],
  ])('%s', (typed, date) => expect(parseDate(typed, today)).toBe(date));

  it.each([
    ['ukendt', 'ukendt', undefined, 'ukendt dato'],
    ['medio-2024-12', 'medio-2024-12', '2024-12-11', 'medio december 2024'],
    ['medio december 2024', 'medio-2024-12', '2024-12-11', 'medio december 2024'],
    ['primo-2016', 'primo-2016', '2016-01-01', 'primo 2016'],
    ['2020', '2020', '2020-01-01', '2020'],
    ['2020-11', '2020-11', '2020-11-01', 'november 2020'],
    ['2025-01-31', '2025-01-31', '2025-01-31', 'den 31. januar 2025'],
  ])('may be as imprecise as %s', (typed, date, first, words) => {
    expect(parseLooseDate(typed, today)).toBe(date);
    expect([earliest(date), dateInWords(date)]).toEqual([first, words]);
  });

  it('said in words is understood again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8000 }), (days) => {
        const date = plusDays('2014-01-01', days);
        expect(parseDate(dateInWords(date), today)).toBe(date);
        expect(parseDate(date.split('-').reverse().join('-'), today)).toBe(date);
      }),
    );
  });
});

describe('Danish time', () => {
  it.each([
    ['2025-01-31', '09:00', '2025-01-31T09:00:00+01:00'],
    ['2025-07-01', '09:00', '2025-07-01T09:00:00+02:00'],
    ['2025-03-30', '03:00', '2025-03-30T03:00:00+02:00'],
    ['2025-12-31', '23:59', '2025-12-31T23:59:00+01:00'],
  ])('%s %s', (date, time, shown) => expect(withOffset(instantOf(date, time) ?? '')).toBe(shown));

  it('keeps the Danish day, whatever zone the process runs in', () => {
    expect(localDate('2025-01-31T23:30:00.000Z')).toBe('2025-02-01');
    expect(localDate(parseInstant('2025-06-30T23:30:00Z') ?? '')).toBe('2025-07-01');
  });
});
