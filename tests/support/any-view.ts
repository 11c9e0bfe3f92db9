// Any view that there could be, of words that are typed, cut, turned around or meant to be more than words.
import fc from 'fast-check';
import type { Action, Node, View } from '../../src/view/nodes.ts';

export interface Spread {
  readonly attacks: readonly string[];
  /** What a long text is made of, again and again. */
  readonly repeated: fc.Arbitrary<string>;
  /** A table with little in each cell, at most so wide and so long. */
  readonly table: { readonly columns: number; readonly rows: number };
}

/** Up to twelve nodes of every kind. */
export function anyView(spread: Spread): fc.Arbitrary<View> {
  return fc.array(anyNode(anyText(spread), spread), { maxLength: 12 });
}

function anyText({ attacks, repeated }: Spread): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.string({ maxLength: 60 }) },
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
      .map((units) => String.fromCharCode(...units)),
    fc.constantFrom(...attacks),
    fc
      .tuple(repeated, fc.integer({ min: 1, max: 600 }))
      .map(([text, times]) => text.repeat(times).slice(0, 9_000)),
  );
}

function anyNode(typed: fc.Arbitrary<string>, { table }: Spread): fc.Arbitrary<Node> {
  const action = anyAction(typed);
  const short = fc.string({ maxLength: 9 });
  return fc.oneof(
    fc.record({ kind: fc.constant('heading' as const), text: typed }),
    fc.record({ kind: fc.constant('text' as const), text: typed }),
    fc.record({
      kind: fc.constant('facts' as const),
      facts: some(fc.record({ label: typed, value: typed }), 14),
    }),
    fc.record({ kind: fc.constant('list' as const), items: some(typed, 20) }),
    anyTable(typed, 8, 30),
    anyTable(short, table.columns, table.rows),
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
}

function anyAction(typed: fc.Arbitrary<string>): fc.Arbitrary<Action> {
  return fc.record({
    label: typed.filter((label) => /[\p{L}\p{N}]/u.test(label)),
    line: fc.oneof(fc.string({ minLength: 1, maxLength: 60 }), fc.string({ minLength: 1, maxLength: 3_000 })),
  });
}

function anyTable(cell: fc.Arbitrary<string>, width: number, length: number): fc.Arbitrary<Node> {
  return fc.record({
    kind: fc.constant('table' as const),
    columns: some(cell, width),
    rows: some(some(cell, width), length),
  });
}

function some<T>(each: fc.Arbitrary<T>, most: number): fc.Arbitrary<T[]> {
  return fc.array(each, { maxLength: most });
}
