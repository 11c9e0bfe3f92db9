// Answers through a response_url: five in thirty minutes, to Slack's hooks alone, behind nothing else that leaves.
import type { KnownBlock } from '@slack/types';
import {
  connectionMeaning,
  type Failed,
  type Fetch,
  httpMeaning,
  retryAfterUnsaid,
  seconds,
} from '../shared/http-outcomes.ts';
import { isAt } from '../shared/transfers.ts';
import { wellFormed } from '../shared/well-formed.ts';
import { refusal } from './outbound/attempt.ts';
import { type Attempted, isRecord, patience } from './outbound/outcomes.ts';

export interface ResponseMessage {
  readonly text: string;
  readonly blocks?: readonly KnownBlock[];
  readonly response_type?: 'ephemeral' | 'in_channel';
  readonly replace_original?: boolean;
  readonly delete_original?: boolean;
}

/** `refused`: certainly not delivered. `unknown`: it may have been. */
export type Responded = 'done' | 'refused' | 'expired' | 'used-up' | 'unknown';

export interface Responder {
  /** `receivedAt`: milliseconds, when the payload that brought the url was received. */
  respond(url: string, receivedAt: number, message: ResponseMessage): Promise<Responded>;
}

export interface ResponderOptions {
  now(): number;
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  readonly timeout?: number;
  /** Origins, for tests and for Slack's own other worlds, such as https://hooks.slack-gov.com. */
  readonly hosts?: readonly string[];
  readonly fetch?: Fetch;
}

/** 5 uses in 30 minutes: python-slack-sdk#531 and spatie's documentation, both second-hand. */
const lifetime = 30 * 60_000;
const mostUses = 5;

/** Milliseconds before the second try when nobody answered the door. */
const knockAgain = 1_000;

export function createResponder(options: ResponderOptions): Responder {
  const {
    now,
    wait,
    timeout = 5_000,
    hosts = ['https://hooks.slack.com'],
    fetch = globalThis.fetch,
  } = options;
  const uses = new Map<string, { count: number; readonly until: number }>();

  function usesOf(url: string, until: number): { count: number } {
    for (const [known, use] of uses) {
      // In the order of arrival, so that the rest is younger.
      if (use.until > now()) break;
      uses.delete(known);
    }
    const use = uses.get(url) ?? { count: 0, until };
    uses.set(url, use);
    return use;
  }

  async function send(url: string, body: string): Promise<Attempted> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
      });
      const said = refusalIn(await response.text());
      if (response.status === 429)
        return { outcome: 'throttled', retryAfter: seconds(response) ?? retryAfterUnsaid };
      if (response.status >= 300 && response.status < 400) return { outcome: 'refused', error: 'redirected' };
      if (response.status < 500 && said) return said;
      if (response.ok) return { outcome: 'done', response: {} };
      return httpMeaning(response.status);
    } catch (fault) {
      return connectionMeaning(fault);
    }
  }

  return {
    async respond(url, receivedAt, message) {
      if (!hosts.some((host) => isAt(url, host))) return 'refused';
      const until = receivedAt + lifetime;
      if (now() >= until) return 'expired';
      const use = usesOf(url, until);
      if (use.count >= mostUses) return 'used-up';
      // Counted before it is sent, so that six at once are not all the fifth; given back when none of it arrived.
      use.count++;
      const body = JSON.stringify(wellFormed(message));
      let answer = await send(url, body);
      const delay = untilNext(answer);
      if (delay !== undefined) {
        if (now() + delay >= until) answer = { outcome: 'refused', error: 'expired_url' };
        else {
          await wait(delay);
          answer = await send(url, body);
        }
      }
      if (answer.outcome === 'done' || answer.outcome === 'unknown') return answer.outcome;
      use.count--;
      if (answer.outcome !== 'refused') return 'refused';
      // Slack's own words for the two bounds; from memory, hence only a finer name for a refusal.
      if (answer.error === 'expired_url') return 'expired';
      return answer.error === 'used_url' ? 'used-up' : 'refused';
    },
  };
}

/** The wait before the one repetition; none where the message may have arrived, was refused, or nobody could wait so long. */
function untilNext(answer: Attempted): number | undefined {
  if (answer.outcome === 'unsent') return knockAgain;
  if (answer.outcome !== 'throttled' || answer.retryAfter * 1_000 > patience) return undefined;
  return answer.retryAfter * 1_000;
}

/** Slack answers `ok`, `{"ok":true}`, or an error: as JSON, or as one bare word. */
function refusalIn(body: string): Failed | undefined {
  if (body === 'used_url' || body === 'expired_url') return { outcome: 'refused', error: body };
  try {
    const parsed: unknown = JSON.parse(body);
    return isRecord(parsed) && parsed.ok === false ? refusal(parsed) : undefined;
  } catch {
    return undefined;
  }
}
