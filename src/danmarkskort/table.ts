// A table as somebody has it: columns in any order and by any of their usual names, rows with their line numbers. What is wrong is
// listed, line by line; nothing is guessed.
import { findTerm, foldTerm } from '../args.ts';
import { parseDate } from '../calendar/dates.ts';
import type { LocalDate } from '../ports.ts';
import { findMunicipality } from '../register/municipality.ts';
import type { MapEntry } from '../register/state.ts';
import { keysOf, type MapArea, mapAreaAliases, mapAreas } from '../register/terms.ts';
import { type Figures, wholePercent } from './figures.ts';
import { percentage, wholeNumber } from './numbers.ts';

/** A row that says what it should. */
export interface MapRow extends Omit<MapEntry, 'source' | 'recorded'> {
  /** From 1, as the reader's spreadsheet counts them. */
  readonly line: number;
  readonly year: number;
  readonly area: MapArea;
  readonly source: string;
}

export type ProblemCode =
  | 'unknown-municipality'
  | 'name-and-code'
  | 'no-municipality'
  | 'no-year'
  | 'no-area'
  | 'no-source'
  | 'no-extraction-date'
  | 'extracted-before'
  | 'not-a-number'
  | 'not-a-percentage'
  | 'not-exact'
  | 'no-figures'
  | 'figures-missing'
  | 'does-not-add-up'
  | 'percent-differs'
  | 'more-than-all'
  | 'twice'
  | 'cells-missing'
  | 'cells-surplus';

export interface Problem {
  readonly line: number;
  readonly code: ProblemCode;
  /** What stands there, or what it should agree with; as it was typed. */
  readonly found: string;
}

/** What holds for every row that does not say otherwise. */
export interface Given {
  readonly year?: number | undefined;
  readonly area?: MapArea | undefined;
  readonly source?: string | undefined;
  readonly extracted?: LocalDate | undefined;
}

export type ReadTable =
  | {
      readonly rows: readonly MapRow[];
      readonly problems: readonly Problem[];
      readonly unused: readonly string[];
    }
  /** No line names the columns that it takes. */
  | { readonly noHeading: readonly string[] };

const columns = {
  year: ['år', 'year'],
  area: ['område', 'area'],
  code: ['kode', 'kommunekode', 'kommunenr', 'komnr', 'code'],
  name: ['kommune', 'navn', 'kommunenavn', 'municipality'],
  remitted: ['hjemvist', 'hjemviste', 'antal hjemvist', 'antal hjemviste'],
  changed: [
    'ændret',
    'ændret ophævet',
    'ændret og ophævet',
    'ændrede',
    'antal ændret',
    'antal ændret ophævet',
  ],
  upheld: ['stadfæstet', 'stadfæstede', 'antal stadfæstet', 'antal stadfæstede'],
  decisions: ['afgørelser', 'antal afgørelser', 'antal', 'i alt'],
  reversed: ['omgjort', 'omgjorte', 'antal omgjorte'],
  percent: ['omgørelsesprocent', 'procent', 'pct'],
  operator: ['operator'],
  source: ['kilde', 'source'],
  extracted: ['udtrukket', 'udtræksdato', 'udtræk', 'dato'],
} as const;
type Column = keyof typeof columns;

const columnOf = new Map(
  keysOf(columns).flatMap((column) => columns[column].map((name) => [foldHeading(name), column] as const)),
);

/** As headings are compared: lower case, one spelling of æ, ø and å, nothing but letters and single spaces. */
function foldHeading(typed: string): string {
  return foldTerm(typed)
    .replaceAll(/[^a-z]+/g, ' ')
    .trim();
}

/** `lines`: each a list of cells, empty lines included, so that their numbers are those of the file. */
export function readTable(lines: readonly (readonly string[])[], given: Given): ReadTable {
  const first = lines.findIndex((cells) => cells.some((cell) => cell.trim() !== ''));
  const headings = (lines[first] ?? []).map((cell) => cell.trim());
  const places = new Map<Column, number>();
  const unused: string[] = [];
  for (const [place, heading] of headings.entries()) {
    const column = columnOf.get(foldHeading(heading));
    // Of two columns with one meaning neither can be trusted to be the right one: the second is told as unused.
    if (column === undefined || places.has(column)) unused.push(...(heading === '' ? [] : [heading]));
    else places.set(column, place);
  }
  const hasFigures = (['remitted', 'decisions', 'percent'] as const).some((column) => places.has(column));
  if (!hasFigures || !(places.has('code') || places.has('name'))) return { noHeading: headings };

  const rows: MapRow[] = [];
  const problems: Problem[] = [];
  const seen = new Map<string, number>();
  for (const [index, cells] of lines.entries()) {
    if (index <= first || cells.every((cell) => cell.trim() === '')) continue;
    const line = index + 1;
    const cell = (column: Column) => (cells[places.get(column) ?? -1] ?? '').trim();
    const read = readRow(cell, given);
    const found = 'wrong' in read ? [...read.wrong] : [];
    // A cell too many or too few moves those behind it into others' columns.
    if (cells.length < headings.length) found.push(['cells-missing', `${cells.length}/${headings.length}`]);
    if (cells.slice(headings.length).some((each) => each.trim() !== ''))
      found.push(['cells-surplus', `${cells.length}/${headings.length}`]);
    if (!('wrong' in read)) {
      const key = `${read.year} ${read.area} ${read.municipality}`;
      const before = seen.get(key);
      if (before !== undefined) found.push(['twice', String(before)]);
      seen.set(key, before ?? line);
      if (found.length === 0) rows.push({ line, ...read });
    }
    problems.push(...found.map(([code, what]) => ({ line, code, found: what })));
  }
  return { rows, problems, unused };
}

type Wrong = readonly [code: ProblemCode, found: string];
type Cell = (column: Column) => string;

function readRow(cell: Cell, given: Given): Omit<MapRow, 'line'> | { readonly wrong: readonly Wrong[] } {
  const wrong: Wrong[] = [];
  const municipality = municipalityIn(cell, wrong);
  const year = yearIn(cell('year')) ?? (cell('year') === '' ? given.year : undefined);
  if (year === undefined) wrong.push(['no-year', cell('year')]);
  const area =
    cell('area') === ''
      ? given.area
      : findTerm(cell('area').replaceAll(/[\s-]/g, ''), mapAreas, mapAreaAliases);
  if (area === undefined) wrong.push(['no-area', cell('area')]);
  const source = cell('source') === '' ? given.source : cell('source');
  if (source === undefined) wrong.push(['no-source', '']);
  const typed = cell('extracted');
  const extracted = typed === '' ? given.extracted : parseDate(typed, '2000-01-01');
  if (extracted === undefined) wrong.push(['no-extraction-date', typed]);
  else if (year !== undefined && Number(extracted.slice(0, 4)) < year)
    wrong.push(['extracted-before', typed || extracted]);
  const figures = figuresIn(cell, wrong);
  return wrong.length > 0 ||
    municipality === undefined ||
    year === undefined ||
    area === undefined ||
    source === undefined ||
    extracted === undefined
    ? { wrong }
    : { municipality, year, area, source, extracted, ...figures };
}

function yearIn(typed: string): number | undefined {
  return /^20\d\d$/.test(typed) ? Number(typed) : undefined;
}

function municipalityIn(cell: Cell, wrong: Wrong[]): string | undefined {
  // A spreadsheet takes the zero from 0101.
  const code = cell('code').replace(/^0+(?=\d{3}$)/, '');
  const name = cell('name');
  if (code === '' && name === '') wrong.push(['no-municipality', '']);
  const [byCode, byName] = [code, name].map((typed) => (typed === '' ? undefined : findMunicipality(typed)));
  if (code !== '' && !(byCode && /^\d+$/.test(code))) wrong.push(['unknown-municipality', code]);
  else if (name !== '' && !byName) wrong.push(['unknown-municipality', name]);
  else if (byCode && byName && byCode !== byName) wrong.push(['name-and-code', `${code} ${name}`]);
  return (byCode ?? byName)?.code;
}

/** Each of what is known; what contradicts itself is wrong. */
function figuresIn(cell: Cell, wrong: Wrong[]): Figures {
  const whole = (column: Column) => {
    const typed = cell(column);
    const value = typed === '' ? undefined : wholeNumber(typed);
    if (typed !== '' && value === undefined) wrong.push(['not-a-number', typed]);
    return value ?? null;
  };
  const [remitted, changed, upheld] = [whole('remitted'), whole('changed'), whole('upheld')];
  const [total, typedReversed] = [whole('decisions'), whole('reversed')];
  const typed = cell('percent');
  const percent = typed === '' ? null : (percentage(typed) ?? null);
  if (typed !== '' && percent === null) wrong.push(['not-a-percentage', typed]);
  const isExact = ['', '=', 'ingen afgoerelser', 'ukendt'].includes(foldTerm(cell('operator')));
  if (!isExact) wrong.push(['not-exact', `${cell('operator')} ${typed}`.trim()]);

  const parts = [remitted, changed, upheld];
  const known = parts.filter((each) => each !== null);
  if (known.length > 0 && known.length < parts.length && total === null)
    wrong.push(['figures-missing', known.join(' + ')]);
  const sum = known.length === parts.length ? known.reduce((all, each) => all + each, 0) : null;
  const reversed = remitted !== null && changed !== null ? remitted + changed : typedReversed;
  const decisions = sum ?? total;
  if (sum !== null && total !== null && sum !== total)
    wrong.push(['does-not-add-up', `${known.join(' + ')} ≠ ${total}`]);
  if (typedReversed !== null && reversed !== typedReversed)
    wrong.push(['does-not-add-up', `${remitted} + ${changed} ≠ ${typedReversed}`]);
  if (decisions !== null && reversed !== null && reversed > decisions)
    wrong.push(['more-than-all', `${reversed} > ${decisions}`]);
  else if (
    decisions !== null &&
    reversed !== null &&
    percent !== null &&
    !agrees(percent, typed, reversed, decisions)
  )
    wrong.push([
      'percent-differs',
      `${typed} ≠ ${decisions === 0 ? '—' : wholePercent(reversed, decisions)}`,
    ]);
  if (decisions === null && percent === null) wrong.push(['no-figures', '']);
  return { decisions, reversed: decisions === null ? null : reversed, remitted, percent };
}

/** Whether the percentage is that of the figures, to as many decimals as it was given. */
function agrees(percent: number, typed: string, part: number, whole: number): boolean {
  if (whole === 0) return false;
  const decimals = /,(\d+)/.exec(typed)?.[1]?.length ?? 0;
  return Math.abs(percent - (100 * part) / whole) <= 0.5 / 10 ** decimals + 1e-9;
}
