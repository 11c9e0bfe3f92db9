// A table as Slack's own, or as columns of monospaced text where that one may not be or cannot hold it.
import type { RawTextElement, RichTextBlock } from '@slack/types';
import type { Renderer } from '../../src/index.ts';
import { clean, isBlank, oneLine } from '../shared/text.ts';
import { gather, weightOf } from './cut.ts';
import { limits } from './limits.ts';
import type { Piece } from './piece.ts';

type Table = Parameters<Renderer<unknown>['table']>[0];
type Rows = readonly (readonly string[])[];

/** A longer cell pushes its row's next columns aside rather than widening the whole table. */
const widest = 40;

/** A header that takes more than this of a block is not repeated in the next. */
const repeated = 600;

export function tablePieces({ columns, rows }: Table): Piece[] {
  const width = Math.max(columns.length, ...rows.map((row) => row.length));
  const all = columns.length === 0 ? rows : [columns, ...rows];
  if (all.flat().every(isBlank)) return [];
  const even = all.map((row) => Array.from({ length: width }, (_, index) => row[index] ?? ''));
  const lines = () => monospaced(even, columns.length > 0);
  const cells = even.map((row) => row.map(cell));
  const characters = cells.flat().reduce((sum, { text }) => sum + weightOf(text), 0);
  const fits =
    columns.length > 0 &&
    even.length <= limits.table.rows &&
    width <= limits.table.columns &&
    characters <= limits.table.characters;
  if (!fits) return lines();
  const wrapped = Array.from({ length: width }, () => ({ is_wrapped: true }));
  const words = even.map(rowWords).join('\n');
  return [
    {
      block: { type: 'table', rows: cells, column_settings: wrapped },
      words,
      // Few tables need it.
      get instead() {
        return lines();
      },
    },
  ];
}

/** Slack refuses an empty cell, and a screen reader says the dash. */
function cell(typed: string): RawTextElement {
  const text = clean(typed).trim();
  return { type: 'raw_text', text: isBlank(text) ? '–' : text };
}

function monospaced(rows: Rows, headed: boolean): Piece[] {
  const tidy = rows.map((row) => row.map(oneLine));
  const widths = (tidy[0] ?? []).map((_, index) =>
    Math.min(widest, Math.max(...tidy.map((row) => lengthOf(row[index] ?? '')))),
  );
  const lineOf = (row: readonly string[]) =>
    row
      .map((text, index) => text + ' '.repeat(Math.max(0, (widths[index] ?? 0) - lengthOf(text))))
      .join('  ')
      .trimEnd();
  const [first, ...others] = tidy.map(lineOf);
  const header = headed ? [first ?? '', widths.map((width) => '─'.repeat(width)).join('  ')].join('\n') : '';
  const body = headed ? others : [first ?? '', ...others];
  if (!headed || weightOf(header) > repeated)
    return gather([...(headed ? header.split('\n') : []), ...body], limits.section)
      .filter((part) => !isBlank(part))
      .map((part) => preformatted(part, part));
  const parts = gather(body, limits.section - weightOf(header) - 1);
  return (parts.length === 0 ? [''] : parts).map((part, index) =>
    preformatted(`${header}\n${part}`.trimEnd(), index === 0 ? `${first}\n${part}`.trimEnd() : part),
  );
}

function preformatted(text: string, words: string): Piece {
  const block: RichTextBlock = {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  };
  return { block, words };
}

function rowWords(row: readonly string[]): string {
  return row
    .map(oneLine)
    .filter((text) => !isBlank(text))
    .join(' · ');
}

function lengthOf(text: string): number {
  return [...text].length;
}
