// Words that must stand together. Only days, names and adverbs may stand between them: *sagde i dag nej*.
import { foldTerm } from '../args.ts';

/** The words as they are compared. */
export function folded(words: string): ReadonlySet<string> {
  return new Set(
    foldTerm(words)
      .split(/\s+/)
      .filter((each) => each !== ''),
  );
}

/** One phrase of several; `behandle*` is any word that begins so, `*udvalg*` any with that in it. */
export type Phrases = readonly (readonly string[])[];

export function phrases(...all: readonly string[]): Phrases {
  return all.map((each) => foldTerm(each).split(' '));
}

interface Standing {
  readonly folded: string;
  readonly is: unknown;
}

/** Where the first of the phrases that is said stands: the places of its words. */
export function placesOf(
  all: Phrases,
  items: readonly Standing[],
  from: number,
  skipped: ReadonlySet<string>,
): number[] | undefined {
  for (const phrase of all)
    for (let start = from; start < items.length; start++) {
      const places = placesAt(phrase, items, start, skipped);
      if (places) return places;
    }
  return undefined;
}

/** Where the phrase stands from `start` on, if it begins there. */
export function placesAt(
  phrase: readonly string[],
  items: readonly Standing[],
  start: number,
  skipped: ReadonlySet<string>,
): number[] | undefined {
  const places: number[] = [];
  let at = start;
  for (const wanted of phrase) {
    while (places.length > 0 && at < items.length && !says(wanted, items[at]) && passes(items[at], skipped))
      at++;
    if (!says(wanted, items[at])) return undefined;
    places.push(at++);
  }
  return places;
}

function says(wanted: string, item: Standing | undefined): boolean {
  if (item === undefined || item.is !== null) return false;
  if (wanted.startsWith('*')) return item.folded.includes(wanted.slice(1, -1));
  return wanted.endsWith('*') ? item.folded.startsWith(wanted.slice(0, -1)) : item.folded === wanted;
}

function passes(item: Standing | undefined, skipped: ReadonlySet<string>): boolean {
  return item !== undefined && (item.is !== null || skipped.has(item.folded));
}
