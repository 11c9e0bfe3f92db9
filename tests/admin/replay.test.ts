// The history as it stood earlier: what is answered, and that nothing of it is written.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runStory } from '../support/run-console.ts';
import { offered, storyOf2025, toldOffice } from './operator.ts';

const office = toldOffice(storyOf2025);

const journalOf = () => readFile(join(office().store, 'journal.ndjson'), 'utf8');

describe('the history to a day', () => {
  it('answers as the bot answered then, and writes nothing', async () => {
    const before = await journalOf();
    const { exit, text } = await office().admin('replay', '--til', '31-01-2025', '--linje', 'overblik 2025');
    expect(exit).toBe(0);
    const [heading, ...answer] = text.split('\n');
    expect(heading).toBe('Historikken til og med E-31, som den stod 31-01-2025 kl. 23.59:');
    const { lines } = await runStory(office().folder, 'pr 31-01-2025 overblik 2025');
    const [, ...then] = lines[0]?.text.split('\n') ?? [];
    expect(answer.slice(1)).toEqual(then);
    expect(await journalOf()).toBe(before);
  });

  it('is asked for its overview where no line is given', async () => {
    const { admin } = office();
    const asked = await admin('replay', '--til', '2025-01-31', '--linje', 'overblik');
    expect(asked.text).toContain('Overblik 2025');
    expect(await admin('replay', '--til', '2025-01-31')).toEqual(asked);
  });

  it('stands at the time of the last registration when it is wound back to a number', async () => {
    const { text } = await office().admin('replay', '--til', 'E-25', '--linje', 'overblik 2025');
    expect(text).toContain('Historikken til og med E-25, som den stod 28-01-2025 kl. 13.00:');
    expect(text).toMatch(/Vejen .*takket nej/);
    expect(text).not.toContain('Brev-1');
    const earlier = await office().admin('replay', '--til', '14', '--linje', 'overblik 2025');
    expect(earlier.text).toMatch(/Vejen .*tilbudt/);
  });

  it('is asked by the one who is named, else by whoever leads the secretariat', async () => {
    const ask = async (...som: string[]) =>
      (await office().admin('replay', '--til', '03-02-2025', '--linje', 'frister mine dage=30', ...som)).text;
    expect(await ask('--som', 'sagsbehandler')).toContain('Vejen-børn-2025/orientering');
    expect(await ask()).toContain('ingen opgaver');
  });
});

describe('what cannot be asked of an earlier day', () => {
  it.each([
    [
      'a line that records',
      ['--til', '31-01-2025', '--linje', 'notat Vejen note="nyt"'],
      'Her kan du kun spørge',
    ],
    [
      'a sentence that would record',
      ['--til', '31-01-2025', '--linje', 'Vejen har sagt ja'],
      'Her kan du kun spørge',
    ],
    ['a letter that there was not yet', ['--til', '20-12-2024', '--linje', 'vis Brev-1'], 'Brev-1'],
    ['a person who is nobody', ['--til', '31-01-2025', '--som', 'ingenting'], 'Jeg kender ikke personen'],
    ['a day to come', ['--til', '01-02-2027'], '01-02-2027 er ikke kommet endnu'],
    ['a day before the first registration', ['--til', '01-01-2020'], 'Historikken begynder efter 01-01-2020'],
    ['a number that is none', ['--til', 'E-900'], 'Historikken går fra E-1 til E-5'],
    ['neither a date nor a number', ['--til', 'engang'], '--til engang er hverken en dato eller et nummer'],
    ['nothing', [], 'Sig med --til'],
  ])('%s is refused with a line that works', async (_what, argv, words) => {
    const before = await journalOf();
    const refused = await office().admin('replay', ...argv);
    expect(refused.exit).toBe(2);
    expect(refused.text).toContain(words);
    expect((await office().admin(...offered(refused))).exit).toBe(0);
    expect(await journalOf()).toBe(before);
  });
});
