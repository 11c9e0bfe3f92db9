// What the fake Bot Connector knows: people, conversations with their rosters, and every message that was ever there.

export interface Person {
  /** `29:…`, per bot. */
  readonly id: string;
  readonly aad: string;
  readonly name: string;
  readonly email?: string;
  readonly upn?: string;
  readonly role?: 'user' | 'guest' | 'anonymous';
  /** Another tenant than the bot's own. */
  readonly tenant?: string;
  /** Whether they have the app in their personal scope. */
  readonly hasApp?: boolean;
}

/** Codes that answer everything said there: learn.microsoft.com, status codes of "Send messages". */
export type Barred = 'ConversationBlockedByUser' | 'MessageWritesBlocked' | 'BotDisabledByAdmin';

export interface Conversation {
  readonly id: string;
  readonly kind: 'personal' | 'groupChat' | 'channel';
  /** Ids of people. */
  readonly members: Set<string>;
  /** Whether the bot is on its roster. */
  hasBot: boolean;
  barred?: Barred | undefined;
}

export interface Message {
  readonly id: string;
  /** As it was addressed: a thread's ends in `;messageid=…`. */
  readonly conversation: string;
  readonly at: number;
  /** What stands there now. */
  activity: Readonly<Record<string, unknown>>;
  /** What stood there before, oldest first. */
  readonly earlier: Readonly<Record<string, unknown>>[];
  isDeleted: boolean;
}

export interface World {
  readonly tenant: string;
  /** `28:<app id>` */
  readonly bot: string;
  readonly people: Map<string, Person>;
  readonly conversations: Map<string, Conversation>;
  readonly messages: Message[];
  readonly violations: string[];
  now(): number;
  count(): number;
}

export function createWorld(options: { tenant: string; bot: string; now(): number }): World {
  let count = 0;
  return {
    ...options,
    people: new Map(),
    conversations: new Map(),
    messages: [],
    violations: [],
    count: () => ++count,
  };
}

/** The conversation of a thread is the channel's. */
export const rootOf = (conversation: string): string => conversation.split(';messageid=')[0] ?? '';

export function personBy(world: World, id: string): Person | undefined {
  return world.people.get(id) ?? [...world.people.values()].find(({ aad }) => aad === id);
}

/** The one personal conversation of a person and the bot. */
export function personalOf(world: World, person: Person): Conversation {
  const id = `a:personal-${person.aad}`;
  const found = world.conversations.get(id);
  if (found) return found;
  const made: Conversation = { id, kind: 'personal', members: new Set([person.id]), hasBot: true };
  world.conversations.set(id, made);
  return made;
}

/** "Bot may message users who installed it or are in a team where it is installed": send-proactive-messages. */
export function mayMessage(world: World, person: Person): boolean {
  if (person.hasApp) return true;
  return [...world.conversations.values()].some(
    ({ kind, hasBot, members }) => kind === 'channel' && hasBot && members.has(person.id),
  );
}
