// The fake against recorded truth: methods as scraped from Slack's pages, payloads as Slack once sent them.
// That folder is third-party data outside the repository; where it is missing these tests are skipped.
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../support/slack/fake-slack.ts';
import {
  at,
  isObject,
  type Json,
  objectAt,
  objectsAt,
  parsed,
  textAt,
} from '../support/slack/json-reading.ts';
import { methods } from '../support/slack/methods.ts';
import { type SlackClient, slackClient } from '../support/slack/slack-client.ts';
import { webClient } from '../support/slack/web-client.ts';

const data = new URL('../../../shared/data/slack/', import.meta.url);
const unless = `skipped without ${data.pathname}`;
const replay = 'chat-replay/packages/integration-tests/fixtures/replay/';
const read = (path: string): unknown => parsed(readFileSync(new URL(path, data), 'utf8'));

describe.skipIf(!existsSync(data))(`the list of methods (${unless})`, () => {
  test.each([...methods])('%s has the documented arguments, errors, tier and scopes', (name, method) => {
    const known = objectAt(read('slack-methods.json'), name) ?? {};
    const args = objectAt(known, 'args') ?? {};
    const required = Object.keys(args).filter((key) => at(args, key, 'required') === true);
    expect([...method.args.keys()].sort()).toEqual(Object.keys(args).sort());
    expect([...method.args].flatMap(([key, one]) => (one.required ? [key] : [])).sort()).toEqual(
      required.sort(),
    );
    expect([...method.errors].sort()).toEqual(Object.keys(objectAt(known, 'errors') ?? {}).sort());
    expect(method.scopes).toEqual(objectsAt(known, 'scopes', 'bot').map((scope) => scope.name));
    const tier = /Tier (\d)/.exec(textAt(known, 'rate_limit', 'label') ?? '')?.[1];
    expect(method.tier).toBe(tier === undefined ? 'special' : `T${tier}`);
  });
});

/** Every path of names in a payload; lists by their first item; what depends on the bot's own blocks left out. */
function paths(value: unknown, here = ''): string[] {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (!isObject(first)) return [here];
  return Object.entries(first).flatMap(([key, inner]) =>
    ['blocks', 'values', 'enterprise'].includes(key) ? [`${here}.${key}`] : paths(inner, `${here}.${key}`),
  );
}

describe.skipIf(!existsSync(data))(`all that Slack sent is in what the fake sends (${unless})`, () => {
  let fake: FakeSlack;
  let server: Server;
  let client: SlackClient;
  const plain = (text: string) => ({ type: 'plain_text' as const, text });
  const buttons = [
    {
      type: 'actions',
      elements: [
        { type: 'button', text: plain('Godkend'), style: 'primary', value: 'v' },
        { type: 'static_select', placeholder: plain('Vælg'), options: [{ text: plain('Ja'), value: 'ja' }] },
        { type: 'radio_buttons', options: [{ text: plain('Nej'), value: 'nej' }] },
      ],
    },
  ] as never[];
  const view = {
    type: 'modal' as const,
    title: plain('Svar'),
    submit: plain('Gem'),
    close: plain('Luk'),
    blocks: [{ type: 'input', label: plain('Ord'), element: { type: 'plain_text_input' } }] as never[],
  };

  beforeAll(async () => {
    fake = await startFakeSlack({
      users: [{ id: 'U1', name: 'Mette Holm' }],
      channels: [{ id: 'C1', name: 'taskforce', members: ['U1'] }],
    });
    server = createServer((_request, response) => response.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    client = slackClient({ fake, url: `http://127.0.0.1:${port}/slack/events`, signingSecret: 's' });
  });
  afterAll(async () => {
    await fake?.close();
    server?.close();
  });

  const openModal = async () => {
    const slashed = await client.as('U1').slash('/open');
    const trigger = textAt(slashed.payload, 'trigger_id') ?? '';
    await webClient(fake.apiUrl).views.open({ trigger_id: trigger, view });
    await client.as('U1').fill(client.as('U1').view(), { Ord: 'hej' });
    return client.as('U1').submit(client.as('U1').view());
  };
  const card = async () => {
    const parent = (await client.as('U1').say('C1', 'tråd')).post;
    await webClient(fake.apiUrl).chat.postMessage({
      channel: 'C1',
      text: 'Brev',
      blocks: buttons,
      thread_ts: parent.ts,
    });
    const post = fake.posts('C1', parent.ts)[1];
    if (post === undefined) throw new Error('no card');
    return post;
  };
  const hidden = async () => {
    const thread_ts = (await client.as('U1').say('C1', 'tråd')).post.ts;
    const web = webClient(fake.apiUrl);
    await web.chat.postEphemeral({ channel: 'C1', user: 'U1', text: 'Brev', blocks: buttons, thread_ts });
    const shown = fake.ephemerals.at(-1);
    if (shown === undefined) throw new Error('nothing shown');
    return shown;
  };

  const recorded: readonly [string, string, string, () => Promise<{ payload: Json } | undefined | null>][] = [
    [
      'a slash command',
      'slash-commands/slack.json',
      'slashCommandWithArgs',
      () => client.as('U1').slash('/t', 'x', { channel: 'C1' }),
    ],
    [
      'a mention',
      'modals/slack.json',
      'mention',
      async () => (await client.as('U1').mention('C1', 'x')).deliveries[0],
    ],
    [
      'a message in a channel',
      'channel-mention/slack.json',
      'mention',
      async () => (await client.as('U1').say('C1', 'x')).deliveries[0],
    ],
    [
      'a direct message',
      'dm/slack-direct.json',
      'directDM',
      async () => (await client.as('U1').dm('x')).deliveries[0],
    ],
    ['a button', 'modals/slack.json', 'action', async () => client.as('U1').press(await card(), 'Godkend')],
    [
      'a button in private',
      'modals/slack.json',
      'ephemeralAction',
      async () => client.as('U1').press(await hidden(), 'Godkend'),
    ],
    [
      'a menu',
      'actions-reactions/slack.json',
      'staticSelectAction',
      async () => client.as('U1').choose(await card(), 'Vælg', 'Ja'),
    ],
    ['a form', 'slash-commands/slack.json', 'viewSubmission', openModal],
  ];
  test.each(recorded)('%s', async (_what, file, name, act) => {
    const truth = objectAt(read(replay + file), name);
    const sent = (await act())?.payload;
    expect(paths(truth).length).toBeGreaterThan(8);
    expect(paths(truth).filter((path) => !paths(sent).includes(path))).toEqual([]);
  });

  test('of an ephemeral message no content comes back, as recorded', async () => {
    const { payload } = await client.as('U1').press(await hidden(), 'Godkend');
    const truth = objectAt(read(`${replay}modals/slack.json`), 'ephemeralAction');
    expect([at(truth, 'message'), at(payload, 'message')]).toEqual([undefined, undefined]);
  });
});
