// Danmarkskort: what is known of each municipality's reversed decisions, by year and area (DOMAIN § 1).
import type { DataOf } from './events.ts';
import { refuse } from './refusal.ts';
import { noRound } from './round.ts';
import type { Rules } from './rule.ts';
import { type Danmarkskort, having, type Register } from './state.ts';
import { type MapArea, mapAreas } from './terms.ts';

export function mapKey(year: number, area: MapArea): string {
  return `${year} ${area}`;
}

export function mapOf(register: Register, year: number, area: MapArea): Danmarkskort | undefined {
  return register.maps.get(mapKey(year, area));
}

/** Whether it says anything that is not known. The same file again does not; a mended one does. */
export function isNews(
  register: Register,
  { year, area, rows, sources }: DataOf<'danmarkskort-imported'>,
): boolean {
  const known = mapOf(register, year, area)?.entries;
  const figures = ['decisions', 'reversed', 'remitted', 'percent', 'extracted'] as const;
  return rows.some((row) => {
    const entry = known?.get(row.municipality);
    return (
      entry === undefined ||
      entry.source.text !== sources[row.source]?.text ||
      figures.some((name) => entry[name] !== row[name])
    );
  });
}

export const mapRules: Rules<'danmarkskort-imported' | 'offers-proposed'> = {
  'danmarkskort-imported': {
    guard: (register, data) =>
      isNews(register, data)
        ? undefined
        : refuse(
            'nothing-imported',
            { name: data.file.name },
            `danmarkskort vis ${mapAreas[data.area]} ${data.year}`,
          ),
    evolve(register, { data }, recorded) {
      const { year, area, rows, sources } = data;
      const entries = new Map(mapOf(register, year, area)?.entries);
      for (const { source: place, line: _, ...row } of rows) {
        const source = sources[place] ?? sources[0];
        if (source) entries.set(row.municipality, { ...row, source, recorded });
      }
      return { ...register, maps: having(register.maps, mapKey(year, area), { year, area, entries }) };
    },
  },
  'offers-proposed': {
    guard: (register, { year }) => noRound(register, year),
    evolve: (register, { data }, recorded) => ({
      ...register,
      proposals: [...register.proposals, { ...data, recorded }],
    }),
  },
};
