// What a person could type to break any platform's text where it is counted and cut, and what of it a line can hold.

/** Each is counted, cut or shown wrongly by code that takes a string for a row of characters. */
export const unevenText: readonly string[] = [
  '\uD800',
  'a\uDC00b\uD83D',
  '\u202Eletsov\u202C',
  '\u2066isoleret\u2069',
  '\u200B\u200D\uFEFF',
  'a\u200Bb',
  'nul\u0000 klokke\u0007 esc\u001B[31m',
  'linje\r\nlinje\rlinje\u2028linje\u0085slut',
  '👩‍👩‍👧‍👦'.repeat(30),
  '🇩🇰'.repeat(50),
  `z${'\u0301'.repeat(400)}`,
  'æøå ÆØÅ é',
  '&<>'.repeat(200),
  ' ',
  '\t\n ',
];

/** As `tokenise` lets it through: what can really come out of the core again. */
export function typeable(attacks: readonly string[]): readonly string[] {
  return attacks.filter((each) => !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(each));
}
