// A round with offers, a channel that follows it, and what is asked of a bot after each test of a whole office.
import { afterEach, beforeEach, expect } from 'vitest';
import type { Answer } from '../../../src/bot.ts';
import type { Event } from '../../../src/register/events.ts';
import { plain } from '../../../src/view/plain.ts';
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

const bookkeeping: readonly Event['type'][] = [
  'ledger-opened',
  'person-met',
  'channel-chosen',
  'confirmation-asked',
  'confirmation-given',
  'message-claimed',
  'message-delivered',
  'message-failed',
  'message-doubtful',
  'message-updated',
];

export const register = 'CREGISTER';

/** An office for each test. After it Slack's rules were kept, nothing was injected, and only `faults` went wrong. */
export function secretariat(options: OfficeOptions & { readonly faults?: number } = {}): Secretariat {
  let open: SlackOffice | undefined;
  let lines = 0;
  const office = (): SlackOffice => {
    if (open === undefined) throw new Error('no office before the test');
    return open;
  };
  beforeEach(async () => {
    open = await slackOffice(options);
  });
  afterEach(async () => {
    const { fake, faults } = office();
    await office().quiet();
    await office().close();
    expect(fake.violations).toEqual([]);
    expect(unfit(office())).toEqual([]);
    expect(injected(office())).toEqual([]);
    expect(faults).toHaveLength(options.faults ?? 0);
  });
  const cards = (): readonly Post[] =>
    office()
      .fake.posts(register)
      .filter((post) => post.bot !== null && post.thread === null);
  return {
    get office() {
      return office();
    },
    async tell(...all) {
      let answer: Answer | undefined;
      for (const each of all) {
        const [, person = 'sagsbehandler', line = each] = /^([a-zæøå]+): (.*)$/.exec(each) ?? [];
        const cause = `console:${++lines}`;
        const openFile = async (name: string) => ({
          name,
          mediaType: '',
          bytes: Buffer.from(`Brev: ${name}`),
        });
        answer = await office().bot.run({ input: line, actor: person, via: 'console', cause, openFile });
        if (!answer.ok) throw new Error(`${each}\n${plain(answer.view)}`);
      }
      if (answer === undefined) throw new Error('no line');
      await office().quiet();
      return answer;
    },
    async after(act) {
      const result = await act;
      await office().quiet();
      return result;
    },
    recorded: () =>
      office()
        .bot.history()
        .flatMap(({ type }) => (bookkeeping.includes(type) ? [] : [type])),
    cards,
    card(words) {
      const found = cards().filter(({ text }) => text.includes(words));
      if (found.length !== 1 || found[0] === undefined)
        throw new Error(
          `${found.length} cards say ${words}:\n${cards()
            .map(({ text }) => text)
            .join('\n')}`,
        );
      return found[0];
    },
  };
}

/** The lines before the first answer of 2025. */
export const round = [
  'runde åbn 2025 forløb=8 ansøgt=4 reserveret=4',
  'ansøgning ukendt år=2025 antal=4 status=tildelt',
  'tilbud Vejen børnehandicap år=2025 dato=02-01-2025 sag="2024 - 6938"',
  'tilbud Odsherred børnehandicap år=2025 dato=02-01-2025',
];

/** Vejen's refusal, and the letter to the committee up to its first approval. */
export const letterInApproval = [
  'svar Vejen nej grund=overlap:"forløbet overlapper et andet" brev=vejen.pdf',
  'udkast orientering 2025 sag="2025 - 1234" dato=02-01-2025',
  'godkendelse start Brev-1 holdt-op-mod-brevet=ja',
];

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
