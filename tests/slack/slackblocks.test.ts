// Others' examples (slackblocks, MIT): valid ones pass our checker of blocks and the fake's own, and every case that must be
// refused, of the kinds that we use, is refused by both. Third-party data: read beside the repository, skipped without it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blockProblems } from '../support/slack/block-kit.ts';
import { blockFaults, type Surface, viewFaults } from '../support/slack/block-rules.ts';
import { listAt, objectsAt, parsed, textAt } from '../support/slack/json-reading.ts';

const theirs = '../shared/data/slack/slackblocks/spec/fixtures';

type Example = readonly [name: string, surface: Surface, blocks: readonly unknown[]];

function filesOf(kind: string): [string, unknown][] {
  const folder = join(theirs, 'valid', kind);
  return readdirSync(folder).map((file) => [
    `${kind}/${file.replace('.json', '')}`,
    parsed(readFileSync(join(folder, file), 'utf8')),
  ]);
}

const plain = (text: string) => ({ type: 'plain_text', text });

/** The smallest block in which such an element may stand. */
function around(element: unknown): unknown {
  const type = textAt(element, 'type') ?? '';
  if (type === 'image') return { type: 'context', elements: [element] };
  const isInput = /_input$/.test(type);
  return isInput
    ? { type: 'input', label: plain('Navn'), element }
    : { type: 'actions', elements: [element] };
}

/** A piece of rich text in what may hold it. */
function inRichText(piece: unknown): unknown {
  const type = textAt(piece, 'type') ?? '';
  if (type === 'rich_text') return piece;
  const isWhole = /^rich_text_/.test(type);
  return {
    type: 'rich_text',
    elements: [isWhole ? piece : { type: 'rich_text_section', elements: [piece] }],
  };
}

function examples(): Example[] {
  if (!existsSync(theirs)) return [];
  return [
    ...filesOf('elements').map(([name, element]): Example => [name, 'modal', [around(element)]]),
    ...filesOf('rich_text').map(([name, piece]): Example => [name, 'message', [inRichText(piece)]]),
    ...filesOf('messages').map(([name, message]): Example => [name, 'message', listAt(message, 'blocks')]),
    ...filesOf('views').map(
      ([name, view]): Example => [
        name,
        textAt(view, 'type') === 'home' ? 'home' : 'modal',
        listAt(view, 'blocks'),
      ],
    ),
  ];
}

/** Where we are stricter, or they are of another age: with the reason. A case that agrees after all must leave this list. */
const disagreed: ReadonlyMap<string, string> = new Map([
  ['elements/rich_text_input_basic', '@slack/types 3.2 has no such element'],
  ['elements/url_source_basic', 'a part of a task card, not an element'],
  ['rich_text/rich_text_channel_basic', 'styles that @slack/types 3.2 lacks'],
  ['rich_text/rich_text_user_basic', 'styles that @slack/types 3.2 lacks'],
  ['rich_text/rich_text_user_group_basic', 'styles that @slack/types 3.2 lacks'],
  ['rich_text/rich_text_list_basic', 'a style that @slack/types 3.2 lacks'],
  ['rich_text/rich_text_list_ordered', 'a style that @slack/types 3.2 lacks'],
  ['rich_text/rich_text_emoji_basic', 'nothing but an emoji is no text of ours'],
  ['messages/message_compound', 'a blank title is no text of ours'],
  ['messages/webhook_message_basic', 'one block_id twice, which Slack refuses'],
  ['messages/webhook_message_delete', 'one block_id twice, which Slack refuses'],
]);

describe.skipIf(!existsSync(theirs))(`slackblocks’ valid examples (skipped without ${theirs})`, () => {
  it.each(examples())('%s', (name, surface, blocks) => {
    const problems = [...blockProblems(blocks, surface), ...blockFaults(blocks, surface)];
    if (disagreed.has(name)) expect(problems).not.toEqual([]);
    else expect(problems).toEqual([]);
  });
});

const x = (count: number) => 'x'.repeat(count);
const section = (more: object) => ({ type: 'section', ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const button = (more: object) => actions({ type: 'button', text: plain('Svar'), action_id: 'a', ...more });
const confirm = (more: object) =>
  button({
    confirm: { title: plain('?'), text: plain('?'), confirm: plain('Ja'), deny: plain('Nej'), ...more },
  });
const option = (more: object = {}) => ({ text: plain('Ja'), value: 'ja', ...more });
const many = (count: number) => Array.from({ length: count }, (_, n) => option({ value: `${n}` }));
const choice = (type: string, more: object) => actions({ type, action_id: 'a', ...more });
const select = (more: object) => choice('static_select', { placeholder: plain('Vælg'), ...more });
const oneOption = (more: object) => select({ options: [option(more)] });
const group = (more: object = {}) => ({ label: plain('Gruppe'), options: [option()], ...more });
const input = (element: object, more: object = {}) => ({
  type: 'input',
  label: plain('Navn'),
  element,
  ...more,
});
const image = (more: object) => ({ type: 'image', image_url: 'https://x.dk/a.png', alt_text: 'a', ...more });
const cells = (count: number) => Array.from({ length: count }, () => ({ type: 'raw_text', text: 'x' }));

/** A block for each case that concerns what we send. */
const refused: Readonly<Record<string, object>> = {
  'text-empty': section({ text: plain('') }),
  'text-too-long': section({ text: plain(x(3_001)) }),
  'section-text-too-long': section({ text: plain(x(3_001)) }),
  'section-too-many-fields': section({ fields: Array(11).fill(plain('a')) }),
  'section-field-too-long': section({ fields: [plain(x(2_001))] }),
  'section-missing-content': section({}),
  'block-id-too-long': section({ text: plain('a'), block_id: x(256) }),
  'button-action-id-too-long': button({ action_id: x(256) }),
  'button-text-too-long': button({ text: plain(x(76)) }),
  'button-url-too-long': button({ url: `https://x.dk/${x(3_000)}` }),
  'button-value-too-long': button({ value: x(2_001) }),
  'button-accessibility-label-too-long': button({ accessibility_label: x(76) }),
  'confirmation-title-too-long': confirm({ title: plain(x(101)) }),
  'confirmation-text-too-long': confirm({ text: plain(x(301)) }),
  'confirmation-confirm-too-long': confirm({ confirm: plain(x(31)) }),
  'confirmation-deny-too-long': confirm({ deny: plain(x(31)) }),
  'option-text-too-long': oneOption({ text: plain(x(76)) }),
  'option-value-too-long': oneOption({ value: x(151) }),
  'option-description-too-long': oneOption({ description: plain(x(76)) }),
  'option-group-label-too-long': select({ option_groups: [group({ label: plain(x(76)) })] }),
  'option-group-empty': select({ option_groups: [group({ options: [] })] }),
  'option-group-too-many-options': select({ option_groups: [group({ options: many(101) })] }),
  'select-placeholder-too-long': select({ placeholder: plain(x(151)), options: [option()] }),
  'select-too-many-options': select({ options: many(101) }),
  'select-too-many-option-groups': select({ option_groups: Array.from({ length: 101 }, () => group()) }),
  'static-select-options-and-groups': select({ options: [option()], option_groups: [group()] }),
  'overflow-empty': choice('overflow', { options: [] }),
  'overflow-too-many-options': choice('overflow', { options: many(6) }),
  'checkboxes-empty': choice('checkboxes', { options: [] }),
  'checkboxes-too-many-options': choice('checkboxes', { options: many(11) }),
  'radio-buttons-empty': choice('radio_buttons', { options: [] }),
  'radio-buttons-too-many-options': choice('radio_buttons', { options: many(11) }),
  'table-too-many-rows': { type: 'table', rows: Array.from({ length: 101 }, () => cells(1)) },
  'file-input-max-files-too-small': input({ type: 'file_input', action_id: 'a', max_files: 0 }),
  'file-input-max-files-too-large': input({ type: 'file_input', action_id: 'a', max_files: 11 }),
  'plain-text-input-max-length-too-large': input({
    type: 'plain_text_input',
    action_id: 'a',
    max_length: 3_001,
  }),
  'actions-too-many-elements': actions(
    ...Array.from({ length: 26 }, (_, n) => ({ type: 'button', text: plain('Ja'), action_id: `${n}` })),
  ),
  'context-too-many-elements': { type: 'context', elements: Array(11).fill(plain('a')) },
  'context-invalid-element': { type: 'context', elements: [{ type: 'divider' }] },
  'header-text-too-long': { type: 'header', text: plain(x(151)) },
  'image-url-too-long': image({ image_url: `https://x.dk/${x(3_000)}` }),
  'image-alt-text-too-long': image({ alt_text: x(2_001) }),
  'input-label-too-long': input({ type: 'plain_text_input', action_id: 'a' }, { label: plain(x(2_001)) }),
  'input-hint-too-long': input({ type: 'plain_text_input', action_id: 'a' }, { hint: plain(x(2_001)) }),
  'input-invalid-element': input({ type: 'button', text: plain('Ja'), action_id: 'a' }),
  'markdown-too-long': { type: 'markdown', text: x(12_001) },
};

const modal = { type: 'modal', title: plain('Svar'), blocks: [{ type: 'divider' }] };
const refusedViews: Readonly<Record<string, object>> = {
  'view-missing-blocks': { ...modal, blocks: undefined },
  'view-too-many-blocks': { ...modal, blocks: Array(101).fill({ type: 'divider' }) },
  'view-private-metadata-too-long': { ...modal, private_metadata: x(3_001) },
  'view-callback-id-too-long': { ...modal, callback_id: x(256) },
  'view-title-too-long': { ...modal, title: plain(x(25)) },
  'view-close-too-long': { ...modal, close: plain(x(25)) },
  'view-submit-too-long': { ...modal, submit: plain(x(25)) },
};

/** Kinds that no view of ours becomes, or of which limits.json alone knows. */
const notOurs =
  /^(alert|card|carousel|container|context-actions|feedback|icon-button|data-|pie-|chart-|axis-|video|url-source|option-url|number-input)|^(table-ragged-rows|table-column-settings-mismatch|image-url-and-slack-file|markdown-empty)$/;

describe('slackblocks’ invalid cases', () => {
  it.skipIf(!existsSync(theirs))(
    `are all (skipped without ${theirs}) either tried here or of kinds that the bot does not send`,
    () => {
      const cases = objectsAt(parsed(readFileSync(join(theirs, 'invalid/manifest.json'), 'utf8')), 'cases');
      const ours = cases.flatMap((each) => textAt(each, 'id') ?? []).filter((id) => !notOurs.test(id));
      expect(ours.sort()).toEqual([...Object.keys(refused), ...Object.keys(refusedViews)].sort());
    },
  );

  const surfaceOf = (block: object): Surface => (textAt(block, 'type') === 'input' ? 'modal' : 'message');

  it.each(Object.entries(refused))('%s: refused by our checker and by the fake', (_, block) => {
    expect(blockProblems([block], surfaceOf(block))).not.toEqual([]);
    expect(blockFaults([block], surfaceOf(block))).not.toEqual([]);
  });

  it('are refused for what is wrong with them: the same blocks without it pass', () => {
    const good = [
      section({ text: plain(x(3_000)) }),
      button({ value: x(2_000) }),
      confirm({ title: plain(x(100)) }),
      oneOption({ description: plain(x(75)) }),
      select({ option_groups: [group({ options: many(100) })] }),
      choice('overflow', { options: many(5) }),
      choice('checkboxes', { options: many(10) }),
      choice('radio_buttons', { options: many(10) }),
      { type: 'table', rows: Array.from({ length: 100 }, () => cells(1)) },
      { type: 'context', elements: Array(10).fill(plain('a')) },
      { type: 'header', text: plain(x(150)) },
      image({ alt_text: x(2_000) }),
      { type: 'markdown', text: x(12_000) },
      input({ type: 'file_input', action_id: 'a', max_files: 10 }),
      input({ type: 'plain_text_input', action_id: 'a', max_length: 3_000 }, { hint: plain(x(2_000)) }),
    ];
    for (const block of good) {
      const surface = surfaceOf(block);
      expect([blockProblems([block], surface), blockFaults([block], surface)], textAt(block, 'type')).toEqual(
        [[], []],
      );
    }
  });

  it.each(Object.entries(refusedViews))('%s: refused by the fake', (_, view) => {
    expect(viewFaults(view, 'modal')).not.toEqual([]);
    expect(viewFaults(modal, 'modal')).toEqual([]);
  });
});
