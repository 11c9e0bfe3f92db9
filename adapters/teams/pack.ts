// Pieces into cards, in order, within what Teams takes at once.
import type { CardElement } from './card.ts';
import { bytesOf, limits } from './limits.ts';
import type { Piece } from './piece.ts';

/** Left for the card around its elements. */
const shell = 300;

const room = limits.card - shell;

/** For the line that may come above an element. */
const line = 40;

/** Every piece, in as few cards as hold them; a heading goes with what follows it. */
export function inCards(pieces: readonly Piece[]): Piece[][] {
  const cards: Piece[][] = [[]];
  const place = (piece: Piece): void => {
    const open = cards.at(-1) ?? [];
    if (fits([...open, piece])) open.push(piece);
    else if (piece.divide && !fits([piece])) for (const part of piece.divide(room - line)) place(part);
    else cards.push([...open.splice(leadingFrom(open, piece)), piece]);
  };
  for (const piece of pieces) place(piece);
  return cards.filter((card) => card.length > 0);
}

export function elementsOf(pieces: readonly Piece[]): CardElement[] {
  return pieces.map(({ element, separated }, index) =>
    separated === true && index > 0 ? { ...element, separator: true, spacing: 'large' } : element,
  );
}

/** From where on the open card's pieces only lead to the next one, and go with it. */
function leadingFrom(open: readonly Piece[], next: Piece): number {
  let from = open.length;
  while (from > 1 && open[from - 1]?.leads && fits([...open.slice(from - 1), next])) from--;
  return from;
}

function fits(pieces: readonly Piece[]): boolean {
  const bytesWith = ({ element, separated }: Piece) => bytesOf(element) + 1 + (separated ? line : 0);
  return pieces.reduce((sum, piece) => sum + bytesWith(piece), 0) <= room;
}
