// Actions as buttons and menus: what is pressed comes back as the token of its line, and nothing that was being filled in
// beside it comes along or holds it up.
import type { Action } from '../../src/index.ts';
import { shorten, split } from '../shared/cut.ts';
import type { Drawing as Drawn } from '../shared/drawing.ts';
import { field } from '../shared/payload.ts';
import { isBlank } from '../shared/text.ts';
import type { CardElement } from './card.ts';
import { bytesOf, limits } from './limits.ts';
import { lineOf, type Piece, paragraph, readable, texts } from './piece.ts';

export interface Drawing extends Drawn {
  /** Whether the line's form opens as a dialog where the button is: in channels. */
  asksInDialog(line: string): boolean;
}

/** Where buttons are: in a dialog they can do nothing but submit it. */
export type Place = 'message' | 'dialog';

export interface Pressing {
  readonly drawing: Drawing;
  readonly place: Place;
  /** A menu's id, no two the same within a view. */
  menuId(): string;
}

/** What a press asks for, in `verb`: a line, or a dialog for it. */
export const verbs = {
  line: 'line',
  dialog: 'dialog',
  form: 'form',
  redraw: 'redraw',
  cancel: 'cancel',
} as const;

const menuName = /^menu\d{1,6}$/;

/** The token of what was pressed or chosen; undefined where nothing was. `data` is what Teams sends, inputs and all. */
export function tokenIn(data: unknown): string | undefined {
  const menu = field(data, 'menu');
  if (menu === undefined) return field(data, 't');
  return menuName.test(menu) ? field(data, menu) : undefined;
}

/** Universal, and for clients that do not know it the same as a submission. `inputs`: with what is filled in. */
export function press(
  title: string,
  verb: string,
  data: Readonly<Record<string, unknown>>,
  { place, inputs }: { readonly place: Place; readonly inputs: boolean },
): CardElement {
  const gathers = { associatedInputs: inputs ? 'auto' : 'none' };
  const submit = { type: 'Action.Submit', title, data: { verb, ...data }, ...gathers };
  if (place === 'dialog') return submit;
  return { type: 'Action.Execute', title, verb, data, ...gathers, fallback: submit };
}

/** Teams asks for the dialog itself, before anything of ours runs. */
function openDialog(
  title: string,
  data: Readonly<Record<string, unknown>>,
  associatedInputs: string,
): CardElement {
  return {
    type: 'Action.Submit',
    title,
    data: { msteams: { type: 'task/fetch' }, verb: verbs.dialog, ...data },
    associatedInputs,
  };
}

interface Pressable {
  readonly button: CardElement;
  readonly words: string;
}

/** In order: sets of buttons; before a button whose label is too long the whole label; a line whose token is too long as text. */
export function actionPieces(actions: readonly Action[], pressing: Pressing, open: number): Piece[] {
  const pieces: Piece[] = [];
  let run: Pressable[] = [];
  const flush = () => {
    pieces.push(...sets(run, open));
    run = [];
  };
  for (const { label: typed, line } of actions) {
    const t = pressing.drawing.token(line);
    const label = isBlank(typed) ? lineOf(line) : lineOf(typed);
    const tooLong = t.length > limits.actions.token;
    if (tooLong || label.length > limits.actions.title) flush();
    if (tooLong) pieces.push(...typedOut(label, line));
    else {
      if (label.length > limits.actions.title)
        pieces.push(...texts(label).map((piece) => ({ ...piece, leads: true })));
      const title = isBlank(label) ? '–' : shorten(label, limits.actions.title);
      run.push({ button: buttonOf(title, line, t, pressing), words: `→ ${label}: ${lineOf(line)}` });
    }
  }
  flush();
  return pieces;
}

function buttonOf(title: string, line: string, t: string, { drawing, place }: Pressing): CardElement {
  if (place === 'message' && drawing.asksInDialog(line)) return openDialog(title, { t }, 'none');
  return press(title, verbs.line, { t }, { place, inputs: false });
}

/** A line that can be copied. */
function typedOut(label: string, line: string): Piece[] {
  const before = isBlank(label) ? [] : texts(`${label}:`);
  const parts = split(readable(line), limits.text);
  return [
    ...before.map((piece) => ({ ...piece, leads: true })),
    ...parts.map((words) => ({ element: paragraph([words, { fontType: 'monospace' }]), words })),
  ];
}

/** One set where they fit into it, those after the first few behind its `…`; else as many sets as it takes. */
function sets(run: readonly Pressable[], open: number): Piece[] {
  const inOne = run.length <= limits.actions.together;
  return gathered(run).map((some) => ({
    element: {
      type: 'ActionSet',
      actions: some.map(({ button }, index) =>
        inOne && index >= open ? { ...button, mode: 'secondary' } : button,
      ),
    },
    words: some.map(({ words }) => words).join('\n'),
  }));
}

function gathered(run: readonly Pressable[]): Pressable[][] {
  const sets: Pressable[][] = [];
  let room = 0;
  for (const each of run) {
    const bytes = bytesOf(each.button);
    const last = sets.at(-1);
    if (last && last.length < limits.actions.together && bytes <= room) last.push(each);
    else {
      sets.push([each]);
      room = limits.actions.bytes;
    }
    room -= bytes;
  }
  return sets;
}

interface Choice {
  readonly choice: { readonly title: string; readonly value: string };
  readonly line: string;
}

/** A list to choose from, a hundred at a time; where a label or a token is too long for it, buttons under the label. */
export function menuPieces(label: string, actions: readonly Action[], pressing: Pressing): Piece[] {
  const { title, token } = limits.actions;
  const choices = actions.map(({ label: typed, line }): Choice => {
    return { choice: { title: lineOf(typed), value: pressing.drawing.token(line) }, line };
  });
  const fits =
    lineOf(label).length <= title &&
    !isBlank(label) &&
    choices.every(
      ({ choice }) => choice.value.length <= token && choice.title.length <= title && !isBlank(choice.title),
    );
  if (!fits || choices.length === 0)
    return [...texts(label), ...actionPieces(actions, pressing, actions.length)];
  return inMenus(choices).map((some) => menu(lineOf(label), some, pressing));
}

/** Where a choice would open a dialog, the menu does: what needs none is answered in it. */
function menu(label: string, choices: readonly Choice[], pressing: Pressing): Piece {
  const { drawing, place } = pressing;
  const id = pressing.menuId();
  const { submit, choose } = drawing.t.cards.form;
  const inDialog = place === 'message' && choices.some(({ line }) => drawing.asksInDialog(line));
  const button = inDialog
    ? openDialog(submit, { menu: id }, 'auto')
    : press(submit, verbs.line, { menu: id }, { place, inputs: true });
  const list = choices.map(({ choice }) => choice);
  return {
    element: {
      type: 'Container',
      items: [
        { type: 'Input.ChoiceSet', id, label, style: 'compact', placeholder: choose, choices: list },
        { type: 'ActionSet', actions: [button] },
      ],
    },
    words: `${label}: ${list.map((each) => each.title).join(' · ')}`,
  };
}

function inMenus(choices: readonly Choice[]): Choice[][] {
  const menus: Choice[][] = [];
  let room = 0;
  for (const each of choices) {
    const bytes = bytesOf(each.choice) + 1;
    const last = menus.at(-1);
    if (last && last.length < limits.menu.choices && bytes <= room) last.push(each);
    else {
      menus.push([each]);
      room = limits.menu.bytes;
    }
    room -= bytes;
  }
  return menus;
}
