// How one version of a letter differs from another, part by part.
import type { Draft } from '../register/state.ts';
import { wordsOf } from './danish.ts';
import { diffInWords, wordDiff } from './word-diff.ts';

export interface PartDiff {
  readonly part: string;
  readonly words: string;
}

/** The parts that differ, in the newer version's order; a part that is gone comes last. The annexes are one part. */
export function changedParts(before: Draft, after: Draft): string[] {
  const [was, is] = [textsOf(before), textsOf(after)];
  return [...new Set([...is.keys(), ...was.keys()])].filter((part) => was.get(part) !== is.get(part));
}

/** The same with the words that changed. */
export function versionDiff(before: Draft, after: Draft): PartDiff[] {
  const [was, is] = [textsOf(before), textsOf(after)];
  return changedParts(before, after).map((part) => ({
    part,
    words: diffInWords(wordDiff(was.get(part) ?? '', is.get(part) ?? '')),
  }));
}

function textsOf({ parts, annexes }: Draft): Map<string, string> {
  const texts = new Map(
    parts.filter((part) => part.role !== 'annexes').map((part) => [part.id, wordsOf(part.text)]),
  );
  const files = annexes.map(
    ({ number, title, file }) => `${number} ${wordsOf(title)} ${file?.sha256.slice(0, 12) ?? '–'}`,
  );
  return texts.set('bilag', files.join('; '));
}
