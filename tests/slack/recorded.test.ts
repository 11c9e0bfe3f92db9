// What Slack once sent goes through the real receiver, gate, Bolt and core: answered each time, understood for what it is, done once.
// Third-party data: read beside the repository, skipped without it.
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../support/slack/controls.ts';
import { deliver } from '../support/slack/deliveries.ts';
import { at, textAt } from '../support/slack/json-reading.ts';
import {
  type Recorded,
  type RecordedOffice,
  recordedDeliveries,
  recordedOffice,
  recordedSecret,
  replayed,
} from '../support/slack/recorded.ts';
import { send } from '../support/slack/signing.ts';

const deliveries = recordedDeliveries();

type Way = 'slash' | 'mention' | 'direct' | 'click' | 'click without a response_url' | 'form' | 'nothing';

/** Which of our ways a payload must take. */
function wayOf({ kind, payload }: Recorded): Way {
  if (kind === 'command') return 'slash';
  if (kind === 'event') {
    const { event } = payload;
    if (at(event, 'type') === 'app_mention') return 'mention';
    const isWords = at(event, 'type') === 'message' && at(event, 'bot_id') === undefined;
    return isWords && at(event, 'channel_type') === 'im' ? 'direct' : 'nothing';
  }
  if (payload.type === 'view_submission') return 'form';
  return payload.response_url === undefined ? 'click without a response_url' : 'click';
}

/** A welcome, as it is the first time, and then the menu or what is said to a line that is none. */
const answered = /Velkommen, Anna[\s\S]*(Hvad vil du\?|Jeg kender ikke kommandoen)/;

/** What the answer must be, and by what it must have come. */
const answers: Readonly<Record<Way, { readonly by: readonly string[]; readonly says: RegExp }>> = {
  slash: { by: ['ack'], says: answered },
  mention: { by: ['chat.postEphemeral'], says: answered },
  direct: { by: ['chat.postMessage'], says: answered },
  click: { by: ['response_url'], says: /Knappen virker ikke længere/ },
  'click without a response_url': {
    by: ['chat.postEphemeral'],
    says: /Knappen virker ikke længere/,
  },
  form: { by: ['ack'], says: /"response_action":"clear"/ },
  nothing: { by: [], says: /^$/ },
};

/** Without what only asks. */
const isAnswer = (method: string): boolean => /^(chat|views|files)\.|^response_url$/.test(method);

async function played(recorded: Recorded, office: RecordedOffice) {
  const road = { fake: office.fake, url: office.url, signingSecret: recordedSecret };
  const first = await deliver(road, recorded.kind, office.payload);
  const again = await first.again({ retryNum: 1 });
  await office.stop();
  const { fake } = office;
  const calls = fake.calls.filter(({ method }) => isAnswer(method));
  const shown = [...fake.ephemerals, ...fake.world.posts].filter(({ blocks }) => blocks.length > 0);
  return {
    statuses: [first.status, again.status],
    secondBody: again.body,
    by: [...(first.body === '' ? [] : ['ack']), ...calls.map(({ method }) => method)],
    outcomes: [...new Set(calls.map(({ outcome }) => outcome))],
    says: [first.body, ...shown.map(({ blocks }) => wordsOf(blocks))].join('\n').trim(),
  };
}

describe.skipIf(deliveries.length === 0)(`what Slack once sent (skipped without ${replayed})`, () => {
  it('is of every kind that we answer, and of some that we leave alone', () => {
    expect(deliveries.length).toBeGreaterThan(35);
    expect(new Set(deliveries.map(wayOf))).toEqual(new Set(Object.keys(answers)));
  });

  it.each(deliveries)('$name', async (recorded) => {
    const office = await recordedOffice(recorded);
    try {
      const { by, says } = answers[wayOf(recorded)];
      const done = await played(recorded, office);
      expect(done).toEqual({
        statuses: [200, 200],
        secondBody: '',
        by,
        outcomes: by.some((each) => each !== 'ack') ? ['ok'] : [],
        says: expect.stringMatching(says),
      });
      expect([office.faults, office.fake.violations]).toEqual([[], []]);
    } finally {
      await office.close();
    }
  });
});

it('an address that Slack tries gives the challenge back', async () => {
  const office = await recordedOffice({
    name: 'url_verification',
    kind: 'event',
    payload: {},
    team: 'T1',
    user: 'U1',
    channel: undefined,
  });
  const challenge = '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P';
  const answer = await send(office.url, {
    body: JSON.stringify({ token: 'x', challenge, type: 'url_verification' }),
    contentType: 'application/json',
    timestamp: Math.floor(office.fake.now() / 1000),
    secret: recordedSecret,
  });
  await office.close();
  expect([answer.status, textAt(JSON.parse(answer.body), 'challenge')]).toEqual([200, challenge]);
  expect(office.faults).toEqual([]);
});
