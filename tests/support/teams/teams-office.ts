// The whole bot in front of a fake Bot Connector: real core, real door, guard and SDK, signed HTTP, people who write and press.
import { createHttpServer } from '../../../adapters/shared/http-server.ts';
import { openTeams, type Teams } from '../../../adapters/teams/start.ts';
import type { Bot } from '../../../src/bot.ts';
import { instantOf } from '../../../src/calendar/time.ts';
import { consolePeople } from '../../../src/config/people.ts';
import type { Documents, Memory, Person } from '../../../src/ports.ts';
import { memoryDirectory } from '../../../store/memory/directory.ts';
import { type BotParts, playedParts } from '../played-bot.ts';
import { playedWaits, realTimer } from '../played-time.ts';
import { runTo } from '../run-to.ts';
import { memoryInbox, sharedMemory } from '../shared-memory.ts';
import { type FakeConnector, startFakeConnector } from './fake-connector.ts';
import { type FakeFiles, startFakeFiles } from './fake-connector-files.ts';
import { appId, type Identity, startIdentity, tenant } from './identity.ts';
import { type TeamsClient, teamsClient } from './teams-client.ts';

export interface TeamsOffice {
  readonly fake: FakeConnector;
  /** OneDrive, for files that people send and take. */
  readonly files: FakeFiles;
  readonly client: TeamsClient;
  readonly bot: Bot;
  readonly parts: BotParts;
  /** Of the one that people's acts come to. */
  readonly teams: Teams;
  readonly memory: Memory;
  /** The reference and the fault of everything that went wrong. */
  readonly faults: unknown[];
  /** `2025-01-31 09:00`; minutes go by and the bot ticks. */
  at(time: string): Promise<void>;
  /** Time runs to there as it does in the program: the bot ticks whenever it can have something to say, at those times. */
  runTo(time: string, ticked?: (time: string) => void): Promise<void>;
  /** Everything that was begun is done: posts, cards, updates. */
  quiet(): Promise<void>;
  /** Another process takes over the ledger: `bot` and `teams` are then its own. */
  restart(): Promise<void>;
  /** One more process on the same ledger. */
  another(): Promise<Instance>;
  /** What people do comes to that one from now on; to the first where none is told. */
  balance(to?: Instance): void;
  close(): Promise<void>;
}

/** A process of the office. */
export interface Instance {
  readonly bot: Bot;
  readonly teams: Teams;
  readonly port: number;
}

/** The register's channel, which has nobody from outside, and one with a guest. */
export const registerChannel = '19:register@thread.tacv2';
export const openChannel = '19:aaben@thread.tacv2';

export const secret = 'en hemmelighed, der er mindst toogtredive tegn lang';

/** Everybody of the console's directory, by the object id in Entra. */
export const teamsPeople: readonly Person[] = consolePeople.map((each, index) => ({
  ...each,
  email: `${each.id}@ministeriet.dk`,
  teams: aadOf(index),
}));

function aadOf(index: number): string {
  return `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`;
}

export function userOf(person: string): string {
  return `29:${person}`;
}

export interface TeamsOfficeOptions {
  readonly start?: string;
  readonly people?: readonly Person[];
  /** A timer; the real one unless told. */
  readonly later?: (ms: number, work: () => void) => () => void;
  /** Only the words of a letter unless told. */
  readonly documents?: Documents;
  /** People who have the app in their own scope; everybody unless told. */
  readonly installed?: (person: string) => boolean;
  /** A register that another office shares; one of its own at `start` unless told. */
  readonly parts?: BotParts;
  /** Whether files that nobody has recorded are known to each process, as on PostgreSQL. */
  readonly sharesFiles?: boolean;
}

export async function teamsOffice({
  start = '2025-01-02 09:00',
  people = teamsPeople,
  later = realTimer,
  documents,
  installed = () => true,
  parts: given,
  sharesFiles = false,
}: TeamsOfficeOptions = {}): Promise<TeamsOffice> {
  const parts = given ?? (await playedParts(start));
  const played = playedWaits(() => Date.parse(parts.clock.now()));
  const { now } = played;
  const identity: Identity = await startIdentity();
  const files = await startFakeFiles({ now });
  const fake = await startFakeConnector({ now, tenant, bot: `28:${appId}` });
  for (const { id, name, email, teams = '' } of people)
    fake.addPerson({ id: userOf(id), aad: teams, name, ...(email ? { email } : {}), hasApp: installed(id) });
  const guest = {
    id: '29:gaest',
    aad: 'gaest',
    name: 'Gæst',
    email: 'gaest@firma.dk',
    role: 'guest' as const,
  };
  fake.addPerson(guest);
  fake.addPerson({
    id: '29:fremmed',
    aad: 'fremmed',
    name: 'Fremmed',
    email: 'ukendt@ministeriet.dk',
    hasApp: true,
  });
  const members = people.map((each) => userOf(each.id));
  fake.addConversation({ id: registerChannel, kind: 'channel', members });
  fake.addConversation({ id: openChannel, kind: 'channel', members: [...members, guest.id] });
  const faults: unknown[] = [];
  const onFault = (error: unknown, reference: string) => void faults.push([reference, error]);
  const directory = memoryDirectory(people);
  const memory = sharedMemory();
  const heldFiles = sharesFiles ? sharedMemory() : undefined;
  const refusals = sharedMemory();
  const inbox = memoryInbox();

  async function open() {
    const server = createHttpServer({ port: 0, onFault });
    const teams = await openTeams(
      {
        appId,
        tenant,
        password: 'x',
        secret,
        issuers: undefined,
        serviceOrigins: [new URL(fake.url).origin],
        openIdMetadataUrl: identity.openIdMetadataUrl,
        fileOrigins: [files.url],
      },
      {
        inbox,
        memory: memory.open(),
        heldFiles: heldFiles?.open(),
        people: () => directory.people(),
        contentOf: (sha256) => parts.files.get(sha256),
        urlOf: ({ sha256 }) => `https://bot.example/filer/${sha256}`,
        now,
        wait: played.wait,
        later,
        jitter: () => 0,
        onUnsent: () => undefined,
        onFault,
      },
    );
    const bot = await parts.createBot({
      directory,
      messenger: teams.messenger,
      refusals: refusals.open(),
      ...(documents ? { documents } : {}),
    });
    const stopWatching = parts.ledger.watch(
      () => void bot.settle().catch((error) => onFault(error, 'settle')),
    );
    server.route('/api/messages', teams.handle);
    teams.start(bot);
    await server.start();
    const stop = async () => {
      stopWatching();
      await Promise.all([server.stop(), teams.stop()]);
      await teams.close();
    };
    return { teams, bot, port: server.port ?? 0, stop };
  }

  let process = await open();
  const beside: Awaited<ReturnType<typeof open>>[] = [];
  let front: Instance | undefined;
  const client = teamsClient({ fake, files, now, port: () => (front ?? process).port, quiet });
  const settled = () => Promise.all([process, ...beside].map(({ bot }) => bot.settle()));

  async function quiet(): Promise<void> {
    await inbox.empty();
    await settled();
    // The work of a press whose answer came late goes on by itself.
    await fake.settled();
    await settled();
  }
  return {
    fake,
    files,
    client,
    get bot() {
      return process.bot;
    },
    get teams() {
      return (front ?? process).teams;
    },
    parts,
    memory: memory.open(),
    faults,
    async at(time) {
      parts.clock.set(instantOf(time.slice(0, 10), time.slice(11)) ?? '');
      await process.bot.tick();
      await process.bot.settle();
    },
    runTo: (time, ticked) => runTo(time, { parts, bot: process.bot, settled: quiet, ticked }),
    quiet,
    async restart() {
      await process.stop();
      process = await open();
    },
    async another() {
      const other = await open();
      beside.push(other);
      return other;
    },
    balance(to) {
      front = to;
    },
    async close() {
      for (const each of [...beside, process]) await each.stop();
      await Promise.all([fake.close(), files.close()]);
      await identity.stop();
    },
  };
}
