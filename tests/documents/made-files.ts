// Letters of municipalities, good and hostile, made here so that nothing harmful lies in the repository.
import { deflateSync } from 'node:zlib';
import { strToU8, type Zippable, zipSync } from 'fflate';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

function zipOf(parts: Record<string, string | Uint8Array>): Uint8Array {
  const entries = Object.entries(parts).map(([name, part]) => [
    name,
    typeof part === 'string' ? strToU8(part) : part,
  ]);
  return zipSync(Object.fromEntries(entries) as Zippable, { level: 1, mtime: '1980-01-01T00:00:00' });
}

export function docxOf(
  body: string,
  more: Record<string, string | Uint8Array> = {},
  type = MAIN,
): Uint8Array {
  return zipOf({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    '_rels/.rels': '<Relationships/>',
    'word/document.xml': `<?xml version="1.0"?><w:document ${W}><w:body>${body}</w:body></w:document>`,
    ...more,
  });
}

export const wordParagraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

export function odtOf(body: string, more: Record<string, string | Uint8Array> = {}): Uint8Array {
  return zipOf({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'META-INF/manifest.xml': '<manifest:manifest/>',
    'content.xml': `<office:document-content><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    'styles.xml':
      '<office:document-styles><office:master-styles><text:p>Sidehoved Ærø</text:p></office:master-styles></office:document-styles>',
    ...more,
  });
}

/** A pdf of these objects (the first is the catalogue, number 1), with a proper table of them. */
function pdfOfObjects(objects: readonly (string | Buffer)[], trailer = ''): Uint8Array {
  const chunks: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let length = chunks[0]?.length ?? 0;
  const add = (chunk: Buffer): void => {
    chunks.push(chunk);
    length += chunk.length;
  };
  objects.forEach((object, index) => {
    offsets.push(length);
    add(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]));
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  add(
    Buffer.from(
      `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<</Size ${count}/Root 1 0 R${trailer}>>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Uint8Array.from(Buffer.concat(chunks));
}

interface PdfParts {
  /** Of the content stream, already packed where `filter` says so. */
  readonly content: Buffer;
  readonly filter?: string;
  readonly catalog?: string;
  readonly page?: string;
  readonly trailer?: string;
}

function pdfOf({ content, filter = '', catalog = '', page = '', trailer = '' }: PdfParts): Uint8Array {
  const stream = [`<</Length ${content.length}${filter}>>\nstream\n`, content, '\nendstream'];
  return pdfOfObjects(
    [
      `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>${page}>>`,
      Buffer.concat(stream.map((piece) => Buffer.from(piece))),
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
    ],
    trailer,
  );
}

export function pdfSaying(words: string, more: Omit<PdfParts, 'content'> = {}): Uint8Array {
  return pdfOf({ content: Buffer.from(`BT /F 11 Tf 70 700 Td (${words}) Tj ET`, 'latin1'), ...more });
}

/** A pdf 1.5 whose object 6 lies packed among others, found by a table that is a stream: no plain search sees it. */
export function pdfWithPacked(
  object: string,
  { catalog = '', page = '', inHex = false }: { catalog?: string; page?: string; inHex?: boolean },
): Uint8Array {
  const words = 'BT /F 11 Tf 70 700 Td (Nej) Tj ET';
  const plain = Buffer.from(`6 0 ${object}`);
  const packed = inHex ? Buffer.from(`${plain.toString('hex')}>`) : deflateSync(plain);
  const stream = (dictionary: string, content: Buffer): Buffer =>
    Buffer.concat([
      Buffer.from(`<<${dictionary}/Length ${content.length}>>\nstream\n`),
      content,
      Buffer.from('\nendstream'),
    ]);
  const objects = [
    Buffer.from(`<</Type/Catalog/Pages 2 0 R${catalog}>>`),
    Buffer.from('<</Type/Pages/Kids[3 0 R]/Count 1>>'),
    Buffer.from(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>${page}>>`,
    ),
    stream('', Buffer.from(words)),
    Buffer.from('<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>'),
    stream(`/Type/ObjStm/N 1/First 4/Filter/${inHex ? 'ASCIIHexDecode' : 'FlateDecode'}`, packed),
  ];
  const chunks: Buffer[] = [Buffer.from('%PDF-1.5\n')];
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    // Number 6 is the packed one.
    const number = index < 5 ? index + 1 : 7;
    chunks.push(Buffer.from(`${number} 0 obj\n`), object, Buffer.from('\nendobj\n'));
  }
  const table = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const row = (type: number, place: number, last = 0) => [type, place >> 8, place & 255, last];
  const places = offsets.map((offset) => row(1, offset));
  const rows = [row(0, 0), ...places.slice(0, 5), row(2, 7), ...places.slice(5), row(1, table)];
  const xref = stream('/Type/XRef/Size 9/W[1 2 1]/Root 1 0 R', Buffer.from(rows.flat()));
  chunks.push(Buffer.from('8 0 obj\n'), xref, Buffer.from(`\nendobj\nstartxref\n${table}\n%%EOF\n`));
  return Uint8Array.from(Buffer.concat(chunks));
}

/** 300 MB of blanks in a megabyte. */
export function pdfBomb(): Uint8Array {
  const content = deflateSync(Buffer.alloc(300 * 1024 * 1024, ' '), { level: 1 });
  return pdfOf({ content, filter: '/Filter/FlateDecode' });
}

/** Encrypted with a password that nobody knows: pdf.js tries the empty one against these 32 bytes and fails. */
export function lockedPdf(): Uint8Array {
  const key = '41'.repeat(32);
  return pdfSaying('hemmeligt', {
    trailer: `/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<${key}>/U<${key}>>>/ID[<${key}><${key}>]`,
  });
}

export function mailWith(filename: string, type: string, bytes: Uint8Array): Uint8Array {
  const content = Buffer.from(bytes).toString('base64');
  return strToU8(
    [
      'From: Odder <post@odder.example>',
      'Subject: =?utf-8?Q?Svar_fra_Odder_=E2=80=93_nej_tak?=',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=skel',
      '',
      '--skel',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Vi siger nej til forløbet.',
      '--skel',
      `Content-Type: ${type}`,
      `Content-Disposition: attachment; filename="${filename}"`,
      'Content-Transfer-Encoding: base64',
      '',
      content,
      '--skel--',
      '',
    ].join('\r\n'),
  );
}
