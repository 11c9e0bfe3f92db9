// What every renderer is given: a button is the sealed line that it stands for, with what must come along.
import { halfTyped, type Locale, languages } from '../../src/index.ts';
import { type Carried, carrying } from './carried.ts';
import type { Tokens } from './sealed-lines.ts';

export interface Drawing {
  /** What a button carries for the line: opaque. */
  token(line: string): string;
  readonly t: (typeof languages)[Locale];
}

/** What is carried goes with every line that a button stands for. */
export type Draw = (locale: Locale, carried?: Partial<Omit<Carried, 'line'>>) => Drawing;

export function drawingWith(tokens: Tokens): Draw {
  return (locale, { files = [], channel } = {}) => ({
    token: (line) => tokens.token(carrying({ line, files, channel })),
    t: languages[locale],
  });
}

/** Stands before an example: what it says of a municipality is made up, and is recorded only when somebody has read it in a form. */
export const exampleMark = '? ';

/** Whether a form comes before the line can run. */
export function asksForForm(line: string): boolean {
  return line.startsWith(exampleMark) || halfTyped(line, 'da')?.unfinished === true;
}
