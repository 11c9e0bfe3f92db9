// The little words of English sentences about what is due: numbers, working days, quotations.
import { shortDate } from '../calendar/dates.ts';
import { numbered } from './en-terms.ts';

const numbers = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** In words up to twelve. */
export function counted(value: number): string {
  return numbers[value] ?? String(value);
}

/** `one reminder`, `two reminders` */
export function countedOf(value: number, one: string, several: string): string {
  return `${counted(value)} ${numbered(value, one, several)}`;
}

export function workingDays(days: number): string {
  return countedOf(days, 'working day', 'working days');
}

/** `every other working day` */
export function everyWorkingDay(days: number): string {
  return { 1: 'every working day', 2: 'every other working day' }[days] ?? `every ${workingDays(days)}`;
}

export function times(value: number): string {
  return ['never', 'once', 'twice'][value] ?? `${counted(value)} times`;
}

/** What somebody wrote, without a full stop of its own. */
export function quoted(words: string): string {
  return `“${words.replace(/\s*\.$/, '')}”`;
}

export function onDate(date: string | null): string {
  return date ? shortDate(date, 'en') : 'no date';
}

/** Where a returned letter goes once it has been corrected. */
export function afterCorrection(mode: string, by: string): string {
  return mode === 'to-me' ? `it goes straight back to ${by}` : 'approval starts again from the beginning';
}
