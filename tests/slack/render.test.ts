// A view in Slack: how each node looks, and what becomes of it when it is too much.
import { describe, expect, it } from 'vitest';
import { type Drawing, notedSurface, renderMessages, renderSurface } from '../../adapters/slack/render.ts';
import { languages } from '../../src/language/index.ts';
import type { Node, View } from '../../src/view/nodes.ts';
import { actions, forgetful, paragraphs, table } from '../support/sample-nodes.ts';
import { lostWords, readable } from '../support/slack/read-blocks.ts';

const drawing: Drawing = { token: (line) => `t:${line.length}:${line}`, t: languages.da };
const blocksOf = (...view: Node[]) => renderMessages(view, drawing).flatMap((message) => message.blocks);
/** The elements of each actions block: `button` or `overflow`. */
const elementsIn = (blocks: readonly object[]) =>
  blocks.flatMap((block) =>
    'elements' in block && Array.isArray(block.elements) && 'type' in block && block.type === 'actions'
      ? [block.elements.map((element) => element.type)]
      : [],
  );

describe('a node in Slack', () => {
  it('has an output for every kind, or the code does not compile', () => {
    expect(Object.keys(forgetful)).not.toContain('divider');
  });

  it('a heading is a header, and a section in bold when it is too long for one', () => {
    expect(blocksOf({ kind: 'heading', text: 'Overblik\n2025' })).toEqual([
      { type: 'header', text: { type: 'plain_text', text: 'Overblik 2025', emoji: false } },
    ]);
    expect(blocksOf({ kind: 'heading', text: 'x'.repeat(150) })[0]?.type).toBe('header');
    const long = 'x'.repeat(151);
    expect(blocksOf({ kind: 'heading', text: long })).toEqual([
      {
        type: 'rich_text',
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: long, style: { bold: true } }] },
        ],
      },
    ]);
  });

  it('facts are pairs of fields, five a section, and a long value is text in its place', () => {
    const facts = Array.from({ length: 7 }, (_, index) => ({
      label: `Felt ${index}`,
      value: index === 2 ? 'ord '.repeat(600) : `værdi ${index}`,
    }));
    const sizes = blocksOf({ kind: 'facts', facts }).map((block) =>
      'fields' in block ? block.fields?.length : 'tekst',
    );
    expect(sizes).toEqual([4, 'tekst', 8]);
    expect(lostWords([{ kind: 'facts', facts }], blocksOf({ kind: 'facts', facts }))).toEqual([]);
  });

  it('a notice says in words what its sign means, in both languages', () => {
    const said = (tone: 'done' | 'warning' | 'refusal', locale: 'da' | 'en') =>
      readable(
        renderMessages([{ kind: 'notice', tone, text: 'x' }], { ...drawing, t: languages[locale] })[0]
          ?.blocks ?? [],
      ).join();
    expect([said('done', 'da'), said('warning', 'da'), said('refusal', 'da')]).toEqual([
      '✅ OK: x',
      '⚠️ Bemærk: x',
      '🚫 Ikke udført: x',
    ]);
    expect([said('done', 'en'), said('warning', 'en'), said('refusal', 'en')]).toEqual([
      '✅ OK: x',
      '⚠️ Note: x',
      '🚫 Not done: x',
    ]);
  });

  it('a task has three buttons, and the rest in a menu', () => {
    const task = (count: number): Node => ({ kind: 'task', text: 'Gør', actions: actions(count) });
    expect(elementsIn(blocksOf(task(3)))).toEqual([['button', 'button', 'button']]);
    expect(elementsIn(blocksOf(task(4)))).toEqual([['button', 'button', 'button', 'button']]);
    expect(elementsIn(blocksOf(task(5)))).toEqual([['button', 'button', 'button', 'overflow']]);
    expect(elementsIn(blocksOf(task(8)))).toEqual([['button', 'button', 'button', 'overflow']]);
    expect(elementsIn(blocksOf(task(9)))).toEqual([Array(9).fill('button')]);
    expect(elementsIn(blocksOf(task(30))).map((elements) => elements.length)).toEqual([25, 5]);
  });

  it('no menu holds a token that is too long for an option', () => {
    const token = (line: string) => (line === 'linje 5' ? 'x'.repeat(76) : 'x'.repeat(75));
    const [message] = renderMessages([{ kind: 'task', text: 'Gør', actions: actions(5) }], {
      ...drawing,
      token,
    });
    expect(elementsIn(message?.blocks ?? [])).toEqual([Array(5).fill('button')]);
  });

  it('a line whose token is too long for a button is shown as it is to be typed', () => {
    const token = (line: string) => 'x'.repeat(line === 'linje 2' ? 2001 : 2000);
    const view: View = [{ kind: 'actions', actions: actions(3) }];
    const blocks = renderMessages(view, { ...drawing, token }).flatMap((message) => message.blocks);
    expect(readable(blocks)).toEqual(['Nr. 1', 'Nr. 2:', 'linje 2', 'Nr. 3']);
    expect(JSON.stringify(blocks)).toContain('"text":"linje 2","style":{"code":true}');
  });

  it('a label that is too long for a button stands whole above it', () => {
    const label = 'Skriv kommunens egen begrundelse '.repeat(4).trim();
    const blocks = blocksOf({
      kind: 'actions',
      actions: [
        { label: 'Først', line: 'a' },
        { label, line: 'b' },
      ],
    });
    expect(readable(blocks)).toEqual([
      'Først',
      label,
      'Skriv kommunens egen begrundelse Skriv kommunens egen begrundelse Skriv ko…',
    ]);
  });

  it('an empty view is still a message', () => {
    for (const view of [[], [{ kind: 'text', text: ' \u200B\n' }]] as const)
      expect(renderMessages(view, drawing).map(({ blocks, text }) => [blocks.length, text])).toEqual([
        [1, '–'],
      ]);
  });
});

describe('a table in Slack', () => {
  const kinds = (view: View) =>
    renderMessages(view, drawing).map(({ blocks }) => blocks.map((block) => block.type));

  it("is Slack's own up to its bounds, and columns of text beyond them", () => {
    expect(kinds([table(99)])).toEqual([['table']]);
    expect(kinds([table(100)])).toEqual([['rich_text']]);
    expect(kinds([table(3, 20)])).toEqual([['table']]);
    expect(kinds([table(3, 21)])).toEqual([['rich_text']]);
    expect(kinds([table(2, 2, 'x'.repeat(2600))])[0]).not.toContain('table');
  });

  it('is the only one of its message, and none in a modal', () => {
    expect(kinds([table(3), table(3)])).toEqual([['table', 'rich_text']]);
    expect(renderSurface([table(3)], drawing).blocks.map((block) => block.type)).toEqual(['rich_text']);
  });

  it('keeps its columns as text, with the header above each part', () => {
    const [first, second] = blocksOf(table(300)).map((block) => JSON.stringify(block));
    expect(first).toContain('K0           K1\\n───────────  ───────────\\ncelle 0.0    celle 0.1\\n');
    for (const { length } of readable(blocksOf(table(300)))) expect(length).toBeLessThanOrEqual(3_000);
    expect(second).toContain('"K0           K1\\n───────────  ───────────\\ncelle ');
  });

  it('shows a dash where a cell is empty', () => {
    const blocks = blocksOf({ kind: 'table', columns: ['', 'A'], rows: [['x'], ['', '\u200B', 'mere']] });
    expect(readable(blocks)).toEqual(['–\nA\n–\nx\n–\n–\n–\n–\nmere']);
  });
});

describe('a long view in Slack', () => {
  it('is several messages of at most 50 blocks, and a heading goes with what it heads', () => {
    const view: Node[] = paragraphs(49);
    view.push({ kind: 'heading', text: 'Frister' }, { kind: 'text', text: 'Vejen' });
    expect(renderMessages(view, drawing).map((message) => readable(message.blocks).at(0))).toEqual([
      'Afsnit 0',
      'Frister',
    ]);
  });

  it('keeps the buttons of a task with its words', () => {
    const texts: Node[] = paragraphs(49);
    const messages = renderMessages([...texts, { kind: 'task', text: 'Gør', actions: actions(1) }], drawing);
    expect(messages.map((message) => message.blocks.length)).toEqual([49, 2]);
  });

  it('is cut at lines, then at words, and a word too long only between whole characters', () => {
    const family = '👩‍👩‍👧‍👦';
    const cut = (text: string) => readable(blocksOf({ kind: 'text', text }));
    expect(cut(`${'a'.repeat(2000)}\n${'b'.repeat(1500)}`)).toEqual(['a'.repeat(2000), 'b'.repeat(1500)]);
    expect(cut(`${'a'.repeat(2000)}\n${'b '.repeat(1000)}`)[0]).toBe('a'.repeat(2000));
    expect(cut(`${'a'.repeat(500)} ${'b'.repeat(2800)}`)).toEqual(['a'.repeat(500), 'b'.repeat(2800)]);
    for (const whole of [family, '🇩🇰', 'e\u0301', '\u202Ea\u202C'])
      for (const part of cut(whole.repeat(2000))) expect(part.length % whole.length, `${whole} cut`).toBe(0);
    // One character to a reader, however long: then at least no half of a pair.
    for (const part of cut(`☺\u200D${'😀\u200D'.repeat(2000)}`)) expect(part).not.toMatch(/\p{Cs}/u);
    expect(cut('&'.repeat(700)).map((part) => part.length)).toEqual([600, 100]);
  });

  it('counts a character as Slack keeps it, and the blocks themselves', () => {
    const sizes = (view: View, token = drawing.token) =>
      renderMessages(view, { ...drawing, token }).map(({ blocks }) => blocks.length);
    const text = (words: string): Node => ({ kind: 'text', text: words });
    expect(sizes(Array(5).fill(text('x'.repeat(2_400))))).toEqual([5]);
    expect(sizes(Array(5).fill(text('x'.repeat(2_401))))).toEqual([4, 1]);
    expect(sizes(Array(5).fill(text('&'.repeat(480))))).toEqual([5]);
    expect(sizes(Array(5).fill(text('&'.repeat(481))))).toEqual([4, 1]);
    expect(sizes(Array(40).fill(text('x'.repeat(260))))).toEqual([39, 1]);
    expect(sizes([{ kind: 'actions', actions: actions(10) }], () => 'x'.repeat(2_000))).toEqual([3, 2]);
    const facts = Array.from({ length: 5 }, () => ({ label: 'y'.repeat(1_900), value: 'z'.repeat(1_900) }));
    expect(sizes([{ kind: 'facts', facts }])).toEqual([3, 2]);
  });

  it('leaves what a modal has no room for as plain text, with the lines of its buttons', () => {
    const view: Node[] = paragraphs(120);
    const { blocks, rest } = renderSurface([...view, { kind: 'actions', actions: actions(1) }], drawing);
    expect(blocks).toHaveLength(100);
    expect(rest?.split('\n')).toHaveLength(21);
    expect(rest).toMatch(/^Afsnit 100\n[\s\S]*\n→ Nr\. 1: linje 1$/);
    expect(renderSurface(view.slice(0, 100), drawing).rest).toBeNull();
  });

  it('leaves what would make a modal too heavy', () => {
    const heavy = { ...drawing, token: () => 'x'.repeat(2_000) };
    const { blocks, rest } = renderSurface([{ kind: 'actions', actions: actions(150) }], heavy);
    expect(Buffer.byteLength(JSON.stringify(blocks))).toBeLessThanOrEqual(240_000);
    expect(blocks.length).toBeGreaterThan(50);
    expect(rest).toContain('→ Nr. 150: linje 150');
  });

  it('shows that there was something where there was only a control character', () => {
    const text = '\u0000';
    expect(
      readable(blocksOf({ kind: 'notice', tone: 'done', text }, { kind: 'list', items: [text] })),
    ).toEqual(['✅ OK: \uFFFD', '• \uFFFD']);
  });
});

describe('a surface with a note', () => {
  const of = (count: number): View =>
    Array.from({ length: count }, (_, index) => ({ kind: 'text', text: `Punkt ${index + 1}` }));
  const shown = (count: number) => readable(notedSurface(of(count), drawing, 'Der er mere.'));

  it('shows all that fits, to the last block, and no note', () => {
    expect(shown(100)).toHaveLength(100);
    expect(shown(100).at(-1)).toBe('Punkt 100');
  });

  it('says in its last block that there is more', () => {
    expect(shown(101)).toHaveLength(100);
    expect(shown(101).at(-1)).toBe('Der er mere.');
  });
});
