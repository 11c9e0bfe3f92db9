// `grund=<kategori>[:"kommunens ord som at-sætning"]`: the municipality's own grounds, fit to stand in the minister's letter.
import { z } from 'zod';
import { findTerm } from '../args.ts';
import { asClause, clauseFault } from '../letters/danish.ts';
import { type Refusal, refuse } from '../register/refusal.ts';
import { type ReasonCategory, reasonCategories } from '../register/terms.ts';

export interface TypedReason {
  readonly category: ReasonCategory;
  /** Without a leading *at* and the final full stop; null for a category alone. */
  readonly words: string | null;
}

export const reason = {
  schema: z.string().transform((typed, context): TypedReason => {
    const read = readReason(typed);
    if (!('refused' in read)) return read;
    context.addIssue({ code: 'custom', message: 'refused', params: { refusal: read } });
    return z.NEVER;
  }),
  kind: 'reason' as const,
  expected: {
    da: 'en kategori, gerne med kommunens ord: overlap:"at forløbet overlapper et andet"',
    en: 'a category, preferably with the municipality\'s words: overlap:"at forløbet overlapper et andet"',
  },
  choices: Object.values(reasonCategories),
};

export function readReason(typed: string): TypedReason | Refusal {
  const colon = typed.indexOf(':');
  const name = colon < 0 ? typed : typed.slice(0, colon);
  const category = findTerm(name, reasonCategories);
  const choices = Object.values(reasonCategories);
  if (!category)
    return refuse(
      'unknown-choice',
      { label: 'grund', typed: name, choices },
      'svar Vejen nej grund=overlap:"forløbet overlapper et andet"',
    );
  const words = colon < 0 ? '' : typed.slice(colon + 1).trim();
  if (words === '') return { category, words: null };
  return (
    notAClause(
      words,
      `svar Vejen nej grund=${reasonCategories[category]}:"kommunen ikke har tid til forløbet"`,
    ) ?? { category, words: asClause(words) }
  );
}

/** Why the words cannot follow *at* or *fordi* in a letter. */
export function notAClause(words: string, line: string): Refusal | undefined {
  const fault = clauseFault(words);
  return fault && refuse('not-a-clause', { words, ...fault }, line);
}
