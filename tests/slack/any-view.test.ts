// Whatever a view holds: within Slack's bounds, nothing dropped, nothing that is more than text. fast-check prints seed and path.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Drawing, renderMessages, renderSurface } from '../../adapters/slack/render.ts';
import { languages } from '../../src/language/index.ts';
import type { Action, Node, View } from '../../src/view/nodes.ts';
import { blockProblems, textsIn } from '../support/slack/block-kit.ts';
import { mrkdwnAttacks, unevenText } from '../support/slack/hostile.ts';
import { lostWords, meaningsIn, mrkdwnIn, pressable } from '../support/slack/read-blocks.ts';

const drawing: Drawing = { token: (line) => `t:${line}`, t: languages.da };

describe('any view', () => {
  const typed = fc.oneof(
    { weight: 3, arbitrary: fc.string({ maxLength: 60 }) },
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
      .map((units) => String.fromCharCode(...units)),
    fc.constantFrom(...mrkdwnAttacks, ...unevenText),
    fc
      .tuple(
        fc.constantFrom(...mrkdwnAttacks, ...unevenText, 'ord ', 'linje\n'),
        fc.integer({ min: 1, max: 600 }),
      )
      .map(([text, times]) => text.repeat(times).slice(0, 9_000)),
  );
  const some = <T>(each: fc.Arbitrary<T>, most: number) => fc.array(each, { maxLength: most });
  const action: fc.Arbitrary<Action> = fc.record({
    label: typed.filter((label) => /[\p{L}\p{N}]/u.test(label)),
    line: fc.oneof(fc.string({ minLength: 1, maxLength: 60 }), fc.string({ minLength: 1, maxLength: 3_000 })),
  });
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
      columns: some(fc.string({ maxLength: 9 }), 22),
      rows: some(some(fc.string({ maxLength: 9 }), 22), 120),
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
    (line) => `t.${line}`.slice(0, 3_000),
    (line) => 'x'.repeat(line.length % 2 === 0 ? 2_000 : 2_001),
  );
  /** A failure is told with its seed after this time, however far it has been made shorter by then. */
  const settings = { numRuns: 150, interruptAfterTimeLimit: 30_000 };

  it('renders within the bounds, with every word in its order and every action', () => {
    fc.assert(
      fc.property(view, token, (nodes, tokenOf) => {
        const messages = renderMessages(nodes, { ...drawing, token: tokenOf });
        for (const { blocks, text } of messages) {
          expect(blockProblems(blocks, 'message')).toEqual([]);
          expect(text.trim()).not.toBe('');
          expect(text.length).toBeLessThanOrEqual(3_000);
          expect(text).not.toMatch(/\p{Cs}/u);
          expect(textsIn(blocks).join('\n')).not.toMatch(/\p{Cs}/u);
          expect(mrkdwnIn(blocks)).toEqual([]);
          expect(text).not.toMatch(/:[\w+'-]+:/);
          expect(meaningsIn(text).filter((each) => each !== 'emoji')).toEqual([]);
        }
        const all = messages.flatMap((message) => message.blocks);
        expect(lostWords(nodes, all)).toEqual([]);
        const wanted = nodes.flatMap((each) => ('actions' in each ? each.actions : []));
        const tokens = wanted.map(({ line }) => tokenOf(line));
        expect(pressable(all)).toEqual(tokens.filter((each) => each.length <= 2_000));
        const typedOut = wanted.filter((_, index) => (tokens[index]?.length ?? 0) > 2_000);
        const lines: View = [{ kind: 'list', items: typedOut.map(({ line }) => line) }];
        expect(lostWords(lines, all)).toEqual([]);
      }),
      settings,
    );
  });

  it('fits a modal and the home tab, and what does not is left in words', () => {
    fc.assert(
      fc.property(view, token, (nodes, tokenOf) => {
        // Three times, to be too much; apart, so that a repeated header is a table's own.
        const long: View = [nodes, nodes, nodes].flatMap((each) => [...each, { kind: 'divider' }]);
        const { blocks, rest } = renderSurface(long, { ...drawing, token: tokenOf });
        expect(blockProblems(blocks, 'modal')).toEqual([]);
        expect(blockProblems(blocks, 'home')).toEqual([]);
        expect(lostWords(long, blocks, rest ?? '')).toEqual([]);
      }),
      settings,
    );
  });
});
