// What is much in Teams: tables, and views that take several cards.
import { describe, expect, it } from 'vitest';
import { renderCards, renderDialog } from '../../adapters/teams/render.ts';
import type { Node } from '../../src/view/nodes.ts';
import { actions, paragraphs, table } from '../support/sample-nodes.ts';
import { bodyOf, drawing, types } from '../support/teams/drawn-view.ts';
import { allOf, readable } from '../support/teams/read-card.ts';

const long = ` ${'x'.repeat(2_000)}`;

describe('a table in Teams', () => {
  it('is a wide table up to five columns, and a list of each row beyond', () => {
    expect(types(table(2, 5))).toEqual(['Table']);
    expect(renderCards([table(2, 5)], drawing)[0].card.msteams).toEqual({ width: 'Full' });
    const narrow = bodyOf(table(2, 6), { kind: 'text', text: 'Og så' });
    expect(readable(narrow).slice(0, 7)).toEqual([
      ...[
        'K0: celle 0.0',
        'K1: celle 0.1',
        'K2: celle 0.2',
        'K3: celle 0.3',
        'K4: celle 0.4',
        'K5: celle 0.5',
      ],
      'K0: celle 1.0',
    ]);
    expect(narrow.flatMap(({ separator }, index) => (separator ? [index] : []))).toEqual([6, 12]);
    expect(renderCards([table(2, 6)], drawing)[0].card).not.toHaveProperty('msteams');
  });

  it('with a cell that fills a card is a list too', () => {
    expect(types(table(2, 2, 'x'.repeat(7_000)))).not.toContain('Table');
  });

  it('too long for one card goes on in the next, with its header above, full to the bound', () => {
    const drawn = renderCards([table(400)], drawing);
    expect(drawn.length).toBeGreaterThan(2);
    for (const { card } of drawn) expect(readable(card.body).slice(0, 2)).toEqual(['K0', 'K1']);
    for (const { card } of drawn.slice(0, -1)) {
      const bytes = Buffer.byteLength(JSON.stringify(card));
      expect(bytes).toBeLessThanOrEqual(24_000);
      expect(bytes).toBeGreaterThan(23_000);
    }
    expect(drawn.map(({ summary }) => summary.startsWith('K0 · K1'))).toEqual([
      true,
      ...drawn.slice(1).map(() => false),
    ]);
  });

  it('is not broken where it fits the next card as a whole', () => {
    const drawn = renderCards([...paragraphs(8, long), table(50)], drawing);
    expect(drawn.map(({ card }) => allOf(card, 'Table').length)).toEqual([0, 1]);
  });

  it('shows a dash where a cell is empty', () => {
    const body = bodyOf({ kind: 'table', columns: ['', 'A'], rows: [['x'], ['', '\u200B', 'mere']] });
    expect(readable(body)).toEqual(['–', 'A', '–', 'x', '–', '–', '–', '–', 'mere']);
  });
});

describe('a long view in Teams', () => {
  it('is several cards, and a heading goes with what it heads', () => {
    const view: Node[] = [
      ...paragraphs(11, long),
      { kind: 'heading', text: 'Frister' },
      ...paragraphs(1, long),
    ];
    expect(renderCards(view, drawing).map(({ card }) => readable(card)[0]?.slice(0, 8))).toEqual([
      'Afsnit 0',
      'Frister',
    ]);
  });

  it('goes on between words, and between whole characters in a word that is too long', () => {
    const cut = (text: string) => readable(bodyOf({ kind: 'text', text }));
    expect(cut('ord '.repeat(1_000)).map((part) => part.length)).toEqual([2_999, 1_000]);
    for (const part of cut('👩‍👩‍👧‍👦'.repeat(1_000))) expect(part.length % '👩‍👩‍👧‍👦'.length).toBe(0);
  });

  it('counts bytes as Teams does: æ twice', () => {
    const texts = (letter: string): Node[] =>
      Array.from({ length: 6 }, () => ({ kind: 'text', text: letter.repeat(2_500) }));
    expect(renderCards(texts('a'), drawing)).toHaveLength(1);
    expect(renderCards(texts('æ'), drawing)).toHaveLength(2);
  });

  it('has a summary of its own words on each card, shortened to a thousand characters', () => {
    const [first, second] = renderCards(paragraphs(14, long), drawing);
    expect(first.summary).toMatch(/^Afsnit 0 x+…$/);
    expect(first.summary).toHaveLength(1_000);
    expect(second?.summary).toMatch(/^Afsnit 11/);
  });

  it('leaves what a dialog has no room for as plain text, with the lines of its buttons', () => {
    const { card, rest } = renderDialog(
      [...paragraphs(14, long), { kind: 'actions', actions: actions(1) }],
      drawing,
    );
    expect(card.body).toHaveLength(11);
    expect(rest).toMatch(/^Afsnit 11 [\s\S]*\n→ Nr\. 1: linje 1$/);
    expect(renderDialog(paragraphs(11, long), drawing).rest).toBeNull();
  });
});
