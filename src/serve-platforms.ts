// The process that stays in Slack, in Teams or in both: one register, one port, a tick each minute, and a farewell that loses nothing.
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createDownloads } from '../adapters/shared/downloads.ts';
import { createHttpServer, type HttpServer } from '../adapters/shared/http-server.ts';
import { createPeople, openDirectory } from '../store/lowdb/directory.ts';
import { openFiles } from '../store/lowdb/files.ts';
import { openInbox } from '../store/lowdb/inbox.ts';
import { openLedger } from '../store/lowdb/ledger.ts';
import { openMemory } from '../store/lowdb/memory.ts';
import { type Bot, createBot } from './bot.ts';
import {
  type ConsoleOptions,
  consolePeople,
  readServer,
  readSlack,
  readTeams,
  type ServerEnvironment,
  type SlackEnvironment,
  type TeamsEnvironment,
  type Wrong,
} from './config.ts';
import { createDocuments } from './documents/documents.ts';
import { languages } from './language/index.ts';
import { joinMessengers } from './messengers.ts';
import { openedLedger } from './open-ledger.ts';
import type { Files, Messenger, Person } from './ports.ts';
import { parseEvent } from './register/events.ts';
import { digest, organisation, randomIds, systemClock } from './surroundings.ts';

/** Milliseconds between a commit and the posts that follow from it: many commits at once are followed once. */
const pause = 200;

/** Milliseconds in which what is under way may finish when the process is asked to stop. */
const farewell = 20_000;

interface Settings {
  readonly server: ServerEnvironment;
  readonly slack: SlackEnvironment | undefined;
  readonly teams: TeamsEnvironment | undefined;
}

/** What a platform's adapter is handed of this process. */
interface Surroundings {
  readonly directory: string;
  readonly server: HttpServer;
  readonly files: Files;
  people(): Promise<readonly Person[]>;
  say(text: string): void;
  onFault(fault: unknown, reference: string): void;
}

/** A platform that has been opened. */
interface Platform {
  readonly name: 'Slack' | 'Teams';
  readonly messenger: Messenger;
  /** Whether the outside reaches it by this process's port. */
  readonly isServed: boolean;
  start(bot: Bot): Promise<void>;
  /** Takes nothing more in, and lets what is under way finish. */
  stop(): Promise<void>;
  /** After the last that is to be posted, or when there is no time left for it. A second time does nothing. */
  close(): Promise<void>;
}

/** Stays until the process is asked to stop. */
export async function servePlatforms(options: ConsoleOptions): Promise<number> {
  const say = (text: string) => void process.stderr.write(`${text}\n`);
  const settings = readSettings(options);
  if ('wrong' in settings) {
    say(settings.wrong);
    return 2;
  }
  const directory = resolve(options.data, organisation);
  const onFault = (fault: unknown, reference: string) =>
    say(`fejl ${reference}: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`);
  const ledger = await openLedger({ directory, parse: parseEvent, onWarning: say });
  const first = await openedLedger(ledger, {
    organisation,
    start: undefined,
    systemClock,
    calendar: undefined,
  });
  if (first.data.clock === 'simulated') {
    say(`${directory} er en øvemappe. Slack og Teams skal have en mappe med det rigtige ur: --data MAPPE`);
    await ledger.close();
    return 2;
  }
  if (await createPeople(directory, consolePeople))
    say(
      `Skriv personerne ind i ${join(directory, 'people.json')} med email, slack eller teams; se docs/slack.md og docs/teams.md`,
    );
  const people = openDirectory(directory);
  const documents = createDocuments();
  const server = createHttpServer({ port: settings.server.port, onFault });
  const here: Surroundings = {
    directory,
    server,
    files: openFiles(directory),
    people: () => people.people(),
    say,
    onFault,
  };
  const platforms = await openPlatforms(settings, here);
  const bot = await createBot({
    ledger,
    files: here.files,
    directory: people,
    documents,
    messenger: joinMessengers(platforms.map(({ messenger }) => messenger) as [Messenger], systemClock),
    calendar: null,
    clock: systemClock,
    ids: randomIds,
    digest,
  });
  const settle = () => void bot.settle().catch((fault) => onFault(fault, 'opslag'));
  const tick = () => void bot.tick().catch((fault) => onFault(fault, 'påmindelser'));
  let soon: NodeJS.Timeout | undefined;
  const stopWatching = ledger.watch(() => {
    soon ??= globalThis.setTimeout(() => {
      soon = undefined;
      settle();
    }, pause);
  });
  process.on('unhandledRejection', (fault) => onFault(fault, 'uventet'));
  const stopped = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
  for (const platform of platforms) await platform.start(bot);
  const isServed = settings.server.links !== undefined || platforms.some((each) => each.isServed);
  if (isServed) await server.start();
  const names = platforms.map(({ name }) => name).join(' og ');
  say(`Forløbsvagten lytter på ${isServed ? `port ${server.port} for ${names}` : names}.`);
  tick();
  settle();
  const everyMinute = setInterval(() => {
    tick();
    settle();
  }, 60_000);
  await stopped;
  clearInterval(everyMinute);
  stopWatching();
  clearTimeout(soon);
  const goodbye = async () => {
    await Promise.allSettled([server.stop(), ...platforms.map((each) => each.stop())]);
    // What was decided on one platform is told on the others, too.
    for (const last of await Promise.allSettled([bot.tick(), bot.settle()]))
      if (last.status === 'rejected') onFault(last.reason, 'afsked');
    await Promise.allSettled(platforms.map((each) => each.close()));
  };
  await Promise.race([goodbye(), setTimeout(farewell, undefined, { ref: false })]);
  // What is not done by now stays in the inbox for the next start: it is closed before anything can fail for want of the ledger.
  await Promise.allSettled(platforms.map((each) => each.close()));
  await documents.close();
  await ledger.close();
  return 0;
}

function readSettings(options: ConsoleOptions): Settings | Wrong {
  const server = readServer(process.env);
  if ('wrong' in server) return server;
  const slack = options.slack ? readSlack(process.env) : undefined;
  if (slack && 'wrong' in slack) return slack;
  const teams = options.teams ? readTeams(process.env) : undefined;
  if (teams && 'wrong' in teams) return teams;
  return { server, slack, teams };
}

const timing = {
  now: Date.now,
  async wait(milliseconds: number, signal?: AbortSignal) {
    await setTimeout(milliseconds, undefined, signal ? { signal } : {});
  },
  later(milliseconds: number, work: () => void) {
    const timer = globalThis.setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
};

async function openPlatforms({ slack, teams, server }: Settings, here: Surroundings): Promise<Platform[]> {
  const { people, onFault } = here;
  // The links name what Teams holds in memory, too; it is asked once it is there.
  let contentOf = (sha256: string) => here.files.get(sha256);
  const downloads =
    server.links &&
    createDownloads({
      ...server.links,
      register: organisation,
      words: { expired: languages.da.cards.linkExpired, unknown: languages.da.cards.linkUnknown },
      now: Date.now,
      contentOf: (sha256) => contentOf(sha256),
    });
  if (downloads) here.server.route('/filer/', downloads.handle);
  const platforms: Platform[] = [];
  // What is not asked for is not loaded.
  if (slack) {
    const { openSlack } = await import('../adapters/slack/start.ts');
    const world = { people, contentOf, urlOf: downloads?.urlOf, server: here.server, onFault, ...timing };
    const isServed = slack.appToken === undefined;
    platforms.push({ name: 'Slack', isServed, ...openSlack(slack, world) });
  }
  if (teams) {
    const { openTeams } = await import('../adapters/teams/start.ts');
    const inbox = await openInbox({ path: join(here.directory, 'teams-inbox.ndjson'), onWarning: here.say });
    const memory = await openMemory(join(here.directory, 'teams.json'));
    const opened = await openTeams(teams, {
      inbox,
      memory,
      people,
      contentOf,
      urlOf: downloads?.urlOf,
      jitter: Math.random,
      onUnsent: (reason) => here.say(`Teams tog ikke imod en besked: ${reason}`),
      onFault,
      ...timing,
    });
    contentOf = opened.contentOf;
    here.server.route('/api/messages', opened.handle);
    platforms.push({
      name: 'Teams',
      isServed: true,
      messenger: opened.messenger,
      start: async (bot) => opened.start(bot),
      stop: opened.stop,
      async close() {
        await inbox.close();
        await opened.close();
      },
    });
  }
  return platforms;
}
