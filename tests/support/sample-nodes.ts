// Nodes of any size for the tests of how a platform draws them.
import type { Action, Node, Renderer } from '../../src/view/nodes.ts';

/** `Nr. 1` stands for `linje 1`. */
export function actions(count: number): Action[] {
  return Array.from({ length: count }, (_, index) => ({
    label: `Nr. ${index + 1}`,
    line: `linje ${index + 1}`,
  }));
}

/** Columns `K0`, `K1`; in each cell the text with its row and column. */
export function table(rows: number, columns = 2, text = 'celle'): Node {
  return {
    kind: 'table',
    columns: Array.from({ length: columns }, (_, index) => `K${index}`),
    rows: Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (_, column) => `${text} ${row}.${column}`),
    ),
  };
}

/** `Afsnit 0` and so on, each with those words behind it. */
export function paragraphs(count: number, words = ''): Node[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: 'text',
    text: `Afsnit ${index}${words}`,
  }));
}

/** What every platform relies on: the compiler refuses it, for it has no dividers and actions. */
// @ts-expect-error a renderer without a kind
export const forgetful: Renderer<string> = {
  heading: () => '',
  text: () => '',
  facts: () => '',
  list: () => '',
  table: () => '',
  notice: () => '',
  task: () => '',
};
