// The fake Bot Connector is as strict as Teams: what it lets pass a bot may rely on, what it refuses Teams refuses.
import { afterEach, describe, expect, test } from 'vitest';
import { type FakeConnectorOptions, startFakeConnector } from '../support/teams/fake-connector.ts';
import { startFakeFiles } from '../support/teams/fake-connector-files.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

const chat = '19:chat@thread.v2';

async function started(options: FakeConnectorOptions = {}) {
  const teams = await startFakeConnector(options);
  open.push(teams);
  teams.addPerson({ id: '29:Anna', aad: 'aad-Anna', name: 'Anna' });
  teams.addConversation({ id: chat, kind: 'groupChat', members: ['29:Anna'] });
  async function ask(verb: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${teams.serviceUrl}v3/conversations${path}`, {
      method: verb,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      said: text === '' ? undefined : JSON.parse(text),
      headers: response.headers,
    };
  }
  const activities = `/${encodeURIComponent(chat)}/activities`;
  return { teams, ask, activities };
}

const code = (said: { error: { code: string } }): string => said.error.code;
const hello = { type: 'message', text: 'hej' };

describe('a message', () => {
  test('stands, is edited with its past kept, and is deleted once', async () => {
    const { teams, ask, activities } = await started();
    const { status, said } = await ask('POST', activities, hello);
    expect(status).toBe(201);
    expect((await ask('PUT', `${activities}/${said.id}`, { ...hello, text: 'igen' })).said).toEqual({
      id: said.id,
    });
    expect(teams.messages(chat)[0]).toMatchObject({ activity: { text: 'igen' }, earlier: [hello] });
    expect((await ask('DELETE', `${activities}/${said.id}`)).status).toBe(200);
    expect(teams.messages(chat)).toEqual([]);
    expect(teams.everMade).toHaveLength(1);
    for (const verb of ['PUT', 'DELETE'] as const) {
      const again = await ask(verb, `${activities}/${said.id}`, verb === 'PUT' ? hello : undefined);
      expect([again.status, code(again.said)]).toEqual([404, 'ActivityNotFoundInConversation']);
    }
    expect(teams.violations).toEqual([]);
  });

  test('in answer to an activity stands in the same conversation', async () => {
    const { teams, ask, activities } = await started();
    expect((await ask('POST', `${activities}/123`, hello)).status).toBe(201);
    expect(teams.messages(chat)).toHaveLength(1);
    expect(teams.requestsOf('reply')).toHaveLength(1);
  });

  test('of more than 100,000 bytes in UTF-16 is too big', async () => {
    const { teams, ask, activities } = await started();
    const around = JSON.stringify({ ...hello, text: '' }).length;
    const fits = await ask('POST', activities, { ...hello, text: 'å'.repeat(50_000 - around) });
    const tooBig = await ask('POST', activities, { ...hello, text: 'å'.repeat(50_001 - around) });
    expect(fits.status).toBe(201);
    expect([tooBig.status, code(tooBig.said)]).toEqual([413, 'MessageSizeTooBig']);
    expect(teams.everMade).toHaveLength(1);
  });

  test('with a text and attachments becomes two of which no id comes, and is a violation', async () => {
    const { teams, ask, activities } = await started();
    const attachments = [
      { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard' } },
    ];
    expect((await ask('POST', activities, { ...hello, attachments })).said).toEqual({});
    expect(teams.messages(chat)).toHaveLength(2);
    expect(teams.violations).toEqual(['a text and attachments in one message']);
  });

  test.each([
    ['without type', { text: 'x' }],
    ['without anything', { type: 'message' }],
    ['of somebody else', { ...hello, from: { id: '28:other' } }],
    ['with a nameless attachment', { type: 'message', attachments: [{}] }],
    [
      'with a card that is none',
      {
        type: 'message',
        attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: {} }],
      },
    ],
    ['that is no JSON', '{'],
  ])('%s is refused and a violation', async (_, body) => {
    const { teams, ask, activities } = await started();
    const { status, said } = await ask('POST', activities, body);
    expect([status, code(said)]).toEqual([400, 'BadSyntax']);
    expect(teams.violations).toHaveLength(1);
    expect(teams.everMade).toEqual([]);
  });

  test('as plain text, and an address that does not exist, are violations', async () => {
    const { teams, ask, activities } = await started();
    expect((await ask('POST', activities, hello, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await ask('PATCH', activities, hello)).status).toBe(404);
    expect((await fetch(`${teams.url}/v3/conversations`)).status).toBe(404);
    expect(teams.violations).toHaveLength(3);
  });
});

describe('who may', () => {
  test('nobody with a token to loopback, unless one is asked for, and then no other', async () => {
    const { teams, ask, activities } = await started();
    expect((await ask('POST', activities, hello, { authorization: 'Bearer x' })).status).toBe(401);
    expect(teams.violations).toHaveLength(1);
    const { ask: other } = await started({ bearer: { token: 'x' } });
    expect((await other('POST', activities, hello, { authorization: 'Bearer x' })).status).toBe(201);
    expect((await other('POST', activities, hello, { authorization: 'Bearer y' })).status).toBe(401);
    expect((await other('POST', activities, hello)).status).toBe(401);
  });

  test('a bot that was removed, barred or forgotten is told so', async () => {
    const { teams, ask, activities } = await started();
    const told = async () => code((await ask('POST', activities, hello)).said);
    teams.bar(chat, 'MessageWritesBlocked');
    expect(await told()).toBe('MessageWritesBlocked');
    teams.setBot(chat, false);
    expect(await told()).toBe('BotNotInConversationRoster');
    teams.forget(chat);
    expect(await told()).toBe('ConversationNotFound');
    expect(teams.violations).toEqual([]);
  });

  test('a personal conversation is made for who has the app, or a team with it, and always the same', async () => {
    const { teams, ask } = await started();
    const body = {
      bot: { id: teams.bot },
      members: [{ id: '29:Anna' }],
      tenantId: teams.tenant,
      isGroup: false,
    };
    const refused = await ask('POST', '', body);
    expect([refused.status, code(refused.said)]).toEqual([403, 'ForbiddenOperationException']);
    teams.addConversation({ id: '19:c@thread.tacv2', kind: 'channel', members: ['29:Anna'] });
    const made = await ask('POST', '', body);
    expect(made.status).toBe(201);
    expect((await ask('POST', '', body)).said).toEqual(made.said);
    expect(teams.violations).toEqual([]);
    for (const wrong of [{ isGroup: true }, { tenantId: 'other' }, { bot: { id: '28:x' } }, { members: [] }])
      expect((await ask('POST', '', { ...body, ...wrong })).status).toBe(400);
    expect(teams.violations).toHaveLength(4);
  });
});

describe('a roster', () => {
  test('is told whole, in pages, and one by one', async () => {
    const { teams, ask } = await started();
    const at = `/${encodeURIComponent(chat)}`;
    for (let each = 0; each < 60; each++) {
      teams.addPerson({ id: `29:${each}`, aad: `aad-${each}`, name: `P ${each}`, role: 'guest' });
      teams.world.conversations.get(chat)?.members.add(`29:${each}`);
    }
    expect((await ask('GET', `${at}/members`)).said).toHaveLength(61);
    const page = (await ask('GET', `${at}/pagedmembers?pageSize=50`)).said;
    expect(page.members).toHaveLength(50);
    const rest = (
      await ask('GET', `${at}/pagedmembers?pageSize=50&continuationToken=${page.continuationToken}`)
    ).said;
    expect(rest.members).toHaveLength(11);
    expect(rest.continuationToken).toBeUndefined();
    expect((await ask('GET', `${at}/members/aad-3`)).said).toMatchObject({
      id: '29:3',
      userRole: 'guest',
      tenantId: teams.tenant,
    });
    expect(code((await ask('GET', `${at}/members/29:x`)).said)).toBe('MemberNotFoundInConversation');
    expect(teams.violations).toEqual([]);
    expect((await ask('GET', `${at}/pagedmembers?pageSize=10`)).status).toBe(400);
    expect(code((await ask('GET', `/${encodeURIComponent(`${chat};messageid=1`)}/members`)).said)).toBe(
      'ThreadNotFound',
    );
    expect(teams.violations).toHaveLength(2);
    expect((await ask('GET', '')).said).toEqual({ conversations: [{ id: chat }] });
  });
});

test('the published limits are enforced to the request, and say when to come again', async () => {
  let now = 0;
  const { ask, activities } = await started({ limits: true, now: () => now });
  const statuses: number[] = [];
  for (let each = 0; each < 8; each++) statuses.push((await ask('POST', activities, hello)).status);
  expect(statuses).toEqual([201, 201, 201, 201, 201, 201, 201, 429]);
  now = 1_000;
  expect((await ask('POST', activities, hello)).status).toBe(201);
  const ninth = await ask('POST', activities, hello);
  expect([ninth.status, ninth.headers.get('retry-after')]).toEqual([429, '1']);
  now = 2_000;
  expect((await ask('POST', activities, hello)).status).toBe(201);
});

describe('what goes wrong by script', () => {
  test('strikes so often, such requests, before or after the work', async () => {
    const { teams, ask, activities } = await started();
    const lost = teams.next(
      'send',
      { fault: 'status', status: 503, work: 'done' },
      { times: 2, when: ({ body }) => body.includes('hej') },
    );
    expect(await ask('POST', activities, { ...hello, text: 'x' }).then(({ status }) => status)).toBe(201);
    for (let each = 0; each < 2; each++)
      await expect(ask('POST', activities, hello)).rejects.toThrow(SyntaxError);
    expect((await ask('POST', activities, hello)).status).toBe(201);
    expect([lost.struck(), teams.everMade.length]).toEqual([2, 4]);
    expect(teams.requests.map(({ outcome }) => outcome)).toEqual(['201', '503', '503', '201']);
  });

  test('a broken connection did nothing, or everything', async () => {
    const { teams, ask, activities } = await started();
    teams.next('send', { fault: 'reset' });
    teams.next('send', { fault: 'reset', work: 'done' });
    await expect(ask('POST', activities, hello)).rejects.toThrow(TypeError);
    expect(teams.everMade).toHaveLength(0);
    await expect(ask('POST', activities, hello)).rejects.toThrow(TypeError);
    expect(teams.everMade).toHaveLength(1);
  });

  test('a hanging request goes on when it is released, and the others are not held', async () => {
    const { teams, ask, activities } = await started();
    const hanging = teams.next('send', { fault: 'hang' });
    const held = ask('POST', activities, hello);
    await teams.until(() => hanging.struck() === 1);
    expect((await ask('POST', activities, hello)).status).toBe(201);
    expect(teams.everMade).toHaveLength(1);
    hanging.release();
    expect((await held).status).toBe(201);
    expect(teams.everMade).toHaveLength(2);
  });
});

describe('the file host', () => {
  async function files() {
    const host = await startFakeFiles();
    open.push(host);
    return host;
  }
  const put = (url: string, body: string, range: string) =>
    fetch(url, { method: 'PUT', body, headers: { 'content-range': range } });

  test('gives a file until its address runs out, and minds a token', async () => {
    const host = await files();
    const url = host.addFile(new TextEncoder().encode('brev'));
    expect(await (await fetch(url)).text()).toBe('brev');
    host.expire(url, 403);
    expect((await fetch(url, { headers: { authorization: 'Bearer x' } })).status).toBe(403);
    expect(host.violations).toHaveLength(1);
  });

  test('takes a file in ranges, in their order, and once', async () => {
    const host = await files();
    const url = host.uploadUrl();
    expect((await put(url, 'ev', 'bytes 2-3/4')).status).toBe(416);
    expect((await put(url, 'br', 'bytes 0-1/4')).status).toBe(202);
    expect(host.uploaded(url)).toBeUndefined();
    expect((await put(url, 'ev', 'bytes 2-3/4')).status).toBe(201);
    expect(new TextDecoder().decode(host.uploaded(url))).toBe('brev');
    expect((await put(url, 'brev', 'bytes 0-3/4')).status).toBe(404);
    expect(host.violations).toEqual([]);
    expect((await put(host.uploadUrl(), 'brev', 'bytes 0-4/5')).status).toBe(400);
    expect(host.violations).toHaveLength(1);
  });
});
