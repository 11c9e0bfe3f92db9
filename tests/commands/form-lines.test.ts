// A form and a typed line say the same: what is filled in is the line, and a half line is the form filled in so far.
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { halfTyped } from '../../src/half-line.ts';
import { municipalities } from '../../src/register/municipality-table.ts';
import { refuse } from '../../src/register/refusal.ts';
import { type FormField, fieldOf, formOf, lineOfForm } from '../../src/view/form.ts';
import { playedBot } from '../support/played-bot.ts';

const seed = Number(process.env.FC_SEED ?? 20261123);

const names = fc.constantFrom(...municipalities.map(({ name }) => name));
/** What a person can type in a field: no hidden characters, which are refused by name, and no `<…>` that waits to be filled in. */
const words = fc
  .string({ unit: fc.constantFrom(...'abcæøåÆØÅ09 "\\=.,:;<>&*_~`\'-/()«»“”„'), minLength: 1, maxLength: 40 })
  .map((text) => text.trim().replaceAll(/ +/g, ' '))
  .filter((text) => text !== '' && !/^(<[^<>]*>|…)$/.test(text));
const days = fc
  .date({ min: new Date('2014-01-01'), max: new Date('2034-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

function filling(field: FormField): fc.Arbitrary<string> {
  switch (field.kind) {
    case 'municipality':
    case 'municipalities':
      return names;
    case 'choice':
      return fc.constantFrom(...field.choices);
    case 'date':
    case 'loose-date':
      return days;
    case 'year':
      return fc.constantFrom('2024', '2025');
    case 'number':
      return fc.integer({ min: 1, max: 99 }).map(String);
    default:
      return words;
  }
}

function filledIn(fields: readonly FormField[]): fc.Arbitrary<Record<string, string[]>> {
  const each = fields.map((field) => {
    const most = field.many ? 3 : 1;
    const filled = fc.uniqueArray(filling(field), { minLength: 1, maxLength: most });
    const maybe = field.required ? filled : fc.option(filled, { nil: [] });
    return maybe.map((values) => [field.name, values] as const);
  });
  return fc
    .tuple(...each)
    .map((pairs) => Object.fromEntries(pairs.filter(([, values]) => values.length > 0)));
}

describe(`a form (seed ${seed})`, () => {
  it.each(commands.map((command) => [command.name, command] as const))(
    'of %s says what was filled in, and nothing else',
    (_, command) => {
      // A line within a line is the inner line's own matter.
      const fields = formOf(command, 'da').fields.filter(({ kind }) => kind !== 'rest');
      if (fields.length < formOf(command, 'da').fields.length) return;
      fc.assert(
        fc.property(filledIn(fields), (values) => {
          const read = halfTyped(lineOfForm(command, values), 'da');
          const said = Object.fromEntries(
            Object.entries(read?.values ?? {}).map(([name, given]) => [name, [...given]]),
          );
          const joined = Object.fromEntries(
            Object.entries(values).map(([name, given]) => {
              const isOneValue = fields.find((field) => field.name === name)?.kind === 'municipalities';
              return [name, isOneValue ? [given.join(',')] : given];
            }),
          );
          expect({ command: read?.command.name, values: said, unfinished: read?.unfinished }).toEqual({
            command: command.name,
            values: joined,
            unfinished: false,
          });
        }),
        { seed, numRuns: 60 },
      );
    },
  );

  it('asks first for what the command cannot do without, in both languages', () => {
    for (const locale of ['da', 'en'] as const)
      for (const command of commands)
        for (const field of formOf(command, locale).fields) {
          expect(field.label).toMatch(/^\p{Lu}/u);
        }
  });
});

describe('a half line', () => {
  const read = (line: string, files: readonly string[] = []) => {
    const half = halfTyped(line, 'da', files);
    return half && [half.command.name, half.unfinished, half.values, half.line];
  };

  it.each([
    ['svar Vejen', true, { municipality: ['Vejen'] }],
    ['svar Vejen <ja|nej> år=2025', true, { municipality: ['Vejen'], year: ['2025'] }],
    ['overdrag Vejen-børn-2025/svar <person>', true, { obligation: ['Vejen-børn-2025/svar'] }],
    ['returnér Brev-1 "<grund>" v=2', true, { letter: ['Brev-1'], version: ['2'] }],
    ['redigér Brev-1 <del> "…"', true, { letter: ['Brev-1'] }],
    ['svar Vejen nej', false, { municipality: ['Vejen'], says: ['nej'] }],
    ['answer Vejen no', false, { municipality: ['Vejen'], says: ['nej'] }],
  ])('%s: unfinished %s', (line, unfinished, values) => {
    const half = halfTyped(line, 'da');
    expect([half?.unfinished, half?.values]).toEqual([unfinished, values]);
  });

  it('takes the one file that came with it for its letter', () => {
    expect(read('svar Vejen nej', ['brev fra Vejen.pdf'])).toEqual([
      'svar',
      false,
      { municipality: ['Vejen'], says: ['nej'], letter: ['brev fra Vejen.pdf'] },
      'svar Vejen nej brev="brev fra Vejen.pdf"',
    ]);
  });

  it('does not choose between two files, and asks for none that the command has no use for', () => {
    expect(read('svar Vejen nej', ['a.pdf', 'b.pdf'])?.[3]).toBe('svar Vejen nej');
    expect(read('overblik 2025', ['a.pdf'])?.[3]).toBe('overblik 2025');
  });

  it.each(['snak løs', 'svar "Vejen', 'svar Vejen nej farve=blå'])('%s is for the bot to refuse', (line) => {
    expect(halfTyped(line, 'da')).toBeUndefined();
  });
});

describe('a refusal', () => {
  const svar = commands.find(({ name }) => name === 'svar') ?? commands[0];
  if (!svar) throw new Error('no commands');
  const values = {
    municipality: ['Vejen'],
    says: ['nej'],
    received: ['2031-01-01'],
    reasons: ['overlap:vi har travlt'],
  };

  it('belongs to the field whose value it names', () => {
    const future = refuse('date-in-future', { date: '2031-01-01', today: '2025-01-31' }, 'svar');
    const clause = refuse('not-a-clause', { words: 'vi har travlt', why: 'pronoun', found: 'vi' }, 'svar');
    expect([future, clause].map((each) => fieldOf(each, svar, values))).toEqual(['received', 'reasons']);
  });

  it('belongs to the field that the parser names', () => {
    const why = {
      ...refuse('invalid-value', { label: 'dato', typed: 'i', expected: '' }, ''),
      field: 'decided',
    };
    expect(fieldOf(why, svar, values)).toBe('decided');
  });

  it('belongs to none where it is about the line, or about several fields', () => {
    const round = refuse('no-round', { year: 2025 }, 'runde åbn 2025');
    const twice = { ...values, letterDate: ['2031-01-01'] };
    const future = refuse('date-in-future', { date: '2031-01-01', today: '2025-01-31' }, 'svar');
    expect([fieldOf(round, svar, values), fieldOf(future, svar, twice)]).toEqual([undefined, undefined]);
  });
});

describe('a button', () => {
  it('has a line that runs, or opens a form: no label leads to a line that nobody understands', async () => {
    const story = await readFile('tests/golden/stories/a-year.txt', 'utf8');
    const lines = [...story.matchAll(/→ [^:\n]+: (.+)$/gm)].map(([, line = '']) => line);
    const wrong = [...new Set(lines)].filter((line) => halfTyped(line, 'da') === undefined);
    expect(lines.length).toBeGreaterThan(200);
    expect(wrong).toEqual([]);
  });

  it.each(['menu', 'forside'])('of %s is understood, too', async (line) => {
    const played = await playedBot('2025-01-30 09:00');
    await played.tell('runde åbn 2025', 'tilbud Vejen børn dato=20-01-2025', 'svar Vejen nej brev=svar.pdf');
    const { view } = await played.tell(
      'fravær sagsbehandler fra=30-01-2025 til=31-01-2025 stedfortræder=leder',
      line,
    );
    const buttons = view.flatMap((node) =>
      node.kind === 'task' || node.kind === 'actions' ? node.actions : [],
    );
    expect(buttons.map((each) => halfTyped(each.line, 'da')?.command.name)).not.toContain(undefined);
    expect(buttons.length).toBeGreaterThan(1);
  });
});
