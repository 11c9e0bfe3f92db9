// What a refusal and an approval's view say about two versions of a part.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Change, diffInWords, wordDiff } from '../../src/letters/word-diff.ts';

const words = (changes: readonly Change[], ...kinds: Change['kind'][]) =>
  changes
    .filter(({ kind }) => kinds.includes(kind))
    .map((each) => each.words)
    .join(' ');

const said = (before: string, after: string) => diffInWords(wordDiff(before, after));

describe('two texts word by word', () => {
  const text = fc
    .array(fc.constantFrom('kommunen', 'har', 'takket', 'nej', 'ja'), { maxLength: 12 })
    .map((each) => each.join(' '));

  it('what stays with what went is the first, what stays with what came is the second', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = wordDiff(before, after);
        expect([words(changes, 'kept', 'gone'), words(changes, 'kept', 'new')]).toEqual([before, after]);
      }),
    );
  });

  it('nothing is marked in a text that did not change', () => {
    fc.assert(
      fc.property(text, (same) => {
        expect(wordDiff(same, same).every(({ kind }) => kind === 'kept')).toBe(true);
      }),
    );
  });

  it('a text too long to compare is replaced as a whole', () => {
    const long = 'ord '.repeat(1_501).trim();
    expect(wordDiff(long, `${long} til`).map(({ kind }) => kind)).toEqual(['gone', 'new']);
  });
});

describe('a change is said', () => {
  const around = 'Vejen Kommune har den 19. november';

  it.each([
    [
      'as what stood and what stands',
      `${around} fået et tilbud om hjælp`,
      `${around} fået to tilbud om støtte`,
      `${around} fået [»et tilbud om hjælp« → »to tilbud om støtte«]`,
    ],
    ['as what went', `${around} nu`, around, `${around} [»nu« → –]`],
    ['as what came', around, `${around} 2024`, `${around} [+ »2024«]`],
    [
      'with the ends of a long stretch that stays',
      `a b c d e f g h i j k l m n o p`,
      `a b c d e f g h i j k l m n o p q`,
      'a b c d e f … k l m n o p [+ »q«]',
    ],
  ])('%s', (_, before, after, change) => {
    expect(said(before, after)).toBe(change);
  });
});
