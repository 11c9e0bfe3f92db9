// Whatever a view holds: cards within the budget, nothing dropped, nothing that is more than text. fast-check prints seed and path.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Drawing, renderCards, renderDialog } from '../../adapters/teams/render.ts';
import { languages } from '../../src/language/index.ts';
import { anyView } from '../support/any-view.ts';
import { unevenText } from '../support/hostile.ts';
import { mrkdwnAttacks } from '../support/slack/hostile.ts';
import { cardProblems, shapeProblems } from '../support/teams/card-check.ts';
import { cardAttacks } from '../support/teams/hostile.ts';
import { lostWords, pressable } from '../support/teams/read-card.ts';
import { wantedIn } from '../support/view-words.ts';

const drawing: Drawing = {
  token: (line) => `t:${line}`,
  t: languages.da,
  asksInDialog: (line) => line.length % 2 === 0,
};

describe('any view', () => {
  const attacks = [...cardAttacks, ...mrkdwnAttacks, ...unevenText];
  const view = anyView({
    attacks,
    repeated: fc.oneof(fc.constantFrom(...attacks), fc.constantFrom('ord ', 'linje\n', '{{DATE(')),
    table: { columns: 5, rows: 220 },
  });
  const token = fc.constantFrom<(line: string) => string>(
    (line) => `t${line.length % 90}`.padEnd(20 + (line.length % 90), '.'),
    (line) => `t.${line}`,
    (line) => 'x'.repeat(line.length % 2 === 0 ? 4_000 : 4_001),
  );
  /** A failure is told with its seed after this time, however far it has been made shorter by then. */
  const settings = { numRuns: 100, seed: 20_261_123, interruptAfterTimeLimit: 45_000 };

  it('renders within the bounds, with every word in its order and every action', () => {
    fc.assert(
      fc.property(view, token, (nodes, tokenOf) => {
        const drawn = renderCards(nodes, { ...drawing, token: tokenOf });
        const cards = drawn.map(({ card }) => card);
        for (const { card, summary } of drawn) {
          expect(cardProblems(card)).toEqual([]);
          expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThanOrEqual(24_000);
          expect(summary.trim()).not.toBe('');
          expect(summary.length).toBeLessThanOrEqual(1_000);
          expect(summary).not.toMatch(/\p{Cs}/u);
        }
        expect(lostWords(nodes, cards)).toEqual([]);
        const wanted = wantedIn(nodes, tokenOf, 4_000);
        expect(pressable(cards)).toEqual(wanted.pressed);
        expect(lostWords(wanted.read, cards)).toEqual([]);
      }),
      settings,
    );
  }, 120_000);

  it('fits a dialog, and what does not is left in words', () => {
    fc.assert(
      fc.property(view, token, (nodes, tokenOf) => {
        const { card, rest } = renderDialog(nodes, { ...drawing, token: tokenOf });
        expect(shapeProblems(card)).toEqual([]);
        expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThanOrEqual(24_000);
        expect(lostWords(nodes, [card], rest ?? '')).toEqual([]);
        expect(JSON.stringify(card)).not.toMatch(/Action\.Execute|task\/fetch/);
      }),
      settings,
    );
  }, 120_000);
});
