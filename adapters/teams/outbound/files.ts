// Files in a personal chat: read from the address that Teams gives, put to the one that a consent gives.
import { type Patience, sendBytes, transferTime } from '../../shared/transfers.ts';

export type Uploaded =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'refused'; readonly error: string }
  /** It may be there. */
  | { readonly outcome: 'unknown'; readonly reason: string };

const mostTries = 3;

/** OneDrive takes at most 60 MiB in one request (learn.microsoft.com, "Upload large files with an upload session"). */
const mostAtOnce = 60 * 1024 * 1024;

/** The whole in one PUT; again where no answer came, as a PUT of the whole twice is the same file. */
export async function upload(
  { fetch, now, pause, timeout, backoff }: Patience,
  url: string,
  bytes: Uint8Array,
  deadline: number,
): Promise<Uploaded> {
  if (bytes.length === 0) return { outcome: 'refused', error: 'empty' };
  if (bytes.length > mostAtOnce) return { outcome: 'refused', error: 'too_large' };
  const request = {
    method: 'PUT',
    headers: {
      'content-type': 'application/octet-stream',
      'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}`,
    },
    body: new Uint8Array(bytes),
  };
  const milliseconds = transferTime(timeout, bytes.length);
  let isDoubtful = false;
  for (let tries = 1; ; tries++) {
    const sent = await sendBytes(fetch, url, request, milliseconds);
    if (sent.outcome === 'done') return sent;
    // The session is gone once the file is whole: after a lost answer that may be what this no says.
    if (sent.outcome === 'refused') return isDoubtful ? { outcome: 'unknown', reason: sent.error } : sent;
    isDoubtful ||= sent.outcome === 'unknown';
    const reason = sent.outcome === 'throttled' ? 'ratelimited' : sent.reason;
    const rest = sent.outcome === 'throttled' ? sent.retryAfter * 1_000 : backoff(tries);
    const isLate = tries === mostTries || now() + rest + milliseconds > deadline;
    if (isLate || !(await pause(rest)))
      return isDoubtful ? { outcome: 'unknown', reason } : { outcome: 'refused', error: reason };
  }
}
