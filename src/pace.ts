// Turns by a bucket that refills: the arithmetic ("theoretical arrival time", GCRA) behind waiting for a platform and behind asking
// a person to wait. Instants and spans are milliseconds.

export interface Bucket {
  /** Never more than so many within any `per` milliseconds. */
  readonly most: number;
  readonly per: number;
  /** How many may go at once after a rest; fewer than `most`. */
  readonly burst: number;
}

/** Every bucket holds; the tightest, which a crowd would break first, is named first. */
export type Pace = readonly [Bucket, ...Bucket[]];

/** Of each bucket: when the next turn would be due if none were saved up. Empty: nothing was taken yet. */
export type Due = readonly number[];

/** The longest stay in which burst and steady turns together keep to `most`. */
function interval({ most, per, burst }: Bucket): number {
  return per / (most - burst);
}

/** From when on there is a turn. */
export function opening(due: Due, pace: Pace): number {
  return Math.max(...pace.map((bucket, index) => (due[index] ?? 0) - (bucket.burst - 1) * interval(bucket)));
}

/** After the turn at that instant was taken. */
export function taken(due: Due, pace: Pace, at: number): Due {
  return pace.map((bucket, index) => Math.max(due[index] ?? 0, at) + interval(bucket));
}

/** With nothing saved up: the tightest bucket's next turn comes at that instant and is followed by no burst. */
export function spentUntil(due: Due, [tightest]: Pace, at: number): Due {
  return [Math.max(due[0] ?? 0, at + (tightest.burst - 1) * interval(tightest)), ...due.slice(1)];
}
