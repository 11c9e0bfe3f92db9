// A year in Slack and Teams at once: the journal holds no name, address or platform id of anybody, whatever happened.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Event, eventData, parseEvent } from '../../src/register/events.ts';
import { openLedger } from '../../store/lowdb/ledger.ts';
import { type BothOffice, bothOffice } from '../support/both-office.ts';
import { consoleOf } from '../support/round.ts';
import { withFolder } from '../support/run-console.ts';
import { slackIdOf } from '../support/slack/slack-office.ts';
import { registerChannel, teamsPeople, userOf } from '../support/teams/teams-office.ts';
import { eventOf, remove, stepsOf } from './played-year.ts';

const surnames = ['Quistorff', 'Zahrtmann', 'Xylander', 'Wivel', 'Quaade', 'Zoffmann', 'Worsaae'];

/** The people of the stories under names that stand nowhere else. */
const people = teamsPeople.map((each, index) => ({
  ...each,
  name: `Ygdra${index} ${surnames[index] ?? 'Xenius'}`,
  email: `ygdra${index}@hemmeligt.example`,
  ...(each.id === 'kontorchef' ? { slack: slackIdOf(each.id) } : {}),
}));

const secrets = people.flatMap(({ id, name, email, teams = '' }) => [
  ...name.split(' '),
  email,
  email.split('@')[0] ?? email,
  teams,
  slackIdOf(id),
  userOf(id),
]);

/** What the year does not bring. */
const more = [
  'ansøgning Køge voksenhandicap år=2026 status=modtaget',
  'ansøgning Køge voksenhandicap år=2026 status=tildelt',
  'rykker Køge',
  'notat Køge note="har ringet"',
  'leder: sprog engelsk',
  'omdelt Brev-1 bilag=117 dato=12-05-2025',
  'leder: indstilling påmindelser slags=orientering før="9,3" fra=01-02-2026',
  'svar Køge nej dato=31-12-2025 grund=overlap:"et forløb er i gang"',
  'frist luk Køge-børn-2026/orientering grund="udvalget ved det"',
  'udkast orientering 2026 sag="2026 - 1001"',
  'kontrol Brev-4 afklar=tal-runden note="resten er ansøgt"',
  'annullér Brev-4 grund="skrevet ved en fejl"',
  'plads Køge omlagt grund="det tager lang tid at udvælge nye kommuner"',
  'aktivitet læringsforløb år=2026 kommuner=Køge antal=2 erstatter=Køge',
  'aktivitet læringsforløb år=2026 kommuner=Køge status=holdt',
  'tilbud Solrød voksenhandicap år=2026 dato=31-12-2025',
  'tilbud træk Solrød år=2026 grund="et nyt ønske"',
  'notat Solrød note="har skrevet"',
  'fortryd',
  'bekræft C-2',
];

let o: BothOffice;
let journal = '';
const kept: string[] = [];

/** Every line is typed by its person, now in Slack, now in Teams; what has a file comes from the console. */
async function play(): Promise<void> {
  const console = consoleOf(() => o.bot);
  for (const { id } of people) await o.teams.client.as(id).event('installationUpdate', { action: 'add' });
  await o.teams.client.as('sagsbehandler').mentions(registerChannel, 'opsæt kanal');
  await o.slack.client
    .as(slackIdOf('sagsbehandler'))
    .slash('/taskforce', 'opsæt kanal', { channel: 'CREGISTER' });
  let turn = 0;
  for (const step of stepsOf('tests/stories/a-year.txt')) {
    if ('at' in step) {
      await o.at(step.at);
      continue;
    }
    const answers = o.bot.history().findLastIndex(({ type }) => type === 'answer-recorded') + 1;
    const line = step.line.replace(/^ret E-\d+/, `ret E-${answers}`);
    if (line.includes('brev=')) await console(`${step.as}: ${line}`);
    else if (turn++ % 2 === 0) await o.teams.client.as(step.as).says(line);
    else await o.slack.client.as(slackIdOf(step.as)).slash('/taskforce', line, { channel: 'CREGISTER' });
    await o.quiet();
  }
  await console(...more);
  const event = eventOf(o.bot.history(), 'offer-withdrawn');
  await remove(o.teams.parts, { event, field: 'reason' }, 'skrevet ved en fejl');
  await o.quiet();
}

/** The bytes of the history as the embedded store keeps it. */
async function journalOf(history: readonly Event[]): Promise<string> {
  return withFolder(async (directory) => {
    const ledger = await openLedger({ directory, parse: parseEvent, onWarning: () => undefined });
    for (let after = 0; after < history.length; ) {
      const cause = history[after]?.cause ?? '';
      const next = history.findIndex((event, index) => index > after && event.cause !== cause);
      const commit = history.slice(after, next < 0 ? history.length : next);
      await ledger.append(after, commit, cause);
      after += commit.length;
    }
    await ledger.close();
    return readFile(join(directory, 'journal.ndjson'), 'utf8');
  });
}

beforeAll(async () => {
  o = await bothOffice({ start: '2025-01-06 08:00', people });
  const { files } = o.teams.parts;
  const { put } = files;
  files.put = (bytes) => {
    kept.push(Buffer.from(bytes).toString('utf8'));
    return put(bytes);
  };
  await play();
  journal = await journalOf(await o.teams.parts.ledger.read(0));
}, 180_000);
afterAll(() => o.close());

describe('a played year', () => {
  it('has an event of nearly every type, so that nearly everything was tried', () => {
    const seen = new Set(o.bot.history().map(({ type }) => type));
    // What these hold can name nobody: days, a message's number, a platform's error code, municipalities' figures.
    const left = [
      'calendar-adopted',
      'danmarkskort-imported',
      'offers-proposed',
      'message-failed',
      'message-doubtful',
    ];
    expect(Object.keys(eventData).filter((type) => !seen.has(type as Event['type']))).toEqual(left);
  });

  it('leaves no name, address or platform id of anybody in the journal', () => {
    expect(journal.length).toBeGreaterThan(50_000);
    // Teams' name of somebody's own chat is opaque; the fake one is made of the person's id.
    const chats = people.map(({ id }) => o.teams.client.as(id).chat);
    const text = chats.reduce((words, chat) => words.replaceAll(chat, 'a:chat'), journal);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });

  it('leaves none in a file, though people were written to by name', () => {
    const said = JSON.stringify(people.map(({ id }) => o.teams.fake.messages(o.teams.client.as(id).chat)));
    expect([said.includes('Ygdra0'), kept.length > 10]).toEqual([true, true]);
    expect(secrets.filter((secret) => kept.some((text) => text.includes(secret)))).toEqual([]);
  });
});
