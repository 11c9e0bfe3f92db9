// A link that leads elsewhere than its words say is read out, so that whoever screens an annex sees it.
import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { withHiddenLinks } from '../../src/documents/reading/links.ts';
import { readLetter } from '../../src/documents/reading/read-letter.ts';
import { screen } from '../../src/letters/screening.ts';
import { docxOf, odtOf, pdfSaying, wordParagraph } from './made-files.ts';

const target = 'https://x.example/a?b=1';
const line = `[skjult link: ${target}]`;

const linked = (address: string, words = 'Se her') =>
  pdfSaying(words, {
    page: `/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(${address})>>>>]`,
  });
const rels = (address: string) => ({
  'word/_rels/document.xml.rels': `<Relationships><Relationship Type="x/hyperlink" Target="${address}" TargetMode="External"/></Relationships>`,
});

it('and is to be cleared before the letter may go to Folketinget', async () => {
  const read = await readLetter('pdf', linked(target));
  expect(read.ok && screen(read.text)).toEqual([{ kind: 'link', found: [line] }]);
});

describe('a hidden link is read out', () => {
  it('of a pdf', async () => {
    expect(await readLetter('pdf', linked(target))).toEqual({ ok: true, text: `Se her\n${line}` });
  });

  it('of a docx, also where it is a field', async () => {
    const byField = `<w:p><w:r><w:instrText>HYPERLINK "${target}"</w:instrText><w:t>Se her</w:t></w:r></w:p>`;
    for (const bytes of [docxOf(wordParagraph('Se her'), rels(target)), docxOf(byField)])
      expect(await readLetter('docx', bytes)).toEqual({ ok: true, text: `Se her\n${line}` });
  });

  it('of an odt', async () => {
    const bytes = odtOf(`<text:p><text:a xlink:href="${target}">Se her</text:a></text:p>`);
    expect(await readLetter('odt', bytes)).toEqual({ ok: true, text: `Se her\n\nSidehoved Ærø\n${line}` });
  });

  it('of a mail, with the words that only its page of the web has', async () => {
    const bytes = strToU8(
      [
        'From: a@b.example',
        'Subject: Svar',
        'Content-Type: multipart/alternative; boundary=x',
        '',
        '--x',
        'Content-Type: text/plain; charset=utf-8',
        '',
        'Vi siger nej.',
        '--x',
        'Content-Type: text/html; charset=utf-8',
        '',
        `<p>Vi siger nej.</p><p>Ring til <A class=x HREF=${target}>Anna</A></p>`,
        '--x--',
        '',
      ].join('\r\n'),
    );
    const letter = await readLetter('eml', bytes);
    expect(letter).toEqual({
      ok: true,
      text: `Svar\n\nVi siger nej.\n\nVi siger nej.\n\nRing til Anna\n${line}`,
    });
  });
});

describe('a link is not read out', () => {
  it.each([
    ['whose address stands in the words', 'www.vejen.dk', 'https://www.vejen.dk/'],
    ['whose address is shortened there', 'Se vejen.dk', 'https://www.vejen.dk/'],
    ['that is written over two lines', 'https://www.vejen.dk/om-\nos', 'https://vejen.dk/om-os'],
    ['to a mailbox that stands there', 'Skriv til post@vejen.dk', 'mailto:post@vejen.dk'],
    ['within the file', 'Se side 2', '#side2'],
  ])('%s', (_, words, address) => {
    expect(withHiddenLinks(words, [address])).toBe(words);
  });

  it('twice, nor from a scan, which nobody has read', () => {
    expect(withHiddenLinks('Nej', [target, target])).toBe(`Nej\n${line}`);
    expect(withHiddenLinks('', [target])).toBe('');
  });

  it('so that it could close its own bracket', () => {
    expect(withHiddenLinks('Nej', ['https://x.example/]\nJa'])).toBe(
      'Nej\n[skjult link: https://x.example/Ja]',
    );
  });
});
