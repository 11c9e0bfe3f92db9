// What other programs read in the files that we write.
import { strFromU8, unzipSync } from 'fflate';
import PostalMime from 'postal-mime';
import { extractText, getDocumentProxy } from 'unpdf';

export function docxPart(bytes: Uint8Array, name: string): string {
  const part = unzipSync(bytes)[name];
  if (part === undefined) throw new Error(`The docx has no ${name}`);
  return strFromU8(part);
}

function plain(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

/** One line a paragraph: its style, whether it lies in a frame or list, and its text with ⏎ for line breaks. */
export function docxParagraphs(bytes: Uint8Array): readonly string[] {
  const paragraphs = docxPart(bytes, 'word/document.xml').match(/<w:p>.*?<\/w:p>/gsu) ?? [];
  return paragraphs.map((paragraph) => {
    const style = /<w:pStyle w:val="(\w+)"/u.exec(paragraph)?.[1] ?? 'Normal';
    const place = paragraph.includes('<w:framePr')
      ? ' (frame)'
      : paragraph.includes('<w:numPr>')
        ? ' (list)'
        : '';
    const tokens = paragraph.matchAll(/<w:br\/>|<w:t(?: [^>]*)?>([^<]*)<\/w:t>/gu);
    return `${style}${place}: ${[...tokens].map(([, text]) => (text === undefined ? '⏎' : plain(text))).join('')}`;
  });
}

export function docxText(bytes: Uint8Array): string {
  return docxParagraphs(bytes)
    .map((line) => line.slice(line.indexOf(': ') + 2).replaceAll('⏎', '\n'))
    .join('\n');
}

export async function pdfText(bytes: Uint8Array): Promise<string> {
  const pdf = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 });
  return (await extractText(pdf, { mergePages: true })).text;
}

export function mailOf(bytes: Uint8Array) {
  return new PostalMime({ forceRfc822Attachments: true, attachmentEncoding: 'arraybuffer' }).parse(bytes);
}

/**
 * Text without spaces, line breaks and differences of encoding that look the same. A pdf gives each glyph one
 * character, and Source Sans draws these with one glyph: the hyphens, Δ and ∆, ˭ and ⁼.
 */
export function bare(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/[\u2010\u2011]/gu, '-')
    .replaceAll('∆', 'Δ')
    .replaceAll('˭', '=');
}
