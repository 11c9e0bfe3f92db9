// The person in front of Slack: what they do reaches a real Bolt app as Slack would send it, and what it answers is shown.
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { wordsOf } from '../support/slack/controls.ts';
import { type FakeSlack, startFakeSlack } from '../support/slack/fake-slack.ts';
import { type Json, textAt } from '../support/slack/json-reading.ts';
import { reading, type SlackClient, slackClient } from '../support/slack/slack-client.ts';

let fake: FakeSlack;
let app: App;
let client: SlackClient;
let heard: Json[] = [];
const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (text: string, value = text) => ({ text: plain(text), value });
const input = (id: string, label: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: id,
  label: plain(label),
  element: { action_id: 'value', ...element },
  ...more,
});

const form = {
  type: 'modal' as const,
  callback_id: 'answer',
  title: plain('Registrér svar'),
  submit: plain('Gem'),
  notify_on_close: true,
  blocks: [
    input('municipality', 'Kommune', { type: 'external_select', min_query_length: 1 }),
    input('date', 'Dato', { type: 'datepicker', initial_date: '2025-01-31' }),
    input('reasons', 'Begrundelser', {
      type: 'multi_static_select',
      options: [option('Økonomi'), option('Personale'), option('Andet')],
    }),
    input('yes', 'Svar', { type: 'radio_buttons', options: [option('Ja'), option('Nej')] }),
    input('words', 'Bemærkning', { type: 'plain_text_input', max_length: 20 }, { optional: true }),
    input('letter', 'Brev', { type: 'file_input', filetypes: ['pdf'], max_files: 1 }, { optional: true }),
  ] as never[],
};

beforeEach(async () => {
  heard = [];
  fake = await startFakeSlack({
    users: [{ id: 'U1', name: 'Mette Holm' }],
    channels: [{ id: 'C1', name: 'taskforce', members: ['U1'] }],
  });
  const receiver = new HTTPReceiver({ signingSecret: 'secret', logLevel: LogLevel.ERROR });
  app = new App({
    receiver,
    token: 'xoxb-1-test',
    botId: 'BBOT1',
    botUserId: 'UBOT1',
    tokenVerificationEnabled: false,
    convoStore: false,
    clientOptions: { slackApiUrl: fake.apiUrl },
  });
  app.use(async ({ body, next }) => {
    heard.push({ ...body });
    await next();
  });
  const server = await app.start(0);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  client = slackClient({ fake, url: `http://127.0.0.1:${port}/slack/events`, signingSecret: 'secret' });
});
afterEach(async () => {
  await app.stop();
  await fake.close();
});

test('a slash command is heard with its words, and its answer shown to the asker alone', async () => {
  app.command('/taskforce', async ({ command, ack, respond }) => {
    await ack({ text: `modtaget: ${command.text}` });
    await respond({ text: 'færdig', replace_original: false });
  });
  const mette = client.as('U1');
  const slashed = await mette.slash('/taskforce', 'svar Vejen <nej> & "ja"', { channel: 'C1' });
  expect(slashed.status).toBe(200);
  expect(slashed.shown).toMatchObject({ user: 'U1', text: 'modtaget: svar Vejen &lt;nej&gt; &amp; "ja"' });
  await fake.until(() => fake.responses.length === 1);
  expect(fake.responses[0]?.message).toMatchObject({ kind: 'ephemeral', text: 'færdig', channel: 'C1' });
  expect(heard[0]).toMatchObject({ command: '/taskforce', user_id: 'U1', channel_name: 'taskforce' });
  expect(fake.violations).toEqual([]);
});

test('a mention, a direct message, an edit and a removal come as the events that they are', async () => {
  app.event('app_mention', async ({ event, client: web }) => {
    await web.chat.postMessage({ channel: event.channel, text: 'ja?', thread_ts: event.ts });
  });
  const mette = client.as('U1');
  const { post } = await mette.mention('C1', 'hvad mangler?');
  await fake.until(() => fake.posts('C1', post.ts).length === 2);
  const pdf = fake.addFile({ name: 'Brev.pdf', bytes: Buffer.from('%PDF'), user: 'U1' });
  const dm = await mette.dm('her er brevet', { files: [pdf] });
  await mette.edit(dm.post, 'her er det rigtige brev');
  await mette.remove(dm.post);
  const events = heard.map((body) => [textAt(body, 'event', 'type'), textAt(body, 'event', 'subtype')]);
  expect(events).toEqual([
    ['app_mention', undefined],
    ['message', undefined],
    ['message', 'file_share'],
    ['message', 'message_changed'],
    ['message', 'message_deleted'],
  ]);
  expect(new Set(heard.map((body) => body.event_id)).size).toBe(5);
  expect(heard[2]).toMatchObject({
    event: { channel_type: 'im', files: [{ name: 'Brev.pdf', mimetype: 'application/pdf' }] },
  });
  expect(heard[3]).toMatchObject({
    event: { message: { text: 'her er det rigtige brev' }, previous_message: { text: 'her er brevet' } },
  });
});

test('a delivery repeated is the same delivery with Slack’s retry headers', async () => {
  const [first] = (await client.as('U1', { eventId: 'Ev1' }).dm('hej')).deliveries;
  const again = await first?.again({ retryNum: 2, retryReason: 'http_timeout' });
  expect([first?.status, again?.status]).toEqual([200, 200]);
  expect(heard.map((body) => body.event_id)).toEqual(['Ev1', 'Ev1']);
});

test('a wrong secret, an old timestamp and a changed signature do not get in', async () => {
  const old = Math.floor(Date.now() / 1000) - 301;
  for (const twist of [{ secret: 'other' }, { timestamp: old }, { signature: 'v0=00' }])
    expect((await client.as('U1', twist).slash('/taskforce', 'x')).status).toBe(401);
  expect(heard).toEqual([]);
});

test('a button is found by its words; of an ephemeral message its content does not come back', async () => {
  app.action(/.*/, async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'godkendt', replace_original: true });
  });
  const blocks = [
    { type: 'actions', elements: [{ type: 'button', text: plain('Godkend & send'), value: 'tok-1' }] },
  ] as never[];
  await app.client.chat.postMessage({ channel: 'C1', text: 'Brev 12', blocks });
  await app.client.chat.postEphemeral({ channel: 'C1', user: 'U1', text: 'Brev 13', blocks });
  const [post] = fake.posts('C1');
  const [hidden] = fake.ephemerals;
  if (post === undefined || hidden === undefined) throw new Error('nothing posted');
  await client.as('U1').press(post, 'Godkend & send');
  await fake.until(() => post.text === 'godkendt');
  await client.as('U1').press(hidden, 'Godkend');
  await fake.until(() => hidden.text === 'godkendt');
  expect(heard[0]).toMatchObject({ actions: [{ value: 'tok-1', text: { text: 'Godkend &amp; send' } }] });
  expect([heard[0]?.message !== undefined, heard[1]?.message !== undefined]).toEqual([true, false]);
  expect(heard[1]).toMatchObject({ container: { is_ephemeral: true } });
  await expect(client.as('U1').press(post, 'Godkend')).rejects.toThrow('nothing called “Godkend”');
});

test('a form is opened, filled in by its labels, refused at a field, corrected and closed', async () => {
  app.shortcut('answer', async ({ ack, client: web, body }) => {
    await ack();
    await web.views.open({ trigger_id: body.trigger_id, view: form });
  });
  app.options(/.*/, async ({ ack, options }) => {
    await ack({
      options: ['Vejen', 'Vejle']
        .filter((name) => name.startsWith(options.value))
        .map((name) => option(name)),
    });
  });
  app.view('answer', async ({ ack, view }) => {
    const date = view.state.values.date?.value?.selected_date ?? '';
    if (date < '2025-02-01') await ack({ response_action: 'errors', errors: { date: 'for tidligt' } });
    else await ack();
  });
  const mette = client.as('U1');
  await mette.shortcut('answer');
  await fake.until(() => fake.view('U1') !== undefined);
  const view = mette.view();
  expect((await mette.typeahead(view, 'Kommune', 'Vej')).words).toEqual(['Vejen', 'Vejle']);
  await expect(mette.submit(view)).rejects.toThrow('Kommune, Begrundelser, Svar must be filled in');
  const letter = fake.addFile({ name: 'Brev.pdf', bytes: Buffer.from('%PDF'), user: 'U1' });
  await mette.fill(view, {
    Kommune: 'Vejen',
    Begrundelser: ['Økonomi', 'Andet'],
    Svar: 'Nej',
    Brev: [letter],
  });
  const refused = await mette.submit(view);
  expect([refused.errors, refused.view]).toEqual([{ Dato: 'for tidligt' }, view]);
  await mette.fill(view, { Dato: '2025-02-03', Bemærkning: 'ok' });
  expect(reading(view)).toMatchObject({
    Kommune: 'Vejen',
    Begrundelser: 'Økonomi, Andet',
    Svar: 'Nej',
    Brev: 'Brev.pdf',
  });
  const taken = await mette.submit(view);
  expect([taken.errors, taken.view]).toEqual([{}, null]);
  expect(heard.at(-1)).toMatchObject({
    view: {
      state: {
        values: { letter: { value: { files: [{ id: letter.id }] } }, words: { value: { value: 'ok' } } },
      },
    },
  });
  await expect(mette.fill(view, { Dato: '2025-02-03' })).rejects.toThrow('no longer on the screen');
  expect(fake.violations).toEqual([]);
});

test('a submission may push, update or clear; closing tells the bot when the view asks for it', async () => {
  const next = (action: string) => ({
    ...form,
    private_metadata: action,
    blocks: [input('w', 'Ord', { type: 'plain_text_input' })] as never[],
  });
  const actions = ['push', 'update', 'clear'];
  app.command('/open', async ({ ack, command, client: web }) => {
    await ack();
    await web.views.open({ trigger_id: command.trigger_id, view: next('root') });
  });
  app.view({ callback_id: 'answer', type: 'view_submission' }, async ({ ack }) => {
    const action = actions.shift();
    if (action === 'push') await ack({ response_action: 'push', view: next('pushed') });
    else if (action === 'update') await ack({ response_action: 'update', view: next('updated') });
    else await ack({ response_action: 'clear' });
  });
  app.view({ callback_id: 'answer', type: 'view_closed' }, async ({ ack }) => ack());
  const mette = client.as('U1');
  await mette.slash('/open');
  await fake.until(() => fake.view('U1') !== undefined);
  const seen: (string | undefined)[] = [];
  for (let step = 0; step < 3; step += 1) {
    await mette.fill(mette.view(), { Ord: 'x' });
    seen.push(textAt((await mette.submit(mette.view())).view?.source, 'private_metadata'));
  }
  expect(seen).toEqual(['pushed', 'updated', undefined]);
  await mette.slash('/open');
  await fake.until(() => fake.view('U1') !== undefined);
  const [told] = await mette.closeView(mette.view());
  expect(told?.payload).toMatchObject({ type: 'view_closed', is_cleared: false });
  expect(fake.violations).toEqual([]);
});

test('Home opens empty, is published, and its menus act', async () => {
  app.event('app_home_opened', async ({ event, client: web }) => {
    const menu = {
      type: 'static_select',
      placeholder: plain('Fravær'),
      options: [option('Til stede'), option('Væk')],
    };
    const text = { type: 'mrkdwn', text: 'Mine frister' };
    const blocks = [
      { type: 'section', block_id: 's', text, accessory: { ...menu, action_id: 'away' } },
    ] as never[];
    await web.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
  });
  app.action('away', async ({ ack }) => ack());
  const mette = client.as('U1');
  await mette.openHome();
  await fake.until(() => fake.homes.has('U1'));
  expect(wordsOf(mette.home().source.blocks as Json[])).toContain('Mine frister');
  await mette.choose(mette.home(), 'Fravær', 'Væk');
  expect(heard.at(-1)).toMatchObject({
    container: { type: 'view', view_id: mette.home().id },
    actions: [{ type: 'static_select', selected_option: { value: 'Væk' } }],
  });
});

test('a message shortcut carries the message and its files', async () => {
  app.shortcut('letter', async ({ ack }) => ack());
  const pdf = fake.addFile({ name: 'Svar.pdf', bytes: Buffer.from('%PDF'), user: 'U1' });
  const { post } = await client.as('U1').say('C1', 'Vejens svar', { files: [pdf] });
  const answer = await client.as('U1').messageShortcut('letter', post);
  expect(answer.status).toBe(200);
  expect(heard.at(-1)).toMatchObject({
    type: 'message_action',
    message_ts: post.ts,
    message: { files: [{ id: pdf.id }] },
  });
});
