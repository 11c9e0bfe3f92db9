// A calendar file as offices have them: saved by a spreadsheet, typed by hand, or wrong on one line.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HolidayTable } from '../../src/calendar/danish-holidays.ts';
import { parseHolidays } from '../../src/calendar/holiday-csv.ts';
import { calendarOf } from '../../src/calendar/working-days.ts';

function read(csv: string): HolidayTable {
  const table = parseHolidays(csv, 'own-1');
  if ('wrongLine' in table) throw new Error(`line ${table.wrongLine} is wrong: ${csv}`);
  return table;
}
const rows = (csv: string): string[] => [...read(csv).days].map(([date, name]) => `${date} ${name}`);

describe('a calendar file', () => {
  it('is its rows, free whatever their type, without a bound on the years and without closing days', () => {
    const table = read('dato;navn;type\n2025-06-05;grundlovsdag;lukkedag\n2025-12-25;1. juledag;helligdag\n');
    expect(table).toEqual({
      version: 'own-1',
      years: null,
      days: new Map([
        ['2025-06-05', 'grundlovsdag'],
        ['2025-12-25', '1. juledag'],
      ]),
      closingDays: false,
    });
    const calendar = calendarOf(table, [{ from: '0000-01-01', days: new Map([['12-24', 'juleaftensdag']]) }]);
    const days = ['2025-06-05', '2025-12-25', '2025-12-24', '2025-12-26', '2025-12-27', '2199-01-01'];
    expect(days.map(calendar.isWorkingDay)).toEqual([false, false, true, true, false, true]);
  });

  it.each([
    ['with a heading', 'dato;navn;type\n2025-06-05;fri;x\n'],
    ['with a heading in capitals and spaces', ' Dato ; Navn ; Type \n2025-06-05;fri;x\n'],
    ['without a heading', '2025-06-05;fri;x\n'],
    ['without a last line break', '2025-06-05;fri;x'],
    ['without types', '2025-06-05;fri\n'],
    ['with a byte order mark', '\uFEFFdato;navn;type\n2025-06-05;fri;x\n'],
    ['with a byte order mark and no heading', '\uFEFF2025-06-05;fri;x\n'],
    ['with the line ends of Windows', 'dato;navn;type\r\n2025-06-05;fri;x\r\n'],
    ['with empty lines', 'dato;navn;type\n\n2025-06-05;fri;x\n   \n\n'],
    ['with spaces around the cells', '  2025-06-05 ;  fri ;x\n'],
    ['with every cell in quotes', '"dato";"navn";"type"\n"2025-06-05";"fri";"x"\n'],
    ['with the date as 05-06-2025', '05-06-2025;fri;x\n'],
    ['with the date as 5.6.2025', '5.6.2025;fri;x\n'],
    ['with the date as 5/6 2025', '5/6 2025;fri;x\n'],
    ['with the date as 5. juni 2025', '5. juni 2025;fri;x\n'],
  ])('is understood %s', (_how, csv) => expect(rows(csv)).toEqual(['2025-06-05 fri']));

  it.each([
    ['no date', 'dato;navn;type\n2025-06-05;fri;x\nhej;fri;x\n', 3],
    ['a date that does not exist', '2025-02-29;fri;x\n', 1],
    ['a date that is only a year', 'dato;navn;type\n2025;fri;x\n', 2],
    ['a day that is only relative', 'i dag;fri;x\n', 1],
    ['a word that JavaScript knows for a date', '2025-06-05;fri;x\nconstructor;fri;x\n', 2],
    ['no name', '2025-06-05;fri;x\n2025-06-06;;x\n', 2],
    ['a name of spaces', '2025-06-05;   ;x\n', 1],
    ['an empty name in quotes', '2025-06-05;"";x\n', 1],
    ['only a date', '2025-06-05\n', 1],
    ['commas for semicolons', '2025-06-05,fri,x\n', 1],
    ['a heading of other words', 'date;name;type\n2025-06-05;fri;x\n', 1],
    ['a second heading', 'dato;navn;type\n2025-06-05;fri;x\ndato;navn;type\n', 3],
    ['empty lines before it, which count', '\r\n\r\n2025-06-05;fri;x\r\nhej\r\n', 4],
    ['a page of the web', '<!doctype html>\n<p>404</p>\n', 1],
    ['two wrong lines: the first is named', '2025-06-05;fri;x\nx;y;z\n2025-13-01;fri;x\n', 2],
  ])('with %s is refused, and the line is named', (_wrong, csv, wrongLine) => {
    expect(parseHolidays(csv, 'own-1')).toEqual({ wrongLine });
  });

  it.each([
    ['nothing', ''],
    ['a byte order mark', '\uFEFF'],
    ['its heading', 'dato;navn;type\r\n'],
  ])('of only %s has week-ends and no other day off', (_what, csv) => {
    expect(rows(csv)).toEqual([]);
    const calendar = calendarOf(read(csv));
    expect(calendar.count('2025-12-22', '2026-01-02', 'both')).toBe(10);
  });

  it('that names a day twice has it once, by its last name', () => {
    expect(rows('2025-06-05;fri;x\n2025-06-06;bro;x\n5. juni 2025;grundlovsdag;y\n')).toEqual([
      '2025-06-05 grundlovsdag',
      '2025-06-06 bro',
    ]);
  });

  it.each([
    '__proto__',
    'constructor',
    '=HYPERLINK("x")',
    '<script>',
    '<!channel> *x*',
    '2025-06-06',
    '🎄 jul',
    'dato',
  ])('keeps the name %s as it stands', (name) => {
    const calendar = calendarOf(read(`2025-06-05;${name};x\n`));
    expect(calendar.dayOff('2025-06-05')).toBe(name);
    expect(calendar.dayOff('2025-06-06')).toBeUndefined();
  });
});

describe('any days off', () => {
  const day = fc
    .integer({ min: 0, max: 40_000 })
    .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
  const name = fc.stringMatching(/^[a-zæøåA-ZÆØÅ0-9.,!'<>& ]{1,30}$/).filter((text) => text.trim() !== '');
  const style = fc.record({
    mark: fc.constantFrom('', '\uFEFF'),
    heading: fc.constantFrom('', 'dato;navn;type', 'Dato;Navn;Type'),
    end: fc.constantFrom('\n', '\r\n'),
    quote: fc.constantFrom('', '"'),
    turned: fc.boolean(),
  });

  it('come back as they were written, however the file is saved', () => {
    const table = fc.uniqueArray(fc.tuple(day, name), { selector: ([date]) => date, maxLength: 40 });
    fc.assert(
      fc.property(table, style, (days, { mark, heading, end, quote, turned }) => {
        const lines = days.map(([date, called]) => {
          const written = turned ? date.split('-').reverse().join('-') : date;
          return [written, called, 'lukkedag'].map((cell) => `${quote}${cell}${quote}`).join(';');
        });
        const csv = mark + [heading, ...lines].filter((line) => line !== '').join(end) + end;
        // Spaces at the ends of a cell are nobody's meaning; in quotes they are kept.
        const trimmed = days.map(([date, called]) => [date, quote ? called : called.trim()] as const);
        expect(read(csv).days).toEqual(new Map(trimmed));
      }),
    );
  });

  it('no file makes it throw: it is a table or a line that is wrong', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (csv) => {
        const table = parseHolidays(csv, 'own-1');
        if ('wrongLine' in table) {
          expect(table.wrongLine).toBeGreaterThanOrEqual(1);
          expect(table.wrongLine).toBeLessThanOrEqual(csv.split('\n').length);
        }
      }),
    );
  });
});
