// The words of a pdf. What can run or hide in it is refused; nothing in it is ever run.
import { extractText, getDocumentProxy } from 'unpdf';
import { type ReadFault, type ReadFile, unread } from './format.ts';
import { withHiddenLinks } from './links.ts';
import { activeIn } from './pdf-active.ts';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

const MOST_PAGES = 1000;

/** A zip's end record whose comment runs to the very end: a pdf that is a zip as well. */
function endsAsZip(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(-65_557);
  for (
    let at = tail.indexOf('PK\x05\x06', 0, 'latin1');
    at !== -1;
    at = tail.indexOf('PK\x05\x06', at + 1, 'latin1')
  ) {
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true;
  }
  return false;
}

function isNamed(fault: unknown, name: string): boolean {
  return fault instanceof Error && fault.name === name;
}

interface Note {
  readonly subtype?: string;
  /** Of a field: what it does when it is touched. */
  readonly actions?: object | null;
  /** Where a link leads, as it was written. */
  readonly unsafeUrl?: string;
}

/** What is pinned to its pages: links, fields, files. */
async function notesOf(pdf: Pdf): Promise<readonly Note[]> {
  const notes: Note[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1)
    notes.push(...(await (await pdf.getPage(number)).getAnnotations()));
  return notes;
}

/** Whether it has scripts, of the document, a page or a field, or files enclosed in it or pinned to a page. */
async function isActive(pdf: Pdf, notes: readonly Note[]): Promise<boolean> {
  if ((await pdf.getJSActions()) !== null || (await pdf.getAttachments()) !== null) return true;
  for (let number = 1; number <= pdf.numPages; number += 1)
    if ((await (await pdf.getPage(number)).getJSActions()) !== null) return true;
  return notes.some(({ subtype, actions }) => subtype === 'FileAttachment' || (actions ?? null) !== null);
}

const faultOf: Readonly<Record<'active' | 'locked' | 'bomb', ReadFault>> = {
  active: 'macro',
  locked: 'encrypted',
  bomb: 'bomb',
};

/**
 * The pages' text and where their links lead; empty for a scan. What runs, starts, sends or encloses something is refused as
 * `macro`: nobody could screen it.
 */
export async function pdfText(bytes: Uint8Array): Promise<ReadFile> {
  if (endsAsZip(bytes)) return unread('content');
  const active = activeIn(bytes);
  if (active !== undefined) return unread(faultOf[active]);
  try {
    // pdf.js takes the buffer for itself, hence the copy.
    const pdf = await getDocumentProxy(Uint8Array.from(bytes), { isEvalSupported: false, verbosity: 0 });
    if (pdf.numPages > MOST_PAGES) return unread('bomb');
    const notes = await notesOf(pdf);
    if (await isActive(pdf, notes)) return unread('macro');
    const { text } = await extractText(pdf, { mergePages: false });
    const links = notes.flatMap(({ unsafeUrl }) => unsafeUrl ?? []);
    return { ok: true, text: withHiddenLinks(text.join('\n\n').trim(), links) };
  } catch (fault) {
    return unread(isNamed(fault, 'PasswordException') ? 'encrypted' : 'unreadable');
  }
}
