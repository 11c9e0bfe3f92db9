// The platforms that one organisation is set up for, each behind its own path of the process's port.
import { setTimeout } from 'node:timers/promises';
import { createDownloads } from '../adapters/shared/downloads.ts';
import type { HttpServer } from '../adapters/shared/http-server.ts';
import type { Bot } from './bot.ts';
import type { OrganisationSettings, SlackSettings, TeamsSettings } from './config/environment.ts';
import { languages } from './language/index.ts';
import type { Messenger, Store } from './ports.ts';
import type { Event } from './register/events.ts';

/** A platform that has been opened. */
export interface Platform {
  readonly name: 'Slack' | 'Teams';
  readonly messenger: Messenger;
  /** Whether the outside reaches it by the process's port. */
  readonly isServed: boolean;
  start(bot: Bot): Promise<void>;
  /** Lets go of what was held for a while; called each minute. */
  tidy(): Promise<void>;
  /** Takes nothing more in, and lets what is under way finish. */
  stop(): Promise<void>;
  /** After the last that is to be posted, or when there is no time left for it. A second time does nothing. */
  close(): Promise<void>;
}

/** What a platform's adapter is handed of its organisation. */
export interface Surroundings {
  readonly store: Store<Event>;
  /** Whether other instances work on the same store. */
  readonly isShared: boolean;
  /** What comes in under the organisation's path. */
  readonly server: Pick<HttpServer, 'route'>;
  /** Where the outside reaches that path; without it there are no links to files. */
  readonly publicUrl: string | undefined;
  onUnsent(platform: string, reason: string): void;
  onFault(fault: unknown, reference: string): void;
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

type World = ReturnType<typeof worldOf>;

/** None where nothing is set up. What is not set up is not loaded. */
export async function openPlatforms(
  { id, sealSecret, slack, teams }: OrganisationSettings,
  here: Surroundings,
): Promise<Platform[]> {
  // The links name what Teams holds in memory, too; it is asked once it is there.
  let contentOf = here.store.files.get;
  const downloads =
    here.publicUrl !== undefined && sealSecret !== undefined
      ? createDownloads({
          publicUrl: here.publicUrl,
          secret: sealSecret,
          register: id,
          words: { expired: languages.da.cards.linkExpired, unknown: languages.da.cards.linkUnknown },
          now: Date.now,
          contentOf: (sha256) => contentOf(sha256),
        })
      : undefined;
  if (downloads) here.server.route('/filer/', downloads.handle);
  const world = worldOf(here, downloads?.urlOf);
  const platforms: Platform[] = [];
  if (slack) platforms.push(await openSlack(slack, world));
  if (teams && sealSecret !== undefined) {
    const opened = await openTeams(teams, sealSecret, world);
    contentOf = opened.contentOf;
    platforms.push(opened);
  }
  return platforms;
}

function worldOf(here: Surroundings, urlOf: ReturnType<typeof createDownloads>['urlOf'] | undefined) {
  const { directory, files } = here.store;
  return { ...here, ...timing, people: () => directory.people(), contentOf: files.get, urlOf };
}

async function openSlack(settings: SlackSettings, world: World): Promise<Platform> {
  const { openSlack: open } = await import('../adapters/slack/start.ts');
  const { SLACK_API_URL: apiUrl } = settings;
  const inbox = await world.store.inbox('slack');
  const opened = open(
    {
      botToken: settings.SLACK_BOT_TOKEN,
      signingSecret: settings.SLACK_SIGNING_SECRET,
      appToken: settings.SLACK_APP_TOKEN,
      workspaces: settings.SLACK_WORKSPACES,
      apiUrl,
      origin: apiUrl === undefined ? undefined : new URL(apiUrl).origin,
    },
    { ...world, inbox },
  );
  return {
    name: 'Slack',
    isServed: settings.SLACK_APP_TOKEN === undefined,
    tidy: async () => undefined,
    ...opened,
    async close() {
      await inbox.close();
      await opened.close();
    },
  };
}

async function openTeams(settings: TeamsSettings, secret: string, world: World) {
  const { openTeams: open } = await import('../adapters/teams/start.ts');
  const inbox = await world.store.inbox('teams');
  const opened = await open(
    {
      appId: settings.TEAMS_APP_ID,
      tenant: settings.TEAMS_TENANT_ID,
      password: settings.TEAMS_APP_PASSWORD,
      secret,
      serviceOrigins: settings.TEAMS_SERVICE_ORIGINS,
      issuers: settings.TEAMS_ISSUERS,
      openIdMetadataUrl: settings.TEAMS_OPENID_URL,
    },
    {
      ...world,
      inbox,
      memory: await world.store.memory('teams'),
      heldFiles: world.isShared ? await world.store.memory('teams-held') : undefined,
      jitter: Math.random,
      onUnsent: (reason) => world.onUnsent('teams', reason),
    },
  );
  world.server.route('/api/messages', opened.handle);
  const platform: Platform = {
    name: 'Teams',
    isServed: true,
    messenger: opened.messenger,
    start: async (bot) => opened.start(bot),
    tidy: opened.tidy,
    stop: opened.stop,
    async close() {
      await inbox.close();
      await opened.close();
    },
  };
  return { ...platform, contentOf: opened.contentOf };
}
