// The same round against our strict fake and a third party's Slack (emulate 0.12.2): what is sent is understood by both.
import { setTimeout as wait } from 'node:timers/promises';
import { createEmulator } from 'emulate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOutbound, type Outbound } from '../../../adapters/slack/outbound.ts';
import { startFakeSlack } from '../../support/slack/fake-slack.ts';
import { freePort } from '../../support/slack/free-port.ts';
import { objectsAt } from '../../support/slack/json-reading.ts';

const scopes = 'chat:write channels:read channels:history files:read files:write users:read'.split(' ');

interface Place {
  readonly outbound: Outbound;
  readonly channel: string;
}

const places = new Map<string, Place>();
const closing: (() => unknown)[] = [];

function outboundAt(url: string, token: string): Outbound {
  return createOutbound({
    token,
    slackApiUrl: `${url}/api/`,
    filesHost: url,
    now: Date.now,
    wait: (ms, signal) => wait(ms, undefined, { signal }),
  });
}

beforeAll(async () => {
  const fake = await startFakeSlack({
    users: [{ id: 'U1', name: 'mette' }],
    channels: [{ id: 'C1', name: 'taskforce', members: ['U1'] }],
  });
  closing.push(() => fake.close());
  places.set('our fake', { outbound: outboundAt(fake.url, 'xoxb-1-test'), channel: 'C1' });
  closing.push(() => expect(fake.violations).toEqual([]));

  const token = 'xoxb-1-test';
  const emulator = await createEmulator({
    service: 'slack',
    port: await freePort(),
    seed: {
      slack: {
        team: { name: 'Min', domain: 'min' },
        channels: [{ name: 'taskforce' }],
        bots: [{ name: 'vagt' }],
        tokens: [{ token, user: 'vagten', scopes }],
      },
    },
  });
  closing.push(() => emulator.close());
  const outbound = outboundAt(emulator.url, token);
  const asked = await fetch(`${emulator.url}/api/conversations.list`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  const listed: unknown = await asked.json();
  const channel = objectsAt(listed, 'channels').find((each) => each.name === 'taskforce')?.id;
  places.set('emulate', { outbound, channel: String(channel) });
});
afterAll(async () => {
  for (const close of closing) await close();
});

test.each(['our fake', 'emulate'])(
  '%s: a message, its thread, its files and an update of it',
  async (name) => {
    const place = places.get(name);
    if (!place) throw new Error(name);
    const { outbound, channel } = place;
    const since = new Date().toISOString();
    const post = { id: 'M-1', channel, text: 'Svar æøå', blocks: [] };

    const posted = await outbound.post(post);
    if (posted.outcome !== 'delivered') throw new Error(JSON.stringify(posted));
    expect(await outbound.find({ id: 'M-1', channel, since })).toEqual({ outcome: 'there', ts: posted.ts });
    expect(await outbound.find({ id: 'M-9', channel, since })).toEqual({ outcome: 'absent' });

    const thread = posted.ts;
    const reply = await outbound.post({ ...post, id: 'M-2', thread });
    if (reply.outcome !== 'delivered') throw new Error(JSON.stringify(reply));
    expect(await outbound.find({ id: 'M-2', channel, thread, since })).toEqual({
      outcome: 'there',
      ts: reply.ts,
    });

    const bytes = new TextEncoder().encode('%PDF æøå');
    const files = ['brev.pdf', 'brev.docx'].map((each) => ({
      name: each,
      mediaType: 'application/pdf',
      bytes,
    }));
    const shared = await outbound.upload({ channel, thread, comment: 'Brevet', files });
    if (shared.outcome !== 'delivered') throw new Error(JSON.stringify(shared));
    const replies = await outbound.call('conversations.replies', { channel, ts: thread });
    const messages =
      replies.outcome === 'done' && Array.isArray(replies.response.messages) ? replies.response.messages : [];
    const message = messages.find((each: { ts?: string }) => each.ts === shared.ts);
    expect(message.files).toMatchObject([
      { name: 'brev.pdf', size: 11 },
      { name: 'brev.docx', size: 11 },
    ]);
    expect(await outbound.download(message.files[0].url_private, 11)).toEqual({ outcome: 'done', bytes });

    const updated = await outbound.call('chat.update', { channel, ts: posted.ts, text: 'Nyt' });
    expect(updated.outcome).toBe('done');
    const nowhere = await outbound.post({ ...post, channel: 'C0MISSING' });
    expect(nowhere).toEqual({ outcome: 'failed', reason: 'channel_not_found' });
    await outbound.close();
  },
);
