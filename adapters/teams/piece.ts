// An element of a card with its words, and the few kinds of element that text becomes. What people typed stands in TextRuns
// alone: a TextBlock, a FactSet and their escapes are markdown, which each of Teams' clients reads its own way.
import { split } from '../shared/cut.ts';
import { clean, isBlank, oneLine } from '../shared/text.ts';
import type { CardElement } from './card.ts';
import { limits } from './limits.ts';

export interface Piece {
  readonly element: CardElement;
  /** The same without a card: for the summary, and for what finds no room. */
  readonly words: string;
  /** Is not left alone at the end of a card: what it introduces follows. */
  readonly leads?: boolean;
  /** A line above it, where it is not the first of its card. */
  readonly separated?: boolean;
  /** In parts of at most so many bytes each, where it has a better way of going on than as a whole on the next card. */
  divide?(bytes: number): Piece[];
}

interface Style {
  readonly weight?: 'bolder';
  readonly size?: 'large';
  readonly color?: 'attention';
  readonly isSubtle?: true;
  readonly fontType?: 'monospace';
}

/** They turn around what stands beside them. */
const turning = /[\u202A-\u202E\u2066-\u2069]/g;

/** Inside `{{DATE(…)}}` and `{{TIME(…)}}`, which clients replace in every text, but not across two runs. */
const insideMacro = /(?<=\{)(?=\{(?:DATE|TIME)\()/;

/** Without a sign of markdown, and with nothing that could be a link: drawn alike by all clients. */
const harmless = /^(?!\d+[.)])[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ,;?!%/()'"»«–—…-]|[.:&](?= |$))*$/u;

/** As it is shown: nothing invisible that moves other words. */
export function readable(text: string): string {
  return clean(text).replace(turning, '\uFFFD');
}

/** A plain title, label or choice: no client reads markdown in these. */
export function lineOf(text: string): string {
  return oneLine(readable(text));
}

/** Text with its style, one after the other in a paragraph. */
export function paragraph(...parts: readonly (readonly [text: string, style?: Style])[]): CardElement {
  const inlines = parts.flatMap(([text, style]) =>
    readable(text)
      .split(insideMacro)
      .map((part) => ({ type: 'TextRun', text: part, ...style })),
  );
  return { type: 'RichTextBlock', inlines };
}

/** Paragraphs; none for blank text. */
export function texts(text: string, style: Style = {}): Piece[] {
  return split(readable(text), limits.text).map((words) => ({ element: paragraph([words, style]), words }));
}

/** They belong together, and stand close. */
export function close(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, index) =>
    index === 0 ? piece : { ...piece, element: { ...piece.element, spacing: 'small' } },
  );
}

/** A label in bold and what it says. */
export function pair(label: string, value: string): Piece[] {
  const [first = '–', ...rest] = split(readable(value).trim(), limits.text);
  if (isBlank(label)) return texts([first, ...rest].join('\n'));
  const name = lineOf(label);
  if (name.length > limits.text) return [...texts(`${name}:`, { weight: 'bolder' }), ...texts(value)];
  return [
    { element: paragraph([`${name}: `, { weight: 'bolder' }], [first]), words: `${name}: ${first}` },
    ...rest.flatMap((part) => texts(part)),
  ];
}

/** Announced as a heading where its words cannot be taken for markdown. */
export function headings(text: string): Piece[] {
  const words = lineOf(text);
  if (isBlank(words)) return [];
  if (words.length > limits.text) return texts(words, { weight: 'bolder' });
  const style = { size: 'large', weight: 'bolder' } as const;
  const element = harmless.test(words)
    ? { type: 'TextBlock', text: words, style: 'heading', wrap: true, ...style }
    : paragraph([words, style]);
  return [{ element, words, leads: true }];
}
