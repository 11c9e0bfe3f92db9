// Whatever is typed, named or attached comes out as the words that it is: in no message, dialog, offer or link is it ever more.
// All that was shown is judged after each test: Microsoft's renderer finds nothing in it but text and the bot's own buttons.
import { afterEach, describe, expect, it } from 'vitest';
import { languages } from '../../src/language/index.ts';
import { typeable, unevenText } from '../support/hostile.ts';
import { round } from '../support/round.ts';
import { mrkdwnAttacks } from '../support/slack/hostile.ts';
import { cardProblems } from '../support/teams/card-check.ts';
import { everyCard } from '../support/teams/each-office.ts';
import { cardAttacks } from '../support/teams/hostile.ts';
import { allOf } from '../support/teams/read-card.ts';
import { registerChannel, teamsPeople } from '../support/teams/teams-office.ts';
import { jsonOf, wordsOf } from '../support/teams/teams-screen.ts';
import { type WatchedOffice, watchedOffice } from '../support/teams/watched-office.ts';

const { cards: said } = languages.da;
const formulas = ["=cmd|'/c calc'!A1", '=HYPERLINK("http://evil.dk";"x")', '+1+1', '@SUM(1)'];
const attacks = [...cardAttacks, ...unevenText, ...formulas, ...mrkdwnAttacks.slice(0, 4)];
const quoted = (words: string): string => `"${words.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** What a message says outside of cards, where Teams reads markdown. */
const plainTexts = ({ office }: WatchedOffice) =>
  office.fake.everMade.flatMap(({ activity, earlier }) =>
    [...earlier, activity].flatMap(({ text }) => (text === undefined ? [] : [String(text)])),
  );
const summaries = ({ office }: WatchedOffice) =>
  office.fake.everMade.flatMap(({ activity, earlier }) =>
    [...earlier, activity].map(({ summary }) => String(summary ?? '')),
  );
const own = [
  said.teams.answeredInChat,
  said.teams.formInChat,
  said.restInFile,
  said.teams.installMe,
  said.teams.fileNotSaved,
  said.teams.fileGone,
];

/** Of an office, and what its dialogs and the answers to presses have shown. */
function judged(s: WatchedOffice): (shown: unknown) => void {
  const dialogs: unknown[] = [];
  afterEach(() => {
    const cards = new Map(
      [...everyCard(s.office.fake), ...dialogs].map((each) => [JSON.stringify(each), each]),
    );
    expect([...cards.values()].flatMap(cardProblems)).toEqual([]);
    expect([...cards.values()].flatMap((each) => allOf(each, 'Action.OpenUrl'))).toEqual([]);
    expect(plainTexts(s).filter((text) => !own.includes(text))).toEqual([]);
    // What a button carries is no news.
    expect(summaries(s).filter((each) => /sha256|\^\[|\+\{/.test(each))).toEqual([]);
    const entities = s.office.fake.everMade.filter(({ activity }) => activity.entities !== undefined);
    expect(entities).toEqual([]);
    dialogs.length = 0;
  });
  return (body) => {
    const { task, type, value } = jsonOf(body);
    const { content } = jsonOf(jsonOf(jsonOf(task).value).card);
    if (content !== undefined) dialogs.push(content);
    if (type === 'application/vnd.microsoft.card.adaptive') dialogs.push(value);
  };
}

describe('words', () => {
  const s = watchedOffice();
  const look = judged(s);
  const anna = () => s.as('sagsbehandler');
  const notes = () =>
    s.office.bot
      .history()
      .flatMap((each) => (each.type === 'contact-noted' ? [each.data.note] : []))
      .map((note) => (note && 'text' in note ? String(note.text) : ''));

  async function withChannel(): Promise<void> {
    await s.tell(...round);
    await anna().mentions(registerChannel, 'opsæt kanal');
  }

  it('typed whole or wrong, in the own chat and with a mention, stay words', async () => {
    await withChannel();
    for (const words of attacks) {
      await anna().says(`notat Vejen note=${quoted(words)}`);
      await anna().says(words);
      await anna().says(`svar ${words} nej`);
      await anna().mentions(registerChannel, `${words} ${words}`);
    }
    await anna().says('historik Vejen');
    expect(notes().length).toBeGreaterThan(attacks.length / 3);
  }, 60_000);

  it('in a form stay words in the answer, the card, the form itself and its dialog', async () => {
    await withChannel();
    const state = s.seal(JSON.stringify({ command: 'notat', channel: registerChannel }));
    for (const words of attacks) {
      const filled = { municipality: 'Vejen', note: words, year: words };
      const data = { t: state, verb: 'form', ...filled };
      const action = { type: 'Action.Execute', verb: 'form', data };
      look((await anna().invokes('adaptiveCard/action', { action })).body);
      look((await anna().invokes('task/submit', { data }, {}, registerChannel)).body);
      look(
        (await anna().invokes('task/submit', { data: { ...data, year: '2025' } }, {}, registerChannel)).body,
      );
      await anna().says('', { text: undefined, value: data });
      await anna().says('', { text: undefined, value: { t: s.seal(`> ${words}`), verb: 'line' } });
    }
    expect(notes().length).toBeGreaterThan(attacks.length / 2);
  }, 60_000);

  it('of a municipality stay words on the register’s card and in the letter’s message', async () => {
    await withChannel();
    const own = 'kommunen skriver [Godkend](http://evil.dk) og **fed** til <at>Anna</at> på https://evil.dk';
    const data = {
      t: s.seal(JSON.stringify({ command: 'svar' })),
      municipality: 'Vejen',
      says: 'nej',
      reasons: 'overlap,andet',
      'reasons:overlap': own,
      'reasons:andet': "=cmd|'/c calc'!A1 er kommunens egen formel",
      annexTitle: '[x](http://evil.dk)',
    };
    await anna().invokes('adaptiveCard/action', {
      action: { type: 'Action.Execute', verb: 'form', data },
    });
    expect(s.times('answer-recorded')).toBe(1);
    expect(wordsOf(s.card('Vejen har sagt nej'))).toContain(own);
    await s.tell('udkast orientering 2025 sag="2025 - 1234" dato=02-01-2025');
    await anna().says('vis Brev-1');
    await anna().says('historik Vejen');
  });

  it('come back as they were typed', async () => {
    await withChannel();
    const attacksTyped = typeable(cardAttacks).filter((each) => !/<\/?(at|a|img)\b|&/.test(each));
    expect(attacksTyped.length).toBeGreaterThan(12);
    for (const words of attacksTyped) await anna().says(`notat Vejen note=${quoted(`_ ${words}`)}`);
    expect(
      attacksTyped.filter((words) => !notes().includes(`_ ${words.replaceAll(/\s+/g, ' ').trim()}`)),
    ).toEqual([]);
  });

  it('under an approval, in an edited message and of a search stay words', async () => {
    await withChannel();
    for (const words of attacks.slice(0, 12)) {
      const line = anna().activity('message', { text: `notat Vejen note=${quoted(words)}` });
      await anna().send(line);
      await anna().send({
        ...line,
        type: 'messageUpdate',
        text: words,
        channelData: { ...jsonOf(line.channelData), eventType: 'editMessage' },
      });
      const found = await anna().invokes('application/search', { queryText: words, dataset: 'kommuner' });
      expect(JSON.stringify(found.body)).not.toContain('evil');
    }
    expect(s.seenBy('sagsbehandler')).toContain(said.edited);
  });

  it('of a file’s name stay words, in the form, on the card and on the button that hands it out', async () => {
    await withChannel();
    const names = [
      '[x](http://evil.dk).pdf',
      '=cmd|calc.pdf',
      '../../etc/passwd.pdf',
      'a\u202Efdp.exe.pdf',
      `${'å'.repeat(250)}.pdf`,
      '<at>Anna</at>"x.pdf',
      '<script>.pdf\n',
    ];
    for (const name of names) {
      const content = { downloadUrl: s.office.files.addFile(Buffer.from(`Brev ${name}`)) };
      const sent = { contentType: 'application/vnd.microsoft.teams.file.download.info', name, content };
      await anna().says('', { attachments: [sent] });
      await anna().says('brev Vejen', { attachments: [sent] });
      const taken = await anna().invokes('composeExtension/fetchTask', {
        commandId: 'registrerSvar',
        messagePayload: { attachments: [sent] },
      });
      look(taken.body);
    }
    const kept = s.office.bot
      .history()
      .flatMap((each) => (each.type === 'letter-received' ? [each.data.file.name] : []));
    expect(kept.length).toBeGreaterThan(3);
    const below = s.office.fake.messages(registerChannel).filter((each) => wordsOf(each).includes('Hent'));
    expect(below.length).toBe(kept.length);
  });
});

describe('a person’s name', () => {
  const names = [
    '<at>alle</at>',
    '**Anna** [x](http://evil.dk)',
    '=HYPERLINK("http://evil")',
    '\u202EannA',
    'https://evil.dk',
    'A "B"\nC=d',
    'Å'.repeat(300),
  ];
  const people = teamsPeople.map((each, index) => ({
    ...each,
    name: names[index % names.length] ?? each.name,
  }));
  const s = watchedOffice({ people });
  judged(s);

  it('stays a name on cards, in reminders, in menus of people, in answers and in what is told to strangers', async () => {
    await s.tell(...round);
    const anna = s.as('sagsbehandler');
    await anna.mentions(registerChannel, 'opsæt kanal');
    await s.tell(
      'svar Vejen nej grund=overlap:"forløbet overlapper et andet" brev=vejen.pdf',
      'udkast orientering 2025 sag="2025 - 1234" dato=02-01-2025',
      'godkendelse start Brev-1 holdt-op-mod-brevet=ja',
    );
    await s.office.at('2025-01-03 09:00');
    const chef = s.as('kontorchef');
    await chef.send(chef.press(s.card('Brev-1, version 1'), 'Godkend version 1'));
    await anna.says('overdrag Vejen-børn-2025/orientering');
    await s.as('fremmed').says('overblik');
    await anna.mentions(registerChannel, 'overblik 2025');
    await anna.send(anna.press(s.last(anna.chat), said.share));
    expect(s.recorded()).toContain('step-approved');
    expect(s.office.fake.messages(registerChannel).length).toBeGreaterThan(4);
  });
});
