// Several letters for the case system at once, and what keeps them from being made.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { csvOf } from '../../src/admin/filing/csv.ts';
import { faultIn, packed } from '../../src/admin/filing/zip.ts';
import { filedBy, sha256, storyOfNamesakes } from './filed.ts';
import { offered, storyOf2025, toldOffice } from './operator.ts';

const office = toldOffice(storyOf2025);
const namesakes = toldOffice(storyOfNamesakes);
describe('filing several letters', () => {
  it('takes those that have ended since a day', async () => {
    const { text } = await filedBy(office(), '--siden', '10-02-2025');
    expect(text).toContain('Brev-1 er lagt klar');
    const folder = await mkdtemp(join(office().folder, 'ud-'));
    const { exit, text: none } = await office().admin('journal', folder, '--siden', '11-02-2025');
    expect([exit, none]).toEqual([0, 'Ingen breve er sendt eller annulleret siden 11-02-2025.']);
    expect(await readdir(folder)).toEqual([]);
  });

  it('of a letter that is under way is made only when it is asked for by name', async () => {
    const at = namesakes();
    const folder = await mkdtemp(join(at.folder, 'ud-'));
    const { exit, text } = await at.admin('journal', folder, '--alle');
    expect(exit).toBe(0);
    expect(text).toContain('Brev-1 er hverken sendt eller annulleret og er ikke taget med.');
    expect(await readdir(folder)).toEqual([]);
  });

  it('never writes over a zip that is there', async () => {
    const { folder, path } = await filedBy(office(), '--alle');
    await writeFile(path, 'et andet');
    const refused = await office().admin('journal', folder, '--alle');
    expect(refused.exit).toBe(2);
    expect(refused.text).toContain(`${path} findes allerede og er ikke rørt.`);
    expect(await readFile(path, 'utf8')).toBe('et andet');
    expect((await office().admin(...offered(refused))).exit).toBe(0);
  });

  it.each([
    ['no folder', ['--brev', 'Brev-1'], 'Nævn én mappe'],
    ['no letters', ['ud'], 'Vælg brevene'],
    ['two ways to choose', ['ud', '--alle', '--brev', '1'], 'Vælg brevene'],
    ['a letter that is none', ['ud', '--brev', 'Brev-7'], 'Brev-7'],
    ['a day that is none', ['ud', '--siden', 'engang'], '--siden engang er ingen dato'],
  ])('%s is refused with a line that works', async (_what, argv, words) => {
    const refused = await office().admin('journal', ...argv);
    expect(refused.exit).toBe(2);
    expect(refused.text).toContain(words);
    const { exit } = await office().admin(...offered(refused));
    expect(exit).toBe(0);
    for (const folder of ['ud', 'til-journalen'])
      await rm(join(office().folder, folder), { recursive: true, force: true });
  });

  it('stops where the store has lost a file, and leaves no zip', async () => {
    const stored = sha256(await readFile('tests/fixtures/letters/vejen.pdf'));
    const path = join(office().store, 'files', stored.slice(0, 2), stored);
    const bytes = await readFile(path);
    await rm(path);
    const folder = await mkdtemp(join(office().folder, 'ud-'));
    const { exit, text } = await office().admin('journal', folder, '--brev', 'Brev-1');
    await writeFile(path, bytes);
    expect(exit).toBe(1);
    expect(text).toContain(stored);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('what goes into the zip', () => {
  it('is harmless in a spreadsheet, whatever was typed', () => {
    const typed = [
      '=HYPERLINK("http://x")',
      '+45 33 92 93 00',
      '-1',
      '@SUM(A1)',
      '\tx',
      'sagde "ja"; nej\nja',
      'Vejen',
    ];
    expect(csvOf([typed])).toBe(
      '\uFEFF"\'=HYPERLINK(""http://x"")";"\'+45 33 92 93 00";"\'-1";"\'@SUM(A1)";"\'\tx";"sagde ""ja""; nej\nja";"Vejen"\r\n',
    );
  });

  it('is read back before it is called done: any byte that changed is noticed', () => {
    const entry = {
      name: 'a.txt',
      bytes: Buffer.from('et brev '.repeat(40)),
      at: '2025-01-31T09:00:00.000Z',
    };
    const zip = packed([entry]);
    expect(faultIn(zip)).toBeUndefined();
    expect(faultIn(zip.subarray(0, zip.length - 30))).toBeDefined();
    const [other] = Object.values(unzipSync(packed([{ ...entry, bytes: Buffer.from('et andet') }])));
    expect(strFromU8(other ?? new Uint8Array())).toBe('et andet');
    const stored = Buffer.from(zip);
    const at = stored.indexOf('a.txt') + 'a.txt'.length;
    stored[at] = (stored[at] ?? 0) ^ 0x10;
    expect(faultIn(stored)).toBeDefined();
  });
});
