// A message into a channel: there once, or honestly failed or unknown, whatever happens to the request.
import { describe, expect, test } from 'vitest';
import { type Fault, metadataOf, startFaultySlack, throttled } from './faulty-slack.ts';
import { createSender, failing, message } from './sender.ts';

const unavailable = { status: 503 };
const unreadable = { status: 200, body: '<html>proxy</html>' };
const internalError = { status: 200, body: '{"ok":false,"error":"internal_error"}' };

describe('a message whose request goes wrong', () => {
  const made: [string, Fault][] = [
    ['5xx after it was made', { made: true, reply: unavailable }],
    ['a connection reset after it was made', { made: true, reply: 'reset' }],
    ['no answer after it was made', { made: true, reply: 'hang' }],
    ['no answer, and made while nobody listened any more', { made: 11_000, reply: 'hang' }],
    ['an answer that is no JSON', { made: true, reply: unreadable }],
    ['internal_error, which may mean that it was done', { made: true, reply: internalError }],
  ];
  test.each(made)('is found and not sent again: %s', async (_, fault) => {
    const { time, slack, outbound } = await createSender();
    failing(slack, 'chat.postMessage', fault);
    const posted = await time.until(outbound.post(message('M-1')));
    await time.pass(120_000);
    expect(slack.postsOf('M-1')).toHaveLength(1);
    expect(slack.count('chat.postMessage')).toBe(1);
    expect(posted).toEqual({ outcome: 'delivered', channel: 'C1', ts: slack.postsOf('M-1')[0]?.ts });
  });

  const lost: [string, Fault][] = [
    ['5xx before it was made', { made: false, reply: unavailable }],
    ['a reset before it was made', { made: false, reply: 'reset' }],
    ['no answer and never made', { made: false, reply: 'hang' }],
  ];
  test.each(lost)('is sent again only when a look 15 s later found nothing: %s', async (_, fault) => {
    const { time, slack, outbound } = await createSender();
    failing(slack, 'chat.postMessage', fault);
    const posted = await time.until(outbound.post(message('M-1')));
    expect(posted.outcome).toBe('delivered');
    expect(slack.postsOf('M-1')).toHaveLength(1);
    const [first, second] = slack.requests.filter(({ method }) => method === 'chat.postMessage');
    expect(Number(second?.at) - Number(first?.at)).toBeGreaterThanOrEqual(15_000);
    expect(slack.count('conversations.history')).toBe(3);
  });

  test('in a thread is looked for in the thread', async () => {
    const { time, slack, outbound } = await createSender();
    failing(slack, 'chat.postMessage', { made: true, reply: 'reset' });
    const posted = await time.until(outbound.post(message('M-1', 'C1', '1700000000.000001')));
    expect(posted.outcome).toBe('delivered');
    expect(slack.count('conversations.replies')).toBe(1);
    expect(slack.count('conversations.history')).toBe(0);
  });

  test('is unknown, and sent once, when nobody can look', async () => {
    const { time, slack, outbound } = await createSender();
    slack.fault = (method) =>
      method === 'chat.postMessage'
        ? { made: true, reply: unavailable }
        : { made: false, reply: { status: 200, body: '{"ok":false,"error":"missing_scope"}' } };
    expect(await time.until(outbound.post(message('M-1')))).toEqual({ outcome: 'unknown' });
    expect(slack.count('chat.postMessage')).toBe(1);
  });

  test('is unknown when the second request goes unanswered as well', async () => {
    const { time, slack, outbound } = await createSender();
    slack.fault = (method) =>
      method === 'chat.postMessage' ? { made: false, reply: unavailable } : undefined;
    expect(await time.until(outbound.post(message('M-1')))).toEqual({ outcome: 'unknown' });
    expect(slack.count('chat.postMessage')).toBe(2);
  });

  test('is unknown within 50 s when it was sent too late for the last look', async () => {
    const { time, slack, outbound } = await createSender();
    const faults: Fault[] = [throttled('30'), throttled('3'), { made: false, reply: 'hang' }];
    failing(slack, 'chat.postMessage', ...faults);
    const start = time.now();
    expect(await time.until(outbound.post(message('M-1')))).toEqual({ outcome: 'unknown' });
    expect(time.now() - start).toBeLessThanOrEqual(50_000);
    expect(slack.count('chat.postMessage')).toBe(3);
  });

  test('is unknown, not failed, when Slack refuses the repetition', async () => {
    const { time, slack, outbound } = await createSender();
    const refusal = { status: 200, body: '{"ok":false,"error":"is_archived"}' };
    failing(slack, 'chat.postMessage', { made: false, reply: 'reset' }, { made: false, reply: refusal });
    expect(await time.until(outbound.post(message('M-1')))).toEqual({ outcome: 'unknown' });
  });
});

describe('a message that was certainly not made', () => {
  test('has failed with the code of Slack', async () => {
    const { time, slack, outbound } = await createSender();
    const refusal = { status: 200, body: '{"ok":false,"error":"is_archived"}' };
    failing(slack, 'chat.postMessage', { made: false, reply: refusal });
    expect(await time.until(outbound.post(message('M-1')))).toEqual({
      outcome: 'failed',
      reason: 'is_archived',
    });
  });

  test('has failed, and nothing was sent, when nobody answers the door', async () => {
    const { time, slack, outbound } = await createSender();
    await slack.close();
    const start = time.now();
    const posted = await time.until(outbound.post(message('M-1')));
    expect(posted).toEqual({ outcome: 'failed', reason: 'ECONNREFUSED' });
    expect(time.now() - start).toBeLessThanOrEqual(50_000);
  });

  test('is sent without a look when somebody answers the door again', async () => {
    const { time, slack, outbound } = await createSender();
    await slack.close();
    const posting = outbound.post(message('M-1'));
    await time.pass(5_000);
    const back = await startFaultySlack(time, Number(new URL(slack.url).port));
    expect((await time.until(posting)).outcome).toBe('delivered');
    expect(back.postsOf('M-1')).toHaveLength(1);
    expect(back.count('conversations.history')).toBe(0);
    await back.close();
  });

  test.each([
    ['7', 7_000],
    [undefined, 30_000],
    ['soon', 30_000],
  ])('waits for Retry-After %s, which is %i ms', async (retryAfter, wait) => {
    const { time, slack, outbound } = await createSender();
    failing(slack, 'chat.postMessage', throttled(retryAfter));
    expect((await time.until(outbound.post(message('M-1')))).outcome).toBe('delivered');
    const [first, second] = slack.requests;
    expect(Number(second?.at) - Number(first?.at)).toBe(wait);
    expect(slack.count('conversations.history')).toBe(0);
  });

  test('has failed at once when Retry-After is longer than anybody waits', async () => {
    const { time, slack, outbound } = await createSender();
    failing(slack, 'chat.postMessage', throttled('300'));
    const start = time.now();
    expect(await time.until(outbound.post(message('M-1')))).toEqual({
      outcome: 'failed',
      reason: 'ratelimited',
    });
    expect(time.now() - start).toBe(0);
  });
});

describe('looking for a message', () => {
  test('finds it behind two pages of others, with its ts', async () => {
    const { time, slack, outbound } = await createSender();
    const since = new Date(time.now()).toISOString();
    await time.until(outbound.post(message('M-1')));
    const own = slack.made[0];
    for (let each = 0; each < 450; each++)
      slack.made.push({ channel: 'C1', ts: `${time.now() / 1_000 + 10}.${each}`, at: time.now(), text: 'x' });
    const found = await time.until(outbound.find({ id: 'M-1', channel: 'C1', since }));
    expect(found).toEqual({ outcome: 'there', ts: own?.ts });
    expect(slack.count('conversations.history')).toBe(3);
  });

  test('says absent only when all was seen, and unknown when it could not look', async () => {
    const { time, slack, outbound } = await createSender();
    const wanted = { id: 'M-9', channel: 'C1', since: new Date(time.now()).toISOString() };
    expect(await time.until(outbound.find(wanted))).toEqual({ outcome: 'absent' });
    slack.fault = () => ({ made: false, reply: unavailable });
    expect(await time.until(outbound.find(wanted))).toEqual({ outcome: 'unknown' });
    slack.fault = () => ({ made: false, reply: { status: 200, body: '{"ok":true}' } });
    expect(await time.until(outbound.find(wanted))).toEqual({ outcome: 'unknown' });
    const cut = '{"ok":true,"messages":[],"has_more":true}';
    slack.fault = () => ({ made: false, reply: { status: 200, body: cut } });
    expect(await time.until(outbound.find(wanted))).toEqual({ outcome: 'unknown' });
  });

  test('is not taken in by another message that holds the id elsewhere', async () => {
    const { time, slack, outbound } = await createSender();
    const metadata = { ...metadataOf('M-1'), event_type: 'other_app' };
    slack.made.push({ channel: 'C1', ts: `${time.now() / 1_000}.1`, at: time.now(), text: 'M-1', metadata });
    const since = new Date(time.now()).toISOString();
    expect(await time.until(outbound.find({ id: 'M-1', channel: 'C1', since }))).toEqual({
      outcome: 'absent',
    });
  });

  test('looks a little before the instant, as clocks differ', async () => {
    const { time, slack, outbound } = await createSender();
    await time.until(outbound.post(message('M-1')));
    const since = new Date(time.now() + 60_000).toISOString();
    const found = await time.until(outbound.find({ id: 'M-1', channel: 'C1', since }));
    expect(found).toEqual({ outcome: 'there', ts: slack.made[0]?.ts });
  });
});
