// Figures into the register: whole tables or nothing, and only when somebody has seen them.
import { strToU8 } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/bot.ts';
import { createDocuments } from '../../src/documents/documents.ts';
import { plain } from '../../src/view/plain.ts';
import { playedBot } from '../support/played-bot.ts';
import { damaged } from './damaged.ts';
import { workbook } from './workbook.ts';

const documents = createDocuments();
afterAll(() => documents.close());

const given = 'kilde="Ankestyrelsen" udtrukket=01-07-2025';
const heading = 'år;område;kommune;hjemvist;ændret/ophævet;stadfæstet';
const rows = ['2024;børnehandicap;Vejen;4;2;5', '2024;børnehandicap;Odder;10;14;105'];
const table = [heading, ...rows].join('\n');

const office = (files: Readonly<Record<string, string | Uint8Array>>) =>
  playedBot('2025-08-01 09:00', files, undefined, documents);
const said = ({ view }: Answer) => plain(view);

async function imported(bytes: string | Uint8Array, name = 'tal.csv', options = given) {
  const here = await office({ [name]: bytes });
  const asked = await here.ask(`danmarkskort importér ${name} ${options}`);
  return { ...here, asked };
}

describe.each(damaged)('a table with $what', ({ name = 'tal.csv', bytes, says }) => {
  it('is refused with what to mend, and nothing of it is recorded', async () => {
    const { bot, asked } = await imported(bytes, name);
    expect(said(asked)).toContain(says);
    expect(asked.ok).toBe(false);
    expect(bot.history().map(({ type }) => type)).toEqual(['ledger-opened']);
    expect(bot.register().maps.size).toBe(0);
  });
});

describe('a table that is in order', () => {
  it('is shown first, and recorded when it is confirmed', async () => {
    const { bot, asked, tell } = await imported(table);
    expect(said(asked)).toContain('børnehandicap 2024: 2 kommuner. 96 kommuner står ikke i tabellen.');
    expect(bot.register().maps.size).toBe(0);
    await tell('bekræft C-1');
    expect(said(await tell('danmarkskort vis børnehandicap 2024 Odder'))).toContain(
      'Odder, børnehandicap 2024: 19 pct.; 24 af 129 afgørelser er omgjort, heraf 10 hjemvist. Intervallet er 12–27 pct.',
    );
  });

  it.each([
    ['UTF-8 with its mark', strToU8(`\uFEFF${table}`)],
    ['Windows-1252', Buffer.from(table, 'latin1')],
    ['UTF-16', Buffer.from(`\uFEFF${table}`, 'utf16le')],
    ['commas', strToU8(table.replaceAll(';', ','))],
    ['semicolons, with a comma in the heading', strToU8(table.replace('ændret/ophævet', 'ændret, ophævet'))],
    ['tabs', strToU8(table.replaceAll(';', '\t'))],
    ['Windows line ends and a blank last line', strToU8(`${table.replaceAll('\n', '\r\n')}\r\n`)],
    ['Excel’s own first line', strToU8(`sep=;\n${table}`)],
    ['cells in quotation marks', strToU8(table.replaceAll(/[^;\n]+/g, '"$&"'))],
    [
      'other names of the columns',
      strToU8(
        table.replace(heading, 'Aar;Omraade;Kommunenavn;Antal hjemviste;Ændret og ophævet;STADFÆSTEDE'),
      ),
    ],
  ])('is the same in %s', async (_, bytes) => {
    const { asked } = await imported(bytes);
    expect(said(asked)).toContain('2 rækker fra tal.csv');
  });

  it('is the same in a workbook, whose numbers are numbers', async () => {
    const bytes = workbook([
      ['År', 'Område', 'Kode', 'Hjemvist', 'Ændret', 'Stadfæstet', 'Procent'],
      [2024, 'Børnehandicap', 575, 4, 2, 5, 54.5],
      [2024, 'Voksenhandicap', '0101', 10, 14, 105, ''],
    ]);
    const { asked, tell } = await imported(bytes, 'tal.xlsx');
    expect(said(asked)).toContain('2 rækker fra tal.xlsx');
    await tell('bekræft C-1');
    expect(said(await tell('danmarkskort vis voksen 2024 København'))).toContain('24 af 129 afgørelser');
  });

  it('holds nothing twice: the same file again is no news, a mended one replaces', async () => {
    const mended = table.replace('4;2;5', '5;2;5');
    const here = await office({ 'tal.csv': table, 'igen.csv': mended });
    await here.tell(`danmarkskort importér tal.csv ${given}`, 'bekræft C-1');
    expect((await here.ask(`danmarkskort importér tal.csv ${given}`)).code).toBe('nothing-imported');
    const again = await here.tell(`danmarkskort importér igen.csv ${given}`);
    expect(said(again)).toContain('2 rækker afløser tal, der var registreret i forvejen.');
    await here.tell('bekræft C-2');
    expect(said(await here.tell('danmarkskort vis børnehandicap 2024 Vejen'))).toContain(
      '7 af 12 afgørelser',
    );
  });

  it('with one year that is known and one that is new records the new one, and a mended source is news, too', async () => {
    const two = `${table}\n2023;børnehandicap;Vejen;4;2;5`;
    const here = await office({ 'et.csv': table, 'to.csv': two });
    await here.tell(`danmarkskort importér et.csv ${given}`, 'bekræft C-1');
    const asked = await here.tell(`danmarkskort importér to.csv ${given}`);
    expect(said(asked)).toContain('1 række fra to.csv');
    await here.tell('bekræft C-2');
    const years = () =>
      here.bot.history().flatMap((each) => (each.type === 'danmarkskort-imported' ? [each.data.year] : []));
    expect(years()).toEqual([2024, 2023]);
    await here.tell(
      'danmarkskort importér et.csv kilde="Danmarkskortet" udtrukket=01-07-2025',
      'bekræft C-3',
    );
    expect(years()).toEqual([2024, 2023, 2024]);
  });

  it('may leave out lines that are wrong, by their numbers, and the history says which', async () => {
    const { asked, ask, tell, bot } = await imported(`${table}\n2024;børnehandicap;Vejlen;1;1;1`);
    const line = /udelad=4/.exec(said(asked));
    expect(line).not.toBeNull();
    expect((await ask(`danmarkskort importér tal.csv ${given} udelad=2`)).code).toBe('invalid-value');
    expect((await ask(`danmarkskort importér tal.csv ${given} udelad=alle`)).code).toBe('invalid-value');
    await tell(`danmarkskort importér tal.csv ${given} udelad=4`, 'bekræft C-1');
    expect(bot.history().filter(({ type }) => type === 'danmarkskort-imported')).toMatchObject([
      { data: { leftOut: [4], rows: [{ line: 2 }, { line: 3 }] } },
    ]);
  });

  it('needs a source and the day of extraction, in the table or in the line', async () => {
    const { asked, ask, tell } = await imported(table, 'tal.csv', '');
    expect(said(asked)).toContain('Der mangler kilde');
    expect(said(asked)).toContain('danmarkskort importér tal.csv kilde="Ankestyrelsens Danmarkskort"');
    const half = await ask('danmarkskort importér tal.csv kilde="Ankestyrelsens Danmarkskort"');
    expect(said(half)).toContain('Der mangler udtrukket');
    await tell('danmarkskort importér tal.csv kilde="Ankestyrelsens Danmarkskort" udtrukket=01-07-2025');
    const [own, lacking] = [`${table.split('\n')[1]};A;01-07-2025`, `${table.split('\n')[2]};;01-07-2025`];
    const mixed = await imported([`${heading};kilde;udtrukket`, own, lacking].join('\n'), 'tal.csv', '');
    expect(said(mixed.asked)).toContain('Linje 3: kilden mangler.');
  });

  it('is taken back by fortryd, all of it', async () => {
    const { tell, bot } = await imported(table);
    await tell('bekræft C-1', 'fortryd', 'bekræft C-2');
    expect(bot.register().maps.size).toBe(0);
  });
});

describe('a map', () => {
  it('is sorted by percentage, or by what is certain of it', async () => {
    const { tell } = await imported(
      `${table}\n2024;børnehandicap;Faxe;30;20;50\n2024;børnehandicap;Ærø;0;0;0`,
    );
    await tell('bekræft C-1');
    const order = async (more: string) =>
      said(await tell(`danmarkskort vis børn 2024 ${more}`)).match(/^(Vejen|Odder|Faxe|Ærø)/gm);
    expect(await order('')).toEqual(['Vejen', 'Faxe', 'Odder', 'Ærø']);
    expect(await order('sortér=nedre-grænse')).toEqual(['Faxe', 'Vejen', 'Odder', 'Ærø']);
    expect(said(await tell('danmarkskort vis børn 2024 Ærø'))).toContain(
      'ingen afgørelser, og derfor ingen procent',
    );
  });

  it('of eleven decisions says how little they are', async () => {
    const { tell } = await imported(table);
    await tell('bekræft C-1');
    expect(said(await tell('danmarkskort vis børnehandicap 2024 Vejen'))).toContain(
      'Vejen har kun 11 afgørelser: en enkelt mere eller mindre flytter procenten med omkring 9 point.',
    );
  });

  it('that nobody has imported, or a municipality that is not on it, is refused and not taken for 0', async () => {
    const { tell, ask } = await imported(table);
    await tell('bekræft C-1');
    expect((await ask('danmarkskort vis voksen 2024')).code).toBe('no-map');
    const refused = await ask('danmarkskort vis børn 2024 Faxe');
    expect(said(refused)).toContain('Det betyder ikke 0 pct.');
  });
});
