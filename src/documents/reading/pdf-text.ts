// The words of a pdf. What can run or hide in it is refused; nothing in it is ever run.
import { extractText, getDocumentProxy } from 'unpdf';
import type { ReadLetter } from './format.ts';

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

/** Whether it has scripts, of the document or a page, or files enclosed in it or pinned to a page. */
async function isActive(pdf: Pdf): Promise<boolean> {
  if ((await pdf.getJSActions()) !== null || (await pdf.getAttachments()) !== null) return true;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const notes: readonly { subtype?: string }[] = await page.getAnnotations();
    if ((await page.getJSActions()) !== null || notes.some(({ subtype }) => subtype === 'FileAttachment'))
      return true;
  }
  return false;
}

/** The pages' text; empty for a scan. Scripts and enclosed files are refused as `macro`: nobody could screen them. */
export async function pdfText(bytes: Uint8Array): Promise<ReadLetter> {
  if (endsAsZip(bytes)) return { ok: false, refusal: { reason: 'content' } };
  try {
    // pdf.js takes the buffer for itself, hence the copy.
    const pdf = await getDocumentProxy(Uint8Array.from(bytes), { isEvalSupported: false, verbosity: 0 });
    if (pdf.numPages > MOST_PAGES) return { ok: false, refusal: { reason: 'bomb' } };
    if (await isActive(pdf)) return { ok: false, refusal: { reason: 'macro' } };
    const { text } = await extractText(pdf, { mergePages: false });
    return { ok: true, text: text.join('\n\n').trim() };
  } catch (fault) {
    return {
      ok: false,
      refusal: { reason: isNamed(fault, 'PasswordException') ? 'encrypted' : 'unreadable' },
    };
  }
}
