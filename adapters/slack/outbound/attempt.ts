// One request to the Web API, and what its answer, or the lack of one, means.
import { LogLevel, webApi } from '@slack/bolt';
import { type Attempted, type Failed, isRecord } from './outcomes.ts';
import { wellFormed } from './well-formed.ts';

export type Fetch = typeof globalThis.fetch;
export type Attempt = (method: string, args: Readonly<Record<string, unknown>>) => Promise<Attempted>;

/** Seconds, where a 429 does not say: node-slack-sdk#1421 has them without the header. */
export const retryAfterUnsaid = 30;

/** Errors before a byte was sent: the name was not found, or nobody answered the door. */
const neverSent = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
];

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

/** The Retry-After of a 429, at least a second. */
export function seconds(response: Response): number | undefined {
  const said = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  return Number.isNaN(said) ? undefined : Math.max(1, said);
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

/** A 4xx was turned away at the door; 408 and everything else may have happened. */
export function httpMeaning(status: number): Failed {
  const reason = `http_${status}`;
  if (status >= 400 && status < 500 && status !== 408) return { outcome: 'refused', error: reason };
  return { outcome: 'unknown', reason };
}

/** What a request that threw means: `unsent` where it certainly never left. */
export function connectionMeaning(fault: unknown): Failed {
  let cause = fault;
  for (let depth = 0; depth < 5 && cause instanceof Error; depth++) {
    if ('code' in cause && typeof cause.code === 'string' && neverSent.includes(cause.code))
      return { outcome: 'unsent', reason: cause.code };
    if (cause.name === 'TimeoutError') return { outcome: 'unknown', reason: 'timeout' };
    if (cause.cause === undefined) break;
    cause = cause.cause;
  }
  return { outcome: 'unknown', reason: cause instanceof Error ? cause.message : String(cause) };
}
