// A stranger's table → its lines, each a list of cells, or why it was refused. Runs in the child process only.
import { fileTypeFromBuffer } from 'file-type';
import type { FileRefusal } from '../../ports.ts';
import { type ReadFile, type TableFormat, unread } from './format.ts';
import { decodedText } from './plain-text.ts';
import { unpack } from './zip.ts';

/** Ten years of 98 municipalities in three areas are 2,940 lines. */
const mostLines = 20_000;
const mostCells = 200_000;

type Lines = readonly (readonly string[])[];

/** `text` of the answer is the lines in JSON: no cell is taken for anything but what it shows. */
export async function readTable(format: TableFormat, bytes: Uint8Array): Promise<ReadFile> {
  try {
    const found = await fileTypeFromBuffer(bytes);
    const lines = format === 'csv' ? await csvLines(bytes, found?.ext) : await xlsxLines(bytes, found?.ext);
    if ('reason' in lines) return { ok: false, refusal: lines };
    const cells = lines.reduce((sum, line) => sum + line.length, 0);
    return lines.length > mostLines || cells > mostCells
      ? unread('bomb')
      : { ok: true, text: JSON.stringify(lines) };
  } catch {
    // Every parser here meets broken files; how it stumbles over one is no news to us.
    return unread('unreadable');
  }
}

async function csvLines(bytes: Uint8Array, found: string | undefined): Promise<Lines | FileRefusal> {
  const text = utf16(bytes) ?? (found === undefined ? decodedText(bytes) : undefined);
  if (text === undefined) return found === undefined ? { reason: 'content' } : { reason: 'mismatch', found };
  const { parse } = await import('csv-parse/sync');
  // Excel's own first line names the sign between the cells.
  const [named = '', sign] = /^sep=([;,\t])\r?\n/i.exec(text) ?? [];
  // The line stays as an empty one, so that those below keep their numbers.
  const body = `${named === '' ? '' : '\n'}${text.slice(named.length)}`;
  return parse(body, {
    delimiter: sign ?? delimiterOf(body),
    relax_column_count: true,
    // A quotation mark within a cell that does not begin with one is only a sign.
    relax_quotes: true,
    skip_empty_lines: false,
  });
}

/** Of the heading; a semicolon where it has both, since a comma is also in Danish numbers. */
function delimiterOf(text: string): string {
  const heading = text.split(/\r?\n/).find((line) => line.trim() !== '') ?? '';
  return [';', '\t', ','].find((sign) => heading.includes(sign)) ?? ';';
}

function utf16(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : undefined;
  return encoding && new TextDecoder(encoding, { fatal: true }).decode(bytes);
}

async function xlsxLines(bytes: Uint8Array, found: string | undefined): Promise<Lines | FileRefusal> {
  if (found !== undefined && ['xlsm', 'xltm'].includes(found)) return { reason: 'macro' };
  if (found === undefined || !['xlsx', 'zip'].includes(found))
    return found === undefined ? { reason: 'content' } : { reason: 'mismatch', found };
  const unpacked = unpack(bytes);
  if (!unpacked.ok) return unpacked.refusal;
  if (unpacked.names.some((name) => /vbaProject\.bin$/i.test(name))) return { reason: 'macro' };
  const { readSheet } = await import('read-excel-file/universal');
  const rows = await readSheet(new Uint8Array(bytes).buffer);
  return rows.map((row) => row.map(shown));
}

/** A cell as a Dane would write it. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  if (value instanceof Date) return value.toISOString().slice(0, 10).split('-').reverse().join('-');
  return String(value);
}
