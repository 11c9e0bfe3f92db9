// Rendered blocks read as a person and a finger meet them: the words in order, and what pressing would send.
import { parse } from 'slack-message-parser';
import type { View } from '../../../src/view/nodes.ts';
import { lostIn } from '../view-words.ts';
import { isObject } from './json-reading.ts';

/** All that can be read, block by block. */
export function readable(blocks: readonly unknown[]): string[] {
  return blocks.map((block) => texts(block).join('\n'));
}

/** The same, but a monospaced table's header is read once, not again above each further part of it. */
function readOnce(blocks: readonly unknown[]): string[] {
  let before = '';
  return readable(blocks).map((text) => {
    const header = /^.*\n─[─ ]*(?:\n|$)/.exec(text)?.[0] ?? '';
    const again = header !== '' && header === before;
    before = header;
    return again ? text.slice(header.length) : text;
  });
}

/** The values that buttons and menus would send, in order. */
export function pressable(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(pressable);
  if (!isObject(value)) return [];
  if (value.type === 'button') return [String(value.value)];
  const isMenu = value.type === 'overflow' || value.type === 'static_select';
  if (isMenu && Array.isArray(value.options)) return value.options.map((option) => String(option.value));
  return Object.values(value).flatMap(pressable);
}

/** The words of the view that cannot be read in the blocks (and what follows them) in their order. */
export function lostWords(view: View, blocks: readonly unknown[], rest = ''): string[] {
  const lost = lostIn(view, [...readable(blocks), rest].join('\n'));
  // A word too long for one part of a table goes on below the header of the next.
  return lost.length === 0 ? [] : lostIn(view, [...readOnce(blocks), rest].join('\n'));
}

/** What Slack would make of a mrkdwn text besides showing it. */
export function meaningsIn(mrkdwn: string): string[] {
  return meanings(parse(mrkdwn));
}

/** The mrkdwn texts among the blocks. */
export function mrkdwnIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnIn);
  if (!isObject(value)) return [];
  if (value.type === 'mrkdwn') return [String(value.text)];
  return Object.values(value).flatMap(mrkdwnIn);
}

/** Elements of rich text that are more than text. */
export function richMeaningsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(richMeaningsIn);
  if (!isObject(value)) return [];
  const mention = ['user', 'usergroup', 'channel', 'broadcast', 'link', 'emoji', 'team', 'date', 'color'];
  const own = mention.includes(String(value.type)) || 'url' in value ? [String(value.type)] : [];
  return [...own, ...Object.values(value).flatMap(richMeaningsIn)];
}

/** `parse`'s node types, by number: 0 is text and 12 the whole. */
const names = 'text channel user url command emoji pre code italic bold strike quote root'.split(' ');

function meanings(node: { readonly type: number; readonly children?: unknown }): string[] {
  const own = node.type === 0 || node.type === 12 ? [] : [names[node.type] ?? String(node.type)];
  const inside = Array.isArray(node.children) ? node.children : [];
  return [...own, ...inside.flatMap(meanings)];
}

function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(texts);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'text' && typeof each === 'string' ? [each] : texts(each),
  );
}
