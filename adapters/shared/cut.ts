// Long text in parts and short text shortened: at a line, at a word, or between whole characters, never inside one.
import { isBlank } from './text.ts';

const characters = new Intl.Segmenter('da', { granularity: 'grapheme' });

/** How much a UTF-16 unit counts; at most seven. */
export type Weigh = (unit: string) => number;

const one: Weigh = () => 1;

/** Parts of at most `most` each; nothing but white space at the cuts is left out. Blank parts are none. */
export function split(text: string, most: number, weigh: Weigh = one): string[] {
  const parts: string[] = [];
  let rest = text;
  for (let end = reach(rest, most, weigh); end < rest.length; end = reach(rest, most, weigh)) {
    const at = readable(rest, whole(rest, end));
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return [...parts, rest].filter((part) => !isBlank(part));
}

/** The text, or its beginning and `…`. */
export function shorten(text: string, most: number, weigh: Weigh = one): string {
  if (reach(text, most, weigh) === text.length) return text;
  return `${text.slice(0, whole(text, reach(text, most - 1, weigh))).trimEnd()}…`;
}

/** How many units weigh at most `most`. */
function reach(text: string, most: number, weigh: Weigh): number {
  // No unit weighs more than seven.
  if (text.length * 7 <= most) return text.length;
  let weight = 0;
  for (let index = 0; index < text.length; index++) {
    weight += weigh(text.charAt(index));
    if (weight > most) return index;
  }
  return text.length;
}

/** The last border between whole characters at or before `end`; a single one that is longer is cut between code points. */
function whole(text: string, end: number): number {
  const border = characters.segment(text.slice(0, end + 2)).containing(end)?.index ?? end;
  if (border > 0) return border;
  const insidePair = /^[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(end - 1, end + 1));
  return Math.max(1, insidePair ? end - 1 : end);
}

/** The end of the last line in the second half, else of the last word; `end` within a word that is too long. */
function readable(text: string, end: number): number {
  const line = text.lastIndexOf('\n', end - 1);
  if (line > end / 2) return line;
  for (let index = end; index > 0; index--)
    if (/\s/.test(text.charAt(index)) && !/^[\p{M}\u200D]/u.test(text.slice(index + 1, index + 3)))
      return index;
  return end;
}
