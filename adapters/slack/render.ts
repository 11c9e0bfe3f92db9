// A view as Slack's blocks: every node kind, split where Slack has a bound, nothing dropped. What people typed stays plain text.
import type { KnownBlock, TextObject } from '@slack/types';
import { type Locale, type languages, type Renderer, renderWith, type View } from '../../src/index.ts';
import { clean, isBlank, oneLine } from '../shared/text.ts';
import { tones } from '../shared/tones.ts';
import { actionPieces, menuPieces } from './buttons.ts';
import { shorten, weightOf } from './cut.ts';
import { escaped, escapedWeight } from './escape.ts';
import { limits } from './limits.ts';
import { inMessages, onSurface } from './pack.ts';
import { headingPieces, lineSections, type Piece, plainText, sections } from './piece.ts';
import { tablePieces } from './tables.ts';

export interface Rendered {
  readonly blocks: readonly KnownBlock[];
  /** For notifications and screen readers: escaped, never empty, at most 3,000 characters. */
  readonly text: string;
}

export interface Drawing {
  /** What a button carries for the line: opaque, at most 3,000 characters. */
  token(line: string): string;
  readonly t: (typeof languages)[Locale];
}

/** Buttons beside a task; the rest goes into a menu, so that a list of tasks stays readable. */
const openInTask = 3;

const nothing: Piece = { block: { type: 'section', text: plainText('–') }, words: '–' };

/** One message, or the first part with the rest over several: never more than 50 blocks or 12,000 characters in one. */
export function renderMessages(view: View, drawing: Drawing): Rendered[] {
  return inMessages(piecesOf(view, drawing)).map((pieces) => ({
    blocks: blocksOf(pieces),
    text: fallback(pieces),
  }));
}

/** For a modal or the home tab: at most 100 blocks; what does not fit is in `rest` as plain text. */
export function renderSurface(
  view: View,
  drawing: Drawing,
): { blocks: readonly KnownBlock[]; rest: string | null } {
  const { shown, left } = onSurface(piecesOf(view, drawing));
  return {
    blocks: blocksOf(shown),
    rest: left.length === 0 ? null : left.map((piece) => piece.words).join('\n'),
  };
}

/** The same with a note in the last place where not all of it fits, so that the reader knows. */
export function notedSurface(view: View, drawing: Drawing, note: string): readonly KnownBlock[] {
  const { blocks, rest } = renderSurface(view, drawing);
  if (rest === null) return blocks;
  const last: KnownBlock = { type: 'section', block_id: 'rest', text: plainText(note) };
  return [...blocks.slice(0, limits.surface.blocks - 1), last];
}

const blocksOf = (pieces: readonly Piece[]): KnownBlock[] => pieces.map(({ block }) => block);

function piecesOf(view: View, drawing: Drawing): Piece[] {
  const pieces = renderWith(rendererOf(drawing), view).flat();
  return pieces.length === 0 ? [nothing] : pieces;
}

function rendererOf(drawing: Drawing): Renderer<Piece[]> {
  const token = (line: string) => drawing.token(line);
  const tone = tones[drawing.t.locale];
  return {
    heading: ({ text }) => headingPieces(text),
    text: ({ text }) => sections(text),
    facts: ({ facts }) => factPieces(facts),
    list: ({ items }) => lineSections(items.filter((item) => !isBlank(item)).map((item) => `• ${item}`)),
    table: tablePieces,
    notice: (node) => (isBlank(node.text) ? [] : sections(`${tone[node.tone]}${node.text}`)),
    task: ({ text, actions }) => {
      const words = sections(text);
      const buttons = actionPieces(actions, { open: openInTask, token });
      const last = words.pop();
      return last ? [...words, { ...last, leads: buttons.length > 0 }, ...buttons] : buttons;
    },
    menu: ({ label, actions }) => menuPieces(label, actions, token),
    divider: () => [{ block: { type: 'divider' }, words: '' }],
    actions: ({ actions }) => actionPieces(actions, { open: actions.length, token }),
  };
}

/** Label beside value, five pairs a section; a long one is text of its own, in its place. */
function factPieces(facts: readonly { readonly label: string; readonly value: string }[]): Piece[] {
  const { count, characters, together } = limits.fields;
  const pieces: Piece[] = [];
  let pairs: { readonly fields: TextObject[]; readonly words: string }[] = [];
  let room: number = together;
  const flush = () => {
    if (pairs.length > 0)
      pieces.push({
        block: { type: 'section', fields: pairs.flatMap(({ fields }) => fields) },
        words: pairs.map(({ words }) => words).join('\n'),
      });
    [pairs, room] = [[], together];
  };
  for (const fact of facts) {
    const label = isBlank(fact.label) ? '–' : `${oneLine(fact.label)}:`;
    const value = isBlank(fact.value) ? '–' : clean(fact.value).trim();
    const words = isBlank(fact.label) ? value : `${label} ${value}`;
    const long = [label, value].some((each) => weightOf(each) > characters);
    if (long || pairs.length * 2 === count || weightOf(words) > room) flush();
    if (long) pieces.push(...sections(words));
    else {
      pairs.push({ fields: [plainText(label), plainText(value)], words });
      room -= weightOf(words);
    }
  }
  flush();
  return pieces;
}

function fallback(pieces: readonly Piece[]): string {
  const words = clean(pieces.map((piece) => piece.words).join('\n')).trim();
  return escaped(shorten(isBlank(words) ? '–' : words, limits.message.text, escapedWeight));
}
