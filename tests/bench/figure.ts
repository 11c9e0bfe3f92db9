// A measured figure: the median of rounds with its spread, beside its target where it has one.
export interface Figure {
  readonly name: string;
  readonly unit: string;
  /** One value a round. */
  readonly rounds: readonly number[];
  /** A median at or under it is what we want; printed, never asserted: machines differ. */
  readonly target?: number;
  /** A median at or over it is. */
  readonly atLeast?: number;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

export function formatFigure(figure: Figure): string {
  const { name, unit, rounds } = figure;
  const value = `${short(median(rounds))} ${unit}`;
  const spread = `(${short(Math.min(...rounds))}–${short(Math.max(...rounds))})`;
  return `${name.padEnd(58)}${value.padStart(16)} ${spread.padEnd(18)}${wanted(figure)}`;
}

function wanted({ rounds, target, atLeast }: Figure): string {
  const middle = median(rounds);
  if (target !== undefined) return `  target ≤ ${target}: ${middle <= target ? 'met' : 'MISSED'}`;
  if (atLeast !== undefined) return `  target ≥ ${atLeast}: ${middle >= atLeast ? 'met' : 'MISSED'}`;
  return '';
}

/** Round by round, since neighbours in time share the machine's mood. */
export function ratio(name: string, of: Figure, to: Figure, target: number): Figure {
  return { name, unit: '×', rounds: byRound(of.rounds, to.rounds), target };
}

export function byRound(of: readonly number[], to: readonly number[]): readonly number[] {
  return of.map((value, index) => value / (to[index] ?? Number.NaN));
}

export function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
