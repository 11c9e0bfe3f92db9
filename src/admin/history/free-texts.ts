// The free texts within an event's data, by their paths, and whether words stand in a text.
import type { Commit } from '../../../store/chain.ts';
import { type FreeText, isFreeText } from '../../register/schemas.ts';

export interface FreeTextField {
  /** `reasons.0.words` */
  readonly path: string;
  readonly freeText: FreeText;
}

/** An event as it was recorded. What it stands for is not this tool's business, so no more is asked of it. */
export interface RawEvent {
  readonly id: string;
  readonly data: unknown;
}

export function rawEvents(commit: Commit<unknown>): readonly RawEvent[] {
  return commit.events as readonly RawEvent[];
}

export function freeTextsIn(value: unknown, path: readonly string[] = []): readonly FreeTextField[] {
  if (isFreeText(value)) return [{ path: path.join('.'), freeText: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => freeTextsIn(inner, [...path, key]));
}

/** The commit without the words of that free text of its event number `index`: the hash covers their digest alone. */
export function withoutText(commit: Commit<unknown>, index: number, path: string): Commit<unknown> {
  const events = structuredClone(rawEvents(commit));
  const field = freeTextsIn(events[index]?.data).find((each) => each.path === path);
  if (field) delete field.freeText.text;
  return { hash: commit.hash, events };
}

/** Whether a reader finds the words in the text: in other capitals, broken over lines or with what nobody sees between them. */
export function has(text: string, words: string): boolean {
  const wanted = plainly(words);
  return wanted !== '' && plainly(text).includes(wanted);
}

const unseen = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

// By way of capitals, so that ß and ss are one.
const plainly = (words: string): string =>
  words.replaceAll(unseen, '').normalize('NFC').toUpperCase().toLowerCase().replaceAll(/\s+/g, ' ').trim();
