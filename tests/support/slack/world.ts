// What the fake Slack knows: workspaces, people, channels, posts, files, views. Only the method files change it.
import type { Json } from './json-reading.ts';

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly token: string;
  readonly appToken: string;
  readonly botUser: string;
  readonly botId: string;
  /** Undefined: every scope. */
  scopes: readonly string[] | undefined;
}

export interface User {
  readonly id: string;
  readonly team: string;
  readonly name: string;
  readonly handle: string;
  readonly email: string | undefined;
  readonly locale: string;
  readonly tz: string;
  readonly isBot: boolean;
  readonly isRestricted: boolean;
  readonly isUltraRestricted: boolean;
  readonly isStranger: boolean;
  deleted: boolean;
}

export interface Channel {
  readonly id: string;
  readonly team: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im';
  readonly extShared: boolean;
  readonly archived: boolean;
  readonly members: Set<string>;
}

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly mimetype: string;
  readonly bytes: Uint8Array;
  readonly user: string;
  readonly team: string;
  readonly created: number;
  readonly channels: Set<string>;
  deleted: boolean;
}

export interface Version {
  readonly text: string;
  readonly blocks: readonly Json[];
}

/** A message in a channel or a direct message, of a person or of the bot. */
export interface Post {
  readonly kind: 'post';
  readonly channel: string;
  readonly ts: string;
  readonly team: string;
  readonly user: string;
  /** The bot's id, when the bot wrote it. */
  readonly bot: string | null;
  text: string;
  blocks: readonly Json[];
  attachments: readonly Json[];
  metadata: Json | null;
  readonly thread: string | null;
  readonly broadcast: boolean;
  files: readonly StoredFile[];
  /** What it said before, oldest first. */
  readonly edits: Version[];
  edited: { readonly user: string; readonly ts: string } | null;
  deleted: boolean;
}

/** A message that only one person sees. */
export interface Ephemeral {
  readonly kind: 'ephemeral';
  readonly channel: string;
  readonly user: string;
  readonly ts: string;
  readonly thread: string | null;
  readonly via: 'chat.postEphemeral' | 'response_url' | 'ack';
  text: string;
  blocks: readonly Json[];
  readonly edits: Version[];
  deleted: boolean;
}

export interface ViewRecord {
  readonly kind: 'view';
  readonly id: string;
  readonly team: string;
  readonly user: string;
  readonly type: 'modal' | 'home';
  /** What the bot sent last, block and action ids filled in. */
  source: Json;
  hash: string;
  readonly root: string;
  readonly previous: string | null;
  open: boolean;
  /** What the person has filled in, by block id and action id. */
  readonly filled: Map<string, Map<string, Json>>;
  /** Field errors under inputs, by block id. */
  errors: Readonly<Record<string, string>>;
}

export interface Trigger {
  readonly id: string;
  readonly team: string;
  readonly user: string;
  readonly at: number;
  /** The modal in which it arose. */
  readonly view: string | null;
  used: boolean;
}

export interface ResponseUrl {
  readonly url: string;
  readonly team: string;
  readonly user: string;
  readonly channel: string;
  readonly at: number;
  /** What was pressed; null for a slash command. */
  readonly origin: Post | Ephemeral | null;
  uses: number;
}

/** One use of a response URL, also a refused one. */
export interface Response {
  readonly kind: 'response';
  readonly url: string;
  readonly at: number;
  readonly user: string;
  readonly channel: string;
  readonly payload: Json;
  readonly replaceOriginal: boolean;
  readonly deleteOriginal: boolean;
  readonly responseType: 'ephemeral' | 'in_channel';
  readonly refused: string | null;
  /** What the person sees of it. */
  readonly message: Post | Ephemeral | null;
}

export interface World {
  readonly now: () => number;
  url: string;
  readonly appId: string;
  readonly verificationToken: string;
  readonly teams: Map<string, Team>;
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  readonly posts: Post[];
  readonly ephemerals: Ephemeral[];
  readonly files: Map<string, StoredFile>;
  readonly uploads: Map<string, { readonly name: string; readonly length: number; bytes: Uint8Array | null }>;
  readonly views: ViewRecord[];
  readonly homes: Map<string, ViewRecord>;
  readonly triggers: Map<string, Trigger>;
  readonly responseUrls: Map<string, ResponseUrl>;
  readonly responses: Response[];
  readonly violations: string[];
  /** 1, 2, 3, … */
  count(): number;
  /** Slack's name for a message: seconds and microseconds, never twice the same. */
  ts(): string;
}
