// What can become of something sent to Slack. "Certainly not done" and "may have been done" are never mixed up.

import type { Failed } from '../../shared/http-outcomes.ts';

/** `error` is Slack's code, `http_<status>`, or `closed` after `close()`. */
export type Called =
  | { readonly outcome: 'done'; readonly response: Readonly<Record<string, unknown>> }
  | Exclude<Failed, { readonly outcome: 'unsent' }>;

/** One request's fate; `unsent` never reached Slack, so that it may be sent again without a look. */
export type Attempted = Called | Failed;

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
