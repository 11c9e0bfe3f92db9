import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptedName, endingOf, ownName } from '../../src/documents/file-name.ts';

test.each([
  '../../etc/passwd',
  '..\\..\\a.dll',
  '/etc/a.pdf',
  'C:\\a.pdf',
  'a\0.pdf',
  'a\r\nb.pdf',
  'brev\u202Efdp.exe.pdf',
  'brev\u200B.pdf',
  'brev\u00AD.pdf',
  'a\uD800.pdf',
  'CON',
  'con.pdf',
  'LPT1.txt.pdf',
  '.pdf',
  '..',
  'brev.pdf.',
  '',
  '   ',
  `${'å'.repeat(101)}.pdf`,
])('the name %j is refused', (name) => {
  expect(acceptedName(name)).toBeUndefined();
});

test.each([
  ['Svar fra Ærø Kommune (endeligt) – 2.pdf', 'Svar fra Ærø Kommune (endeligt) – 2.pdf'],
  ['  To  blanke .pdf ', 'To blanke .pdf'],
  ['A\u030Aby.pdf', 'Åby.pdf'],
  ['SV: Forløb?.eml', 'SV- Forløb-.eml'],
  ['konto.pdf', 'konto.pdf'],
])('the name %j becomes %j', (name, kept) => {
  expect(acceptedName(name)).toBe(kept);
});

test('a stream behind a name becomes its ending, which is not one of ours', () => {
  expect(endingOf(acceptedName('brev.pdf:evil.exe') ?? '')).toBe('exe');
});

test('an accepted name stays as it is when it comes again, and leads nowhere', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
      const kept = acceptedName(name);
      if (kept === undefined) return;
      expect(acceptedName(kept)).toBe(kept);
      expect(kept).not.toMatch(/[/\\:\p{C}]/u);
    }),
  );
});

test('our own names are always names', () => {
  expect(ownName('Bilag 1 - Vejen Kommunes brev', 'pdf')).toBe('Bilag 1 - Vejen Kommunes brev.pdf');
  expect(ownName('CON', 'pdf')).toBe('Fil CON.pdf');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
      const name = ownName(title, 'pdf');
      expect(acceptedName(name)).toBe(name);
    }),
  );
});
