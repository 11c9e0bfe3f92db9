// What Slack refuses: blocks, texts and views beyond its limits, spent triggers. The fake refuses and remembers it.
import type { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../support/slack/fake-slack.ts';
import { issueTrigger } from '../support/slack/views.ts';
import { webClient } from '../support/slack/web-client.ts';

let fake: FakeSlack;
let web: webApi.WebClient;
let now = 0;

const modal = (blocks: readonly object[] = [], more: object = {}) => ({
  type: 'modal' as const,
  title: { type: 'plain_text' as const, text: 'Registrér svar' },
  blocks: [...blocks] as never[],
  ...more,
});
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const refusal = (code: string) => ({ data: { ok: false, error: code } });
const trigger = (user = 'U1', view: string | null = null): string =>
  issueTrigger(fake.world, 'T1', user, view).id;

beforeEach(async () => {
  now = Date.parse('2025-03-03T08:00:00Z');
  fake = await startFakeSlack({
    now: () => now,
    users: [{ id: 'U1', name: 'Mette Holm' }],
    channels: [{ id: 'C1', name: 'taskforce', members: ['U1'] }],
  });
  web = webClient(fake.apiUrl);
});
afterEach(() => fake.close());

describe('what no bot should send is refused and remembered', () => {
  const button = (more: object) => ({
    type: 'actions',
    elements: [{ type: 'button', text: { type: 'plain_text', text: 'Godkend' }, ...more }],
  });
  const select = (count: number) => ({
    type: 'actions',
    elements: [
      {
        type: 'static_select',
        options: Array.from({ length: count }, (_, n) => ({
          text: { type: 'plain_text', text: `v${n}` },
          value: `${n}`,
        })),
      },
    ],
  });
  test.each<[string, object[]]>([
    ['51 blocks', Array.from({ length: 51 }, () => ({ type: 'divider' }))],
    ['an empty section', [{ type: 'section' }]],
    ['3001 characters in a section', [section('x'.repeat(3001))]],
    ['an unknown block', [{ type: 'sektion' }]],
    ['a button value of 2001', [button({ value: 'x'.repeat(2001) })]],
    ['a button text of 76', [button({ text: { type: 'plain_text', text: 'x'.repeat(76) } })]],
    ['a mrkdwn button', [button({ text: { type: 'mrkdwn', text: 'x' } })]],
    ['a menu without options', [select(0)]],
    ['101 options', [select(101)]],
    [
      'the same block id twice',
      [
        { ...section('a'), block_id: 'b' },
        { ...section('b'), block_id: 'b' },
      ],
    ],
    ['a header of 151', [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }]],
  ])('%s', async (_what, blocks) => {
    const sent = web.chat.postMessage({ channel: 'C1', text: 'x', blocks: blocks as never });
    await expect(sent).rejects.toMatchObject(refusal('invalid_blocks'));
    expect(fake.violations).toHaveLength(1);
    expect(fake.world.posts).toEqual([]);
  });

  test('as much as Slack takes is taken', async () => {
    const blocks = [section('x'.repeat(3000)), button({ value: 'v'.repeat(2000) }), select(100)];
    await web.chat.postMessage({ channel: 'C1', text: 'x'.repeat(40_000), blocks: blocks as never });
    expect(fake.violations).toEqual([]);
    expect(fake.posts('C1')[0]?.text).toHaveLength(40_000);
  });

  test('longer text is cut, as Slack cuts it, and a violation', async () => {
    const sent = await web.chat.postMessage({ channel: 'C1', text: 'x'.repeat(40_001) });
    expect(sent.message?.text).toHaveLength(40_000);
    expect(fake.violations).toEqual(['chat.postMessage: text above 40000 characters']);
    const update = web.chat.update({ channel: 'C1', ts: sent.ts ?? '', text: 'x'.repeat(4001) });
    await expect(update).rejects.toMatchObject(refusal('msg_too_long'));
  });

  test('unknown methods, unknown arguments and missing arguments', async () => {
    await expect(web.apiCall('chat.postMesage', {})).rejects.toMatchObject(refusal('unknown_method'));
    const extra = web.apiCall('chat.postMessage', { channel: 'C1', text: 'x', threadTs: '1' });
    await expect(extra).rejects.toMatchObject(refusal('invalid_arguments'));
    await expect(web.apiCall('users.info', {})).rejects.toMatchObject(refusal('invalid_arguments'));
    expect(fake.violations).toEqual([
      'unknown method chat.postMesage',
      'chat.postMessage: unknown argument threadTs',
      'users.info: missing required field: user',
    ]);
  });
});

describe('views', () => {
  test('a trigger opens one modal within three seconds', async () => {
    const id = trigger();
    await web.views.open({ trigger_id: id, view: modal([section('hej')]) });
    await expect(web.views.open({ trigger_id: id, view: modal() })).rejects.toMatchObject(
      refusal('exchanged_trigger_id'),
    );
    const late = trigger();
    now += 3001;
    await expect(web.views.open({ trigger_id: late, view: modal() })).rejects.toMatchObject(
      refusal('expired_trigger_id'),
    );
    await expect(web.views.open({ trigger_id: '1.2.3', view: modal() })).rejects.toMatchObject(
      refusal('invalid_trigger_id'),
    );
    expect(fake.view('U1')?.open).toBe(true);
  });

  test('three modals lie on each other, no fourth', async () => {
    const root = (await web.views.open({ trigger_id: trigger(), view: modal() })).view?.id ?? '';
    const second = await web.views.push({ trigger_id: trigger('U1', root), view: modal() });
    expect(second.view).toMatchObject({ root_view_id: root, previous_view_id: root });
    await web.views.push({ trigger_id: trigger('U1', root), view: modal() });
    const fourth = web.views.push({ trigger_id: trigger('U1', root), view: modal() });
    await expect(fourth).rejects.toMatchObject(refusal('push_limit_reached'));
  });

  test('a stale hash conflicts', async () => {
    const { view } = await web.views.open({ trigger_id: trigger(), view: modal() });
    const [view_id, hash] = [view?.id ?? '', view?.hash ?? ''];
    await web.views.update({ view_id, hash, view: modal([section('1')]) });
    const stale = web.views.update({ view_id, hash, view: modal([section('2')]) });
    await expect(stale).rejects.toMatchObject(refusal('hash_conflict'));
    await web.views.publish({ user_id: 'U1', view: { type: 'home', blocks: [section('Hjem') as never] } });
    expect(fake.homes.get('U1')?.source.blocks).toMatchObject([section('Hjem')]);
  });

  test.each<[string, object]>([
    ['a title of 25', modal([], { title: { type: 'plain_text', text: 'x'.repeat(25) } })],
    ['101 blocks', modal(Array.from({ length: 101 }, () => ({ type: 'divider' })))],
    ['private metadata of 3001', modal([], { private_metadata: 'x'.repeat(3001) })],
    [
      'an input without submit',
      modal([
        { type: 'input', label: { type: 'plain_text', text: 'x' }, element: { type: 'plain_text_input' } },
      ]),
    ],
  ])('%s is refused', async (_what, view) => {
    const opened = web.views.open({ trigger_id: trigger(), view: view as never });
    await expect(opened).rejects.toMatchObject(refusal('invalid_arguments'));
    expect(fake.violations).toHaveLength(1);
  });
});
