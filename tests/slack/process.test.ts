// The program itself in Slack, as an operator starts and stops it.
import { afterEach, describe, expect, it } from 'vitest';
import { enterCaseworker, startProgram } from '../support/program.ts';
import { withFolder } from '../support/run-console.ts';
import { type FakeSlack, startFakeSlack } from '../support/slack/fake-slack.ts';
import { slackClient } from '../support/slack/slack-client.ts';

const signingSecret = 'en hemmelighed';
let fake: FakeSlack | undefined;
afterEach(async () => {
  await fake?.close();
  fake = undefined;
});

const start = (folder: string, env: Readonly<Record<string, string>>) => startProgram(folder, env);

describe('the program in Slack', () => {
  it(
    'takes a command, and asked to stop in the middle of it lets nobody in, answers, and has it recorded',
    { timeout: 60_000 },
    () =>
      withFolder(async (folder) => {
        fake = await startFakeSlack({
          users: [{ id: 'USAG', name: 'Anna', email: 'anna@ministeriet.dk' }],
          channels: [{ id: 'C1', members: ['USAG'] }],
        });
        const env = {
          SLACK_BOT_TOKEN: 'xoxb-1-test',
          SLACK_SIGNING_SECRET: signingSecret,
          SLACK_API_URL: fake.apiUrl,
          PORT: '0',
        };
        const first = start(folder, env);
        await first.listening;
        expect(first.said()).toContain('npm run -s admin -- people');
        await enterCaseworker(folder, { email: 'anna@ministeriet.dk' });
        const url = `http://127.0.0.1:${await first.listening}/slack/events`;
        const anna = slackClient({ fake, url, signingSecret }).as('USAG');
        const slow = fake.next('users.info', { fault: 'hang' });
        const underWay = anna.slash('/taskforce', 'runde åbn 2025', { channel: 'C1' });
        await fake.until(() => slow.struck() === 1);
        const health = () => fetch(url.replace('/slack/events', '/healthz')).then(({ status }) => status);
        expect(await health()).toBe(200);
        const ended = first.stop();
        while ((await health().catch(() => 'closed')) !== 'closed');
        expect(first.isRunning()).toBe(true);
        slow.release();
        const said = await underWay;
        expect(said.status).toBe(200);
        expect(await ended).toBe(0);
        // By the response_url where the machine was slow.
        expect(JSON.stringify([said.body, fake.responses])).toContain('Runden for 2025 er åbnet');
        const again = start(folder, env);
        const here = slackClient({
          fake,
          url: `http://127.0.0.1:${await again.listening}/slack/events`,
          signingSecret,
        }).as('USAG');
        expect((await here.slash('/taskforce', 'overblik 2025', { channel: 'C1' })).body).toContain(
          '8 reserverede',
        );
        expect(await again.stop()).toBe(0);
        expect(fake.violations).toEqual([]);
      }),
  );

  it('says which settings are missing, and never repeats a secret', () =>
    withFolder(async (folder) => {
      const program = start(folder, { SLACK_BOT_TOKEN: 'hemmeligt', SLACK_SIGNING_SECRET: '' });
      expect(await program.ended).toBe(2);
      expect(program.said()).toContain('SLACK_BOT_TOKEN');
      expect(program.said()).toContain('SLACK_SIGNING_SECRET');
      expect(program.said()).not.toContain('hemmeligt');
    }));

  it('says that Slack does not take the token, and ends', () =>
    withFolder(async (folder) => {
      fake = await startFakeSlack({});
      const program = start(folder, {
        SLACK_BOT_TOKEN: 'xoxb-forkert',
        SLACK_SIGNING_SECRET: signingSecret,
        SLACK_API_URL: fake.apiUrl,
      });
      expect(await program.ended).toBe(1);
      expect(program.said()).toContain('invalid_auth');
    }));
});
