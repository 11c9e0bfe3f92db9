// The road from Slack to the bot: encoding, signing, repeating. Every delivery can be sent again just as it was.
import type { FakeSlack } from './fake-slack.ts';
import { type Json, parsed } from './json-reading.ts';
import { type Sent, send } from './signing.ts';

/** What a test may want otherwise than usual, for everything that this person does. */
export interface Twists {
  readonly eventId?: string;
  readonly triggerId?: string;
  /** Seconds. */
  readonly timestamp?: number;
  readonly signature?: string;
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly contentType?: string;
  /** The payload, just before it is written down and signed. */
  readonly change?: (payload: Json) => Json;
}

export interface Repeat {
  /** 1, 2 or 3. */
  readonly retryNum?: number;
  readonly retryReason?: 'http_timeout' | 'http_error' | 'connection_failed' | (string & {});
  /** Seconds; that of now unless told, with a fresh signature, as Slack repeats. */
  readonly timestamp?: number;
}

export interface Delivered extends Sent {
  readonly payload: Json;
  /** The answer's body, when it is JSON. */
  readonly json: unknown;
  again(repeat?: Repeat): Promise<Delivered>;
}

export interface Road {
  readonly fake: FakeSlack;
  /** The bot's address, such as `http://127.0.0.1:3000/slack/events`. */
  readonly url: string;
  readonly signingSecret: string;
  /** Milliseconds of the clock that signs; the fake's unless told. */
  readonly signedAt?: () => number;
}

export type Kind = 'command' | 'interaction' | 'event';

const form = 'application/x-www-form-urlencoded';

function encoded(kind: Kind, payload: Json): { body: string; contentType: string } {
  if (kind === 'event') return { body: JSON.stringify(payload), contentType: 'application/json' };
  const fields = kind === 'command' ? strings(payload) : { payload: JSON.stringify(payload) };
  return { body: new URLSearchParams(fields).toString(), contentType: form };
}

const strings = (payload: Json): Record<string, string> =>
  Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]));

export async function deliver(
  road: Road,
  kind: Kind,
  payload: Json,
  twists: Twists = {},
): Promise<Delivered> {
  const changed = twists.change?.(payload) ?? payload;
  const { body, contentType } = encoded(kind, changed);
  const secret = twists.secret ?? road.signingSecret;
  const now = (): number => Math.floor((road.signedAt ?? road.fake.now)() / 1000);

  async function once(timestamp: number, headers: Readonly<Record<string, string>>): Promise<Delivered> {
    const signature = twists.signature === undefined ? {} : { signature: twists.signature };
    const parcel = {
      body,
      contentType: twists.contentType ?? contentType,
      timestamp,
      secret,
      headers,
      ...signature,
    };
    try {
      const sent = await send(road.url, parcel);
      return { ...sent, payload: changed, json: sent.body === '' ? undefined : parsed(sent.body), again };
    } finally {
      road.fake.happened();
    }
  }

  function again({ retryNum = 1, retryReason = 'http_timeout', timestamp }: Repeat = {}): Promise<Delivered> {
    const retry = { 'x-slack-retry-num': String(retryNum), 'x-slack-retry-reason': retryReason };
    return once(timestamp ?? now(), { ...twists.headers, ...retry });
  }

  return once(twists.timestamp ?? now(), twists.headers ?? {});
}
