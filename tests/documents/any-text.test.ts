import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { createDocuments } from '../../src/documents/documents.ts';
import { unprintable } from '../../src/documents/font.ts';
import type { PartRole } from '../../src/letters/letter.ts';
import { bare, docxText, mailOf, pdfText } from './read-back.ts';
import { fileOf, letterOf } from './sample-letter.ts';

const documents = createDocuments();
afterAll(() => documents.close());

const ROLES: readonly PartRole[] = [
  'recipient',
  'sender',
  'reference',
  'title',
  'paragraph',
  'list',
  'greeting',
  'signature',
  'annexes',
];
/** Everything that the fonts have, apart from marks that only exist upon another character. */
const PRINTABLE = Array.from({ length: 0x1_0000 - 0x20 }, (_, index) =>
  String.fromCodePoint(index + 0x20),
).filter((character) => unprintable([character]).length === 0 && !/\p{M}/u.test(character));
const anyRole = fc.constantFrom(...ROLES);
const printable = fc.oneof(
  fc.string({ unit: fc.constantFrom(...PRINTABLE), minLength: 1, maxLength: 80 }),
  fc
    .array(
      fc.constantFrom(
        'Ærø',
        '$x$',
        '#let',
        '<w:p>',
        '\\n',
        '*',
        '"',
        "''",
        '--',
        '=',
        '- ',
        '\n',
        '&amp;',
        '//',
      ),
      {
        minLength: 1,
      },
    )
    .map((words) => words.join('')),
);

test('the fonts print Danish, Greenlandic and the signs of a ministry', () => {
  expect(unprintable(['abcæøåÆØÅéÉüö', 'ĸ', '–—“”„»«’…§€½²≥≤→✓☐ \u00A0'])).toEqual([]);
  expect(PRINTABLE.length).toBeGreaterThan(1500);
});

test('what the fonts lack is named, each character once, and nothing is written', async () => {
  const rendered = await documents.render(
    letterOf(['title', 'Ja 🙂 漢'], ['paragraph', 'Nej\u0007 漢\u200B\uD800\uFFFF']),
    [],
  );
  expect(rendered).toEqual({ ok: false, unprintable: ['🙂', '漢', '\u0007', '\u200B', '\uD800', '\uFFFF'] });
});

test('any printable text in any part stands in all three files', async () => {
  const property = fc.asyncProperty(
    fc.array(fc.tuple(anyRole, printable), { minLength: 1, maxLength: 6 }),
    async (parts) => {
      const rendered = await documents.render(letterOf(...parts), []);
      const docx = bare(docxText(fileOf(rendered, 'docx').bytes));
      const pdfBytes = fileOf(rendered, 'pdf').bytes;
      const pdf = bare(await pdfText(pdfBytes));
      for (const [, text] of parts) {
        for (const line of text.split(/[\n\r]/u)) {
          expect(docx).toContain(bare(line));
          expect(pdf).toContain(bare(line));
        }
      }
      const mail = await mailOf(fileOf(rendered, 'eml').bytes);
      const title = parts.find(([role, text]) => role === 'title' && text.trim() !== '')?.[1] ?? 'Brev-1 v2';
      expect(bare(mail.subject ?? '')).toBe(bare(title));
      expect(Buffer.from(mail.attachments[0]?.content as ArrayBuffer).equals(pdfBytes)).toBe(true);
    },
  );
  await fc.assert(property, { numRuns: 60 });
});

test('no text at all makes it throw', async () => {
  const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), printable);
  const property = fc.asyncProperty(
    fc.array(fc.tuple(anyRole, anything), { maxLength: 5 }),
    async (parts) => {
      const rendered = await documents.render(letterOf(...parts), []);
      expect(rendered.ok ? rendered.files.length : rendered.unprintable.length).toBeGreaterThan(0);
    },
  );
  await fc.assert(property, { numRuns: 100 });
});
