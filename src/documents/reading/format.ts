// The kinds of letters that a municipality may send and of tables that are imported, and what reading one gives.
import type { FileRefusal } from '../../ports.ts';

export const MEDIA_TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  eml: 'message/rfc822',
  txt: 'text/plain',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

const LETTERS = ['pdf', 'docx', 'odt', 'eml', 'txt'] as const;
const TABLES = ['csv', 'xlsx'] as const;

export type LetterFormat = (typeof LETTERS)[number];
export type TableFormat = (typeof TABLES)[number];

export function isLetterFormat(ending: string): ending is LetterFormat {
  return LETTERS.some((format) => format === ending);
}

export function isTableFormat(ending: string): ending is TableFormat {
  return TABLES.some((format) => format === ending);
}

/** What a reader may find wrong within a file of the right kind. */
export type ReadFault = Exclude<FileRefusal['reason'], 'mismatch'>;

/** The words of a file, or why it was refused. */
export type ReadFile =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly refusal: FileRefusal };

export function unread(reason: ReadFault): { readonly ok: false; readonly refusal: FileRefusal } {
  return { ok: false, refusal: { reason } };
}
