// A command's form as a modal. What is filled in becomes a line, and the line does the work: a form decides nothing.
import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import {
  type Form,
  type FormField,
  findMunicipality,
  isLocalDate,
  type Locale,
  languages,
} from '../../src/index.ts';
import type { FormState, UploadedFile } from '../shared/carried.ts';
import { shorten } from './cut.ts';
import { valueId, wordsBlock } from './form-state.ts';
import { limits } from './limits.ts';
import { plainText } from './piece.ts';

export const formId = 'form';

export interface FormPeople {
  /** Id and name of everybody whom a line can name. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly locale: Locale;
}

/** What is taken in, by what it holds. */
const fileTypes = { letter: ['pdf', 'docx', 'odt', 'eml', 'txt'], table: ['csv', 'xlsx'] } as const;

/** `notice` stands above the fields: why the form could not be taken as it was. */
export function formView(
  form: Form,
  state: FormState,
  { people, locale }: FormPeople,
  notice: readonly KnownBlock[] = [],
): ModalView {
  const words = languages[locale].cards.form;
  const files = state.files ?? [];
  const [only, second] = files;
  const { holds = 'letter' } = form.fields.find(({ kind }) => kind === 'file') ?? {};
  const attached: KnownBlock[] =
    only && !second
      ? [{ type: 'section', block_id: 'attached', text: plainText(words.attached[holds](only.name)) }]
      : [];
  const fields = form.fields.filter((field) => field.kind !== 'file' || attached.length === 0);
  return {
    type: 'modal',
    callback_id: formId,
    private_metadata: JSON.stringify(state),
    title: plainText(shorten(form.title, limits.view.title)),
    submit: plainText(words.submit),
    close: plainText(words.cancel),
    blocks: [
      ...notice,
      { type: 'section', block_id: 'help', text: plainText(form.help) },
      ...attached,
      ...fields.flatMap((field) =>
        field.kind === 'file' && files.length > 0
          ? [fileMenu(field, files, words.pickFile[field.holds])]
          : inputs(field, people, locale),
      ),
    ],
  };
}

function inputs(field: FormField, people: FormPeople['people'], locale: Locale): InputBlock[] {
  const { cards, says } = languages[locale];
  const [value] = field.value;
  const choose = plainText(cards.form.choose);
  switch (field.kind) {
    case 'municipality':
    case 'municipalities': {
      const found = field.value
        .flatMap((each) => each.split(','))
        .flatMap((each) => findMunicipality(each.trim())?.name ?? []);
      const search = { action_id: valueId, min_query_length: 1, placeholder: plainText(cards.form.search) };
      const [first] = found;
      return [
        input(
          field,
          field.many
            ? {
                type: 'multi_external_select',
                ...search,
                ...(found.length > 0 ? { initial_options: found.map((each) => option(each)) } : {}),
              }
            : { type: 'external_select', ...search, ...(first ? { initial_option: option(first) } : {}) },
        ),
      ];
    }
    case 'choice':
      return [
        select(
          field,
          field.choices.map((each) => option(each, says.term(each))),
          value,
          choose,
        ),
      ];
    case 'person':
      return [
        select(
          field,
          people.map((each) => option(each.id, each.name)),
          value,
          choose,
        ),
      ];
    case 'reason':
      return reasonInputs(field, locale);
    case 'date':
      return [
        input(field, {
          type: 'datepicker',
          action_id: valueId,
          ...(value !== undefined && isLocalDate(value) ? { initial_date: value } : {}),
        }),
      ];
    case 'file':
      return [
        input(field, {
          type: 'file_input',
          action_id: valueId,
          max_files: 1,
          filetypes: [...fileTypes[field.holds]],
        }),
      ];
    default:
      return [typed(field, value)];
  }
}

function typed(field: FormField, value: string | undefined): InputBlock {
  const fits = value !== undefined && value.length <= limits.plainTextInput;
  return input(field, {
    type: 'plain_text_input',
    action_id: valueId,
    ...(fits ? { initial_value: value } : {}),
  });
}

/** Which of a message's files is the letter. */
function fileMenu(field: FormField, files: readonly UploadedFile[], label: string): InputBlock {
  const options = files.map(({ name }) => option(name.slice(-limits.option.value), name));
  return { ...input(field, { type: 'static_select', action_id: valueId, options }), label: plainText(label) };
}

/** A menu where Slack takes so many options; else the words are typed. */
function select(
  field: FormField,
  options: readonly PlainTextOption[],
  value: string | undefined,
  placeholder: ReturnType<typeof plainText>,
): InputBlock {
  if (options.length === 0 || options.length > limits.select.options) return typed(field, value);
  const initial = options.find(
    (each) =>
      value !== undefined &&
      [each.value, each.text.text].some((name) => name?.toLowerCase() === value.toLowerCase()),
  );
  return input(field, {
    type: 'static_select',
    action_id: valueId,
    placeholder,
    options: [...options],
    ...(initial ? { initial_option: initial } : {}),
  });
}

/** The categories, and for each that is chosen a field for the municipality's own words. */
function reasonInputs(field: FormField, locale: Locale): InputBlock[] {
  const { says, cards } = languages[locale];
  const chosen = field.value.map(readReason).filter(({ category }) => field.choices.includes(category));
  const shown = (category: string) => option(category, says.term(category));
  const menu = input(field, {
    type: 'multi_static_select',
    action_id: valueId,
    placeholder: plainText(cards.form.choose),
    options: field.choices.map(shown),
    ...(chosen.length > 0 ? { initial_options: chosen.map(({ category }) => shown(category)) } : {}),
  });
  const words = chosen.map(
    ({ category, words: said }): InputBlock => ({
      type: 'input',
      block_id: wordsBlock(field.name, category),
      optional: true,
      label: plainText(cards.form.wordsOf(says.term(category))),
      element: {
        type: 'plain_text_input',
        action_id: valueId,
        ...(said === '' ? {} : { initial_value: said }),
      },
    }),
  );
  return [{ ...menu, dispatch_action: true }, ...words];
}

function readReason(typed: string): { readonly category: string; readonly words: string } {
  const [category = '', ...words] = typed.split(':');
  return { category, words: words.join(':') };
}

function input(field: FormField, element: InputBlock['element']): InputBlock {
  return {
    type: 'input',
    block_id: field.name,
    optional: !field.required,
    label: plainText(field.label),
    ...(field.hint === '' ? {} : { hint: plainText(shorten(field.hint, limits.input.hint)) }),
    element,
  };
}

function option(value: string, text = value): PlainTextOption {
  return { text: plainText(shorten(text, limits.option.text)), value };
}
