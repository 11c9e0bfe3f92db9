// Bytes from and to a platform's file host: bounded, in bounded time, and along no redirect.
import {
  connectionMeaning,
  type Failed,
  type Fetch,
  httpMeaning,
  retryAfterUnsaid,
  seconds,
} from './http-outcomes.ts';
import type { Pause } from './pacing.ts';

export type Download =
  | { readonly outcome: 'done'; readonly bytes: Uint8Array }
  | { readonly outcome: 'refused'; readonly error: string }
  | { readonly outcome: 'unknown'; readonly reason: string };

/** How patiently bytes are asked for. */
export interface Patience {
  readonly fetch: Fetch;
  readonly pause: Pause;
  /** Milliseconds for an answer of no size. */
  readonly timeout: number;
  /** Milliseconds before another try. */
  backoff(tries: number): number;
  now(): number;
}

const mostTries = 3;

/** A file may take a second longer for each megabyte, but not much longer than a person waits. */
export function transferTime(timeout: number, bytes: number): number {
  return Math.min(timeout + Math.ceil(bytes / 1_000), Math.max(timeout, 20_000));
}

/** Whether the address is one on that host, with nothing that would send a token or bytes elsewhere. */
export function isAt(url: string, origin: string): boolean {
  if (!URL.canParse(url)) return false;
  const parsed = new URL(url);
  return parsed.origin === new URL(origin).origin && parsed.username === '' && parsed.password === '';
}

/** At most `most` bytes, which are counted as they come; up to three tries before `deadline`. */
export async function download(
  { fetch, now, pause, timeout, backoff }: Patience,
  url: string,
  { headers, most, deadline }: { headers: Record<string, string>; most: number; deadline: number },
): Promise<Download> {
  const milliseconds = transferTime(timeout, most);
  for (let tries = 1; ; tries++) {
    const fetched = await fetchBytes(fetch, url, { headers, most, milliseconds });
    if (fetched.outcome === 'done' || fetched.outcome === 'refused') return fetched;
    const delay = fetched.outcome === 'throttled' ? fetched.retryAfter * 1_000 : backoff(tries);
    const late = tries === mostTries || now() + delay + milliseconds > deadline;
    if (late || !(await pause(delay))) {
      const reason = fetched.outcome === 'throttled' ? 'ratelimited' : fetched.reason;
      return { outcome: 'unknown', reason };
    }
  }
}

/** One try. */
export async function sendBytes(
  fetch: Fetch,
  url: string,
  request: Pick<RequestInit, 'method' | 'headers' | 'body'>,
  milliseconds: number,
): Promise<Failed | { readonly outcome: 'done' }> {
  try {
    const signal = AbortSignal.timeout(milliseconds);
    const response = await fetch(url, { ...request, redirect: 'manual', signal });
    await response.arrayBuffer();
    return response.ok ? { outcome: 'done' } : limitedOr(response);
  } catch (fault) {
    return connectionMeaning(fault);
  }
}

async function fetchBytes(
  fetch: Fetch,
  url: string,
  { headers, most, milliseconds }: { headers: Record<string, string>; most: number; milliseconds: number },
): Promise<Failed | { readonly outcome: 'done'; readonly bytes: Uint8Array }> {
  try {
    const response = await fetch(url, {
      headers,
      // A missing right answers with a redirect to the sign-in page; none is followed, wherever it leads.
      redirect: 'manual',
      signal: AbortSignal.timeout(milliseconds),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      return limitedOr(response);
    }
    if (Number(response.headers.get('content-length') ?? 0) > most) {
      await response.body?.cancel();
      return { outcome: 'refused', error: 'too_large' };
    }
    return await readAtMost(response, most);
  } catch (fault) {
    return connectionMeaning(fault);
  }
}

/** The length that was promised is not trusted: the bytes are counted as they come, after decompression. */
async function readAtMost(
  response: Response,
  most: number,
): Promise<Failed | { readonly outcome: 'done'; readonly bytes: Uint8Array }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    // Leaving the loop cancels the body.
    if (size > most) return { outcome: 'refused', error: 'too_large' };
    chunks.push(chunk);
  }
  return { outcome: 'done', bytes: new Uint8Array(Buffer.concat(chunks)) };
}

function limitedOr(response: Response): Failed {
  if (response.status === 429)
    return { outcome: 'throttled', retryAfter: seconds(response) ?? retryAfterUnsaid };
  if (response.status >= 300 && response.status < 400) return { outcome: 'refused', error: 'redirected' };
  return httpMeaning(response.status);
}
