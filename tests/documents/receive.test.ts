import { strToU8 } from 'fflate';
import { afterAll, expect, test } from 'vitest';
import { createDocuments } from '../../src/documents/documents.ts';
import { docxOf, mailWith, odtOf, pdfSaying, wordParagraph } from './made-files.ts';
import { fileOf, LETTER, letterOf } from './sample-letter.ts';

const documents = createDocuments();
afterAll(() => documents.close());

async function textOf(name: string, bytes: Uint8Array): Promise<string> {
  const received = await documents.receive('letter', name, bytes);
  if (!received.ok) throw new Error(JSON.stringify(received.refusal));
  return received.file.text;
}

test('a pdf is read, and its name is kept', async () => {
  expect(await documents.receive('letter', 'Brev fra Ærø.PDF', pdfSaying('Nej tak fra \xc6r\xf8'))).toEqual({
    ok: true,
    file: { name: 'Brev fra Ærø.PDF', mediaType: 'application/pdf', text: 'Nej tak fra Ærø' },
  });
});

test('a scan has no text', async () => {
  expect(await textOf('scan.pdf', pdfSaying(''))).toBe('');
});

test('what we write we can read again', async () => {
  const rendered = await documents.render({ ...LETTER, annexes: [] }, []);
  for (const ending of ['docx', 'pdf', 'eml'] as const) {
    const { name, bytes } = fileOf(rendered, ending);
    expect(await textOf(name, bytes)).toContain('Orientering om, at Ærø Kommune har sagt nej');
  }
});

test('a docx is read with letterhead, foot, notes and comments, and without what was deleted', async () => {
  const body = [
    wordParagraph('Vi siger <![CDATA[nej]]> &amp; tak &#230;'),
    '<w:p><w:r><w:t>Fast</w:t></w:r><w:del w:id="1"><w:r><w:delText>slettet</w:delText><w:t>væk</w:t></w:r></w:del></w:p>',
    '<w:p><w:r><w:t>Før</w:t><w:tab/><w:t>efter</w:t><w:br/><w:t>ny linje</w:t></w:r></w:p>',
    '<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><mc:AlternateContent><mc:Fallback><w:t>dobbelt</w:t></mc:Fallback></mc:AlternateContent></w:p>',
    '<w:p><w:drawing><wp:posOffset>4711</wp:posOffset></w:drawing></w:p>',
  ].join('');
  const text = await textOf(
    'brev.docx',
    docxOf(body, {
      'word/header1.xml': `<w:hdr>${wordParagraph('Øby Kommune')}</w:hdr>`,
      'word/brevfod.xml': `<w:ftr>${wordParagraph('CVR 12 34')}</w:ftr>`,
      'word/footnotes.xml': `<w:footnotes>${wordParagraph('En note')}</w:footnotes>`,
      'word/comments.xml': `<w:comments>${wordParagraph('En bemærkning')}</w:comments>`,
    }),
  );
  expect(text).toContain('Vi siger nej & tak æ\nFast\nFør\tefter\nny linje');
  for (const words of ['Øby Kommune', 'CVR 12 34', 'En note', 'En bemærkning']) expect(text).toContain(words);
  expect(text).not.toMatch(/slettet|væk|PAGE|dobbelt|4711/u);
});

test('an odt is read with its header and without what was deleted', async () => {
  const deleted = '<text:tracked-changes><text:p>slettet</text:p></text:tracked-changes>';
  const text = await textOf(
    'brev.odt',
    odtOf(`${deleted}<text:h>Svar</text:h><text:p>Nej<text:s/>tak</text:p>`),
  );
  expect(text).toBe('Svar\nNej tak\n\nSidehoved Ærø');
});

test('a text file may be UTF-8 or what Windows used to write', async () => {
  expect(await textOf('a.txt', strToU8('Nej tak fra Ærø – 37 €'))).toBe('Nej tak fra Ærø – 37 €');
  const windows = Uint8Array.from([...Buffer.from('Nej tak fra \xc6r\xf8 ', 'latin1'), 0x96, 0x80]);
  expect(await textOf('a.txt', windows)).toBe('Nej tak fra Ærø –€');
});

test('a mail is read with its subject, and so are the letters in it', async () => {
  const text = await textOf(
    'svar.eml',
    mailWith('brev.docx', 'application/octet-stream', docxOf(wordParagraph('Begrundelse'))),
  );
  expect(text).toBe('Svar fra Odder – nej tak\n\nVi siger nej til forløbet.\n\nbrev.docx\n\nBegrundelse');
});

test('a mail that is only a page of the web is read without its tags', async () => {
  const bytes = strToU8(
    'From: a@b.example\nSubject: Svar\nContent-Type: text/html; charset=utf-8\n\n<style>p{}</style><p>Vi siger <b>n</b>ej, &AElig;r&oslash;.</p>',
  );
  expect(await textOf('a.eml', bytes)).toBe('Svar\n\nVi siger nej, Ærø.');
});

test('a mail in a mail is read', async () => {
  const inner = mailWith('brev.txt', 'text/plain', strToU8('Inderst'));
  expect(await textOf('svar.eml', mailWith('', 'message/rfc822', inner))).toContain('Inderst');
});

test('files are read while letters are written', async () => {
  const [received, rendered] = await Promise.all([
    documents.receive('letter', 'a.txt', strToU8('Nej')),
    documents.render(letterOf(['title', 'X']), []),
  ]);
  expect([received.ok, rendered.ok]).toEqual([true, true]);
});
