// What Slack would refuse in blocks: its types as a schema, the table of limits, and rules that neither of them knows.
import { limits } from '../../../adapters/slack/limits.ts';
import { typeProblems } from './block-schema.ts';

export type Surface = 'message' | 'modal' | 'home';
type Fields = Readonly<Record<string, unknown>>;

/** One line for each problem; empty when Slack would take them. */
export function blockProblems(blocks: unknown, surface: Surface): string[] {
  if (!Array.isArray(blocks)) return ['blocks are no list'];
  return [
    ...blocks.flatMap((block, index) => [
      ...typeProblems(block).map((problem) => `blocks/${index} ${problem}`),
      ...everyObject(block, `blocks/${index}`).flatMap(([path, each]) =>
        problemsOf(each, surface).map((problem) => `${path} ${problem}`),
      ),
      ...twice(idsIn(block, 'action_id')).map((id) => `blocks/${index} has action_id ${id} twice`),
    ]),
    ...twice(blocks.flatMap((block) => (isFields(block) ? textIn(block, 'block_id') : []))).map(
      (id) => `block_id ${id} twice`,
    ),
    ...wholeProblems(blocks, surface),
  ];
}

/** Every text that a reader sees or that Slack counts, in order. */
export function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'text' && typeof each === 'string' ? [each] : textsIn(each),
  );
}

function wholeProblems(blocks: readonly unknown[], surface: Surface): string[] {
  const most = surface === 'message' ? limits.message.blocks : limits.surface.blocks;
  const many = blocks.length > most ? [`${blocks.length} blocks of ${most}`] : [];
  if (surface !== 'message') {
    const bytes = Buffer.byteLength(JSON.stringify(blocks));
    return [...many, ...(bytes > limits.surface.bytes ? [`${bytes} bytes`] : [])];
  }
  const characters = textsIn(blocks).join('').length;
  const tables = blocks.filter((block) => isFields(block) && block.type === 'table').length;
  return [
    ...many,
    ...(characters > limits.message.characters ? [`${characters} characters in one message`] : []),
    ...(tables > limits.message.tables ? [`${tables} tables in one message`] : []),
  ];
}

/** Not in modals and home tabs: docs.slack.dev, "Available in surfaces: Messages". */
const onlyInMessages = ['table', 'data_table', 'markdown', 'context_actions', 'task_card', 'plan', 'file'];

function problemsOf(each: Fields, surface: Surface): string[] {
  const rules = typeof each.type === 'string' ? (rulesOf[each.type] ?? []) : [];
  return [
    ...(surface !== 'message' && onlyInMessages.includes(String(each.type)) ? [`no ${each.type} here`] : []),
    ...(surface !== 'modal' && each.type === 'file_input' ? ['a file_input outside a modal'] : []),
    ...longer(each, 'block_id', limits.id),
    ...longer(each, 'action_id', limits.id),
    ...longer(each, 'placeholder', limits.placeholder),
    ...('confirm' in each && isFields(each.confirm) ? confirmProblems(each.confirm) : []),
    ...optionsOf(each).flatMap(optionProblems),
    ...rules.flatMap((rule) => rule(each)),
  ];
}

type Rule = (each: Fields) => string[];

const needsOptions: Rule = (each) => {
  const options = listIn(each, 'options');
  const groups = listIn(each, 'option_groups');
  if ((options.length === 0) === (groups.length === 0)) return ['needs options or option_groups'];
  return [
    ...counted(options, 1, limits.select.options, groups.length > 0),
    ...counted(groups, 1, limits.select.groups, options.length > 0),
    ...groups.flatMap((group) => counted(listIn(group, 'options'), 1, limits.select.options)),
    ...groups.flatMap((group) => longer(group, 'label', limits.option.text)),
  ];
};

const textRule: Rule = (each) => [
  ...longer(each, 'text', limits.section),
  ...(textIn(each, 'text').every((text) => text.trim() === '') ? ['empty text'] : []),
];

const choiceRule: Rule = (each) => counted(listIn(each, 'options'), 1, limits.choices);

const rulesOf: Readonly<Record<string, readonly Rule[]>> = {
  plain_text: [textRule],
  mrkdwn: [textRule],
  header: [(each) => longer(each, 'text', limits.header)],
  section: [
    (each) => ('text' in each || listIn(each, 'fields').length > 0 ? [] : ['a section needs text or fields']),
    (each) => ('fields' in each ? counted(listIn(each, 'fields'), 1, limits.fields.count) : []),
    (each) => listIn(each, 'fields').flatMap((field) => longer(field, 'text', limits.fields.characters)),
  ],
  actions: [(each) => counted(listIn(each, 'elements'), 1, limits.actions.elements)],
  context: [(each) => counted(listIn(each, 'elements'), 1, limits.context)],
  button: [
    (each) => longer(each, 'text', limits.button.text),
    (each) => longer(each, 'value', limits.button.value),
    (each) => longer(each, 'url', limits.button.url),
    (each) => longer(each, 'accessibility_label', limits.button.text),
  ],
  overflow: [(each) => counted(listIn(each, 'options'), 1, limits.overflow.options)],
  static_select: [needsOptions],
  multi_static_select: [needsOptions],
  checkboxes: [choiceRule],
  radio_buttons: [choiceRule],
  plain_text_input: [
    (each) => longer(each, 'initial_value', limits.plainTextInput),
    (each) => (Number(each.max_length ?? 0) > limits.plainTextInput ? ['max_length too large'] : []),
  ],
  file_input: [
    (each) => {
      const most = Number(each.max_files ?? 1);
      return most < 1 || most > limits.files ? [`max_files ${most} of 1 to ${limits.files}`] : [];
    },
  ],
  input: [
    (each) => longer(each, 'label', limits.input.label),
    (each) => longer(each, 'hint', limits.input.hint),
  ],
  image: [
    (each) => longer(each, 'alt_text', limits.image.alt),
    (each) => longer(each, 'image_url', limits.image.url),
  ],
  markdown: [(each) => longer(each, 'text', limits.markdown)],
  rich_text: [(each) => (textsIn(each).join('').trim() === '' ? ['empty rich text'] : [])],
  raw_text: [(each) => (textIn(each, 'text').join('') === '' ? ['empty cell'] : [])],
  table: [
    (each) => counted(listOf(each.rows), 1, limits.table.rows),
    (each) => listOf(each.rows).flatMap((row) => counted(listOf(row), 1, limits.table.columns)),
    (each) => {
      const characters = textsIn(each.rows).join('').length;
      return characters > limits.table.characters ? [`${characters} characters in a table`] : [];
    },
  ],
};

function confirmProblems(confirm: Fields): string[] {
  return [
    ...longer(confirm, 'title', limits.confirm.title),
    ...longer(confirm, 'text', limits.confirm.text),
    ...longer(confirm, 'confirm', limits.confirm.button),
    ...longer(confirm, 'deny', limits.confirm.button),
  ];
}

function optionProblems(option: Fields): string[] {
  return [
    ...longer(option, 'text', limits.option.text),
    ...longer(option, 'description', limits.option.description),
    ...longer(option, 'value', limits.option.value),
    ...(typeof option.value === 'string' && option.value !== '' ? [] : ['an option without a value']),
  ];
}

function optionsOf(each: Fields): Fields[] {
  const initial = 'initial_option' in each && isFields(each.initial_option) ? [each.initial_option] : [];
  return [...listIn(each, 'options'), ...listIn(each, 'initial_options'), ...initial];
}

function longer(each: Fields, key: string, most: number): string[] {
  return textIn(each, key)
    .filter((text) => text.length > most)
    .map((text) => `${key} has ${text.length} characters of ${most}`);
}

/** A string there, or the text of a text object there. */
function textIn(each: Fields, key: string): string[] {
  const value = each[key];
  if (typeof value === 'string') return [value];
  return isFields(value) && typeof value.text === 'string' ? [value.text] : [];
}

function counted(list: readonly unknown[], fewest: number, most: number, mayBeNone = false): string[] {
  if (mayBeNone && list.length === 0) return [];
  return list.length < fewest || list.length > most ? [`${list.length} of ${fewest} to ${most}`] : [];
}

function everyObject(value: unknown, path: string): [string, Fields][] {
  if (Array.isArray(value)) return value.flatMap((each, index) => everyObject(each, `${path}/${index}`));
  if (!isFields(value)) return [];
  const inside = Object.entries(value).flatMap(([key, each]) => everyObject(each, `${path}/${key}`));
  return [[path, value], ...inside];
}

function idsIn(block: unknown, key: string): string[] {
  return everyObject(block, '').flatMap(([, each]) => (key in each ? textIn(each, key) : []));
}

function twice(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function listIn(each: Fields, key: string): Fields[] {
  return listOf(each[key]).filter(isFields);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
