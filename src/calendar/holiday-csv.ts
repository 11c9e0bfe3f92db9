// A calendar of one's own, `dato;navn;type`: every row is free whatever its type, with the week-ends and nothing else.
import type { LocalDate } from '../ports.ts';
import type { HolidayTable } from './danish-holidays.ts';
import { parseDate } from './dates.ts';

/** The table, or the line (from 1) that is none: no date, no name, or signs that belong in no name. */
export function parseHolidays(csv: string, version: string): HolidayTable | { readonly wrongLine: number } {
  const days = new Map<LocalDate, string>();
  for (const [index, line] of csv
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const [typed = '', name = ''] = cellsOf(line);
    if (line.trim() === '' || (index === 0 && /^dato$/i.test(typed))) continue;
    // A word for a day (`i dag`) is no day of a calendar.
    const date = /\d/.test(typed) ? parseDate(typed, '2000-01-01') : undefined;
    if (!date || name.trim() === '' || /[\p{Cc}\p{Cf}\uFFFD]/u.test(name)) return { wrongLine: index + 1 };
    days.set(date, name);
  }
  return { version, years: null, days, closingDays: false };
}

/** The cells of a line; in quotation marks a cell may hold a semicolon, and a doubled mark stands for one. */
function cellsOf(line: string): string[] {
  const cells = line.match(/"(?:[^"]|"")*"|[^;]+|(?<=;|^)(?=;|$)/g) ?? [];
  return cells.map((each) => {
    const cell = each.trim();
    return /^".*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell;
  });
}
