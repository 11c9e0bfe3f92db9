// From an empty folder to the first command, by the README's own lines: whoever follows them gets there.
import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdir, readFile, stat, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { withFolder } from '../support/run-console.ts';
import { startFakeSlack } from '../support/slack/fake-slack.ts';
import { slackClient } from '../support/slack/slack-client.ts';
import { startFakeConnector } from '../support/teams/fake-connector.ts';
import { appId, bearer, startIdentity, tenant } from '../support/teams/identity.ts';
import { message, sendTo } from '../support/teams/teams-requests.ts';
import { wordsOf } from '../support/teams/teams-screen.ts';

const signingSecret = 'en hemmelighed';

/** The project as somebody has just fetched it, with its packages installed. */
async function fetched(folder: string): Promise<string> {
  const project = join(folder, 'forloebsvagten');
  await mkdir(project);
  for (const part of ['src', 'adapters', 'store', 'manifest', 'package.json', 'tsconfig.json', 'build.mjs'])
    await cp(part, join(project, part), { recursive: true });
  await symlink(resolve('node_modules'), join(project, 'node_modules'));
  return project;
}

/** The lines of the README under that headline, without their remarks. */
async function linesUnder(headline: string): Promise<string[]> {
  const readme = await readFile('README.md', 'utf8');
  const [, block = ''] = /```sh\n([\s\S]*?)```/.exec(readme.slice(readme.indexOf(headline))) ?? [];
  return block
    .trim()
    .split('\n')
    .map((line) => line.replace(/ *#.*/, ''));
}

interface Said {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

function typed(line: string, cwd: string, env: Readonly<Record<string, string>>, answers = ''): Said {
  const { PATH = '', HOME = '' } = process.env;
  // A group of its own: npm, its shell and the program end together.
  const child = spawn('bash', ['-c', line], { cwd, env: { PATH, HOME, ...env }, detached: true });
  onTestFinished(() => {
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  });
  child.stdin.end(answers);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += String(chunk);
    });
  return { child, said: () => said, ended: new Promise((done) => child.once('close', done)) };
}

it(
  'the README leads from an empty folder to the first command in Slack and in Teams',
  { timeout: 120_000 },
  () =>
    withFolder(async (folder) => {
      const [init = '', doctor = '', start = ''] = await linesUnder('## Sæt den i drift');
      expect([init, doctor, start].every((line) => line.startsWith('npm run -s '))).toBe(true);
      const slack = await startFakeSlack({
        users: [{ id: 'USAG', name: 'Anna', email: 'anna@ministeriet.dk' }],
        channels: [{ id: 'C1', members: ['USAG'] }],
      });
      const identity = await startIdentity();
      const teams = await startFakeConnector({ tenant, bot: `28:${appId}` });
      for (const close of [slack.close, identity.stop, teams.close]) onTestFinished(close);
      const person = {
        id: '29:anna',
        aad: '00000000-0000-4000-8000-000000000001',
        name: 'Anna',
        hasApp: true,
        email: 'anna@ministeriet.dk',
      };
      teams.addPerson(person);
      const project = await fetched(folder);

      // A colleague’s answers, two of them mistyped; the port and the stand-ins come from the environment.
      const answers = [
        'måske',
        'nej',
        '',
        '0',
        '',
        'ja',
        '',
        'ja',
        'min app',
        appId,
        tenant,
        'nej',
        'Birgit Leder',
        'birgit@ministeriet.dk',
        'leder',
        'Anna',
        'anna',
        'anna@ministeriet.dk',
        '',
        'Birgit Leder',
        '',
      ];
      const asked = typed(init, project, {}, `${answers.join('\n')}\n`);
      expect([await asked.ended, asked.said()]).toEqual([0, expect.stringContaining('2 personer')]);
      expect(asked.said()).toContain('SLACK_BOT_TOKEN');
      const written = await readFile(join(project, 'forloebsvagten.env'), 'utf8');
      expect(written).toContain(`TEAMS_APP_ID=${appId}`);
      expect((await stat(join(project, 'forloebsvagten.env'))).mode & 0o077).toBe(0);
      const again = typed(init, project, {}, `${answers.join('\n')}\n`);
      expect([await again.ended, again.said()]).toEqual([2, expect.stringContaining('findes allerede')]);

      const early = typed(doctor, project, {});
      expect(await early.ended).toBe(1);
      for (const missing of ['SLACK_BOT_TOKEN mangler', 'TEAMS_APP_PASSWORD mangler', 'SEAL_SECRET mangler'])
        expect(early.said()).toContain(missing);

      const secrets = {
        SLACK_BOT_TOKEN: 'xoxb-1-test',
        SLACK_SIGNING_SECRET: signingSecret,
        SLACK_API_URL: slack.apiUrl,
        TEAMS_APP_PASSWORD: 'en adgangskode',
        SEAL_SECRET: 'en hemmelighed, der er mindst toogtredive tegn lang',
        TEAMS_SERVICE_ORIGINS: teams.url,
        TEAMS_OPENID_URL: identity.openIdMetadataUrl,
      };
      const examined = typed(doctor, project, secrets);
      expect([await examined.ended, examined.said()]).toEqual([
        0,
        expect.stringContaining('Klar: npm start'),
      ]);
      expect(examined.said()).not.toContain(signingSecret);

      const program = typed(start, project, secrets);
      const portOf = () => Number(/lytter på port (\d+) for Slack og Teams/.exec(program.said())?.[1]);
      await slack.until(() => portOf() > 0 || program.child.exitCode !== null);
      const port = portOf();
      const anna = slackClient({
        fake: slack,
        url: `http://127.0.0.1:${port}/slack/events`,
        signingSecret,
      }).as('USAG');
      const { body } = await anna.slash('/taskforce', 'runde åbn 2025', { channel: 'C1' });
      await slack.settled();
      expect(JSON.stringify([body, slack.responses])).toContain('Runden for 2025 er åbnet');
      const chat = teams.personal(person).id;
      const seconds = Math.floor(Date.now() / 1_000);
      const authorization = bearer({ nbf: seconds - 60, exp: seconds + 3_600, serviceurl: teams.serviceUrl });
      const activity = message('m1', 'overblik 2025', {
        serviceUrl: teams.serviceUrl,
        from: { id: person.id, name: person.name, aadObjectId: person.aad },
        conversation: { id: chat, conversationType: 'personal', tenantId: tenant },
        recipient: { id: teams.bot },
      });
      expect((await sendTo(port, activity, { authorization })).status).toBe(200);
      const told = () => teams.messages(chat).map(wordsOf).join('\n');
      await teams.until(() => told().includes('Overblik 2025'));
      expect(told()).toContain('8 reserverede');
      if (program.child.pid !== undefined) process.kill(-program.child.pid, 'SIGTERM');
      await program.ended;
      expect(program.said()).toContain('standset');
    }),
);
