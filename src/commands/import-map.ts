// `danmarkskort importér`: a table of reversed decisions is read whole, shown, and recorded when somebody confirms; or not at all.
import { z } from 'zod';
import { date, mapArea, option, positional, tableFile, words, year } from '../args.ts';
import { type Context, defineCommand } from '../command.ts';
import { type MapRow, type Problem, type ProblemCode, readTable } from '../danmarkskort/table.ts';
import { isNews, mapKey, mapOf } from '../register/danmarkskort.ts';
import type { FileRef, Proposal } from '../register/events.ts';
import { municipalities } from '../register/municipality-table.ts';
import { refuse } from '../register/refusal.ts';
import { mapAreas } from '../register/terms.ts';
import { actions, heading, list, type Node, text, warning } from '../view/nodes.ts';

/** Of what hinders; the rest is counted. */
const mostShown = 25;

const linesSchema = z.array(z.array(z.string()));

export const exampleOfImport =
  'danmarkskort importér tal.csv kilde="Ankestyrelsens Danmarkskort" udtrukket=01-07-2024';

export const importMap = defineCommand({
  name: 'danmarkskort importér',
  alias: 'map import',
  help: {
    da: 'Indlæs Danmarkskortets tal fra en tabel; du ser dem først',
    en: 'Import the figures of the Danmarkskort from a table; you see them first',
  },
  example: exampleOfImport,
  confirm: true,
  args: z.object({
    table: positional(0, 'fil', 'file', tableFile),
    year: option('år', 'year', year),
    area: option('område', 'area', mapArea),
    source: option('kilde', 'source', words),
    extracted: option('udtrukket', 'extracted', date),
    leaveOut: option('udelad', 'leave-out', words),
  }),
  handle({ table, leaveOut, ...given }, context) {
    const { t, line } = context;
    const { file } = table;
    const read = readTable(linesSchema.parse(JSON.parse(table.words)), given);
    if ('noHeading' in read)
      return refuse('no-heading', { name: file.name, found: read.noHeading }, exampleOfImport);
    const missing = missingThroughout(read.problems, read.rows.length);
    if (missing) {
      const { label, value } = missing;
      return refuse(
        'missing-argument',
        { label, expected: `${label}=${value}` },
        `${line} ${label}=${value}`,
      );
    }
    const bare = line.replace(/ *(udelad|leave-out)=("[^"]*"|\S*)/i, '');
    const left = leftOutOf(leaveOut, read.problems);
    if (left === undefined)
      return refuse(
        'invalid-value',
        { label: 'udelad', typed: leaveOut ?? '', expected: 'udelad=4,17' },
        bare,
      );
    const open = read.problems.filter((problem) => !left.has(problem.line));
    if (open.length > 0) {
      const told = open.map(({ line: at, code, found }) => t.maps.line(at, t.maps.problems[code](found)));
      const lines = [...new Set([...left, ...open.map((problem) => problem.line)])].sort((a, b) => a - b);
      return refuse(
        'table-has-problems',
        { name: file.name, problems: shortened(told), rows: read.rows.length },
        `${bare} udelad=${lines.join(',')}`,
      );
    }
    const rows = read.rows.filter((row) => !left.has(row.line));
    if (rows.length === 0) return refuse('nothing-left', { name: file.name }, exampleOfImport);
    const all = groupsOf(rows).map((group) => ({ group, event: proposal(group, file, [...left], context) }));
    const fresh = all.filter(({ event }) => isNews(context.register, event.data));
    // None: the register's own refusal says so.
    const told = fresh.length > 0 ? fresh : all;
    const groups = told.map(({ group }) => group);
    const events = told.map(({ event }) => event);
    return {
      events,
      view: previewOf(groups, file, [...left], read.unused, context),
      data: { rows: rows.length },
    };
  },
});

/** What a line can say for the whole table. */
const forAll: readonly { readonly code: ProblemCode; readonly label: string; readonly value: string }[] = [
  { code: 'no-year', label: 'år', value: '2024' },
  { code: 'no-area', label: 'område', value: 'børnehandicap' },
  { code: 'no-source', label: 'kilde', value: '"Ankestyrelsens Danmarkskort"' },
  { code: 'no-extraction-date', label: 'udtrukket', value: '01-07-2024' },
];

/** What stands in no line of the table, and was not given for all of them. */
function missingThroughout(problems: readonly Problem[], rows: number) {
  const lines = new Set(problems.map(({ line }) => line));
  if (rows > 0 || lines.size === 0) return undefined;
  const lacking = (code: ProblemCode) =>
    problems.filter((each) => each.code === code && each.found === '').length;
  return forAll.find(({ code }) => lacking(code) === lines.size);
}

/** The lines that were named; undefined for what is none, or no line that anything is wrong with. */
function leftOutOf(typed: string | undefined, problems: readonly Problem[]): ReadonlySet<number> | undefined {
  if (typed === undefined) return new Set();
  const lines = typed.split(/[\s,;]+/).filter((each) => each !== '');
  const wrong = new Set(problems.map(({ line }) => line));
  const isGood = lines.length > 0 && lines.every((each) => /^\d+$/.test(each) && wrong.has(Number(each)));
  return isGood ? new Set(lines.map(Number)) : undefined;
}

/** The first of them, and how many more there are. */
export function shortened(told: readonly string[]): readonly string[] {
  const rest = told.length - mostShown;
  return rest > 0 ? [...told.slice(0, mostShown), `… ${rest}`] : told;
}

type Group = readonly [MapRow, ...MapRow[]];

/** By year and area, in that order. */
function groupsOf(rows: readonly MapRow[]): Group[] {
  const groups = new Map<string, [MapRow, ...MapRow[]]>();
  for (const row of rows) {
    const key = mapKey(row.year, row.area);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

function proposal(
  group: Group,
  file: FileRef,
  leftOut: readonly number[],
  { seal }: Context,
): Proposal<'danmarkskort-imported'> {
  const [{ year, area }] = group;
  const sources = [...new Set(group.map(({ source }) => source))];
  const rows = group.map(({ year: _, area: __, source, ...row }) => ({
    ...row,
    source: sources.indexOf(source),
  }));
  const data = { year, area, file, sources: sources.map(seal), rows, leftOut: [...leftOut] };
  return { type: 'danmarkskort-imported', data };
}

function previewOf(
  groups: readonly Group[],
  { name }: FileRef,
  leftOut: readonly number[],
  unused: readonly string[],
  { register, t }: Context,
): Node[] {
  const { maps } = t;
  const count = groups.reduce((sum, group) => sum + group.length, 0);
  const replaced = groups.flatMap(([first, ...rest]) => {
    const known = mapOf(register, first.year, first.area)?.entries;
    return [first, ...rest].filter(({ municipality }) => known?.has(municipality));
  });
  const lines = groups.map(([{ year, area }, ...rest]) => {
    const missing = municipalities.length - rest.length - 1;
    const words = maps.ofYear(t.says.term(mapAreas[area]), year, rest.length + 1);
    return missing > 0 ? `${words} ${maps.missing(missing)}` : words;
  });
  const last = groups.at(-1)?.[0];
  return [
    heading(maps.preview(name, count)),
    list(lines),
    ...(replaced.length > 0 ? [warning(maps.replaces(replaced.length))] : []),
    ...(leftOut.length > 0 ? [warning(maps.leftOut(leftOut))] : []),
    ...(unused.length > 0 ? [text(maps.unused(unused))] : []),
    ...(last
      ? [actions({ label: maps.show, line: `danmarkskort vis ${mapAreas[last.area]} ${last.year}` })]
      : []),
  ];
}
