// What leaves for Teams: once, in order, again only where nothing can come of it twice, and true in what is said of it.
import { describe, expect, test } from 'vitest';
import { cardAttachment } from '../../adapters/teams/outbound.ts';
import { startFakeConnector } from '../support/teams/fake-connector.ts';
import { createSender } from '../support/teams/outbound-sender.ts';

const card = cardAttachment({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  body: [{ type: 'TextBlock', text: 'Bidrag mangler fra KOM' }],
});

describe('a message', () => {
  test('stands where its reference points, and its id is told', async () => {
    const { time, teams, outbound, anna, thread } = await createSender();
    const posted = await time.until(
      outbound.post(anna, { text: 'Bidrag mangler', summary: 'Bidrag', alert: true }),
    );
    const [there] = teams.messages(anna.conversation);
    expect(posted).toEqual({ outcome: 'delivered', id: there?.id });
    expect(there?.activity).toMatchObject({
      type: 'message',
      from: { id: teams.bot },
      text: 'Bidrag mangler',
      textFormat: 'plain',
      summary: 'Bidrag',
      channelData: { notification: { alert: true } },
    });
    await time.until(outbound.post(thread, { text: 'i tråden' }));
    expect(teams.messages(thread.conversation).map(({ conversation }) => conversation)).toEqual([
      '19:channel@thread.tacv2;messageid=1700000000001',
    ]);
    expect(teams.violations).toEqual([]);
  });

  test('with a card keeps every part of the card', async () => {
    const { time, teams, outbound, anna } = await createSender();
    await time.until(outbound.post(anna, { attachments: [card] }));
    expect(teams.messages(anna.conversation)[0]?.activity.attachments).toEqual([
      { contentType: 'application/vnd.microsoft.card.adaptive', content: card.content },
    ]);
  });

  test('with half a character arrives with a whole one in its place', async () => {
    const { time, teams, outbound, anna } = await createSender();
    await time.until(outbound.post(anna, { text: 'a\uD800b' }));
    expect(teams.messages(anna.conversation)[0]?.activity.text).toBe('a\uFFFDb');
  });

  test('is a text or attachments: both is a fault of ours', async () => {
    const { outbound, anna } = await createSender();
    await expect(outbound.post(anna, { text: 'x', attachments: [card] })).rejects.toThrow(RangeError);
    await expect(outbound.post(anna, {})).rejects.toThrow(RangeError);
  });

  test('that is too big has failed, and nothing more is asked', async () => {
    const { time, teams, outbound, anna } = await createSender();
    const posted = await time.until(outbound.post(anna, { text: 'x'.repeat(60_000) }));
    expect(posted).toEqual({ outcome: 'failed', reason: 'MessageSizeTooBig' });
    expect(teams.requestsOf('send')).toHaveLength(1);
  });

  test('to a foreign host is never sent', async () => {
    const { time, teams, outbound, anna } = await createSender();
    const elsewhere = { ...anna, serviceUrl: teams.serviceUrl.replace('127.0.0.1', 'localhost') };
    expect(await time.until(outbound.post(elsewhere, { text: 'x' }))).toEqual({
      outcome: 'failed',
      reason: 'foreign_host',
    });
    expect(teams.requests).toEqual([]);
  });
});

describe('a new message whose answer is lost', () => {
  test.each([500, 502, 503, 504, 408])('to a %i is asked for once, and may be there', async (status) => {
    const { time, teams, outbound, anna } = await createSender();
    teams.next('send', { fault: 'status', status, work: 'done' }, { times: 'all' });
    expect(await time.until(outbound.post(anna, { text: 'x' }))).toEqual({ outcome: 'unknown' });
    expect(teams.requestsOf('send')).toHaveLength(1);
    expect(teams.everMade).toHaveLength(1);
  });

  test.each([{ fault: 'reset' }, { fault: 'hang' }, { fault: 'garbage', work: 'done' }] as const)(
    'to %o is asked for once, and may be there',
    async (fault) => {
      const { time, teams, outbound, anna } = await createSender();
      teams.next('send', fault, { times: 'all' });
      expect(await time.until(outbound.post(anna, { text: 'x' }))).toEqual({ outcome: 'unknown' });
      expect(teams.requestsOf('send')).toHaveLength(1);
    },
  );

  test('keeps those after it from going before its end, and no longer', async () => {
    const { time, teams, outbound, anna, group } = await createSender();
    teams.next('send', { fault: 'hang' }, { when: ({ conversation }) => conversation === anna.conversation });
    const start = time.now();
    const first = outbound.post(anna, { text: 'en' });
    const second = outbound.post(anna, { text: 'to' });
    await time.until(outbound.post(group, { text: 'andetsteds' }));
    expect(time.now()).toBe(start);
    await time.until(Promise.all([first, second]));
    expect(time.now() - start).toBe(5_000);
    expect(teams.messages(anna.conversation).map(({ activity }) => activity.text)).toEqual(['to']);
  });
});

describe('a new message that was turned away', () => {
  test('by 412 or a bare 429 is sent again after a pause that doubles', async () => {
    const { time, teams, outbound, anna } = await createSender();
    const start = time.now();
    teams.next('send', { fault: 'status', status: 412 }, { times: 2 });
    teams.next('send', { fault: 'status', status: 429 });
    const posted = await time.until(outbound.post(anna, { text: 'x' }));
    expect(posted.outcome).toBe('delivered');
    expect(teams.requestsOf('send').map(({ at }) => at - start)).toEqual([0, 1_000, 3_000, 7_000]);
    expect(teams.everMade).toHaveLength(1);
  });

  test('by 429 waits as long as it was told, in seconds or until a date', async () => {
    const { time, teams, outbound, anna } = await createSender();
    const start = time.now();
    teams.next('send', { fault: 'status', status: 429, retryAfter: 20 });
    const posting = outbound.post(anna, { text: 'x' });
    await time.until(posting);
    expect(teams.requestsOf('send').map(({ at }) => at - start)).toEqual([0, 20_000]);

    await time.pass(10_000);
    const again = time.now();
    const date = new Date('2026-11-23T09:00:00Z');
    const later = new Date(date.getTime() + 7_000);
    teams.next('send', {
      fault: 'status',
      status: 429,
      retryAfter: later.toUTCString(),
      headers: { date: date.toUTCString() },
    });
    await time.until(outbound.post(anna, { text: 'y' }));
    expect(
      teams
        .requestsOf('send')
        .slice(2)
        .map(({ at }) => at - again),
    ).toEqual([0, 7_000]);
  });

  test('has failed where it would have to wait beyond 50 s, and somebody else is not held', async () => {
    const { time, teams, outbound, anna, group } = await createSender();
    const start = time.now();
    teams.next('send', { fault: 'status', status: 429, retryAfter: 3_600 });
    const posted = await time.until(outbound.post(anna, { text: 'x' }));
    expect(posted).toEqual({ outcome: 'failed', reason: 'ratelimited' });
    expect((await time.until(outbound.post(group, { text: 'x' }))).outcome).toBe('delivered');
    expect(time.now()).toBe(start);
  });

  test('because nobody answered the door is sent when somebody does', async () => {
    const { time, teams, outbound, anna } = await createSender();
    await teams.close();
    const posting = outbound.post(anna, { text: 'x' });
    await time.pass(2_500);
    const again = await startFakeConnector({ port: Number(new URL(teams.url).port), now: time.now });
    const start = time.now();
    again.addConversation({ id: anna.conversation, kind: 'groupChat', members: [] });
    expect((await time.until(posting)).outcome).toBe('delivered');
    expect(time.now() - start).toBe(500);
    await again.close();
  });
});

describe('an edit or a deletion', () => {
  test('is done, and says so', async () => {
    const { time, teams, outbound, anna } = await createSender();
    const posted = await time.until(outbound.post(anna, { text: 'før' }));
    const id = posted.outcome === 'delivered' ? posted.id : '';
    expect(await time.until(outbound.update(anna, id, { text: 'efter' }))).toBe('done');
    expect(teams.messages(anna.conversation).map(({ activity }) => activity.text)).toEqual(['efter']);
    expect(await time.until(outbound.remove(anna, id))).toBe('done');
    expect(teams.messages(anna.conversation)).toEqual([]);
    expect(await time.until(outbound.remove(anna, id))).toBe('gone');
    expect(await time.until(outbound.update(anna, id, { text: 'x' }))).toBe('gone');
  });

  test.each(['update', 'remove'] as const)(
    'of which no answer came is asked for again: %s',
    async (operation) => {
      const { time, teams, outbound, anna } = await createSender();
      const posted = await time.until(outbound.post(anna, { text: 'før' }));
      const id = posted.outcome === 'delivered' ? posted.id : '';
      const start = time.now();
      teams.next(operation, { fault: 'status', status: 503 });
      teams.next(operation, { fault: 'reset' });
      teams.next(operation, { fault: 'hang' });
      const changing =
        operation === 'update' ? outbound.update(anna, id, { text: 'efter' }) : outbound.remove(anna, id);
      expect(await time.until(changing)).toBe('done');
      expect(teams.requestsOf(operation).map(({ at }) => at - start)).toEqual([0, 1_000, 3_000, 12_000]);
    },
  );

  test('is given up after five requests without an answer', async () => {
    const { time, teams, outbound, anna } = await createSender();
    teams.next('update', { fault: 'status', status: 502 }, { times: 'all' });
    expect(await time.until(outbound.update(anna, '1', { text: 'x' }))).toBe('failed');
    expect(teams.requestsOf('update')).toHaveLength(5);
  });
});

describe('what Teams says of a conversation', () => {
  test.each(['ConversationBlockedByUser', 'MessageWritesBlocked', 'BotDisabledByAdmin'] as const)(
    '%s blocks it, after one request',
    async (code) => {
      const { time, teams, outbound, anna, states } = await createSender();
      teams.bar(anna.conversation, code);
      expect(await time.until(outbound.post(anna, { text: 'x' }))).toEqual({
        outcome: 'failed',
        reason: code,
      });
      expect(states).toEqual([`${anna.conversation} blocked`]);
      expect(teams.requests).toHaveLength(1);
    },
  );

  test('why a message did not arrive is told to whoever keeps the log, and of one in doubt nothing', async () => {
    const { time, teams, outbound, anna, unsent } = await createSender();
    teams.next('send', { fault: 'status', status: 403, code: 'BotDisabledByAdmin' });
    await time.until(outbound.post(anna, { text: 'Hej' }));
    teams.next('send', { fault: 'status', status: 503 });
    await time.until(outbound.post(anna, { text: 'Hej' }));
    expect(unsent).toEqual(['BotDisabledByAdmin']);
  });

  test('where the app was removed, and where nothing is any more, it is gone', async () => {
    const { time, teams, outbound, group, states } = await createSender();
    teams.setBot(group.conversation, false);
    expect(await time.until(outbound.update(group, '1', { text: 'x' }))).toBe('failed');
    teams.forget(group.conversation);
    expect(await time.until(outbound.remove(group, '1'))).toBe('gone');
    expect(states).toEqual([`${group.conversation} gone`, `${group.conversation} gone`]);
  });

  test('an ordinary no says nothing of it', async () => {
    const { time, teams, outbound, group, states } = await createSender();
    teams.next('send', { fault: 'status', status: 403, code: 'ForbiddenOperationException' });
    teams.next('send', { fault: 'status', status: 404 });
    teams.next('send', { fault: 'status', status: 401 });
    const reasons = [];
    for (let each = 0; each < 3; each++) reasons.push(await time.until(outbound.post(group, { text: 'x' })));
    expect(reasons.map((posted) => 'reason' in posted && posted.reason)).toEqual([
      'ForbiddenOperationException',
      'http_404',
      'http_401',
    ]);
    expect(states).toEqual([]);
  });
});
