// Bringing one message into a channel: in the channel's order and pace, and never a second time on a guess.

import type { Pace, Turn } from '../../shared/pacing.ts';
import type { Sending } from './calls.ts';
import { backoff } from './calls.ts';
import type { Attempted, Found, Posted } from './outcomes.ts';

export interface Delivery {
  readonly channel: string;
  readonly deadline: number;
  /** Makes the message; `ts` where the answer tells it. */
  send(): Promise<{ readonly answer: Attempted; readonly ts?: string }>;
  /** Whether it is there. */
  look(): Promise<Found>;
}

/** "about 1/s per channel", "short bursts >1 allowed": docs.slack.dev/apis/web-api/rate-limits. */
const channelPace: Pace = [{ most: 60, per: 60_000, burst: 4 }];

/** The same page has "a workspace-wide limit" without a figure; several hundred a minute is said of it. */
const workspacePace: Pace = [{ most: 360, per: 60_000, burst: 20 }];
const workspace = 'chat.postMessage';

/**
 * When an unanswered message is looked for, in milliseconds after the request ended. Only the last look may say that it is
 * absent: Slack may still be at work on a request that was given up.
 */
const looks = [1_000, 5_000, 15_000];

export const channelKey = (channel: string): string => `channel ${channel}`;

export async function deliver(sending: Sending, delivery: Delivery): Promise<Posted> {
  const { pacing, pause, timeout, now } = sending;
  const { channel, deadline, send, look } = delivery;
  const key = channelKey(channel);
  // An answer that does not come must leave time for one look.
  const latest = deadline - 2 * timeout;
  let why = 'ratelimited';
  // Once something went unanswered, "failed" would be a guess, even if a look found nothing.
  let doubtful = false;
  const ended = (reason: string): Posted =>
    doubtful ? { outcome: 'unknown' } : { outcome: 'failed', reason };

  for (let unsent = 1; ; ) {
    const turn = await turnToSend();
    if (turn !== 'go') return ended(turn === 'closing' ? 'closed' : why);
    const { answer, ts } = await send();
    if (answer.outcome === 'done' && ts !== undefined) return { outcome: 'delivered', channel, ts };
    if (answer.outcome === 'refused') return ended(answer.error);
    if (answer.outcome === 'throttled') {
      why = 'ratelimited';
      pacing.block(key, channelPace, answer.retryAfter);
    } else if (answer.outcome === 'unsent') {
      why = answer.reason;
      const rest = backoff(Math.min(unsent++, 3));
      if (now() + rest > latest) return ended(why);
      if (!(await pause(rest))) return ended('closed');
    } else {
      const found = await afterwards();
      if (found.outcome === 'there') return { outcome: 'delivered', channel, ts: found.ts };
      // Slack took it, or a second request went unanswered too: not to be sent again here.
      if (found.outcome === 'unknown' || answer.outcome === 'done' || doubtful) return { outcome: 'unknown' };
      doubtful = true;
    }
  }

  /** The channel's turn first, so that a channel that must wait takes nothing from the workspace's share. */
  async function turnToSend(): Promise<Turn> {
    const turn = await pacing.turn(key, channelPace, latest);
    return turn === 'go' ? pacing.turn(workspace, workspacePace, latest) : turn;
  }

  async function afterwards(): Promise<Found> {
    const from = now();
    let found: Found = { outcome: 'unknown' };
    for (const after of looks) {
      if (from + after + timeout > deadline) return { outcome: 'unknown' };
      const waited = await pause(from + after - now());
      found = await look();
      if (found.outcome === 'there') return found;
      if (!waited) return { outcome: 'unknown' };
    }
    return found;
  }
}
