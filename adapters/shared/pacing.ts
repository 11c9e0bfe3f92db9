// Turns: not more of a kind in any span than the platform allows, and none before a Retry-After is over.

import { type Due, opening, type Pace, spentUntil, taken } from '../../src/index.ts';

export type { Pace };

/** `late`: there is no turn before the instant that was given. */
export type Turn = 'go' | 'late' | 'closing';

/** Waits; false when it was cut short because everything closes. */
export type Pause = (ms: number) => Promise<boolean>;

export interface Pacing {
  /** Waits for a turn, not beyond `latest`. */
  turn(key: string, pace: Pace, latest: number): Promise<Turn>;
  /** The platform said 429: nothing of this kind for so many seconds, and no burst afterwards. */
  block(key: string, pace: Pace, seconds: number): void;
  /** Milliseconds until a Retry-After is over. */
  blockedFor(key: string): number;
}

interface Mark {
  due: Due;
  blockedUntil: number;
}

/** Beyond this many kinds, those at rest are forgotten: a channel seen once must not stay for ever. */
const kindsKept = 1_000;

/** A wrong Retry-After must not silence a channel for days. */
const longestBlock = 3_600;

export function createPacing(now: () => number, pause: Pause): Pacing {
  const marks = new Map<string, Mark>();

  function markOf(key: string): Mark {
    let mark = marks.get(key);
    if (!mark) {
      if (marks.size >= kindsKept) forgetResting();
      mark = { due: [], blockedUntil: 0 };
      marks.set(key, mark);
    }
    return mark;
  }

  function forgetResting(): void {
    const rests = ({ due, blockedUntil }: Mark) => Math.max(blockedUntil, ...due) <= now();
    for (const [key, mark] of marks) if (rests(mark)) marks.delete(key);
  }

  /** The instant of a turn, which is then taken; undefined when there is none before `latest`. */
  function take(mark: Mark, pace: Pace, latest: number): number | undefined {
    const at = Math.max(now(), mark.blockedUntil, opening(mark.due, pace));
    if (at > latest) return undefined;
    mark.due = taken(mark.due, pace, at);
    return at;
  }

  return {
    async turn(key, pace, latest) {
      for (;;) {
        const mark = markOf(key);
        const at = take(mark, pace, latest);
        if (at === undefined) return 'late';
        if (at > now() && !(await pause(at - now()))) return 'closing';
        // A 429 that came meanwhile voids the turn: all who wait line up again, or they would all go at its end.
        if (mark.blockedUntil <= now()) return 'go';
      }
    },
    block(key, pace, seconds) {
      const mark = markOf(key);
      mark.blockedUntil = Math.max(mark.blockedUntil, now() + Math.min(seconds, longestBlock) * 1_000);
      mark.due = spentUntil(mark.due, pace, mark.blockedUntil);
    },
    blockedFor: (key) => Math.max(0, (marks.get(key)?.blockedUntil ?? 0) - now()),
  };
}
