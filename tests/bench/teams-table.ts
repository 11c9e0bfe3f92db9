// Teams' measurements, as a table and as figures beside what is to be reached.
import { byRound, type Figure, median, short } from './figure.ts';
import type { Measured } from './teams-load.ts';

/** All measurements by load and by how many chats wrote at once. */
export type Series = ReadonlyMap<string, ReadonlyMap<number, readonly Measured[]>>;

const columns: readonly (readonly [head: string, value: (measured: Measured) => number])[] = [
  ['requests/s', ({ perSecond }) => perSecond],
  ['p50 ms', ({ p50 }) => p50],
  ['p99 ms', ({ p99 }) => p99],
  ['HTTP p50', ({ answer50 }) => answer50],
  ['HTTP p99', ({ answer99 }) => answer99],
  ['CPU µs', ({ cpu }) => cpu],
];

export function tableOf(series: Series, isPinned: boolean): string {
  const head = `${'in flight'.padStart(40)}${columns.map(([words]) => words.padStart(12)).join('')}`;
  const rows = [...series].flatMap(([name, byChats]) =>
    [...byChats].map(([chats, measured]) => {
      const cells = columns.map(([, value]) => short(median(measured.map(value))).padStart(12));
      return `${name.padEnd(32)}${String(chats).padStart(8)}${cells.join('')}`;
    }),
  );
  const how = isPinned ? 'servers on one core, the rest on another' : 'not pinned: no taskset here';
  return [`Teams, medians; ${how}`, head, ...rows].join('\n');
}

/** Each of ours against the bare bot's of the same kind, whose row stands above them. */
export function ratios(series: Series): readonly Figure[] {
  const figures: Figure[] = [];
  let bare = '';
  for (const [name, byChats] of series) {
    if (name.startsWith('bare')) bare = name;
    else for (const chats of byChats.keys()) figures.push(...against(name, chats));
  }
  return figures;

  function against(ours: string, chats: number): readonly Figure[] {
    const all = (name: string, value: (measured: Measured) => number) =>
      (series.get(name)?.get(chats) ?? []).map(value);
    const figure = (what: string, value: (measured: Measured) => number) => ({
      name: `${ours}, ${chats} in flight: ${what}`,
      unit: '×',
      rounds: byRound(all(ours, value), all(bare, value)),
    });
    return [
      { ...figure('requests/s', ({ perSecond }) => perSecond), atLeast: 0.7 },
      { ...figure('p99', ({ p99 }) => p99), target: 2 },
      figure('HTTP p99', ({ answer99 }) => answer99),
      figure('CPU', ({ cpu }) => cpu),
    ];
  }
}
