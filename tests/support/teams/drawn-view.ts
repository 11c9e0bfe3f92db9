// A view drawn with tokens that can be read; a line that ends in … asks in a dialog.
import { type Drawing, renderCards } from '../../../adapters/teams/render.ts';
import { languages } from '../../../src/language/index.ts';
import type { Node } from '../../../src/view/nodes.ts';

export const drawing: Drawing = {
  token: (line) => `t:${line}`,
  t: languages.da,
  asksInDialog: (line) => line.endsWith('…'),
};

/** The elements of all its cards. */
export const bodyOf = (...view: Node[]) => renderCards(view, drawing).flatMap(({ card }) => card.body);

export const types = (...view: Node[]) => bodyOf(...view).map(({ type }) => type);
