import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDocuments } from '../../src/documents/documents.ts';
import type { Letter } from '../../src/letters/letter.ts';
import { mailOf } from './read-back.ts';
import { ANNEX_FILE, annexOf, fileOf, LETTER, letterOf, MAIL_FILE } from './sample-letter.ts';

const documents = createDocuments();
const render = async (letter: Letter, ...files: (typeof ANNEX_FILE)[]) =>
  fileOf(await documents.render(letter, files), 'eml').bytes;
let eml: Uint8Array;
beforeAll(async () => {
  eml = await render(LETTER, ANNEX_FILE, MAIL_FILE);
});
afterAll(() => documents.close());

const headersOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('latin1').split('\r\n\r\n', 1)[0] ?? '';

test('the draft is unsent, to the committee, from nobody yet', async () => {
  const text = Buffer.from(eml).toString('latin1');
  const lines = text.split('\r\n').filter((line) => !/^[A-Za-z0-9+/=]+$|^$/u.test(line));
  const stable = lines.join('\n').replaceAll(/[0-9a-f]{32}/gu, '[fingerprint]');
  await expect(`${stable}\n`).toMatchFileSnapshot('../golden/documents/letter-eml.txt');
  expect(headersOf(eml)).not.toMatch(/^from:/imu);
});

test('the subject is the title, the body names what is enclosed', async () => {
  const mail = await mailOf(eml);
  expect(mail.subject).toBe('Orientering om, at Ærø Kommune har sagt nej');
  expect(mail.to).toEqual([{ name: '', address: 'udvalg@ft.example' }]);
  expect(mail.text).toContain('Til Folketingets Socialudvalg\n');
  expect(mail.text).toContain('Bilag 1: Ærø Kommunes brev\nBilag 2: Faxe Kommunes mail\n');
});

test('every annex lies in the draft as the municipality sent it, byte for byte', async () => {
  const { attachments } = await mailOf(eml);
  expect(attachments.map(({ filename }) => filename)).toEqual([
    'Brev-1 v2.pdf',
    'Bilag 1 - Ærø Kommunes brev.pdf',
    'Bilag 2 - Faxe Kommunes mail.eml',
  ]);
  const contents = attachments.map(({ content }) => Buffer.from(content as ArrayBuffer));
  expect(contents[1]?.equals(ANNEX_FILE.bytes)).toBe(true);
  expect(contents[2]?.equals(MAIL_FILE.bytes)).toBe(true);
});

test('the attached pdf is the very pdf that is handed out', async () => {
  const rendered = await documents.render(LETTER, [ANNEX_FILE, MAIL_FILE]);
  const [pdf] = (await mailOf(fileOf(rendered, 'eml').bytes)).attachments;
  expect(Buffer.from(pdf?.content as ArrayBuffer).equals(fileOf(rendered, 'pdf').bytes)).toBe(true);
});

const READ_IN_PYTHON = `
import email, email.policy, hashlib, json, sys
mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
json.dump({'subject': mail['subject'], 'to': mail['to'], 'unsent': mail['x-unsent'], 'defects': len(mail.defects),
  'names': [part.get_filename() for part in mail.iter_attachments()],
  'sizes': [len(part.get_content()) for part in mail.iter_attachments()]}, sys.stdout)
`;
const hasPython = spawnSync('python3', ['--version']).status === 0;

test.runIf(hasPython)('Python reads the draft alike', () => {
  const python = spawnSync('python3', ['-c', READ_IN_PYTHON], { input: eml, encoding: 'utf8' });
  expect(JSON.parse(python.stdout)).toMatchObject({
    subject: 'Orientering om, at Ærø Kommune har sagt nej',
    to: 'udvalg@ft.example',
    unsent: '1',
    defects: 0,
    names: ['Brev-1 v2.pdf', 'Bilag 1 - Ærø Kommunes brev.pdf', 'Bilag 2 - Faxe Kommunes mail.eml'],
    sizes: [expect.any(Number), ANNEX_FILE.bytes.length, MAIL_FILE.bytes.length],
  });
});

test('every line ends with CRLF and none is longer than a mail may have', async () => {
  const long = await render(letterOf(['recipient', 'x'.repeat(3000)], ['title', 'x'.repeat(3000)]));
  for (const bytes of [eml, long]) {
    const text = Buffer.from(bytes).toString('latin1');
    expect(text).not.toMatch(/(?<!\r)\n|\r(?!\n)/u);
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  }
});

test('no text becomes a header', async () => {
  const hostile = 'Emne\r\nBcc: x@y.example\n\nX-Evil: 1';
  const annex = annexOf(1, 'Brev\r\nBcc: z@y.example', { ...ANNEX_FILE, name: 'a.pdf\r\nX-Evil: 2' });
  const letter = {
    ...letterOf(['recipient', `Udvalget\n${hostile}`], ['title', hostile], ['paragraph', hostile]),
    id: 'Brev\r\nX-Evil: 3',
    annexes: [annex],
  };
  const bytes = await render(letter, ANNEX_FILE);
  expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/^(?:bcc|x-evil)/imu);
  expect((await mailOf(bytes)).subject).toBe('Emne Bcc: x@y.example X-Evil: 1');
});

test('a title that looks like an encoded word is shown as it was typed', async () => {
  const title = '=?utf-8?Q?Nej=0D=0ABcc:_x=40y.example?= =?utf-8?B?w6Y=?=';
  const bytes = await render(letterOf(['title', title]));
  expect(headersOf(bytes)).not.toMatch(/^bcc/imu);
  expect((await mailOf(bytes)).subject).toBe(title);
});

test('an annex name can lead nowhere', async () => {
  const annex = annexOf(1, '..\\..\\a.dll\0 \u202Efdp.exe /etc/passwd', ANNEX_FILE);
  const { attachments } = await mailOf(
    await render({ ...letterOf(['title', 'X']), annexes: [annex] }, ANNEX_FILE),
  );
  expect(attachments[1]?.filename).toBe('Bilag 1 - .. .. a.dll fdp.exe etc passwd.pdf');
});

test('an annex whose letter has not come in is left out, and a file of another letter is never enclosed', async () => {
  const { attachments } = await mailOf(await render(LETTER, MAIL_FILE));
  expect(attachments.map(({ filename }) => filename)).toEqual([
    'Brev-1 v2.pdf',
    'Bilag 2 - Faxe Kommunes mail.eml',
  ]);
  await expect(documents.render(letterOf(['title', 'X']), [ANNEX_FILE])).rejects.toThrow('lists no annex');
});

test('a letter to nobody with an address is a draft without an address', async () => {
  const mail = await mailOf(await render(letterOf(['recipient', 'Udvalget'], ['title', 'X'])));
  expect(mail.to ?? []).toEqual([]);
});
