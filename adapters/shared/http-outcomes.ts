// What the answer to a request means, or the lack of one. "Certainly not done" and "may have been done" are never mixed up.

/** The platform's own, or another such as one through a proxy. */
export type Fetch = typeof globalThis.fetch;

/** Every fate of a request but that it was done. */
export type Failed =
  /** The other side said no: certainly not done. */
  | { readonly outcome: 'refused'; readonly error: string }
  /** Certainly not done: too many requests. Seconds. */
  | { readonly outcome: 'throttled'; readonly retryAfter: number }
  /** No answer, a broken connection, 5xx: it may have been done. */
  | { readonly outcome: 'unknown'; readonly reason: string }
  /** It certainly never left, so that it may be sent again. */
  | { readonly outcome: 'unsent'; readonly reason: string };

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

/** The Retry-After of a 429 or 503, at least a second. A date is measured by the sender's own clock. */
export function seconds({ headers }: Response): number | undefined {
  const header = headers.get('retry-after') ?? '';
  const after = (Date.parse(header) - Date.parse(headers.get('date') ?? '')) / 1_000;
  const said = /^\s*\d/.test(header) ? Number.parseInt(header, 10) : Math.ceil(after);
  return Number.isNaN(said) ? undefined : Math.max(1, said);
}

/** A 4xx was turned away at the door; 408 and everything else may have happened. */
export function httpMeaning(status: number): Failed {
  const reason = `http_${status}`;
  if (status >= 400 && status < 500 && status !== 408) return { outcome: 'refused', error: reason };
  return { outcome: 'unknown', reason };
}

/** What a request that threw means: `unsent` where it certainly never left. */
export function connectionMeaning(fault: unknown): Extract<Failed, { readonly reason: string }> {
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
