// Slack's signature on what it sends, and sending it: signed HTTP into the bot's real receiver.
import { createHmac } from 'node:crypto';
import { type IncomingHttpHeaders, request } from 'node:http';

/** `v0:{timestamp}:{raw body}` under HMAC-SHA256: docs.slack.dev, "Verifying requests from Slack". */
export function sign(secret: string, timestamp: number | string, rawBody: string | Buffer): string {
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(rawBody).digest('hex');
  return `v0=${digest}`;
}

export interface Parcel {
  readonly body: string | Buffer;
  readonly contentType: 'application/json' | 'application/x-www-form-urlencoded' | (string & {});
  /** Seconds. */
  readonly timestamp: number;
  readonly secret: string;
  /** Instead of the right one. */
  readonly signature?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Sent {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Slack itself gives up after 3 s; this only ends a test that would hang. */
const GIVES_UP_MS = 10_000;

/** One connection a request, as far as the bot can tell. A connection that breaks off is an error. */
export function send(url: string, parcel: Parcel): Promise<Sent> {
  const headers = {
    'content-type': parcel.contentType,
    'content-length': String(Buffer.byteLength(parcel.body)),
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': String(parcel.timestamp),
    'x-slack-signature': parcel.signature ?? sign(parcel.secret, parcel.timestamp, parcel.body),
    ...parcel.headers,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', agent: false, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(chunks).toString(),
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.setTimeout(GIVES_UP_MS, () => {
      outgoing.destroy(new Error(`the bot did not answer within ${GIVES_UP_MS} ms`));
    });
    outgoing.end(parcel.body);
  });
}
