// What a file could do when somebody opens it later at Folketinget: it is refused before it can become an annex, or read out.
import { deflateSync } from 'node:zlib';
import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { LetterFormat } from '../../src/documents/reading/format.ts';
import { activeIn } from '../../src/documents/reading/pdf-active.ts';
import { readLetter } from '../../src/documents/reading/read-letter.ts';
import { docxOf, mailWith, odtOf, pdfSaying, pdfWithPacked, wordParagraph } from './made-files.ts';

/** Why the file is refused, or its words. */
async function judged(format: LetterFormat, bytes: Uint8Array): Promise<string> {
  const letter = await readLetter(format, bytes);
  return letter.ok ? letter.text : `refused: ${letter.refusal.reason}`;
}

const active = 'refused: macro';
const note = (content: string) => ({ page: `/Annots[<</Type/Annot/Rect[0 0 9 9]${content}>>]` });
const field = (content: string) => ({
  ...note(`/Subtype/Widget/FT/Tx/T(a)${content}`),
  catalog: '/AcroForm<</Fields[]>>',
});

describe('a pdf is refused that', () => {
  it.each([
    ['starts a program when it opens', { catalog: '/OpenAction<</S/Launch/F(cmd.exe)>>' }],
    ['starts a program by a link', note('/Subtype/Link/A<</S/Launch/F(cmd.exe)>>')],
    [
      'starts a program after a link',
      note('/Subtype/Link/A<</S/URI/URI(https://a.example)/Next<</S/Launch>>>>'),
    ],
    ['opens a file elsewhere', note('/Subtype/Link/A<</S/GoToR/F(http://x.example/a.pdf)/D[0/Fit]>>')],
    ['sends its form away', field('/A<</S/SubmitForm/F(http://x.example)>>')],
    ['runs a script in a field', field('/AA<</K<</S/JavaScript/JS(app.alert\\(1\\))>>>>')],
    ['has a form of the other kind', { catalog: '/AcroForm<</Fields[]/XFA 4 0 R>>' }],
    ['plays a film', note('/Subtype/RichMedia')],
    ['hides its script in how its name is written', { catalog: '/OpenAction<</S/L#61unch/F(cmd.exe)>>' }],
    ['goes with a file that belongs to it', { catalog: '/AF[<</Type/Filespec/F(a.exe)/EF<</F 4 0 R>>>>]' }],
    ['makes a sound', note('/Subtype/Sound/Sound 4 0 R')],
  ])('%s', async (_, parts) => {
    expect(await judged('pdf', pdfSaying('Nej', parts))).toBe(active);
  });

  it('has its program start packed among other objects', async () => {
    const catalog = '/OpenAction 6 0 R';
    expect(await judged('pdf', pdfWithPacked('<</S/Launch/F(cmd.exe)>>', { catalog }))).toBe(active);
    expect(await judged('pdf', pdfWithPacked('[3 0 R/Fit]', { catalog }))).toBe('Nej');
  });

  it.each([
    ['of the document', { catalog: '/OpenAction 6 0 R' }],
    ['of a page', { page: '/AA<</O 6 0 R>>' }],
    [
      'of a field',
      {
        catalog: '/AcroForm<</Fields[]>>',
        page: '/Annots[<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[0 0 9 9]/AA<</K 6 0 R>>>>]',
      },
    ],
  ])('has a script %s packed in a way that the search cannot look into', async (_, parts) => {
    const script = '<</S/JavaScript/JS(app.alert\\(1\\))>>';
    const bytes = pdfWithPacked(script, { ...parts, inHex: true });
    expect(activeIn(bytes)).toBe(undefined);
    expect(await judged('pdf', bytes)).toBe(active);
  });

  it('has it behind words that look like the begin of a stream', async () => {
    const catalog = '/X(stream\n)/OpenAction<</S/Launch/F(cmd.exe)>>/Y(endstream)';
    expect(await judged('pdf', pdfSaying('Nej', { catalog }))).toBe(active);
  });

  it('is locked so that its packed objects cannot be looked at', () => {
    const locked = '1 0 obj<</Type/ObjStm/N 1/First 4>>stream\n????\nendstream\ntrailer<</Encrypt 9 0 R>>';
    expect(activeIn(strToU8(locked))).toBe('locked');
  });

  it('unpacks to more objects than a letter has', () => {
    const packed = (megabytes: number) =>
      Buffer.concat([
        Buffer.from('<</Type/ObjStm/Filter/FlateDecode>>stream\n'),
        deflateSync(Buffer.alloc(megabytes * 1024 * 1024, '6 0 ')),
        Buffer.from('\nendstream\n'),
      ]);
    expect(activeIn(packed(21))).toBe('bomb');
    expect(activeIn(packed(19))).toBe(undefined);
    expect(activeIn(Buffer.concat([packed(19), packed(19), packed(19), packed(19)]))).toBe('bomb');
  });
});

describe('a pdf is taken that', () => {
  it.each([
    ['says on which page to begin', { catalog: '/OpenAction[3 0 R/Fit]' }],
    ['links within itself', note('/Subtype/Link/Dest[3 0 R/Fit]')],
  ])('%s', async (_, parts) => {
    expect(await judged('pdf', pdfSaying('Nej', parts))).toBe('Nej');
  });
});

it('a pdf whose pages have short names by chance is taken', async () => {
  expect(await judged('pdf', pdfSaying('Nej /JS /EF /3D tak'))).toBe('Nej /JS /EF /3D tak');
});

const rels = (relationship: string, name = 'word/_rels/document.xml.rels') => ({
  [name]: `<Relationships><Relationship Id="r1" ${relationship}/></Relationships>`,
});
const type = (last: string) =>
  `Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${last}"`;
const evil = 'https://x.example/a';

describe('a docx is refused that', () => {
  it.each([
    ['fetches a picture', rels(`${type('image')} Target="${evil}" TargetMode="External"`)],
    ['fetches its template, in single quotes', rels(`Type='x/attachedTemplate' TargetMode='External'`)],
    ['fetches it, spelt in numbers', rels(`${type('image')} Target="${evil}" TargetMode="&#69;xternal"`)],
    ['fetches it by a part in capitals', rels(`${type('image')} TargetMode="External"`, 'word/_rels/a.RELS')],
    ['has a page of the web in it', rels(`${type('aFChunk')} Target="a.html"`)],
    ['has a document in it', rels(`${type('subDocument')} Target="b.docx"`)],
    ['has an object in it', rels(`${type('oleObject')} Target="embeddings/a.bin"`)],
    ['has a spreadsheet in it', { 'word/embeddings/ark.xlsx': 'PK' }],
    ['has a control in it', { 'word/activeX/activeX1.xml': '<x/>' }],
  ])('%s', async (_, more) => {
    expect(await judged('docx', docxOf(wordParagraph('Nej'), more))).toBe(active);
  });

  it.each([
    ['fetches by a field', '<w:fldSimple w:instr=\'DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"\'/>'],
    [
      'fetches by a field in pieces',
      '<w:r><w:fldChar/><w:instrText> DDE</w:instrText></w:r><w:r><w:instrText>AUTO a b</w:instrText></w:r>',
    ],
    [
      'fetches a picture by a field',
      '<w:r><w:instrText>INCLUDEPICTURE "http://x.example/a"</w:instrText></w:r>',
    ],
  ])('%s', async (_, body) => {
    expect(await judged('docx', docxOf(body))).toBe(active);
  });

  it('shows another part than the one that is read', async () => {
    const more = rels(`${type('officeDocument')} Target="word/skjult.dat"`, '_rels/.rels');
    expect(await judged('docx', docxOf(wordParagraph('Nej'), more))).toBe('refused: content');
    const same = rels(`${type('officeDocument')} Target="word/document.xml"`, '_rels/.rels');
    expect(await judged('docx', docxOf(wordParagraph('Nej'), same))).toBe('Nej');
  });

  it('writes its words in a way that only Word would read', async () => {
    const space = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
    const hidden = `<q:p xmlns:q="${space}"><q:r><q:t>010190-1234</q:t></q:r></q:p>`;
    expect(await judged('docx', docxOf(wordParagraph('Nej') + hidden))).toBe('refused: content');
  });
});

it('the words of a drawing and a diagram in a docx are read', async () => {
  const more = {
    'word/charts/chart1.xml': '<c:chart><c:pt><c:v>37 sager</c:v></c:pt></c:chart>',
    'word/diagrams/data1.xml': '<dgm:t><a:p><a:t>Anna Hansen</a:t></a:p></dgm:t>',
  };
  expect(await judged('docx', docxOf(wordParagraph('Nej'), more))).toBe('Nej\n\n37 sager\n\nAnna Hansen');
});

describe('an odt is refused that', () => {
  it.each([
    ['runs when it opens', '<office:event-listeners><script:event-listener/></office:event-listeners>'],
    ['has a script', '<office:scripts><office:script>x</office:script></office:scripts>'],
    ['fetches a section', '<text:section-source xlink:href="../b.odt"/>'],
    ['fetches a picture', `<draw:image xlink:href='${evil}'/>`],
    ['takes a picture from beside it', '<draw:image xlink:href="../a.png"/>'],
    ['runs by a link', '<text:a xlink:href="vnd.sun.star.script:a.b">her</text:a>'],
    ['opens a file by a link', '<text:a xlink:href="file:///c:/windows/calc.exe">her</text:a>'],
    ['asks another program', '<office:dde-source office:dde-item="a"/>'],
  ])('%s', async (_, body) => {
    expect(await judged('odt', odtOf(body))).toBe(active);
  });

  it('has a document in it', async () => {
    expect(await judged('odt', odtOf('', { 'Object 1/content.xml': '<x/>' }))).toBe(active);
    expect(await judged('odt', odtOf('', { 'Object 1': 'x' }))).toBe(active);
  });
});

it('an odt with a picture of its own and LibreOffice’s empty list of scripts is taken', async () => {
  const body = '<office:scripts/><draw:image xlink:href="Pictures/a.png"/><text:p>Nej</text:p>';
  expect(await judged('odt', odtOf(body))).toContain('Nej');
});

describe('a mail is refused', () => {
  it.each([
    ['with a program in it', 'a.exe', 'application/octet-stream', 'refused: enclosed'],
    ['with a spreadsheet that nobody could screen', 'ark.xlsx', 'application/zip', 'refused: enclosed'],
    ['with a file that says it is a picture', 'logo.png', 'image/png', 'refused: enclosed'],
    ['with a file whose name leads somewhere', '../../etc/passwd', 'text/plain', 'refused: enclosed'],
    ['that is locked', 'smime.p7m', 'application/pkcs7-mime', 'refused: encrypted'],
  ])('%s', async (_, name, mediaType, refusal) => {
    expect(await judged('eml', mailWith(name, mediaType, strToU8('MZ')))).toBe(refusal);
  });
});

describe('a mail is taken', () => {
  it.each([
    [
      'with a logo in its signature',
      'image001.png',
      'image/png',
      Uint8Array.from([
        0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0,
      ]),
    ],
    ['with its seal', 'smime.p7s', 'application/pkcs7-signature', strToU8('0')],
  ])('%s', async (_, name, mediaType, bytes) => {
    expect(await judged('eml', mailWith(name, mediaType, bytes))).toContain('Vi siger nej til forløbet.');
  });
});
