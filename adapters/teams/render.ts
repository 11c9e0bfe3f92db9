// A view as Adaptive Cards: every node kind, as many cards as it takes, nothing dropped. What people typed stays plain text.
import { type Renderer, renderWith, type View } from '../../src/index.ts';
import { shorten } from '../shared/cut.ts';
import { clean, isBlank } from '../shared/text.ts';
import { tones } from '../shared/tones.ts';
import { actionPieces, type Drawing, menuPieces, type Place, type Pressing } from './buttons.ts';
import type { Card, CardElement } from './card.ts';
import { bytesOf, limits } from './limits.ts';
import { elementsOf, inCards } from './pack.ts';
import { close, headings, type Piece, pair, paragraph, texts } from './piece.ts';
import { tablePieces } from './tables.ts';

export type { Drawing } from './buttons.ts';

export interface Drawn {
  readonly card: Card;
  /** The words of it, for notifications and for clients that draw no cards: plain, never empty, at most 1,000 characters. */
  readonly summary: string;
}

const styles = { done: 'good', warning: 'warning', refusal: 'attention' } as const;

const nothing: Piece = { element: paragraph(['–']), words: '–' };

/** As many as the view needs, none above 24,000 bytes. */
export function renderCards(view: View, drawing: Drawing): readonly [Drawn, ...Drawn[]] {
  const [first = [nothing], ...rest] = inCards(piecesOf(view, drawing, 'message'));
  return [drawnOf(first), ...rest.map(drawnOf)];
}

/** One card, for a dialog; what does not fit is in `rest` as plain text. */
export function renderDialog(view: View, drawing: Drawing): { card: Card; rest: string | null } {
  const [first = [nothing], ...left] = inCards(piecesOf(view, drawing, 'dialog'));
  const { card } = drawnOf(first);
  return { card, rest: left.length === 0 ? null : wordsOf(left.flat()) };
}

/** The view's first elements, to stand above something else, within so many bytes. */
export function renderAbove(view: View, drawing: Drawing, place: Place, bytes: number): CardElement[] {
  let room = bytes;
  const fitting = piecesOf(view, drawing, place).filter(({ element }) => {
    room -= bytesOf(element) + 1;
    return room >= 0;
  });
  return elementsOf(fitting);
}

export function cardOf(body: readonly CardElement[]): Card {
  const wide = body.some(({ type }) => type === 'Table');
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    body,
    ...(wide ? { msteams: { width: 'Full' } } : {}),
  };
}

function drawnOf(pieces: readonly Piece[]): Drawn {
  const card = cardOf(elementsOf(pieces));
  return { card, summary: shorten(clean(wordsOf(pieces)).trim(), limits.summary) };
}

const wordsOf = (pieces: readonly Piece[]): string => pieces.map(({ words }) => words).join('\n');

function piecesOf(view: View, drawing: Drawing, place: Place): Piece[] {
  let menus = 0;
  const pressing: Pressing = { drawing, place, menuId: () => `menu${menus++}` };
  const pieces: Piece[] = [];
  let separated = false;
  for (const group of renderWith(rendererOf(pressing), view)) {
    if (group === 'divider') separated = true;
    else if (group.length > 0) {
      const [first, ...rest] = group;
      if (first) pieces.push(separated ? { ...first, separated } : first, ...rest);
      // What follows rows that lines separate is none of them.
      separated = rest.some((piece) => piece.separated);
    }
  }
  return pieces;
}

function rendererOf(pressing: Pressing): Renderer<Piece[] | 'divider'> {
  return {
    heading: ({ text }) => headings(text),
    text: ({ text }) => texts(text),
    facts: ({ facts }) => close(facts.flatMap(({ label, value }) => pair(label, value))),
    list: ({ items }) => close(items.flatMap((item) => (isBlank(item) ? [] : texts(`• ${item}`)))),
    table: tablePieces,
    notice: ({ tone, text }) => notice(tone, text, pressing.drawing),
    task: ({ text, actions }) => task(texts(text), actionPieces(actions, pressing, limits.actions.open)),
    menu: ({ label, actions }) => menuPieces(label, actions, pressing),
    divider: () => 'divider',
    actions: ({ actions }) => actionPieces(actions, pressing, actions.length),
  };
}

/** The word says what the colour means. */
function notice(tone: keyof typeof styles, typed: string, { t }: Drawing): Piece[] {
  const mark = tones[t.locale][tone];
  return texts(typed).map(({ words }, index) => {
    const begins = index === 0 ? mark : '';
    const runs = paragraph(...(begins === '' ? [] : [[begins, { weight: 'bolder' }] as const]), [words]);
    return {
      element: { type: 'Container', style: styles[tone], items: [runs] },
      words: `${begins}${words}`,
    };
  });
}

/** Its buttons stand in one block with it, so that it is clear what they settle. */
function task(words: readonly Piece[], buttons: readonly Piece[]): Piece[] {
  const all = [...words, ...buttons];
  const items = elementsOf(all);
  const element = { type: 'Container', style: 'emphasis', items };
  if (all.length > 0 && bytesOf(element) <= limits.task) return [{ element, words: wordsOf(all) }];
  return [...words.map((piece) => ({ ...piece, leads: true })), ...buttons];
}
