// One organisation in the process: its store, its register, and the platforms on which its people are. It shares nothing with
// another one but the port: its own history, files, directory and keys, and its own paths.
import type { HttpServer } from '../adapters/shared/http-server.ts';
import { createBot } from './bot.ts';
import type { OrganisationSettings, ProcessSettings } from './config/environment.ts';
import { consolePeople } from './config/people.ts';
import { defaultOrganisation, slackSettings, teamsSettings } from './config/settings.ts';
import { createDocuments } from './documents/documents.ts';
import { joinMessengers } from './messengers.ts';
import { openedLedger } from './open-ledger.ts';
import { openStore, placeIn } from './open-store.ts';
import type { Log } from './operations/log.ts';
import type { Metrics } from './operations/metrics.ts';
import { type Observer, observedBot, observedMessenger, observeLedger } from './operations/observed.ts';
import type { Messenger, StoreFault } from './ports.ts';
import { limited } from './rate-limit.ts';
import { openPlatforms } from './serve-platforms.ts';
import { digest, randomIds, systemClock } from './surroundings.ts';

/** Commands that somebody may send at once after a rest: a form with its choices takes several. */
const burst = 20;

/** Milliseconds between a commit and the posts that follow from it: many commits at once are followed once. */
const pause = 200;

export interface Organisation {
  /** Its platforms, for people to read. */
  readonly names: readonly string[];
  /** Whether the outside reaches any of them by the process's port. */
  readonly isServed: boolean;
  /** Opens the ways in. */
  start(): Promise<void>;
  /** Says what is due, brings posts up to date, and lets go of what is over. */
  look(): void;
  /** Why it can take nothing in at the moment. */
  trouble(): Promise<StoreFault | undefined>;
  /** Takes nothing more in, lets what is under way finish, and says what follows from it. */
  farewell(): Promise<void>;
  /** What is not done by now stays in the inbox for the next start. */
  close(): Promise<void>;
}

export interface OrganisationWorld {
  readonly process: ProcessSettings;
  readonly server: HttpServer;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Nothing more can be recorded before a new start. */
  onFatal(fault: StoreFault): void;
}

/** Throws what it says to the operator. */
export async function openOrganisation(
  settings: OrganisationSettings,
  { process, server, log: processLog, metrics, onFatal }: OrganisationWorld,
): Promise<Organisation> {
  const { id } = settings;
  const log = processLog.child({ organisation: id });
  const onFault = (fault: unknown, reference: string) => {
    metrics.fault(reference.includes('-') ? 'svar' : reference);
    log.error({ err: fault, reference }, `fejl ${reference}`);
  };
  const observer: Observer = { organisation: id, log, metrics, elapsed: () => performance.now() };
  const onWarning = (text: string) => log.warn(text);
  const store = await openStore(placeIn(process, id), { onWarning, onFatal });
  try {
    return await serve();
  } catch (fault) {
    await store.close();
    throw fault;
  }

  async function serve(): Promise<Organisation> {
    const opening = { organisation: id, start: undefined, systemClock };
    const { data: opened } = await openedLedger(store.ledger, opening);
    if (opened.clock === 'simulated') throw new Error(exerciseWords(process.DATA));
    if (opened.organisation !== id) throw new Error(otherWords(id, opened.organisation));
    if (await store.firstPeople(consolePeople)) log.warn(peopleWords);
    const path = id === defaultOrganisation ? '' : `/${id}`;
    const platforms = await openPlatforms(settings, {
      store,
      isShared: process.STORE !== undefined,
      server: under(server, path),
      publicUrl: process.PUBLIC_URL === undefined ? undefined : new URL(path, process.PUBLIC_URL).href,
      onUnsent: (platform, reason) => log.warn({ platform, reason }, 'en besked kom ikke frem'),
      onFault,
    });
    const messengers = platforms.map(({ messenger }) => observedMessenger(messenger, observer));
    if (!isSome(messengers)) throw new Error(nothingWords(id));
    const documents = createDocuments();
    const limit = { perMinute: process.COMMANDS_PER_MINUTE, burst, clock: systemClock };
    const core = await createBot({
      ledger: store.ledger,
      files: store.files,
      directory: store.directory,
      documents,
      messenger: joinMessengers(messengers, systemClock),
      calendar: null,
      clock: systemClock,
      ids: randomIds,
      digest,
      refusals: await store.memory('refusals'),
    });
    const bot = observedBot(limited(core, limit), observer);
    const settle = () => void bot.settle().catch((fault) => onFault(fault, 'opslag'));
    let soon: NodeJS.Timeout | undefined;
    let isStarted = false;
    const stopFollowing = store.ledger.watch(() => {
      soon ??= setTimeout(() => {
        soon = undefined;
        settle();
      }, pause);
    });
    const stopObserving = observeLedger(store.ledger, observer);
    const each = (work: 'stop' | 'close') =>
      Promise.allSettled(platforms.map((platform) => platform[work]()));
    return {
      names: platforms.map(({ name }) => name),
      isServed: platforms.some(({ isServed }) => isServed),
      async start() {
        isStarted = true;
        for (const platform of platforms) await platform.start(bot);
      },
      look() {
        bot.tick().then(
          () => metrics.ticked(id, Date.now() / 1000),
          (fault) => onFault(fault, 'påmindelser'),
        );
        settle();
        for (const platform of platforms) platform.tidy().catch((fault) => onFault(fault, 'oprydning'));
      },
      trouble: () => store.trouble(),
      async farewell() {
        stopFollowing();
        clearTimeout(soon);
        await each('stop');
        // What was decided on one platform is told on the others, too.
        const last = isStarted ? [bot.tick(), bot.settle()] : [];
        for (const told of await Promise.allSettled(last))
          if (told.status === 'rejected') onFault(told.reason, 'afsked');
        await each('close');
      },
      async close() {
        // The inbox is closed before anything can fail for want of the ledger.
        await each('close');
        stopObserving();
        await documents.close();
        await store.close();
      },
    };
  }
}

function isSome(list: readonly Messenger[]): list is readonly [Messenger, ...Messenger[]] {
  return list.length > 0;
}

/** The server's routes below a path; whoever answers sees the address without it. */
function under(server: HttpServer, path: string): Pick<HttpServer, 'route'> {
  if (path === '') return server;
  return {
    route(below, handler) {
      server.route(`${path}${below}`, (request, response) => {
        request.url = request.url?.slice(path.length);
        return handler(request, response);
      });
    },
  };
}

const peopleWords =
  'Ingen personer er skrevet ind endnu. Skriv dem ind med email, slack eller teams: npm run -s admin -- people';

const exerciseWords = (data: string) =>
  `${data} er en øvemappe. Slack og Teams skal have en mappe med det rigtige ur: DATA=MAPPE`;

const otherWords = (id: string, found: string) =>
  `Historikken tilhører organisationen »${found}«, ikke »${id}«. Ret ORGANISATIONS, DATA eller STORE.`;

function nothingWords(id: string): string {
  const [slack] = Object.keys(slackSettings.shape);
  const [teams] = Object.keys(teamsSettings.shape);
  return `Hverken Slack eller Teams er sat op for organisationen »${id}«. Begynd med ${slack} eller ${teams}; se docs/settings.md.`;
}
