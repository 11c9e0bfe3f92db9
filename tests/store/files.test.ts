// Files in a folder: where they lie, and what happens to damaged ones.
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openFiles } from '../../store/lowdb/files.ts';
import { makeFolder } from '../support/disk-folder.ts';

async function withLetter() {
  const { path, remove } = await makeFolder();
  onTestFinished(remove);
  const files = openFiles(path);
  const name = await files.put(Buffer.from('letter'));
  return { root: join(path, 'files'), file: join(path, 'files', name.slice(0, 2), name), files, name };
}

describe('files in a folder', () => {
  it('lie under the first two characters of their name, for their owner’s eyes only, with nothing beside them', async () => {
    const { root, file, name } = await withLetter();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(root, name.slice(0, 2)))).toEqual([name]);
  });

  it('are not written again when they are there', async () => {
    const { files, file } = await withLetter();
    const { ino, mtimeMs } = await stat(file);
    await files.put(Buffer.from('letter'));
    expect(await stat(file)).toMatchObject({ ino, mtimeMs });
  });

  it('are refused when their bytes no longer match their name, until the right ones are handed in again', async () => {
    const { files, file, name } = await withLetter();
    await writeFile(file, 'lettre');
    await expect(files.get(name)).rejects.toMatchObject({ code: 'damaged', details: { file } });
    await files.put(Buffer.from('letter'));
    expect(await files.get(name)).toEqual(Buffer.from('letter'));
  });
});
