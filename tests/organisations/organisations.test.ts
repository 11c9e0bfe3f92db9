// Two organisations in one process, as an operator sets them up: each has its own history, people, files and keys, and whatever
// is tried, nothing of the one is seen or done in the other.
import { readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDownloads } from '../../adapters/shared/downloads.ts';
import { languages } from '../../src/language/index.ts';
import { openFiles } from '../../store/lowdb/files.ts';
import { enterCaseworker, startProgram } from '../support/program.ts';
import { withFolder } from '../support/run-console.ts';
import { startFakeSlack } from '../support/slack/fake-slack.ts';
import { slackClient } from '../support/slack/slack-client.ts';
import { startFakeConnector } from '../support/teams/fake-connector.ts';
import { appId, bearer, startIdentity, tenant } from '../support/teams/identity.ts';
import { message, sendTo } from '../support/teams/teams-requests.ts';

const seal = 'den samme forsegling begge steder, ved en fejl';
const signingSecrets = { standard: 'den enes hemmelighed', nord: 'den andens hemmelighed' } as const;
type Id = keyof typeof signingSecrets;
const pathOf = { standard: '', nord: '/nord' } as const;

async function workspace(id: Id) {
  const fake = await startFakeSlack({
    users: [{ id: 'USAG', name: 'Anna', email: `anna@${id}.dk` }],
    channels: [{ id: 'C1', members: ['USAG'] }],
  });
  onTestFinished(fake.close);
  const prefix = id === 'standard' ? '' : 'NORD__';
  const env = {
    [`${prefix}SLACK_BOT_TOKEN`]: 'xoxb-1-test',
    [`${prefix}SLACK_SIGNING_SECRET`]: signingSecrets[id],
    [`${prefix}SLACK_API_URL`]: fake.apiUrl,
    [`${prefix}SEAL_SECRET`]: seal,
  };
  return { fake, env };
}

/** Both served, with Anna in both, by another address in each. */
async function bothServed(folder: string, more: Readonly<Record<string, string>> = {}) {
  const sides = { standard: await workspace('standard'), nord: await workspace('nord') };
  const env = { ORGANISATIONS: 'standard nord', PORT: '0', PUBLIC_URL: 'http://bot.example', ...more };
  const program = startProgram(folder, { ...env, ...sides.standard.env, ...sides.nord.env });
  const port = await program.listening;
  for (const id of ['standard', 'nord'] as const)
    await enterCaseworker(folder, { email: `anna@${id}.dk` }, id);
  const url = (id: Id) => `http://127.0.0.1:${port}${pathOf[id]}`;
  /** Somebody of `id`, writing to the door of `at`. */
  const anna = (id: Id, at: Id = id) => {
    const road = { fake: sides[id].fake, url: `${url(at)}/slack/events`, signingSecret: signingSecrets[id] };
    return slackClient(road).as('USAG');
  };
  const journal = (id: Id) => readFile(join(folder, id, 'journal.ndjson'), 'utf8');
  return { program, port, sides, url, anna, journal };
}

const yearsOpened = (journal: string) =>
  journal
    .trim()
    .split('\n')
    .flatMap((commit) => JSON.parse(commit).events)
    .filter(({ type }) => type === 'round-opened')
    .map(({ data }) => data.year);

const line = (text: string) => ['/taskforce', text, { channel: 'C1' }] as const;

describe('two organisations in one process', { timeout: 90_000 }, () => {
  it('have each their own register, in a folder of its own', () =>
    withFolder(async (folder) => {
      const { anna, journal, program } = await bothServed(folder);
      expect((await anna('standard').slash(...line('runde åbn 2025'))).body).toContain(
        'Runden for 2025 er åbnet',
      );
      expect((await anna('nord').slash(...line('overblik 2025'))).body).not.toContain('8 forløb');
      expect((await anna('nord').slash(...line('runde åbn 2026'))).body).toContain(
        'Runden for 2026 er åbnet',
      );
      expect(yearsOpened(await journal('standard'))).toEqual([2025]);
      expect(yearsOpened(await journal('nord'))).toEqual([2026]);
      expect((await readdir(folder)).sort()).toEqual(['nord', 'standard']);
      expect(await program.stop()).toBe(0);
    }));

  it('take no delivery that is signed for the other', () =>
    withFolder(async (folder) => {
      const { anna, journal } = await bothServed(folder);
      const before = [await journal('standard'), await journal('nord')];
      expect(await anna('standard', 'nord').slash(...line('runde åbn 2025'))).toMatchObject({ status: 401 });
      expect(await anna('nord', 'standard').slash(...line('runde åbn 2025'))).toMatchObject({ status: 401 });
      expect([await journal('standard'), await journal('nord')]).toEqual(before);
    }));

  it('know each its own people alone', () =>
    withFolder(async (folder) => {
      const { sides, url, journal } = await bothServed(folder);
      const { fake } = sides.nord;
      // Known in the other organisation by this very address.
      fake.addUser({ id: 'UBO', name: 'Bo', email: 'anna@standard.dk' });
      const road = { fake, url: `${url('nord')}/slack/events`, signingSecret: signingSecrets.nord };
      const { body } = await slackClient(road).as('UBO').slash('/taskforce', 'runde åbn 2025');
      await fake.settled();
      const [said = ''] = languages.da.cards.stranger('UBO').split(',');
      expect(JSON.stringify([body, fake.responses])).toContain(said);
      expect(await journal('nord')).not.toContain('round-opened');
    }));

  it('serve no file of the other, even sealed with the same words', () =>
    withFolder(async (folder) => {
      const { url, program } = await bothServed(folder);
      const bytes = Buffer.from('Nords brev');
      const sha256 = await openFiles(join(folder, 'nord')).put(bytes);
      const link = createDownloads({
        secret: seal,
        register: 'nord',
        publicUrl: 'http://x',
        words: { expired: '', unknown: '' },
        now: Date.now,
        contentOf: async () => undefined,
      }).urlOf({ name: 'brev.txt', mediaType: 'text/plain', sha256 });
      const path = new URL(link).pathname;
      const status = async (id: Id) => (await fetch(`${url(id)}${path}`)).status;
      expect([await status('nord'), await status('standard')]).toEqual([200, 404]);
      expect(program.isRunning()).toBe(true);
    }));

  it('take no activity of the other’s app in Teams', () =>
    withFolder(async (folder) => {
      const identity = await startIdentity();
      const fake = await startFakeConnector({ tenant, bot: `28:${appId}` });
      onTestFinished(identity.stop);
      onTestFinished(fake.close);
      const teams = (app: string) => ({
        TEAMS_APP_ID: app,
        TEAMS_TENANT_ID: tenant,
        TEAMS_APP_PASSWORD: 'en adgangskode',
        TEAMS_SERVICE_ORIGINS: fake.url,
        TEAMS_OPENID_URL: identity.openIdMetadataUrl,
      });
      const other = '99999999-9999-4999-8999-999999999999';
      const nords = Object.entries(teams(other)).map(([name, value]) => [`NORD__${name}`, value]);
      const { port } = await bothServed(folder, { ...teams(appId), ...Object.fromEntries(nords) });
      const anna = { id: '29:anna', aad: '00000000-0000-4000-8000-000000000001', name: 'Anna', hasApp: true };
      fake.addPerson(anna);
      const seconds = Math.floor(Date.now() / 1_000);
      const authorization = bearer({ nbf: seconds - 60, exp: seconds + 3_600, serviceurl: fake.serviceUrl });
      const activity = message('m1', 'runde åbn 2025', {
        serviceUrl: fake.serviceUrl,
        from: { id: anna.id, name: anna.name, aadObjectId: anna.aad },
        conversation: { id: fake.personal(anna).id, conversationType: 'personal', tenantId: tenant },
        recipient: { id: fake.bot },
      });
      const send = (path: string) => sendTo(port, activity, { authorization, path });
      expect([(await send('/nord/api/messages')).status, (await send('/api/messages')).status]).toEqual([
        401, 200,
      ]);
    }));

  it('a folder that is the other’s is refused by name', () =>
    withFolder(async (folder) => {
      const { env } = await workspace('nord');
      const first = startProgram(folder, { ORGANISATIONS: 'nord', PORT: '0', ...env });
      await first.listening;
      expect(await first.stop()).toBe(0);
      await rename(join(folder, 'nord'), join(folder, 'syd'));
      const syd = Object.entries(env).map(([name, value]) => [name.replace('NORD__', 'SYD__'), value]);
      const second = startProgram(folder, { ORGANISATIONS: 'syd', PORT: '0', ...Object.fromEntries(syd) });
      expect(await second.ended).toBe(1);
      expect(second.said()).toContain('tilhører organisationen »nord«, ikke »syd«');
    }));
});
