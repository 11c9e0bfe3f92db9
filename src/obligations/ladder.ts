// When to remind of a deadline: some working days before it, on the day, and again and again after it.
import type { Calendar } from '../calendar/working-days.ts';
import type { LocalDate } from '../ports.ts';
import type { Ladder } from './settings.ts';

/** The first word about a thing that was not there before, wherever its deadline lies. */
export const atStart = -1000;

/**
 * The newest step whose day has come, in working days from the deadline; undefined before the first. A step on a day off
 * comes the working day before, a step past the deadline never on the deadline's own day.
 */
export function stepReached(
  due: LocalDate,
  today: LocalDate,
  { before, every }: Ladder,
  calendar: Calendar,
): number | undefined {
  const onTheDay = calendar.roll(due, -1);
  if (today > due) {
    const late = calendar.count(due, today, 'last');
    return Math.floor(late / every) * every;
  }
  if (today >= onTheDay) return 0;
  const ahead = calendar.count(today, onTheDay, 'last');
  const reached = before.filter((days) => ahead <= days);
  return reached.length > 0 ? -Math.min(...reached) : undefined;
}

/** The newest step at which the owner's leader is told; undefined before the first. */
export function leaderStepReached(
  due: LocalDate,
  today: LocalDate,
  { every, leader }: Ladder,
  calendar: Calendar,
): number | undefined {
  const late = today > due ? calendar.count(due, today, 'last') : 0;
  return late < leader ? undefined : leader + Math.floor((late - leader) / every) * every;
}

/** `series` says whose reminder of which deadline; the step makes it a key that is claimed once. */
export function stepKey(series: string, step: number): string {
  return `${series}:${step < 0 ? step : `+${step}`}`;
}

/** The series and the step of a key; undefined for a key that belongs to no ladder. */
export function parseStepKey(key: string): { readonly series: string; readonly step: number } | undefined {
  const at = key.lastIndexOf(':');
  const sign = key[at + 1];
  if (at < 1 || (sign !== '+' && sign !== '-')) return undefined;
  const step = Number(key.slice(at + 1));
  return Number.isInteger(step) ? { series: key.slice(0, at), step } : undefined;
}

/** A reminder that was put off comes once, on that day. */
export function snoozeKey(series: string, until: LocalDate): string {
  return `${series}:mind-${until}`;
}

/** An open step is told to everybody who comes to stand in for its owner. */
export function standInKey(series: string, acting: string): string {
  return `${series}:til-${acting}`;
}

/** What a key of any of these kinds is about. */
export function seriesOfKey(key: string): string {
  return key.slice(0, key.lastIndexOf(':'));
}
