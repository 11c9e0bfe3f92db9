// The whole bot in front of a fake Slack: real core, real Bolt behind the gate and the HTTP door, people who type and press.

import { openSlack, type Slack } from '../../../adapters/slack/start.ts';
import type { Bot } from '../../../src/bot.ts';
import { instantOf } from '../../../src/calendar/time.ts';
import { consolePeople } from '../../../src/config.ts';
import type { Person } from '../../../src/ports.ts';
import { memoryDirectory } from '../../../store/memory/directory.ts';
import { type BotParts, playedParts } from '../played-bot.ts';
import { type FakeSlack, startFakeSlack } from './fake-slack.ts';
import { type SlackClient, slackClient } from './slack-client.ts';

export interface SlackOffice {
  readonly fake: FakeSlack;
  readonly client: SlackClient;
  readonly bot: Bot;
  readonly parts: BotParts;
  readonly slack: Slack;
  /** The reference and the fault of everything that went wrong. */
  readonly faults: unknown[];
  /** `2025-01-31 09:00`; minutes go by and the bot ticks. */
  at(time: string): Promise<void>;
  close(): Promise<void>;
}

export const signingSecret = 'en hemmelighed';

/** Everybody of the console's directory, in Slack as `UKONTORCHEF` and so on. */
export const slackPeople: readonly Person[] = consolePeople.map((each) => ({
  ...each,
  email: `${each.id}@ministeriet.dk`,
}));

export function slackIdOf(person: string): string {
  return `U${person.toUpperCase()}`;
}

export interface OfficeOptions {
  readonly start?: string;
  readonly people?: readonly Person[];
}

export async function slackOffice({
  start = '2025-01-02 09:00',
  people = slackPeople,
}: OfficeOptions = {}): Promise<SlackOffice> {
  const parts = await playedParts(start);
  const now = () => Date.parse(parts.clock.now());
  const fake = await startFakeSlack({
    now,
    users: [
      ...people.map((each) => ({ id: slackIdOf(each.id), name: each.name, email: each.email ?? '' })),
      { id: 'UGAEST', name: 'Gæst', email: 'gaest@firma.dk', isRestricted: true },
      { id: 'UFREMMED', name: 'Fremmed', email: 'ukendt@ministeriet.dk' },
    ],
    channels: [
      { id: 'CREGISTER', name: 'forløb', members: people.map((each) => slackIdOf(each.id)) },
      { id: 'CGAESTER', name: 'åben', members: [slackIdOf('sagsbehandler'), 'UGAEST'] },
    ],
  });
  const faults: unknown[] = [];
  const directory = memoryDirectory(people);
  const slack = openSlack(
    {
      botToken: 'xoxb-1-test',
      signingSecret,
      workspaces: ['T1'],
      port: 0,
      apiUrl: fake.apiUrl,
      origin: fake.url,
    },
    {
      people: () => directory.people(),
      contentOf: (sha256) => parts.files.get(sha256),
      now,
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 1))),
      later(ms, work) {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
      onFault: (error, reference) => faults.push([reference, error]),
    },
  );
  const bot = await parts.createBot({ directory, messenger: slack.messenger });
  const stopWatching = parts.ledger.watch(
    () => void bot.settle().catch((error) => faults.push(['settle', error])),
  );
  const port = await slack.start(bot);
  const client = slackClient({ fake, url: `http://127.0.0.1:${port}/slack/events`, signingSecret });
  return {
    fake,
    client,
    bot,
    parts,
    slack,
    faults,
    async at(time) {
      parts.clock.set(instantOf(time.slice(0, 10), time.slice(11)) ?? '');
      await bot.tick();
      await bot.settle();
    },
    async close() {
      stopWatching();
      await slack.stop();
      await fake.close();
    },
  };
}
