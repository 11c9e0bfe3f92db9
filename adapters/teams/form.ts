// A command's form as a card. What is filled in becomes a line, and the line does the work: a form decides nothing.
import { type Form, type FormField, findMunicipality, isLocalDate, type View } from '../../src/index.ts';
import type { UploadedFile } from '../shared/carried.ts';
import { shorten } from '../shared/cut.ts';
import { type Drawing, type Place, press, verbs } from './buttons.ts';
import type { Card, CardElement } from './card.ts';
import { isTicked, wordsInput } from './form-data.ts';
import { bytesOf, limits } from './limits.ts';
import { headings, lineOf, paragraph, readable, texts } from './piece.ts';
import { cardOf, renderAbove } from './render.ts';

/** What a menu of municipalities asks for in `application/search` while somebody types. */
export const municipalityDataset = 'kommuner';

export interface FormSetting {
  /** What the form brings back: opaque. */
  readonly state: string;
  readonly place: Place;
  readonly drawing: Drawing;
  /** Id and name of everybody whom a line can name. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** Letters that are there already. */
  readonly attached?: readonly UploadedFile[] | undefined;
  /** Above the fields: a greeting, or why the form could not be taken as it was. */
  readonly notice?: View | undefined;
  /** What is wrong in one field. */
  readonly wrong?: { readonly field: string; readonly sentence: string } | undefined;
}

/** Arguments in which people write sentences. */
const sentences: readonly string[] = ['note', 'reason', 'text', 'positive', 'clear', 'proof'];

/** Bytes of what stands above the fields. */
const above = 4_000;

/** Never above 24,000 bytes: the longest texts, which then must be typed again, are left out and it is said. */
export function formCard(form: Form, setting: FormSetting): Card {
  const said = new Map<string, string>();
  if (setting.wrong) said.set(setting.wrong.field, setting.wrong.sentence);
  let { fields } = form;
  for (;;) {
    const card = drawn({ ...form, fields }, setting, said);
    const longest = fields.toSorted((a, b) => bytesOf(b.value) - bytesOf(a.value))[0];
    if (bytesOf(card) <= limits.card || !longest || longest.value.length === 0) return card;
    said.set(longest.name, setting.drawing.t.cards.teams.form.tooLong);
    fields = fields.map((field) => (field === longest ? { ...field, value: [] } : field));
  }
}

/** `said`: what is wrong, by field. */
function drawn(form: Form, setting: FormSetting, said: ReadonlyMap<string, string>): Card {
  const { place, drawing, notice = [] } = setting;
  const { submit, cancel } = drawing.t.cards.form;
  const data = { t: setting.state };
  const asksReasons = form.fields.some(({ kind }) => kind === 'reason');
  const actions = [
    { ...press(submit, verbs.form, data, { place, inputs: true }), style: 'positive' },
    ...(asksReasons
      ? [press(drawing.t.cards.teams.form.ownWords, verbs.redraw, data, { place, inputs: true })]
      : []),
    // A dialog has a cross.
    ...(place === 'dialog' ? [] : [press(cancel, verbs.cancel, data, { place, inputs: false })]),
  ];
  const body = [
    ...(place === 'dialog' ? [] : headings(form.title).map(({ element }) => element)),
    ...renderAbove(notice, drawing, place, above),
    ...texts(form.help, { isSubtle: true }).map(({ element }) => element),
    ...form.fields.flatMap((field) => [...wrongIn(field, said), ...inputs(field, form.command, setting)]),
    { type: 'ActionSet', spacing: 'large', actions },
  ];
  return cardOf(body);
}

function wrongIn({ name, label }: FormField, said: ReadonlyMap<string, string>): CardElement[] {
  const sentence = said.get(name);
  if (sentence === undefined) return [];
  const color = 'attention';
  const shown = shorten(readable(sentence), limits.summary);
  return [paragraph([`✗ ${label}: `, { weight: 'bolder', color }], [shown, { color }])];
}

function inputs(field: FormField, command: string, setting: FormSetting): CardElement[] {
  const { people, drawing } = setting;
  const { says } = drawing.t;
  const [value] = field.value;
  switch (field.kind) {
    case 'municipality':
    case 'municipalities':
      return [municipalities(field, setting)];
    case 'choice': {
      const choices = field.choices.map((each) => choice(each, says.term(each)));
      return [select(field, choices, setting)];
    }
    case 'person': {
      const choices = people.map(({ id, name }) => choice(id, name));
      return [select(field, choices, setting)];
    }
    case 'reason':
      return reasons(field, setting);
    case 'date':
      return [
        input(field, setting, {
          type: 'Input.Date',
          ...(value !== undefined && isLocalDate(value) ? { value } : {}),
        }),
      ];
    case 'file':
      return letters(field, command, setting);
    default:
      return [typed(field, setting)];
  }
}

/** All names are there, for clients that do not ask while somebody types. */
function municipalities(field: FormField, setting: FormSetting): CardElement {
  const found = field.value
    .flatMap((each) => each.split(','))
    .flatMap((each) => findMunicipality(each.trim())?.name ?? []);
  return input(field, setting, {
    type: 'Input.ChoiceSet',
    style: 'filtered',
    placeholder: setting.drawing.t.cards.form.search,
    ...(isTicked(field) ? { isMultiSelect: true } : {}),
    choices: field.choices.map((each) => choice(each)),
    'choices.data': { type: 'Data.Query', dataset: municipalityDataset },
    ...(found.length > 0 ? { value: found.join(',') } : {}),
  });
}

/** A menu of what is not too much for one; else the words are typed. */
function select(field: FormField, choices: readonly Choice[], setting: FormSetting): CardElement {
  if (choices.length === 0 || choices.length > limits.input.choices) return typed(field, setting);
  const meant = field.value[0]?.toLowerCase();
  const chosen = choices.find((each) =>
    [each.value, each.title].some((name) => name.toLowerCase() === meant),
  );
  return input(field, setting, {
    type: 'Input.ChoiceSet',
    style: 'compact',
    placeholder: setting.drawing.t.cards.form.choose,
    choices,
    ...(chosen ? { value: chosen.value } : {}),
  });
}

/** The categories, and for each that is chosen a field for the municipality's own words. */
function reasons(field: FormField, setting: FormSetting): CardElement[] {
  const { says, cards } = setting.drawing.t;
  const chosen = field.value.map(readReason).filter(({ category }) => field.choices.includes(category));
  return [
    input(field, setting, {
      type: 'Input.ChoiceSet',
      style: 'compact',
      isMultiSelect: true,
      wrap: true,
      choices: field.choices.map((each) => choice(each, says.term(each))),
      ...(chosen.length > 0 ? { value: chosen.map(({ category }) => category).join(',') } : {}),
    }),
    ...texts(field.hint, { isSubtle: true }).map(({ element }) => element),
    ...chosen.map(({ category, words }) => ({
      type: 'Input.Text',
      id: wordsInput(field.name, category),
      label: cards.form.wordsOf(says.term(category)),
      isMultiline: true,
      maxLength: limits.input.text,
      ...(words === '' ? {} : { value: words }),
    })),
  ];
}

function readReason(value: string): { readonly category: string; readonly words: string } {
  const [category = '', ...words] = value.split(':');
  return { category, words: words.join(':') };
}

/** A card cannot take a file: it is sent to the bot, and the form names those that came. */
function letters(field: FormField, command: string, setting: FormSetting): CardElement[] {
  const { attached = [], drawing } = setting;
  const { form: said } = drawing.t.cards;
  const [only, second] = attached;
  if (!only)
    return [
      paragraph(
        [`${field.label}: `, { weight: 'bolder' }],
        [drawing.t.cards.teams.form.handIn[field.holds](command)],
      ),
    ];
  if (!second) return [paragraph([said.attached[field.holds](only.name)])];
  const choices = attached.map(({ name }) => choice(name));
  return [select({ ...field, label: said.pickFile[field.holds] }, choices, setting)];
}

function typed(field: FormField, setting: FormSetting): CardElement {
  const [value = ''] = field.value;
  const fits = value !== '' && value.length <= limits.input.text;
  return input(field, setting, {
    type: 'Input.Text',
    maxLength: limits.input.text,
    ...(field.hint === '' ? {} : { placeholder: lineOf(field.hint) }),
    ...(sentences.includes(field.name) ? { isMultiline: true } : {}),
    ...(fits ? { value } : {}),
  });
}

function input(
  { name, label, required }: FormField,
  { drawing }: FormSetting,
  element: CardElement,
): CardElement {
  const must = required ? { isRequired: true, errorMessage: drawing.t.cards.form.missing(label) } : {};
  return { ...element, id: name, label, ...must };
}

interface Choice {
  readonly title: string;
  readonly value: string;
}

function choice(value: string, title = value): Choice {
  return { title: lineOf(title), value };
}
