// What a person typed, made fit for Slack. Blocks take it as plain text; only the top-level `text` is mrkdwn and is escaped.

import { clean } from '../shared/text.ts';

/** Invisible, and no part of a name: a mention, an emoji or a link is none with it inside. */
const joiner = '\u2060';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Where mrkdwn would see formatting, a mention, a channel, an emoji's name, a scheme or a bare host. */
const meaningful = /[*_~`@#]|:(?=\/\/|[\w+'-]+:)|\.(?=\p{L})/gu;

/** For a mrkdwn field: shown as typed, and a mention, a link, an emoji or formatting can not arise. */
export function escaped(text: string): string {
  return clean(text)
    .replace(meaningful, (sign) => `${sign}${joiner}`)
    .replace(/^(?=>)/gm, joiner)
    .replace(/[&<>]/g, (sign) => entities[sign] ?? sign);
}

/** How much a UTF-16 unit can count in a block: Slack keeps `&` as `&amp;`. */
export function blockWeight(unit: string): number {
  return unit === '&' ? 5 : unit === '<' || unit === '>' ? 4 : 1;
}

/** The most that a unit can become in `escaped`. */
export function escapedWeight(unit: string): number {
  return blockWeight(unit) + ('*_~`@#:.>'.includes(unit) ? 1 : 0);
}
