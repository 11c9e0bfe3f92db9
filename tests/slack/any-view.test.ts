// Whatever a view holds: within Slack's bounds, nothing dropped, nothing that is more than text. fast-check prints seed and path.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Drawing, renderMessages, renderSurface } from '../../adapters/slack/render.ts';
import { languages } from '../../src/language/index.ts';
import type { View } from '../../src/view/nodes.ts';
import { anyView } from '../support/any-view.ts';
import { unevenText } from '../support/hostile.ts';
import { blockProblems, textsIn } from '../support/slack/block-kit.ts';
import { mrkdwnAttacks } from '../support/slack/hostile.ts';
import { lostWords, meaningsIn, mrkdwnIn, pressable } from '../support/slack/read-blocks.ts';
import { wantedIn } from '../support/view-words.ts';

const drawing: Drawing = { token: (line) => `t:${line}`, t: languages.da };

describe('any view', () => {
  const attacks = [...mrkdwnAttacks, ...unevenText];
  const view = anyView({
    attacks,
    repeated: fc.constantFrom(...attacks, 'ord ', 'linje\n'),
    table: { columns: 22, rows: 120 },
  });
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
        const wanted = wantedIn(nodes, tokenOf, 2_000);
        expect(pressable(all)).toEqual(wanted.pressed);
        expect(lostWords(wanted.read, all)).toEqual([]);
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
