// A request's body, bounded: strangers say how much they send, so nobody believes them.
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** The whole body, at most `mostBytes`; `broken` when the connection ended before it did. */
export function receiveBody(
  request: IncomingMessage,
  mostBytes: number,
): Promise<Buffer | 'too large' | 'broken'> {
  return new Promise((resolve) => {
    if (Number(request.headers['content-length']) > mostBytes) return resolve('too large');
    // One growing buffer, not a list of chunks: a body sent in chunks of one byte would cost a hundred times its size.
    let held = Buffer.alloc(0);
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      const next = size + chunk.length;
      if (next > mostBytes) {
        request.removeAllListeners('data');
        return resolve('too large');
      }
      if (next > held.length) {
        const larger = Buffer.allocUnsafe(Math.max(next, Math.min(2 * held.length, mostBytes)));
        held.copy(larger, 0, 0, size);
        held = larger;
      }
      chunk.copy(held, size);
      size = next;
    });
    request.on('end', () => resolve(held.subarray(0, size)));
    request.on('close', () => resolve('broken'));
  });
}

/** The media type without its parameters, in lower case; empty when there is none. */
export function mediaType(headers: IncomingHttpHeaders): string {
  return headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
