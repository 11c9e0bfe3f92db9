// Long text in parts and short text shortened: at a line, at a word, or between whole characters, never inside one.
import { blockWeight, isBlank } from './escape.ts';

const characters = new Intl.Segmenter('da', { granularity: 'grapheme' });

type Weigh = (unit: string) => number;

/** How much a text counts in a block: Slack keeps `&` as `&amp;`. */
export function weightOf(text: string): number {
  let weight = text.length;
  // Nearly every text is without them.
  if (/[&<>]/.test(text)) for (const sign of text.match(/[&<>]/g) ?? []) weight += blockWeight(sign) - 1;
  return weight;
}

/** Parts of at most `most` each; nothing but white space at the cuts is left out. Blank parts are none. */
export function split(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text;
  for (let end = reach(rest, most); end < rest.length; end = reach(rest, most)) {
    const at = readable(rest, whole(rest, end));
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return [...parts, rest].filter((part) => !isBlank(part));
}

/** The text, or its beginning and `…`. */
export function shorten(text: string, most: number, weigh: Weigh = blockWeight): string {
  if (reach(text, most, weigh) === text.length) return text;
  return `${text.slice(0, whole(text, reach(text, most - 1, weigh))).trimEnd()}…`;
}

/** Lines put together as far as they fit; a line that is too long is split. */
export function gather(lines: readonly string[], most: number): string[] {
  const parts: string[] = [];
  let open: string[] = [];
  let room = most;
  for (const line of lines.flatMap((each) => (weightOf(each) > most ? split(each, most) : [each]))) {
    const weight = weightOf(line) + 1;
    if (open.length > 0 && weight > room) {
      parts.push(open.join('\n'));
      [open, room] = [[], most];
    }
    open.push(line);
    room -= weight;
  }
  return open.length === 0 ? parts : [...parts, open.join('\n')];
}

/** How many units weigh at most `most`. */
function reach(text: string, most: number, weigh: Weigh = blockWeight): number {
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
