// Danmarkskort: what is known of each municipality's reversed decisions, by year and area (DOMAIN § 1).
import { refuse } from './refusal.ts';
import { noRound } from './round.ts';
import type { Rules } from './rule.ts';
import { type Danmarkskort, having, type Register } from './state.ts';
import type { MapArea } from './terms.ts';

export function mapKey(year: number, area: MapArea): string {
  return `${year} ${area}`;
}

export function mapOf(register: Register, year: number, area: MapArea): Danmarkskort | undefined {
  return register.maps.get(mapKey(year, area));
}

export const mapRules: Rules<'danmarkskort-imported' | 'offers-proposed'> = {
  'danmarkskort-imported': {
    guard(register, { year, area, file, rows }) {
      const known = mapOf(register, year, area)?.entries;
      // The same file again tells nothing; a mended one does.
      const isNews = rows.some((row) => {
        const entry = known?.get(row.municipality);
        return (
          !entry ||
          (['decisions', 'reversed', 'remitted', 'percent', 'extracted'] as const).some(
            (name) => entry[name] !== row[name],
          )
        );
      });
      return isNews
        ? undefined
        : refuse('nothing-imported', { name: file.name }, `danmarkskort vis ${area} ${year}`);
    },
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
