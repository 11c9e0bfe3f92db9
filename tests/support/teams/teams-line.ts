// What people's activities have in common: who and where, as Teams says it, and the way on which they leave.
import type { FakeConnector } from './fake-connector.ts';
import type { FakeFiles } from './fake-connector-files.ts';
import { type Conversation, type Message, rootOf } from './fake-connector-world.ts';
import { appId } from './identity.ts';
import type { Json } from './teams-screen.ts';

export interface Invoked {
  readonly status: number;
  readonly body: Json;
}

export interface ClientParts {
  readonly fake: FakeConnector;
  readonly files: FakeFiles;
  now(): number;
  port(): number;
  /** Everything that was begun is done. */
  quiet(): Promise<void>;
}

/** One activity on its way, and what is around it. */
export interface Line {
  readonly parts: ClientParts;
  /** The id of a message that somebody is about to write. */
  fresh(): string;
  send(activity: Json): Promise<Invoked>;
  /** Does it before the onlooker, and waits for all that comes of it. */
  act<T>(words: string, work: () => Promise<T>): Promise<T>;
  /** The onlooker is told of something that sends nothing. */
  notes(words: string, work: () => void): void;
  flash(person: string, words: string): void;
}

/** What every activity of a person says of itself: learn.microsoft.com, "Conversations" and the SDK's recorded ones. */
export function activityOf(
  { parts: { fake, now }, fresh }: Line,
  person: { readonly id: string; readonly aad: string; readonly name: string },
  type: string,
  conversation: string,
  more: Json,
): Json {
  const root = rootOf(conversation);
  const found: Conversation | undefined = fake.world.conversations.get(root);
  const team = { teamsTeamId: root, team: { id: root }, channel: { id: root } };
  return {
    type,
    id: type === 'invoke' ? `f:${fresh()}` : fresh(),
    timestamp: new Date(now()).toISOString(),
    channelId: 'msteams',
    serviceUrl: fake.serviceUrl,
    locale: 'da-DK',
    from: { id: person.id, name: person.name, aadObjectId: person.aad },
    conversation: {
      id: conversation,
      conversationType: found?.kind ?? 'personal',
      tenantId: fake.tenant,
      ...(found?.kind === 'personal' ? {} : { isGroup: true }),
    },
    recipient: { id: `28:${appId}`, name: 'Forløbsvagten' },
    channelData: { tenant: { id: fake.tenant }, ...(found?.kind === 'channel' ? team : {}) },
    ...more,
  };
}

export const botMention = {
  type: 'mention',
  text: '<at>Forløbsvagten</at>',
  mentioned: { id: `28:${appId}`, name: 'Forløbsvagten' },
};

/** The conversation of the thread that a post begins, or stands in. */
export function threadOf({ conversation, id }: Pick<Message, 'conversation' | 'id'>): string {
  const root = /;messageid=(\d+)/.exec(conversation)?.[1] ?? id;
  return `${rootOf(conversation)};messageid=${root}`;
}

/** The values of invokes: *Registrér svar* is chosen, and somebody types a municipality. */
export const extension = { commandId: 'registrerSvar', messagePayload: {} };
export const search = { queryText: 'vej', dataset: 'kommuner' };
