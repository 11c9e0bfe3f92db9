// Everything that leaves for Teams: one way out, so that pace, patience and doubt are decided once.
// Nothing is sent in a turn's context: a stored reference says where, and which of them still answer.
import type { Fetch } from '../shared/http-outcomes.ts';
import { createLanes } from '../shared/lanes.ts';
import { createPacing, type Pace } from '../shared/pacing.ts';
import { type Download, download } from '../shared/transfers.ts';
import { createUnderWay } from '../shared/under-way.ts';
import { isAllowedFile } from './hosts.ts';
import type { Answered, Member, Place, TeamsConnector } from './outbound/connector.ts';
import { type Uploaded, upload } from './outbound/files.ts';
import { activityOf, type Outgoing } from './outbound/messages.ts';
import { conversationPace, rosterPace } from './outbound/paces.ts';
import { backoff, patience, patiently, type Question, type Sending } from './outbound/sending.ts';
import { channelOf, type Reference } from './reference.ts';

export type { Member } from './outbound/connector.ts';
export type { Uploaded } from './outbound/files.ts';
export { cardAttachment, type Outgoing } from './outbound/messages.ts';

export type Posted =
  | { readonly outcome: 'delivered'; readonly id: string }
  /** It is certainly not there. */
  | { readonly outcome: 'failed'; readonly reason: string }
  /** It may be there. */
  | { readonly outcome: 'unknown' };

/** `gone`: the message, or the whole conversation, is not there. */
export type Changed = 'done' | 'gone' | 'failed';

/** Somebody of a roster; `user` is `29:…`. */
export interface Somebody {
  readonly serviceUrl: string;
  readonly tenant: string;
  readonly bot: string;
  readonly user: string;
  readonly aad?: string;
}

/** `isRefused`: Teams said no; else it did not say, or was not asked. */
export interface NotOpened {
  readonly failed: string;
  readonly isRefused: boolean;
}

/** Everything settles within 50 s. */
export interface Outbound {
  post(to: Reference, message: Outgoing): Promise<Posted>;
  update(to: Reference, id: string, message: Outgoing): Promise<Changed>;
  remove(to: Reference, id: string): Promise<Changed>;
  /** A personal conversation with somebody who has the app. */
  open(somebody: Somebody): Promise<Reference | NotOpened>;
  /** The whole roster; undefined where Teams does not say within so many milliseconds, or it is larger than 10,000. */
  members(of: Reference, within?: number): Promise<readonly Member[] | undefined>;
  /** Undefined: Teams says that they are not there. */
  member(of: Reference, user: string, within?: number): Promise<Member | undefined | 'unknown'>;
  /** A file that somebody sent, at most `most` bytes, from its pre-authenticated address: no token, no redirect. */
  download(url: string, most: number): Promise<Download>;
  /** To the address of a consent; the whole file at once. */
  upload(url: string, bytes: Uint8Array): Promise<Uploaded>;
  /** Lets what is under way finish, without waiting for turns, and refuses the rest. */
  close(): Promise<void>;
}

export interface OutboundOptions {
  readonly connector: TeamsConnector;
  now(): number;
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  /** From 0 to below 1. */
  jitter(): number;
  /** Teams said that nothing can be sent there (`blocked`), or that it does not exist (`gone`). */
  onState(reference: Reference, state: 'blocked' | 'gone'): void;
  /** Told why a message certainly did not arrive: a bot that cannot speak can say so nowhere else. */
  onUnsent(reason: string): void;
  /** Of one request, as the connector has it. */
  readonly timeout?: number;
  /** Origins besides OneDrive's that files may be at, for tests. */
  readonly fileOrigins?: readonly string[];
  /** For files; another than Node's own, such as one through a proxy. */
  readonly fetch?: Fetch;
}

/** More than these wait only when Teams is down: then a prompt no is better than a late one. */
const laneBounds = { each: 100, all: 1_000 };
const mostQuestions = 1_000;
const mostUploading = 128 * 1024 * 1024;
const mostPages = 20;

/** What Teams says of the conversation rather than of the message: learn.microsoft.com, status codes of "Send messages". */
const states = new Map<string, 'blocked' | 'gone'>([
  ['BotNotInConversationRoster', 'gone'],
  ['ConversationBlockedByUser', 'blocked'],
  ['MessageWritesBlocked', 'blocked'],
  ['BotDisabledByAdmin', 'blocked'],
  ['ConversationNotFound', 'gone'],
]);

const closed = { outcome: 'refused', error: 'closed' } as const;

export function createOutbound(options: OutboundOptions): Outbound {
  const { connector, now, wait, jitter, onState, onUnsent, timeout = 5_000 } = options;
  const { fetch = globalThis.fetch, fileOrigins = [] } = options;
  const { isClosing, pause, tracked, close } = createUnderWay(wait);
  const lanes = createLanes(laneBounds);
  let questions = 0;
  let uploading = 0;

  const sending: Sending = { pacing: createPacing(now, pause), pause, timeout, now, jitter };
  const transfers = { fetch, now, pause, timeout, backoff: (tries: number) => backoff(tries, jitter) };

  /** In its conversation's order: what closes or waits too long before its turn was certainly not sent. */
  async function inConversation<T>(
    to: Reference,
    question: Pick<Question<T>, 'manner' | 'ask'>,
  ): Promise<Answered<T>> {
    if (isClosing()) return closed;
    const deadline = now() + patience;
    const key = `conversation ${channelOf(to.conversation)}`;
    const asking = { ...question, key, pace: conversationPace, tenant: to.tenant, deadline };
    const queued = lanes.run(to.conversation, async () =>
      isClosing() ? closed : patiently(sending, asking),
    );
    if (!queued) return { outcome: 'refused', error: 'queue_full' };
    const answer = await tracked(queued);
    const state = answer.outcome === 'refused' ? states.get(answer.error) : undefined;
    if (state !== undefined) onState(to, state);
    return answer;
  }

  /** In no order; so many at a time. */
  async function asked<T>(
    key: string,
    pace: Pace,
    question: Omit<Question<T>, 'key' | 'pace'>,
  ): Promise<Answered<T>> {
    if (isClosing()) return closed;
    if (questions >= mostQuestions) return { outcome: 'refused', error: 'queue_full' };
    questions++;
    try {
      return await tracked(patiently(sending, { ...question, key, pace }));
    } finally {
      questions--;
    }
  }

  async function change(to: Reference, ask: () => Promise<Answered<undefined>>): Promise<Changed> {
    const answer = await inConversation(to, { manner: 'repeatable', ask });
    if (answer.outcome === 'done') return 'done';
    return answer.outcome === 'refused' && answer.status === 404 ? 'gone' : 'failed';
  }

  /** A thread has no roster (ThreadNotFound): its team has, as in the SDK's TeamsInfo. */
  async function roster<T>(
    of: Reference,
    ask: (at: Place) => Promise<Answered<T>>,
    deadline: number,
  ): Promise<Answered<T>> {
    const { serviceUrl, conversation, team, tenant } = of;
    const at = { serviceUrl, conversation: team ?? channelOf(conversation) };
    const question = { manner: 'repeatable' as const, tenant, deadline, ask: () => ask(at) };
    const answer = await asked(`roster ${at.conversation}`, rosterPace, question);
    if (answer.outcome === 'refused' && states.get(answer.error) === 'gone') onState(of, 'gone');
    return answer;
  }

  async function members(of: Reference, within = patience): Promise<readonly Member[] | undefined> {
    const deadline = now() + within;
    const found = new Map<string, Member>();
    let next: string | undefined;
    for (let page = 0; page < mostPages; page++) {
      const answer = await roster(of, (at) => connector.members(at, next), deadline);
      if (answer.outcome !== 'done' || answer.value === undefined) return undefined;
      // A page may repeat somebody of the page before: the SDK's own note on getConversationPagedMembers.
      for (const member of answer.value.members) found.set(member.id, member);
      next = answer.value.next;
      if (next === undefined) return [...found.values()];
    }
    return undefined;
  }

  /** Files wait in memory: their bytes are bounded. */
  async function uploadBounded(url: string, bytes: Uint8Array): Promise<Uploaded> {
    if (uploading + bytes.length > mostUploading) return { outcome: 'refused', error: 'queue_full' };
    uploading += bytes.length;
    try {
      return await tracked(upload(transfers, url, bytes, now() + patience));
    } finally {
      uploading -= bytes.length;
    }
  }

  function fileRefusal(url: string): Extract<Uploaded, { readonly outcome: 'refused' }> | undefined {
    if (isClosing()) return closed;
    return isAllowedFile(url, fileOrigins) ? undefined : { outcome: 'refused', error: 'foreign_host' };
  }

  return {
    async post(to, message) {
      const activity = activityOf(to, message);
      const answer = await inConversation(to, { manner: 'once', ask: () => connector.send(to, activity) });
      if (answer.outcome === 'done')
        return answer.value === undefined
          ? { outcome: 'unknown' }
          : { outcome: 'delivered', id: answer.value };
      if (answer.outcome === 'unknown') return { outcome: 'unknown' };
      const reason = why(answer);
      onUnsent(reason);
      return { outcome: 'failed', reason };
    },
    update(to, id, message) {
      const activity = activityOf(to, message);
      return change(to, () => connector.update(to, id, activity));
    },
    remove: (to, id) => change(to, () => connector.remove(to, id)),
    async open({ serviceUrl, tenant, bot, user, aad }) {
      const ask = () => connector.create(serviceUrl, { tenant, bot, user });
      const question = { manner: 'once' as const, tenant, deadline: now() + patience, ask };
      const answer = await asked(`create ${tenant}`, conversationPace, question);
      if (answer.outcome !== 'done')
        return {
          failed: why(answer),
          isRefused: answer.outcome === 'refused' && answer.status !== undefined,
        };
      if (answer.value === undefined) return { failed: 'unreadable_answer', isRefused: false };
      const conversation = answer.value;
      return { tenant, serviceUrl, conversation, kind: 'personal', bot, user, aad, state: 'installed' };
    },
    members,
    async member(of, user, within = patience) {
      const answer = await roster(of, (at) => connector.member(at, user), now() + within);
      if (answer.outcome === 'refused' && answer.error === 'MemberNotFoundInConversation') return undefined;
      return answer.outcome === 'done' ? (answer.value ?? 'unknown') : 'unknown';
    },
    async download(url, most) {
      const no = fileRefusal(url);
      return no ?? tracked(download(transfers, url, { headers: {}, most, deadline: now() + patience }));
    },
    upload: async (url, bytes) => fileRefusal(url) ?? uploadBounded(url, bytes),
    close,
  };
}

function why(answer: Exclude<Answered<unknown>, { readonly outcome: 'done' }>): string {
  if (answer.outcome === 'throttled') return 'ratelimited';
  return answer.outcome === 'refused' ? answer.error : answer.reason;
}
