// Forms as cards: what is wrong is said where it is wrong, nothing filled in is lost, and what was recorded takes the form's place.
import { describe, expect, it } from 'vitest';
import { createTokens } from '../../adapters/shared/sealed-lines.ts';
import { languages } from '../../src/language/index.ts';
import { round } from '../support/round.ts';
import type { Message } from '../support/teams/fake-connector-world.ts';
import type { TeamsPerson } from '../support/teams/teams-person.ts';
import { teamsSecretariat } from '../support/teams/teams-secretariat.ts';

const { cards: said } = languages.da;
const { submit } = said.form;

const s = teamsSecretariat({ start: '2025-02-12 09:00' });
const anna = (): TeamsPerson => s.as('sagsbehandler');
const newest = (type: string) => s.office.bot.history().findLast((each) => each.type === type);

async function formFor(words: string): Promise<Message> {
  const [form] = await anna().says(words);
  if (!form) throw new Error('no answer');
  return form;
}

describe('a half line', () => {
  it('gets the form with all of it filled in, however it was typed', async () => {
    await s.tell(...round);
    const form = await formFor(
      'svar vejen no børn dato=i går brevdato=medio-2024-12 grund=overlap:"det overlapper" positivt=…',
    );
    expect(anna().filled(form)).toEqual({
      Kommune: 'Vejen',
      Svar: 'nej',
      Område: 'børnehandicap',
      Dato: '2025-02-11',
      'Dato på brevet': 'medio-2024-12',
      Begrundelse: 'overlap',
      [said.form.wordsOf('overlap')]: 'det overlapper',
    });
  });

  it('greets at first use above the form, and never again', async () => {
    await s.tell(...round);
    const form = await formFor('svar Vejen');
    expect(anna().words(form)).toContain(said.welcome('Sagsbehandler'));
    anna().fills({ Svar: 'ja' });
    await anna().presses(submit);
    expect(anna().words(form)).not.toContain('Velkommen');
    expect(anna().words(await formFor('svar Odsherred'))).not.toContain('Velkommen');
  });
});

describe('a form', () => {
  it('says what is wrong with a field beside it, keeps the rest, and gives way to what it recorded', async () => {
    await s.tell(...round);
    const form = await formFor('svar Vejen nej år=…');
    anna().fills({ År: 'i fjor', 'Vil gerne spørges igen': 'ja' });
    await anna().presses(submit);
    expect(anna().words(form)).toContain('✗ År: Jeg kan ikke bruge »i fjor« som år');
    expect(anna().filled(form)).toMatchObject({
      Kommune: 'Vejen',
      Svar: 'nej',
      'Vil gerne spørges igen': 'ja',
    });
    expect(s.recorded()).not.toContain('answer-recorded');
    anna().fills({ År: '2025' });
    await anna().presses(submit);
    expect(s.recorded()).toContain('answer-recorded');
    expect(anna().words(form)).toContain('Vejen har sagt nej');
    expect(anna().buttons(form)).not.toContain(submit);
    // On every screen that the chat is open on.
    expect(JSON.stringify(form.activity)).toContain('Vejen har sagt nej');
    expect(anna().reads()).toHaveLength(1);
  });

  it('shows a refusal of the whole line above the fields, with what was filled in kept', async () => {
    const form = await formFor('svar');
    anna().fills({ Kommune: 'Greve', Svar: 'nej', Begrundelse: ['overlap'] });
    await anna().presses(said.teams.form.ownWords);
    anna().fills({ [said.form.wordsOf('overlap')]: 'det overlapper', 'Vil gerne spørges igen': 'ja' });
    await anna().presses(submit);
    expect(anna().words(form)).toContain('Ikke udført: Der er ikke åbnet nogen runde endnu.');
    expect(anna().filled(form)).toMatchObject({
      Kommune: 'Greve',
      Svar: 'nej',
      'Vil gerne spørges igen': 'ja',
      [said.form.wordsOf('overlap')]: 'det overlapper',
    });
    expect(s.recorded()).not.toContain('answer-recorded');
  });

  it('has a field for the municipality’s words for each reason, and keeps them when another is chosen', async () => {
    await s.tell(...round);
    const form = await formFor('svar Vejen nej år=…');
    anna().fills({ Begrundelse: ['overlap'] });
    await anna().presses(said.teams.form.ownWords);
    anna().fills({ [said.form.wordsOf('overlap')]: 'forløbet overlapper et andet' });
    anna().fills({ Begrundelse: ['overlap', 'ressourcetræk'] });
    await anna().presses(said.teams.form.ownWords);
    expect(anna().filled(form)).toMatchObject({
      Kommune: 'Vejen',
      [said.form.wordsOf('overlap')]: 'forløbet overlapper et andet',
    });
    await anna().presses(submit);
    expect(newest('answer-recorded')).toMatchObject({
      data: {
        reasons: [{ category: 'overlap', words: { text: 'forløbet overlapper et andet' } }, { words: null }],
      },
    });
  });

  it('says beside the reasons that their words cannot stand in the letter', async () => {
    await s.tell(...round);
    const form = await formFor('svar Vejen nej grund=overlap:"vi har samme ledere" år=…');
    await anna().presses(submit);
    expect(anna().words(form)).toContain('✗ Begrundelse: ');
    expect(s.recorded()).not.toContain('answer-recorded');
  });

  it('is not sent by Teams before what it must have is there', async () => {
    await s.tell(...round);
    await formFor('svar');
    anna().fills({ Svar: 'ja' });
    expect((await anna().presses(submit)).missing).toEqual([said.form.missing('Kommune')]);
    expect(s.recorded()).not.toContain('answer-recorded');
  });

  it('is closed by Annullér, whatever is missing, and records nothing', async () => {
    await s.tell(...round);
    const form = await formFor('svar');
    await anna().presses(said.form.cancel);
    expect(anna().words(form)).toBe(said.teams.cancelled);
    expect(s.recorded()).not.toContain('answer-recorded');
  });

  it('asks for a confirmation where the line does, and what comes of it takes the question’s place', async () => {
    await s.tell(...round, 'svar Vejen nej');
    const form = await formFor('ret grund=…');
    anna().fills({ Registrering: 'E-9', Begrundelse: 'tastefejl', Svar: 'ja' });
    await anna().presses(submit);
    expect(s.recorded()).not.toContain('fact-corrected');
    await anna().presses('Bekræft', { on: form });
    expect(s.recorded()).toContain('fact-corrected');
    expect(anna().buttons(form)).not.toContain('Bekræft');
    expect(anna().reads()).toHaveLength(1);
  });

  it('works in a client that does not know universal actions: what came of it is a message', async () => {
    await s.tell(...round);
    const form = await formFor('svar Vejen år=…');
    anna().fills({ Svar: 'ja', År: 'i fjor' });
    await anna().presses(submit, { on: form, submits: true });
    const again = anna().told('✗ År: ');
    expect(again.id).toBe(form.id);
    expect(anna().filled(again)).toMatchObject({ Kommune: 'Vejen', Svar: 'ja' });
    anna().fills({ År: '2025' }, again);
    await anna().presses(submit, { on: again, submits: true });
    expect(s.recorded()).toContain('answer-recorded');
    expect(anna().words()).toContain('Vejen har sagt ja');
  });

  it('of another secret is stale, and so is a button of it', async () => {
    await s.tell(...round);
    const form = await formFor('svar Vejen ja');
    const foreign = createTokens('en anden hemmelighed, der er mindst toogtredive tegn lang');
    for (const [verb, text] of [
      ['line', 'svar Odsherred ja'],
      ['form', JSON.stringify({ command: 'svar' })],
    ] as const) {
      const data = { t: foreign.token(text), municipality: 'Odsherred', answer: 'ja' };
      const action = { type: 'Action.Execute', verb, data };
      const { body } = await anna().invokes('adaptiveCard/action', { action }, { replyToId: form.id });
      expect(body.value).toBe(said.stale);
    }
    expect(s.recorded().filter((type) => type === 'answer-recorded')).toHaveLength(1);
  });
});

describe('a menu', () => {
  it('runs what is chosen in it, or shows the form for it', async () => {
    await s.tell(...round);
    await anna().says('menu');
    await anna().chooses(said.menu.all, 'notat');
    expect(anna().toast).toBe(said.teams.formInChat);
    anna().fills({ Kommune: 'Vejen', Note: 'ringer på mandag' });
    await anna().presses(submit);
    expect(s.recorded()).toContain('contact-noted');
  });
});

describe('while somebody types', () => {
  it('the 98 municipalities are offered by their first letters and by their other names', async () => {
    await s.tell(...round);
    expect(await anna().typeahead('vej')).toEqual(['Vejen', 'Vejle']);
    expect(await anna().typeahead('aarhus')).toEqual(['Aarhus']);
    expect(await anna().typeahead('Århus')).toEqual(['Aarhus']);
    expect(await anna().typeahead('<at>alle</at>')).toEqual([]);
    expect(await s.as('fremmed').typeahead('vej')).toEqual([]);
  });
});

describe('an example', () => {
  it('that a refusal shows is recorded by nobody’s press before it was read in a form', async () => {
    await s.tell(...round);
    await anna().says('svar Vejn nej');
    await anna().presses('svar Vejen nej');
    expect(s.recorded()).not.toContain('answer-recorded');
    expect(anna().filled()).toMatchObject({ Kommune: 'Vejen', Svar: 'nej' });
    await anna().presses(submit);
    expect(s.recorded()).toContain('answer-recorded');
  });
});
