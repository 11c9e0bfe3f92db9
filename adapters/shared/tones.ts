// What a notice begins with: the word says what the sign means.
import type { Locale } from '../../src/index.ts';

/** Read out before the words: a sign alone is named in the reader's system language, or not at all. */
export const tones: Readonly<Record<Locale, Readonly<Record<'done' | 'warning' | 'refusal', string>>>> = {
  da: { done: '✅ OK: ', warning: '⚠️ Bemærk: ', refusal: '🚫 Ikke udført: ' },
  en: { done: '✅ OK: ', warning: '⚠️ Note: ', refusal: '🚫 Not done: ' },
};
