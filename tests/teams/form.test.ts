// A command's form in Teams: how its fields look, what stands in them again, and what comes back from it.
import { describe, expect, it } from 'vitest';
import { type FormSetting, formCard } from '../../adapters/teams/form.ts';
import { readForm } from '../../adapters/teams/form-data.ts';
import { commands } from '../../src/commands/index.ts';
import { languages } from '../../src/language/index.ts';
import { municipalities } from '../../src/register/municipality-table.ts';
import { type FormValues, formOf, lineOfForm } from '../../src/view/form.ts';
import { cardProblems } from '../support/teams/card-check.ts';
import { allOf, readable } from '../support/teams/read-card.ts';

const said = languages.da.cards.teams.form;
const setting: FormSetting = {
  state: 'tilstand',
  place: 'message',
  drawing: { token: (line) => `t:${line}`, t: languages.da, asksInDialog: () => true },
  people: [
    { id: 'p1', name: 'Anna Berg' },
    { id: 'p2', name: 'Bo' },
  ],
};

function command(name: string) {
  const found = commands.find((each) => each.name === name);
  if (!found) throw new Error(`no command ${name}`);
  return found;
}
const form = (name: string, values: FormValues = {}) => formOf(command(name), 'da', values);
const card = (name: string, values: FormValues = {}, more: Partial<FormSetting> = {}) =>
  formCard(form(name, values), { ...setting, ...more });
/** The input of that field. */
const input = (drawn: unknown, id: string) =>
  ['Text', 'Date', 'ChoiceSet']
    .flatMap((kind) => allOf(drawn, `Input.${kind}`))
    .find((each) => each.id === id);
const letters = (...names: string[]) => names.map((name, index) => ({ id: `f${index}`, name }));
const line = (name: string, data: unknown, attached = letters()) =>
  lineOfForm(command(name), readForm(data, form(name), attached));

describe('a form in Teams', () => {
  it('says of each field what it is, and of an empty one that it must be filled in', () => {
    const svar = card('svar');
    expect(input(svar, 'municipality')).toMatchObject({
      label: 'Kommune',
      isRequired: true,
      errorMessage: 'Udfyld feltet »Kommune«.',
    });
    expect(input(svar, 'year')).not.toHaveProperty('isRequired');
    expect(readable(svar)).toContain(form('svar').help);
    expect(input(svar, 'received')).toMatchObject({ type: 'Input.Date', label: 'Dato' });
    expect(input(svar, 'annexTitle')).toMatchObject({ type: 'Input.Text', maxLength: 4_000 });
  });

  it('offers every municipality at once, and those that fit while somebody types', () => {
    const one = input(card('svar', { municipality: ['vejen'] }), 'municipality');
    expect(one).toMatchObject({
      style: 'filtered',
      value: 'Vejen',
      'choices.data': { type: 'Data.Query', dataset: 'kommuner' },
    });
    const choices = (one?.choices ?? []) as readonly { title: string }[];
    const names = choices.map(({ title }) => title);
    expect(new Set(names)).toEqual(new Set(municipalities.map(({ name }) => name)));
    expect([names[0], names.at(-1)]).toEqual(['Albertslund', 'Aarhus']);
    expect(one).not.toHaveProperty('isMultiSelect');
    const several = input(
      card('plads', { municipalities: ['Vejen, faxe', 'Nørre Ingenting'] }),
      'municipalities',
    );
    expect(several).toMatchObject({ isMultiSelect: true, value: 'Vejen,Faxe' });
  });

  it('offers people by name and sends their id, and lets the words be typed where there are too many', () => {
    const person = input(card('overdrag', { to: ['anna berg'] }), 'to');
    expect(person).toMatchObject({ style: 'compact', value: 'p1' });
    expect(person?.choices).toContainEqual({ title: 'Bo', value: 'p2' });
    const people = Array.from({ length: 101 }, (_, index) => ({ id: `p${index}`, name: `N${index}` }));
    expect(input(card('overdrag', {}, { people }), 'to')?.type).toBe('Input.Text');
  });

  it('has for each reason that was chosen a field for the municipality’s own words', () => {
    const svar = card('svar', { reasons: ['overlap:et andet: forløb', 'andet', 'findes-ikke:x'] });
    expect(input(svar, 'reasons')).toMatchObject({ isMultiSelect: true, value: 'overlap,andet' });
    expect(input(svar, 'reasons:overlap')).toMatchObject({ value: 'et andet: forløb', isMultiline: true });
    expect(input(svar, 'reasons:andet')).not.toHaveProperty('value');
    expect(input(svar, 'reasons:findes-ikke')).toBeUndefined();
    const verbs = allOf(svar, 'Action.Execute').map(({ verb }) => verb);
    expect(verbs).toEqual(['form', 'redraw', 'cancel']);
    expect(allOf(card('notat'), 'Action.Execute').map(({ verb }) => verb)).toEqual(['form', 'cancel']);
  });

  it('keeps what was wrong in its field, and says above it why', () => {
    const wrong = { field: 'year', sentence: '»20255« er ikke et årstal.' };
    const svar = card('svar', { year: ['20255'] }, { wrong });
    expect(input(svar, 'year')?.value).toBe('20255');
    const above = svar.body[svar.body.findIndex((each) => each.id === 'year') - 1];
    expect(readable(above)).toEqual(['✗ År: »20255« er ikke et årstal.']);
    expect(JSON.stringify(above)).toContain('"color":"attention"');
  });

  it('has a date in its field only where it is one', () => {
    expect(input(card('svar', { received: ['2025-01-31'] }), 'received')?.value).toBe('2025-01-31');
    expect(input(card('svar', { received: ['i dag'] }), 'received')).not.toHaveProperty('value');
  });

  it('names the letter that came along, asks which of several, and says how to hand one in', () => {
    const asked = (...names: string[]) => card('brev', {}, { attached: letters(...names) });
    expect(readable(asked('vejen.pdf'))).toContain(languages.da.cards.form.attached.letter('vejen.pdf'));
    expect(input(asked('vejen.pdf'), 'letter')).toBeUndefined();
    expect(input(asked('a, b.pdf', 'c.pdf'), 'letter')).toMatchObject({
      label: languages.da.cards.form.pickFile.letter,
      choices: [{ value: 'a, b.pdf' }, { value: 'c.pdf' }],
    });
    expect(readable(asked()).join()).toContain(said.handIn.letter('brev'));
  });

  it('is sent with all that is filled in, carries its state, and is left without', () => {
    const [send, cancel] = allOf(card('notat'), 'Action.Execute');
    expect(send).toMatchObject({ verb: 'form', data: { t: 'tilstand' }, associatedInputs: 'auto' });
    expect(cancel).toMatchObject({ verb: 'cancel', associatedInputs: 'none' });
  });

  it('in a dialog submits it, and has no title and no way out of its own', () => {
    const dialog = card('notat', {}, { place: 'dialog' });
    expect(allOf(dialog, 'Action.Execute')).toEqual([]);
    expect(allOf(dialog, 'Action.Submit').map(({ data }) => data)).toEqual([{ verb: 'form', t: 'tilstand' }]);
    expect(readable(dialog)).not.toContain('Notat');
    expect(readable(card('notat'))[0]).toBe('Notat');
  });

  it('too heavy with what was typed leaves the longest texts out, and says so there', () => {
    const names = form('svar').fields.map(({ name }) => name);
    const values = Object.fromEntries(names.map((name) => [name, ['æ'.repeat(3_000)]]));
    const heavy = card('svar', { ...values, annexTitle: ['kort'] });
    expect(cardProblems(heavy)).toEqual([]);
    expect(Buffer.byteLength(JSON.stringify(heavy))).toBeLessThanOrEqual(24_000);
    expect(input(heavy, 'annexTitle')?.value).toBe('kort');
    const left = readable(heavy).filter((each) => each.includes(said.tooLong));
    expect(left.length).toBeGreaterThan(0);
    expect(JSON.stringify(heavy)).toContain('æ'.repeat(3_000));
  });

  it('shows a long notice as far as there is room, and every field', () => {
    const notice = Array.from({ length: 20 }, () => ({ kind: 'text' as const, text: 'ord '.repeat(300) }));
    const drawn = card('ret', {}, { notice });
    expect(Buffer.byteLength(JSON.stringify(drawn))).toBeLessThanOrEqual(24_000);
    expect(readable(drawn).filter((each) => each.startsWith('ord')).length).toBe(3);
  });
});

describe('what comes back from a form', () => {
  it('is the line that says the same', () => {
    const data = {
      municipality: 'Vejen',
      says: 'nej',
      reasons: 'overlap,andet',
      'reasons:overlap': 'et andet, vigtigere',
    };
    expect(line('svar', data)).toBe('svar Vejen nej grund="overlap:et andet, vigtigere" grund=andet');
  });

  it('splits at commas what was ticked, and nothing that was typed', () => {
    expect(readForm({ municipalities: 'Vejen, Faxe,' }, form('plads'), []).municipalities).toEqual([
      'Vejen',
      'Faxe',
    ]);
    expect(readForm({ note: 'ringede, skrev' }, form('notat'), []).note).toEqual(['ringede, skrev']);
  });

  it('is the letter that came along, or the one that was chosen of several', () => {
    const chosen = (data: unknown, ...names: string[]) =>
      readForm(data, form('brev'), letters(...names)).letter;
    expect(chosen({}, 'a.pdf')).toEqual(['a.pdf']);
    expect(chosen({ letter: 'b, c.pdf' }, 'a.pdf', 'b, c.pdf')).toEqual(['b, c.pdf']);
    expect(chosen({ letter: '/etc/passwd' }, 'a.pdf', 'b.pdf')).toEqual([]);
    expect(chosen({ letter: 'a.pdf' })).toEqual([]);
  });

  it('holds the form’s own fields and nothing else, whatever was sent', () => {
    const names = form('notat').fields.map(({ name }) => name);
    for (const data of [
      undefined,
      null,
      'x',
      3,
      [],
      ['note'],
      { evil: 'x', t: 'y', verb: 'form' },
      { constructor: 'x' },
      JSON.parse('{"__proto__":{"note":"x"}}'),
    ]) {
      const values = readForm(data, form('notat'), []);
      expect(Object.keys(values)).toEqual(names);
      expect(Object.values(values).flat()).toEqual([]);
    }
  });

  it('takes numbers and lists as text, and leaves objects and blanks out', () => {
    const data = { municipality: ['Vejen', { a: 1 }], year: 2025, note: { text: 'x' }, contact: '  ' };
    expect(readForm(data, form('notat'), [])).toMatchObject({
      municipality: ['Vejen'],
      year: ['2025'],
      note: [],
      contact: [],
    });
  });

  it('comes out of the card as it stood in it', () => {
    const values = {
      municipality: ['Vejen'],
      says: ['nej'],
      reasons: ['overlap:egne ord', 'andet'],
      year: ['2025'],
      received: ['2025-01-31'],
    };
    const inputs = ['Text', 'Date', 'ChoiceSet'].flatMap((kind) =>
      allOf(card('svar', values), `Input.${kind}`),
    );
    const sent = Object.fromEntries(inputs.map(({ id, value = '' }) => [String(id), value]));
    expect(readForm(sent, form('svar'), [])).toMatchObject(values);
  });
});
