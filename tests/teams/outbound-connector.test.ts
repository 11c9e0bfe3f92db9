// Microsoft's SDK over real HTTP: one request for each call, a token only for Microsoft, every answer a value.
import { afterEach, describe, expect, test } from 'vitest';
import type { Activity, TeamsConnector } from '../../adapters/teams/outbound/connector.ts';
import { type ConnectorOptions, createConnector } from '../../adapters/teams/sdk/connector.ts';
import { freePort } from '../support/slack/free-port.ts';
import { type FakeConnector, startFakeConnector } from '../support/teams/fake-connector.ts';

const open: FakeConnector[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

const chat = 'a:chat/1?x#y';
const hello: Activity = { type: 'message', from: { id: '28:bot' }, text: 'hej' };

async function connected(options: Partial<ConnectorOptions> = {}, bearer?: { token: string }) {
  const teams = await startFakeConnector({ bot: '28:bot', ...(bearer && { bearer }) });
  open.push(teams);
  const anna = teams.addPerson({
    id: '29:Anna',
    aad: 'aad-1',
    name: 'Anna Ågård',
    email: 'anna@min.dk',
    hasApp: true,
  });
  teams.addConversation({ id: chat, kind: 'groupChat', members: [anna.id] });
  const connector = createConnector({
    credentials: { kind: 'token', token: async () => 'secret' },
    origins: [teams.url],
    ...options,
  });
  return { teams, connector, at: { serviceUrl: teams.serviceUrl, conversation: chat } };
}

/** Microsoft's origin, answered by the fake: the token is seen, and nothing leaves the machine. */
function asMicrosoft(teams: () => FakeConnector): typeof globalThis.fetch {
  return (url, init) =>
    globalThis.fetch(String(url).replace('https://smba.trafficmanager.net', teams().url), init);
}

const calls: [
  string,
  (
    connector: TeamsConnector,
    at: { serviceUrl: string; conversation: string },
  ) => Promise<{ outcome: string }>,
][] = [
  ['send', (connector, at) => connector.send(at, hello)],
  ['update', (connector, at) => connector.update(at, '1', hello)],
  ['remove', (connector, at) => connector.remove(at, '1')],
  [
    'create',
    (connector, at) => connector.create(at.serviceUrl, { tenant: 't', bot: '28:bot', user: '29:Anna' }),
  ],
  ['member', (connector, at) => connector.member(at, '29:Anna')],
  ['pagedmembers', (connector, at) => connector.members(at)],
];

describe.each(calls)('%s', (operation, call) => {
  test.each([500, 502, 503, 504, 408, 429, 412, 400, 401, 403, 404, 413, 301, 307])(
    'asks once and never again, whatever a %i would have the SDK do',
    async (status) => {
      const { teams, connector, at } = await connected();
      teams.next(operation, { fault: 'status', status, headers: { location: '/elsewhere' } });
      const answer = await call(connector, at);
      expect(teams.requests.map((request) => request.operation)).toEqual([operation]);
      const outcome =
        status >= 500 || status === 408 ? 'unknown' : [412, 429].includes(status) ? 'throttled' : 'refused';
      expect(answer.outcome).toBe(outcome);
    },
  );

  test('may have been done when the connection breaks, and is asked once', async () => {
    const { teams, connector, at } = await connected();
    teams.next(operation, { fault: 'reset' }, { times: 'all' });
    expect((await call(connector, at)).outcome).toBe('unknown');
    expect(teams.requests).toHaveLength(1);
  });

  test('may have been done when no answer comes in time', async () => {
    const { teams, connector, at } = await connected({ timeout: 50 });
    teams.next(operation, { fault: 'hang' });
    expect(await call(connector, at)).toEqual({ outcome: 'unknown', reason: 'timeout' });
  });

  test('was certainly not sent where nobody listens', async () => {
    const origin = `http://127.0.0.1:${await freePort()}`;
    const { connector } = await connected({ origins: [origin] });
    const answer = await call(connector, { serviceUrl: `${origin}/`, conversation: chat });
    expect(answer).toEqual({ outcome: 'unsent', reason: 'ECONNREFUSED' });
  });

  test('is not sent to a host that is not on the list, and no token is asked for', async () => {
    let asked = 0;
    const token = async () => `${++asked}`;
    const { teams, connector } = await connected({
      credentials: { kind: 'token', token },
      origins: ['https://smba.trafficmanager.net'],
    });
    const answer = await call(connector, { serviceUrl: teams.serviceUrl, conversation: chat });
    expect(answer).toEqual({ outcome: 'refused', error: 'foreign_host' });
    expect([teams.requests.length, asked]).toEqual([0, 0]);
  });

  test('carries the token to Microsoft', async () => {
    let teams: FakeConnector | undefined;
    const fetch = asMicrosoft(() => teams ?? expect.fail());
    const got = await connected({ fetch, origins: ['https://smba.trafficmanager.net'] }, { token: 'secret' });
    teams = got.teams;
    await call(got.connector, { serviceUrl: 'https://smba.trafficmanager.net/emea/', conversation: chat });
    expect(teams.requests[0]?.headers.authorization).toBe('Bearer secret');
    expect(teams.requests[0]?.operation).toBe(operation);
  });

  test('carries no token to this machine', async () => {
    const { teams, connector, at } = await connected();
    await call(connector, at);
    expect(teams.requests[0]?.headers.authorization).toBeUndefined();
  });
});

describe('a token', () => {
  const https = { serviceUrl: 'https://smba.trafficmanager.net/emea/', conversation: chat };

  test('that is refused leaves the message unsent, with what Entra calls it and nothing else', async () => {
    const token = async () => {
      throw new Error("AADSTS7000215: Invalid client secret provided for 'hunter2'");
    };
    const { connector } = await connected({
      credentials: { kind: 'token', token },
      origins: ['https://smba.trafficmanager.net'],
    });
    expect(await connector.send(https, hello)).toEqual({
      outcome: 'unsent',
      reason: 'no_token AADSTS7000215',
    });
  });

  test('that never comes leaves the message unsent', async () => {
    const token = () => new Promise<string>(() => undefined);
    const { connector } = await connected({
      credentials: { kind: 'token', token },
      timeout: 50,
      origins: ['https://smba.trafficmanager.net'],
    });
    expect(await connector.send(https, hello)).toEqual({ outcome: 'unsent', reason: 'no_token' });
  });

  test("of a managed identity needs no password, and one of an app is Entra's: both are made without a request", () => {
    expect(() => createConnector({ credentials: { kind: 'managed-identity', appId: 'a' } })).not.toThrow();
    expect(() =>
      createConnector({ credentials: { kind: 'password', appId: 'a', password: 'p', tenant: 't' } }),
    ).not.toThrow();
  });
});

describe('what is said and read', () => {
  test('a conversation id keeps every character', async () => {
    const { teams, connector, at } = await connected();
    const sent = await connector.send(at, hello);
    expect(sent).toEqual({ outcome: 'done', value: teams.messages(chat)[0]?.id });
    expect(teams.requests[0]?.conversation).toBe(chat);
    expect(teams.violations).toEqual([]);
  });

  test('a member has what Teams tells of them', async () => {
    const { connector, at, teams } = await connected();
    const anna = {
      id: '29:Anna',
      aad: 'aad-1',
      name: 'Anna Ågård',
      email: 'anna@min.dk',
      upn: 'anna@min.dk',
      tenant: teams.tenant,
      role: 'user',
    };
    expect(await connector.member(at, '29:Anna')).toEqual({ outcome: 'done', value: anna });
    expect(await connector.members(at)).toEqual({ outcome: 'done', value: { members: [anna] } });
    expect(await connector.member(at, '29:Nobody')).toEqual({
      outcome: 'refused',
      error: 'MemberNotFoundInConversation',
      status: 404,
    });
  });

  test('an answer that cannot be read may have been done', async () => {
    const { teams, connector, at } = await connected();
    teams.next('send', { fault: 'garbage', work: 'done' });
    expect(await connector.send(at, hello)).toEqual({ outcome: 'unknown', reason: 'unreadable_answer' });
    expect(teams.everMade).toHaveLength(1);
  });

  test("Teams' code is told, also where it stands inside the message", async () => {
    const { teams, connector, at } = await connected();
    teams.bar(chat, 'BotDisabledByAdmin');
    expect(await connector.send(at, hello)).toEqual({
      outcome: 'refused',
      error: 'BotDisabledByAdmin',
      status: 403,
    });
    const body = '{"errorCode":209,"message":"{\\r\\n \\"subCode\\": \\"MessageWritesBlocked\\"}"}';
    const { connector: other } = await connected({
      origins: [teams.url],
      fetch: async () => new Response(body, { status: 403 }),
    });
    expect(await other.send(at, hello)).toEqual({
      outcome: 'refused',
      error: 'MessageWritesBlocked',
      status: 403,
    });
  });

  test('a Retry-After is told in seconds', async () => {
    const { teams, connector, at } = await connected();
    teams.next('send', { fault: 'status', status: 429, retryAfter: 7 });
    teams.next('send', { fault: 'status', status: 429 });
    expect(await connector.send(at, hello)).toEqual({ outcome: 'throttled', retryAfter: 7 });
    expect(await connector.send(at, hello)).toEqual({ outcome: 'throttled' });
  });
});
