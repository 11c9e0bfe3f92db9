// Danish dates as people write them, exact and imprecise, and as letters and screens show them.
import type { LocalDate } from '../ports.ts';
import { dayNumber, isLocalDate, plusDays, plusMonths, weekdayNumber } from './time.ts';

/**
 * When something happened, as exactly as it is known: `2025-01-31`, `2025-01`, `2025`,
 * `primo-2016`, `medio-2024-12`, `ultimo-2020`, or `ukendt`.
 */
export type LooseDate = string;

const months = [
  'januar',
  'februar',
  'marts',
  'april',
  'maj',
  'juni',
  'juli',
  'august',
  'september',
  'oktober',
  'november',
  'december',
];
const english = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const parts = { primo: 'early', medio: 'mid', ultimo: 'late' } as const;
const relative: Readonly<Record<string, number>> = {
  'i dag': 0,
  idag: 0,
  today: 0,
  'i går': -1,
  'i gaar': -1,
  igår: -1,
  yesterday: -1,
  'i forgårs': -2,
  'i forgaars': -2,
  'i morgen': 1,
  tomorrow: 1,
};

/** `2025-01-31`, `31-01-2025`, `31.1.2025`, `31/1 2025`, `31. januar 2025`, `i går`; undefined when it is no day. */
export function parseDate(typed: string, today: LocalDate): LocalDate | undefined {
  const text = typed.trim().toLowerCase();
  const shift = Object.hasOwn(relative, text) ? relative[text] : undefined;
  if (shift !== undefined) return plusDays(today, shift);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return day(iso[1], iso[2], iso[3]);
  const danish = /^(\d{1,2})[-./ ]+(\d{1,2})[-./ ]+(\d{4})$/.exec(text);
  if (danish) return day(danish[3], danish[2], danish[1]);
  const spelt = /^(?:den )?(\d{1,2})\.? ([a-zæøå]+)\.? (\d{4})$/.exec(text);
  const month = spelt ? monthNumber(spelt[2]) : undefined;
  return spelt && month ? day(spelt[3], month, spelt[1]) : undefined;
}

/** As `parseDate`, and `ukendt`, `2025`, `2025-01`, `medio-2024-12`, `primo 2016`, `medio december 2024`. */
export function parseLooseDate(typed: string, today: LocalDate): LooseDate | undefined {
  const text = typed.trim().toLowerCase();
  if (text === 'ukendt' || text === 'unknown') return 'ukendt';
  const exact = parseDate(typed, today);
  if (exact) return exact;
  const spelt = /^(?:(primo|medio|ultimo)[- ]+)?(?:([a-zæøå]+)\.? )?(\d{4})(?:-(\d{1,2}))?$/.exec(text);
  if (!spelt) return undefined;
  const [, part, name, year, number] = spelt;
  const month = name ? monthNumber(name) : number?.padStart(2, '0');
  if ((name && (number || !month)) || (month && !isLocalDate(`${year}-${month}-01`))) return undefined;
  return [part, year, month].filter((piece) => piece !== undefined).join('-');
}

/** The first day that the date can mean; undefined when it is unknown. */
export function earliest(date: LooseDate): LocalDate | undefined {
  const known = /^(?:(primo|medio|ultimo)-)?(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date);
  if (!known) return undefined;
  const [, part, year, month, dayOfMonth] = known;
  if (!part) return `${year}-${month ?? '01'}-${dayOfMonth ?? '01'}`;
  if (month) return `${year}-${month}-${{ primo: '01', medio: '11', ultimo: '21' }[part] ?? '01'}`;
  return `${year}-${{ primo: '01', medio: '05', ultimo: '09' }[part] ?? '01'}-01`;
}

/** The last day that the date can mean; undefined when it is unknown. */
export function latest(date: LooseDate): LocalDate | undefined {
  const known = /^(?:(primo|medio|ultimo)-)?(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date);
  if (!known) return undefined;
  const [, part, year, month, dayOfMonth] = known;
  if (dayOfMonth) return `${year}-${month}-${dayOfMonth}`;
  if (month && part !== 'primo' && part !== 'medio')
    return plusDays(plusMonths(`${year}-${month}-01`, 1), -1);
  if (month) return `${year}-${month}-${part === 'primo' ? '10' : '20'}`;
  return `${year}-${{ primo: '04-30', medio: '08-31' }[part ?? ''] ?? '12-31'}`;
}

/** As a letter says it: `den 31. januar 2025`, `medio december 2024`, `primo 2016`; in English `31 January 2025`. */
export function dateInWords(date: LooseDate, language: 'da' | 'en' = 'da'): string {
  const known = /^(?:(primo|medio|ultimo)-)?(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date);
  if (!known) return language === 'da' ? 'ukendt dato' : 'unknown date';
  const [, part, year, month, dayOfMonth] = known;
  const name = month ? (language === 'da' ? months : english)[Number(month) - 1] : undefined;
  if (dayOfMonth)
    return language === 'da'
      ? `den ${Number(dayOfMonth)}. ${name} ${year}`
      : `${Number(dayOfMonth)} ${name} ${year}`;
  const when = part && (language === 'da' ? part : parts[part as keyof typeof parts]);
  return [when, name, year].filter(Boolean).join(' ');
}

const weekdays = {
  da: ['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const;

/** As a colleague says it: `onsdag den 12. februar`, with the year only where it is another than today's. */
export function dayInWords(date: LocalDate, today: LocalDate, language: 'da' | 'en' = 'da'): string {
  const words = dateInWords(date, language);
  const short = date.slice(0, 4) === today.slice(0, 4) ? words.replace(/ \d{4}$/, '') : words;
  return `${weekdays[language][weekdayNumber(dayNumber(date))]} ${short}`;
}

/** As a form shows it: `31-01-2025`; an imprecise date in words. */
export function shortDate(date: LooseDate, language: 'da' | 'en' = 'da'): string {
  return isLocalDate(date) ? date.split('-').reverse().join('-') : dateInWords(date, language);
}

function day(
  year: string | undefined,
  month: string | undefined,
  dayOfMonth: string | undefined,
): LocalDate | undefined {
  const date = `${year}-${month?.padStart(2, '0')}-${dayOfMonth?.padStart(2, '0')}`;
  return isLocalDate(date) ? date : undefined;
}

function monthNumber(name: string | undefined): string | undefined {
  if (!name || name.length < 3) return undefined;
  const index = months.findIndex((month) => month.startsWith(name));
  const found = index >= 0 ? index : english.findIndex((month) => month.toLowerCase().startsWith(name));
  return found >= 0 ? String(found + 1).padStart(2, '0') : undefined;
}
