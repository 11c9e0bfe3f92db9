// The order of calls that makes a whole file durable; no test can cut the power, so the calls themselves are listened to.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createFile, replaceFile } from '../../store/lowdb/durable-file.ts';
import { openFiles } from '../../store/lowdb/files.ts';
import { makeFolder } from '../support/disk-folder.ts';

const { calls, failures } = vi.hoisted(() => ({ calls: [] as string[], failures: new Map<string, Error>() }));

function heard(call: string): void {
  calls.push(call);
  const failure = failures.get(call);
  if (failure) throw failure;
}

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  const named =
    (name: string, act: (from: string, to: string) => Promise<void>) => (from: string, to: string) => {
      heard(name);
      return act(from, to);
    };
  return {
    ...real,
    rename: named('rename', real.rename),
    link: named('link', real.link),
    async open(path: string, flags: string, mode: number) {
      const file = await real.open(path, flags, mode);
      const sync = file.sync.bind(file);
      file.sync = async () => {
        heard('sync file');
        await sync();
      };
      return file;
    },
  };
});

vi.mock('../../store/lowdb/disk.ts', async (importOriginal) => {
  const real = await importOriginal<typeof import('../../store/lowdb/disk.ts')>();
  return {
    ...real,
    async syncDirectory(path: string) {
      heard('sync folder');
      await real.syncDirectory(path);
    },
  };
});

async function folder() {
  const { path, remove } = await makeFolder();
  onTestFinished(remove);
  return path;
}

const bytes = Buffer.from('letter');

describe('a whole file', () => {
  beforeEach(() => {
    calls.length = 0;
    failures.clear();
  });

  it('is synced before it has its name, and the name after', async () => {
    const path = await folder();
    await replaceFile(join(path, 'a'), bytes);
    expect(calls).toEqual(['sync file', 'rename', 'sync folder']);
    calls.length = 0;
    expect(await createFile(join(path, 'b'), bytes)).toBe(true);
    expect(calls).toEqual(['sync file', 'link', 'sync folder']);
    expect(await readdir(path)).toEqual(['a', 'b']);
  });

  it('has its name made durable again when it is already there: who put it may have died before', async () => {
    const files = openFiles(await folder());
    await files.put(bytes);
    calls.length = 0;
    await files.put(bytes);
    expect(calls).toEqual(['sync folder']);
  });

  it.each([
    ['sync file', 'EIO', 'sync-failed'],
    ['rename', 'ENOSPC', 'disk-full'],
  ])('is not there at all when the call "%s" fails with %s', async (call, errno, code) => {
    const path = await folder();
    failures.set(call, Object.assign(new Error(errno), { code: errno }));
    await expect(replaceFile(join(path, 'a'), bytes)).rejects.toMatchObject({ code });
    expect(await readdir(path)).toEqual([]);
  });
});
