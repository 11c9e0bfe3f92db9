// Everything that leaves for Slack through the Web API: one way out, so that pace, patience and doubt are decided once.
import { type Fetch, retryAfterUnsaid } from '../shared/http-outcomes.ts';
import { createLanes } from '../shared/lanes.ts';
import { createPacing } from '../shared/pacing.ts';
import { type Download, download, isAt } from '../shared/transfers.ts';
import { createUnderWay } from '../shared/under-way.ts';
import { createAttempt } from './outbound/attempt.ts';
import { backoff, createCall, type Sending } from './outbound/calls.ts';
import { channelKey } from './outbound/deliver.ts';
import { methods, type SlackMethod } from './outbound/methods.ts';
import { type Called, type Found, type Posted, patience } from './outbound/outcomes.ts';
import { named, type Post, post, search } from './outbound/posts.ts';
import { type Upload, upload } from './outbound/uploads.ts';

export type { SlackMethod } from './outbound/methods.ts';
export type { Called, Posted } from './outbound/outcomes.ts';
export type { Post } from './outbound/posts.ts';

export interface Outbound {
  call(method: SlackMethod, args: Readonly<Record<string, unknown>>): Promise<Called>;
  /** Settles within 50 s. What went unanswered is looked for by its metadata before anything is sent again. */
  post(post: Post): Promise<Posted>;
  /** Whether that post is there; with its ts. `since` is an ISO instant not later than the post. */
  find(post: { id: string; channel: string; thread?: string; since: string }): Promise<Found>;
  /** Files into a channel or thread in one message; settles within 50 s. */
  upload(upload: Upload): Promise<Posted>;
  /** A private file's bytes, at most `most` bytes; only from Slack's file host, redirects refused. */
  download(url: string, most: number): Promise<Download>;
  /** Lets what is under way finish, without waiting for turns, and refuses the rest. */
  close(): Promise<void>;
}

export interface OutboundOptions {
  readonly token: string;
  readonly slackApiUrl?: string;
  /** An origin, for tests: files are fetched from and sent to this one alone. */
  readonly filesHost?: string;
  now(): number;
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  readonly timeout?: number;
  /** Another than Node's own, such as one through a proxy. */
  readonly fetch?: Fetch;
}

const slackFiles = 'https://files.slack.com';

/** More than these wait only when Slack is down: then a prompt no is better than a late one. */
const laneBounds = { each: 100, all: 1_000 };
const mostCalls = 1_000;
const mostUploading = 128 * 1024 * 1024;

export function createOutbound(options: OutboundOptions): Outbound {
  const { token, now, wait, timeout = 5_000, fetch = globalThis.fetch, filesHost = slackFiles } = options;
  const { isClosing, pause, tracked, close } = createUnderWay(wait);
  let calls = 0;
  let uploading = 0;

  const { slackApiUrl } = options;
  const attempt = createAttempt({ token, ...(slackApiUrl && { slackApiUrl }), timeout, fetch });
  const pacing = createPacing(now, pause);
  const sending: Sending = { attempt, pacing, lanes: createLanes(laneBounds), pause, timeout, now };
  const call = createCall(sending);

  /** In its channel's order; what closes or waits too long before its turn was certainly not sent. */
  function inChannel(channel: string, task: (deadline: number) => Promise<Posted>): Promise<Posted> {
    if (isClosing()) return Promise.resolve({ outcome: 'failed', reason: 'closed' });
    const deadline = now() + patience;
    const queued = sending.lanes.run(
      channelKey(channel),
      async (): Promise<Posted> => (isClosing() ? { outcome: 'failed', reason: 'closed' } : task(deadline)),
    );
    return queued ? tracked(queued) : Promise.resolve({ outcome: 'failed', reason: 'queue_full' });
  }

  /** Files wait in memory: their bytes are bounded, too. */
  async function uploadInTurn(wanted: Upload): Promise<Posted> {
    const size = wanted.files.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (uploading + size > mostUploading) return { outcome: 'failed', reason: 'queue_full' };
    uploading += size;
    try {
      return await inChannel(wanted.channel, (deadline) =>
        upload({ ...sending, fetch, filesHost }, call, wanted, deadline),
      );
    } finally {
      uploading -= size;
    }
  }

  async function counted(method: SlackMethod, args: Readonly<Record<string, unknown>>): Promise<Called> {
    if (isClosing()) return { outcome: 'refused', error: 'closed' };
    // A view's trigger id lives three seconds: it never waits, so that it needs no place in the queue.
    if (calls >= mostCalls && methods[method].manner !== 'at-once')
      return { outcome: 'throttled', retryAfter: retryAfterUnsaid };
    calls++;
    try {
      return await call(method, args, now() + patience);
    } finally {
      calls--;
    }
  }

  /** A download carries the bot's token: it goes to Slack's file host and to no other. */
  async function fetched(url: string, most: number): Promise<Download> {
    if (isClosing()) return { outcome: 'refused', error: 'closed' };
    if (!isAt(url, filesHost)) return { outcome: 'refused', error: 'foreign_host' };
    const headers = { authorization: `Bearer ${token}` };
    const sending = { fetch, now, pause, timeout, backoff };
    return download(sending, url, { headers, most, deadline: now() + patience });
  }

  async function find(wanted: {
    id: string;
    channel: string;
    thread?: string;
    since: string;
  }): Promise<Found> {
    const since = Date.parse(wanted.since);
    if (Number.isNaN(since)) throw new RangeError(`not an instant: ${wanted.since}`);
    if (isClosing()) return { outcome: 'unknown' };
    return search(call, { ...wanted, since }, named(wanted.id), now() + patience);
  }

  return {
    call: (method, args) => tracked(counted(method, args)),
    post: (message) => inChannel(message.channel, (deadline) => post(sending, call, message, deadline)),
    find: (wanted) => tracked(find(wanted)),
    upload: uploadInTurn,
    download: (url, most) => tracked(fetched(url, most)),
    close,
  };
}
