// Days as people say them: by weekday, without a year, or as a week. Which one is meant follows from whether it lies behind or ahead.
import type { LocalDate } from '../ports.ts';
import { parseDate } from './dates.ts';
import { dayNumber, firstOfWeek, plusDays, plusMonths, weekdayNumber } from './time.ts';

/** What happened lies behind, what is planned lies ahead; today belongs to both. */
export type Lean = 'past' | 'future';

const weekdays: Readonly<Record<string, number>> = {
  mandag: 0,
  tirsdag: 1,
  onsdag: 2,
  torsdag: 3,
  fredag: 4,
  lørdag: 5,
  søndag: 6,
  monday: 0,
  tuesday: 1,
  wednesday: 2,
  thursday: 3,
  friday: 4,
  saturday: 5,
  sunday: 6,
};

/** Times of day that say which day it was. */
const times: Readonly<Record<string, number>> = {
  'i morges': 0,
  'her til morgen': 0,
  'i formiddags': 0,
  'i eftermiddag': 0,
  'i eftermiddags': 0,
  'i aftes': -1,
  'i går aftes': -1,
};

/** As `parseDate`, and `i mandags`, `på fredag`, `fredag`, `3. marts`, `d. 3/2`; undefined when it is no day. */
export function spokenDate(typed: string, today: LocalDate, lean: Lean): LocalDate | undefined {
  const text = typed.trim().toLowerCase();
  const shift = Object.hasOwn(times, text) ? times[text] : undefined;
  if (shift !== undefined) return plusDays(today, shift);
  const [, name, date = ''] = /^(?:(?:på )?([a-zø]+dag) )?(?:(?:den|d\.?|the) )?(.*)$/.exec(text) ?? [];
  const day =
    parseDate(text, today) ??
    parseDate(date, today) ??
    weekday(text, today, lean) ??
    withoutYear(date, today, lean);
  const named = name === undefined || !Object.hasOwn(weekdays, name) ? undefined : weekdays[name];
  // *Fredag den 8.* where the 8th is a Saturday is no day.
  return named === undefined || (day && weekdayNumber(dayNumber(day)) === named) ? day : undefined;
}

/** Whether it names a weekday and a date: that they do not fit together makes them no two days. */
export function isNamedDate(typed: string, today: LocalDate): boolean {
  const [, name = '', date = ''] = /^(?:på )?(\S+dag) (.+)$/i.exec(typed.trim()) ?? [];
  return Object.hasOwn(weekdays, name.toLowerCase()) && spokenDate(date, today, 'past') !== undefined;
}

/** The working days of `uge 7`, `næste uge` and `denne uge`: Monday and Friday. A week by its number is the next one that is not over, of the past the last that has begun. */
export function spokenWeek(
  typed: string,
  today: LocalDate,
  lean: Lean = 'future',
): { from: LocalDate; to: LocalDate } | undefined {
  const text = typed.trim().toLowerCase();
  const monday = plusDays(today, -weekdayNumber(dayNumber(today)));
  const week = (first: LocalDate) => ({ from: first, to: plusDays(first, 4) });
  if (/^(denne uge|this week)$/.test(text)) return week(monday);
  if (/^(næste uge|next week)$/.test(text)) return week(plusDays(monday, 7));
  const number = Number(/^(?:uge|week) (\d{1,2})$/.exec(text)?.[1]);
  if (!(number >= 1 && number <= 53)) return undefined;
  const year = Number(today.slice(0, 4));
  const firsts = [year - 1, year, year + 1].flatMap((each) => firstOfWeek(each, number) ?? []);
  const first =
    lean === 'past'
      ? firsts.findLast((each) => each <= today)
      : firsts.find((each) => plusDays(each, 6) >= today);
  // Few years have a week 53: the one of another year is not meant.
  const isNear = first !== undefined && Math.abs(dayNumber(first) - dayNumber(today)) <= 53 * 7;
  return isNear ? week(first) : undefined;
}

function weekday(text: string, today: LocalDate, lean: Lean): LocalDate | undefined {
  const [, before, name = '', ending] = /^(?:(i|på|nu på|on|last|next) )?([a-zæøå]+?)(s?)$/.exec(text) ?? [];
  const wanted = Object.hasOwn(weekdays, name) ? weekdays[name] : undefined;
  if (wanted === undefined) return undefined;
  // *I mandags* is behind and *på mandag* ahead, whatever the sentence is about.
  const isBehind = before === 'last' || (before === 'i' && ending === 's');
  const isAhead = before === 'på' || before === 'nu på' || before === 'next';
  const ahead = (wanted - weekdayNumber(dayNumber(today)) + 7) % 7;
  return isBehind || (!isAhead && lean === 'past')
    ? plusDays(today, ahead - 7)
    : plusDays(today, ahead === 0 ? 7 : ahead);
}

function withoutYear(text: string, today: LocalDate, lean: Lean): LocalDate | undefined {
  const year = today.slice(0, 4);
  const spelt = /^\d{1,2}\.? [a-zæøå]+\.?$/.test(text) ? `${text} ${year}` : undefined;
  const numbers = /^(\d{1,2})\/(\d{1,2})$/.exec(text);
  const date = parseDate(spelt ?? (numbers ? `${numbers[1]}-${numbers[2]}-${year}` : ''), today);
  if (date === undefined || (lean === 'past' ? date <= today : date >= today)) return date;
  return plusMonths(date, lean === 'past' ? -12 : 12);
}
