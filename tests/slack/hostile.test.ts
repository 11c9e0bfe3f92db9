// Whatever is typed, named or attached comes out as the words that it is: in no post, window or home tab is it ever more.
// What each office shows is judged after each test: no mention, link or formatting, and blocks that Slack takes.
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/language/index.ts';
import { typeable, unevenText } from '../support/hostile.ts';
import { round } from '../support/round.ts';
import { wordsOf } from '../support/slack/controls.ts';
import { mrkdwnAttacks } from '../support/slack/hostile.ts';
import { everyScreen, register, secretariat } from '../support/slack/secretariat.ts';
import type { Person } from '../support/slack/slack-client.ts';
import { slackPeople } from '../support/slack/slack-office.ts';

const { cards: said } = languages.da;

const formulas = ["=cmd|'/c calc'!A1", '=HYPERLINK("http://evil.dk";"x")', '+1+1', '-2+3', '@SUM(1)'];
const attacks = [...mrkdwnAttacks, ...unevenText, ...formulas];
const attacksTyped = typeable(mrkdwnAttacks);
const quoted = (words: string): string => `"${words.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

describe('words', () => {
  const s = secretariat();
  const anna = (): Person => s.office.client.as('USAGSBEHANDLER');

  async function withChannel(): Promise<void> {
    await s.tell(...round);
    await s.after(anna().slash('/taskforce', 'opsæt kanal', { channel: register }));
  }

  it('typed whole or wrong, by slash, direct message and mention, stay words', async () => {
    await withChannel();
    for (const words of attacks) {
      await anna().slash('/taskforce', `notat Vejen note=${quoted(words)}`, { channel: register });
      await anna().slash('/taskforce', words, { channel: register });
      await anna().dm(`svar ${words} nej`);
      await anna().mention(register, `${words} ${words}`);
    }
    await s.office.quiet();
    await s.after(anna().slash('/taskforce', 'historik Vejen', { channel: register }));
    expect(s.recorded().filter((each) => each === 'contact-noted').length).toBeGreaterThan(
      attacks.length / 2,
    );
  }, 30_000);

  it('come back as they were typed', async () => {
    await withChannel();
    for (const [index, words] of attacksTyped.entries())
      await anna().dm(`notat Vejen note=${quoted(`${index}: ${words}`)}`);
    await s.office.quiet();
    const notes = s.office.bot
      .history()
      .flatMap((each) => (each.type === 'contact-noted' ? [each.data.note] : []));
    const texts = notes.map((note) => (note && 'text' in note ? String(note.text) : ''));
    const lost = attacksTyped
      .map((words, index) => `${index}: ${words.replaceAll(/\s+/g, ' ').trim()}`)
      // Slack itself takes `<@U1>` for a person, so that no name of it is left to tell.
      .filter((words) => !/<[@#!]/.test(words) && !texts.includes(words));
    expect(lost).toEqual([]);
  }, 30_000);

  it('in a form, with lone surrogates too, stay words in the answer, the card and the form itself', async () => {
    await withChannel();
    for (const words of attacks) {
      await anna().slash('/taskforce', 'notat Vejen note=…', { channel: register });
      const note = anna().view();
      await anna().fill(note, { Note: words, År: words });
      await anna().submit(note);
      if (note.open) await anna().closeView(note, true);
    }
    await anna().slash('/taskforce', 'svar Vejen nej år=…', { channel: register });
    await anna().fill(anna().view(), { Begrundelse: ['overlap', 'andet'] });
    await s.office.quiet();
    await anna().fill(anna().view(), {
      [said.form.wordsOf('overlap')]: 'kommunen skriver <!channel> og *fed* til <@U1> på https://evil.dk',
      [said.form.wordsOf('andet')]: "=cmd|'/c calc'!A1 er kommunens egen formel \u202Eletsov",
      Bilagstitel: '<http://evil|x>',
    });
    await anna().submit(anna().view());
    await s.office.quiet();
    await s.after(anna().openHome());
    expect(everyScreen(s.office).length).toBeGreaterThan(attacks.length);
  }, 30_000);

  it('in the words under an approval, and in an edited message, stay words', async () => {
    await withChannel();
    for (const words of attacks.slice(0, 12)) {
      const { post } = await anna().dm(`notat Vejen note=${quoted(words)}`);
      await anna().edit(post, `${words} <!channel>`);
    }
    await s.office.quiet();
    expect(
      s.office.fake.posts(anna().dmChannel).some(({ blocks }) => wordsOf(blocks).includes(said.edited)),
    ).toBe(true);
  });

  it('of a file’s name stay words, and the name in the register is a file’s', async () => {
    await withChannel();
    for (const name of [
      '<!channel>.pdf',
      '=cmd|calc.pdf',
      '../../etc/passwd.pdf',
      'a\u202Efdp.exe.pdf',
      `${'å'.repeat(250)}.pdf`,
      '<http://evil|x>.pdf',
    ]) {
      const file = s.office.fake.addFile({
        name,
        bytes: Buffer.from('Brev'),
        user: 'USAGSBEHANDLER',
        mimetype: 'application/pdf',
      });
      const { post } = await anna().dm('brev Vejen', { files: [file] });
      await s.after(anna().messageShortcut('save_letter', post));
      await anna().closeView(anna().view(), true);
    }
    await s.office.quiet();
    expect(s.cards().length).toBeGreaterThan(1);
  });
});

describe('a person’s name', () => {
  const names = [
    '<!channel>',
    '*Anna* <@U1> & co',
    '=HYPERLINK("http://evil")',
    '\u202EannA',
    'https://evil.dk',
    'Å'.repeat(300),
  ];
  const people = slackPeople.map((each, index) => ({
    ...each,
    name: names[index % names.length] ?? each.name,
  }));
  const s = secretariat({ people });

  it('stays a name on cards, in reminders, in menus of people, in answers and in what is told to strangers', async () => {
    await s.tell(...round);
    const anna = s.office.client.as('USAGSBEHANDLER');
    await s.after(anna.slash('/taskforce', 'opsæt kanal', { channel: register }));
    await s.tell(
      'svar Vejen nej grund=overlap:"forløbet overlapper et andet" brev=vejen.pdf',
      'udkast orientering 2025 sag="2025 - 1234" dato=02-01-2025',
      'godkendelse start Brev-1 holdt-op-mod-brevet=ja',
    );
    await s.office.at('2025-01-03 09:00');
    await s.after(s.office.client.as('UKONTORCHEF').press(s.card('Brev-1, version 1'), 'Godkend version 1'));
    await anna.slash('/taskforce', 'overdrag Vejen-børn-2025/orientering', { channel: register });
    await s.after(s.office.client.as('UFREMMED').dm('overblik'));
    await s.after(s.office.client.as('UAFDELINGSCHEF').openHome());
    const { shown } = await anna.slash('/taskforce', 'overblik 2025', { channel: register });
    if (!shown) throw new Error('no answer');
    await s.after(anna.press(shown, said.share));
    expect(s.recorded()).toContain('step-approved');
    expect(s.office.fake.posts(register).length).toBeGreaterThan(4);
  });
});
