// `danmarkskort vis`: a year's percentages as Denmark shows them, with how sure they are.
import { z } from 'zod';
import { mapArea, mapOrder, maybe, municipality, option, positional, year } from '../args.ts';
import { type Context, defineCommand, type Reply } from '../command.ts';
import { intervalOf, shownInterval, shownPercent, wholePercent } from '../danmarkskort/figures.ts';
import { inOrder, nameOf } from '../danmarkskort/proposal.ts';
import { shownText } from '../language/removed.ts';
import { mapOf } from '../register/danmarkskort.ts';
import { municipalityOf } from '../register/municipality.ts';
import { type Refusal, refuse } from '../register/refusal.ts';
import type { Danmarkskort, MapEntry } from '../register/state.ts';
import { type MapOrder, mapAreas, mapOrders } from '../register/terms.ts';
import { actions, heading, list, table, text, warning } from '../view/nodes.ts';
import { exampleOfImport } from './import-map.ts';

/** Fewer decisions than this make a percentage that one decision more or less moves by three points and more. */
const few = 30;

export const showMap = defineCommand({
  name: 'danmarkskort vis',
  alias: 'map show',
  help: {
    da: 'Se omgørelsesprocenter for et område og et år, eller for én kommune',
    en: 'See how often decisions were reversed in an area and a year, or in one municipality',
  },
  example: 'danmarkskort vis børnehandicap 2018',
  reads: true,
  args: z.object({
    area: positional(0, 'område', 'area', mapArea),
    year: positional(1, 'år', 'year', year),
    municipality: maybe(2, 'kommune', 'municipality', municipality),
    sort: option('sortér', 'sort', mapOrder),
  }),
  handle({ area, year, municipality: code, sort }, context) {
    const map = mapOf(context.register, year, area);
    if (!map) return noMap(context, mapAreas[area], year);
    return code === undefined ? ranked(map, sort ?? 'percent', context) : alone(map, code, context);
  },
});

export function noMap({ register, t }: Context, area: string, year: number): Refusal {
  const known = [...register.maps.values()].sort((a, b) => a.year - b.year);
  const last = known.findLast((each) => mapAreas[each.area] === area) ?? known.at(-1);
  const names = known.map((each) => `${t.says.term(mapAreas[each.area])} ${each.year}`);
  const line = last ? `danmarkskort vis ${mapAreas[last.area]} ${last.year}` : exampleOfImport;
  return refuse('no-map', { area: t.says.term(area), year, known: names }, line);
}

function ranked(map: Danmarkskort, order: MapOrder, { t }: Context): Reply {
  const { maps, says } = t;
  const area = says.term(mapAreas[map.area]);
  const entries = inOrder(map.entries.values(), order);
  const rows = entries.map((entry) => [
    nameOf(entry),
    percentOf(entry, t),
    entry.decisions === null ? maps.unknown : String(entry.decisions),
    intervalText(entry, t) ?? '',
  ]);
  const other: MapOrder = order === 'percent' ? 'lower-bound' : 'percent';
  const { columns } = maps;
  return {
    view: [
      heading(maps.title(area, map.year)),
      text(maps.sortedBy[order]),
      table([columns.municipality, columns.percent, columns.decisions, columns.interval], rows),
      text(maps.small(few)),
      list(sourcesOf(entries, t)),
      actions({
        label: maps.sortOther[other],
        line: `danmarkskort vis ${mapAreas[map.area]} ${map.year} sortér=${mapOrders[other]}`,
      }),
    ],
    data: {
      area: mapAreas[map.area],
      year: map.year,
      municipalities: entries.map((entry) => ({ name: nameOf(entry), ...dataOf(entry) })),
    },
  };
}

function alone(map: Danmarkskort, code: string, { t }: Context): Reply | Refusal {
  const { maps, says } = t;
  const { name } = municipalityOf(code);
  const area = says.term(mapAreas[map.area]);
  const entry = map.entries.get(code);
  if (!entry)
    return refuse(
      'not-on-map',
      { municipality: name, area, year: map.year },
      `danmarkskort vis ${mapAreas[map.area]} ${map.year}`,
    );
  const { decisions, reversed, remitted } = entry;
  const isFew = decisions !== null && decisions > 0 && decisions < few;
  const words = maps.one({
    name,
    area,
    year: map.year,
    decisions,
    reversed,
    remitted,
    percent: shownPercent(entry) ?? null,
    interval: intervalText(entry, t) ?? null,
  });
  return {
    view: [
      text(words),
      ...(isFew ? [warning(maps.few(name, decisions, wholePercent(1, decisions)))] : []),
      list(sourcesOf([entry], t)),
    ],
    data: { area: mapAreas[map.area], year: map.year, name, ...dataOf(entry) },
  };
}

function dataOf(entry: MapEntry) {
  const { decisions, reversed, remitted, extracted } = entry;
  const interval = intervalOf(entry) ?? null;
  return { decisions, reversed, remitted, percent: shownPercent(entry) ?? null, interval, extracted };
}

export function percentOf(entry: MapEntry, { maps }: Context['t']): string {
  const shown = shownPercent(entry);
  if (shown === undefined) return entry.decisions === 0 ? maps.none : maps.unknown;
  return entry.reversed === null ? maps.published(shown) : maps.percent(shown);
}

export function intervalText(entry: MapEntry, { maps }: Context['t']): string | undefined {
  const interval = shownInterval(entry);
  return interval && maps.interval(interval.lower, interval.upper);
}

function sourcesOf(entries: readonly MapEntry[], { maps, says, locale }: Context['t']): string[] {
  return [
    ...new Set(
      entries.map(({ source, extracted }) => maps.source(shownText(source, locale), says.date(extracted))),
    ),
  ];
}
