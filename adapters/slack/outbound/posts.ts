// Messages into channels, each with its ledger name in its metadata, so that it can be found again.
import type { KnownBlock } from '@slack/types';
import type { Args, Call, Sending } from './calls.ts';
import { deliver } from './deliver.ts';
import { type Found, isRecord, type Posted } from './outcomes.ts';

export interface Post {
  readonly id: string;
  /** A conversation's id, not a person's: it must be possible to look into it. */
  readonly channel: string;
  readonly thread?: string;
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

export interface Place {
  readonly channel: string;
  readonly thread?: string;
  /** Milliseconds; nothing older is looked at. */
  readonly since: number;
}

type Message = Readonly<Record<string, unknown>>;

const eventType = 'forloebsvagten_message';

/** Our clock may be ahead of Slack's. */
const skew = 120_000;

/** Ten pages of two hundred since the post: whoever writes more has drowned it. */
const mostPages = 10;
const pageSize = 200;

export async function post(sending: Sending, call: Call, message: Post, deadline: number): Promise<Posted> {
  const { channel, thread, id } = message;
  let since: number | undefined;
  return deliver(sending, {
    channel,
    deadline,
    async send() {
      since ??= sending.now();
      const answer = await sending.attempt('chat.postMessage', argumentsOf(message));
      const ts = answer.outcome === 'done' ? answer.response.ts : undefined;
      return typeof ts === 'string' ? { answer, ts } : { answer };
    },
    look: () => search(call, { channel, ...(thread && { thread }), since: since ?? 0 }, named(id), deadline),
  });
}

function argumentsOf({ id, channel, thread, text, blocks }: Post): Args {
  return {
    channel,
    ...(thread && { thread_ts: thread }),
    text,
    ...(blocks.length > 0 && { blocks }),
    // A typed address is shown, not fetched.
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: eventType, event_payload: { message: id } },
  };
}

export function named(id: string): (message: Message) => boolean {
  return ({ metadata }) =>
    isRecord(metadata) &&
    metadata.event_type === eventType &&
    isRecord(metadata.event_payload) &&
    metadata.event_payload.message === id;
}

/** Looks through the channel, or the thread, for the message; `absent` only where all of it was seen. */
export async function search(
  call: Call,
  { channel, thread, since }: Place,
  matches: (message: Message) => boolean,
  deadline: number,
): Promise<Found> {
  const method = thread === undefined ? 'conversations.history' : 'conversations.replies';
  const oldest = (Math.max(0, since - skew) / 1_000).toFixed(6);
  let cursor = '';
  for (let page = 0; page < mostPages; page++) {
    const called = await call(
      method,
      {
        channel,
        ...(thread && { ts: thread }),
        oldest,
        limit: pageSize,
        include_all_metadata: true,
        ...(cursor && { cursor }),
      },
      deadline,
    );
    if (called.outcome !== 'done') return { outcome: 'unknown' };
    const { messages, has_more, response_metadata } = called.response;
    if (!Array.isArray(messages)) return { outcome: 'unknown' };
    const found = messages.filter(isRecord).find(matches);
    if (typeof found?.ts === 'string') return { outcome: 'there', ts: found.ts };
    const next = isRecord(response_metadata) ? response_metadata.next_cursor : undefined;
    if (typeof next !== 'string' || next === '')
      return has_more === true ? { outcome: 'unknown' } : { outcome: 'absent' };
    cursor = next;
  }
  return { outcome: 'unknown' };
}
