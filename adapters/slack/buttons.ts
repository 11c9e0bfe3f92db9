// Actions as buttons: the value is the token that stands for the line, and nothing is lost that a button cannot hold.
import type { ActionsBlockElement, Button, PlainTextOption } from '@slack/types';
import type { Action } from '../../src/index.ts';
import { clean, isBlank, oneLine } from '../shared/text.ts';
import { shorten, weightOf } from './cut.ts';
import { limits } from './limits.ts';
import { codePieces, type Piece, plainText, sections } from './piece.ts';

interface Pressable {
  readonly label: string;
  readonly line: string;
  readonly token: string;
}

interface Element {
  readonly element: ActionsBlockElement;
  readonly words: string;
}

/** How many buttons stand open before the rest goes into a menu. */
export interface Arrangement {
  readonly open: number;
  token(line: string): string;
}

/** In order: runs of buttons; before a button whose label is too long the whole label; a line whose token is too long as text. */
export function actionPieces(actions: readonly Action[], arrangement: Arrangement): Piece[] {
  const pieces: Piece[] = [];
  let run: Pressable[] = [];
  const flush = () => {
    pieces.push(...runPieces(run, arrangement));
    run = [];
  };
  for (const { label: typed, line } of actions) {
    const token = arrangement.token(line);
    const label = isBlank(typed) ? oneLine(line) : oneLine(typed);
    const tooLong = token.length > limits.button.value;
    if (tooLong || weightOf(label) > limits.button.text) flush();
    if (tooLong) pieces.push(...codePieces(label, clean(line)));
    else {
      if (weightOf(label) > limits.button.text)
        pieces.push(...sections(label).map((piece) => ({ ...piece, leads: true })));
      run.push({ label, line: oneLine(line), token });
    }
  }
  flush();
  return pieces;
}

/** A list to choose from, a hundred at a time; where a label or a token is too long for an option, buttons under the label. */
export function menuPieces(label: string, actions: readonly Action[], token: Arrangement['token']): Piece[] {
  const options = actions.map((each) => ({ ...each, label: oneLine(each.label), token: token(each.line) }));
  const fits =
    weightOf(oneLine(label)) <= limits.placeholder &&
    !isBlank(label) &&
    options.every(
      (each) =>
        each.token.length <= limits.option.value &&
        weightOf(each.label) <= limits.option.text &&
        !isBlank(each.label),
    );
  if (!fits || options.length === 0)
    return [...sections(label), ...actionPieces(actions, { open: actions.length, token })];
  const pieces: Piece[] = [];
  for (let first = 0; first < options.length; first += limits.select.options)
    pieces.push(list(oneLine(label), options.slice(first, first + limits.select.options)));
  return pieces;
}

function list(label: string, pressables: readonly Pressable[]): Piece {
  const options = pressables.map((each): PlainTextOption => ({ text: labelOf(each), value: each.token }));
  return {
    block: {
      type: 'actions',
      elements: [{ type: 'static_select', action_id: 'line:0', placeholder: plainText(label), options }],
    },
    words: `${label}: ${pressables.map((each) => each.label).join(' · ')}`,
  };
}

function runPieces(run: readonly Pressable[], { open }: Arrangement): Piece[] {
  const further = run.slice(open);
  const inMenu =
    further.length >= limits.overflow.fewest &&
    further.length <= limits.overflow.options &&
    further.every(({ token }) => token.length <= limits.option.value);
  const shown = inMenu ? run.slice(0, open) : run;
  return blocksOf([...shown.map(button), ...(inMenu ? [menu(further)] : [])]).map((elements) => ({
    block: {
      type: 'actions',
      elements: elements.map(({ element }, index) => ({ ...element, action_id: `line:${index}` })),
    },
    words: elements.map(({ words }) => words).join('\n'),
  }));
}

function button(pressable: Pressable): Element {
  const element: Button = { type: 'button', text: labelOf(pressable), value: pressable.token };
  return { element, words: wordsOf(pressable) };
}

function menu(further: readonly Pressable[]): Element {
  const options = further.map((each): PlainTextOption => ({ text: labelOf(each), value: each.token }));
  return { element: { type: 'overflow', options }, words: further.map(wordsOf).join('\n') };
}

function labelOf({ label }: Pressable) {
  return plainText(isBlank(label) ? '–' : shorten(label, limits.button.text));
}

function wordsOf({ label, line }: Pressable): string {
  return `→ ${label}: ${line}`;
}

/** At most 25 elements a block, and no block too heavy for a message. */
function blocksOf(elements: readonly Element[]): Element[][] {
  const blocks: Element[][] = [];
  let room = 0;
  for (const each of elements) {
    const payload = JSON.stringify(each.element).length;
    const last = blocks.at(-1);
    if (last && last.length < limits.actions.elements && payload <= room) {
      last.push(each);
      room -= payload;
    } else {
      blocks.push([each]);
      room = limits.actions.payload - payload;
    }
  }
  return blocks;
}
