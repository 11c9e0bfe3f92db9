// The published limits, counted exactly: learn.microsoft.com, "Optimize your bot with rate limiting in Teams".

/** Most requests in so many milliseconds. */
export type Limits = readonly (readonly [most: number, within: number])[];

export const messageLimits: Limits = [
  [7, 1_000],
  [8, 2_000],
  [60, 30_000],
  [1_800, 3_600_000],
];
export const rosterLimits: Limits = messageLimits.map(([most, within]) => [2 * most, within]);
export const tenantLimits: Limits = [[50, 1_000]];

/** Counts what is let through; else answers the milliseconds until it would be. */
export function createLimits() {
  const taken = new Map<string, number[]>();
  return {
    take(key: string, limits: Limits, now: number): number | undefined {
      const before = taken.get(key) ?? [];
      const wait = Math.max(
        ...limits.map(([most, within]) => {
          const oldest = before.at(-most);
          return oldest === undefined ? 0 : oldest + within - now;
        }),
      );
      if (wait > 0) return wait;
      taken.set(key, [...before, now]);
      return undefined;
    },
  };
}
