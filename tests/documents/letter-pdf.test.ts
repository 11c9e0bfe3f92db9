import { inflateSync } from 'node:zlib';
import { getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDocuments } from '../../src/documents/documents.ts';
import { bare, pdfText } from './read-back.ts';
import { ANNEX_FILE, fileOf, LETTER, letterOf, MAIL_FILE, PARTS } from './sample-letter.ts';

const documents = createDocuments();
let pdf: Uint8Array;
/** The file's objects as text, with those that lie packed in streams. */
let objects: string;
beforeAll(async () => {
  pdf = fileOf(await documents.render(LETTER, [ANNEX_FILE, MAIL_FILE]), 'pdf').bytes;
  objects = unpacked(pdf);
});
afterAll(() => documents.close());

function unpacked(bytes: Uint8Array): string {
  const file = Buffer.from(bytes).toString('latin1');
  const streams = [...file.matchAll(/stream\r?\n(.*?)\r?\nendstream/gsu)].map(([, stream]) => {
    try {
      return inflateSync(Buffer.from(stream ?? '', 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  return [file, ...streams].join('\n');
}

/** `P H1 P`: the roles of the tags on a page, in reading order. */
async function tags(bytes: Uint8Array): Promise<string> {
  const document = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 });
  const tree = await (await document.getPage(1)).getStructTree();
  const roles = (node: unknown): readonly string[] => {
    const { role, children = [] } = node as { role?: string; children?: unknown[] };
    return [...(role === undefined ? [] : [role]), ...children.flatMap(roles)];
  };
  return roles(tree).join(' ');
}

test('every word of the letter stands in the pdf', async () => {
  const text = bare(await pdfText(pdf));
  for (const [, words] of PARTS) for (const line of words.split('\n')) expect(text).toContain(bare(line));
  expect(text).toContain(bare('Side 1 af 1'));
});

test('the pdf calls itself PDF/UA-1, is tagged, Danish and shows its title', () => {
  expect(objects).toMatch(/\/Marked true/u);
  expect(objects).toMatch(/\/Lang \(da-DK\)/u);
  expect(objects).toMatch(/\/DisplayDocTitle true/u);
  expect(objects).toMatch(/\/StructTreeRoot \d+ 0 R/u);
  expect(objects).toMatch(/pdfuaid:part>1</u);
  expect(Buffer.from(objects, 'latin1').toString('utf8')).toMatch(
    /<dc:title>.*Orientering om, at Ærø Kommune har sagt nej.*<\/dc:title>/su,
  );
});

test('title and annexes are headings, the list is a list, and the rest are paragraphs', async () => {
  expect(await tags(pdf)).toBe(
    'Root Document P P P P P H1 P L LI Lbl LBody LI Lbl LBody P P Strong H2 P P'.replace('Strong', 'Span'),
  );
});

test('all fonts are embedded', () => {
  const faces = new Set(objects.match(/\/FontName \/[A-Z]{6}\+SourceSans3-(?:Regular|Bold)/gu) ?? []);
  expect(faces.size).toBe(2);
  expect(objects.match(/\/FontFile[23] \d+ 0 R/gu)).toHaveLength(2);
  expect(objects).not.toMatch(/\/BaseFont \/(?:Helvetica|Times)/u);
});

test('text is never typst markup', async () => {
  const hostile =
    '#read("/etc/passwd") *fed* _x_ $x$ = Overskrift <mærke> @henvisning // ikke https://x.dk -- \\ `kode`';
  const bytes = fileOf(
    await documents.render(letterOf(['title', hostile], ['list', hostile]), []),
    'pdf',
  ).bytes;
  expect(bare(await pdfText(bytes))).toBe(bare(`${hostile}–${hostile}Side 1 af 1`));
});

test('words are not hyphenated', async () => {
  const words = ['kvalitetsudviklingsforløbene', 'i', 'sagsbehandlingsorganisationen'];
  const text = Array.from({ length: 9 }, () => words.join(' ')).join(' ');
  const bytes = fileOf(await documents.render(letterOf(['paragraph', text]), []), 'pdf').bytes;
  const read = (await pdfText(bytes)).replace('Side 1 af 1', '').split(/\s+/u);
  // The pdf's reader leaves a hyphen at the end of a line out, so halves of words tell.
  expect(read.filter((word) => word !== '' && !words.includes(word))).toEqual([]);
});

test('a word longer than the line stays on the page and in one piece', async () => {
  const long = 'børnehandicapområdet'.repeat(30);
  const bytes = fileOf(
    await documents.render(letterOf(['sender', long], ['title', long], ['paragraph', long]), []),
    'pdf',
  ).bytes;
  expect(bare(await pdfText(bytes))).toBe(`${long}${long}${long}Side1af1`);
  const document = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 });
  const { items } = await (await document.getPage(1)).getTextContent();
  const ends = items.map((item) => ('width' in item ? Number(item.transform[4]) + item.width : 0));
  expect(Math.max(...ends)).toBeLessThan(595);
});

test('a letter without a title is called by its own name', async () => {
  const bytes = fileOf(await documents.render(letterOf(['paragraph', 'Kun det.']), []), 'pdf').bytes;
  const { info } = await (await getDocumentProxy(Uint8Array.from(bytes))).getMetadata();
  expect(info).toMatchObject({ Title: 'Brev-1 v2' });
});

test('two hundred paragraphs run over several pages, numbered', async () => {
  const parts = Array.from({ length: 200 }, (_, index) => ['paragraph', `Afsnit ${index}.`] as const);
  const bytes = fileOf(await documents.render(letterOf(...parts), []), 'pdf').bytes;
  expect(bare(await pdfText(bytes))).toContain(bare('Side 2 af 7'));
});
