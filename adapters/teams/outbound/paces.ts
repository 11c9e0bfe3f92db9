// How often Teams lets a bot speak: learn.microsoft.com, "Optimize your bot with rate limiting in Teams".
import type { Pace } from '../../shared/pacing.ts';

/** A message, an edit, a deletion or a new conversation: 7 a second, 8 in 2 s, 60 in 30 s, 1,800 an hour for each thread. */
export const conversationPace: Pace = [
  { most: 7, per: 1_000, burst: 3 },
  { most: 8, per: 2_000, burst: 4 },
  { most: 60, per: 30_000, burst: 20 },
  { most: 1_800, per: 3_600_000, burst: 600 },
];

/** The roster of a thread. */
export const rosterPace: Pace = [
  { most: 14, per: 1_000, burst: 7 },
  { most: 16, per: 2_000, burst: 8 },
  { most: 120, per: 30_000, burst: 40 },
  { most: 3_600, per: 3_600_000, burst: 1_200 },
];

/** All that one app asks in one tenant. */
export const tenantPace: Pace = [{ most: 50, per: 1_000, burst: 25 }];
