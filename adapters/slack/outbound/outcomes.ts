// What can become of something sent to Slack. "Certainly not done" and "may have been done" are never mixed up.

export type Called =
  | { readonly outcome: 'done'; readonly response: Readonly<Record<string, unknown>> }
  /** Slack said no: certainly not done. `error` is Slack's code, `http_<status>`, or `closed` after `close()`. */
  | { readonly outcome: 'refused'; readonly error: string }
  /** Certainly not done: the limit would not let it through within the caller's patience. Seconds. */
  | { readonly outcome: 'throttled'; readonly retryAfter: number }
  /** No answer, a broken connection, 5xx: it may have been done. */
  | { readonly outcome: 'unknown'; readonly reason: string };

/** One request's fate; `unsent` never reached Slack, so that it may be sent again without a look. */
export type Attempted = Called | { readonly outcome: 'unsent'; readonly reason: string };

/** Every fate but `done`. */
export type Failed = Exclude<Attempted, { readonly outcome: 'done' }>;

export type Posted =
  | { readonly outcome: 'delivered'; readonly channel: string; readonly ts: string }
  /** It is certainly not there. */
  | { readonly outcome: 'failed'; readonly reason: string }
  /** It may be there. */
  | { readonly outcome: 'unknown' };

export type Found =
  | { readonly outcome: 'there'; readonly ts: string }
  | { readonly outcome: 'absent' }
  | { readonly outcome: 'unknown' };

/** Everything is settled within this: the core lets a message take a minute at most. */
export const patience = 50_000;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
