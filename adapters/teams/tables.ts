// A table as a card's own, or each row as a list of its fields where a phone could not show the columns.
import type { Renderer } from '../../src/index.ts';
import { isBlank } from '../shared/text.ts';
import type { CardElement } from './card.ts';
import { bytesOf, limits } from './limits.ts';
import { close, type Piece, pair, paragraph, readable } from './piece.ts';

type Table = Parameters<Renderer<unknown>['table']>[0];
type Rows = readonly (readonly string[])[];

/** Characters after which a column grows no wider. */
const widest = 60;

export function tablePieces({ columns, rows }: Table): Piece[] {
  const width = Math.max(columns.length, ...rows.map((row) => row.length));
  if ([...columns, ...rows.flat()].every(isBlank)) return [];
  const even = (row: readonly string[]) => Array.from({ length: width }, (_, index) => row[index] ?? '');
  const [header, body] = [even(columns), rows.map(even)];
  const fits =
    columns.length > 0 &&
    width <= limits.table.columns &&
    [header, ...body].every((row) => bytesOf(rowOf(row)) <= limits.table.rowBytes);
  return fits ? [tablePiece(header, body, true)] : records(header, body);
}

/** `first`: the header is among its words, not only above them. */
function tablePiece(header: readonly string[], rows: Rows, first: boolean): Piece {
  return {
    element: {
      type: 'Table',
      columns: widthsOf([header, ...rows]).map((width) => ({ width })),
      rows: [rowOf(header, 'bolder'), ...rows.map((row) => rowOf(row))],
    },
    words: (first ? [header, ...rows] : rows).map(rowWords).join('\n'),
    divide: (bytes) => divided(header, rows, bytes),
  };
}

/** The header stands above each part. */
function divided(header: readonly string[], rows: Rows, bytes: number): Piece[] {
  const frame = bytesOf(tablePiece(header, [], true).element);
  const parts: (readonly string[])[][] = [[]];
  let room = bytes - frame;
  for (const row of rows) {
    const weight = bytesOf(rowOf(row)) + 1;
    if (weight > room) {
      parts.push([]);
      room = bytes - frame;
    }
    parts.at(-1)?.push(row);
    room -= weight;
  }
  return parts.map((part, index) => tablePiece(header, part, index === 0));
}

function rowOf(row: readonly string[], weight?: 'bolder'): CardElement {
  const style = weight === undefined ? {} : { weight };
  return {
    type: 'TableRow',
    cells: row.map((typed) => ({ type: 'TableCell', items: [paragraph([shown(typed), style])] })),
  };
}

/** A line separates the rows. */
function records(header: readonly string[], rows: Rows): Piece[] {
  const headed = header.some((name) => !isBlank(name));
  const named = headed && rows.length === 0 ? [header] : rows;
  return named.flatMap((row) => {
    const fields = row.flatMap((value, index) => {
      const name = header[index] ?? '';
      return isBlank(value) && isBlank(name) ? [] : pair(name, shown(value));
    });
    const [first, ...others] = close(fields);
    return first ? [{ ...first, separated: true }, ...others] : [];
  });
}

/** A long text takes more lines rather than all the width, so that a date beside it is not broken. */
function widthsOf(rows: Rows): number[] {
  return (rows[0] ?? []).map((_, index) => {
    const longest = Math.max(1, ...rows.map((row) => row[index]?.length ?? 0));
    return Math.round(10 * Math.sqrt(Math.min(longest, widest)));
  });
}

/** A screen reader says the dash. */
function shown(typed: string): string {
  const text = readable(typed).trim();
  return isBlank(text) ? '–' : text;
}

function rowWords(row: readonly string[]): string {
  return row.map(shown).join(' · ');
}
