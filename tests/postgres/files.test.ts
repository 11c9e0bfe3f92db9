// Letters in the data base: whole or not at all, never changed, and not believed when their bytes have changed.
import { hash } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { postgresFiles } from '../../store/postgres/files.ts';
import { describeWithPostgres } from '../support/postgres/server.ts';
import { type Instances, instances } from './instances.ts';

/** Bytes that do not repeat from row to row. */
function letterOf(megabytes: number): Buffer {
  const bytes = Buffer.alloc(megabytes * 1_000_000);
  for (let at = 0; at + 4 <= bytes.length; at += 4) bytes.writeUInt32LE((at * 2_654_435_761) >>> 0, at);
  return bytes;
}

describeWithPostgres('files in PostgreSQL', (server) => {
  let office: Instances;
  beforeEach(async () => {
    office = await instances(server());
  });
  const countOf = async (table: string) =>
    Number((await office.meddle(`select count(*) from :schema.${table}`))[0]?.count);

  test('a letter of 25 MB comes back as it was', async () => {
    const files = postgresFiles(await office.open());
    const letter = letterOf(25);
    const name = await files.put(letter);
    expect(Buffer.compare(Buffer.from((await files.get(name)) ?? []), letter)).toBe(0);
  });

  test('two instances that take in the same letter at the same moment keep it once', async () => {
    const letter = letterOf(3);
    const both = [postgresFiles(await office.open()), postgresFiles(await office.open())];
    const [name, other] = await Promise.all(both.map((files) => files.put(letter)));
    expect(other).toBe(name);
    expect(await countOf('files')).toBe(1);
    expect(await countOf('file_chunks')).toBe(Math.ceil(letter.length / 262_144));
  });

  test('of a letter that could not be taken in whole nothing is kept, and it can be taken in later', async () => {
    const files = postgresFiles(await office.open());
    const letter = letterOf(1);
    await office.meddle('alter table :schema.file_chunks add constraint small check (position < 2)');
    await expect(files.put(letter)).rejects.toThrow('small');
    expect([await countOf('files'), await countOf('file_chunks')]).toEqual([0, 0]);
    expect(await files.get(hash('sha256', letter, 'hex'))).toBeUndefined();
    await office.meddle('alter table :schema.file_chunks drop constraint small');
    expect(await files.get(await files.put(letter))).toEqual(letter);
  });

  test.each([
    ['another byte', 'update :schema.file_chunks set bytes = set_byte(bytes, 7, 7) where position = 1'],
    ['a piece less', 'delete from :schema.file_chunks where position = 3'],
  ])('a letter with %s is not handed out, and the fault says what to do', async (_, damage) => {
    const files = postgresFiles(await office.open());
    const name = await files.put(letterOf(1));
    await office.meddle(`alter table :schema.file_chunks disable trigger all; ${damage}`);
    await expect(files.get(name)).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('backup'),
      details: { sha256: name },
    });
  });

  test.each([
    'update :schema.files set at = now()',
    'delete from :schema.files',
    'truncate :schema.files cascade',
    "update :schema.file_chunks set bytes = ''",
    'delete from :schema.file_chunks',
    'truncate :schema.file_chunks',
  ])('neither the bot nor the owner can `%s`', async (statement) => {
    const database = await office.open();
    await postgresFiles(database).put(Buffer.from('Kære kommune'));
    const text = statement.replaceAll(':schema', database.schema);
    await expect(database.query({ text })).rejects.toMatchObject({
      code: 'not-permitted',
      message: expect.stringContaining('permission denied'),
    });
    await expect(office.meddle(statement)).rejects.toThrow('append-only');
  });
});
