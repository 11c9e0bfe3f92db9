// A measured figure: the median of rounds with its spread, beside its target where it has one.
export interface Figure {
  readonly name: string;
  readonly unit: string;
  /** One value a round. */
  readonly rounds: readonly number[];
  /** A median at or under it is what we want; printed, never asserted: machines differ. */
  readonly target?: number;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

export function formatFigure({ name, unit, rounds, target }: Figure): string {
  const value = `${short(median(rounds))} ${unit}`;
  const spread = `(${short(Math.min(...rounds))}–${short(Math.max(...rounds))})`;
  const wanted =
    target === undefined ? '' : `  target ≤ ${target}: ${median(rounds) <= target ? 'met' : 'MISSED'}`;
  return `${name.padEnd(58)}${value.padStart(16)} ${spread.padEnd(18)}${wanted}`;
}

/** Round by round, since neighbours in time share the machine's mood. */
export function ratio(name: string, of: Figure, to: Figure, target: number): Figure {
  const rounds = of.rounds.map((value, index) => value / (to.rounds[index] ?? Number.NaN));
  return { name, unit: '×', rounds, target };
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
