// Slack's bounds in one table, each with its source. Characters are counted as heavy as they can count: `&` as `&amp;`.
// [types] = the doc comments of @slack/types 3.2; [docs] = docs.slack.dev; [seen] = reported by others; [own] = our choice.

export const limits = {
  message: {
    /** [docs] reference/block-kit/blocks: 50 in a message. */
    blocks: 50,
    /** [seen] bolt-js#2509: "12,000 text characters with a buffer for block containers", else `msg_blocks_too_long`. */
    characters: 12_000,
    /** [seen] bolt-js#2509 ends at 13,297, and #2867 saw 11,341 characters refused: the blocks themselves count too. */
    payload: 13_000,
    /** [own] The words without the blocks: what a notification needs, well under chat.update's 4,000. */
    text: 3_000,
    /** [seen] `only_one_table_allowed`; several tables would share the 10,000 characters of one. */
    tables: 1,
  },
  surface: {
    /** [docs] reference/block-kit/blocks: 100 in a modal or a home tab. */
    blocks: 100,
    /** [docs] views.push: `view_too_large` above 250 KB; the rest is left to the title and the metadata. */
    bytes: 240_000,
  },
  /** [types] HeaderBlock.text */
  header: 150,
  /** [types] SectionBlock.text, TextObject. Not documented for rich_text, where we keep to it too. */
  section: 3_000,
  /** [types] SectionBlock.fields. `together` is [own]: ten full fields would be too much for a message. */
  fields: { count: 10, characters: 2_000, together: 6_000 },
  /** [types] TableBlock.rows; the 10,000 characters are [seen] in vercel/chat's limits. */
  table: { rows: 100, columns: 20, characters: 10_000 },
  /** [types] ActionsBlock.elements. `payload` is [own]: a block of long tokens must still fit into a message. */
  actions: { elements: 25, payload: 6_000 },
  /** [types] Button, with its `accessibility_label` */
  button: { text: 75, value: 2_000, url: 3_000 },
  /** [types] OptionDescriptor. The docs-derived limits.json of slackblocks says 150 for the value; the smaller one is safe. */
  option: { text: 75, value: 75, description: 75 },
  /** [docs] overflow-element: at most 5; a menu of one is a button. */
  overflow: { fewest: 2, options: 5 },
  /** [types] Block.block_id, Actionable.action_id */
  id: 255,
  /** [types] ContextBlock.elements */
  context: 10,
  /** [types] InputBlock.label and hint */
  input: { label: 2_000, hint: 2_000 },
  /** [types] PlainTextInput.max_length, Placeholdable */
  plainTextInput: 3_000,
  placeholder: 150,
  /** [types] Select.options and option_groups; [docs] checkboxes and radio buttons */
  select: { options: 100, groups: 100 },
  choices: 10,
  /** [types] FileInput.max_files */
  files: 10,
  /** [types] ImageBlock, ImageElement */
  image: { alt: 2_000, url: 3_000 },
  /** [types] MarkdownBlock.text */
  markdown: 12_000,
  /** [types] Confirm */
  confirm: { title: 100, text: 300, button: 30 },
  /** [types] ModalView; [docs] views.open: callback_id, private_metadata */
  view: { title: 24, button: 24, metadata: 3_000, callback: 255 },
} as const;
