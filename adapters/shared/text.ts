// What a person typed, made fit for any platform: well-formed, and without signs that nobody can see.

/** Lone surrogates, and control characters and line breaks other than `\n` and tabs. */
const unclean = /[\p{Cs}\u2028\u2029]|(?![\n\t])\p{Cc}/u;

/**
 * Well-formed, one kind of line break, no control characters. A lone surrogate would swallow the letter after it in a
 * form's encoding.
 */
export function clean(text: string): string {
  if (!unclean.test(text)) return text;
  return text
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/\p{Cc}/gu, (control) => (control === '\n' || control === '\t' ? control : '\uFFFD'));
}

export function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim();
}

/** Nothing that a reader could see: platforms refuse a text that is empty once trimmed. */
export function isBlank(text: string): boolean {
  return /^[\s\u0085\p{Cf}\p{Z}]*$/u.test(text);
}
