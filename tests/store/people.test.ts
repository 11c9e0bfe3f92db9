// people.json as an operator meets it.
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createPeople, openDirectory } from '../../store/lowdb/directory.ts';
import { anna, bo } from '../contracts/directory.contract.ts';
import { makeFolder } from '../support/disk-folder.ts';

async function folder() {
  const { path, remove } = await makeFolder();
  onTestFinished(remove);
  return { path, file: join(path, 'people.json') };
}

describe('the list of people', () => {
  it('is written once, for its owner’s eyes only, and never over an existing one', async () => {
    const { path, file } = await folder();
    expect(await createPeople(path, [anna])).toBe(true);
    expect(await createPeople(path, [anna, bo])).toBe(false);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual([anna]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is read anew after an edit, without a restart', async () => {
    const { path, file } = await folder();
    await createPeople(path, [anna]);
    const directory = openDirectory(path);
    expect(await directory.people()).toEqual([anna]);
    await writeFile(`${file}.new`, JSON.stringify([anna, bo]));
    await rename(`${file}.new`, file);
    expect(await directory.people()).toEqual([anna, bo]);
    await writeFile(file, `\uFEFF${JSON.stringify([{ ...anna, name: 'Anne Ærø' }])}`);
    expect(await directory.people()).toEqual([{ ...anna, name: 'Anne Ærø' }]);
  });

  it.each([
    ['a language that is none', [{ ...anna, locale: 'dk' }], '[0].locale'],
    ['a misspelt field', [anna, { ...bo, rolls: [] }], '[1]'],
    ['a missing name', [{ ...anna, name: '' }], '[0].name'],
    ['a leader who is nobody', [{ ...bo, leader: 'p9' }], '[0].leader'],
    ['one id for two', [anna, { ...bo, id: 'p1' }], '[1].id'],
    [
      'one address for two, whatever its case',
      [
        { ...anna, email: 'a@x.dk' },
        { ...bo, email: 'A@x.dk' },
      ],
      '[1].email',
    ],
    [
      'one object id for two, whatever its case',
      [
        { ...anna, teams: 'aad-1' },
        { ...bo, teams: 'AAD-1' },
      ],
      '[1].teams',
    ],
    [
      'one user of Slack for two',
      [
        { ...anna, slack: 'U1' },
        { ...bo, slack: 'U1' },
      ],
      '[1].slack',
    ],
    ['something else than a list', { people: [anna] }, ''],
  ])('names file and field for %s', async (_what, content, field) => {
    const { path, file } = await folder();
    await writeFile(file, JSON.stringify(content));
    await expect(openDirectory(path).people()).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringContaining(field === '' ? file : `${file}, field ${field}`),
      details: { file, field },
    });
  });

  it('says so when it is missing or no JSON', async () => {
    const { path, file } = await folder();
    await expect(openDirectory(path).people()).rejects.toMatchObject({ code: 'damaged', details: { file } });
    await writeFile(file, '[{');
    await expect(openDirectory(path).people()).rejects.toThrow('not JSON');
  });

  it('names both whom one address is', async () => {
    const { path } = await folder();
    const twice = [anna, bo].map((each) => ({ ...each, email: 'a@x.dk' }));
    await expect(createPeople(path, twice)).rejects.toThrow(
      `"${anna.id}" and "${bo.id}" have the same email`,
    );
  });

  it('is not written when it would be wrong', async () => {
    const { path, file } = await folder();
    await expect(createPeople(path, [bo])).rejects.toMatchObject({ code: 'damaged' });
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
