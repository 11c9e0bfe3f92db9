// A letter arranged for the page: what stands where, the same for docx and pdf. No measures, no markup.
import type { Letter, Part } from '../letters/letter.ts';

export interface Block {
  readonly kind: 'title' | 'paragraph' | 'list' | 'greeting' | 'signature' | 'annexes';
  readonly lines: readonly string[];
}

export interface SideBlock {
  /** `Sagsnr.`; null in the sender's address. */
  readonly label: string | null;
  readonly lines: readonly string[];
}

export interface Page {
  /** One line, never empty: for the file's properties and the mail's subject. */
  readonly title: string;
  /** `2025-02-10` */
  readonly drafted: string;
  readonly recipient: readonly string[];
  /** The narrow column at the right, from the top. */
  readonly side: readonly SideBlock[];
  /** Below, in reading order. */
  readonly body: readonly Block[];
}

/** Lines of a part in Unicode's composed form; blank lines at either end are dropped. */
export function linesOf(text: string): readonly string[] {
  const lines = text
    .normalize('NFC')
    .replaceAll('\t', ' ')
    .split(/\r\n?|[\n\u2028\u2029]/u)
    .map((line) => line.trim());
  const first = lines.findIndex((line) => line !== '');
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex((line) => line !== '') + 1);
}

function filledLines(part: Part): readonly string[] {
  return linesOf(part.text).filter((line) => line !== '');
}

function sideBlocks(part: Part): readonly SideBlock[] {
  const lines = filledLines(part);
  if (part.role === 'sender') return lines.length === 0 ? [] : [{ label: null, lines }];
  const blocks: SideBlock[] = [];
  for (let index = 0; index < lines.length; index += 2) {
    blocks.push({ label: lines[index] ?? '', lines: lines.slice(index + 1, index + 2) });
  }
  return blocks;
}

function blocks(part: Part): readonly Block[] {
  switch (part.role) {
    case 'recipient':
    case 'sender':
    case 'reference':
      return [];
    case 'list':
    case 'annexes':
      return [{ kind: part.role, lines: filledLines(part) }];
    case 'title':
    case 'paragraph':
    case 'greeting':
    case 'signature':
      return [{ kind: part.role, lines: linesOf(part.text) }];
  }
}

/** `Brev-1 v2`: how a letter without a title, and every file of a letter, is called. */
export function letterName(letter: Letter): string {
  return `${letter.id} v${letter.version}`;
}

/** Arranges the parts; recipients and the side column are collected, the rest keeps its order. */
export function arrange(letter: Letter): Page {
  const title = letter.parts.find((part) => part.role === 'title' && linesOf(part.text).length > 0);
  return {
    title: title === undefined ? letterName(letter) : filledLines(title).join(' '),
    drafted: letter.drafted,
    recipient: letter.parts.filter((part) => part.role === 'recipient').flatMap(filledLines),
    side: letter.parts
      .filter((part) => part.role === 'sender' || part.role === 'reference')
      .flatMap(sideBlocks),
    body: letter.parts.flatMap(blocks).filter((block) => block.lines.length > 0),
  };
}
