// What a person typed, made fit for Slack. Blocks take it as plain text; only the top-level `text` is mrkdwn and is escaped.

/** Invisible, and no part of a name: a mention, an emoji or a link is none with it inside. */
const joiner = '\u2060';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Where mrkdwn would see formatting, a mention, a channel, an emoji's name, a scheme or a bare host. */
const meaningful = /[*_~`@#]|:(?=\/\/|[\w+'-]+:)|\.(?=\p{L})/gu;

/** Lone surrogates, and control characters and line breaks other than `\n` and tabs. */
const unclean = /[\p{Cs}\u2028\u2029]|(?![\n\t])\p{Cc}/u;

/** For a mrkdwn field: shown as typed, and a mention, a link, an emoji or formatting can not arise. */
export function escaped(text: string): string {
  return clean(text)
    .replace(meaningful, (sign) => `${sign}${joiner}`)
    .replace(/^(?=>)/gm, joiner)
    .replace(/[&<>]/g, (sign) => entities[sign] ?? sign);
}

/**
 * Well-formed, one kind of line break, no control characters. A lone surrogate would swallow the letter after it in
 * web-api's form encoding.
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

/** Nothing that a reader could see: Slack refuses a text that is empty once trimmed. */
export function isBlank(text: string): boolean {
  return /^[\s\u0085\p{Cf}\p{Z}]*$/u.test(text);
}

/** How much a UTF-16 unit can count in a block: Slack keeps `&` as `&amp;`. */
export function blockWeight(unit: string): number {
  return unit === '&' ? 5 : unit === '<' || unit === '>' ? 4 : 1;
}

/** The most that a unit can become in `escaped`. */
export function escapedWeight(unit: string): number {
  return blockWeight(unit) + ('*_~`@#:.>'.includes(unit) ? 1 : 0);
}
