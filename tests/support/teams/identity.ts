// A stand-in for login.botframework.com: an OpenID document, its keys with endorsements, and tokens really signed with them.
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import jwt, { type JwtPayload, type SignOptions } from 'jsonwebtoken';

export const appId = '0a1b2c3d-0000-4000-8000-00000000b001';
export const tenant = '7e57ab1e-0000-4000-8000-000000007e57';
export const serviceUrl = 'https://smba.trafficmanager.net/emea/';
export const now = Date.parse('2026-11-23T08:00:00Z');

export interface Identity {
  readonly openIdMetadataUrl: string;
  /** How often the keys were fetched. */
  readonly fetched: number;
  stop(): Promise<void>;
}

// One pair each for all tests of a file: to make them takes a tenth of a second.
const keys = {
  channel: { ...pair(), endorsements: ['msteams', 'webchat'] },
  otherChannel: { ...pair(), endorsements: ['telegram'] },
};
export const stranger = pair().privateKey;

function pair(): { publicKey: KeyObject; privateKey: KeyObject } {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

export type KeyName = keyof typeof keys;

/** A signed header as Teams sends it, but for what the test changes; `undefined` leaves a claim out. */
export function bearer(
  claims: JwtPayload = {},
  by: {
    key?: KeyObject | string;
    kid?: string;
    header?: SignOptions['header'];
    algorithm?: SignOptions['algorithm'];
  } = {},
): string {
  const { key = keys.channel.privateKey, kid = 'channel', algorithm = 'RS256', header } = by;
  const seconds = now / 1_000;
  const payload = {
    iss: 'https://api.botframework.com',
    aud: appId,
    nbf: seconds - 60,
    exp: seconds + 3_600,
    serviceurl: serviceUrl,
    ...claims,
  };
  const kept = Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined));
  const options: SignOptions = { algorithm, noTimestamp: true, header: { alg: algorithm, kid, ...header } };
  return `Bearer ${jwt.sign(kept, key, options)}`;
}

export const keyOf = (name: KeyName): KeyObject => keys[name].privateKey;

/** The public key as text: what an attacker who confuses algorithms uses as a secret. */
export const publicPem = (): string =>
  keys.channel.publicKey.export({ type: 'spki', format: 'pem' }).toString();

export async function startIdentity(): Promise<Identity> {
  const server = createServer((request, response) => {
    const json = request.url === '/keys' ? { keys: published() } : { jwks_uri: `${origin()}/keys` };
    if (request.url === '/keys') fetched += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(json));
  });
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let fetched = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    openIdMetadataUrl: `${origin()}/openid`,
    get fetched() {
      return fetched;
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function published(): object[] {
  return Object.entries(keys).map(([kid, { publicKey, endorsements }]) => ({
    ...publicKey.export({ format: 'jwk' }),
    kid,
    use: 'sig',
    endorsements,
  }));
}
