// Slack at the start of the process: a token that it refuses stops the start, a Slack that does not answer is waited for.

import { expect, it, vi } from 'vitest';
import { createHttpServer } from '../../adapters/shared/http-server.ts';
import { openSlack } from '../../adapters/slack/start.ts';
import { playedParts } from '../support/played-bot.ts';
import { playedWaits } from '../support/played-time.ts';
import { memoryInbox } from '../support/shared-memory.ts';
import { startFakeSlack } from '../support/slack/fake-slack.ts';
import { signingSecret } from '../support/slack/slack-office.ts';

async function opened() {
  const parts = await playedParts('2025-01-02 09:00');
  const { now, wait } = playedWaits(() => Date.parse(parts.clock.now()));
  const fake = await startFakeSlack({ now, users: [], channels: [] });
  const timers: (() => void)[] = [];
  const waits: number[] = [];
  const faults: string[] = [];
  const slack = openSlack(
    { botToken: 'xoxb-1-test', signingSecret, workspaces: [], apiUrl: fake.apiUrl, origin: fake.url },
    {
      inbox: memoryInbox(),
      people: async () => [],
      contentOf: async () => undefined,
      urlOf: undefined,
      server: createHttpServer({ port: 0, onFault: () => undefined }),
      now,
      wait,
      later(ms, work) {
        waits.push(ms);
        timers.push(work);
        return () => timers.splice(0);
      },
      onFault: (_fault, reference) => faults.push(reference),
    },
  );
  const bot = await parts.createBot({ messenger: slack.messenger });
  const close = async () => {
    await slack.stop();
    await slack.close();
    await fake.close();
  };
  return { slack, bot, fake, timers, waits, faults, close };
}

it('a Slack that does not answer does not stop the process, and is asked again until it does', async () => {
  const { slack, bot, fake, timers, faults, close } = await opened();
  const down = fake.next('auth.test', { fault: 'status', status: 503 }, { times: 'all' });
  await slack.start(bot);
  expect(faults).toEqual(['slack']);
  down.release();
  fake.clearFaults();
  const asked = fake.calls.length;
  timers.shift()?.();
  await fake.until(() => fake.calls.length > asked);
  await close();
  expect(timers).toEqual([]);
});

it('a token that is refused when it is asked again is told each time, and asked again less and less often', async () => {
  const { slack, bot, fake, timers, waits, faults, close } = await opened();
  const down = fake.next('auth.test', { fault: 'status', status: 503 }, { times: 'all' });
  await slack.start(bot);
  down.release();
  fake.clearFaults();
  fake.next('auth.test', { fault: 'error', error: 'invalid_auth' }, { times: 'all' });
  for (let told = 2; told < 9; told++) {
    timers.shift()?.();
    await vi.waitFor(() => expect([faults.length, timers.length]).toEqual([told, 1]));
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30, 30].map((seconds) => seconds * 1_000));
  await close();
});

it('a token that Slack refuses stops the start, with Slack’s word for it', async () => {
  const { slack, bot, fake, close } = await opened();
  fake.next('auth.test', { fault: 'error', error: 'invalid_auth' });
  await expect(slack.start(bot)).rejects.toThrow('invalid_auth');
  await close();
});
