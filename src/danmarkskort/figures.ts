// The arithmetic of a Danmarkskort (DOMAIN § 1): how often a municipality's decisions were reversed, and how sure that is.

import type { MapEntry } from '../register/state.ts';

/** What is known of one municipality's complaints in one year and area; null: not known. */
export type Figures = Pick<MapEntry, 'decisions' | 'reversed' | 'remitted' | 'percent'>;

/** Both ends from 0 to 1. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** The 97.5 % point of the normal distribution. */
const z = 1.959963984540054;

/** The share that was reversed, from 0 to 1: from the figures, else as published; undefined where nothing was decided or nothing is known. */
export function shareOf({ decisions, reversed, percent }: Figures): number | undefined {
  if (decisions === 0) return undefined;
  if (decisions !== null && reversed !== null) return reversed / decisions;
  return percent === null ? undefined : percent / 100;
}

/** As Denmark shows a percentage: to the whole, half upwards (24 of 129 is 19). `part` and `whole` are counts, so that no half is lost. */
export function wholePercent(part: number, whole: number): number {
  return Math.floor((200 * part + whole) / (2 * whole));
}

/**
 * Wilson's interval for `part` of `whole`, at 95 %, without continuity correction (Wilson 1927): for small numbers it is wide, and it
 * never leaves 0 to 1. `whole` is at least 1.
 */
export function wilson(part: number, whole: number): Interval {
  const share = part / whole;
  const spread = z * Math.sqrt((share * (1 - share)) / whole + (z * z) / (4 * whole * whole));
  const middle = share + (z * z) / (2 * whole);
  const scale = 1 + (z * z) / whole;
  return {
    // Where all or none were reversed the end is exact; what rounding leaves is taken away.
    lower: part === 0 ? 0 : (middle - spread) / scale,
    upper: part === whole ? 1 : (middle + spread) / scale,
  };
}

/** Undefined where the figures behind a percentage are not known, or there are none. */
export function intervalOf({ decisions, reversed }: Figures): Interval | undefined {
  return decisions === null || reversed === null || decisions === 0 ? undefined : wilson(reversed, decisions);
}

/** As it is shown: `19`, `37,5` where only that was published, undefined where there is none. */
export function shownPercent({ decisions, reversed, percent }: Figures): string | undefined {
  if (decisions === 0) return undefined;
  if (decisions !== null && reversed !== null) return String(wholePercent(reversed, decisions));
  return percent === null ? undefined : String(percent).replace('.', ',');
}

/** Both ends in whole percent, outwards, so that the interval shown holds the one that was reckoned. */
export function shownInterval(
  figures: Figures,
): { readonly lower: number; readonly upper: number } | undefined {
  const interval = intervalOf(figures);
  return interval && { lower: Math.floor(100 * interval.lower), upper: Math.ceil(100 * interval.upper) };
}
