// Whether a history is whole, as an operator asks it: of the chain, of the files, and of what the channel was told.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLowdbArchive } from '../../store/lowdb/archive.ts';
import { verified, verifiedHead } from '../../store/verify.ts';
import { botIn, copied, emptyOffice } from './copied.ts';
import { type Office, offered, storyOf2025, toldOffice } from './operator.ts';

const told = toldOffice(storyOf2025);
const headOf = ({ store }: Office) => verifiedHead(openLowdbArchive(store));

/** The head as it was after the first commits. */
async function formerHead({ store }: Office) {
  for await (const { version, hash } of verified(openLowdbArchive(store)))
    if (version > 20) return { version, hash };
  throw new Error('the story is shorter');
}

/** The file that an event of the story names, and where it lies. */
async function letterOf({ store }: Office) {
  const [, sha256 = ''] =
    /"sha256":"([0-9a-f]{64})"/.exec(await readFile(join(store, 'journal.ndjson'), 'utf8')) ?? [];
  return { sha256, path: join(store, 'files', sha256.slice(0, 2), sha256) };
}

describe('verify', () => {
  it('names the number and the code of the newest registration, also while a bot runs', async () => {
    const office = await copied(told());
    const { ledger } = await botIn(office);
    const { exit, text } = await office.admin('verify');
    expect(exit).toBe(0);
    expect(text).toContain(`Registreringer: ${ledger.head().version}\n`);
    expect(text).toContain(`Kontrolkode: ${ledger.head().hash}\n`);
    expect(text).toMatch(/Filer, som den nævner: [1-9]\d*, alle på plads og uændrede\n/);
    expect(text).toContain('Hold historikken op mod koden i kanalen');
  });

  it('says of a former code which registration it was, when, and how many have come since', async () => {
    const newest = await headOf(told());
    const former = await formerHead(told());
    const { exit, text } = await told().admin('verify', '--hoved', former.hash);
    expect(exit).toBe(0);
    expect(text).toMatch(
      new RegExp(`ved registrering nr\\. ${former.version}, den \\d\\d-\\d\\d-2025 kl\\.`),
    );
    expect(text).toContain(`Siden er der kommet ${newest.version - former.version} til.`);
    expect((await told().admin('verify', '--hoved', newest.hash)).text).toContain(
      'Intet er kommet til siden.',
    );
  });

  it('finds by the code of the channel that the end was cut off, which nothing inside shows', async () => {
    const office = await copied(told());
    const { hash } = await headOf(office);
    const journal = join(office.store, 'journal.ndjson');
    const lines = (await readFile(journal, 'utf8')).split('\n');
    await writeFile(journal, `${lines.slice(0, -2).join('\n')}\n`);
    expect((await office.admin('verify')).exit).toBe(0);
    const { exit, text } = await office.admin('verify', '--hoved', hash);
    expect(exit).toBe(1);
    expect(text).toContain('har aldrig været historikkens hoved');
  });

  it.each([' ', '.', '\u2060', '\n', '»«'])(
    'takes a code that was copied with »%s« around it',
    async (stray) => {
      const { hash } = await headOf(told());
      const { exit, text } = await told().admin('verify', '--hoved', `${stray}${hash}${stray}`);
      expect(exit).toBe(0);
      expect(text).toContain('Kontrolkoden var historikkens hoved');
    },
  );

  it('takes a code that begins with a dash for a code', async () => {
    expect(await told().admin('verify', '--hoved', `-${'a'.repeat(42)}`)).toMatchObject({
      exit: 1,
      text: expect.stringContaining('har aldrig været historikkens hoved'),
    });
  });

  it('refuses half a code, and a word that it has no use for, with a line that works', async () => {
    for (const words of [['--hoved', 'abc'], ['data']]) {
      const refusal = await told().admin('verify', ...words);
      expect(refusal.exit).toBe(2);
      expect((await told().admin(...offered(refusal))).exit).toBe(0);
    }
  });

  it('names the files that are gone or no longer what was recorded', async () => {
    const office = await copied(told());
    const { sha256, path } = await letterOf(office);
    await writeFile(path, 'something else');
    const damaged = await office.admin('verify');
    expect(damaged.exit).toBe(1);
    expect(damaged.text).toMatch(new RegExp(`»vejen\\.pdf«, som E-\\d+ nævner, er beskadiget: ${sha256}`));
    await rm(path);
    const { exit, text } = await office.admin('verify');
    expect(exit).toBe(1);
    expect(text).toMatch(new RegExp(`som E-\\d+ nævner, mangler: ${sha256}`));
  });

  it('names the E-number by which people know the registration that names a lost file', async () => {
    const office = await copied(told());
    const { sha256, path } = await letterOf(office);
    await rm(path);
    const [, number = ''] = /som E-(\d+) nævner/.exec((await office.admin('verify')).text) ?? [];
    const event = (await (await botIn(office)).ledger.read(0))[Number(number) - 1];
    expect(JSON.stringify(event)).toContain(sha256);
  });

  it('says where a history was changed', async () => {
    const office = await copied(told());
    const journal = join(office.store, 'journal.ndjson');
    await writeFile(
      journal,
      (await readFile(journal, 'utf8')).replace('"municipality":"575"', '"municipality":"576"'),
    );
    const { exit, text } = await office.admin('verify');
    expect(exit).toBe(1);
    expect(text).toContain('Noget i lageret er beskadiget.');
    expect(text).toMatch(/damaged in line \d+ \(byte \d+, after version \d+\): the hash does not match/);
  });

  it('finds no history in an empty folder, and makes none', async () => {
    const office = await emptyOffice();
    expect((await office.admin('verify')).exit).toBe(2);
    expect((await office.admin('verify')).text).toContain(`Der er ingen historik i ${office.store}.`);
    await expect(readFile(join(office.store, 'journal.ndjson'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
