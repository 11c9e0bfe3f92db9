// Answers through a response_url: within its half hour and its five uses, once, and to Slack's hooks alone.
import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { createResponder, type Responder } from '../../../adapters/slack/response-url.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

type Reply = { status?: number; body?: string; retryAfter?: string } | 'reset' | 'hang';

interface Hook {
  readonly url: string;
  readonly bodies: string[];
  readonly waits: number[];
  readonly responder: Responder;
  now: number;
}

async function hook(replies: Reply[] = [], timeout = 5_000): Promise<Hook> {
  const bodies: string[] = [];
  const waits: number[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    bodies.push(body);
    const reply = replies.shift() ?? {};
    if (reply === 'hang') return;
    if (reply === 'reset') return void request.socket.destroy();
    const { status = 200, body: said = 'ok', retryAfter } = reply;
    const headers = { location: '/elsewhere', ...(retryAfter && { 'retry-after': retryAfter }) };
    response.writeHead(status, headers).end(said);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const self: Hook = {
    url: `${origin}/commands/1`,
    bodies,
    waits,
    now: 0,
    responder: createResponder({
      now: () => self.now,
      wait: async (ms) => {
        waits.push(ms);
        self.now += ms;
      },
      timeout,
      hosts: [origin],
    }),
  };
  return self;
}

const minutes = 60_000;

test('the message arrives as JSON, without lone surrogates', async () => {
  const { url, bodies, responder } = await hook();
  const message = { text: 'a\uD800b æ', response_type: 'ephemeral', replace_original: true } as const;
  expect(await responder.respond(url, 0, message)).toBe('done');
  expect(bodies.map((each) => JSON.parse(each))).toEqual([{ ...message, text: 'a\uFFFDb æ' }]);
});

describe('the two bounds', () => {
  test('30 minutes after the payload it has expired, and nothing is sent', async () => {
    const self = await hook();
    self.now = 30 * minutes - 1;
    expect(await self.responder.respond(self.url, 0, { text: 'a' })).toBe('done');
    self.now = 30 * minutes;
    expect(await self.responder.respond(self.url, 0, { text: 'a' })).toBe('expired');
    expect(self.bodies).toHaveLength(1);
  });

  test('five uses of each url, also of six at once', async () => {
    const { url, bodies, responder } = await hook();
    const six = await Promise.all(Array.from({ length: 6 }, () => responder.respond(url, 0, { text: 'a' })));
    expect(six.toSorted()).toEqual(['done', 'done', 'done', 'done', 'done', 'used-up']);
    expect(await responder.respond(`${url}2`, 0, { text: 'a' })).toBe('done');
    expect(bodies).toHaveLength(6);
  });

  test('a refused answer is not a use; one of unknown fate is', async () => {
    const no: Reply = { status: 404, body: '{"ok":false,"error":"invalid_blocks"}' };
    const { url, responder } = await hook([no, no, 'reset', 'reset', 'reset', 'reset', 'reset']);
    const answers: string[] = [];
    for (let each = 0; each < 8; each++) answers.push(await responder.respond(url, 0, { text: 'a' }));
    expect(answers).toEqual(['refused', 'refused', ...Array(5).fill('unknown'), 'used-up']);
  });

  test.each([
    ['expired_url', 'expired'],
    ['{"ok":false,"error":"used_url"}', 'used-up'],
  ])('Slack counts too: %s is %s', async (body, answer) => {
    const { url, responder } = await hook([{ status: 404, body }]);
    expect(await responder.respond(url, 0, { text: 'a' })).toBe(answer);
  });
});

describe('an answer that may have arrived is never sent again', () => {
  test.each<[string, Reply]>([
    ['5xx', { status: 503 }],
    ['5xx that says no', { status: 500, body: '{"ok":false,"error":"invalid_blocks"}' }],
    ['internal_error', { body: '{"ok":false,"error":"internal_error"}' }],
    ['reset', 'reset'],
    ['no answer', 'hang'],
  ])('%s', async (_, reply) => {
    const { url, bodies, responder } = await hook([reply], reply === 'hang' ? 30 : 5_000);
    expect(await responder.respond(url, 0, { text: 'a' })).toBe('unknown');
    expect(bodies).toHaveLength(1);
  });
});

describe('an answer that certainly did not arrive is sent once more', () => {
  test('after the Retry-After of a 429', async () => {
    const { url, bodies, waits, responder } = await hook([{ status: 429, retryAfter: '2' }]);
    expect(await responder.respond(url, 0, { text: 'a' })).toBe('done');
    expect([bodies.length, waits]).toEqual([2, [2_000]]);
  });

  test('but not twice, not after longer than anybody waits, and not beyond the half hour', async () => {
    const limited: Reply = { status: 429, retryAfter: '2' };
    const twice = await hook([limited, limited]);
    expect(await twice.responder.respond(twice.url, 0, { text: 'a' })).toBe('refused');
    expect(twice.bodies).toHaveLength(2);
    const long = await hook([{ status: 429, retryAfter: '600' }]);
    expect(await long.responder.respond(long.url, 0, { text: 'a' })).toBe('refused');
    expect([long.bodies.length, long.waits]).toEqual([1, []]);
    const late = await hook([limited]);
    late.now = 30 * minutes - 1_000;
    expect(await late.responder.respond(late.url, 0, { text: 'a' })).toBe('expired');
    expect([late.bodies.length, late.waits]).toEqual([1, []]);
  });

  test('after nobody answered the door', async () => {
    const { url, waits, responder } = await hook();
    for (const server of servers.splice(0))
      await new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections());
    expect(await responder.respond(url, 0, { text: 'a' })).toBe('refused');
    expect(waits).toEqual([1_000]);
  });
});

test('only the hooks are ever called, and no redirect is followed', async () => {
  const { url, bodies, responder } = await hook([{ status: 307 }]);
  const { port } = new URL(url);
  const foreign = [
    'https://hooks.slack.com.evil.example/commands/1',
    `http://localhost:${port}/commands/1`,
    `https://127.0.0.1:${port}/commands/1`,
    `http://a:b@127.0.0.1:${port}/commands/1`,
    'http://169.254.169.254/latest',
    '',
  ];
  for (const each of foreign) expect(await responder.respond(each, 0, { text: 'a' }), each).toBe('refused');
  expect(bodies).toEqual([]);
  expect(await responder.respond(url, 0, { text: 'a' })).toBe('refused');
  expect(bodies).toHaveLength(1);
});

test('without other hosts it is hooks.slack.com over https', async () => {
  const asked: string[] = [];
  const responder = createResponder({
    now: () => 0,
    wait: async () => undefined,
    fetch: async (url) => {
      asked.push(String(url));
      return new Response('ok');
    },
  });
  expect(await responder.respond('http://hooks.slack.com/a', 0, { text: 'a' })).toBe('refused');
  expect(await responder.respond('https://hooks.slack.com/a', 0, { text: 'a' })).toBe('done');
  expect(asked).toEqual(['https://hooks.slack.com/a']);
});
