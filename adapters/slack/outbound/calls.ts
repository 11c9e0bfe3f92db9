// Calling a method: in its turn, again where that is harmless, and never behind another method.

import { retryAfterUnsaid } from '../../shared/http-outcomes.ts';
import type { Lanes } from '../../shared/lanes.ts';
import type { Pace, Pacing, Pause } from '../../shared/pacing.ts';
import type { Attempt } from './attempt.ts';
import { methods, replaced, type SlackMethod } from './methods.ts';
import type { Attempted, Called } from './outcomes.ts';

export type Args = Readonly<Record<string, unknown>>;
export type Call = (method: SlackMethod, args: Args, deadline: number) => Promise<Called>;

/** What all that leaves for Slack is sent with. */
export interface Sending {
  readonly attempt: Attempt;
  readonly pacing: Pacing;
  readonly lanes: Lanes;
  readonly pause: Pause;
  readonly timeout: number;
  now(): number;
}

const mostTries = 4;

/** Milliseconds before the second, third and fourth try. */
export const backoff = (tries: number): number => 1_000 * 3 ** (tries - 1);

function pace(method: SlackMethod): Pace {
  const { perMinute } = methods[method];
  return [{ most: perMinute, per: 60_000, burst: perMinute / 5 }];
}

export function createCall({ attempt, pacing, lanes, pause, timeout, now }: Sending): Call {
  async function atOnce(method: SlackMethod, args: Args): Promise<Called> {
    const blocked = pacing.blockedFor(method);
    if (blocked > 0) return { outcome: 'throttled', retryAfter: Math.ceil(blocked / 1_000) };
    return noted(method, await attempt(method, args));
  }

  /** A 429 holds the method; what never left counts as unanswered to callers. */
  function noted(method: SlackMethod, answer: Attempted): Called {
    if (answer.outcome === 'throttled') pacing.block(method, pace(method), answer.retryAfter);
    return answer.outcome === 'unsent' ? { outcome: 'unknown', reason: answer.reason } : answer;
  }

  async function patiently(
    method: SlackMethod,
    args: Args,
    deadline: number,
    superseded: () => boolean,
  ): Promise<Called> {
    let last: Called | undefined;
    for (let tries = 1; ; tries++) {
      const turn = await pacing.turn(method, pace(method), deadline - timeout);
      if (turn === 'closing') return last ?? { outcome: 'refused', error: 'closed' };
      if (turn === 'late') return last ?? { outcome: 'throttled', retryAfter: waitFor(method) };
      const answer = await attempt(method, args);
      last = noted(method, answer);
      const again =
        answer.outcome === 'throttled' ||
        answer.outcome === 'unsent' ||
        (answer.outcome === 'unknown' && methods[method].manner === 'repeatable');
      // What a newer call replaces need not arrive any more, and must not arrive after it.
      if (!again || tries === mostTries || superseded()) return last;
      if (answer.outcome !== 'throttled' && !(await patience(backoff(tries), deadline))) return last;
    }
  }

  async function patience(ms: number, deadline: number): Promise<boolean> {
    return now() + ms + timeout <= deadline && (await pause(ms));
  }

  function waitFor(method: SlackMethod): number {
    return Math.max(1, Math.ceil(pacing.blockedFor(method) / 1_000));
  }

  return async (method, args, deadline) => {
    if (methods[method].manner === 'at-once') return atOnce(method, args);
    const lane = replaced(method, args);
    if (lane === undefined) return patiently(method, args, deadline, () => false);
    const queued = lanes.run(lane, () => patiently(method, args, deadline, () => lanes.behind(lane) > 0));
    return queued ?? { outcome: 'throttled', retryAfter: retryAfterUnsaid };
  };
}
