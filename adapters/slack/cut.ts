// Text in parts and text shortened as Slack counts it: `&` as `&amp;`.
import * as cut from '../shared/cut.ts';
import { blockWeight } from './escape.ts';

/** How much a text counts in a block: Slack keeps `&` as `&amp;`. */
export function weightOf(text: string): number {
  let weight = text.length;
  // Nearly every text is without them.
  if (/[&<>]/.test(text)) for (const sign of text.match(/[&<>]/g) ?? []) weight += blockWeight(sign) - 1;
  return weight;
}

export const split = (text: string, most: number): string[] => cut.split(text, most, blockWeight);

export const shorten = (text: string, most: number, weigh: cut.Weigh = blockWeight): string =>
  cut.shorten(text, most, weigh);

/** Lines put together as far as they fit; a line that is too long is split. */
export function gather(lines: readonly string[], most: number): string[] {
  const parts: string[] = [];
  let open: string[] = [];
  let room = most;
  for (const line of lines.flatMap((each) => (weightOf(each) > most ? split(each, most) : [each]))) {
    const weight = weightOf(line) + 1;
    if (open.length > 0 && weight > room) {
      parts.push(open.join('\n'));
      [open, room] = [[], most];
    }
    open.push(line);
    room -= weight;
  }
  return open.length === 0 ? parts : [...parts, open.join('\n')];
}
