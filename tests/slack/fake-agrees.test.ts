// A second opinion on the fake: the same calls to a third party's Slack (emulate 0.12.2) come out alike.
// Left out is where emulate is looser than Slack documents: `oldest`, metadata unasked, threads that are not there.
import type { webApi } from '@slack/bolt';
import { createEmulator, type Emulator } from 'emulate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../support/slack/fake-slack.ts';
import { freePort } from '../support/slack/free-port.ts';
import { textAt } from '../support/slack/json-reading.ts';
import { issueTrigger } from '../support/slack/views.ts';
import { webClient } from '../support/slack/web-client.ts';

interface Place {
  readonly web: webApi.WebClient;
  readonly channel: string;
  readonly user: string;
  trigger(view?: string): Promise<string>;
}

let emulator: Emulator;
let fake: FakeSlack;
let ours: Place;
let theirs: Place;

const scopes =
  `chat:write channels:read channels:history im:read im:history im:write users:read users:read.email
  files:read files:write`.split(/\s+/);

beforeAll(async () => {
  fake = await startFakeSlack({
    users: [{ id: 'U1', name: 'Mette Holm', email: 'mette@min.dk' }],
    channels: [{ id: 'C1', name: 'taskforce', members: ['U1'] }],
  });
  ours = {
    web: webClient(fake.apiUrl),
    channel: 'C1',
    user: 'U1',
    trigger: async (view) => issueTrigger(fake.world, 'T1', 'U1', view ?? null).id,
  };
  const token = 'xoxb-1-test';
  emulator = await createEmulator({
    service: 'slack',
    port: await freePort(),
    seed: {
      slack: {
        team: { name: 'Min', domain: 'min' },
        users: [
          { name: 'mette', real_name: 'Mette Holm', email: 'mette@min.dk' },
          { name: 'vagten', real_name: 'Vagten', email: 'vagten@min.dk' },
        ],
        channels: [{ name: 'taskforce' }],
        bots: [{ name: 'vagt' }],
        oauth_apps: [
          {
            client_id: '1.2',
            client_secret: 's',
            app_id: 'A1',
            name: 'Vagt',
            redirect_uris: [],
            scopes,
            bot_name: 'vagt',
          },
        ],
        tokens: [{ token, user: 'vagten', scopes, app_id: 'A1' }],
      },
    },
  });
  const web = webClient(`${emulator.url}/api/`, token);
  const { channels = [] } = await web.conversations.list();
  const channel = channels.find((one) => one.name === 'taskforce')?.id ?? '';
  const user = (await web.users.lookupByEmail({ email: 'mette@min.dk' })).user?.id ?? '';
  theirs = {
    web,
    channel,
    user,
    trigger: async (view) => {
      const made = await web.apiCall('views.generateTriggerId', {
        user_id: user,
        ...(view ? { view_id: view } : {}),
      });
      return textAt(made, 'trigger_id') ?? '';
    },
  };
});
afterAll(async () => {
  await emulator?.close();
  await fake?.close();
});

/** A refusal by its code. */
async function code(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (fault) {
    return textAt(fault, 'data', 'error') ?? String(fault);
  }
}

const said = (messages: readonly { text?: string }[] | undefined) => messages?.map((message) => message.text);
const modal = (text: string) => ({
  type: 'modal' as const,
  title: { type: 'plain_text' as const, text: 'Svar' },
  blocks: [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text } }],
});

const flows: Readonly<Record<string, (place: Place) => Promise<unknown>>> = {
  'posting, and reading it back': async ({ web, channel }) => {
    const { ts = '' } = await web.chat.postMessage({ channel, text: 'Vejen har svaret' });
    const found = await web.conversations.history({ channel, limit: 1 });
    return [/^\d{10}\.\d{6}$/.test(ts), said(found.messages)];
  },
  'a thread, parent first, and not in the history': async ({ web, channel }) => {
    const { ts = '' } = await web.chat.postMessage({ channel, text: 'parent' });
    for (const text of ['one', 'two']) await web.chat.postMessage({ channel, text, thread_ts: ts });
    const thread = await web.conversations.replies({ channel, ts });
    const history = await web.conversations.history({ channel, limit: 1 });
    return [said(thread.messages), said(history.messages), history.messages?.[0]?.reply_count];
  },
  'updating one’s own message, and one that is not there': async ({ web, channel }) => {
    const { ts = '' } = await web.chat.postMessage({ channel, text: 'before' });
    const updated = await web.chat.update({ channel, ts, text: 'after' });
    const history = await web.conversations.history({ channel, limit: 1 });
    const missing = await code(web.chat.update({ channel, ts: '1.000001', text: 'x' }));
    return [updated.ts === ts, said(history.messages), missing];
  },
  'metadata for who asks': async ({ web, channel }) => {
    const metadata = { event_type: 'letter', event_payload: { claim: 'm-1' } };
    const { ts = '' } = await web.chat.postMessage({ channel, text: 'x', metadata });
    const read = await web.conversations.history({ channel, limit: 1, include_all_metadata: true });
    return [read.messages?.[0]?.ts === ts, read.messages?.[0]?.metadata];
  },
  'refusals of posts': async ({ web, channel }) => [
    await code(web.chat.postMessage({ channel: 'C0MISSING0', text: 'x' })),
    await code(web.apiCall('chat.postMessage', { channel })),
    await code(web.chat.getPermalink({ channel, message_ts: '1.000001' })),
  ],
  'a text of 40,001 is cut': async ({ web, channel }) =>
    (await web.chat.postMessage({ channel, text: 'x'.repeat(40_001) })).message?.text?.length,
  'pages by cursor': async ({ web, channel }) => {
    for (const text of ['a', 'b', 'c', 'd', 'e']) await web.chat.postMessage({ channel, text });
    const first = await web.conversations.history({ channel, limit: 2 });
    const cursor = first.response_metadata?.next_cursor ?? '';
    const second = await web.conversations.history({ channel, limit: 2, cursor });
    return [said(first.messages), first.has_more, said(second.messages), second.has_more];
  },
  'an ephemeral message is in no history': async ({ web, channel, user }) => {
    await web.chat.postMessage({ channel, text: 'seen' });
    await web.chat.postEphemeral({ channel, user, text: 'unseen' });
    return said((await web.conversations.history({ channel, limit: 1 })).messages);
  },
  'a direct message is the same channel every time': async ({ web, user }) => {
    const first = await web.conversations.open({ users: user });
    const again = await web.conversations.open({ users: user });
    const channel = first.channel?.id ?? '';
    await web.chat.postMessage({ channel, text: 'Godmorgen' });
    const history = await web.conversations.history({ channel, limit: 1 });
    return [channel === again.channel?.id, channel.startsWith('D'), said(history.messages)];
  },
  'files go up in three steps into a thread': async ({ web, channel }) => {
    const { ts = '' } = await web.chat.postMessage({ channel, text: 'Brev' });
    const file = Buffer.from('%PDF-1.7');
    await web.filesUploadV2({
      channel_id: channel,
      thread_ts: ts,
      file,
      filename: 'Brev.pdf',
      initial_comment: 'her',
    });
    const [, reply] = (await web.conversations.replies({ channel, ts })).messages ?? [];
    const shared = reply?.files?.[0];
    const known = (await web.files.info({ file: shared?.id ?? '' })).file;
    const early = await web.files.getUploadURLExternal({ filename: 'x.pdf', length: 3 });
    const unfinished = code(
      web.files.completeUploadExternal({ files: [{ id: early.file_id ?? '' }], channel_id: channel }),
    );
    return [
      reply?.text,
      known?.name,
      known?.size,
      await unfinished,
      await code(web.files.info({ file: 'F0MISSING' })),
    ];
  },
  'a trigger opens one modal, and a pushed one lies on it': async ({ web, trigger }) => {
    const trigger_id = await trigger();
    const { view } = await web.views.open({ trigger_id, view: modal('one') });
    const spent = await code(web.views.open({ trigger_id, view: modal('two') }));
    const unknown = await code(web.views.open({ trigger_id: '1.2.3', view: modal('x') }));
    const pushed = await web.views.push({ trigger_id: await trigger(view?.id), view: modal('on top') });
    const onIt = [pushed.view?.root_view_id === view?.id, pushed.view?.previous_view_id === view?.id];
    return [spent, unknown, onIt, view?.root_view_id === view?.id];
  },
  'three modals and no fourth': async ({ web, trigger }) => {
    const root = (await web.views.open({ trigger_id: await trigger(), view: modal('1') })).view?.id ?? '';
    const second =
      (await web.views.push({ trigger_id: await trigger(root), view: modal('2') })).view?.id ?? '';
    const third =
      (await web.views.push({ trigger_id: await trigger(second), view: modal('3') })).view?.id ?? '';
    return code(web.views.push({ trigger_id: await trigger(third), view: modal('4') }));
  },
  'a stale hash conflicts, and a view that is not there is not found': async ({ web, trigger }) => {
    const { view } = await web.views.open({ trigger_id: await trigger(), view: modal('1') });
    const [view_id, hash] = [view?.id ?? '', view?.hash ?? ''];
    const fresh = await code(web.views.update({ view_id, hash, view: modal('2') }));
    const stale = await code(web.views.update({ view_id, hash, view: modal('3') }));
    return [fresh, stale, await code(web.views.update({ view_id: 'V0MISSING', view: modal('4') }))];
  },
  'Home is published': async ({ web, user }) =>
    (await web.views.publish({ user_id: user, view: { type: 'home', blocks: modal('Hjem').blocks } })).view
      ?.type,
  'people by address and by id': async ({ web, user }) => [
    (await web.users.lookupByEmail({ email: 'mette@min.dk' })).user?.id === user,
    (await web.users.info({ user })).user?.real_name,
    await code(web.users.lookupByEmail({ email: 'nobody@min.dk' })),
    await code(web.users.info({ user: 'U0MISSING' })),
  ],
};

describe('our fake and emulate agree on', () => {
  test.each(Object.entries(flows))('%s', async (_name, flow) => {
    const [mine, other] = [await flow(ours), await flow(theirs)];
    expect(mine).toEqual(other);
  });
});
