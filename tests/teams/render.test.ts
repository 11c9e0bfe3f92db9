// A view in Teams: how each node looks, and what its buttons send.
import { describe, expect, it } from 'vitest';
import { tokenIn } from '../../adapters/teams/buttons.ts';
import { renderCards, renderDialog } from '../../adapters/teams/render.ts';
import { languages } from '../../src/language/index.ts';
import type { Node, View } from '../../src/view/nodes.ts';
import { actions, forgetful } from '../support/sample-nodes.ts';
import { bodyOf, drawing, types } from '../support/teams/drawn-view.ts';
import { allOf, readable } from '../support/teams/read-card.ts';

describe('a node in Teams', () => {
  it('has an output for every kind, or the code does not compile', () => {
    expect(Object.keys(forgetful)).not.toContain('divider');
  });

  it('a heading is announced as one, unless a client could take it for markdown', () => {
    const kind = (text: string) => types({ kind: 'heading', text })[0];
    expect(bodyOf({ kind: 'heading', text: 'Brev-1, version 2: i godkendelse' })[0]).toMatchObject({
      type: 'TextBlock',
      style: 'heading',
      wrap: true,
    });
    for (const text of ['Frister (fem)', '31-01-2025', 'Hvad nu?', 'Ø & Å', 'Brev-1. Vejen'])
      expect(kind(text), text).toBe('TextBlock');
    for (const text of [
      '*a*',
      'a_b',
      '[a](b)',
      '- a',
      '+ a',
      '1. a',
      '2) a',
      '# a',
      '> a',
      '<a>',
      'evil.dk',
      'a@b',
      '`a`',
      '~a~',
      'a\\b',
      '{{a}}',
      '&amp;',
      'http://a',
    ])
      expect(kind(text), text).toBe('RichTextBlock');
  });

  it('a date that somebody typed as a macro stands as typed, in two runs', () => {
    const text = 'se {{DATE(2025-01-01T00:00:00Z)}} og {{TIME(x)}} {{andet}}';
    expect(bodyOf({ kind: 'text', text })[0]?.inlines).toEqual([
      { type: 'TextRun', text: 'se {' },
      { type: 'TextRun', text: '{DATE(2025-01-01T00:00:00Z)}} og {' },
      { type: 'TextRun', text: '{TIME(x)}} {{andet}}' },
    ]);
  });

  it('what turns the words around it is shown, not done', () => {
    expect(readable(bodyOf({ kind: 'text', text: 'a \u202Eb\u202C \u2066c\u2069 d\u0007' }))).toEqual([
      'a \uFFFDb\uFFFD \uFFFDc\uFFFD d\uFFFD',
    ]);
  });

  it('a fact is its label in bold and its value, and a dash where there is none', () => {
    const facts = [
      { label: 'Kommune', value: 'Vejen' },
      { label: 'Frist', value: ' ' },
      { label: '', value: 'uden navn' },
    ];
    const body = bodyOf({ kind: 'facts', facts });
    expect(readable(body)).toEqual(['Kommune: Vejen', 'Frist: –', 'uden navn']);
    expect(body[0]?.inlines).toEqual([
      { type: 'TextRun', text: 'Kommune: ', weight: 'bolder' },
      { type: 'TextRun', text: 'Vejen' },
    ]);
  });

  it('a notice says in words what its colour means, in both languages', () => {
    const said = (tone: 'done' | 'warning' | 'refusal', locale: 'da' | 'en') => {
      const [{ card }] = renderCards([{ kind: 'notice', tone, text: 'x' }], {
        ...drawing,
        t: languages[locale],
      });
      return [card.body[0]?.style, ...readable(card)].join(' ');
    };
    expect([said('done', 'da'), said('warning', 'da'), said('refusal', 'da')]).toEqual([
      'good ✅ OK: x',
      'warning ⚠️ Bemærk: x',
      'attention 🚫 Ikke udført: x',
    ]);
    expect([said('warning', 'en'), said('refusal', 'en')]).toEqual([
      'warning ⚠️ Note: x',
      'attention 🚫 Not done: x',
    ]);
  });

  it('a divider is a line above what follows it', () => {
    const body = bodyOf(
      { kind: 'text', text: 'a' },
      { kind: 'divider' },
      { kind: 'text', text: 'b' },
      { kind: 'divider' },
    );
    expect(body.map(({ separator }) => separator)).toEqual([undefined, true]);
    expect(bodyOf({ kind: 'divider' }, { kind: 'text', text: 'a' })[0]).not.toHaveProperty('separator');
  });

  it('a task stands with its buttons: three open, the rest behind the dots, and more than five in further rows', () => {
    const modes = (count: number) =>
      allOf(bodyOf({ kind: 'task', text: 'Gør', actions: actions(count) }), 'ActionSet').map((set) =>
        Array.isArray(set.actions) ? set.actions.map((each) => each.mode ?? 'open').join(' ') : '',
      );
    expect(types({ kind: 'task', text: 'Gør', actions: actions(2) })).toEqual(['Container']);
    expect(modes(3)).toEqual(['open open open']);
    expect(modes(5)).toEqual(['open open open secondary secondary']);
    expect(modes(7)).toEqual(['open open open open open', 'open open']);
  });

  it('an empty view is still a card', () => {
    for (const view of [[], [{ kind: 'text', text: ' \u200B\n' }], [{ kind: 'divider' }]] as const)
      expect(renderCards(view, drawing).map(({ card, summary }) => [readable(card), summary])).toEqual([
        [['–'], '–'],
      ]);
  });
});

describe('a button in Teams', () => {
  it('carries its token alone, and is held up by nothing that is being filled in', () => {
    const [set] = bodyOf({ kind: 'actions', actions: [{ label: 'Svar', line: 'svar Vejen nej' }] });
    const data = { t: 't:svar Vejen nej' };
    expect(set?.actions).toEqual([
      {
        type: 'Action.Execute',
        title: 'Svar',
        verb: 'line',
        data,
        associatedInputs: 'none',
        fallback: {
          type: 'Action.Submit',
          title: 'Svar',
          data: { verb: 'line', ...data },
          associatedInputs: 'none',
        },
      },
    ]);
  });

  it('asks for a dialog where its line has a form in a channel, and in a dialog only submits', () => {
    const view: View = [{ kind: 'actions', actions: [{ label: 'Svar', line: 'svar …' }] }];
    const press = (card: unknown) => allOf(card, 'Action.Submit')[0]?.data;
    expect(allOf(renderCards(view, drawing)[0].card, 'Action.Submit')[0]?.associatedInputs).toBe('none');
    expect(press(renderCards(view, drawing)[0].card)).toEqual({
      msteams: { type: 'task/fetch' },
      verb: 'dialog',
      t: 't:svar …',
    });
    expect(press(renderDialog(view, drawing).card)).toEqual({ verb: 'line', t: 't:svar …' });
    expect(allOf(renderDialog(view, drawing).card, 'Action.Execute')).toEqual([]);
  });

  it('whose line is too long is shown as it is to be typed', () => {
    const token = (line: string) => 'x'.repeat(line === 'linje 2' ? 4_001 : 4_000);
    const [{ card }] = renderCards([{ kind: 'actions', actions: actions(3) }], { ...drawing, token });
    expect(readable(card)).toEqual(['Nr. 1', 'Nr. 2:', 'linje 2', 'Nr. 3']);
    expect(JSON.stringify(card)).toContain('"text":"linje 2","fontType":"monospace"');
  });

  it('that is heavy has room of its own, so that no set fills a card', () => {
    const token = () => 'x'.repeat(4_000);
    const [{ card }, second] = renderCards([{ kind: 'actions', actions: actions(3) }], { ...drawing, token });
    const sizes = [card, second?.card].map((each) => allOf(each, 'ActionSet').length);
    expect(sizes).toEqual([2, 1]);
  });

  it('whose label is too long has it whole above', () => {
    const label = 'Skriv kommunens egen begrundelse '.repeat(4).trim();
    expect(readable(bodyOf({ kind: 'actions', actions: [{ label, line: 'b' }] }))).toEqual([
      label,
      'Skriv kommunens egen begrundelse Skriv kommunens egen begrundelse Skriv ko…',
    ]);
  });
});

describe('a menu in Teams', () => {
  const menu = (count: number): Node => ({ kind: 'menu', label: 'Alle', actions: actions(count) });

  it('is a list of tokens with a button that names it, a hundred at a time, and no id twice in a view', () => {
    const body = bodyOf(menu(130), menu(1));
    const lists = allOf(body, 'Input.ChoiceSet');
    expect(lists.map(({ id, choices }) => [id, Array.isArray(choices) && choices.length])).toEqual([
      ['menu0', 100],
      ['menu1', 30],
      ['menu2', 1],
    ]);
    expect(
      allOf(body, 'Action.Execute').map(({ data, associatedInputs }) => [data, associatedInputs]),
    ).toEqual([
      [{ menu: 'menu0' }, 'auto'],
      [{ menu: 'menu1' }, 'auto'],
      [{ menu: 'menu2' }, 'auto'],
    ]);
  });

  it('is of buttons where a choice cannot be said in one', () => {
    const long: Node = { kind: 'menu', label: 'Alle', actions: [{ label: 'x'.repeat(76), line: 'a' }] };
    expect(types(long)).toEqual(['RichTextBlock', 'RichTextBlock', 'ActionSet']);
  });

  it('opens a dialog where one of its lines has a form there', () => {
    const asks: Node = {
      kind: 'menu',
      label: 'Alle',
      actions: [...actions(1), { label: 'Svar', line: 'svar …' }],
    };
    expect(allOf(bodyOf(asks), 'Action.Submit')[0]?.data).toEqual({
      msteams: { type: 'task/fetch' },
      verb: 'dialog',
      menu: 'menu0',
    });
  });
});

describe('what was pressed', () => {
  it('is the token of the button, or of what was chosen in its menu', () => {
    expect(tokenIn({ t: 'a', menu0: 'b' })).toBe('a');
    expect(tokenIn({ menu: 'menu1', menu0: 'b', menu1: 'c' })).toBe('c');
  });

  it('is nothing where nothing was chosen, or where the data is not ours', () => {
    for (const data of [
      undefined,
      null,
      'a',
      [],
      {},
      { t: 1 },
      { t: '' },
      { menu: 'menu0' },
      { menu: 'menu0', menu0: '' },
      { menu: '__proto__' },
      { menu: 'verb', verb: 'line' },
      { menu: {}, t: ['a'] },
    ])
      expect(tokenIn(data), JSON.stringify(data)).toBeUndefined();
  });
});
