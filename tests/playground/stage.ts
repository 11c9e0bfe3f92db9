// A play's stage: the program, Microsoft's client in front of it, and a browser that shows the client to nobody.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Payload } from '../../adapters/shared/payload.ts';
import { freePort } from '../support/slack/free-port.ts';
import { appId, startIdentity, tenant } from '../support/teams/identity.ts';
import { secret } from '../support/teams/teams-office.ts';
import { type Client, clientOn } from './client.ts';
import { activityOf, peopleJson, type places, playgroundConfig } from './ministry.ts';
import { type Running, startPlayground, startProgram, tellConsole } from './processes.ts';
import { type Recorded, recordedIn } from './recording.ts';
import { type Exchange, startSigningProxy } from './signing-proxy.ts';

export interface Stage {
  /** What Karen, the head of the office, sits before. */
  readonly karen: Client;
  /** What the client has sent and the program has answered, oldest first. */
  readonly exchanges: readonly Exchange[];
  /** Through the client's own door for what its window cannot do; what the program answered. */
  sends(role: string, place: keyof typeof places, activity: Payload): Promise<Exchange>;
  /** The program stops and starts again, at that time: `2025-01-31T09:00+01:00`. */
  restartAt(time: string): Promise<void>;
  /** What the client has recorded, oldest first. */
  recorded(): Promise<readonly Recorded[]>;
  /** What the program has said on its standard error, through all its starts. */
  said(): string;
}

/** Where the pictures are put. */
const pictures = process.env.PLAYGROUND_PICTURES ?? join(tmpdir(), 'forloebsvagten-playground');

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** One stage for all plays of a file. `time` is the program's when it starts; `before` was told at the console. */
export function stage(time: string, before: readonly string[] = []): Stage {
  const closing: (() => Promise<unknown>)[] = [];
  let open: Stage | undefined;
  const opened = (): Stage => {
    if (open === undefined) throw new Error('no stage before the play');
    return open;
  };
  beforeAll(async () => {
    open = await openStage(time, before, closing);
  });
  afterAll(async () => {
    for (const close of closing.reverse()) await close();
    expect(open?.said()).not.toContain('fejl ');
  });
  return {
    get karen() {
      return opened().karen;
    },
    get exchanges() {
      return opened().exchanges;
    },
    sends: (...sent) => opened().sends(...sent),
    restartAt: (at) => opened().restartAt(at),
    recorded: () => opened().recorded(),
    said: () => opened().said(),
  };
}

/** Each part tells `closing` how it is closed as soon as it is open: what came before a fault is not left running. */
async function openStage(
  time: string,
  before: readonly string[],
  closing: (() => Promise<unknown>)[],
): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'playground-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, 'standard'));
  await writeFile(join(folder, 'standard', 'people.json'), peopleJson);
  const config = join(folder, '.m365agentsplayground.yml');
  await writeFile(config, playgroundConfig);
  if (before.length > 0) await tellConsole(folder, time, before);

  const identity = await startIdentity();
  closing.push(() => identity.stop());
  const [port, own] = [await freePort(), await freePort()];
  const origin = `http://localhost:${port}`;
  const programs: Running[] = [];
  let ahead = 0;
  async function start(at: string): Promise<void> {
    ahead = Date.parse(at) - Date.now();
    const program = await startProgram(folder, {
      CLOCK_STARTS: at,
      TEAMS_APP_ID: appId,
      TEAMS_TENANT_ID: tenant,
      TEAMS_APP_PASSWORD: 'x',
      TEAMS_OPENID_URL: identity.openIdMetadataUrl,
      TEAMS_SERVICE_ORIGINS: origin,
      SEAL_SECRET: secret,
      PUBLIC_URL: `http://127.0.0.1:${own}`,
      PORT: String(own),
    });
    programs.push(program);
  }
  await start(time);
  closing.push(async () => programs.at(-1)?.stop());

  const endpoint = `http://127.0.0.1:${own}/api/messages`;
  const proxy = await startSigningProxy({ endpoint, now: () => Date.now() + ahead });
  closing.push(() => proxy.stop());
  const recording = join(folder, 'recording.log');
  const playground = await startPlayground(folder, { port, endpoint: proxy.url, config, recording });
  closing.push(() => playground.stop());
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
  closing.push(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 1400 }, locale: 'da-DK' });
  await stayHere(page);
  await page.goto(origin, { waitUntil: 'commit' });

  return {
    karen: await clientOn(page, pictures),
    exchanges: proxy.exchanges,
    async sends(role, place, more) {
      const activity = { ...activityOf(role, place), serviceUrl: `${origin}/_connector`, ...more };
      const sent = await fetch(`${origin}/_internal/v1/customActivities`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(activity),
      });
      if (!sent.ok) throw new Error(`the client answers ${sent.status}`);
      return proxy.next((exchange) => exchange.activity.id === activity.id);
    },
    async restartAt(at) {
      const exit = await programs.at(-1)?.stop();
      if (exit !== 0) throw new Error(`the program ended with ${exit}`);
      await start(at);
    },
    recorded: () => recordedIn(recording),
    said: () => programs.map((program) => program.said()).join('\n'),
  };
}

/** The client asks Microsoft's servers for fonts. */
async function stayHere(page: Page): Promise<void> {
  await page.route('**/*', (route) => {
    const { hostname } = new URL(route.request().url());
    return hostname === 'localhost' || hostname === '127.0.0.1' ? route.continue() : route.abort();
  });
}
