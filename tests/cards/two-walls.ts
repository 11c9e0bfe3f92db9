// One register with a wall in Slack and one in Teams: lines told, the clock played, and what stands where.
import type { Bot } from '../../src/bot.ts';
import { instantOf } from '../../src/calendar/time.ts';
import { consolePeople } from '../../src/config/people.ts';
import { joinMessengers } from '../../src/messengers.ts';
import type { Board, Directory, Person } from '../../src/ports.ts';
import { memoryDirectory } from '../../store/memory/directory.ts';
import { type BotParts, playedParts } from '../support/played-bot.ts';
import { type Wall, wall } from './wall.ts';

type Platform = Board['platform'];

const channels = { slack: 'C1', teams: '19:register@thread.tacv2' };

/** Vejen's refusal, and the letter to the committee up to its first approval. */
export const inApproval = [
  'svar Vejen nej dato=29-01-2025 grund=overlap:"kommunen har et andet forløb" brev=svar.pdf',
  'svar Solrød ja',
  'udkast orientering 2025 sag="2025 - 1234"',
  'godkendelse start Brev-1 holdt-op-mod-brevet=ja',
];

/** The console's people, some of them changed. */
export function people(...changed: readonly (Partial<Person> & { readonly id: string })[]): Directory {
  return memoryDirectory(
    consolePeople.map((each) => ({ ...each, ...changed.find(({ id }) => id === each.id) })),
  );
}

/** What stands in a channel, `kanal C1`, or before a person. */
export function shown({ posts, posted }: Wall, where: string): string[] {
  return [...posts.values()].filter((_, index) => posted[index] === where);
}

/** What waits for nothing but itself is done. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let turns = 0; !isSo(); turns++) {
    if (turns > 10_000) throw new Error('it never came about');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export class TwoWalls {
  readonly slack = wall('slack');
  readonly teams = wall('teams');
  readonly parts: BotParts;
  bot: Bot;
  #lines = 0;

  private constructor(parts: BotParts, bot: Bot) {
    this.parts = parts;
    this.bot = bot;
  }

  /** With an open round and two offers. */
  static async open(): Promise<TwoWalls> {
    const parts = await playedParts('2025-01-30 09:00');
    const walls = new TwoWalls(parts, await parts.createBot());
    await walls.start();
    await walls.run('runde åbn 2025');
    await walls.run('tilbud Vejen børn dato=20-01-2025');
    await walls.run('tilbud Solrød voksen dato=20-01-2025');
    return walls;
  }

  /** Another process takes over, on both platforms. */
  async start(directory = people()): Promise<void> {
    const messenger = joinMessengers([this.slack.messenger, this.teams.messenger], this.parts.clock);
    this.bot = await this.parts.createBot({ directory, messenger });
  }

  async run(
    line: string,
    as = 'sagsbehandler',
    via: Platform = 'slack',
    channel = channels[via],
  ): Promise<void> {
    const openFile = async (name: string) => ({
      name,
      mediaType: '',
      bytes: Buffer.from('Vi siger nej tak.'),
    });
    const place = { platform: via, channel, isChannel: true };
    const cause = `line-${++this.#lines}`;
    const answer = await this.bot.run({ input: line, actor: as, via, cause, place, openFile });
    if (!answer.ok) throw new Error(`${line}: ${answer.code}`);
  }

  /** The line, and all that comes of it. */
  async tell(line: string, as?: string, via?: Platform, channel?: string): Promise<void> {
    await this.run(line, as, via, channel);
    await this.bot.settle();
  }

  async bothChannels(): Promise<void> {
    await this.tell('opsæt kanal', 'sagsbehandler', 'slack');
    await this.tell('opsæt kanal', 'sagsbehandler', 'teams');
  }

  /** `2025-01-31 08:30` */
  setClock(time: string): void {
    this.parts.clock.set(instantOf(time.slice(0, 10), time.slice(11)) ?? '');
  }

  async at(time: string): Promise<void> {
    this.setClock(time);
    await this.bot.tick();
    await this.bot.settle();
  }

  cards(on: Wall): string[] {
    return shown(on, `kanal ${channels[on === this.slack ? 'slack' : 'teams']}`);
  }

  letterOn(on: Wall): string | undefined {
    return this.cards(on).find((text) => text.startsWith('Brev-1, version 1'));
  }
}
