// Clocks and ids: real ones, and those of a folder in which time is played.
import type { Clock, Ids, Instant } from './ports.ts';

/** A clock that stands still until it is set; it never runs backwards. */
export interface PlayedClock extends Clock {
  /** False, and nothing changed, when the instant lies before now. */
  set(to: Instant): boolean;
}

/** `onSet` is told of every instant that it is set to. */
export function playedClock(start: Instant, onSet?: (now: Instant) => void): PlayedClock {
  let now = start;
  return {
    now: () => now,
    set(to) {
      if (to < now) return false;
      now = to;
      onSet?.(now);
      return true;
    },
  };
}

/** Counters from the ledger's version on: the same story gives the same bytes. */
export const countedIds: Ids = {
  fresh(version) {
    let ids = 0;
    let salts = 0;
    return { id: () => `${version + 1}-${++ids}`, salt: () => `salt-${version + 1}-${++salts}` };
  },
};
