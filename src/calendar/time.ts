// Instants and Danish local time. The only place where a date is made of a value.
import { TZDate, tz } from '@date-fns/tz';
// One file each: the package's index loads some 200 functions at start-up.
import { addMonths } from 'date-fns/addMonths';
import { format } from 'date-fns/format';
import { isValid } from 'date-fns/isValid';
import { parseISO } from 'date-fns/parseISO';
import type { Instant, LocalDate } from '../ports.ts';

const zone = 'Europe/Copenhagen';

const hourLength = 3_600_000;

/** The hour that was last asked about: nearly always the present one, and no Danish day changes within an hour. */
let lastHour = { number: Number.NaN, date: '' };

/** The Danish date at that instant. */
export function localDate(instant: Instant): LocalDate {
  const number = Math.floor(Date.parse(instant) / hourLength);
  if (number !== lastHour.number)
    lastHour = { number, date: format(new TZDate(number * hourLength, zone), 'yyyy-MM-dd') };
  return lastHour.date;
}

/** As a program reads it: `2025-04-14T08:30:00+02:00`. */
export function withOffset(instant: Instant): string {
  return format(new TZDate(Date.parse(instant), zone), "yyyy-MM-dd'T'HH:mm:ssxxx");
}

/** As a person reads it: `14-04-2025 kl. 08.30`. */
export function clockTime(instant: Instant, language: 'da' | 'en' = 'da'): string {
  const pattern = language === 'da' ? "dd-MM-yyyy 'kl.' HH.mm" : "dd-MM-yyyy 'at' HH:mm";
  return format(new TZDate(Date.parse(instant), zone), pattern);
}

/**
 * The instant of a Danish date and time of day (`09:00`). In the hour that summer time skips it is an hour later;
 * of the hour that comes twice it is the first. Undefined when there is no such date or time.
 */
export function instantOf(date: LocalDate, time: string): Instant | undefined {
  const parsed = parseISO(`${date}T${time}`, { in: tz(zone) });
  return isValid(parsed) ? new Date(parsed.getTime()).toISOString() : undefined;
}

/** An ISO 8601 instant with any offset, or Danish local time without one; undefined when it is neither. */
export function parseInstant(typed: string): Instant | undefined {
  const parsed = parseISO(typed.trim(), { in: tz(zone) });
  return isValid(parsed) ? new Date(parsed.getTime()).toISOString() : undefined;
}

/** The last instant of that Danish day. */
export function endOfDay(date: LocalDate): Instant {
  return instantOf(date, '23:59:59.999') ?? date;
}

/** Whether the text is a day of the calendar, written `2025-01-31`. */
export function isLocalDate(text: string): text is LocalDate {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isValid(parseISO(text));
}

/** The date that many calendar days later (or, negative, earlier). */
export function plusDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayNumber(date) + days);
}

const dayLength = 86_400_000;

/** Days since 1 January 1970: what counting is done in. */
export function dayNumber(date: LocalDate): number {
  return Math.round(Date.parse(date) / dayLength);
}

export function dateOfDay(day: number): LocalDate {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

/** The same day that many months later, or that month's last day where it has no such day. */
export function plusMonths(date: LocalDate, months: number): LocalDate {
  return format(addMonths(parseISO(date), months), 'yyyy-MM-dd');
}

/** The instant that many milliseconds later. */
export function plusMilliseconds(instant: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(instant) + milliseconds).toISOString();
}

/** The Danish time of day at that instant: `08:30`. */
export function timeOfDay(instant: Instant): string {
  return withOffset(instant).slice(11, 16);
}

/** 0 is Monday; day 0 of the epoch was a Thursday. */
export function weekdayNumber(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The Monday of a week by its number (ISO 8601); undefined where the year has no such week. */
export function firstOfWeek(year: number, week: number): LocalDate | undefined {
  const text = `${year}-W${String(week).padStart(2, '0')}`;
  const monday = parseISO(text);
  // A week 53 that a year lacks is read as the first of the next.
  return isValid(monday) && format(monday, "RRRR-'W'II") === text ? format(monday, 'yyyy-MM-dd') : undefined;
}
