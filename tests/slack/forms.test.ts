// Forms: opened by a half line, a shortcut or a button; what is wrong is said where it is wrong, and nothing filled in is lost.
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/language/index.ts';
import { round } from '../support/round.ts';
import { controlsOf, wordsOf } from '../support/slack/controls.ts';
import { objectsAt } from '../support/slack/json-reading.ts';
import { register, secretariat } from '../support/slack/secretariat.ts';
import { type Person, reading } from '../support/slack/slack-client.ts';
import type { ViewRecord } from '../support/slack/world.ts';

const { cards: said } = languages.da;

const s = secretariat({ start: '2025-02-12 09:00' });
const anna = (): Person => s.office.client.as('USAGSBEHANDLER');
const words = (view: ViewRecord): string => wordsOf(objectsAt(view.source, 'blocks'));
const labels = (view: ViewRecord): string[] =>
  controlsOf(objectsAt(view.source, 'blocks')).flatMap((each) => each.labels.slice(-1));
const filledIn = (view: ViewRecord): Record<string, string> =>
  Object.fromEntries(Object.entries(reading(view)).filter(([, value]) => value !== ''));
const newest = (type: string) => s.office.bot.history().findLast((each) => each.type === type);
const letter = (name: string, user = 'USAGSBEHANDLER') =>
  s.office.fake.addFile({ name, user, bytes: Buffer.from(`Brev: ${name}`), mimetype: 'application/pdf' });

describe('a half line', () => {
  it('opens the form with all of it filled in, however it was typed', async () => {
    await s.tell(...round);
    await anna().slash(
      '/taskforce',
      'svar vejen no børn dato=i går brevdato=medio-2024-12 grund=overlap:"det overlapper" positivt=…',
    );
    expect(filledIn(anna().view())).toEqual({
      Kommune: 'Vejen',
      Svar: 'nej',
      Område: 'børnehandicap',
      Dato: '2025-02-11',
      'Dato på brevet': 'medio-2024-12',
      Begrundelse: 'overlap',
      [said.form.wordsOf('overlap')]: 'det overlapper',
    });
  });

  it('in a direct message or a mention gets a button that opens the form', async () => {
    await s.tell(...round);
    await s.after(anna().dm('svar Vejen'));
    const [post] = s.office.fake.posts(anna().dmChannel).slice(-1);
    if (!post) throw new Error('no answer');
    await s.after(anna().press(post, said.fillIn));
    expect(filledIn(anna().view())).toEqual({ Kommune: 'Vejen' });
    await s.after(anna().mention(register, 'rykker'));
    const [asked] = s.office.fake.ephemerals.slice(-1);
    if (!asked) throw new Error('no answer');
    await s.after(anna().press(asked, said.fillIn));
    expect(words(anna().view())).toContain('rykket for svar');
  });

  it('whose window Slack does not open any more gets the button instead, and nothing is lost', async () => {
    await s.tell(...round);
    s.office.fake.next('views.open', { fault: 'error', error: 'expired_trigger_id' });
    const { shown } = await anna().slash('/taskforce', 'svar Vejen');
    if (!shown) throw new Error('no answer');
    await s.after(anna().press(shown, said.fillIn));
    expect(filledIn(anna().view())).toEqual({ Kommune: 'Vejen' });
  });

  it('greets at first use above the form, and never again', async () => {
    await s.tell(...round);
    await anna().slash('/taskforce', 'svar Vejen');
    expect(words(anna().view())).toContain(said.welcome('Sagsbehandler'));
    await anna().fill(anna().view(), { Svar: 'ja' });
    expect(words((await anna().submit(anna().view())).view ?? anna().view())).not.toContain('Velkommen');
  });
});

describe('a form', () => {
  it('says what is wrong with a field beside it, and keeps the rest', async () => {
    await s.tell(...round);
    await anna().slash('/taskforce', 'svar Vejen nej år=…');
    const view = anna().view();
    await anna().fill(view, { År: 'i fjor', 'Vil gerne spørges igen': 'ja' });
    const wrong = await anna().submit(view);
    expect(wrong.errors).toEqual({ År: expect.stringContaining('Jeg kan ikke bruge »i fjor« som år') });
    expect(filledIn(anna().view())).toMatchObject({
      Kommune: 'Vejen',
      Svar: 'nej',
      'Vil gerne spørges igen': 'ja',
    });
    expect(s.recorded()).not.toContain('answer-recorded');
    await anna().fill(anna().view(), { År: '2025' });
    expect((await anna().submit(anna().view())).errors).toEqual({});
    expect(s.recorded()).toContain('answer-recorded');
  });

  it('shows a refusal of the whole line above the fields, with what was filled in kept', async () => {
    await s.tell('runde åbn 2025 forløb=8 ansøgt=4 reserveret=4');
    await anna().slash('/taskforce', 'svar');
    await anna().fill(anna().view(), { Kommune: 'Greve', Svar: 'nej', Begrundelse: ['overlap'] });
    await s.office.quiet();
    await anna().fill(anna().view(), {
      [said.form.wordsOf('overlap')]: 'det overlapper',
      'Vil gerne spørges igen': 'ja',
    });
    const { view, errors } = await anna().submit(anna().view());
    const told = [...Object.values(errors), view ? words(view) : ''].join('\n');
    expect(told).toContain('Greve');
    expect(view && filledIn(view)).toMatchObject({
      Kommune: 'Greve',
      Svar: 'nej',
      'Vil gerne spørges igen': 'ja',
      [said.form.wordsOf('overlap')]: 'det overlapper',
    });
    expect(s.recorded()).not.toContain('answer-recorded');
  });

  it('has a field for the municipality’s words for each reason, and keeps them when another is chosen', async () => {
    await s.tell(...round);
    await anna().slash('/taskforce', 'svar Vejen nej år=…');
    await anna().fill(anna().view(), { Begrundelse: ['overlap'] });
    await s.office.quiet();
    await anna().fill(anna().view(), { [said.form.wordsOf('overlap')]: 'forløbet overlapper et andet' });
    await anna().fill(anna().view(), { Begrundelse: ['overlap', 'ressourcetræk'] });
    await s.office.quiet();
    expect(filledIn(anna().view())).toMatchObject({
      Kommune: 'Vejen',
      [said.form.wordsOf('overlap')]: 'forløbet overlapper et andet',
    });
    await anna().submit(anna().view());
    expect(newest('answer-recorded')).toMatchObject({
      data: {
        reasons: [{ category: 'overlap', words: { text: 'forløbet overlapper et andet' } }, { words: null }],
      },
    });
  });

  it('says beside the reasons that their words cannot stand in the letter', async () => {
    await s.tell(...round);
    await anna().slash('/taskforce', 'svar Vejen nej grund=overlap:"vi har samme ledere" år=…');
    const { errors } = await anna().submit(anna().view());
    expect(Object.keys(errors)).toEqual(['Begrundelse']);
    expect(s.recorded()).not.toContain('answer-recorded');
  });

  it('takes the letter that is put into it', async () => {
    await s.tell(...round);
    await anna().slash('/taskforce', 'brev Vejen');
    await anna().fill(anna().view(), { Fil: [letter('svar fra Vejen.pdf')] });
    await anna().submit(anna().view());
    expect(newest('letter-received')).toMatchObject({ data: { file: { name: 'svar fra Vejen.pdf' } } });
  });

  it('says that a file could not be fetched, and records nothing', async () => {
    await s.tell(...round);
    await anna().slash('/taskforce', 'brev Vejen');
    await anna().fill(anna().view(), { Fil: [letter('svar.pdf')] });
    s.office.fake.next('download', { fault: 'status', status: 500 }, { times: 'all' });
    const { view, errors } = await anna().submit(anna().view());
    expect([...Object.values(errors), view ? words(view) : ''].join('\n')).toContain('svar.pdf');
    expect(s.recorded()).not.toContain('letter-received');
  });

  it('asks for a confirmation where the line does, and does it by the button in the window', async () => {
    await s.tell(...round, 'svar Vejen nej');
    await anna().slash('/taskforce', 'ret grund=…');
    await anna().fill(anna().view(), { Registrering: 'E-9', Begrundelse: 'tastefejl', Svar: 'ja' });
    const { view } = await anna().submit(anna().view());
    if (!view) throw new Error('no answer');
    expect(s.recorded()).not.toContain('fact-corrected');
    await s.after(anna().press(view, 'Bekræft'));
    expect(s.recorded()).toContain('fact-corrected');
  });

  it('offers the 98 municipalities by their first letters and by their other names', async () => {
    await s.tell(...round);
    await anna().slash('/taskforce', 'svar');
    const view = anna().view();
    expect((await anna().typeahead(view, 'Kommune', 'vej')).words).toEqual(['Vejen', 'Vejle']);
    expect((await anna().typeahead(view, 'Kommune', 'aarhus')).words).toEqual(['Aarhus']);
    expect((await anna().typeahead(view, 'Kommune', 'Århus')).words).toEqual(['Aarhus']);
    expect((await anna().typeahead(view, 'Kommune', '<!channel>')).words).toEqual([]);
  });
});

describe('the message shortcut “Gem som kommunens svar”', () => {
  it('takes the message’s only file as the letter', async () => {
    await s.tell(...round);
    const { post } = await anna().say(register, 'her er det', { files: [letter('vejen.pdf')] });
    await s.after(anna().messageShortcut('save_letter', post));
    expect(words(anna().view())).toContain(said.form.attached.letter('vejen.pdf'));
    await anna().fill(anna().view(), { Kommune: 'Vejen', Svar: 'nej' });
    await anna().submit(anna().view());
    expect(newest('letter-received')).toMatchObject({ data: { file: { name: 'vejen.pdf' } } });
  });

  it('asks which of several is the letter, also where their names are long or alike', async () => {
    await s.tell(...round);
    const long = `${'meget langt navn på et brev fra kommunen '.repeat(4)}.pdf`;
    const files = [letter('bilag.pdf'), letter(long), letter('bilag.pdf')];
    const { post } = await anna().say(register, '', { files });
    await s.after(anna().messageShortcut('save_letter', post));
    await anna().fill(anna().view(), {
      Kommune: 'Vejen',
      Svar: 'nej',
      [said.form.pickFile.letter]: 'meget langt',
    });
    const { errors } = await anna().submit(anna().view());
    expect(errors).toEqual({});
    expect(newest('letter-received')).toMatchObject({
      data: { file: { name: expect.stringContaining('meget langt') } },
    });
  });

  it('says kindly that a message has no file', async () => {
    const { post } = await anna().say(register, 'ingen fil');
    await s.after(anna().messageShortcut('save_letter', post));
    expect(words(anna().view())).toContain(said.noFile);
  });

  it('takes ten files with the longest names', async () => {
    await s.tell(...round);
    const files = Array.from({ length: 12 }, (_, index) => letter(`${index}${'"å"'.repeat(80)}.pdf`));
    const { post } = await anna().say(register, '', { files });
    await s.after(anna().messageShortcut('save_letter', post));
    expect(labels(anna().view())).toContain(said.form.pickFile.letter);
  });
});

describe('the shortcut “Registrér svar”', () => {
  it('whose window Slack does not open leaves a button in the direct message', async () => {
    await s.tell(...round);
    s.office.fake.next('views.open', { fault: 'error', error: 'expired_trigger_id' });
    await s.after(anna().shortcut('record_answer'));
    const [post] = s.office.fake.posts(anna().dmChannel).slice(-1);
    if (!post) throw new Error('nothing was left');
    await s.after(anna().press(post, said.fillIn));
    expect(labels(anna().view())).toContain('Svar');
  });

  it('opens the form of an answer, which records it', async () => {
    await s.tell(...round);
    await s.after(anna().shortcut('record_answer'));
    await anna().fill(anna().view(), { Kommune: 'Vejen', Svar: 'ja' });
    await anna().submit(anna().view());
    expect(newest('answer-recorded')).toMatchObject({
      by: 'sagsbehandler',
      via: 'slack',
      data: { says: 'yes' },
    });
  });
});
