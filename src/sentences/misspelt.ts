// A sentence that would be understood if a municipality were spelt as it is: suggested, never read as if it were.
import { nearest } from '../nearest.ts';
import type { Locale } from '../ports.ts';
import { findMunicipality, foldName, spellings } from '../register/municipality.ts';
import { type Refusal, refuse } from '../register/refusal.ts';
import { lineOf, type Token } from '../tokens.ts';
import { mostWords, readSentence } from './read-sentence.ts';
import type { World } from './rule.ts';

export function misspelt(tokens: readonly Token[], world: World, locale: Locale): Refusal | undefined {
  if (tokens.length > mostWords) return undefined;
  const forms = spellings();
  for (const [place, { value }] of tokens.entries()) {
    const [, typed = '', rest = ''] = /^(\p{L}{4,})(\P{L}*)$/u.exec(value) ?? [];
    // Shorter words are near too many names.
    if (typed === '' || findMunicipality(typed)) continue;
    // Of a long name two letters may be wrong, of a short one a single one: *Odsherd*, *Vejn*.
    const [form = ''] = nearest(foldName(typed), [...forms.keys()], 1, typed.length >= 7 ? 2 : 1);
    const name = forms.get(form);
    if (name === undefined) continue;
    const mended = tokens.with(place, { key: null, value: `${name}${rest}`, quoted: false });
    const reading = readSentence(mended, world, locale);
    if (reading?.understood.some((fact) => fact.value.includes(name)))
      return refuse('unknown-municipality', { typed, nearest: [name] }, lineOf(mended));
  }
  return undefined;
}
