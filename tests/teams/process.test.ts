// The program itself in Teams, alone and beside Slack on one port, as an operator starts and stops it.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readTeams } from '../../src/config.ts';
import { withFolder } from '../support/run-console.ts';
import { startFakeSlack } from '../support/slack/fake-slack.ts';
import { slackClient } from '../support/slack/slack-client.ts';
import { type FakeConnector, startFakeConnector } from '../support/teams/fake-connector.ts';
import { appId, bearer, startIdentity, tenant } from '../support/teams/identity.ts';
import { sendTo } from '../support/teams/teams-requests.ts';
import { wordsOf } from '../support/teams/teams-screen.ts';

const stops: (() => Promise<unknown>)[] = [];
const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const stop of stops.splice(0)) await stop();
});

const aad = '00000000-0000-4000-8000-000000000001';
const anna = { id: '29:anna', aad, name: 'Anna', hasApp: true };
const signingSecret = 'en hemmelighed';

/** Microsoft's side of it, with Anna in it, and the settings that lead there. */
async function teamsSide() {
  const identity = await startIdentity();
  const fake = await startFakeConnector({ tenant, bot: `28:${appId}` });
  stops.push(fake.close, identity.stop);
  fake.addPerson(anna);
  const env = {
    TEAMS_APP_ID: appId,
    TEAMS_TENANT_ID: tenant,
    TEAMS_APP_PASSWORD: 'en adgangskode',
    SEAL_SECRET: 'en hemmelighed, der er mindst toogtredive tegn lang',
    TEAMS_SERVICE_ORIGINS: fake.url,
    TEAMS_OPENID_URL: identity.openIdMetadataUrl,
    PORT: '0',
  };
  return { fake, env };
}

async function slackSide() {
  const slack = await startFakeSlack({
    users: [{ id: 'USAG', name: 'Anna', email: 'anna@ministeriet.dk' }],
    channels: [{ id: 'C1', members: ['USAG'] }],
  });
  stops.push(slack.close);
  const env = {
    SLACK_BOT_TOKEN: 'xoxb-1-test',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slack.apiUrl,
  };
  return { slack, env };
}

interface Program {
  readonly child: ChildProcess;
  /** What it has said so far. */
  said(): string;
  /** Resolves with the port once it listens. */
  readonly listening: Promise<number>;
  readonly ended: Promise<number | null>;
}

/** Says at its end which packages it has loaded. */
const tellsPackages = `data:text/javascript,${encodeURIComponent(`
  import { createRequire } from 'node:module';
  const { cache } = createRequire(process.cwd() + '/x');
  process.on('exit', () => console.error('PACKAGES ' + Object.keys(cache).join(' ')));
`)}`;

function start(folder: string, platforms: readonly string[], env: Readonly<Record<string, string>>): Program {
  const { PATH = '', HOME = '' } = process.env;
  const args = ['--import', 'tsx', '--import', tellsPackages, 'src/main.ts', ...platforms, '--data', folder];
  const child = spawn(process.execPath, args, {
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let said = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const listening = new Promise<number>((resolve, reject) => {
    child.stderr?.on('data', (chunk) => {
      said += String(chunk);
      const [, port] = /lytter på port (\d+)/.exec(said) ?? [];
      if (port) resolve(Number(port));
    });
    void ended.then(() => reject(new Error(`it ended: ${said}`)));
  });
  listening.catch(() => undefined);
  return { child, said: () => said, listening, ended };
}

const loaded = (program: Program, name: string): boolean =>
  (/PACKAGES (.*)/.exec(program.said())?.[1] ?? '').includes(`/node_modules/${name}/`);

/** The person of the console's list whom Anna is. */
async function isListed(folder: string): Promise<void> {
  const path = join(folder, 'standard', 'people.json');
  const people = await readFile(path, 'utf8');
  const named = `"id": "sagsbehandler", "teams": "${aad}", "email": "anna@ministeriet.dk",`;
  await writeFile(`${path}.new`, people.replace('"id": "sagsbehandler",', named));
  // The program may be reading it.
  await rename(`${path}.new`, path);
}

let count = 0;
/** Anna writes; the status with which it was accepted. */
async function says(port: number, fake: FakeConnector, text: string): Promise<number> {
  const seconds = Math.floor(Date.now() / 1_000);
  const authorization = bearer({ nbf: seconds - 60, exp: seconds + 3_600, serviceurl: fake.serviceUrl });
  const activity = {
    type: 'message',
    id: `m${++count}`,
    text,
    channelId: 'msteams',
    serviceUrl: fake.serviceUrl,
    from: { id: anna.id, name: anna.name, aadObjectId: aad },
    conversation: { id: fake.personal(anna).id, conversationType: 'personal', tenantId: tenant },
    recipient: { id: fake.bot },
    channelData: { tenant: { id: tenant } },
  };
  return (await sendTo(port, activity, { authorization })).status;
}

const told = (fake: FakeConnector): string => fake.messages(fake.personal(anna).id).map(wordsOf).join('\n');

describe('the program in Teams', { timeout: 90_000 }, () => {
  it('keeps what it had accepted and could not finish before its farewell was over, for the next start', () =>
    withFolder(async (folder) => {
      const { fake, env } = await teamsSide();
      const first = start(folder, ['--teams'], env);
      const port = await first.listening;
      await isListed(folder);
      // The first answer waits longer than the farewell lasts; the second line waits behind it.
      const full = fake.next('send', { fault: 'status', status: 429, retryAfter: 24 }, { times: 100 });
      expect(await says(port, fake, 'hjælp')).toBe(200);
      expect(await says(port, fake, 'runde åbn 2025')).toBe(200);
      await fake.until(() => full.struck() > 0);
      first.child.kill('SIGTERM');
      expect(await first.ended).toBe(0);
      expect(told(fake)).not.toContain('Runden for 2025');
      fake.clearFaults();
      const second = start(folder, ['--teams'], env);
      await second.listening;
      await fake.until(() => told(fake).includes('Runden for 2025 er åbnet'));
      second.child.kill('SIGTERM');
      expect(await second.ended).toBe(0);
    }));

  it('takes a message, records it, forgets nothing over a restart, and has loaded nothing of Slack’s', () =>
    withFolder(async (folder) => {
      const { fake, env } = await teamsSide();
      const first = start(folder, ['--teams'], env);
      const port = await first.listening;
      await isListed(folder);
      expect(await says(port, fake, 'runde åbn 2025')).toBe(200);
      await fake.until(() => told(fake).includes('Runden for 2025 er åbnet'));
      first.child.kill('SIGTERM');
      expect(await first.ended).toBe(0);
      expect([loaded(first, 'botframework-connector'), loaded(first, '@slack/bolt')]).toEqual([true, false]);
      const again = start(folder, ['--teams'], env);
      await says(await again.listening, fake, 'overblik 2025');
      await fake.until(() => told(fake).includes('8 reserverede'));
      again.child.kill('SIGTERM');
      expect(await again.ended).toBe(0);
      expect(fake.violations).toEqual([]);
      expect(first.said() + again.said()).not.toMatch(/fejl|adgangskode/);
    }));

  it('that is asked to stop in the middle finishes what it has accepted', () =>
    withFolder(async (folder) => {
      const { fake, env } = await teamsSide();
      const first = start(folder, ['--teams'], env);
      const port = await first.listening;
      await isListed(folder);
      await says(port, fake, 'runde åbn 2025');
      await fake.until(() => told(fake).includes('er åbnet'));
      const hangs = fake.next('send', { fault: 'hang', work: 'done' });
      await says(port, fake, 'notat Vejen note="en"');
      await says(port, fake, 'overblik 2025');
      await fake.until(() => hangs.struck() === 1);
      first.child.kill('SIGTERM');
      hangs.release();
      expect(await first.ended).toBe(0);
      expect(told(fake)).toContain('8 reserverede');
    }));

  it('that is killed in the middle does at the next start what it had accepted, once', () =>
    withFolder(async (folder) => {
      const { fake, env } = await teamsSide();
      const first = start(folder, ['--teams'], env);
      const port = await first.listening;
      await isListed(folder);
      await says(port, fake, 'runde åbn 2025');
      await fake.until(() => told(fake).includes('er åbnet'));
      const hangs = fake.next('send', { fault: 'hang' });
      await says(port, fake, 'overblik 2025');
      expect(await says(port, fake, 'runde åbn 2026')).toBe(200);
      await fake.until(() => hangs.struck() === 1);
      first.child.kill('SIGKILL');
      await first.ended;
      fake.clearFaults();
      const again = start(folder, ['--teams'], env);
      await fake.until(() => told(fake).includes('Runden for 2026 er åbnet'));
      expect(told(fake).split('Runden for 2026 er åbnet')).toHaveLength(2);
      again.child.kill('SIGTERM');
      expect(await again.ended).toBe(0);
    }));

  it('is one at a time for a folder: the second one says so, and ends', () =>
    withFolder(async (folder) => {
      const { env } = await teamsSide();
      const first = start(folder, ['--teams'], env);
      await first.listening;
      const second = start(folder, ['--teams'], env);
      expect(await second.ended).not.toBe(0);
      expect(second.said()).toContain('Another process has the folder');
      expect(second.said()).not.toContain('    at ');
      first.child.kill('SIGTERM');
      expect(await first.ended).toBe(0);
    }));
});

describe('the program in Teams and Slack at once', { timeout: 90_000 }, () => {
  it('serves both on one port, and they share a register', () =>
    withFolder(async (folder) => {
      const teams = await teamsSide();
      const { slack, env } = await slackSide();
      const program = start(folder, ['--slack', '--teams'], { ...teams.env, ...env });
      const port = await program.listening;
      await isListed(folder);
      expect(program.said()).toContain('for Slack og Teams');
      await says(port, teams.fake, 'runde åbn 2025');
      await teams.fake.until(() => told(teams.fake).includes('Runden for 2025 er åbnet'));
      const url = `http://127.0.0.1:${port}/slack/events`;
      const inSlack = slackClient({ fake: slack, url, signingSecret }).as('USAG');
      expect((await inSlack.slash('/taskforce', 'overblik 2025', { channel: 'C1' })).body).toContain(
        '8 reserverede',
      );
      program.child.kill('SIGTERM');
      expect(await program.ended).toBe(0);
      expect([loaded(program, 'botframework-connector'), loaded(program, '@slack/bolt')]).toEqual([
        true,
        true,
      ]);
    }));

  it('in Slack alone has loaded nothing of Microsoft’s', () =>
    withFolder(async (folder) => {
      const { env } = await slackSide();
      const program = start(folder, ['--slack'], { ...env, PORT: '0' });
      await program.listening;
      program.child.kill('SIGTERM');
      expect(await program.ended).toBe(0);
      expect(loaded(program, '@slack/bolt')).toBe(true);
      expect(program.said()).not.toMatch(/node_modules\/(botbuilder|botframework)/);
    }));
});

describe('settings that are wrong', { timeout: 60_000 }, () => {
  const secret = 'hemmeligt hemmeligt hemmeligt hemmeligt';
  const good = {
    TEAMS_APP_ID: appId,
    TEAMS_TENANT_ID: tenant,
    TEAMS_APP_PASSWORD: secret,
    SEAL_SECRET: secret,
  };

  it('stop the start, by their names and without their values', () =>
    withFolder(async (folder) => {
      const program = start(folder, ['--teams'], {
        ...good,
        SEAL_SECRET: 'hemmeligt',
        TEAMS_TENANT_ID: 'hemmeligt',
      });
      expect(await program.ended).toBe(2);
      const [said = ''] = program.said().split('PACKAGES');
      expect(said).toContain('SEAL_SECRET');
      expect(said).not.toContain('hemmeligt');
    }));

  it.each([
    ['none at all', undefined, 'TEAMS_APP_ID, TEAMS_TENANT_ID, SEAL_SECRET'],
    ['an app id that is none', { TEAMS_APP_ID: 'hemmeligt' }, 'TEAMS_APP_ID'],
    ['a tenant that is none', { TEAMS_TENANT_ID: 'hemmeligt' }, 'TEAMS_TENANT_ID'],
    ['a seal that is too short', { SEAL_SECRET: 'hemmeligt' }, 'SEAL_SECRET'],
    ['a password beside a managed identity', { TEAMS_MANAGED_IDENTITY: 'ja' }, 'TEAMS_APP_PASSWORD'],
    ['neither a password nor a managed identity', { TEAMS_APP_PASSWORD: '' }, 'TEAMS_APP_PASSWORD'],
    ['an origin that is none', { TEAMS_SERVICE_ORIGINS: 'hemmeligt' }, 'TEAMS_SERVICE_ORIGINS'],
    ['an issuer that is none', { TEAMS_ISSUERS: 'hemmeligt' }, 'TEAMS_ISSUERS'],
  ])('(%s) are named alone', (_, changed, names) => {
    const read = readTeams(changed ? { ...good, ...changed } : {});
    expect(read).toEqual({ wrong: `${names}: mangler eller er forkert; se docs/teams.md` });
  });

  it('are others than those that are right', () => {
    expect(readTeams(good)).toMatchObject({ appId, tenant, password: secret, secret });
  });
});
