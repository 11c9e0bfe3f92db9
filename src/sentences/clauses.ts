// The parts of a sentence beside what happened: why, and whether the municipality wants to be asked again.
import type { Item } from './meanings.ts';
import { folded, type Phrases, phrases, placesAt, placesOf } from './phrases.ts';
import { adverbs } from './small-words.ts';

export interface Clauses {
  /** The places of what happened. */
  readonly main: readonly number[];
  /** The municipality's grounds. */
  readonly why: readonly number[];
  readonly again: readonly number[];
}

/** Open a clause with grounds wherever they stand. */
const because: Phrases = phrases(
  'fordi',
  'idet',
  'pga',
  'grundet',
  'på grund af',
  'med henvisning til',
  'under henvisning til',
  'med den begrundelse',
  'med begrundelsen',
  'begrundet',
  'begrundelsen er',
  'grunden er',
  'årsagen er',
  'da de',
  'da kommunen',
  'da der',
  'for de',
  'because',
  'due to',
  'as they',
  'since they',
);

/** Open a clause with grounds after a comma, colon or full stop. */
const opening: Phrases = phrases(
  'de',
  'kommunen',
  'da',
  'begrundelse',
  'grund',
  'årsag',
  'der er',
  'they',
  'hun',
  'han',
);

/** Said in a clause, it is about being asked again. */
export const againWords: Phrases = phrases(
  'spørge* igen',
  'spørg igen',
  'spørges',
  'høre fra os',
  'hører fra os',
  'høre igen',
  'høre mere',
  'tilbydes',
  'have tilbuddet igen',
  'kontaktes',
  'kontakte dem igen',
  'vende tilbage',
  'vender tilbage',
  'interesseret i et senere',
  'interesserede i et senere',
  'være med senere',
  'være med en anden gang',
  'be asked again',
);

/** No grounds: they speak of the answer itself, of who gave it, or of a doubt. */
const noGrounds: Phrases = phrases(
  'nej',
  'ja',
  'no',
  'yes',
  'byråd*',
  'udvalg*',
  'svar*',
  'overvej*',
  'ombestem*',
  'tror',
  'måske',
  'ved ikke',
  'hvis',
  'medmindre',
);

const joining = folded('men og but and');

export function clausesOf(items: readonly Item[]): Clauses {
  const parts: { main: number[]; why: number[]; again: number[] } = { main: [], why: [], again: [] };
  let whyGoesOn = false;
  for (const [from, to] of spans(items)) {
    const clause = items.slice(from, to);
    const places = clause.map((_, index) => from + index);
    const sayingNo = placesOf(noGrounds, clause, 0, adverbs) !== undefined;
    const isAgain = !(from === 0) && placesOf(againWords, clause, 0, adverbs) !== undefined;
    const isWhy: boolean =
      from > 0 &&
      !sayingNo &&
      (starts(because, clause) || clause[0]?.quoted === true || starts(opening, clause) || whyGoesOn);
    if (isAgain) parts.again.push(...places);
    else if (isWhy) parts.why.push(...places);
    else parts.main.push(...places);
    whyGoesOn = isWhy && !isAgain;
  }
  return parts;
}

/** Clauses end at punctuation and begin at words like *fordi* and *men*. */
function spans(items: readonly Item[]): [number, number][] {
  const begins = items.flatMap((item, index) => {
    const isNew =
      index === 0 ||
      item.quoted !== items[index - 1]?.quoted ||
      /[,;:.!–]/.test(items[index - 1]?.mark ?? '') ||
      joining.has(item.folded) ||
      starts(because, items.slice(index));
    return isNew ? [index] : [];
  });
  return begins.map((from, index) => [from, begins[index + 1] ?? items.length]);
}

/** Whether one of the phrases stands first, whatever joins it to the clause before. */
function starts(all: Phrases, clause: readonly Item[]): boolean {
  return all.some((phrase) => placesAt(phrase, clause, 0, adverbs) !== undefined);
}
