// Asking Bot Connector: in its turn, again where nothing can come of it twice, and never longer than somebody waits.
import type { Pace, Pacing, Pause } from '../../shared/pacing.ts';
import type { Answered } from './connector.ts';
import { tenantPace } from './paces.ts';

/** Everything is settled within this: the core lets a message take a minute at most. */
export const patience = 50_000;

export interface Sending {
  readonly pacing: Pacing;
  readonly pause: Pause;
  readonly timeout: number;
  now(): number;
  /** From 0 to below 1: keeps two processes from asking again together. */
  jitter(): number;
}

export interface Question<T> {
  /** What is counted together; `pace` says how. */
  readonly key: string;
  readonly pace: Pace;
  readonly tenant: string;
  readonly deadline: number;
  /**
   * `repeatable`: doing it twice is doing it once, so that a missing answer is tried again.
   * `once`: asked again only when it was certainly not done. A 503 on a new message is not that: openclaw#125127.
   */
  readonly manner: 'repeatable' | 'once';
  ask(): Promise<Answered<T>>;
}

/** Five requests of five seconds and what lies between them fit into the time that somebody waits. */
const mostTries = 5;
const longestPause = 8_000;

/** Milliseconds before another try: doubled each time, from half to one and a half of it. */
export function backoff(tries: number, jitter: () => number): number {
  return Math.min(1_000 * 2 ** (tries - 1), longestPause) * (0.5 + jitter());
}

/** What came of it; `closed` and `ratelimited` where it was never asked. */
export async function patiently<T>(sending: Sending, question: Question<T>): Promise<Answered<T>> {
  const { pacing, pause, timeout, now, jitter } = sending;
  const { key, pace, tenant, deadline, manner, ask } = question;
  // A token may take as long as a request.
  const latest = deadline - 2 * timeout;
  let last: Answered<T> | undefined;

  for (let tries = 1; ; tries++) {
    const turn = await turnOf();
    if (turn === 'closing') return last ?? { outcome: 'refused', error: 'closed' };
    if (turn === 'late') return last ?? { outcome: 'throttled' };
    last = await ask();
    if (last.outcome === 'done' || last.outcome === 'refused') return last;
    if (last.outcome === 'unknown' && (manner === 'once' || tries === mostTries)) return last;
    const rest = backoff(tries, jitter);
    if (last.outcome === 'throttled' && last.retryAfter !== undefined)
      pacing.block(key, pace, last.retryAfter);
    else if (now() + rest > latest || !(await pause(rest))) return last;
  }

  /** The conversation's turn first, so that one that must wait takes nothing from the tenant's share. */
  async function turnOf(): Promise<'go' | 'late' | 'closing'> {
    const turn = await pacing.turn(key, pace, latest);
    return turn === 'go' ? pacing.turn(`tenant ${tenant}`, tenantPace, latest) : turn;
  }
}
