// What Bot Connector does with each request, and what it refuses: its REST API v3, as far as Teams speaks it.
import { entries, field, type Payload, record } from '../../../adapters/shared/payload.ts';
import { json, type Reply, type Requested, refusal } from './fake-connector-server.ts';
import {
  type Message,
  mayMessage,
  type Person,
  personalOf,
  personBy,
  rootOf,
  type World,
} from './fake-connector-world.ts';

/** Milliseconds look like this in Teams' message ids. */
const firstId = 1_700_000_000_000;

/** "100 KB … encoded as UTF-16": includes/agent-message-size-limit.md in msteams-docs. */
const mostBytes = 100_000;

const operations: readonly (readonly [verb: string, pattern: RegExp, operation: string])[] = [
  ['GET', /^$/, 'conversations'],
  ['POST', /^$/, 'create'],
  ['POST', /^\/([^/]+)\/activities$/, 'send'],
  ['POST', /^\/([^/]+)\/activities\/([^/]+)$/, 'reply'],
  ['PUT', /^\/([^/]+)\/activities\/([^/]+)$/, 'update'],
  ['DELETE', /^\/([^/]+)\/activities\/([^/]+)$/, 'remove'],
  ['GET', /^\/([^/]+)\/members$/, 'members'],
  ['GET', /^\/([^/]+)\/pagedmembers$/, 'pagedmembers'],
  ['GET', /^\/([^/]+)\/members\/([^/]+)$/, 'member'],
];

export interface Addressed {
  readonly operation: string;
  readonly conversation?: string;
  /** Of a message or a member. */
  readonly id?: string;
}

export function address(base: string, verb: string, path: string): Addressed {
  const prefix = `${base}v3/conversations`;
  const [asked = ''] = path.split('?', 1);
  if (!asked.startsWith(prefix)) return { operation: 'unknown' };
  for (const [forVerb, pattern, operation] of operations) {
    const found = forVerb === verb ? pattern.exec(asked.slice(prefix.length)) : null;
    if (!found) continue;
    const [, conversation, id] = found.map(decodeURIComponent);
    return {
      operation,
      ...(conversation !== undefined && { conversation }),
      ...(id !== undefined && { id }),
    };
  }
  return { operation: 'unknown' };
}

export function work(
  world: World,
  { operation, conversation = '', id = '' }: Addressed,
  request: Requested,
): Reply {
  const query = new URL(request.path, 'http://fake').searchParams;
  if (operation === 'conversations')
    return json(200, { conversations: [...world.conversations.keys()].map((each) => ({ id: each })) });
  if (operation === 'unknown')
    return flagged(world, `no such thing: ${request.verb} ${request.path}`, refusal(404, 'NotFound'));
  const read = bodyOf(world, request);
  if ('refused' in read) return read.refused;
  const { body } = read;
  if (operation === 'create') return create(world, body);
  const root = world.conversations.get(rootOf(conversation));
  if (!root) return refusal(404, 'ConversationNotFound', 'Conversation not found.');
  if (!root.hasBot)
    return refusal(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
  switch (operation) {
    case 'members':
    case 'pagedmembers':
    case 'member':
      if (conversation.includes(';'))
        return flagged(world, `a thread has no roster: ${conversation}`, refusal(404, 'ThreadNotFound'));
      return roster(
        world,
        operation,
        [...root.members].flatMap((each) => world.people.get(each) ?? []),
        id,
        query,
      );
    default:
  }
  if (root.barred !== undefined) return refusal(403, root.barred);
  if (operation === 'update' || operation === 'remove') {
    const message = world.messages.find(
      (each) => each.id === id && !each.isDeleted && rootOf(each.conversation) === rootOf(conversation),
    );
    if (!message)
      return refusal(404, 'ActivityNotFoundInConversation', 'Activity not found in the conversation.');
    return operation === 'remove' ? remove(message) : update(world, message, body);
  }
  return send(world, conversation, body);
}

/** The JSON of a request; a reply where it is refused for its form. */
function bodyOf(
  world: World,
  { verb, headers, body }: Requested,
): { readonly body: Payload } | { readonly refused: Reply } {
  if (verb !== 'POST' && verb !== 'PUT') return { body: {} };
  const text = body.toString('utf8');
  const type = headers['content-type'] ?? '';
  if (!/^application\/json\b/.test(type))
    return { refused: flagged(world, `not JSON: ${type}`, refusal(415, 'UnsupportedMediaType')) };
  if (text.length * 2 > mostBytes)
    return { refused: refusal(413, 'MessageSizeTooBig', 'Message size too large.') };
  try {
    return { body: record(JSON.parse(text)) };
  } catch {
    return { refused: flagged(world, 'unreadable JSON', refusal(400, 'BadSyntax')) };
  }
}

function create(world: World, body: Payload): Reply {
  const [member, ...others] = entries(body.members);
  const tenant = field(body, 'tenantId') ?? field(body, 'channelData', 'tenant', 'id');
  if (
    member === undefined ||
    others.length > 0 ||
    body.isGroup === true ||
    tenant !== world.tenant ||
    field(body, 'bot', 'id') !== world.bot
  )
    return flagged(world, `no personal conversation: ${JSON.stringify(body)}`, refusal(400, 'BadSyntax'));
  const person = personBy(world, field(member, 'id') ?? '');
  if (!person || !mayMessage(world, person))
    return refusal(403, 'ForbiddenOperationException', "Bot is not installed in user's personal scope");
  return json(201, { id: personalOf(world, person).id });
}

function send(world: World, conversation: string, body: Payload): Reply {
  const wrong = wrongIn(world, body);
  if (wrong !== undefined) return flagged(world, wrong, refusal(400, 'BadSyntax', wrong));
  const both = field(body, 'text') !== undefined && entries(body.attachments).length > 0;
  if (!both) return json(201, { id: made(world, conversation, body).id });
  // Teams makes two messages of it, and tells no id.
  made(world, conversation, { ...body, attachments: [] });
  made(world, conversation, { ...body, text: '' });
  return flagged(world, 'a text and attachments in one message', json(201, {}));
}

function update(world: World, message: Message, body: Payload): Reply {
  const wrong = wrongIn(world, body);
  if (wrong !== undefined) return flagged(world, wrong, refusal(400, 'BadSyntax', wrong));
  message.earlier.push(message.activity);
  message.activity = body;
  return json(200, { id: message.id });
}

function remove(message: Message): Reply {
  message.isDeleted = true;
  return { status: 200 };
}

function wrongIn(world: World, body: Payload): string | undefined {
  const attachments = entries(body.attachments);
  if (body.type !== 'message' && body.type !== 'typing') return `not a message: ${String(body.type)}`;
  if (body.type === 'message' && field(body, 'text') === undefined && attachments.length === 0)
    return 'an empty message';
  if ((field(body, 'from', 'id') ?? world.bot) !== world.bot) return 'from somebody else';
  for (const attachment of attachments) {
    const type = field(attachment, 'contentType');
    if (type === undefined) return 'an attachment without a contentType';
    if (
      type === 'application/vnd.microsoft.card.adaptive' &&
      field(attachment, 'content', 'type') !== 'AdaptiveCard'
    )
      return 'an adaptive card that is none';
  }
  return undefined;
}

function made(world: World, conversation: string, activity: Payload): Message {
  const message = {
    id: String(firstId + world.count()),
    conversation,
    at: world.now(),
    activity,
    earlier: [],
    isDeleted: false,
  };
  world.messages.push(message);
  return message;
}

function roster(
  world: World,
  operation: string,
  people: readonly Person[],
  id: string,
  query: URLSearchParams,
): Reply {
  if (operation === 'member') {
    const asked = personBy(world, id);
    if (!asked || !people.includes(asked))
      return refusal(404, 'MemberNotFoundInConversation', 'The member was not found in the conversation.');
    return json(200, account(world, asked));
  }
  if (operation === 'members')
    return json(
      200,
      people.map((each) => account(world, each)),
    );
  const size = Number(query.get('pageSize') ?? 500);
  if (!(size >= 50 && size <= 500)) return flagged(world, `pageSize ${size}`, refusal(400, 'BadSyntax'));
  const from = Number(query.get('continuationToken') ?? 0);
  const to = from + size;
  const members = people.slice(from, to).map((each) => account(world, each));
  return json(200, { members, ...(to < people.length && { continuationToken: String(to) }) });
}

function account(world: World, person: Person): object {
  const { id, aad, name, email, upn, role = 'user', tenant = world.tenant } = person;
  const [givenName] = name.split(' ');
  return {
    id,
    objectId: aad,
    name,
    givenName,
    email,
    userPrincipalName: upn ?? email,
    tenantId: tenant,
    userRole: role,
  };
}

function flagged(world: World, violation: string, reply: Reply): Reply {
  world.violations.push(violation);
  return reply;
}
