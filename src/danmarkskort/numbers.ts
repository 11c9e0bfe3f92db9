// Numbers as Danes write them in tables. What could be read in two ways is not read at all: 12.5 is no Danish number.

/** A whole number: `129`, `1.234`. */
export function wholeNumber(typed: string): number | undefined {
  return /^(\d+|[1-9]\d{0,2}(\.\d{3})+)$/.test(typed) ? Number(typed.replaceAll('.', '')) : undefined;
}

/**
 * A percentage from 0 to 100: `45`, `45,5`, `45,5 %`, `45 pct.` Between 0 and 1 there is none: a workbook hands out 54,5 pct. as 0,545.
 */
export function percentage(typed: string): number | undefined {
  const [, digits] = /^(\d{1,3}(?:,\d+)?) ?(?:%|pct\.?)?$/.exec(typed) ?? [];
  const value = digits === undefined ? Number.NaN : Number(digits.replace(',', '.'));
  return value === 0 || (value >= 1 && value <= 100) ? value : undefined;
}
