// A block with its words, and the few kinds of block that text becomes. No user text is ever mrkdwn here.
import type { KnownBlock, PlainTextElement, RichTextText } from '@slack/types';
import { clean, isBlank, oneLine } from '../shared/text.ts';
import { gather, split, weightOf } from './cut.ts';
import { limits } from './limits.ts';

export interface Piece {
  readonly block: KnownBlock;
  /** The same without blocks: for the notification, and for what finds no room. */
  readonly words: string;
  /** Is not left alone at the end of a message: what it introduces follows. */
  readonly leads?: boolean;
  /** A table's stand-in where no table, or no further one, may be. */
  readonly instead?: readonly Piece[];
}

/** `emoji: false`: a typed `:name:` stays what it is, and a sign is not counted as its long name. */
export function plainText(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

/** Sections of plain text; none for blank text. */
export function sections(text: string): Piece[] {
  return split(clean(text), limits.section).map(section);
}

/** Lines that may begin with white space, put together into sections. */
export function lineSections(lines: readonly string[]): Piece[] {
  return gather(lines.map(clean), limits.section).map(section);
}

export function headingPieces(text: string): Piece[] {
  const words = oneLine(text);
  if (isBlank(words)) return [];
  if (weightOf(words) <= limits.header)
    return [{ block: { type: 'header', text: plainText(words) }, words, leads: true }];
  return split(words, limits.section).map((part) =>
    richText([{ type: 'text', text: part, style: { bold: true } }], part),
  );
}

/** A line that can be copied: literal, whatever is in it. */
export function codePieces(label: string, line: string): Piece[] {
  const before = isBlank(label) ? [] : sections(`${label}:`);
  const parts = split(line, limits.section);
  return [
    ...before.map((piece) => ({ ...piece, leads: true })),
    ...parts.map((part) => richText([{ type: 'text', text: part, style: { code: true } }], part)),
  ];
}

function richText(elements: RichTextText[], words: string): Piece {
  return { block: { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }, words };
}

function section(words: string): Piece {
  return { block: { type: 'section', text: plainText(words) }, words };
}
