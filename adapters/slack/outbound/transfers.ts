// Bytes to and from Slack's file host, and to no other host: a download carries the bot's token.
import { connectionMeaning, type Fetch, httpMeaning, retryAfterUnsaid, seconds } from './attempt.ts';
import type { Attempted, Failed } from './outcomes.ts';

export const slackFiles = 'https://files.slack.com';

export type Download =
  | { readonly outcome: 'done'; readonly bytes: Uint8Array }
  | { readonly outcome: 'refused'; readonly error: string }
  | { readonly outcome: 'unknown'; readonly reason: string };

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

export async function sendBytes(
  fetch: Fetch,
  url: string,
  file: { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array },
  milliseconds: number,
): Promise<Attempted> {
  const form = new FormData();
  form.append('filename', new Blob([new Uint8Array(file.bytes)], { type: file.mediaType }), file.name);
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: form,
      redirect: 'manual',
      signal: AbortSignal.timeout(milliseconds),
    });
    await response.arrayBuffer();
    return response.ok ? { outcome: 'done', response: {} } : limitedOr(response);
  } catch (fault) {
    return connectionMeaning(fault);
  }
}

export type Fetched = Failed | { readonly outcome: 'done'; readonly bytes: Uint8Array };

export async function fetchBytes(
  fetch: Fetch,
  url: string,
  { token, most, milliseconds }: { token: string; most: number; milliseconds: number },
): Promise<Fetched> {
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      // A missing scope answers with a redirect to the sign-in page; none is followed, wherever it leads.
      redirect: 'manual',
      signal: AbortSignal.timeout(milliseconds),
    });
    if (response.status >= 300 && response.status < 400) return refusedFor(response, 'redirected');
    if (response.status !== 200) {
      await response.body?.cancel();
      return limitedOr(response);
    }
    if (Number(response.headers.get('content-length') ?? 0) > most) return refusedFor(response, 'too_large');
    return await readAtMost(response, most);
  } catch (fault) {
    return connectionMeaning(fault);
  }
}

/** The length that was promised is not trusted: the bytes are counted as they come, after decompression. */
async function readAtMost(response: Response, most: number): Promise<Fetched> {
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

async function refusedFor(response: Response, error: string): Promise<Fetched> {
  await response.body?.cancel();
  return { outcome: 'refused', error };
}

function limitedOr(response: Response): Failed {
  if (response.status === 429)
    return { outcome: 'throttled', retryAfter: seconds(response) ?? retryAfterUnsaid };
  if (response.status >= 300 && response.status < 400) return { outcome: 'refused', error: 'redirected' };
  return httpMeaning(response.status);
}
