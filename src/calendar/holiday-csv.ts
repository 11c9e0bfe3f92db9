// A calendar of one's own, `dato;navn;type`: every row is free whatever its type, with the week-ends and nothing else.
import type { LocalDate } from '../ports.ts';
import type { HolidayTable } from './danish-holidays.ts';
import { parseDate } from './dates.ts';

/** The table, or the line (from 1) that is none: no date, or no name. */
export function parseHolidays(csv: string, version: string): HolidayTable | { readonly wrongLine: number } {
  const days = new Map<LocalDate, string>();
  for (const [index, line] of csv
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const [typed = '', name = ''] = line.split(';').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    if (line.trim() === '' || (index === 0 && /^dato$/i.test(typed))) continue;
    const date = parseDate(typed, '2000-01-01');
    if (!date || name === '') return { wrongLine: index + 1 };
    days.set(date, name);
  }
  return { version, years: null, days, closingDays: false };
}
