// Whatever a view holds: cards within the budget, nothing dropped, nothing that is more than text. fast-check prints seed and path.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Drawing, renderCards, renderDialog } from '../../adapters/teams/render.ts';
import { languages } from '../../src/language/index.ts';
import type { Action, Node, View } from '../../src/view/nodes.ts';
import { mrkdwnAttacks, unevenText } from '../support/slack/hostile.ts';
import { cardProblems, shapeProblems } from '../support/teams/card-check.ts';
import { cardAttacks } from '../support/teams/hostile.ts';
import { lostWords, pressable } from '../support/teams/read-card.ts';

const drawing: Drawing = {
  token: (line) => `t:${line}`,
  t: languages.da,
  asksInDialog: (line) => line.length % 2 === 0,
};

describe('any view', () => {
  const hostile = fc.constantFrom(...cardAttacks, ...mrkdwnAttacks, ...unevenText);
  const typed = fc.oneof(
    { weight: 3, arbitrary: fc.string({ maxLength: 60 }) },
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
      .map((units) => String.fromCharCode(...units)),
    hostile,
    fc
      .tuple(
        fc.oneof(hostile, fc.constantFrom('ord ', 'linje\n', '{{DATE(')),
        fc.integer({ min: 1, max: 600 }),
      )
      .map(([text, times]) => text.repeat(times).slice(0, 9_000)),
  );
  const some = <T>(each: fc.Arbitrary<T>, most: number) => fc.array(each, { maxLength: most });
  const action: fc.Arbitrary<Action> = fc.record({
    label: typed.filter((label) => /[\p{L}\p{N}]/u.test(label)),
    line: fc.oneof(fc.string({ minLength: 1, maxLength: 60 }), fc.string({ minLength: 1, maxLength: 3_000 })),
  });
  const short = fc.string({ maxLength: 9 });
  const node: fc.Arbitrary<Node> = fc.oneof(
    fc.record({ kind: fc.constant('heading' as const), text: typed }),
    fc.record({ kind: fc.constant('text' as const), text: typed }),
    fc.record({
      kind: fc.constant('facts' as const),
      facts: some(fc.record({ label: typed, value: typed }), 14),
    }),
    fc.record({ kind: fc.constant('list' as const), items: some(typed, 20) }),
    fc.record({
      kind: fc.constant('table' as const),
      columns: some(typed, 8),
      rows: some(some(typed, 8), 30),
    }),
    fc.record({
      kind: fc.constant('table' as const),
      columns: some(short, 5),
      rows: some(some(short, 5), 220),
    }),
    fc.record({
      kind: fc.constant('notice' as const),
      tone: fc.constantFrom('done' as const, 'warning' as const, 'refusal' as const),
      text: typed,
    }),
    fc.record({ kind: fc.constant('task' as const), text: typed, actions: some(action, 12) }),
    fc.record({ kind: fc.constant('actions' as const), actions: some(action, 30) }),
    fc.record({ kind: fc.constant('menu' as const), label: typed, actions: some(action, 30) }),
    fc.record({
      kind: fc.constant('menu' as const),
      label: fc.constant('Alle kommandoer'),
      actions: some(
        fc.record({
          label: fc.string({ unit: fc.constantFrom(...'abcæ'), minLength: 1, maxLength: 9 }),
          line: fc.constant('svar'),
        }),
        130,
      ),
    }),
    fc.constant({ kind: 'divider' as const }),
  );
  const view = fc.array(node, { maxLength: 12 });
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
        const wanted = nodes.flatMap((each) => ('actions' in each ? each.actions : []));
        const tokens = wanted.map(({ line }) => tokenOf(line));
        expect(pressable(cards)).toEqual(tokens.filter((each) => each.length <= 4_000));
        const typedOut = wanted.filter((_, index) => (tokens[index]?.length ?? 0) > 4_000);
        const lines: View = [{ kind: 'list', items: typedOut.map(({ line }) => line) }];
        expect(lostWords(lines, cards)).toEqual([]);
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
