// The guard by itself: whatever comes, it answers and never throws, and only the right thing in every part gets by.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { channelIssuer, checkActivity, claimsOf, type GuardSettings } from '../../adapters/teams/guard.ts';
import { teamsServices } from '../../adapters/teams/hosts.ts';
import { createRepeats } from '../../adapters/teams/repeats.ts';
import { appId, bearer, now, serviceUrl, tenant } from '../support/teams/identity.ts';
import { message } from '../support/teams/teams-requests.ts';

const settings: GuardSettings = { appId, tenant, issuers: [channelIssuer], serviceOrigins: teamsServices };
const seeded = { seed: 20_261_123, numRuns: 100 };

test('of any header and any activity the guard says something, and lets none of it by', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(fc.json()), (text, parts) => {
      const encoded = parts.map((part) => Buffer.from(part).toString('base64url')).join('.');
      expect(claimsOf(text, settings, now)).toBeUndefined();
      expect(claimsOf(`Bearer ${encoded}`, settings, now)).toBeUndefined();
    }),
    seeded,
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (activity) => {
      expect([400, 401, 403]).toContain(checkActivity(activity, { serviceUrl }, settings));
    }),
    seeded,
  );
});

const seconds = now / 1_000;
test.each<[string, string]>([
  ['a signed token of 9 KB', bearer({ much: 'x'.repeat(9_000) })],
  ['another algorithm', bearer({}, { algorithm: 'RS384' })],
  ['no key id', bearer({}, { header: { alg: 'RS256', kid: '' } })],
  ['an unknown issuer', bearer({ iss: 'https://evil.example' })],
  ['another audience', bearer({ aud: 'another' })],
  ['several audiences', bearer({ aud: [appId, 'another'] })],
  ['an end six minutes ago', bearer({ exp: seconds - 360 })],
  ['a beginning in six minutes', bearer({ nbf: seconds + 360 })],
  ['no end', bearer({ exp: undefined })],
  ['no beginning', bearer({ nbf: undefined })],
  ['no service address', bearer({ serviceurl: undefined })],
  ['two tokens', `${bearer()} ${bearer()}`],
])('%s is refused without asking the SDK', (_, header) => {
  expect(claimsOf(header, settings, now)).toBeUndefined();
  expect(claimsOf(bearer(), settings, now)).toEqual({ serviceUrl });
});

test('a good message in which any one part is replaced by anything else does not get by', () => {
  const good = message('m1');
  expect(checkActivity(good, { serviceUrl }, settings)).toBe('ok');
  const guarded = ['type', 'id', 'channelId', 'serviceUrl', 'from', 'conversation', 'recipient'];
  const wrong = fc.oneof(fc.integer(), fc.constant(null), fc.constant([]), fc.constant({}), fc.constant(''));
  fc.assert(
    fc.property(fc.constantFrom(...guarded), wrong, (part, value) => {
      expect(checkActivity({ ...good, [part]: value }, { serviceUrl }, settings)).not.toBe('ok');
    }),
    seeded,
  );
});

test('one tenant is enough where it stands, and it must be ours wherever it stands', () => {
  const { tenantId, ...conversation } = {
    id: 'a:maja',
    conversationType: 'personal',
    tenantId: tenant,
  };
  const check = (changed: object) =>
    checkActivity({ ...message('m1'), ...changed }, { serviceUrl }, settings);
  expect(check({ conversation, channelData: { tenant: { id: tenantId } } })).toBe('ok');
  expect(check({ channelData: undefined })).toBe('ok');
  expect(check({ channelData: { tenant: { id: tenant.toUpperCase() } } })).toBe(403);
  expect(check({ conversation: { ...conversation, tenantId: null } })).toBe(403);
});

test('a message or an invoke without an id is refused, as nobody could tell it from another; an event is not', () => {
  const check = (type: string) =>
    checkActivity({ ...message('m1'), type, id: undefined }, { serviceUrl }, settings);
  expect(['message', 'invoke', 'typing', 'conversationUpdate'].map(check)).toEqual([400, 400, 'ok', 'ok']);
});

test.each([undefined, 'meeting', 7, null])(
  'a message that says of its conversation %j, and so not whether others read along, is refused',
  (conversationType) => {
    const conversation = { id: 'a:maja', conversationType, tenantId: tenant };
    expect(checkActivity({ ...message('m1'), conversation }, { serviceUrl }, settings)).toBe(400);
  },
);

test('other clouds have issuers and services of their own', () => {
  const government = { ...settings, issuers: ['https://api.botframework.us'] };
  expect(claimsOf(bearer({ iss: 'https://api.botframework.us' }), government, now)).toEqual({ serviceUrl });
  expect(claimsOf(bearer(), government, now)).toBeUndefined();
  expect(
    checkActivity(message('m1'), { serviceUrl }, { ...settings, serviceOrigins: ['https://other.example'] }),
  ).toBe(403);
});

test('as many names and answers are remembered as agreed, and the oldest go', async () => {
  const repeats = createRepeats<number>(3, 2);
  for (let n = 1; n <= 4; n += 1) repeats.remember(`a${n}`, Promise.resolve(n));
  expect(repeats.before('a1')).toBeUndefined();
  expect(repeats.before('a2')).toBe('forgotten');
  expect(await repeats.before('a3')).toBe(3);
  expect(await repeats.before('a4')).toBe(4);
});
