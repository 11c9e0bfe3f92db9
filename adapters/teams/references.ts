// Where everybody and every channel is reached: told by each activity, kept through restarts, and marked when Teams says that it is over.
// What one instance learns the others know.
import { isDeepStrictEqual } from 'node:util';
import type { Memory, Person } from '../../src/index.ts';
import { entryOf } from '../shared/directory-entry.ts';
import { entries, field, type Payload, record } from '../shared/payload.ts';
import { channelOf, type Reference } from './reference.ts';

/** By what the directory may know the owner of a personal chat; nothing of an outsider. */
export interface Identity {
  readonly aad?: string | undefined;
  /** As the roster has them. */
  readonly addresses: readonly string[];
}

export interface References {
  /** What the activity tells of where it came from; `identity` where Teams has said who wrote. */
  learn(reference: Reference, identity?: Identity): Promise<void>;
  of(conversation: string): Reference | undefined;
  /** The personal chat with somebody of the directory, as the directory is now; of several the newest in which the bot is. */
  personalOf(person: Person): Reference | undefined;
  /** The personal chat with a user of Teams. */
  chatOf(user: string): Reference | undefined;
  /** Channels and group chats in which the bot is. */
  shared(): readonly Reference[];
  /** Whom of the people a user of Teams is, where that user has written before. */
  personOf(user: string, people: readonly Person[]): Person | undefined;
  mark(conversation: string, state: Reference['state']): Promise<void>;
  /**
   * Whether the greeting of a conversation is still to be given; it is then taken as given. Two instances that are told of it
   * in the same moment both greet.
   */
  isFirstGreeting(conversation: string): Promise<boolean>;
}

interface Kept extends Reference {
  readonly addresses?: readonly string[] | undefined;
}

const greeted = (conversation: string) => `greeted ${conversation}`;

export async function openReferences(memory: Memory): Promise<References> {
  /** What was told last comes last. */
  const known = new Map<string, Kept>();
  const greetings = new Set<string>();

  /** What the memory holds under the key now; undefined: nothing any more. */
  function hear(key: string, value: unknown): void {
    const kept = readKept(value);
    known.delete(key);
    if (kept) known.set(key, kept);
    if (value === true) greetings.add(key);
  }

  for (const [key, value] of await memory.all()) hear(key, value);
  memory.watch(hear);

  async function keep(reference: Kept): Promise<void> {
    hear(reference.conversation, reference);
    await memory.put(reference.conversation, reference);
  }

  function newest(isIt: (chat: Kept) => boolean): Kept | undefined {
    const chats = [...known.values()].filter((each) => each.kind === 'personal' && isIt(each));
    return chats.findLast(({ state }) => state === 'installed') ?? chats.at(-1);
  }

  const entryFor = (people: readonly Person[], { aad, addresses = [] }: Kept) =>
    entryOf(people, 'teams', aad, addresses);

  return {
    async learn({ user, aad, ...place }, identity) {
      const conversation = channelOf(place.conversation);
      const before = known.get(conversation);
      // Who wrote in a channel is not whose the channel is.
      const owner: Partial<Kept> =
        place.kind === 'personal'
          ? { user, aad: before ? before.aad : aad, addresses: before?.addresses, ...identity }
          : {};
      const isSame =
        before !== undefined &&
        before.serviceUrl === place.serviceUrl &&
        before.state === place.state &&
        isDeepStrictEqual(
          [before.user, before.aad, before.addresses],
          [owner.user, owner.aad, owner.addresses],
        );
      if (isSame) return;
      await keep({ ...place, ...owner, conversation });
    },
    of: (conversation) => known.get(channelOf(conversation)),
    personalOf: (person) => newest((each) => entryFor([person], each) !== undefined),
    chatOf: (user) => newest((each) => each.user === user),
    shared: () =>
      [...known.values()].filter(({ kind, state }) => kind !== 'personal' && state === 'installed'),
    personOf(user, people) {
      const chat = newest((each) => each.user === user);
      return chat && entryFor(people, chat);
    },
    async mark(conversation, state) {
      const before = known.get(channelOf(conversation));
      if (before && before.state !== state) await keep({ ...before, state });
    },
    async isFirstGreeting(conversation) {
      const key = greeted(channelOf(conversation));
      if (greetings.has(key)) return false;
      hear(key, true);
      await memory.put(key, true);
      return true;
    },
  };
}

/** What kind of conversation the activity says that it came from; a chat of two people is nobody's chat with the bot. */
export function kindIn(activity: Payload): Reference['kind'] | undefined {
  const kind = field(activity, 'conversation', 'conversationType');
  if (kind === 'personal')
    return field(activity, 'conversation', 'id')?.endsWith('@unq.gbl.spaces') ? 'groupChat' : kind;
  return kind === 'channel' || kind === 'groupChat' ? kind : undefined;
}

/** Where an activity came from, which has passed the guard; where nobody knows what it is, others may read it. */
export function referenceIn(activity: Payload, known?: Reference): Reference {
  return {
    tenant: tenantOf(activity) ?? '',
    serviceUrl: field(activity, 'serviceUrl') ?? '',
    conversation: field(activity, 'conversation', 'id') ?? '',
    kind: kindIn(activity) ?? known?.kind ?? 'groupChat',
    bot: field(activity, 'recipient', 'id') ?? '',
    user: field(activity, 'from', 'id'),
    aad: field(activity, 'from', 'aadObjectId'),
    team: field(activity, 'channelData', 'team', 'id'),
    state: 'installed',
  };
}

export function tenantOf(activity: Payload): string | undefined {
  return field(activity, 'conversation', 'tenantId') ?? field(activity, 'channelData', 'tenant', 'id');
}

/** The bot itself came or went: `membersAdded` names it, or an installation does. */
export function isAboutBot(activity: Payload, members: 'membersAdded' | 'membersRemoved'): boolean {
  const bot = field(activity, 'recipient', 'id');
  return entries(activity[members]).some(({ id }) => id === bot);
}

function readKept(value: unknown): Kept | undefined {
  const { conversation, serviceUrl, kind, state } = record(value);
  const isReference =
    typeof conversation === 'string' &&
    typeof serviceUrl === 'string' &&
    typeof kind === 'string' &&
    typeof state === 'string';
  return isReference ? (value as Kept) : undefined;
}
