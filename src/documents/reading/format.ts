// The kinds of letters that a municipality may send, and what reading one gives.
import type { FileRefusal } from '../../ports.ts';

export const MEDIA_TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  eml: 'message/rfc822',
  txt: 'text/plain',
} as const;

export type LetterFormat = keyof typeof MEDIA_TYPES;

export function isLetterFormat(ending: string): ending is LetterFormat {
  return Object.hasOwn(MEDIA_TYPES, ending);
}

/** What a reader may find wrong within a file of the right kind. */
export type ReadFault = Exclude<FileRefusal['reason'], 'mismatch'>;

/** The words of a file, or why it was refused. */
export type ReadLetter =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly refusal: FileRefusal };

export function unread(reason: ReadFault): { readonly ok: false; readonly refusal: FileRefusal } {
  return { ok: false, refusal: { reason } };
}
