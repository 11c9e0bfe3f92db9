// One register, in Slack and in Teams at once: one bot, whose messages go out through both.
import type { Bot, Ports } from '../../src/bot.ts';
import { joinMessengers } from '../../src/messengers.ts';
import type { Messenger, Person } from '../../src/ports.ts';
import { memoryDirectory } from '../../store/memory/directory.ts';
import { type BotParts, playedParts } from './played-bot.ts';
import { type SlackOffice, slackOffice } from './slack/slack-office.ts';
import { type TeamsOffice, teamsOffice } from './teams/teams-office.ts';

export interface BothOffice {
  readonly slack: SlackOffice;
  readonly teams: TeamsOffice;
  readonly bot: Bot;
  /** `2025-01-31 09:00`; the bot ticks, and all that comes of it is there. */
  at(time: string): Promise<void>;
  quiet(): Promise<void>;
  close(): Promise<void>;
}

export async function bothOffice(options: {
  readonly start?: string;
  readonly people: readonly Person[];
}): Promise<BothOffice> {
  const { start = '2025-01-02 09:00', people } = options;
  const parts = await playedParts(start);
  const shared = sharing(parts, people);
  const [slack, teams] = await Promise.all([
    slackOffice({ people, parts: shared }),
    teamsOffice({ people, parts: shared }),
  ]);
  const quiet = async () => {
    await slack.quiet();
    await teams.quiet();
  };
  return {
    slack,
    teams,
    bot: teams.bot,
    quiet,
    async at(time) {
      await teams.at(time);
      await quiet();
    },
    async close() {
      await quiet();
      await slack.close();
      await teams.close();
    },
  };
}

/** The bot is made when both have brought their messenger. */
function sharing(parts: BotParts, people: readonly Person[]): BotParts {
  const messengers: Messenger[] = [];
  let made: (bot: Bot) => void = () => undefined;
  const bot = new Promise<Bot>((resolve) => {
    made = resolve;
  });
  async function createBot({ messenger }: Partial<Ports> = {}): Promise<Bot> {
    if (messenger) messengers.push(messenger);
    const [first, second] = messengers;
    if (first && second) {
      const joined = joinMessengers([first, second], parts.clock);
      made(await parts.createBot({ directory: memoryDirectory(people), messenger: joined }));
    }
    return bot;
  }
  return { ...parts, createBot };
}
