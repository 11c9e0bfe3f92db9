// Bot Connector by Microsoft's SDK: its addresses and its JSON. Requests, patience and tokens are ours.
import {
  ConnectorClient,
  type ConnectorClientOptions,
  JwtTokenProviderFactory,
  ManagedIdentityAppCredentials,
  MicrosoftAppCredentials,
} from 'botframework-connector';
import { connectionMeaning, type Fetch, seconds } from '../../shared/http-outcomes.ts';
import { entries, field, type Payload, record } from '../../shared/payload.ts';
import { wellFormed } from '../../shared/well-formed.ts';
import { isAllowedService, isLoopback, teamsServices } from '../hosts.ts';
import type { Answered, Member, Place, TeamsConnector } from '../outbound/connector.ts';

export type Credentials =
  | { readonly kind: 'password'; readonly appId: string; readonly password: string; readonly tenant: string }
  /** Its tenant is the one that the identity lives in. */
  | { readonly kind: 'managed-identity'; readonly appId: string }
  | { readonly kind: 'token'; token(): Promise<string> };

export interface ConnectorOptions {
  readonly credentials: Credentials;
  /** See `isAllowedService`; Teams' own unless told. */
  readonly origins?: readonly string[];
  /** Milliseconds for one request. */
  readonly timeout?: number;
  /** Another than Node's own, such as one through a proxy. */
  readonly fetch?: Fetch;
}

/** Whom a token is for (learn.microsoft.com, authenticate requests from the bot to the connector service). */
const scope = 'https://api.botframework.com';

/** The most that a page of a roster holds; `pageSize` may be 50 to 500 (learn.microsoft.com, get Teams context). */
const pageSize = 500;

/** Codes that say what became of a conversation. At times they stand in a `subCode` or inside the message. */
const knownCode =
  /\b(BotNotInConversationRoster|ConversationBlockedByUser|MessageWritesBlocked|BotDisabledByAdmin|ConversationNotFound)\b/;

type Transport = NonNullable<ConnectorClientOptions['httpClient']>;
type Asked<T> = (client: ConnectorClient, options: { customHeaders: Record<string, string> }) => Promise<T>;

/** An answer other than 2xx. Thrown past the SDK's pipeline, which repeats and redirects what it can read. */
class OtherAnswer extends Error {
  /** Not called `response`: the SDK would read that. */
  readonly answer: Response;
  readonly body: string;

  constructor(response: Response, body: string) {
    super(`http_${response.status}`);
    this.answer = response;
    this.body = body;
  }
}

/** The request went out and nothing readable came back. */
class NoAnswer extends Error {}

export function createConnector(options: ConnectorOptions): TeamsConnector {
  const { credentials, origins = teamsServices, timeout = 5_000, fetch = globalThis.fetch } = options;
  const tokenOf = tokenSource(credentials);

  async function ask<T>(serviceUrl: string, asked: Asked<T>): Promise<Answered<T>> {
    if (!isAllowedService(serviceUrl, origins)) return { outcome: 'refused', error: 'foreign_host' };
    const customHeaders: Record<string, string> = {};
    if (!isLoopback(new URL(serviceUrl))) {
      const token = await within(timeout, tokenOf()).catch(noToken);
      if (typeof token !== 'string') return token;
      customHeaders.authorization = `Bearer ${token}`;
    }
    let isAnswered = false;
    const httpClient = transport(fetch, timeout, () => {
      isAnswered = true;
    });
    const client = new ConnectorClient(unsigned, { baseUri: serviceUrl, httpClient });
    try {
      return { outcome: 'done', value: await asked(client, { customHeaders }) };
    } catch (fault) {
      if (fault instanceof OtherAnswer) return meaning(fault);
      if (fault instanceof NoAnswer) return connectionMeaning(fault.cause);
      if (isAnswered) return { outcome: 'unknown', reason: 'unreadable_answer' };
      throw fault;
    }
  }

  return {
    send: ({ serviceUrl, conversation }, activity) =>
      ask(serviceUrl, async (client, how) => {
        const { id } = await client.conversations.sendToConversation(conversation, sdk(activity), how);
        return id || undefined;
      }),
    update: ({ serviceUrl, conversation }, id, activity) =>
      ask(serviceUrl, async (client, how) => {
        await client.conversations.updateActivity(conversation, id, sdk(activity), how);
        return undefined;
      }),
    remove: ({ serviceUrl, conversation }, id) =>
      ask(serviceUrl, async (client, how) => {
        await client.conversations.deleteActivity(conversation, id, how);
        return undefined;
      }),
    create: (serviceUrl, { tenant, bot, user }) =>
      ask(serviceUrl, async (client, how) => {
        const wanted = {
          isGroup: false,
          bot: { id: bot },
          members: [{ id: user }],
          tenantId: tenant,
          channelData: { tenant: { id: tenant } },
        };
        const { id } = await client.conversations.createConversation(sdk(wanted), how);
        return id || undefined;
      }),
    member: ({ serviceUrl, conversation }, user) =>
      ask(serviceUrl, async (client, how) =>
        memberOf(record(await client.conversations.getConversationMember(conversation, user, how))),
      ),
    members: ({ serviceUrl, conversation }: Place, next) =>
      ask(serviceUrl, async (client, how) => {
        const page = { ...how, pageSize, ...(next !== undefined && { continuationToken: next }) };
        const read = record(await client.conversations.getConversationPagedMembers(conversation, sdk(page)));
        if (!Array.isArray(read.members)) return undefined;
        const members = entries(read.members).flatMap((each) => memberOf(each) ?? []);
        const more = field(read, 'continuationToken');
        return { members, ...(more !== undefined && { next: more }) };
      }),
  };
}

/** The SDK declares every field of an activity as required and mutable, and reads no such thing. */
const sdk = <T>(value: T): never => wellFormed(value) as never;

const unsigned = { signRequest: async <T>(request: T): Promise<T> => request };

/** One request over `fetch`; whatever is not a 2xx leaves the SDK's pipeline as a fault that it cannot repeat. */
function transport(fetch: Fetch, timeout: number, answered: () => void): Transport {
  return {
    async sendRequest(request) {
      let response: Response;
      let body: string;
      try {
        response = await fetch(request.url, {
          method: request.method,
          headers: request.headers.rawHeaders(),
          ...(typeof request.body === 'string' && { body: request.body }),
          redirect: 'manual',
          signal: AbortSignal.timeout(timeout),
        });
        body = await response.text();
      } catch (cause) {
        throw new NoAnswer('no answer', { cause });
      }
      if (!response.ok) throw new OtherAnswer(response, body);
      answered();
      const headers = request.headers.clone();
      for (const name of headers.headerNames()) headers.remove(name);
      for (const [name, value] of response.headers) headers.set(name, value);
      return { request, status: response.status, headers, bodyAsText: body };
    },
  };
}

/** 412 and 429 were turned away and are to be sent again; 408 and 5xx may have been done (see the status table in «Send messages»). */
function meaning({ answer, body }: OtherAnswer): Answered<never> {
  const { status } = answer;
  const error = codeOf(body) ?? `http_${status}`;
  if (status === 412 || status === 429) {
    const retryAfter = seconds(answer);
    return { outcome: 'throttled', ...(retryAfter !== undefined && { retryAfter }) };
  }
  if (status >= 500 || status === 408) return { outcome: 'unknown', reason: error };
  return { outcome: 'refused', error, status };
}

/** `{"error": {"code", "message", "innerHttpError"}}`, or older shapes. */
function codeOf(body: string): string | undefined {
  const [known] = knownCode.exec(body) ?? [];
  if (known !== undefined) return known;
  try {
    return field(JSON.parse(body), 'error', 'code');
  } catch {
    return undefined;
  }
}

function memberOf(account: Payload): Member | undefined {
  const id = field(account, 'id');
  if (id === undefined) return undefined;
  const said = {
    aad: field(account, 'aadObjectId') ?? field(account, 'objectId'),
    name: field(account, 'name'),
    email: field(account, 'email'),
    upn: field(account, 'userPrincipalName'),
    tenant: field(account, 'tenantId'),
    role: field(account, 'userRole'),
  };
  const known = Object.entries(said).filter(([, value]) => value !== undefined);
  return { id, ...Object.fromEntries(known) };
}

/** Why Microsoft gives no token for these credentials; undefined when it does. */
export async function tokenTrouble(credentials: Credentials, timeout: number): Promise<string | undefined> {
  const token = await within(timeout, tokenSource(credentials)()).catch(noToken);
  return typeof token === 'object' && 'reason' in token ? token.reason : undefined;
}

/** A managed identity has no password; the SDK keeps a token until five minutes before its end. */
function tokenSource(credentials: Credentials): () => Promise<string> {
  if (credentials.kind === 'token') return credentials.token;
  const app =
    credentials.kind === 'password'
      ? new MicrosoftAppCredentials(credentials.appId, credentials.password, credentials.tenant, scope)
      : new ManagedIdentityAppCredentials(credentials.appId, scope, new JwtTokenProviderFactory());
  return () => app.getToken();
}

/** Entra's own code (AADSTS…) tells the operator what is wrong, and nothing of the secret. */
function noToken(fault: unknown): Answered<never> {
  const [code] = /AADSTS\d+/.exec(String(fault)) ?? [];
  return { outcome: 'unsent', reason: code === undefined ? 'no_token' : `no_token ${code}` };
}

function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const late = AbortSignal.timeout(milliseconds);
  return new Promise((resolve, reject) => {
    late.addEventListener('abort', () => reject(late.reason), { once: true });
    work.then(resolve, reject);
  });
}
