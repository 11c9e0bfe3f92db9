// What a soak reads each minute, how it is printed, and what of it counts as flat.

export interface Reading {
  /** Hours since the beginning. */
  readonly at: number;
  /** Requests since the beginning. */
  readonly asked: number;
  /** Bytes; `heap` after a collection. */
  readonly resident: number;
  readonly heap: number;
  readonly journal: number;
  readonly handles: number;
  /** Open file descriptors. */
  readonly files: number;
}

export interface Growth {
  /** Megabytes an hour, over the second half. */
  readonly heap: number;
  /** What of it the history and the requests are good for. */
  readonly expected: number;
  /** From the first reading of the second half to the last. */
  readonly handles: number;
  readonly files: number;
  /** For people to read. */
  readonly words: string;
}

const megabyte = 1 << 20;

/** Bytes of heap for each byte of the journal: 1.9 KB for a note's 0.5 KB, as an event, by its cause, and in the register. */
const heapPerByte = 4;
/**
 * Bytes of heap for each request: its name, so that it is not done twice, and its response URL's uses. Both are bounded (20,000
 * names a platform, half an hour): `--reads` with a rate that fills them shows what is left then.
 */
const heapPerRequest = 500;
/** Connections that happen to be open when they are counted. */
const handlesAllowed = 15;

const columns = [
  'minute',
  'RSS MB',
  'heap MB',
  'journal MB',
  'handles',
  'files',
  'asked',
  'refused',
  'open',
  'p50 ms',
  'p99 ms',
];

export const heading = columns.join('  ');

export function row(
  minute: number,
  { resident, heap, journal, handles, files }: Reading,
  { asked, refused, open }: Readonly<Record<'asked' | 'refused' | 'open', number>>,
  { p50, p99 }: { readonly p50: number; readonly p99: number },
): string {
  const sizes = [resident, heap, journal].map((bytes) => (bytes / megabyte).toFixed(1));
  const all = [minute, ...sizes, handles, files, asked, refused, open, p50, p99];
  return all.map((each, index) => String(each).padStart(columns[index]?.length ?? 0)).join('  ');
}

export function growth(readings: readonly Reading[]): Growth {
  const half = readings.slice(Math.floor(readings.length / 2));
  const hourly = (of: 'heap' | 'journal' | 'resident' | 'asked') =>
    slope(half.map((each) => [each.at, each[of] / megabyte]));
  const change = (of: 'handles' | 'files') => (half.at(-1)?.[of] ?? 0) - (half[0]?.[of] ?? 0);
  const [heap, journal, resident] = [hourly('heap'), hourly('journal'), hourly('resident')];
  const [handles, files] = [change('handles'), change('files')];
  const expected = heapPerByte * journal + heapPerRequest * hourly('asked');
  const words = [
    `second half, least squares: heap ${heap.toFixed(1)} MB/h, RSS ${resident.toFixed(1)} MB/h, journal ${journal.toFixed(1)} MB/h`,
    `handles ${signed(handles)}, files ${signed(files)}`,
    `flat is: heap at most ${expected.toFixed(1)} MB/h (${heapPerByte} × the journal's growth and ${heapPerRequest} bytes a request), handles and files at most +${handlesAllowed}`,
  ].join('\n');
  return { heap, expected, handles, files, words };
}

export function isFlat({ heap, expected, handles, files }: Growth): boolean {
  return heap <= expected && Math.max(handles, files) <= handlesAllowed;
}

/** Milliseconds. */
export function percentiles(times: readonly number[]): { readonly p50: number; readonly p99: number } {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? Number.NaN);
  return { p50: at(0.5), p99: at(0.99) };
}

/** Growth of `y` for each unit of `x` along the line of least squares; 0 where there are fewer than two different `x`. */
function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  const middle = mean(points.map(([x]) => x));
  const height = mean(points.map(([, y]) => y));
  const spread = points.reduce((sum, [x]) => sum + (x - middle) ** 2, 0);
  const together = points.reduce((sum, [x, y]) => sum + (x - middle) * (y - height), 0);
  return spread > 0 ? together / spread : 0;
}

const signed = (number: number): string => (number > 0 ? `+${number}` : String(number));
