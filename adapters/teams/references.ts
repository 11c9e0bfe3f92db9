// Where everybody and every channel is reached: told by each activity, kept through restarts, and marked when Teams says that it is over.
import type { Memory, Person } from '../../src/index.ts';
import { entries, field, type Payload, record } from '../shared/payload.ts';
import { channelOf, type Reference } from './reference.ts';

export interface References {
  /** What the activity tells of where it came from; `person` is whom the directory knows the sender as. */
  learn(reference: Reference, person?: string): Promise<void>;
  of(conversation: string): Reference | undefined;
  /** The personal chat with somebody of the directory. */
  personalOf(person: Person): Reference | undefined;
  /** Channels and group chats in which the bot is. */
  shared(): readonly Reference[];
  /** Whom of the directory a user of Teams is, where that user has written before. */
  personOf(user: string): string | undefined;
  mark(conversation: string, state: Reference['state']): Promise<void>;
  /** Whether the greeting of a conversation is still to be given; it is then taken as given. */
  isFirstGreeting(conversation: string): Promise<boolean>;
}

interface Kept extends Reference {
  /** The directory's id. */
  readonly person?: string | undefined;
}

const greeted = (conversation: string) => `greeted ${conversation}`;

export async function openReferences(memory: Memory): Promise<References> {
  const remembered = await memory.all();
  const known = new Map<string, Kept>();
  for (const [key, value] of remembered) {
    const kept = readKept(value);
    if (kept) known.set(key, kept);
  }
  const greetings = new Set([...remembered.keys()].filter((key) => key.startsWith('greeted ')));

  async function keep(reference: Kept): Promise<void> {
    known.set(reference.conversation, reference);
    await memory.put(reference.conversation, reference);
  }

  return {
    async learn(reference, person) {
      const conversation = channelOf(reference.conversation);
      const before = known.get(conversation);
      const isSame =
        before !== undefined &&
        before.serviceUrl === reference.serviceUrl &&
        before.state === reference.state &&
        (person === undefined || before.person === person);
      if (isSame) return;
      const { user, aad, ...place } = reference;
      // Who wrote in a channel is not whose the channel is.
      const owner = reference.kind === 'personal' ? { user, aad, person: person ?? before?.person } : {};
      await keep({ ...place, ...owner, conversation });
    },
    of: (conversation) => known.get(channelOf(conversation)),
    personalOf(person) {
      const chats = [...known.values()].filter(({ kind }) => kind === 'personal');
      return person.teams === undefined
        ? chats.findLast((each) => each.person === person.id)
        : chats.findLast((each) => each.aad === person.teams);
    },
    shared: () =>
      [...known.values()].filter(({ kind, state }) => kind !== 'personal' && state === 'installed'),
    personOf: (user) => [...known.values()].find((each) => each.user === user)?.person,
    async mark(conversation, state) {
      const before = known.get(channelOf(conversation));
      if (before && before.state !== state) await keep({ ...before, state });
    },
    async isFirstGreeting(conversation) {
      const key = greeted(channelOf(conversation));
      if (greetings.has(key)) return false;
      greetings.add(key);
      await memory.put(key, true);
      return true;
    },
  };
}

/** Where an activity came from, which has passed the guard. */
export function referenceIn(activity: Payload): Reference {
  const kind = field(activity, 'conversation', 'conversationType');
  return {
    tenant: tenantOf(activity) ?? '',
    serviceUrl: field(activity, 'serviceUrl') ?? '',
    conversation: field(activity, 'conversation', 'id') ?? '',
    kind: kind === 'channel' || kind === 'groupChat' ? kind : 'personal',
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
