// A strict Bot Connector on loopback for tests: messages, edits, deletions, new conversations, rosters. It refuses what
// Teams refuses and remembers all. What a well-behaved bot never sends is in `violations`, which a test asserts to be empty.
import { createLimits, messageLimits, rosterLimits, tenantLimits } from './fake-connector-limits.ts';
import { type Reply, type Requested, refusal, type Served, startServer } from './fake-connector-server.ts';
import { type Addressed, address, work } from './fake-connector-work.ts';
import {
  type Barred,
  type Conversation,
  createWorld,
  type Message,
  type Person,
  personalOf,
  rootOf,
  type World,
} from './fake-connector-world.ts';

export type { Fault } from './fake-connector-server.ts';

/** Requests by `operation`: send, reply, update, remove, create, member, members, pagedmembers, conversations, unknown. */
export interface FakeConnector extends Served {
  /** As an activity would tell it. */
  readonly serviceUrl: string;
  readonly tenant: string;
  /** `28:<app id>` */
  readonly bot: string;
  readonly world: World;
  readonly violations: readonly string[];
  addPerson(person: Person): Person;
  /** The bot is on its roster unless told otherwise; `a:…` of a person comes with `personal`. */
  addConversation(seed: {
    readonly id: string;
    readonly kind: 'groupChat' | 'channel';
    readonly members: readonly string[];
    readonly hasBot?: boolean;
  }): Conversation;
  /** The personal conversation of somebody who was added. */
  personal(person: Person): Conversation;
  /** From now on every message there is refused with that code; undefined: as before. */
  bar(conversation: string, code: Barred | undefined): void;
  /** The app was removed from it, or put there again. */
  setBot(conversation: string, isThere: boolean): void;
  /** It does not exist any more. */
  forget(conversation: string): void;
  /** What stands in a conversation, its threads included, oldest first. Of a thread: what stands in it. */
  messages(conversation: string): readonly Message[];
  /** Every message that was ever made, edited and deleted ones included. */
  readonly everMade: readonly Message[];
}

export interface FakeConnectorOptions {
  /** Milliseconds; the real clock unless told. */
  readonly now?: () => number;
  /** A bot sends no token to loopback: `forbidden` unless told. A text: that token and no other. */
  readonly bearer?: 'forbidden' | { readonly token: string };
  /** Whether Teams' published limits are enforced, by `now`. */
  readonly limits?: boolean;
  readonly tenant?: string;
  readonly bot?: string;
  readonly onHang?: (request: string) => void;
  readonly port?: number;
}

/** A region, as in https://smba.trafficmanager.net/emea/. */
const base = '/emea/';

export async function startFakeConnector(options: FakeConnectorOptions = {}): Promise<FakeConnector> {
  const {
    now = Date.now,
    bearer = 'forbidden',
    limits = false,
    tenant = '11111111-1111-1111-1111-111111111111',
    bot = '28:22222222-2222-2222-2222-222222222222',
  } = options;
  const world = createWorld({ tenant, bot, now });
  const counted = createLimits();

  function answer(request: Requested): Reply {
    const asked = address(base, request.verb, request.path);
    const { authorization } = request.headers;
    if (authorization !== (bearer === 'forbidden' ? undefined : `Bearer ${bearer.token}`)) {
      world.violations.push(`${request.verb} ${request.path}: authorization ${authorization}`);
      return refusal(401, 'Unauthorized');
    }
    return limited(asked) ?? work(world, asked, request);
  }

  function limited({ operation, conversation = 'new' }: Addressed): Reply | undefined {
    if (!limits) return undefined;
    const isRoster = operation.endsWith('members') || operation === 'member';
    const wait =
      counted.take(`${isRoster} ${rootOf(conversation)}`, isRoster ? rosterLimits : messageLimits, now()) ??
      counted.take('tenant', tenantLimits, now());
    if (wait === undefined) return undefined;
    const reply = refusal(429, 'TooManyRequests', 'Request rate exceeded.');
    return { ...reply, headers: { ...reply.headers, 'retry-after': String(Math.ceil(wait / 1_000)) } };
  }

  const served = await startServer({
    now,
    onHang: options.onHang,
    port: options.port,
    address: (verb, path) => address(base, verb, path),
    work: answer,
  });

  const conversationOf = (id: string): Conversation => {
    const found = world.conversations.get(id);
    if (!found) throw new Error(`no such conversation: ${id}`);
    return found;
  };

  return {
    ...served,
    serviceUrl: `${served.url}${base}`,
    tenant,
    bot,
    world,
    violations: world.violations,
    everMade: world.messages,
    addPerson(person) {
      world.people.set(person.id, person);
      return person;
    },
    addConversation({ id, kind, members, hasBot = true }) {
      const conversation: Conversation = { id, kind, members: new Set(members), hasBot };
      world.conversations.set(id, conversation);
      return conversation;
    },
    personal: (person) => personalOf(world, person),
    bar(conversation, code) {
      conversationOf(conversation).barred = code;
    },
    setBot(conversation, isThere) {
      conversationOf(conversation).hasBot = isThere;
    },
    forget: (conversation) => void world.conversations.delete(conversation),
    messages: (conversation) =>
      world.messages.filter(
        (message) =>
          !message.isDeleted &&
          (message.conversation === conversation || rootOf(message.conversation) === conversation),
      ),
  };
}
