import { strToU8, zipSync } from 'fflate';
import { afterAll, expect, test } from 'vitest';
import { createDocuments } from '../../src/documents/documents.ts';
import { isLetterFormat } from '../../src/documents/reading/format.ts';
import { docxText } from '../../src/documents/reading/office-text.ts';
import { readLetter } from '../../src/documents/reading/read-letter.ts';
import type { FileRefusal } from '../../src/ports.ts';
import { docxOf, lockedPdf, mailWith, odtOf, pdfBomb, pdfSaying, wordParagraph } from './made-files.ts';

const documents = createDocuments();
afterAll(() => documents.close());

async function refusalOf(name: string, bytes: Uint8Array): Promise<FileRefusal | undefined> {
  const received = await documents.receive('letter', name, bytes);
  return received.ok ? undefined : received.refusal;
}

const DOCX = docxOf(wordParagraph('Nej'));
const MACRO_TYPE = 'application/vnd.ms-word.document.macroEnabled.main+xml';
const EMPTY_ZIP = zipSync({});
const blanks = (megabytes: number): Uint8Array => new Uint8Array(megabytes * 1024 * 1024).fill(0x20);

const CASES: readonly (readonly [string, string, () => Uint8Array, FileRefusal])[] = [
  ['a program', 'a.exe', () => strToU8('MZ'), { reason: 'ending' }],
  ['a name without an ending', 'brev', () => strToU8('Nej'), { reason: 'ending' }],
  ['an old Word file', 'a.doc', () => strToU8('Nej'), { reason: 'ending' }],
  ['an empty file', 'a.pdf', () => new Uint8Array(), { reason: 'empty' }],
  ['21 MB', 'a.txt', () => blanks(21), { reason: 'too-large' }],
  ['a docx called pdf', 'a.pdf', () => DOCX, { reason: 'mismatch', found: 'docx' }],
  ['a pdf called docx', 'a.docx', () => pdfSaying('Nej'), { reason: 'mismatch', found: 'pdf' }],
  ['a pdf called txt', 'a.txt', () => pdfSaying('Nej'), { reason: 'mismatch', found: 'pdf' }],
  ['a pdf called eml', 'a.eml', () => pdfSaying('Nej'), { reason: 'mismatch', found: 'pdf' }],
  ['an odt called docx', 'a.docx', () => odtOf('<text:p>Nej</text:p>'), { reason: 'mismatch', found: 'odt' }],
  [
    'a page of the web called txt',
    'a.txt',
    () => strToU8(' <HTML><p>Nej'),
    { reason: 'mismatch', found: 'html' },
  ],
  ['a text called eml', 'a.eml', () => strToU8('Kære minister\n\nNej.'), { reason: 'content' }],
  ['bytes called txt', 'a.txt', () => Uint8Array.from([0x4e, 0, 0x65, 0]), { reason: 'content' }],
  ['a zip called docx', 'a.docx', () => zipSync({ a: strToU8('b') }), { reason: 'content' }],
  ['a docx of which half came', 'a.docx', () => DOCX.slice(0, DOCX.length / 2), { reason: 'unreadable' }],
  ['a pdf without pages', 'a.pdf', () => strToU8('%PDF-1.7\nog ikke mere'), { reason: 'unreadable' }],
  [
    'a pdf that is a page of the web as well',
    'a.pdf',
    () => Uint8Array.from([...strToU8('<html><script>1</script>\n'), ...pdfSaying('Nej')]),
    { reason: 'content' },
  ],
  [
    'a pdf that is a zip as well',
    'a.pdf',
    () => Uint8Array.from([...pdfSaying('x'), ...EMPTY_ZIP]),
    { reason: 'content' },
  ],
  [
    'a docx that is a pdf as well',
    'a.docx',
    () => zipSync({ a: [strToU8('%PDF-1.7'), { level: 0 }], 'word/document.xml': strToU8('<w:t>Nej</w:t>') }),
    { reason: 'content' },
  ],
  ['a pdf with a password', 'a.pdf', lockedPdf, { reason: 'encrypted' }],
  [
    'a pdf that runs a script',
    'a.pdf',
    () => pdfSaying('x', { catalog: '/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>' }),
    { reason: 'macro' },
  ],
  [
    'a pdf with a script on a page',
    'a.pdf',
    () => pdfSaying('x', { page: '/AA<</O<</S/JavaScript/JS(app.alert\\(1\\))>>>>' }),
    { reason: 'macro' },
  ],
  [
    'a pdf with a file in it',
    'a.pdf',
    () =>
      pdfSaying('x', {
        catalog: '/Names<</EmbeddedFiles<</Names[(a.exe)<</Type/Filespec/F(a.exe)/EF<</F 4 0 R>>>>]>>>>',
      }),
    { reason: 'macro' },
  ],
  [
    'a pdf with a file pinned to a page',
    'a.pdf',
    () =>
      pdfSaying('x', {
        page: '/Annots[<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS<</Type/Filespec/F(a.exe)/EF<</F 4 0 R>>>>>>]',
      }),
    { reason: 'macro' },
  ],
  [
    'a docx with a password',
    'a.docx',
    () =>
      Uint8Array.from([
        0xd0,
        0xcf,
        0x11,
        0xe0,
        0xa1,
        0xb1,
        0x1a,
        0xe1,
        ...Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
    { reason: 'encrypted' },
  ],
  [
    'an odt with a password',
    'a.odt',
    () =>
      odtOf('', {
        'META-INF/manifest.xml': '<m:encryption-data/>',
        'content.xml': Uint8Array.from([0xff, 0xfe]),
      }),
    { reason: 'encrypted' },
  ],
  ['a docm called docx', 'a.docx', () => docxOf(wordParagraph('x'), {}, MACRO_TYPE), { reason: 'macro' }],
  [
    'a docx with a macro project',
    'a.docx',
    () => docxOf('', { 'word/vbaProject.bin': 'x' }),
    { reason: 'macro' },
  ],
  [
    'a docx that fetches its template',
    'a.docx',
    () =>
      docxOf('', {
        'word/_rels/settings.xml.rels':
          '<R Type="x/attachedTemplate" Target="https://x.example" TargetMode="External"/>',
      }),
    { reason: 'macro' },
  ],
  [
    'an odt with Basic',
    'a.odt',
    () => odtOf('', { 'Basic/Standard/Module1.xml': '<x/>' }),
    { reason: 'macro' },
  ],
  [
    'a docx with a DOCTYPE',
    'a.docx',
    () => docxOf('', { 'word/styles.xml': '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>' }),
    { reason: 'content' },
  ],
  [
    'a docx with UTF-16 in it',
    'a.docx',
    () => docxOf('', { 'word/styles.xml': Uint8Array.from([0xff, 0xfe, 0x3c, 0]) }),
    { reason: 'unreadable' },
  ],
  [
    'a docx that leads out of its folder',
    'a.docx',
    () => docxOf('', { '../../evil.xml': '<x/>' }),
    { reason: 'content' },
  ],
  ['a docx of 121 MB', 'a.docx', () => docxOf('', { 'word/media/a.png': blanks(130) }), { reason: 'bomb' }],
  [
    'a docx with 21 MB of XML',
    'a.docx',
    () => docxOf('', { 'word/styles.xml': blanks(21) }),
    { reason: 'bomb' },
  ],
  [
    'a docx of 4000 parts',
    'a.docx',
    () =>
      docxOf('', Object.fromEntries(Array.from({ length: 4000 }, (_, index) => [`word/${index}.bin`, '']))),
    { reason: 'bomb' },
  ],
  [
    'a mail with a hostile letter in it',
    'a.eml',
    () => mailWith('brev.docx', 'application/zip', docxOf('', {}, MACRO_TYPE)),
    { reason: 'macro' },
  ],
  [
    'a mail in a mail in a mail in a mail',
    'a.eml',
    () =>
      [1, 2, 3].reduce(
        (inner) => mailWith('a.eml', 'message/rfc822', inner),
        mailWith('a.txt', 'text/plain', strToU8('x')),
      ),
    { reason: 'bomb' },
  ],
];

// Here without the child process, which only takes time; the tests below go the whole way.
test.each(CASES)('%s is refused', async (_what, name, bytes, refusal) => {
  const ending = name.slice(2);
  const letter =
    isLetterFormat(ending) && refusal.reason !== 'too-large' ? await readLetter(ending, bytes()) : undefined;
  expect(letter === undefined ? await refusalOf(name, bytes()) : !letter.ok && letter.refusal).toEqual(
    refusal,
  );
});

test('macros are seen even where the sniffer sees only a zip', () => {
  expect(docxText(docxOf('', {}, MACRO_TYPE))).toEqual({ ok: false, refusal: { reason: 'macro' } });
});

test('what the child process refuses is refused', async () => {
  expect(await refusalOf('a.docx', docxOf('', {}, MACRO_TYPE))).toEqual({ reason: 'macro' });
});

test('a name that leads somewhere is refused before the file is looked at', async () => {
  expect(await refusalOf('..\\..\\a.pdf', pdfSaying('Nej'))).toEqual({ reason: 'name' });
});

test('after a bomb the next file is read as ever', async () => {
  const [bomb, next] = await Promise.all([
    refusalOf('a.pdf', pdfBomb()),
    documents.receive('letter', 'a.pdf', pdfSaying('Nej')),
  ]);
  expect(bomb).toEqual({ reason: 'bomb' });
  expect(next).toMatchObject({ ok: true, file: { text: 'Nej' } });
});
