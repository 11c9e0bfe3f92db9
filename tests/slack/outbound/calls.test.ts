// Calls: what an answer means, what is tried again, and what is sent.
import { describe, expect, test } from 'vitest';
import { wellFormed } from '../../../adapters/shared/well-formed.ts';
import { createOutbound } from '../../../adapters/slack/outbound.ts';
import { type Fault, throttled } from './faulty-slack.ts';
import { createSender, failing, message } from './sender.ts';

const says = (body: string, status = 200): Fault => ({ made: false, reply: { status, body } });
const unavailable: Fault = { made: false, reply: { status: 503 } };

describe('what an answer means', () => {
  const meanings: [string, Fault, object][] = [
    ['no', says('{"ok":false,"error":"not_in_channel"}'), { outcome: 'refused', error: 'not_in_channel' }],
    ['forbidden by a proxy', says('no', 403), { outcome: 'refused', error: 'http_403' }],
    ['5xx', unavailable, { outcome: 'unknown', reason: 'http_503' }],
    ['408', says('', 408), { outcome: 'unknown', reason: 'http_408' }],
    [
      'fatal_error',
      says('{"ok":false,"error":"fatal_error"}'),
      { outcome: 'unknown', reason: 'fatal_error' },
    ],
    ['half an answer', says('{"ok":tru'), { outcome: 'unknown', reason: 'unreadable_answer' }],
    ['an empty answer', says(''), { outcome: 'unknown', reason: 'unreadable_answer' }],
    ['an answer that is no object', says('null'), { outcome: 'unknown' }],
    ['ratelimited', says('{"ok":false,"error":"ratelimited"}'), { outcome: 'throttled', retryAfter: 30 }],
    ['429', throttled('7'), { outcome: 'throttled', retryAfter: 7 }],
    ['429 without Retry-After', throttled(), { outcome: 'throttled', retryAfter: 30 }],
    ['429 with a Retry-After of the past', throttled('-3'), { outcome: 'throttled', retryAfter: 1 }],
    ['no answer', { made: false, reply: 'hang' }, { outcome: 'unknown', reason: 'timeout' }],
  ];
  test.each(meanings)('%s', async (_, fault, meaning) => {
    const { time, slack, outbound } = await createSender();
    failing(slack, 'views.open', fault);
    expect(await time.until(outbound.call('views.open', { trigger_id: 'T' }))).toMatchObject(meaning);
    expect(slack.count('views.open')).toBe(1);
  });

  test('a redirect is not followed', async () => {
    const { time, slack, outbound } = await createSender();
    slack.fault = () => ({ made: false, reply: { status: 307 } });
    expect((await time.until(outbound.call('views.open', {}))).outcome).toBe('unknown');
    expect(slack.requests).toHaveLength(1);
  });

  test('the timeout is real, and Node own fetch is used where none is given', async () => {
    const { slack } = await createSender();
    slack.fault = () => ({ made: false, reply: 'hang' });
    const outbound = createOutbound({
      token: 'xoxb-test',
      slackApiUrl: `${slack.url}/api/`,
      now: () => 0,
      wait: async () => undefined,
      timeout: 30,
    });
    const called = await outbound.call('views.open', {});
    expect(called).toEqual({ outcome: 'unknown', reason: 'timeout' });
  });
});

describe('what is tried again', () => {
  test.each(['chat.update', 'views.publish', 'users.info', 'conversations.open'] as const)(
    '%s, as doing it twice is doing it once',
    async (method) => {
      const { time, slack, outbound } = await createSender();
      failing(slack, method, unavailable, { made: true, reply: 'reset' });
      expect((await time.until(outbound.call(method, {}))).outcome).toBe('done');
      expect(slack.count(method)).toBe(3);
    },
  );

  test.each(['chat.postEphemeral', 'views.update', 'views.open'] as const)(
    'not %s, of which no answer came',
    async (method) => {
      const { time, slack, outbound } = await createSender();
      failing(slack, method, { made: true, reply: 'reset' });
      expect((await time.until(outbound.call(method, {}))).outcome).toBe('unknown');
      expect(slack.count(method)).toBe(1);
    },
  );

  test('a little, and within 50 s', async () => {
    const { time, slack, outbound } = await createSender();
    slack.fault = () => ({ made: false, reply: 'hang' });
    const start = time.now();
    expect((await time.until(outbound.call('users.info', {}))).outcome).toBe('unknown');
    expect(slack.count('users.info')).toBe(4);
    expect(time.now() - start).toBeLessThanOrEqual(50_000);
    slack.fault = () => unavailable;
    await time.until(outbound.call('conversations.info', {}));
    expect(slack.count('conversations.info')).toBe(4);
  });

  test('a call that was throttled, after its Retry-After; not one with a trigger id', async () => {
    const { time, slack, outbound } = await createSender();
    failing(slack, 'chat.postEphemeral', throttled('9'));
    const start = time.now();
    expect((await time.until(outbound.call('chat.postEphemeral', {}))).outcome).toBe('done');
    expect(time.now() - start).toBe(9_000);
    failing(slack, 'views.open', throttled('9'));
    expect(await time.until(outbound.call('views.open', {}))).toEqual({
      outcome: 'throttled',
      retryAfter: 9,
    });
    await time.pass(4_000);
    expect(await time.until(outbound.call('views.open', {}))).toEqual({
      outcome: 'throttled',
      retryAfter: 5,
    });
    expect(slack.count('views.open')).toBe(1);
  });

  test('not an update that a newer one of the same message replaces', async () => {
    const { time, slack, outbound } = await createSender();
    failing(slack, 'chat.update', unavailable);
    const args = { channel: 'C1', ts: '1.1' };
    const older = outbound.call('chat.update', { ...args, text: 'older' });
    const newer = outbound.call('chat.update', { ...args, text: 'newer' });
    expect((await time.until(older)).outcome).toBe('unknown');
    expect((await time.until(newer)).outcome).toBe('done');
    expect(slack.requests.map(({ fields }) => fields.text)).toEqual(['older', 'newer']);
  });
});

describe('what is sent', () => {
  const hostile = [
    '\uD800a',
    'a\uDC00',
    '\uD83D\uDE00',
    '&amp;=%00+',
    '\u0000',
    '\u202E',
    '<!channel>',
    'x'.repeat(4_000),
  ];

  test.each(hostile)('arrives as it was, but for lone surrogates: %j', async (text) => {
    const { time, slack, outbound } = await createSender();
    const post = message(`M-${text}`);
    const block = { type: 'section', text: { type: 'plain_text', text } } as const;
    await time.until(outbound.post({ ...post, text, blocks: [block] }));
    const fields = slack.requests[0]?.fields;
    // TextDecoder replaces what no encoder may write: the same as toWellFormed, by another way.
    const expected = new TextDecoder().decode(new TextEncoder().encode(text));
    expect(fields?.text).toBe(expected);
    expect(JSON.parse(fields?.blocks ?? '')).toEqual([{ ...block, text: { ...block.text, text: expected } }]);
    expect(slack.made).toHaveLength(1);
  });

  test('keys, nested values and bytes are kept', () => {
    const bytes = new Uint8Array([0xd8, 0x00]);
    const value = { 'k\uD800': [{ deep: '\uDFFF' }, 1, null, true, undefined], bytes };
    expect(wellFormed(value)).toEqual({ 'k\uFFFD': [{ deep: '\uFFFD' }, 1, null, true, undefined], bytes });
  });

  test('a message carries its name as metadata, and its thread', async () => {
    const { time, slack, outbound } = await createSender();
    await time.until(outbound.post(message('M-7', 'C1', '1.000001')));
    const { text, ...fields } = slack.requests[0]?.fields ?? {};
    expect(fields).toEqual({
      channel: 'C1',
      thread_ts: '1.000001',
      metadata: '{"event_type":"forloebsvagten_message","event_payload":{"message":"M-7"}}',
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
    expect(text).toBe('besked M-7');
  });
});
