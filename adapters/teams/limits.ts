// The bounds of cards in one table, each with its source. Bytes are UTF-8 of the card as JSON.
// [docs] = learn.microsoft.com, msteams platform; [parser] = adaptivecards 3.0.6; [own] = our choice.

export const limits = {
  /**
   * [docs] 28 KB was the bound of a message for long, and webhooks keep it; today's is 100 KB of UTF-16. The rest of the
   * 28,000 is left to the summary (at most 3,000 bytes) and to the activity around the card.
   */
  card: 24_000,
  /** [own] What a notification and a screen reader get; the feed shows the first line of it. */
  summary: 1_000,
  /** [own] Of one block of text, so that a long one can go on in the next card. */
  text: 3_000,
  actions: {
    /** [parser] HostConfig.actions.maxActions; Teams shows six. */
    together: 5,
    /** [own] Open beside a task; the rest stands behind the set's `…`. */
    open: 3,
    /** [own] Longer than a phone is wide: then the whole label stands above the button. */
    title: 75,
    /** [own] Characters; it stands twice in a card, and a longer line is better typed. */
    token: 4_000,
    /** [own] Bytes of one set: few of them fill a card. */
    bytes: 12_000,
  },
  /** [own] `bytes` of one menu. */
  menu: { choices: 100, bytes: 12_000 },
  /** [own] More columns cannot be read on a phone, and no longer row as a row. */
  table: { columns: 5, rowBytes: 6_000 },
  /** [own] Bytes up to which a task is one block with its buttons. */
  task: 6_000,
  input: {
    /** [own] As long as the core takes words: src/args.ts. */
    text: 4_000,
    /** [own] More people or choices are typed. */
    choices: 100,
  },
} as const;

export function bytesOf(json: unknown): number {
  return Buffer.byteLength(JSON.stringify(json));
}
