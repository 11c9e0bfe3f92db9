// The fake Slack behaves as Slack documents, asked by Slack's own client.
import type { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../support/slack/fake-slack.ts';
import { webClient } from '../support/slack/web-client.ts';

let fake: FakeSlack;
let web: webApi.WebClient;
let now = 0;

const refusal = (code: string) => ({ data: { ok: false, error: code } });

beforeEach(async () => {
  now = Date.parse('2025-03-03T08:00:00Z');
  fake = await startFakeSlack({
    now: () => now,
    users: [
      { id: 'U1', name: 'Mette Holm', email: 'Mette@min.dk' },
      { id: 'U2', name: 'Jens Ø', locale: 'en-US', isRestricted: true },
      { id: 'U3', name: 'Gone', email: 'gone@min.dk', deleted: true },
    ],
    channels: [
      { id: 'C1', name: 'taskforce', members: ['U1', 'U2'] },
      { id: 'C2', name: 'elsewhere', members: ['U1'], withoutBot: true },
      { id: 'C3', name: 'hemmelig', private: true, members: ['U1'], withoutBot: true },
      { id: 'C4', name: 'arkiv', members: ['U1'], archived: true },
    ],
  });
  web = webClient(fake.apiUrl);
});
afterEach(() => fake.close());

describe('messages', () => {
  test('a post stands in the channel, and its thread only under it', async () => {
    const first = await web.chat.postMessage({ channel: 'C1', text: 'Vejen har svaret' });
    await web.chat.postMessage({ channel: 'C1', text: 'Brevet', thread_ts: first.ts ?? '' });
    const history = await web.conversations.history({ channel: 'C1' });
    expect(history.messages?.map((one) => [one.text, one.reply_count])).toEqual([['Vejen har svaret', 1]]);
    const thread = await web.conversations.replies({ channel: 'C1', ts: first.ts ?? '' });
    expect(thread.messages?.map((one) => one.text)).toEqual(['Vejen har svaret', 'Brevet']);
    expect(fake.posts('C1').map((post) => post.thread)).toEqual([null, first.ts]);
    expect(fake.violations).toEqual([]);
  });

  test('history is newest first, bounded by oldest and limit, and goes on by cursor', async () => {
    const sent: string[] = [];
    for (const text of ['a', 'b', 'c', 'd'])
      sent.push((await web.chat.postMessage({ channel: 'C1', text })).ts ?? '');
    const page = await web.conversations.history({ channel: 'C1', limit: 2, oldest: sent[0] ?? '' });
    expect(page.messages?.map((one) => one.text)).toEqual(['d', 'c']);
    const cursor = page.response_metadata?.next_cursor ?? '';
    const rest = await web.conversations.history({ channel: 'C1', limit: 2, oldest: sent[0] ?? '', cursor });
    expect([rest.messages?.map((one) => one.text), rest.has_more]).toEqual([['b'], false]);
    const inclusive = await web.conversations.history({
      channel: 'C1',
      oldest: sent[3] ?? '',
      inclusive: true,
    });
    expect(inclusive.messages?.map((one) => one.text)).toEqual(['d']);
  });

  test('metadata is kept, and shown only to who asks for it', async () => {
    const metadata = { event_type: 'letter', event_payload: { claim: 'm-1' } };
    const sent = await web.chat.postMessage({ channel: 'C1', text: 'Brev', metadata });
    const bare = await web.conversations.history({ channel: 'C1' });
    const whole = await web.conversations.history({ channel: 'C1', include_all_metadata: true });
    expect(bare.messages?.[0]).not.toHaveProperty('metadata');
    expect(whole.messages?.[0]?.metadata).toEqual(metadata);
    await web.chat.update({ channel: 'C1', ts: sent.ts ?? '', text: 'Brev 2' });
    expect(fake.posts('C1')[0]).toMatchObject({ text: 'Brev 2', metadata, edits: [{ text: 'Brev' }] });
  });

  test('only the bot’s own messages are updated', async () => {
    const { ts } = await web.chat.postMessage({ channel: 'C1', text: 'min' });
    const post = fake.posts('C1')[0];
    fake.world.posts.push({ ...(post as NonNullable<typeof post>), ts: '1.000001', bot: null, user: 'U1' });
    await expect(web.chat.update({ channel: 'C1', ts: '1.000001', text: 'x' })).rejects.toMatchObject(
      refusal('cant_update_message'),
    );
    await expect(web.chat.update({ channel: 'C1', ts: '2.000001', text: 'x' })).rejects.toMatchObject(
      refusal('message_not_found'),
    );
    expect((await web.chat.getPermalink({ channel: 'C1', message_ts: ts ?? '' })).permalink).toContain(
      `/C1/p${ts?.replace('.', '')}`,
    );
  });

  test.each([
    ['C9', 'channel_not_found'],
    ['C2', 'not_in_channel'],
    ['C3', 'channel_not_found'],
    ['C4', 'is_archived'],
    ['U9', 'channel_not_found'],
  ])('posting to %s is refused: %s', async (channel, code) => {
    await expect(web.chat.postMessage({ channel, text: 'x' })).rejects.toMatchObject(refusal(code));
    expect(fake.world.posts).toEqual([]);
  });

  test('a reply to a message that is not there is refused and a violation', async () => {
    const lost = web.chat.postMessage({ channel: 'C1', text: 'x', thread_ts: '1.000001' });
    await expect(lost).rejects.toMatchObject(refusal('cannot_reply_to_message'));
    expect(fake.violations).toHaveLength(1);
  });

  test('a person’s id as channel is their direct message', async () => {
    const opened = await web.conversations.open({ users: 'U1' });
    const sent = await web.chat.postMessage({ channel: 'U1', text: 'Godmorgen' });
    expect(sent.channel).toBe(opened.channel?.id);
    await expect(web.conversations.open({ users: 'U3' })).rejects.toMatchObject(refusal('user_disabled'));
  });

  test('an ephemeral message goes to one member and to no history', async () => {
    await web.chat.postEphemeral({ channel: 'C1', user: 'U1', text: 'kun dig' });
    expect(fake.ephemerals).toMatchObject([{ user: 'U1', channel: 'C1', text: 'kun dig' }]);
    expect((await web.conversations.history({ channel: 'C1' })).messages).toEqual([]);
    const outside = web.chat.postEphemeral({ channel: 'C1', user: 'U3', text: 'x' });
    await expect(outside).rejects.toMatchObject(refusal('user_not_in_channel'));
  });
});

describe('people, tokens and scopes', () => {
  test('a wrong token is refused, and nothing done', async () => {
    await expect(
      webClient(fake.apiUrl, 'xoxb-other').chat.postMessage({ channel: 'C1', text: 'x' }),
    ).rejects.toMatchObject(refusal('invalid_auth'));
    expect(fake.world.posts).toEqual([]);
    expect((await web.auth.test()).bot_id).toBe('BBOT1');
  });

  test('a missing scope is named, for conversations by the channel’s kind', async () => {
    const team = fake.world.teams.get('T1');
    if (team === undefined) throw new Error('no team');
    team.scopes = ['chat:write', 'channels:history', 'users:read'];
    await web.chat.postMessage({ channel: 'C1', text: 'x' });
    await web.conversations.history({ channel: 'C1' });
    const dm = (await web.chat.postMessage({ channel: 'U1', text: 'x' })).channel ?? '';
    await expect(web.conversations.history({ channel: dm })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'im:history' },
    });
    await expect(web.users.lookupByEmail({ email: 'mette@min.dk' })).rejects.toMatchObject(
      refusal('missing_scope'),
    );
    expect((await web.users.info({ user: 'U1' })).user?.profile).not.toHaveProperty('email');
  });

  test('people are found by address and tell their language and whether they are guests', async () => {
    expect((await web.users.lookupByEmail({ email: 'mette@MIN.dk' })).user?.id).toBe('U1');
    await expect(web.users.lookupByEmail({ email: 'gone@min.dk' })).rejects.toMatchObject(
      refusal('users_not_found'),
    );
    const { user } = await web.users.info({ user: 'U2', include_locale: true });
    expect(user).toMatchObject({ locale: 'en-US', is_restricted: true, is_bot: false });
    expect((await web.conversations.members({ channel: 'C1' })).members).toEqual(['U1', 'U2', 'UBOT1']);
  });
});
