// The process as an operator meets it at night: its pages, its log, its exit codes, and what it does with a fault.
import { appendFile, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { languages } from '../../src/language/index.ts';
import { enterCaseworker, startProgram } from '../support/program.ts';
import { withFolder } from '../support/run-console.ts';
import { startFakeSlack } from '../support/slack/fake-slack.ts';
import { slackClient } from '../support/slack/slack-client.ts';

const signingSecret = 'en hemmelighed, som ingen må se';

async function workspace() {
  const fake = await startFakeSlack({
    users: [{ id: 'USAG', name: 'Anna', email: 'anna@ministeriet.dk' }],
    channels: [{ id: 'C1', members: ['USAG'] }],
  });
  onTestFinished(fake.close);
  const env = {
    SLACK_BOT_TOKEN: 'xoxb-1-test',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: fake.apiUrl,
    PORT: '0',
  };
  return { fake, env };
}

async function serving(folder: string, more: Readonly<Record<string, string>> = {}) {
  const { fake, env } = await workspace();
  const program = startProgram(folder, { ...env, ...more });
  const port = await program.listening;
  await enterCaseworker(folder, { email: 'anna@ministeriet.dk' });
  const anna = slackClient({ fake, url: `http://127.0.0.1:${port}/slack/events`, signingSecret }).as('USAG');
  const types = (text: string) => anna.slash('/taskforce', text, { channel: 'C1' });
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: response.status, text: await response.text() };
  };
  /** The log's lines that are JSON. */
  const log = () =>
    program
      .said()
      .split('\n')
      .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
  return { fake, program, types, get, log };
}

/** Loaded into the process: a fault that nobody foresaw, when it is sent SIGUSR2. */
const breaksOnSignal = `data:text/javascript,${encodeURIComponent(
  "process.on('SIGUSR2', () => { Promise.reject(new Error('noget uforudset')); });",
)}`;

/** Loaded into the process: a disk whose first sync of data fails; what comes after seems to succeed, as it does. */
const failsFirstSync = `data:text/javascript,${encodeURIComponent(`
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const { fdatasync } = fs;
  let syncs = 0;
  const failure = Object.assign(new Error('EIO: i/o error'), { code: 'EIO' });
  fs.fdatasync = (fd, done) => (++syncs === 1 ? done(failure) : fdatasync(fd, done));
  syncBuiltinESMExports();
`)}`;

describe('the process', { timeout: 60_000 }, () => {
  it('is alive, ready and counted on the port that serves Slack', () =>
    withFolder(async (folder) => {
      const { types, get } = await serving(folder);
      await types('runde åbn 2025');
      expect(await get('/healthz')).toEqual({ status: 200, text: 'ok\n' });
      expect(await get('/readyz')).toEqual({ status: 200, text: 'ok\n' });
      const { text } = await get('/metrics');
      expect(text).toMatch(/command_seconds_count\{.*command="runde åbn",outcome="gjort"\} 1/);
      expect(text).toMatch(/forloebsvagten_ledger_version\{organisation="standard"\} \d+/);
    }));

  it('tells in its log what was done, by whom and by which click, and neither words nor secrets', () =>
    withFolder(async (folder) => {
      const { types, log, program } = await serving(folder);
      await types('runde åbn 2025');
      await types('svar Hemmelighedsborg nej');
      expect(await program.stop()).toBe(0);
      const [opened, refused] = log().filter(({ msg }) => msg === 'kommando');
      expect(opened).toMatchObject({
        organisation: 'standard',
        by: 'sagsbehandler',
        via: 'slack',
        outcome: 'gjort',
      });
      const commit = log().find(({ msg, cause }) => msg === 'registreret' && cause === opened.cause);
      expect(commit).toMatchObject({ types: ['round-opened'] });
      expect(refused).toMatchObject({ command: 'svar', outcome: expect.stringMatching(/^[a-z-]+$/) });
      expect(program.said()).not.toMatch(/Hemmelighedsborg|en hemmelighed|xoxb-1-test/);
      expect(log().at(-1)).toMatchObject({ msg: 'standset', code: 0 });
    }));

  it('lets nobody send more than so many commands at once, and says when to go on', () =>
    withFolder(async (folder) => {
      const { types, fake } = await serving(folder, { COMMANDS_PER_MINUTE: '1' });
      const bodies: string[] = [];
      for (let count = 0; count < 22; count++) bodies.push((await types('hjælp')).body);
      await fake.settled();
      const [said = ''] = languages.da.refusals['too-many']({ perMinute: 1, seconds: 1 }).split(/[,.:]/);
      const isRefused = (body: string) => body.includes(said);
      expect(bodies.map(isRefused).indexOf(true)).toBe(20);
    }));

  it('that meets a fault nobody foresaw finishes what it has, and ends for its supervisor', () =>
    withFolder(async (folder) => {
      const { program, fake, types, log } = await serving(folder, {
        NODE_OPTIONS: `--import ${breaksOnSignal}`,
      });
      const slow = fake.next('users.info', { fault: 'hang' });
      const underWay = types('runde åbn 2025');
      await fake.until(() => slow.struck() === 1);
      program.signal('SIGUSR2');
      await fake.until(() => log().some(({ msg }) => msg === 'fejl uventet'));
      slow.release();
      const { body } = await underWay;
      expect(await program.ended).toBe(1);
      expect(JSON.stringify([body, fake.responses])).toContain('Runden for 2025 er åbnet');
      expect(await readFile(join(folder, 'standard', 'journal.ndjson'), 'utf8')).toContain('round-opened');
    }));

  it('whose history a stranger has written to records no more, and ends so that nobody starts it again unseen', () =>
    withFolder(async (folder) => {
      const { program, types, log } = await serving(folder);
      await appendFile(join(folder, 'standard', 'journal.ndjson'), 'fremmed\n');
      const { status } = await types('runde åbn 2025');
      expect(status).toBe(200);
      expect(await program.ended).toBe(74);
      expect(log().find(({ msg }) => msg === 'fejl lager')).toMatchObject({ level: 'error' });
    }));

  it('whose port is taken says so, and ends', () =>
    withFolder(async (folder) => {
      const other = createServer();
      await new Promise<void>((resolve) => other.listen(0, resolve));
      onTestFinished(() => void other.close());
      const address = other.address();
      const { env } = await workspace();
      const PORT = String(typeof address === 'object' ? address?.port : '');
      const program = startProgram(folder, { ...env, PORT });
      expect(await program.ended).toBe(1);
      expect(program.said()).toContain('EADDRINUSE');
    }));

  it('whose second organisation cannot be opened lets go of the first, and ends', () =>
    withFolder(async (folder) => {
      const [{ env }, nord] = [await workspace(), await workspace()];
      nord.fake.next('auth.test', { fault: 'error', error: 'invalid_auth' });
      const program = startProgram(folder, {
        ...env,
        ORGANISATIONS: 'standard,nord',
        NORD__SLACK_BOT_TOKEN: 'xoxb-2-test',
        NORD__SLACK_SIGNING_SECRET: signingSecret,
        NORD__SLACK_API_URL: nord.fake.apiUrl,
      });
      expect(await program.ended).toBe(1);
      expect(program.said()).toContain('invalid_auth');
    }));

  it('whose disk cannot sync at the start ends so that nobody starts it again unseen', () =>
    withFolder(async (folder) => {
      const { program } = await serving(folder);
      expect(await program.stop()).toBe(0);
      const { env } = await workspace();
      const again = startProgram(folder, { ...env, NODE_OPTIONS: `--import ${failsFirstSync}` });
      expect(await again.ended, again.said()).toBe(74);
    }));

  it('that nothing is set up for says where to begin', () =>
    withFolder(async (folder) => {
      const program = startProgram(folder, {});
      expect(await program.ended).toBe(1);
      expect(program.said()).toContain('Begynd med SLACK_BOT_TOKEN eller TEAMS_APP_ID');
    }));
});
