// The bot with exactly the scopes of its manifest does all its work; with one less, something fails. So each is needed.
import { afterEach, describe, expect, it } from 'vitest';
import { botScopes, methodScopes, type Scope } from '../../adapters/slack/scopes.ts';
import { commands } from '../../src/commands/index.ts';
import { round } from '../support/round.ts';
import { wordsOf } from '../support/slack/controls.ts';
import { type SlackOffice, slackIdOf, slackOffice, slackPeople } from '../support/slack/slack-office.ts';

const asked = Object.values(methodScopes).flat();
/** The others let Slack send something: they are needed by what the manifest subscribes to, and no call can miss them. */
const callable = botScopes.filter((scope) => asked.includes(scope));
const withMethods = Object.entries(methodScopes).flatMap(([name, scopes]) =>
  scopes.length > 0 ? [name] : [],
);

let office: SlackOffice;
afterEach(() => office.close());

async function officeWith(scopes: readonly Scope[]): Promise<void> {
  office = await slackOffice();
  const team = office.fake.world.teams.get('T1');
  if (team === undefined) throw new Error('no workspace');
  team.scopes = scopes;
  office.fake.addChannel({
    id: 'CPRIVAT',
    private: true,
    members: slackPeople.map(({ id }) => slackIdOf(id)),
  });
}

const missing = (): string[] =>
  office.fake.calls.filter(({ outcome }) => outcome === 'missing_scope').map(({ method }) => method);

/** The answer to a post gets lost, so that the bot looks whether it is there. */
const loseAnswer = (channel: string): unknown =>
  office.fake.next(
    'chat.postMessage',
    { fault: 'reset', work: 'done' },
    { when: (args) => args.channel === channel },
  );

/** A day of all that the bot can be asked: commands, forms, messages, cards with files, a front page, reminders. */
async function day(): Promise<void> {
  const anna = office.client.as(slackIdOf('sagsbehandler'));
  for (const line of round) await anna.slash('/taskforce', line);
  for (const [channel, municipality] of [
    ['CREGISTER', 'Vejen'],
    ['CPRIVAT', 'Odsherred'],
  ] as const) {
    await anna.slash('/taskforce', 'opsæt kanal', { channel });
    loseAnswer(channel);
    const file = office.fake.addFile({
      name: 'svar.pdf',
      bytes: Buffer.from(`Brev fra ${municipality}`),
      user: anna.id,
    });
    await anna.dm(`svar ${municipality} nej grund=overlap:"forløbet overlapper" brev=svar.pdf`, {
      files: [file],
    });
    await office.quiet();
    await anna.mention(channel, 'overblik 2025');
  }
  loseAnswer(anna.dmChannel);
  const said = await anna.dm('frister');
  loseAnswer(anna.dmChannel);
  await anna.dm('overblik 2025', { thread: said.post });
  await office.quiet();
  await anna.openHome();
  await anna.slash('/taskforce', 'fortryd');
  await anna.slash('/taskforce', 'bekræft C-1');
  await office.at('2025-02-10 09:00');
  await office.quiet();
  await anna.slash('/taskforce', 'notat Vejen note=…');
  await anna.fill(anna.view(), { Note: 'ringede' });
  await anna.submit(anna.view());
  await office.quiet();
}

describe('with the scopes of the manifest', () => {
  it('every method that needs a scope is called, and none is refused for lack of one', async () => {
    await officeWith(botScopes);
    await day();
    expect(missing()).toEqual([]);
    expect([office.fake.violations, office.faults]).toEqual([[], []]);
    const called = new Set(office.fake.calls.map(({ method }) => method));
    expect(withMethods.filter((method) => !called.has(method))).toEqual([]);
    for (const channel of ['CREGISTER', 'CPRIVAT']) {
      const letters = office.fake.posts(channel).filter(({ bot, files }) => bot !== null && files.length > 0);
      expect(letters.map(({ thread }) => thread !== null)).toEqual([true]);
    }
  });

  it('help lists the same commands as the core', async () => {
    await officeWith(botScopes);
    const anna = office.client.as(slackIdOf('sagsbehandler'));
    const { shown } = await anna.slash('/taskforce', 'hjælp');
    await office.quiet();
    const words = [shown, ...office.fake.responses, ...office.fake.ephemerals]
      .map((each) => JSON.stringify(each))
      .join('\n');
    expect(wordsOf(shown?.blocks ?? [])).not.toBe('');
    for (const { name, help } of commands) {
      expect(words).toContain(`"${name}"`);
      expect(words).toContain(help.da);
    }
  });
});

describe('without', () => {
  it.each(callable.filter((scope) => scope !== 'users:read.email'))(
    '%s, a method that needs it is refused',
    async (scope) => {
      await officeWith(botScopes.filter((each) => each !== scope));
      // What does not come, such as a form, ends the day early.
      await day().catch(() => {});
      await office.quiet();
      const needing = Object.entries(methodScopes).flatMap(([name, scopes]) =>
        scopes.includes(scope) ? [name] : [],
      );
      expect(missing().filter((method) => needing.includes(method))).not.toEqual([]);
    },
  );

  it('users:read.email, nobody is recognised by their address', async () => {
    await officeWith(botScopes.filter((scope) => scope !== 'users:read.email'));
    const { shown } = await office.client.as(slackIdOf('sagsbehandler')).slash('/taskforce', 'overblik');
    expect(wordsOf(shown?.blocks ?? [])).toContain('Jeg kender dig ikke');
  });

  it('the others, no event or command would come', () => {
    expect(botScopes.filter((scope) => !callable.includes(scope))).toEqual(['app_mentions:read', 'commands']);
  });
});
