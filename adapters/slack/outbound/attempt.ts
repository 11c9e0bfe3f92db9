// One request to the Web API, and what its answer, or the lack of one, means.
import { LogLevel, webApi } from '@slack/bolt';
import {
  connectionMeaning,
  type Failed,
  type Fetch,
  httpMeaning,
  retryAfterUnsaid,
  seconds,
} from '../../shared/http-outcomes.ts';
import { wellFormed } from '../../shared/well-formed.ts';
import { type Attempted, isRecord } from './outcomes.ts';

export type Attempt = (method: string, args: Readonly<Record<string, unknown>>) => Promise<Attempted>;

/**
 * "It's possible some aspect of the operation succeeded before the error was raised" (slack_kit's common_errors of the
 * first two); of the third nothing is said.
 */
const maybeDone = ['fatal_error', 'internal_error', 'service_unavailable'];

const limited = ['ratelimited', 'rate_limited', 'too_many_requests'];

export function createAttempt(options: {
  readonly token: string;
  readonly slackApiUrl?: string;
  readonly timeout: number;
  readonly fetch: Fetch;
}): Attempt {
  const { token, slackApiUrl, timeout, fetch } = options;
  const client = new webApi.WebClient(token, {
    ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    // Its own queue would put a view behind a hundred hanging posts; the pacing here bounds what is under way.
    maxRequestConcurrency: Number.POSITIVE_INFINITY,
    logLevel: LogLevel.ERROR,
    fetch: async (url, init) => withRetryAfter(await fetch(url, init)),
  });
  return async (method, args) => {
    try {
      const response: Readonly<Record<string, unknown>> = {
        ...(await client.apiCall(method, wellFormed(args))),
      };
      return { outcome: 'done', response };
    } catch (fault) {
      return meaning(fault);
    }
  };
}

/** web-api makes a plain Error of a 429 without the header. */
function withRetryAfter(response: Response): Response {
  if (response.status !== 429 || seconds(response) !== undefined) return response;
  return new Response(null, { status: 429, headers: { 'retry-after': String(retryAfterUnsaid) } });
}

function meaning(fault: unknown): Failed {
  if (fault instanceof webApi.WebAPIRateLimitedError)
    return { outcome: 'throttled', retryAfter: Math.max(1, fault.retryAfter) };
  if (fault instanceof webApi.WebAPIPlatformError) return refusal(fault.data);
  if (fault instanceof webApi.WebAPIHTTPError) return httpMeaning(fault.statusCode);
  return connectionMeaning(fault);
}

/** What an answer with `ok: false` means. */
export function refusal(data: unknown): Failed {
  const error = isRecord(data) ? data.error : undefined;
  // web-api makes `{ok: false, error: <the whole body>}` of an answer that is no JSON: that is no word of Slack's.
  if (typeof error !== 'string' || !/^[a-z][a-z0-9_]{3,}$/.test(error))
    return { outcome: 'unknown', reason: 'unreadable_answer' };
  if (maybeDone.includes(error)) return { outcome: 'unknown', reason: error };
  if (limited.includes(error)) return { outcome: 'throttled', retryAfter: retryAfterUnsaid };
  return { outcome: 'refused', error };
}
