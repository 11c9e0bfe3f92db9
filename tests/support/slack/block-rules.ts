// What Slack refuses in blocks and views: the field's limits as Slack states them. Written apart from the bot's own.
// Numbers: JSDoc of @slack/types 3.2 where nothing else is said.
import { elementFaults, plainTextFaults, textObjectFaults } from './element-rules.ts';
import { at, type Json, listAt, objectAt, objectsAt, textAt } from './json-reading.ts';

// docs.slack.dev/reference/block-kit/blocks
const BLOCKS_IN_MESSAGE = 50;
const BLOCKS_IN_VIEW = 100;
// Undocumented: slackapi/bolt-js#2509 saw `msg_blocks_too_long` near 13.2 k characters.
const CHARACTERS_IN_MESSAGE = 13_200;
// docs.slack.dev/reference/methods/views.push
const VIEW_BYTES = 250_000;

const message = [
  'actions',
  'context',
  'divider',
  'file',
  'header',
  'image',
  'input',
  'markdown',
  'rich_text',
];
const surface = [
  'actions',
  'context',
  'divider',
  'header',
  'image',
  'input',
  'rich_text',
  'section',
  'video',
];
const allowed = {
  message: new Set([...message, 'section', 'table', 'video', 'context_actions']),
  modal: new Set(surface),
  home: new Set(surface),
};
export type Surface = keyof typeof allowed;

/** Everything that Slack would refuse; empty when it takes them. */
export function blockFaults(blocks: unknown, surface: Surface): string[] {
  if (!Array.isArray(blocks)) return ['[ERROR] must provide a list [json-pointer:/blocks]'];
  const most = surface === 'message' ? BLOCKS_IN_MESSAGE : BLOCKS_IN_VIEW;
  const faults =
    blocks.length > most ? [`[ERROR] no more than ${most} items allowed [json-pointer:/blocks]`] : [];
  const ids = new Set<string>();
  let tables = 0;
  for (const [index, block] of blocks.entries()) {
    const path = `/blocks/${index}`;
    const type = textAt(block, 'type') ?? '';
    if (!allowed[surface].has(type))
      faults.push(`[ERROR] unsupported type: ${type} [json-pointer:${path}/type]`);
    const id = at(block, 'block_id');
    if (id !== undefined && (typeof id !== 'string' || id.length < 1 || id.length > 255))
      faults.push(`[ERROR] block_id must be 1 to 255 characters [json-pointer:${path}/block_id]`);
    if (typeof id === 'string' && ids.has(id))
      faults.push(`[ERROR] block_id already exists: ${id} [json-pointer:${path}/block_id]`);
    if (typeof id === 'string') ids.add(id);
    if (type === 'table' && ++tables > 1) faults.push(`[ERROR] only one table [json-pointer:${path}]`);
    faults.push(...oneBlock(block, type, path));
  }
  return faults;
}

/** Whether the words of all blocks together are more than a message holds. */
export function tooLongTogether(blocks: readonly Json[]): boolean {
  let length = 0;
  JSON.stringify(blocks, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') length += value.length;
    return value;
  });
  return length > CHARACTERS_IN_MESSAGE;
}

function oneBlock(block: unknown, type: string, path: string): string[] {
  if (type === 'section') return section(block, path);
  if (type === 'header') return plainTextFaults(at(block, 'text'), 150, `${path}/text`);
  if (type === 'context') {
    const elements = listAt(block, 'elements');
    const words = elements.filter((element) => textAt(element, 'type') !== 'image');
    return [
      ...count(elements, 1, 10, `${path}/elements`),
      ...words.flatMap((element) => textObjectFaults(element, 2000, `${path}/elements`)),
    ];
  }
  if (type === 'actions') return actions(block, path);
  if (type === 'input') return input(block, path);
  if (type === 'image') {
    const alt = textAt(block, 'alt_text') ?? '';
    const url = textAt(block, 'image_url') ?? '';
    return [
      ...(alt.length < 1 || alt.length > 2000 ? [`[ERROR] alt_text [json-pointer:${path}/alt_text]`] : []),
      ...(url.length > 3000 ? [`[ERROR] image_url [json-pointer:${path}/image_url]`] : []),
    ];
  }
  if (type === 'markdown' && (textAt(block, 'text') ?? '').length > 12_000)
    return [`[ERROR] must be less than 12001 characters [json-pointer:${path}/text]`];
  if (type === 'table') return table(block, path);
  return [];
}

function section(block: unknown, path: string): string[] {
  const text = at(block, 'text');
  const fields = at(block, 'fields');
  const faults: string[] = [];
  if (text === undefined && fields === undefined)
    faults.push(`[ERROR] missing required field: text [json-pointer:${path}]`);
  if (text !== undefined) faults.push(...textObjectFaults(text, 3000, `${path}/text`));
  if (fields !== undefined) {
    faults.push(...count(listAt(block, 'fields'), 1, 10, `${path}/fields`));
    for (const field of listAt(block, 'fields'))
      faults.push(...textObjectFaults(field, 2000, `${path}/fields`));
  }
  const accessory = objectAt(block, 'accessory');
  if (accessory !== undefined) faults.push(...elementFaults(accessory, 'section', `${path}/accessory`));
  return faults;
}

function actions(block: unknown, path: string): string[] {
  const elements = objectsAt(block, 'elements');
  const faults = count(elements, 1, 25, `${path}/elements`);
  const ids = new Set<string>();
  for (const [index, element] of elements.entries()) {
    const here = `${path}/elements/${index}`;
    faults.push(...elementFaults(element, 'actions', here));
    const id = textAt(element, 'action_id');
    if (id !== undefined && ids.has(id))
      faults.push(`[ERROR] action_id already exists: ${id} [json-pointer:${here}]`);
    if (id !== undefined) ids.add(id);
  }
  return faults;
}

function input(block: unknown, path: string): string[] {
  const faults = plainTextFaults(at(block, 'label'), 2000, `${path}/label`);
  if (at(block, 'hint') !== undefined)
    faults.push(...plainTextFaults(at(block, 'hint'), 2000, `${path}/hint`));
  const element = objectAt(block, 'element');
  if (element === undefined) faults.push(`[ERROR] missing required field: element [json-pointer:${path}]`);
  else faults.push(...elementFaults(element, 'input', `${path}/element`));
  return faults;
}

// 100 rows, 20 columns, 10,000 characters: vercel/chat limits.ts.
function table(block: unknown, path: string): string[] {
  const rows = listAt(block, 'rows');
  const faults = count(rows, 1, 100, `${path}/rows`);
  if (rows.some((row) => !Array.isArray(row) || row.length < 1 || row.length > 20))
    faults.push(`[ERROR] between 1 and 20 cells [json-pointer:${path}/rows]`);
  let length = 0;
  JSON.stringify(rows, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') length += value.length;
    return value;
  });
  if (length > 10_000) faults.push(`[ERROR] no more than 10000 characters [json-pointer:${path}/rows]`);
  return faults;
}

function count(list: readonly unknown[], least: number, most: number, path: string): string[] {
  if (list.length < least) return [`[ERROR] no fewer than ${least} items allowed [json-pointer:${path}]`];
  return list.length > most ? [`[ERROR] no more than ${most} items allowed [json-pointer:${path}]`] : [];
}

export function viewFaults(view: unknown, type: 'modal' | 'home'): string[] {
  const faults: string[] = [];
  const refuse = (what: string, where: string): void => {
    faults.push(`[ERROR] ${what} [json-pointer:/view/${where}]`);
  };
  if (at(view, 'type') !== type) refuse(`type must be ${type}`, 'type');
  if (type === 'modal') faults.push(...plainTextFaults(at(view, 'title'), 24, '/view/title'));
  for (const name of ['submit', 'close']) {
    const words = at(view, name);
    if (words === undefined || words === null) continue;
    if (type === 'home') refuse(`invalid additional property: ${name}`, name);
    else faults.push(...plainTextFaults(words, 24, `/view/${name}`));
  }
  if (type === 'home' && at(view, 'title') !== undefined)
    refuse('invalid additional property: title', 'title');
  if ((textAt(view, 'private_metadata') ?? '').length > 3000)
    refuse('must be less than 3001 characters', 'private_metadata');
  if ((textAt(view, 'callback_id') ?? '').length > 255)
    refuse('must be less than 256 characters', 'callback_id');
  if ((textAt(view, 'external_id') ?? '').length > 255)
    refuse('must be less than 256 characters', 'external_id');
  const asks = objectsAt(view, 'blocks').some((block) => block.type === 'input');
  if (type === 'modal' && asks && objectAt(view, 'submit') === undefined)
    refuse('missing required field: submit (there are input blocks)', 'submit');
  return [...faults, ...blockFaults(at(view, 'blocks'), type)];
}

export function viewTooLarge(view: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(view)) > VIEW_BYTES;
}
