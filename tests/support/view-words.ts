// What a view says and what can be pressed in it: all of it must be found again in what a platform draws.
import type { Node, View } from '../../src/view/nodes.ts';

export interface Reading {
  /** A table's names stand above its columns, or beside each value. */
  readonly namesAnywhere?: boolean;
  /** Shown as the replacement character, besides control characters and lone surrogates. */
  readonly replaced?: RegExp;
}

/** The words of the view that are not in that text in their order. White space is no word, and is where a cut may be. */
export function lostIn(
  view: View,
  read: string,
  { namesAnywhere = false, replaced }: Reading = {},
): string[] {
  const stream = without(read);
  const wordsOf = (parts: readonly string[]) => parts.flatMap((part) => visible(part, replaced));
  const lost: string[] = [];
  let at = 0;
  for (const node of view) {
    const begin = at;
    const names = node.kind === 'table' ? node.columns : [];
    const parts = partsOf(node);
    if (namesAnywhere) lost.push(...wordsOf(names).filter((word) => !stream.includes(word, begin)));
    for (const word of wordsOf(namesAnywhere ? parts : [...names, ...parts])) {
      const found = stream.indexOf(word, at);
      if (found === -1) lost.push(word);
      else at = found + word.length;
    }
  }
  return lost;
}

/** In the order in which they stand; of a table what is below its names. */
function partsOf(node: Node): string[] {
  switch (node.kind) {
    case 'heading':
    case 'text':
    case 'notice':
      return [node.text];
    case 'facts':
      return node.facts.flatMap(({ label, value }) => [label, value]);
    case 'list':
      return [...node.items];
    case 'table':
      return node.rows.flat();
    case 'task':
      return [node.text, ...node.actions.map((action) => action.label)];
    case 'actions':
      return node.actions.map((action) => action.label);
    case 'menu':
      return [node.label, ...node.actions.map((action) => action.label)];
    case 'divider':
      return [];
  }
}

/** What is not shown as it stands is shown as the replacement character. */
function visible(text: string, replaced: RegExp | undefined): string[] {
  return text
    .split(/[\s\u0085]+/)
    .map((word) => word.replace(/\p{Cs}|\p{Cc}/gu, '\uFFFD'))
    .filter((word) => /[^\p{Cf}\p{Z}]/u.test(word))
    .map((word) => without(replaced ? word.replace(replaced, '\uFFFD') : word));
}

function without(text: string): string {
  return text.replace(/[\s\u0085]+/g, '');
}

export interface Wanted {
  /** The tokens of the buttons and menus, in order. */
  readonly pressed: readonly string[];
  /** The lines whose token is too long for a button: they must be read instead. */
  readonly read: View;
}

export function wantedIn(view: View, token: (line: string) => string, longest: number): Wanted {
  const lines = view.flatMap((node) => ('actions' in node ? node.actions.map(({ line }) => line) : []));
  return {
    pressed: lines.map(token).filter((each) => each.length <= longest),
    read: [{ kind: 'list', items: lines.filter((line) => token(line).length > longest) }],
  };
}
