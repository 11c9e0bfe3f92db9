import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { createDocuments } from '../../src/documents/documents.ts';
import { ANNEX_FILE, LETTER, letterOf, MAIL_FILE } from './sample-letter.ts';

const documents = createDocuments();
afterAll(() => documents.close());

const run = promisify(execFile);

async function digests(): Promise<readonly string[]> {
  const rendered = await documents.render(LETTER, [ANNEX_FILE, MAIL_FILE]);
  const files = rendered.ok ? rendered.files : [];
  return files.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'));
}

async function inAnotherProcess(zone: string): Promise<{ zone: number; digests: [string, string][] }> {
  const script = new URL('./render-once.ts', import.meta.url).pathname;
  const { stdout } = await run(process.execPath, ['--import', 'tsx', script], {
    env: { ...process.env, TZ: zone },
  });
  return JSON.parse(stdout);
}

test('a letter is the same bytes again, whatever was written in between', async () => {
  const first = await digests();
  await documents.render(letterOf(['title', 'Noget andet'], ['list', 'a\nb']), []);
  expect(await digests()).toEqual(first);
  expect(first).toHaveLength(3);
});

test('a letter is the same bytes in other processes and time zones', async () => {
  const [utc, copenhagen] = await Promise.all(['UTC', 'Europe/Copenhagen'].map(inAnotherProcess));
  expect([utc?.zone, copenhagen?.zone]).toEqual([0, -60]);
  expect(utc?.digests.map(([name]) => name)).toEqual(['Brev-1 v2.docx', 'Brev-1 v2.pdf', 'Brev-1 v2.eml']);
  expect(copenhagen?.digests).toEqual(utc?.digests);
  expect(utc?.digests.map(([, digest]) => digest)).toEqual(await digests());
});

test('another date of drafting makes other bytes', async () => {
  const before = await digests();
  const rendered = await documents.render({ ...LETTER, drafted: '2031-03-05' }, [ANNEX_FILE, MAIL_FILE]);
  const after = (rendered.ok ? rendered.files : []).map(({ bytes }) =>
    createHash('sha256').update(bytes).digest('hex'),
  );
  for (const [index, digest] of after.entries()) expect(digest).not.toBe(before[index]);
});

test('nothing here can send: of nodemailer only the composer is imported, and no network module', () => {
  const folder = new URL('../../src/documents/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  expect(files.length).toBeGreaterThan(15);
  const imports = files.flatMap(
    (name) => readFileSync(new URL(name, folder), 'utf8').match(/from '[^'.]+'/gu) ?? [],
  );
  expect(imports.filter((line) => line.includes('nodemailer')).sort()).toEqual([
    "from 'nodemailer/lib/mail-composer'",
    "from 'nodemailer/lib/mime-funcs'",
  ]);
  expect(imports.filter((line) => /node:(?:net|tls|http|https|http2|dgram|dns)\b/u.test(line))).toEqual([]);
});
