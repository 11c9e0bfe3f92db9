// What a request must say of itself before the SDK sees it: Microsoft's channel, our bot, our tenant, and nothing that an outsider could swell.
// Pure. Signature, key and endorsement are for sdk/ingress.ts; what is refused here costs a stranger more than us.
import { field, type Payload, record } from '../shared/payload.ts';
import { isAllowedService } from './hosts.ts';
import { kindIn } from './references.ts';

export interface GuardSettings {
  /** The app registration's id, which is the bot's. */
  readonly appId: string;
  /** The one Entra tenant whose people may use the bot. */
  readonly tenant: string;
  /** Who may have issued a token; outside the sovereign clouds `channelIssuer` alone. */
  readonly issuers: readonly string[];
  /** See `isAllowedService`. */
  readonly serviceOrigins: readonly string[];
}

/** What the header's token claims; not verified. */
export interface Claims {
  readonly serviceUrl: string;
}

/** Bot Connector's, for public clouds (learn.microsoft.com, authenticate requests from the connector service). */
export const channelIssuer = 'https://api.botframework.com';

/** Five minutes, as the protocol says (the same page); in milliseconds. */
export const mostSkew = 300_000;

/** A channel's token has some 700 characters; Node takes 16 KB of headers. */
const mostTokenLength = 8_192;
const mostIdLength = 1_024;
/** A card's answer is five deep; JSON.stringify gives up at some thousands. */
const mostDepth = 32;

const bearer = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/;

/** The claims of a token that may be a channel's to this bot, at `now` (milliseconds); undefined: 401. */
export function claimsOf(
  authorization: string | undefined,
  settings: GuardSettings,
  now: number,
): Claims | undefined {
  if (authorization === undefined || authorization.length > mostTokenLength) return undefined;
  const [, header, payload] = bearer.exec(authorization) ?? [];
  const { alg, kid } = decoded(header);
  const { iss, aud, exp, nbf, serviceurl } = decoded(payload);
  const isChannels =
    alg === 'RS256' &&
    isId(kid) &&
    typeof iss === 'string' &&
    settings.issuers.includes(iss) &&
    aud === settings.appId &&
    isAround(nbf, exp, now) &&
    isId(serviceurl);
  return isChannels ? { serviceUrl: serviceurl } : undefined;
}

/** Whether the activity is one of Teams to this bot from its tenant; else the status to refuse it with. */
export function checkActivity(
  activity: Payload,
  claims: Claims,
  settings: GuardSettings,
): 'ok' | 400 | 401 | 403 {
  const { appId, tenant, serviceOrigins } = settings;
  if (!isPlain(activity, mostDepth)) return 400;
  const { type, channelId, serviceUrl, id } = activity;
  if (typeof type !== 'string' || !/^\w{1,64}$/.test(type)) return 400;
  if (!isId(serviceUrl) || !isId(field(activity, 'from', 'id'))) return 400;
  if (!isId(field(activity, 'conversation', 'id'))) return 400;
  // An act is told from others by its id, in the ledger, too; what is none may have none.
  if (id === undefined ? type === 'message' || type === 'invoke' : !isId(id)) return 400;
  // Whether others read along; an invoke may leave it to what is known of the conversation.
  if (type === 'message' && kindIn(activity) === undefined) return 400;
  if (serviceUrl !== claims.serviceUrl) return 401;
  if (channelId !== 'msteams' || !isAllowedService(serviceUrl, serviceOrigins)) return 403;
  if (field(activity, 'recipient', 'id') !== `28:${appId}`) return 403;
  const tenants = [
    record(activity.conversation).tenantId,
    record(record(activity.channelData).tenant).id,
  ].filter((found) => found !== undefined);
  return tenants.length > 0 && tenants.every((found) => found === tenant) ? 'ok' : 403;
}

function decoded(part: string | undefined): Payload {
  if (part === undefined) return {};
  try {
    return record(JSON.parse(Buffer.from(part, 'base64url').toString()));
  } catch {
    return {};
  }
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= mostIdLength;
}

/** Both in seconds since 1970. */
function isAround(from: unknown, to: unknown, now: number): boolean {
  if (typeof from !== 'number' || typeof to !== 'number') return false;
  return from * 1_000 - mostSkew <= now && now < to * 1_000 + mostSkew;
}

/** Not too deep, and without the key that would become a prototype in a careless copy. */
function isPlain(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0 || Object.hasOwn(value, '__proto__')) return false;
  return Object.values(value).every((inner) => isPlain(inner, depth - 1));
}
