// How a transcript writes what a screen shows: a field with what stands in it, and a table in columns.

interface Field {
  readonly label: string;
  readonly required: boolean;
  /** What is filled in; where nothing is, the ghost text stands. */
  readonly value: string | undefined;
  readonly ghost: string | undefined;
  /** How many can be chosen from; 0 where it is written. */
  readonly choices: number;
}

/** `Svar*: nej ▾ 3 valg`; the star stands at what must be filled in. */
export function fieldLine({ label, required, value, ghost, choices }: Field): string {
  const standing = value || `(${ghost ?? 'tomt'})`;
  return `${label}${required ? '*' : ''}: ${standing}${choices > 0 ? ` ▾ ${choices} valg` : ''}`;
}

/** A line for each row, as wide in each column as its longest cell. */
export function tableLines(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, index) =>
    Math.max(...rows.map((row) => [...(row[index] ?? '')].length)),
  );
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join(' | ')
      .trimEnd(),
  );
}
