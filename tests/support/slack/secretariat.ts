// A round with offers, a channel that follows it, and what is asked of a bot after each test of a whole office.
import { expect } from 'vitest';
import type { Answer } from '../../../src/bot.ts';
import type { Event } from '../../../src/register/events.ts';
import { onlySaying, perTest } from '../per-test.ts';
import { consoleOf, typesRecorded } from '../round.ts';
import { blockProblems } from './block-kit.ts';
import { objectsAt } from './json-reading.ts';
import { meaningsIn, mrkdwnIn, richMeaningsIn } from './read-blocks.ts';
import { type OfficeOptions, type SlackOffice, slackOffice } from './slack-office.ts';
import type { Post } from './world.ts';

export interface Secretariat {
  readonly office: SlackOffice;
  /** Lines typed at the console, which must be taken; `leder: godkend …` is another person's. */
  tell(...lines: readonly string[]): Promise<Answer>;
  /** The act, and all that comes of it: Slack is answered before a click or a message is done. */
  after<T>(act: Promise<T>): Promise<T>;
  /** What people have recorded, in order, without what the bot notes of itself. */
  recorded(): readonly Event['type'][];
  /** The cards in the register's channel, oldest first. */
  cards(): readonly Post[];
  /** The only card that says this. */
  card(words: string): Post;
}

export const register = 'CREGISTER';

/** An office for each test. After it Slack's rules were kept, nothing was injected, and only `faults` went wrong. */
export function secretariat(options: OfficeOptions & { readonly faults?: number } = {}): Secretariat {
  const office = perTest(
    () => slackOffice(options),
    async (open) => {
      await open.quiet();
      await open.close();
      expect(open.fake.violations).toEqual([]);
      expect(unfit(open)).toEqual([]);
      expect(injected(open)).toEqual([]);
      expect(open.faults).toHaveLength(options.faults ?? 0);
    },
  );
  const tell = consoleOf(() => office().bot);
  const cards = (): readonly Post[] =>
    office()
      .fake.posts(register)
      .filter((post) => post.bot !== null && post.thread === null);
  return {
    get office() {
      return office();
    },
    async tell(...all) {
      const answer = await tell(...all);
      await office().quiet();
      return answer;
    },
    async after(act) {
      const result = await act;
      await office().quiet();
      return result;
    },
    recorded: () => typesRecorded(office().bot.history()),
    cards,
    card: (words) => onlySaying(cards(), words, ({ text }) => text),
  };
}

interface Surface {
  readonly where: string;
  readonly kind: 'message' | 'modal' | 'home';
  readonly text: string;
  readonly blocks: readonly unknown[];
}

/** Everything of the bot's that anybody has ever been shown. */
export function everyScreen({ fake }: SlackOffice): Surface[] {
  const posts = fake.world.posts.filter((post) => post.bot !== null);
  return [
    ...[...posts, ...fake.ephemerals].flatMap(({ kind, ts, text, blocks, edits }) =>
      [...edits, { text, blocks }].map((each) => ({
        where: `${kind} ${ts}`,
        kind: 'message' as const,
        ...each,
      })),
    ),
    ...[...fake.views, ...fake.homes.values()].map((view) => ({
      where: `${view.type} ${view.id}`,
      kind: view.type,
      text: '',
      blocks: objectsAt(view.source, 'blocks'),
    })),
  ];
}

function unfit(office: SlackOffice): string[] {
  return everyScreen(office).flatMap(({ where, kind, blocks }) =>
    blocks.length === 0 ? [] : blockProblems(blocks, kind).map((problem) => `${where}: ${problem}`),
  );
}

/** Mentions, links and formatting that Slack would make of what it was sent. */
function injected(office: SlackOffice): string[] {
  return everyScreen(office).flatMap(({ where, text, blocks }) => {
    const all = [...[text, ...mrkdwnIn(blocks)].flatMap(meaningsIn), ...richMeaningsIn(blocks)];
    // The parser takes a name with a joiner in it for an emoji; Slack does not.
    const meant = all.filter((each) => each !== 'emoji');
    return meant.length === 0 ? [] : [`${where}: ${meant.join(', ')} in ${text.slice(0, 300)}`];
  });
}
