// An outbound before a faulty Slack, both in played time.
import { afterEach } from 'vitest';
import { createOutbound, type Outbound, type Post } from '../../../adapters/slack/outbound.ts';
import { type FaultySlack, startFaultySlack } from './faulty-slack.ts';
import { type PlayedTime, playTime } from './played-time.ts';

export interface Sender {
  readonly time: PlayedTime;
  readonly slack: FaultySlack;
  readonly outbound: Outbound;
}

const open: FaultySlack[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

export async function createSender(): Promise<Sender> {
  const time = playTime();
  const slack = await startFaultySlack(time);
  open.push(slack);
  const outbound = createOutbound({
    token: 'xoxb-test',
    slackApiUrl: `${slack.url}/api/`,
    filesHost: slack.url,
    now: time.now,
    wait: time.wait,
    fetch: time.fetch,
    // Played: it is the played fetch that gives a request up.
    timeout: 5_000,
  });
  return { time, slack, outbound };
}

export function message(id: string, channel = 'C1', thread?: string): Post {
  return { id, channel, ...(thread && { thread }), text: `besked ${id}`, blocks: [] };
}

/** So many faults for a method, then none. */
export function failing(
  slack: FaultySlack,
  method: string,
  ...faults: ReturnType<FaultySlack['fault']>[]
): void {
  slack.fault = (called) => (called === method ? faults.shift() : undefined);
}
