// What is asked of Bot Connector, in our own words: the SDK behind it can be changed without anybody noticing.
import type { Failed } from '../../shared/http-outcomes.ts';

export interface TeamsConnector {
  /** A new message, or an answer where the conversation is a thread; its id where the answer tells it. */
  send(at: Place, activity: Activity): Promise<Answered<string | undefined>>;
  update(at: Place, id: string, activity: Activity): Promise<Answered<undefined>>;
  remove(at: Place, id: string): Promise<Answered<undefined>>;
  /** A personal conversation's id; the same one each time. */
  create(serviceUrl: string, personal: Personal): Promise<Answered<string | undefined>>;
  member(at: Place, user: string): Promise<Answered<Member | undefined>>;
  /** A page of the roster; `next` where there are more. */
  members(at: Place, next?: string): Promise<Answered<MemberPage | undefined>>;
}

export interface Place {
  readonly serviceUrl: string;
  /** Of a thread in a channel it ends in `;messageid=…`. */
  readonly conversation: string;
}

/** A message as Bot Connector reads it. */
export interface Activity {
  readonly type: 'message';
  readonly from: { readonly id: string };
  readonly text?: string;
  readonly textFormat?: 'plain';
  readonly summary?: string;
  readonly attachments?: readonly Attachment[];
  readonly channelData?: Readonly<Record<string, unknown>>;
}

export interface Attachment {
  readonly contentType: string;
  readonly content?: unknown;
  readonly contentUrl?: string;
  readonly name?: string;
}

export interface Personal {
  readonly tenant: string;
  /** `28:<app id>` */
  readonly bot: string;
  /** `29:…` */
  readonly user: string;
}

export interface Member {
  /** `29:…`, which is per bot. */
  readonly id: string;
  readonly aad?: string;
  readonly name?: string;
  readonly email?: string;
  readonly upn?: string;
  readonly tenant?: string;
  /** `user`, `guest` or `anonymous`. */
  readonly role?: string;
}

export interface MemberPage {
  readonly members: readonly Member[];
  readonly next?: string;
}

/** One request's fate; nothing is tried twice. */
export type Answered<T> =
  | { readonly outcome: 'done'; readonly value: T }
  /** Certainly not done. `error` is Teams' code where it gave one, `http_<status>`, or why nothing was asked. */
  | { readonly outcome: 'refused'; readonly error: string; readonly status?: number }
  /** 412 or 429: certainly not done, and to be asked again. Seconds, where it was said. */
  | { readonly outcome: 'throttled'; readonly retryAfter?: number }
  | Extract<Failed, { readonly reason: string }>;
