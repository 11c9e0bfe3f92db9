// Pace: Slack's limits are kept, a channel's order is kept, and nothing waits for what it has nothing to do with.
import { describe, expect, test } from 'vitest';
import { throttled } from './faulty-slack.ts';
import { createSender, message, type Sender } from './sender.ts';

/** The most instants within any such span. */
function mostWithin(span: number, instants: readonly number[]): number {
  return Math.max(
    0,
    ...instants.map((from) => instants.filter((at) => at >= from && at < from + span).length),
  );
}

const instants = ({ slack }: Sender, method: string): number[] =>
  slack.requests.filter((each) => each.method === method).map(({ at }) => at);

describe('a storm of 200 messages over five channels', () => {
  async function storm(sender: Sender, channels: readonly string[]) {
    const posts = Array.from({ length: 200 }, (_, index) =>
      message(`M-${index}`, channels[index % channels.length] ?? ''),
    );
    return sender.time.until(Promise.all(posts.map((each) => sender.outbound.post(each))));
  }
  const five = ['C1', 'C2', 'C3', 'C4', 'C5'];

  test('arrives whole, in order, and about one a second in each channel', async () => {
    const sender = await createSender();
    const posted = await storm(sender, five);
    expect(posted.filter(({ outcome }) => outcome === 'delivered')).toHaveLength(200);
    for (const channel of five) {
      const there = sender.slack.made.filter((each) => each.channel === channel);
      const numbers = there.map(({ text }) => Number(text.split('-')[1]));
      expect(numbers).toHaveLength(40);
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
      const at = there.map((each) => each.at);
      expect(mostWithin(1_000, at)).toBeLessThanOrEqual(4);
      expect(mostWithin(10_000, at)).toBeLessThanOrEqual(14);
      expect(mostWithin(60_000, at)).toBeLessThanOrEqual(60);
    }
  });

  test('keeps the workspace to six a second when every message has its own channel', async () => {
    const sender = await createSender();
    await storm(
      sender,
      Array.from({ length: 200 }, (_, index) => `D${index}`),
    );
    const at = instants(sender, 'chat.postMessage');
    expect(at).toHaveLength(200);
    expect(mostWithin(1_000, at)).toBeLessThanOrEqual(26);
    expect(mostWithin(60_000, at)).toBeLessThanOrEqual(360);
  });

  test('keeps order and makes each message once when a third of the requests is answered with 429', async () => {
    const sender = await createSender();
    let asked = 0;
    sender.slack.fault = () => (asked++ % 3 === 0 ? throttled('1') : undefined);
    await storm(sender, five);
    for (const channel of five) {
      const numbers = sender.slack.made
        .filter((each) => each.channel === channel)
        .map(({ text }) => Number(text.split('-')[1]));
      expect(numbers.length).toBeGreaterThan(10);
      expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
    }
  });
});

describe('while one channel is throttled', () => {
  async function throttledChannel() {
    const sender = await createSender();
    const { time, slack, outbound } = sender;
    slack.fault = (method, { channel }) =>
      method === 'chat.postMessage' && channel === 'C1' && slack.made.length === 0
        ? throttled('20')
        : undefined;
    const held = outbound.post(message('M-1', 'C1'));
    await time.pass(0);
    return { ...sender, held };
  }

  test.each([
    ['views.open', { trigger_id: 'T' }],
    ['views.publish', { user_id: 'U1' }],
    ['chat.update', { channel: 'C1', ts: '1.1' }],
    ['users.info', { user: 'U1' }],
  ] as const)('%s goes at once', async (method, args) => {
    const { time, outbound } = await throttledChannel();
    const start = time.now();
    expect((await time.until(outbound.call(method, args))).outcome).toBe('done');
    expect(time.now()).toBe(start);
  });

  test('another channel goes at once, and its own messages wait in their order', async () => {
    const { time, slack, outbound, held } = await throttledChannel();
    const start = time.now();
    const behind = outbound.post(message('M-2', 'C1'));
    await time.until(outbound.post(message('M-3', 'C2')));
    expect(time.now()).toBe(start);
    await time.until(Promise.all([held, behind]));
    expect(slack.made.map(({ text }) => text)).toEqual(['besked M-3', 'besked M-1', 'besked M-2']);
    expect(time.now() - start).toBeGreaterThanOrEqual(20_000);
  });
});

describe('a method', () => {
  test('is called no more often in any minute than its tier allows', async () => {
    const sender = await createSender();
    const round = () => Array.from({ length: 55 }, () => sender.outbound.call('users.lookupByEmail', {}));
    const first = round();
    // A second crowd while the first is still served: no minute may hold a burst and a full minute of turns.
    await sender.time.pass(44_000);
    const called = await sender.time.until(Promise.all([...first, ...round()]));
    const at = instants(sender, 'users.lookupByEmail');
    expect(mostWithin(60_000, at)).toBeLessThanOrEqual(50);
    expect(called.filter(({ outcome }) => outcome === 'done')).toHaveLength(at.length);
    // The rest was told so, rather than left to wait.
    expect(called.filter(({ outcome }) => outcome === 'throttled')).toHaveLength(110 - at.length);
  });

  test('that Slack throttles holds itself and no other, and all who wait do not go at its end together', async () => {
    const sender = await createSender();
    const { time, slack, outbound } = sender;
    slack.fault = (method) =>
      method === 'conversations.info' && slack.count('conversations.info') <= 8 ? throttled('10') : undefined;
    const infos = Array.from({ length: 8 }, () => outbound.call('conversations.info', { channel: 'C1' }));
    await time.pass(0);
    const start = time.now();
    await time.until(outbound.call('users.info', { user: 'U1' }));
    expect(time.now()).toBe(start);
    await time.until(Promise.all(infos));
    const again = instants(sender, 'conversations.info').filter((at) => at > start);
    expect(Math.min(...again) - start).toBeGreaterThanOrEqual(10_000);
    expect(mostWithin(1_000, again)).toBe(1);
  });
});

test('who had a turn already when a 429 came waits for its end as well', async () => {
  const sender = await createSender();
  const { time, slack, outbound } = sender;
  slack.fault = (method) => (slack.count(method) === 1 ? throttled('20') : undefined);
  const lookups = Array.from({ length: 12 }, () => outbound.call('users.lookupByEmail', {}));
  const start = time.now();
  await time.until(Promise.all(lookups));
  const later = instants(sender, 'users.lookupByEmail').filter((at) => at > start);
  expect(later).toHaveLength(3);
  expect(Math.min(...later) - start).toBeGreaterThanOrEqual(20_000);
});

describe('when Slack is down for an hour', () => {
  test('every message is settled within 50 s, and nothing is left waiting', async () => {
    const { time, slack, outbound } = await createSender();
    slack.fault = () => ({ made: false, reply: 'hang' });
    let settled = 0;
    const late: number[] = [];
    for (let minute = 0; minute < 60; minute++) {
      for (let each = 0; each < 5; each++) {
        const began = time.now();
        void outbound.post(message(`M-${minute}-${each}`, `C${each % 2}`)).then(() => {
          settled++;
          if (time.now() - began > 50_000) late.push(time.now() - began);
        });
      }
      await time.pass(60_000);
    }
    await time.pass(60_000);
    expect(settled).toBe(300);
    expect(late).toEqual([]);
    expect(time.pending()).toBe(0);
    slack.fault = () => undefined;
    expect((await time.until(outbound.post(message('M-after', 'C0')))).outcome).toBe('delivered');
  });

  test('more than a channel can hold is refused at once', async () => {
    const { time, slack, outbound } = await createSender();
    slack.fault = () => throttled('40');
    const posts = Array.from({ length: 150 }, (_, index) => outbound.post(message(`M-${index}`)));
    const full = await Promise.race([posts.at(-1), time.wait(1)]);
    expect(full).toEqual({ outcome: 'failed', reason: 'queue_full' });
    const all = await time.until(Promise.all(posts));
    expect(all.filter(({ outcome }) => outcome === 'failed')).toHaveLength(150);
  });
});

describe('closing', () => {
  test('lets the request under way finish, and refuses what waits and what comes', async () => {
    const { time, slack, outbound } = await createSender();
    slack.fault = (_, { channel }) => (channel === 'C2' ? throttled('20') : undefined);
    const waiting = outbound.post(message('M-2', 'C2'));
    const behind = outbound.post(message('M-3', 'C2'));
    await time.pass(0);
    const underWay = outbound.post(message('M-1', 'C1'));
    const next = outbound.post(message('M-5', 'C1'));
    await Promise.resolve();
    const order: string[] = [];
    const settled = underWay.then(() => order.push('posted'));
    await time.until(outbound.close().then(() => order.push('closed')));
    await settled;
    expect(order).toEqual(['posted', 'closed']);
    expect(await next).toEqual({ outcome: 'failed', reason: 'closed' });
    expect(slack.made).toHaveLength(1);
    expect((await underWay).outcome).toBe('delivered');
    expect(await waiting).toEqual({ outcome: 'failed', reason: 'closed' });
    expect(await behind).toEqual({ outcome: 'failed', reason: 'closed' });
    expect(await outbound.post(message('M-4'))).toEqual({ outcome: 'failed', reason: 'closed' });
    expect(await outbound.call('auth.test', {})).toEqual({ outcome: 'refused', error: 'closed' });
    expect(await outbound.download(`${slack.url}/f`, 9)).toEqual({ outcome: 'refused', error: 'closed' });
    expect(time.pending()).toBe(0);
  });

  test('looks once for a message of which no answer came', async () => {
    const { time, slack, outbound } = await createSender();
    slack.fault = (method) => (method === 'chat.postMessage' ? { made: true, reply: 'reset' } : undefined);
    const posting = outbound.post(message('M-1'));
    await time.pass(100);
    await time.until(outbound.close());
    expect(await posting).toEqual({ outcome: 'delivered', channel: 'C1', ts: slack.made[0]?.ts });
    expect(slack.count('conversations.history')).toBe(1);
  });

  test('sends no message again, though the look found nothing', async () => {
    const { time, slack, outbound } = await createSender();
    slack.fault = (method) => (method === 'chat.postMessage' ? { made: false, reply: 'reset' } : undefined);
    const posting = outbound.post(message('M-1'));
    await time.pass(100);
    await time.until(outbound.close());
    expect(await posting).toEqual({ outcome: 'unknown' });
    expect(slack.count('chat.postMessage')).toBe(1);
  });
});
