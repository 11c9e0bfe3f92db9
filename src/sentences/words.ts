// A sentence as its words: folded, with the punctuation that ended each of them.
import { foldTerm } from '../args.ts';
import { findMunicipality } from '../register/municipality.ts';
import type { Token } from '../tokens.ts';

export interface Word {
  /** As it was typed, without the punctuation around it. */
  readonly typed: string;
  /** As rules compare it: lower case, å as aa. */
  readonly folded: string;
  /** The punctuation after it: `,`, `?` or none. */
  readonly mark: string;
  /** Stood in quotation marks: somebody's own words. */
  readonly quoted: boolean;
}

/** Undefined for a line with options: that is a command, not a sentence. */
export function wordsOf(tokens: readonly Token[]): Word[] | undefined {
  if (tokens.some(({ key }) => key !== null)) return undefined;
  return tokens.flatMap(({ value, quoted }) => (quoted ? said(value) : split(value)));
}

/** Somebody's own words, each by itself. */
function said(value: string): Word[] {
  return value.split(/\s+/).flatMap((each) => split(each).map((one) => ({ ...one, quoted: true })));
}

/** A word may carry its punctuation, and a compound its municipality: `Vejen-sagen`. */
function split(value: string): Word[] {
  const [, typed = '', mark = ''] = /^[("'’]*(.*?)[)"'’]*([,.;:?!…–]*)$/u.exec(value) ?? [];
  if (typed === '') return [];
  const [, name = '', rest = ''] = /^(\p{L}+)-(\p{L}{3,})$/u.exec(typed) ?? [];
  return findMunicipality(name) && !findMunicipality(typed)
    ? [word(name, '', false), word(rest, mark, false)]
    : [word(typed, mark, false)];
}

function word(typed: string, mark: string, quoted: boolean): Word {
  return { typed, folded: foldTerm(typed), mark, quoted };
}
