// Pieces into messages or onto one surface, in order, within what Slack takes at once.
import { weightOf } from './cut.ts';
import { limits } from './limits.ts';
import type { Piece } from './piece.ts';

interface Weighed {
  readonly piece: Piece;
  readonly characters: number;
  readonly payload: number;
}

/** Every piece, in as few messages as hold them; a heading goes with what follows it. */
export function inMessages(pieces: readonly Piece[]): Piece[][] {
  const messages: Weighed[][] = [[]];
  const place = (piece: Piece): void => {
    const open = messages.at(-1) ?? [];
    const tables = open.filter((each) => each.piece.block.type === 'table').length;
    const instead = tables >= limits.message.tables ? piece.instead : undefined;
    if (instead) {
      for (const each of instead) place(each);
      return;
    }
    const next = weighed(piece);
    if (fitsMessage([...open, next])) open.push(next);
    else messages.push([...open.splice(leadingFrom(open, next)), next]);
  };
  for (const piece of pieces) place(piece);
  return messages.map((message) => message.map(({ piece }) => piece)).filter((message) => message.length > 0);
}

/** What a modal or a home tab can show, and what it cannot. */
export function onSurface(pieces: readonly Piece[]): { shown: Piece[]; left: Piece[] } {
  const all = pieces.flatMap((piece) => piece.instead ?? [piece]);
  let bytes = 0;
  let count = 0;
  for (const { block } of all) {
    bytes += Buffer.byteLength(JSON.stringify(block)) + 1;
    if (count >= limits.surface.blocks || bytes > limits.surface.bytes) break;
    count++;
  }
  let end = count;
  if (count < all.length) while (all[end - 1]?.leads) end--;
  if (end === 0) end = count;
  return { shown: all.slice(0, end), left: all.slice(end) };
}

/** From where on the open message's pieces only lead to the next one, and go with it. */
function leadingFrom(open: readonly Weighed[], next: Weighed): number {
  let from = open.length;
  while (from > 1 && open[from - 1]?.piece.leads && fitsMessage([...open.slice(from - 1), next])) from--;
  return from;
}

function fitsMessage(pieces: readonly Weighed[]): boolean {
  const sum = (of: 'characters' | 'payload') => pieces.reduce((total, each) => total + each[of], 0);
  return (
    pieces.length <= limits.message.blocks &&
    sum('characters') <= limits.message.characters &&
    sum('payload') <= limits.message.payload
  );
}

function weighed(piece: Piece): Weighed {
  const { block } = piece;
  const characters = charactersOf(block);
  // A table's cells have a bound of their own, so that their many braces cannot be meant by the message's.
  return {
    piece,
    characters,
    payload: block.type === 'table' ? characters : weightOf(JSON.stringify(block)),
  };
}

function charactersOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let characters = 0;
  if (Array.isArray(value)) for (const each of value) characters += charactersOf(each);
  else if ('text' in value && typeof value.text === 'string') characters += weightOf(value.text);
  else for (const each of Object.values(value)) characters += charactersOf(each);
  return characters;
}
