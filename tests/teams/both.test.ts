// Slack and Teams on one register: what is decided on the one stands on the other, nobody is told twice, and both say the same.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { languages } from '../../src/language/index.ts';
import { type BothOffice, bothOffice } from '../support/both-office.ts';
import { consoleOf, letterInApproval, round, typesRecorded } from '../support/round.ts';
import { controlsOf, wordsOf as wordsOfBlocks } from '../support/slack/controls.ts';
import { slackIdOf } from '../support/slack/slack-office.ts';
import type { Post } from '../support/slack/world.ts';
import type { Message } from '../support/teams/fake-connector-world.ts';
import { registerChannel, teamsPeople } from '../support/teams/teams-office.ts';
import { wordsOf } from '../support/teams/teams-screen.ts';

const { cards: said, duties } = languages.da;
const approve = duties.buttons.approve(1);
const slackChannel = 'CREGISTER';

/** Kontorchef is in Slack alone, by the directory; the others are in Teams, and have an address by which Slack knows them, too. */
const people = teamsPeople.map(({ teams, ...each }) =>
  each.id === 'kontorchef'
    ? { ...each, slack: slackIdOf(each.id) }
    : { ...each, ...(teams ? { teams } : {}) },
);

let o: BothOffice;
beforeEach(async () => {
  o = await bothOffice({ people });
});
afterEach(async () => {
  await o.close();
  expect([...o.slack.fake.violations, ...o.teams.fake.violations]).toEqual([]);
  expect([...o.slack.faults, ...o.teams.faults]).toEqual([]);
});

const console = consoleOf(() => o.bot);
async function tell(...lines: readonly string[]): Promise<void> {
  await console(...lines);
  await o.quiet();
}
const inSlack = (person: string) => o.slack.client.as(slackIdOf(person));
const inTeams = (person: string) => o.teams.client.as(person);
const recorded = () => typesRecorded(o.bot.history());

async function withChannels(...lines: readonly string[]): Promise<void> {
  for (const { id } of people) await inTeams(id).event('installationUpdate', { action: 'add' });
  await tell(...round);
  await inTeams('sagsbehandler').mentions(registerChannel, 'opsæt kanal');
  await inSlack('sagsbehandler').slash('/taskforce', 'opsæt kanal', { channel: slackChannel });
  await tell(...lines);
}

function slackCard(words: string): Post {
  const found = o.slack.fake
    .posts(slackChannel)
    .filter((post) => post.bot !== null && post.thread === null && post.text.includes(words));
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`${found.length} cards in Slack say ${words}`);
  return only;
}

function teamsCard(words: string): Message {
  const found = o.teams.fake
    .messages(registerChannel)
    .filter((each) => each.conversation === registerChannel && wordsOf(each).includes(words));
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`${found.length} cards in Teams say ${words}`);
  return only;
}

const toChefInSlack = () =>
  o.slack.fake.posts(inSlack('kontorchef').dmChannel).filter(({ bot }) => bot !== null);
const slackButtons = ({ blocks }: Post) => controlsOf(blocks).map(({ labels }) => labels[0] ?? '');

describe('a decision', () => {
  it('in Teams is told on the card in Slack, and in the reminder there', async () => {
    await withChannels(...letterInApproval);
    await o.at('2025-01-03 09:00');
    const [reminder] = toChefInSlack();
    if (!reminder) throw new Error('no reminder in Slack');
    expect(slackButtons(reminder)).toContain(approve);
    await inTeams('kontorchef').presses(approve, { on: teamsCard('Brev-1, version 1') });
    await o.quiet();
    expect(recorded()).toContain('step-approved');
    expect(slackCard('Brev-1, version 1').text).toContain('godkendt af Kontorchef');
    expect(slackCard('Brev-1, version 1').text).toContain('Brevet venter på Afdelingschef');
    const [after] = toChefInSlack();
    expect(after?.text).toContain('godkendt af Kontorchef');
    expect(after && slackButtons(after)).not.toContain(approve);
    expect(wordsOf(teamsCard('Brev-1, version 1'))).toContain('godkendt af Kontorchef');
  });

  it('in Slack is told on the card in Teams, and in the reminder there', async () => {
    await withChannels(...letterInApproval);
    await inSlack('kontorchef').press(slackCard('Brev-1, version 1'), approve);
    await o.quiet();
    await o.at('2025-01-03 09:00');
    const head = inTeams('afdelingschef');
    const reminder = head.told('Brev-1');
    expect(head.buttons(reminder)).toContain(approve);
    await inSlack('afdelingschef').press(slackCard('Brev-1, version 1'), approve);
    await o.quiet();
    expect(head.words(reminder)).toContain('godkendt af Afdelingschef');
    expect(head.buttons(reminder)).not.toContain(approve);
    expect(wordsOf(teamsCard('Brev-1, version 1'))).toContain('Brevet venter på Departementschef');
  });

  it('that was made on the one cannot be made again on the other', async () => {
    await withChannels(...letterInApproval);
    const old = { ...teamsCard('Brev-1, version 1') };
    await inSlack('kontorchef').press(slackCard('Brev-1, version 1'), approve);
    await o.quiet();
    await inTeams('kontorchef').presses(approve, { on: old });
    expect(recorded().filter((type) => type === 'step-approved')).toHaveLength(1);
    expect(inTeams('kontorchef').words()).toContain('godkendt');
  });

  it('about a recording is taken back on both', async () => {
    await withChannels('svar Vejen nej');
    await inTeams('sagsbehandler').says('fortryd');
    await inTeams('sagsbehandler').presses('Bekræft');
    await o.quiet();
    expect(slackCard('Vejen har sagt nej').text).toContain('Fortrudt af Sagsbehandler');
    expect(wordsOf(teamsCard('Vejen har sagt nej'))).toContain('Fortrudt af Sagsbehandler');
  });
});

describe('words that sound like an approval', () => {
  it('get the button under the card of either', async () => {
    await withChannels(...letterInApproval);
    await inSlack('kontorchef').say(slackChannel, 'ok', { thread: slackCard('Brev-1, version 1') });
    await o.quiet();
    expect(o.slack.fake.ephemerals.at(-1)?.text).toContain(said.wordsApproveNothing);
    const chef = inTeams('kontorchef');
    await chef.mentions(registerChannel, 'ok', { under: teamsCard('Brev-1, version 1') });
    expect(chef.words()).toContain(said.wordsApproveNothing);
    expect(recorded()).not.toContain('step-approved');
  });
});

describe('a reminder', () => {
  it('comes to each once, where the directory says that the person is', async () => {
    await withChannels(...letterInApproval);
    const before = inTeams('kontorchef').reads().length;
    await o.at('2025-01-03 09:00');
    await o.at('2025-01-03 09:01');
    expect(toChefInSlack().filter((post) => slackButtons(post).includes(approve))).toHaveLength(1);
    expect(inTeams('kontorchef').reads()).toHaveLength(before);
    const toAnna = o.slack.fake.posts(inSlack('sagsbehandler').dmChannel).filter(({ bot }) => bot !== null);
    expect(toAnna.filter(({ text }) => text.includes('God morgen'))).toEqual([]);
  });

  it('goes to the other platform where the app is not there', async () => {
    await tell(...round, ...letterInApproval);
    await tell('kontorchef: godkend Brev-1 v=1');
    await o.at('2025-01-03 09:00');
    const posts = o.slack.fake.posts(inSlack('afdelingschef').dmChannel).filter(({ bot }) => bot !== null);
    expect(posts.filter((post) => slackButtons(post).includes(approve))).toHaveLength(1);
  });
});

describe('one core is one behaviour: the same line says the same on both', () => {
  const lines = [
    'hjælp',
    'hjælp svar',
    'overblik 2025',
    'frister',
    'frister alle dage=30',
    'forklar Vejen-børn-2025/orientering',
    'historik Vejen',
    'godkendelse vis Brev-1',
    'kontrol Brev-1',
    'kalender',
    'frist beregn 14-04-2025 10 arbejdsdage regel=dagen-efter',
    'frist tæl 14-04-2025 02-05-2025 medtag=begge',
    'prognose dage=14',
    'pr 02-01-2025 overblik 2025',
    'forside',
    'godkend Brev-1 v=1',
    'svar Vejn nej',
    'svar Vejen nej grund=overlap:"vi har ikke tid"',
    'svar Vejen nej',
    'findes ikke',
    'hvem har ikke svaret?',
    'Odsherred har sagt ja i dag',
  ];

  it.each(lines)('%s', async (line) => {
    await tell(...round, ...letterInApproval);
    // Greeted before.
    await inTeams('sagsbehandler').says('hjælp');
    await inSlack('sagsbehandler').dm('hjælp');
    await o.quiet();
    const slackBefore = o.slack.fake.posts(inSlack('sagsbehandler').dmChannel).length;
    const messages = await inTeams('sagsbehandler').says(line);
    await inSlack('sagsbehandler').dm(line);
    await o.quiet();
    const posts = o.slack.fake.posts(inSlack('sagsbehandler').dmChannel).slice(slackBefore);
    const slackSays = posts.filter(({ bot }) => bot !== null).flatMap(({ blocks }) => wordsOfBlocks(blocks));
    const teamsSays = messages.map(wordsOf);
    expect(teamsSays.join('').length).toBeGreaterThan(10);
    expect(plainWords(teamsSays)).toEqual(plainWords(slackSays));
  });
});

/** Words alone, each once: how a table or a paragraph is set is the platform's. */
function plainWords(said: readonly string[]): string[] {
  return [...new Set(said.join('\n').match(/[\p{L}\p{N}]+/gu))].toSorted();
}
