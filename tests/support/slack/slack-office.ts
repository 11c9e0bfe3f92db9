// The whole bot in front of a fake Slack: real core, real Bolt behind the gate and the HTTP door, people who type and press.

import { createDownloads } from '../../../adapters/shared/downloads.ts';
import { createHttpServer } from '../../../adapters/shared/http-server.ts';
import { openSlack, type Slack } from '../../../adapters/slack/start.ts';
import type { Bot } from '../../../src/bot.ts';
import { instantOf } from '../../../src/calendar/time.ts';
import { consolePeople } from '../../../src/config/people.ts';
import { languages } from '../../../src/language/index.ts';
import type { Documents, Person } from '../../../src/ports.ts';
import { memoryDirectory } from '../../../store/memory/directory.ts';
import { type BotParts, playedParts } from '../played-bot.ts';
import { playedWaits, realTimer } from '../played-time.ts';
import { runTo } from '../run-to.ts';
import { memoryInbox, sharedMemory } from '../shared-memory.ts';
import { type FakeSlack, startFakeSlack } from './fake-slack.ts';
import { type SlackClient, slackClient } from './slack-client.ts';

export interface SlackOffice {
  readonly fake: FakeSlack;
  readonly client: SlackClient;
  readonly bot: Bot;
  readonly parts: BotParts;
  readonly slack: Slack;
  /** Where the process's server really is: `http://127.0.0.1:<port>`. */
  readonly address: string;
  /** The reference and the fault of everything that went wrong. */
  readonly faults: unknown[];
  /** `2025-01-31 09:00`; minutes go by and the bot ticks. */
  at(time: string): Promise<void>;
  /** Time runs to there as it does in the program: the bot ticks whenever it can have something to say, at those times. */
  runTo(time: string, ticked?: (time: string) => void): Promise<void>;
  /** Everything that was begun is done: posts, cards, updates. */
  quiet(): Promise<void>;
  /** Another process takes over the ledger: `bot` and `slack` are then its own. */
  restart(): Promise<void>;
  /** The way to one more process on the same ledger. */
  another(): Promise<SlackClient & { readonly bot: Bot }>;
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
  /** A timer; the real one unless told. */
  readonly later?: (ms: number, work: () => void) => () => void;
  /** Only the words of a letter unless told. */
  readonly documents?: Documents;
  /** Where the outside would reach the bot, so that it can hand out links to files; nowhere unless told. */
  readonly publicUrl?: string;
  /** A register that another office shares; one of its own at `start` unless told. */
  readonly parts?: BotParts;
}

export async function slackOffice({
  start = '2025-01-02 09:00',
  people = slackPeople,
  later = realTimer,
  documents,
  publicUrl,
  parts: given,
}: OfficeOptions = {}): Promise<SlackOffice> {
  const parts = given ?? (await playedParts(start));
  const played = playedWaits(() => Date.parse(parts.clock.now()));
  const { now } = played;
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
  const refusals = sharedMemory();

  async function open() {
    const server = createHttpServer({ port: 0, onFault: (error, kind) => faults.push([kind, error]) });
    const contentOf = (sha256: string) => parts.files.get(sha256);
    const { linkExpired: expired, linkUnknown: unknown } = languages.da.cards;
    const words = { expired, unknown };
    const downloads =
      publicUrl === undefined
        ? undefined
        : createDownloads({ publicUrl, secret: signingSecret, register: 'standard', words, now, contentOf });
    if (downloads) server.route('/filer/', downloads.handle);
    const slack = openSlack(
      {
        botToken: 'xoxb-1-test',
        signingSecret,
        workspaces: ['T1'],
        apiUrl: fake.apiUrl,
        origin: fake.url,
      },
      {
        inbox: memoryInbox(),
        people: () => directory.people(),
        contentOf,
        urlOf: downloads?.urlOf,
        server,
        now,
        wait: played.wait,
        later,
        onFault: (error, reference) => faults.push([reference, error]),
      },
    );
    const bot = await parts.createBot({
      directory,
      messenger: slack.messenger,
      refusals: refusals.open(),
      ...(documents ? { documents } : {}),
    });
    const stopWatching = parts.ledger.watch(
      () => void bot.settle().catch((error) => faults.push(['settle', error])),
    );
    await slack.start(bot);
    await server.start();
    const address = `http://127.0.0.1:${server.port}`;
    const stop = async () => {
      stopWatching();
      await Promise.all([server.stop(), slack.stop()]);
      await slack.close();
    };
    return { slack, bot, address, url: `${address}/slack/events`, stop };
  }

  let process = await open();
  const beside: Awaited<ReturnType<typeof open>>[] = [];
  // What was sent to one process is sent to its successor when Slack repeats it.
  const client = slackClient({
    fake,
    get url() {
      return process.url;
    },
    signingSecret,
  });
  return {
    fake,
    client,
    get bot() {
      return process.bot;
    },
    get slack() {
      return process.slack;
    },
    get address() {
      return process.address;
    },
    parts,
    faults,
    async at(time) {
      parts.clock.set(instantOf(time.slice(0, 10), time.slice(11)) ?? '');
      await process.bot.tick();
      await process.bot.settle();
    },
    runTo: (time, ticked) => runTo(time, { parts, bot: process.bot, settled: fake.settled, ticked }),
    async quiet() {
      await fake.settled();
      await Promise.all([process, ...beside].map(({ bot }) => bot.settle()));
      await fake.settled();
    },
    async restart() {
      await process.stop();
      process = await open();
    },
    async another() {
      const other = await open();
      beside.push(other);
      return { bot: other.bot, ...slackClient({ fake, url: other.url, signingSecret }) };
    },
    async close() {
      for (const other of beside) await other.stop();
      await process.stop();
      await fake.close();
    },
  };
}
