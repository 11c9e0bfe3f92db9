// The program itself in Teams, alone and beside Slack on one port, as an operator starts and stops it.
import { describe, expect, it, onTestFinished } from 'vitest';
import { enterCaseworker, startProgram } from '../support/program.ts';
import { withFolder } from '../support/run-console.ts';
import { startFakeSlack } from '../support/slack/fake-slack.ts';
import { slackClient } from '../support/slack/slack-client.ts';
import { startFakeConnector } from '../support/teams/fake-connector.ts';
import { appId, bearer, startIdentity, tenant } from '../support/teams/identity.ts';
import { sendTo } from '../support/teams/teams-requests.ts';
import { wordsOf } from '../support/teams/teams-screen.ts';

const aad = '00000000-0000-4000-8000-000000000001';
const anna = { id: '29:anna', aad, name: 'Anna', hasApp: true };
const signingSecret = 'en hemmelighed';

let count = 0;

/** Microsoft's side of it, with Anna in it, and the settings that lead there. */
async function teamsSide() {
  const identity = await startIdentity();
  const fake = await startFakeConnector({ tenant, bot: `28:${appId}` });
  onTestFinished(identity.stop);
  onTestFinished(fake.close);
  fake.addPerson(anna);
  const chat = fake.personal(anna).id;
  const env = {
    TEAMS_APP_ID: appId,
    TEAMS_TENANT_ID: tenant,
    TEAMS_APP_PASSWORD: 'en adgangskode',
    SEAL_SECRET: 'en hemmelighed, der er mindst toogtredive tegn lang',
    TEAMS_SERVICE_ORIGINS: fake.url,
    TEAMS_OPENID_URL: identity.openIdMetadataUrl,
    PORT: '0',
  };

  /** Anna writes; the status with which it was accepted. */
  async function says(port: number, text: string): Promise<number> {
    const seconds = Math.floor(Date.now() / 1_000);
    const authorization = bearer({ nbf: seconds - 60, exp: seconds + 3_600, serviceurl: fake.serviceUrl });
    const activity = {
      type: 'message',
      id: `m${++count}`,
      text,
      channelId: 'msteams',
      serviceUrl: fake.serviceUrl,
      from: { id: anna.id, name: anna.name, aadObjectId: aad },
      conversation: { id: chat, conversationType: 'personal', tenantId: tenant },
      recipient: { id: fake.bot },
      channelData: { tenant: { id: tenant } },
    };
    return (await sendTo(port, activity, { authorization })).status;
  }

  const told = () => fake.messages(chat).map(wordsOf).join('\n');
  const isTold = (words: string) => fake.until(() => told().includes(words), words);
  return { fake, env, says, told, isTold };
}

async function slackSide() {
  const slack = await startFakeSlack({
    users: [{ id: 'USAG', name: 'Anna', email: 'anna@ministeriet.dk' }],
    channels: [{ id: 'C1', members: ['USAG'] }],
  });
  onTestFinished(slack.close);
  const env = {
    SLACK_BOT_TOKEN: 'xoxb-1-test',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slack.apiUrl,
  };
  return { slack, env };
}

/** Started for the first time, and with Anna in its list. */
async function firstStart(folder: string, env: Readonly<Record<string, string>>) {
  const program = startProgram(folder, env);
  const port = await program.listening;
  await enterCaseworker(folder, { teams: aad, email: 'anna@ministeriet.dk' });
  return { ...program, port };
}

describe('the program in Teams', { timeout: 90_000 }, () => {
  it('keeps what it had accepted and could not finish before its farewell was over, for the next start', () =>
    withFolder(async (folder) => {
      const { fake, env, says, told, isTold } = await teamsSide();
      const first = await firstStart(folder, env);
      // The first answer waits longer than the farewell lasts; the second line waits behind it.
      const full = fake.next('send', { fault: 'status', status: 429, retryAfter: 24 }, { times: 100 });
      expect(await says(first.port, 'hjælp')).toBe(200);
      expect(await says(first.port, 'runde åbn 2025')).toBe(200);
      await fake.until(() => full.struck() > 0);
      expect(await first.stop()).toBe(0);
      expect(told()).not.toContain('Runden for 2025');
      fake.clearFaults();
      const second = startProgram(folder, env);
      await second.listening;
      await isTold('Runden for 2025 er åbnet');
      expect(await second.stop()).toBe(0);
    }));

  it('takes a message, records it, forgets nothing over a restart, and has loaded nothing of Slack’s', () =>
    withFolder(async (folder) => {
      const { fake, env, says, isTold } = await teamsSide();
      const first = await firstStart(folder, env);
      expect(await says(first.port, 'runde åbn 2025')).toBe(200);
      await isTold('Runden for 2025 er åbnet');
      expect(await first.stop()).toBe(0);
      expect([first.loaded('botframework-connector'), first.loaded('@slack/bolt')]).toEqual([true, false]);
      const again = startProgram(folder, env);
      await says(await again.listening, 'overblik 2025');
      await isTold('8 reserverede');
      expect(await again.stop()).toBe(0);
      expect(fake.violations).toEqual([]);
      expect(first.said() + again.said()).not.toMatch(/fejl|adgangskode/);
    }));

  it('that is asked to stop in the middle finishes what it has accepted', () =>
    withFolder(async (folder) => {
      const { fake, env, says, told, isTold } = await teamsSide();
      const first = await firstStart(folder, env);
      await says(first.port, 'runde åbn 2025');
      await isTold('er åbnet');
      const hangs = fake.next('send', { fault: 'hang', work: 'done' });
      await says(first.port, 'notat Vejen note="en"');
      await says(first.port, 'overblik 2025');
      await fake.until(() => hangs.struck() === 1);
      const ended = first.stop();
      hangs.release();
      expect(await ended).toBe(0);
      expect(told()).toContain('8 reserverede');
    }));

  it('that is killed in the middle does at the next start what it had accepted, once', () =>
    withFolder(async (folder) => {
      const { fake, env, says, told, isTold } = await teamsSide();
      const first = await firstStart(folder, env);
      await says(first.port, 'runde åbn 2025');
      await isTold('er åbnet');
      const hangs = fake.next('send', { fault: 'hang' });
      await says(first.port, 'overblik 2025');
      expect(await says(first.port, 'runde åbn 2026')).toBe(200);
      await fake.until(() => hangs.struck() === 1);
      await first.kill();
      fake.clearFaults();
      const again = startProgram(folder, env);
      await isTold('Runden for 2026 er åbnet');
      expect(told().split('Runden for 2026 er åbnet')).toHaveLength(2);
      expect(await again.stop()).toBe(0);
    }));

  it('is one at a time for a folder: the second one says so, and ends', () =>
    withFolder(async (folder) => {
      const { env } = await teamsSide();
      const first = startProgram(folder, env);
      await first.listening;
      const second = startProgram(folder, env);
      expect(await second.ended).not.toBe(0);
      expect(second.said()).toContain('Another process has the folder');
      expect(second.said()).not.toContain('    at ');
      expect(await first.stop()).toBe(0);
    }));
});

describe('the program in Teams and Slack at once', { timeout: 90_000 }, () => {
  it('serves both on one port, and they share a register', () =>
    withFolder(async (folder) => {
      const teams = await teamsSide();
      const { slack, env } = await slackSide();
      const program = await firstStart(folder, { ...teams.env, ...env });
      expect(program.said()).toContain('for Slack og Teams');
      await teams.says(program.port, 'runde åbn 2025');
      await teams.isTold('Runden for 2025 er åbnet');
      const url = `http://127.0.0.1:${program.port}/slack/events`;
      const inSlack = slackClient({ fake: slack, url, signingSecret }).as('USAG');
      expect((await inSlack.slash('/taskforce', 'overblik 2025', { channel: 'C1' })).body).toContain(
        '8 reserverede',
      );
      expect(await program.stop()).toBe(0);
      expect([program.loaded('botframework-connector'), program.loaded('@slack/bolt')]).toEqual([true, true]);
    }));

  it('in Slack alone has loaded nothing of Microsoft’s', () =>
    withFolder(async (folder) => {
      const { env } = await slackSide();
      const program = startProgram(folder, { ...env, PORT: '0' });
      await program.listening;
      expect(await program.stop()).toBe(0);
      expect(program.loaded('@slack/bolt')).toBe(true);
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
      const program = startProgram(folder, {
        ...good,
        SEAL_SECRET: 'hemmeligt',
        TEAMS_TENANT_ID: 'hemmeligt',
      });
      expect(await program.ended).toBe(2);
      const [said = ''] = program.said().split('PACKAGES');
      expect(said).toContain('SEAL_SECRET');
      expect(said).not.toContain('hemmeligt');
    }));
});
