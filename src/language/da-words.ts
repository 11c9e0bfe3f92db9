// The little words of Danish sentences: numbers, lists, quotations.

const numbers = [
  'ingen',
  'én',
  'to',
  'tre',
  'fire',
  'fem',
  'seks',
  'syv',
  'otte',
  'ni',
  'ti',
  'elleve',
  'tolv',
];
const ordinals = ['', 'hver', 'hver anden', 'hver tredje', 'hver fjerde', 'hver femte'];

/** In words up to twelve. */
export function counted(value: number): string {
  return numbers[value] ?? String(value);
}

/** `hver anden arbejdsdag` */
export function everyWorkingDay(days: number): string {
  return `${ordinals[days] ?? `hver ${days}.`} arbejdsdag`;
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function list(items: readonly (string | number)[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} og ${items.at(-1)}`;
}

export function workingDays(days: number): string {
  return days === 1 ? 'én arbejdsdag' : `${counted(days)} arbejdsdage`;
}

/** What somebody wrote, without a full stop of its own. */
export function quoted(words: string): string {
  return `»${words.replace(/\s*\.$/, '')}«`;
}
