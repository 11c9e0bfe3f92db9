import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDocuments } from '../../src/documents/documents.ts';
import { docxParagraphs, docxPart } from './read-back.ts';
import { ANNEX_FILE, fileOf, LETTER, letterOf, MAIL_FILE } from './sample-letter.ts';

const documents = createDocuments();
let docx: Uint8Array;
beforeAll(async () => {
  docx = fileOf(await documents.render(LETTER, [ANNEX_FILE, MAIL_FILE]), 'docx').bytes;
});
afterAll(() => documents.close());

test('the docx reads as the letter does, part for part', async () => {
  await expect(`${docxParagraphs(docx).join('\n')}\n`).toMatchFileSnapshot(
    '../golden/documents/letter-docx.txt',
  );
});

test('the docx says that it is Danish, what it is called and when it was drafted', () => {
  const core = docxPart(docx, 'docProps/core.xml');
  expect(core).toContain('<dc:title>Orientering om, at Ærø Kommune har sagt nej</dc:title>');
  expect(core).toContain('<dc:language>da-DK</dc:language>');
  expect(core.match(/2031-03-04T12:00:00Z/gu)).toHaveLength(2);
  expect(docxPart(docx, 'word/styles.xml')).toContain('w:lang w:val="da-DK"');
});

test('the headings have an outline level, or LibreOffice makes no H1 of the title', () => {
  const styles = docxPart(docx, 'word/styles.xml');
  const heading = /<w:style [^>]*w:styleId="Heading1".*?<\/w:style>/su.exec(styles)?.[0];
  expect(heading).toContain('<w:outlineLvl w:val="0"/>');
});

test('words are not hyphenated by Word', () => {
  expect(docxPart(docx, 'word/settings.xml')).toContain('<w:autoHyphenation w:val="false"/>');
});

test('the foot says which page of how many', () => {
  const footer = docxPart(docx, 'word/footer1.xml');
  expect(footer.replace(/<[^>]*>/gu, '|').replace(/\|+/gu, '|')).toMatch(/Side \|PAGE\| af \|NUMPAGES\|/u);
});

test('the side column is frames and not a table', () => {
  const body = docxPart(docx, 'word/document.xml');
  expect(body).toContain('<w:framePr');
  expect(body).not.toContain('<w:tbl>');
});

test('both fonts lie in the file, obfuscated as Word wants them', () => {
  const table = docxPart(docx, 'word/fontTable.xml');
  expect(table).toContain('w:name="Source Sans 3"');
  expect(table).toMatch(/<w:embedRegular [^>]+><w:embedBold/u);
  expect(docxPart(docx, '[Content_Types].xml')).toContain('Extension="odttf"');
});

test('every part of the zip is dated 1980 and they lie in alphabetical order', () => {
  const names: string[] = [];
  const zip = Buffer.from(docx);
  for (let at = zip.indexOf('PK\x01\x02'); at !== -1; at = zip.indexOf('PK\x01\x02', at + 46)) {
    expect(zip.readUInt32LE(at + 12)).toBe(0x00_21_00_00);
    names.push(zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28)));
  }
  expect(names.length).toBeGreaterThan(10);
  expect(names).toEqual([...names].sort());
});

test('hostile text stays text', async () => {
  const hostile = '</w:t></w:r></w:p><w:p><w:r><w:t>&amp; <?xml?> ]]> {MERGEFIELD x}';
  const bytes = fileOf(
    await documents.render(letterOf(['title', hostile], ['paragraph', hostile]), []),
    'docx',
  ).bytes;
  expect(docxParagraphs(bytes)).toEqual([`Heading1: ${hostile}`, `Normal: ${hostile}`]);
});
