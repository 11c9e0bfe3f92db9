// Tables that nobody may import half of: what is wrong with each, and the words it is refused with.
import { strToU8, zipSync } from 'fflate';
import { workbook } from './workbook.ts';

const heading = 'år;område;kommune;hjemvist;ændret;stadfæstet';
const good = ['2024;børnehandicap;Vejen;4;2;5', '2024;børnehandicap;Odder;10;14;105'];
const table = (...lines: readonly string[]) => strToU8([heading, ...good, ...lines].join('\r\n'));

export interface Damaged {
  readonly what: string;
  readonly name?: string;
  readonly bytes: Uint8Array;
  /** What the refusal says. */
  readonly says: string;
}

const column = (name: string, ...cells: readonly string[]) =>
  strToU8([`${heading};${name}`, ...good.map((line, index) => `${line};${cells[index] ?? ''}`)].join('\n'));

export const damaged: readonly Damaged[] = [
  {
    what: 'a municipality that is none',
    bytes: table('2024;børnehandicap;Vejlen;1;1;1'),
    says: 'Linje 4: »Vejlen« er ingen kommune.',
  },
  { what: 'no municipality', bytes: table('2024;børnehandicap;;1;1;1'), says: 'Linje 4: kommunen mangler.' },
  {
    what: 'a municipality twice',
    bytes: table('2024;børnehandicap;Vejen Kommune;4;2;5'),
    says: 'Linje 4: kommunen står også i linje 2.',
  },
  {
    what: 'code and name of two municipalities',
    bytes: column('kode', '727', '727'),
    says: 'Linje 2: koden og navnet er to forskellige kommuner: 727 Vejen.',
  },
  {
    what: 'a code of no municipality',
    bytes: column('kode', '0999', '727'),
    says: 'Linje 2: »999« er ingen kommune.',
  },
  {
    what: 'a year that is none',
    bytes: table('24;børnehandicap;Faxe;1;1;1'),
    says: 'Linje 4: »24« er intet årstal.',
  },
  { what: 'no year', bytes: table(';børnehandicap;Faxe;1;1;1'), says: 'Linje 4: året mangler.' },
  {
    what: 'an area that is none',
    bytes: table('2024;ældre;Faxe;1;1;1'),
    says: 'Linje 4: »ældre« er intet område',
  },
  {
    what: 'figures that do not add up',
    bytes: column('antal afgørelser', '11', '130'),
    says: 'Linje 3: tallene stemmer ikke: 10 + 14 + 105 ≠ 130.',
  },
  {
    what: 'a percentage of other figures',
    bytes: column('procent', '55', '18'),
    says: 'Linje 3: procenten passer ikke med tallene: 18 ≠ 19.',
  },
  {
    what: 'a percentage above 100',
    bytes: column('procent', '155', '19'),
    says: 'Linje 2: »155« er ikke en procent',
  },
  {
    what: 'a number with a point, which has two meanings',
    bytes: column('procent', '54.5', '19'),
    says: 'Linje 2: »54.5« er ikke en procent',
  },
  {
    what: 'half a case',
    bytes: table('2024;børnehandicap;Faxe;1,5;1;1'),
    says: 'Linje 4: »1,5« er ikke et helt tal',
  },
  {
    what: 'a negative number',
    bytes: table('2024;børnehandicap;Faxe;-1;1;1'),
    says: 'Linje 4: »-1« er ikke et helt tal',
  },
  {
    what: 'one figure of three',
    bytes: table('2024;børnehandicap;Faxe;7;;'),
    says: 'Linje 4: kun 7 er kendt',
  },
  {
    what: 'no figures',
    bytes: table('2024;børnehandicap;Faxe;;;'),
    says: 'Linje 4: der er hverken antal eller procent.',
  },
  {
    what: 'more reversed than decided',
    bytes: strToU8('år;område;kommune;afgørelser;omgjort\n2024;børnehandicap;Faxe;3;4'),
    says: 'Linje 2: flere er omgjort, end der er afgjort: 4 > 3.',
  },
  {
    what: 'a number that is not exact',
    bytes: strToU8('år;område;kommune;operator;procent\n2024;børnehandicap;Faxe;<;25'),
    says: 'Linje 2: »< 25« er ikke et præcist tal.',
  },
  {
    what: 'a cell too few, which moves those behind it',
    bytes: table('2024;børnehandicap;Faxe;1;1'),
    says: 'Linje 4: linjen har for få felter (5/6).',
  },
  {
    what: 'a cell too many',
    bytes: table('2024;børnehandicap;Faxe;1;1;1;1'),
    says: 'Linje 4: linjen har for mange felter (7/6).',
  },
  {
    what: 'a formula for a municipality',
    bytes: table('2024;børnehandicap;=HYPERLINK("http://x");1;1;1'),
    says: 'er ingen kommune',
  },
  {
    what: 'a quotation mark that is never closed',
    bytes: table('2024;børnehandicap;"Faxe;1;1;1'),
    says: 'den er beskadiget',
  },
  { what: 'no heading', bytes: strToU8(good.join('\n')), says: 'Jeg kan ikke finde kolonnerne' },
  {
    what: 'no columns of figures',
    bytes: strToU8('år;område;kommune\n2024;børnehandicap;Vejen'),
    says: 'Jeg kan ikke finde kolonnerne',
  },
  { what: 'nothing', bytes: strToU8(''), says: 'filen er tom' },
  { what: 'a heading alone', bytes: strToU8(heading), says: 'Der er ingen rækker tilbage' },
  {
    what: 'a file that is no table',
    bytes: strToU8('\0\x01\x02'),
    says: 'indholdet er ikke det, som endelsen siger',
  },
  { what: 'a pdf called csv', bytes: strToU8('%PDF-1.7\n'), says: 'indholdet er pdf' },
  {
    what: 'a workbook’s own percentages, which are fractions',
    name: 'tal.xlsx',
    bytes: workbook([
      ['år', 'område', 'kommune', 'procent'],
      [2024, 'børnehandicap', 'Vejen', 0.545],
    ]),
    says: 'Linje 2: »0,545« er ikke en procent',
  },
  {
    what: 'a workbook with macros',
    name: 'tal.xlsx',
    bytes: workbook([['år']], { 'xl/vbaProject.bin': strToU8('x') }),
    says: 'den indeholder makroer',
  },
  {
    what: 'an xlsx that is no workbook',
    name: 'tal.xlsx',
    bytes: zipSync({ 'a.txt': strToU8('a') }),
    says: 'den er beskadiget',
  },
  {
    what: 'half an xlsx',
    name: 'tal.xlsx',
    bytes: zipSync({ 'a.txt': strToU8('a') }).subarray(0, 40),
    says: 'den er beskadiget',
  },
  {
    what: 'a letter',
    name: 'brev.pdf',
    bytes: strToU8('%PDF-1.7\n'),
    says: 'her læser jeg kun tabeller: csv og xlsx',
  },
];
