// What strangers send to the messaging endpoint: through real HTTP, against door, guard and the SDK with really signed tokens.
import { ToBotFromBotOrEmulatorTokenValidationParameters } from 'botframework-connector';
import { expect, test, vi } from 'vitest';
import { wire } from '../support/slack/gated-requests.ts';
import { appId, bearer, keyOf, publicPem, serviceUrl, stranger, tenant } from '../support/teams/identity.ts';
import { openDoor } from '../support/teams/opened-door.ts';
import { message, press, sendTo } from '../support/teams/teams-requests.ts';

// Before the SDK's fence is loaded, as in a process whose console is the log.
const log = vi.hoisted(() => {
  const said: unknown[][] = [];
  console.error = (...words: unknown[]) => void said.push(words);
  return said;
});

const seconds = Date.parse('2026-11-23T08:00:00Z') / 1_000;
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const [scheme, , signed] = bearer().split(/[ .]/);
const unsigned = (header: object, payload: object) =>
  `Bearer ${encoded(header)}.${encoded(payload)}.${signed}`;
const claims = {
  iss: 'https://api.botframework.com',
  aud: appId,
  nbf: seconds,
  exp: seconds + 60,
  serviceurl: serviceUrl,
};
const entra = `https://sts.windows.net/${tenant}/`;
const evil = 'http://evil.example/';

test.each<[string, string | undefined]>([
  ['no token', undefined],
  ['an empty header', ''],
  ['garbage for a token', 'Bearer garbage'],
  ['garbage in three parts', 'Bearer a.b.c'],
  ['another scheme', bearer().replace(scheme ?? '', 'Basic')],
  ['a token of 9 KB', `${bearer()}${'a'.repeat(8_192)}`],
  ['the algorithm none', `Bearer ${encoded({ alg: 'none', kid: 'channel' })}.${encoded(claims)}.`],
  ['the algorithm none and a signature', unsigned({ alg: 'none', kid: 'channel' }, claims)],
  ['the public key as an HMAC secret', bearer({}, { key: publicPem(), algorithm: 'HS256' })],
  ['no key id', bearer({}, { header: { alg: 'RS256', kid: '' } })],
  ['a key id that nobody published', bearer({}, { kid: 'nobody' })],
  ['a signature by another key with the same key id', bearer({}, { key: stranger })],
  ['a payload changed after signing', unsigned({ alg: 'RS256', kid: 'channel' }, claims)],
  ['a key endorsed for another channel', bearer({}, { key: keyOf('otherChannel'), kid: 'otherChannel' })],
  ['another bot for audience', bearer({ aud: '11111111-0000-4000-8000-000000000000' })],
  ['no audience', bearer({ aud: undefined })],
  ['our bot among several audiences', bearer({ aud: [appId, 'another'] })],
  ['an unknown issuer', bearer({ iss: 'https://evil.example' })],
  ['no issuer', bearer({ iss: undefined })],
  ['a token that expired six minutes ago', bearer({ exp: seconds - 360 })],
  ['a token of no end', bearer({ exp: undefined })],
  ['a token that is good in six minutes', bearer({ nbf: seconds + 360 })],
  ['no service address in the token', bearer({ serviceurl: undefined })],
  ['another service address in the token', bearer({ serviceurl: 'https://smba.trafficmanager.net/amer/' })],
  ['an Emulator token of version 1', bearer({ iss: entra, ver: '1.0', appid: appId, tid: tenant })],
  [
    'an Emulator token of version 2',
    bearer({ iss: `https://login.microsoftonline.com/${tenant}/v2.0`, ver: '2.0', azp: appId, tid: tenant }),
  ],
])('%s is refused with 401, and nothing runs', async (_, authorization) => {
  const { port, done, faults, stop } = await openDoor();
  expect(await sendTo(port, message('m1'), { authorization })).toMatchObject({ status: 401, body: '' });
  await stop();
  expect(done).toEqual([]);
  expect(faults).toEqual([]);
});

test.each([
  ['expired four minutes ago', { exp: seconds - 240 }],
  ['is good in four minutes', { nbf: seconds + 240 }],
  ['names a tenant besides', { tid: tenant }],
])('a token that %s is taken: clocks differ by up to five minutes', async (_, changed) => {
  const { port, workedOff } = await openDoor();
  expect(await sendTo(port, message('m1'), { authorization: bearer(changed) })).toMatchObject({
    status: 200,
  });
  await workedOff('m1');
});

const other = '66666666-0000-4000-8000-000000000666';
const conversation = { id: 'a:maja', conversationType: 'personal' };
test.each<[string, number, Record<string, unknown>]>([
  [
    'of a foreign tenant',
    403,
    { channelData: { tenant: { id: other } }, conversation: { ...conversation, tenantId: other } },
  ],
  ['of a foreign tenant in its channel data', 403, { channelData: { tenant: { id: other } } }],
  ['of a foreign tenant in its conversation', 403, { conversation: { ...conversation, tenantId: other } }],
  ['of a tenant that is no text', 403, { channelData: { tenant: { id: [tenant] } } }],
  ['of no tenant', 403, { channelData: {}, conversation }],
  ['to another bot', 403, { recipient: { id: '28:11111111-0000-4000-8000-000000000000' } }],
  ['to nobody', 403, { recipient: undefined }],
  ['of another channel', 403, { channelId: 'emulator' }],
  ['of no channel', 403, { channelId: undefined }],
  ['with another service address than its token', 401, { serviceUrl: evil }],
  ['from nobody', 400, { from: {} }],
  ['in no conversation', 400, { conversation: { tenantId: tenant } }],
  ['of no type', 400, { type: undefined }],
  ['of a type that is no word', 400, { type: '../message' }],
  ['with an id of 2 KB', 400, { id: 'i'.repeat(2_048) }],
  ['with an id that is an object', 400, { id: {} }],
  [
    'with a conversation id of 2 KB',
    400,
    { conversation: { ...conversation, id: 'c'.repeat(2_048), tenantId: tenant } },
  ],
])('a signed activity %s is refused with %d, and nothing runs', async (_, status, changed) => {
  const { port, done, stop } = await openDoor();
  expect(await sendTo(port, message('m1', 'hjælp', changed))).toMatchObject({ status, body: '' });
  await stop();
  expect(done).toEqual([]);
});

test.each([
  evil,
  'https://smba.trafficmanager.net.evil.example/',
  'https://smba.trafficmanager.net@evil.example/',
  'http://smba.trafficmanager.net/emea/',
])('a service at %s is refused, though a token names it: nobody else gets our answers', async (address) => {
  const { port, done, stop } = await openDoor();
  const authorization = bearer({ serviceurl: address });
  const answer = await sendTo(port, message('m1', 'hjælp', { serviceUrl: address }), { authorization });
  expect(answer).toMatchObject({ status: 403, body: '' });
  await stop();
  expect(done).toEqual([]);
});

test('3,000 requests with tenants that strangers made up leave nothing behind in the SDK', async () => {
  const issuers = () => ToBotFromBotOrEmulatorTokenValidationParameters.issuer?.length;
  const before = issuers();
  expect(before).toBeGreaterThan(0);
  const { port, identity, stop, stillServes } = await openDoor();
  await stillServes();
  const fetched = identity.fetched;
  for (let batch = 0; batch < 60; batch += 1) {
    const answers = Array.from({ length: 50 }, (_, index) => {
      const tid = `${batch}-${index}`;
      const payload =
        index % 2 === 0 ? { ...claims, tid } : { ...claims, iss: `https://sts.windows.net/${tid}/`, tid };
      const kid = index % 3 === 0 ? tid : 'channel';
      return sendTo(port, message('m1'), { authorization: unsigned({ alg: 'RS256', kid }, payload) });
    });
    for (const { status } of await Promise.all(answers)) expect(status).toBe(401);
  }
  expect(issuers()).toBe(before);
  expect(identity.fetched).toBe(fetched);
  await stop();
});

test('what the SDK prints of bad tokens does not reach the log, and what others print meanwhile does', async () => {
  log.length = 0;
  const { port } = await openDoor();
  const forged = Array.from({ length: 20 }, () =>
    sendTo(port, message('m1'), { authorization: bearer({}, { key: stranger }) }),
  );
  console.error('somebody else');
  await Promise.all(forged);
  console.error('and after');
  expect(log).toEqual([['somebody else'], ['and after']]);
});

test('while Microsoft’s keys cannot be had, nobody is let in and nobody is called a forger', async () => {
  const { port, done, faults, stop } = await openDoor({
    openIdMetadataUrl: 'http://127.0.0.1:9/openid',
  });
  expect(await sendTo(port, message('m1'))).toMatchObject({ status: 503, body: '' });
  await stop();
  expect(faults.map(({ kind }) => kind)).toEqual(['identity']);
  expect(done).toEqual([]);
});

test.each<[string, number, string, string | Buffer | object]>([
  ['a form', 415, 'application/x-www-form-urlencoded', 'type=message'],
  ['text', 415, 'text/plain', JSON.stringify(message('m1'))],
  ['nothing', 400, 'application/json', ''],
  ['half a JSON', 400, 'application/json', '{"type":"message"'],
  ['JSON null', 400, 'application/json', 'null'],
  ['a JSON list', 400, 'application/json', '[]'],
  ['a number', 400, 'application/json', '7'],
  ['bytes that are no text', 400, 'application/json', Buffer.from([0xff, 0xfe, 0x00, 0x7b])],
  [
    '100,000 lists in one another',
    400,
    'application/json',
    `{"type":"message","value":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
  ],
  ['objects 40 deep in a good message', 400, 'application/json', message('m1', '', { value: deep(40) })],
  ['a body of 300 KB', 413, 'application/json', message('m1', 'x'.repeat(300_000))],
  [
    'a key that would be a prototype',
    400,
    'application/json',
    JSON.stringify(message('m1')).replace('"text"', '"__proto__":{"isAdmin":true},"text"'),
  ],
])('%s is refused with %d and no word of it comes back', async (_, status, type, body) => {
  const { port, done, faults, stillServes } = await openDoor();
  const sent = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  expect(await sendTo(port, sent, { type })).toMatchObject({ status, body: '' });
  expect(done).toEqual([]);
  await stillServes();
  expect(faults).toEqual([]);
  expect('isAdmin' in {}).toBe(false);
});

test('other names of prototypes are plain data', async () => {
  const { port, workedOff } = await openDoor();
  const value = { constructor: { prototype: { isAdmin: true } }, toString: 1 };
  expect(await sendTo(port, message('m1', '', { value }))).toMatchObject({ status: 200 });
  await workedOff('m1');
  expect('isAdmin' in {}).toBe(false);
});

test.each<[string, number, Record<string, unknown>]>([
  ['without a name', 400, { name: undefined }],
  ['of an unknown name', 501, { name: 'signin/verifyState' }],
  ['by the name of a prototype', 501, { name: 'constructor' }],
  ['of a card without an action', 400, { value: {} }],
  ['of a card without a value', 400, { value: undefined }],
  ['of a card with another action', 400, { value: { action: { type: 'Action.OpenUrl', verb: 'x' } } }],
  ['of a search without its text', 400, { name: 'application/search', value: { dataset: 'kommuner' } }],
  ['of a consent to something else', 400, { name: 'fileConsent/invoke', value: { action: 'both' } }],
  ['of a query without a command', 400, { name: 'composeExtension/query', value: {} }],
  ['of a dialog without data', 400, { name: 'task/submit', value: 'all' }],
])('an invoke %s is answered with %d, and nothing runs', async (_, status, changed) => {
  const { port, done, faults, stop } = await openDoor();
  expect(await sendTo(port, press('i1', changed))).toMatchObject({ status, body: '' });
  await stop();
  expect(done).toEqual([]);
  expect(faults).toEqual([]);
});

test.each([
  ['GET', '/api/messages', 405],
  ['PUT', '/api/messages', 405],
  ['POST', '/api/messages/', 404],
  ['POST', '/api', 404],
  ['POST', '/', 404],
])('%s %s is answered with %d', async (method, path, status) => {
  const { port, done } = await openDoor();
  expect(await sendTo(port, message('m1'), { method, path })).toMatchObject({ status, body: '' });
  expect(done).toEqual([]);
});

const head = `POST /api/messages HTTP/1.1\r\nhost: x\r\nauthorization: ${bearer()}\r\ncontent-type: application/json\r\n`;

test('a body that drips is cut off when its time is over', async () => {
  const { port, stillServes } = await openDoor({ arriveWithin: 200 });
  const { socket, closed } = wire(port, `${head}content-length: 1000\r\n\r\n`);
  const drip = setInterval(() => socket.write('{'), 5);
  expect(await closed).toMatch(/^HTTP\/1\.1 408 /);
  clearInterval(drip);
  await stillServes();
});

test('a body that says it is of 20 MB is refused before it comes, and one that does not say it when it passes the bound', async () => {
  const { port, stillServes } = await openDoor();
  const said = wire(port, `${head}content-length: ${20 * 1_048_576}\r\n\r\n{`);
  expect(await said.closed).toMatch(/^HTTP\/1\.1 413 .*\r\n\r\n$/s);
  const unsaid = wire(port, `${head}transfer-encoding: chunked\r\n\r\n`);
  const chunk = Buffer.alloc(65_536, 'a');
  for (let sent = 0; sent < 5; sent += 1) {
    unsaid.socket.write('10000\r\n');
    unsaid.socket.write(chunk);
    unsaid.socket.write('\r\n');
  }
  expect(await unsaid.closed).toMatch(/^HTTP\/1\.1 413 .*\r\n\r\n$/s);
  await stillServes();
});

function deep(levels: number): unknown {
  return levels === 0 ? 'bottom' : { inner: deep(levels - 1) };
}
