// The embedded store as a whole: one folder, one process, and the names under which an operator finds things.
import { appendFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { StoreFault } from '../../src/index.ts';
import { openLowdbStore } from '../../store/lowdb/store.ts';
import { anna, bo } from '../contracts/directory.contract.ts';
import { notes, parseNoted } from '../contracts/example-events.ts';
import { makeFolder } from '../support/disk-folder.ts';

async function opened() {
  const folder = await makeFolder();
  onTestFinished(folder.remove);
  const fatal: StoreFault[] = [];
  const open = () =>
    openLowdbStore({
      directory: folder.path,
      parse: parseNoted,
      onWarning: () => undefined,
      onFatal: (fault) => fatal.push(fault),
    });
  const store = await open();
  onTestFinished(store.close);
  return { store, open, path: folder.path, fatal };
}

describe('the store in a folder', () => {
  it('refuses a second instance and says what two instances need', async () => {
    const { store, open, path } = await opened();
    await expect(open()).rejects.toMatchObject({
      code: 'locked',
      message: expect.stringMatching(/Stop that process first.*Two instances.*PostgreSQL \(STORE=postgres:/),
      details: { directory: path },
    });
    await store.close();
    await (await open()).close();
  });

  it('keeps each thing under the name that operators know', async () => {
    const { store, path } = await opened();
    await store.ledger.append(0, notes('m1'), 'm1');
    await store.files.put(Buffer.from('brev'));
    await store.firstPeople([anna]);
    await (await store.memory('teams')).put('key', 1);
    await (await store.inbox('teams')).put('activity', {});
    const names = ['files', 'journal.ndjson', 'people.json', 'teams-inbox.ndjson', 'teams.json'];
    expect((await readdir(path)).sort()).toEqual(names);
  });

  it('enters the first people once', async () => {
    const { store } = await opened();
    expect(await store.firstPeople([anna])).toBe(true);
    expect(await store.firstPeople([anna, bo])).toBe(false);
    expect(await store.directory.people()).toEqual([anna]);
  });

  it('is in no trouble until it is closed', async () => {
    const { store } = await opened();
    expect(await store.trouble()).toBeUndefined();
    await store.close();
    expect(await store.trouble()).toMatchObject({ code: 'closed' });
  });

  it('is in trouble when its folder is gone', async () => {
    const { store, path } = await opened();
    await rm(path, { recursive: true });
    expect(await store.trouble()).toMatchObject({ code: 'unavailable', details: { directory: path } });
  });

  it('says once that nothing more can be recorded, when somebody else has written', async () => {
    const { store, path, fatal } = await opened();
    await appendFile(join(path, 'journal.ndjson'), 'a stranger was here\n');
    await expect(store.ledger.append(0, notes('m1'), 'm1')).rejects.toMatchObject({ code: 'fenced' });
    await expect(store.ledger.append(0, notes('m1'), 'm1')).rejects.toMatchObject({ code: 'closed' });
    expect(fatal.map(({ code }) => code)).toEqual(['fenced']);
    expect(await store.trouble()).toMatchObject({ code: 'closed' });
  });

  it('closes what was opened of it, and gives the folder free', async () => {
    const { store, open } = await opened();
    const inbox = await store.inbox('teams');
    await store.close();
    await expect(inbox.put('activity', {})).rejects.toMatchObject({ code: 'closed' });
    await expect(store.ledger.read(0)).rejects.toMatchObject({ code: 'closed' });
    await (await open()).close();
  });
});
