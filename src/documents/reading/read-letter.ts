// A stranger's file → its words or why it was refused. Runs in the child process only.
import { fileTypeFromBuffer } from 'file-type';
import type { FileRefusal } from '../../ports.ts';
import type { LetterFormat, ReadFile } from './format.ts';
import { decodedText } from './plain-text.ts';

/** What the sniffer may say of a format; undefined where it knows none. */
const SNIFFED: Readonly<Record<LetterFormat, readonly (string | undefined)[]>> = {
  pdf: ['pdf'],
  // A zip in an unusual order is sniffed as `zip`; the reader then looks for the parts itself.
  docx: ['docx', 'zip'],
  odt: ['odt', 'zip'],
  eml: [undefined],
  txt: [undefined],
};
const WITH_MACROS = new Set(['docm', 'dotm', 'xlsm', 'pptm']);
const OTHER_TEXT = /^\s*(?:<!doctype html|<html|<script|<svg|<\?php|#!)/iu;

function refusalOf(
  format: LetterFormat,
  bytes: Uint8Array,
  found: string | undefined,
): FileRefusal | undefined {
  if (SNIFFED[format].includes(found)) return undefined;
  if (found === undefined) return { reason: 'content' };
  if (WITH_MACROS.has(found)) return { reason: 'macro' };
  // Office puts a document with a password into the container of its old formats.
  const package_ = Buffer.from('EncryptedPackage', 'utf16le');
  const locked = found === 'cfb' && format === 'docx' && Buffer.from(bytes).includes(package_);
  return locked ? { reason: 'encrypted' } : { reason: 'mismatch', found };
}

async function textOf(format: LetterFormat, bytes: Uint8Array, depth: number): Promise<ReadFile> {
  // Each reader is loaded by need: a child process reads one file and is gone.
  switch (format) {
    case 'pdf':
      return (await import('./pdf-text.ts')).pdfText(bytes);
    case 'docx':
      return (await import('./office-text.ts')).docxText(bytes);
    case 'odt':
      return (await import('./office-text.ts')).odtText(bytes);
    case 'eml':
      return (await import('./eml-text.ts')).emlText(bytes, depth, readLetter);
    case 'txt': {
      const text = decodedText(bytes);
      if (text === undefined) return { ok: false, refusal: { reason: 'content' } };
      return OTHER_TEXT.test(text)
        ? { ok: false, refusal: { reason: 'mismatch', found: 'html' } }
        : { ok: true, text: text.trim() };
    }
  }
}

/** `depth` counts the mails that the file lies in. Content that contradicts the format is refused, never guessed at. */
export async function readLetter(format: LetterFormat, bytes: Uint8Array, depth = 0): Promise<ReadFile> {
  if (bytes.length === 0) return { ok: false, refusal: { reason: 'empty' } };
  try {
    const found = await fileTypeFromBuffer(bytes);
    const refusal = refusalOf(format, bytes, found?.ext);
    return refusal === undefined ? await textOf(format, bytes, depth) : { ok: false, refusal };
  } catch {
    // Every parser here meets broken files; how it stumbles over one is no news to us.
    return { ok: false, refusal: { reason: 'unreadable' } };
  }
}
