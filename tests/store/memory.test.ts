// Small records that must outlive a start: durable when told so, never half, and no write for what stands there already.
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openMemory } from '../../store/lowdb/memory.ts';
import { makeFolder } from '../support/disk-folder.ts';

const { replaced, failures, running } = vi.hoisted(() => ({
  replaced: [] as string[],
  failures: [] as Error[],
  running: { now: 0, most: 0 },
}));
vi.mock('../../store/lowdb/durable-file.ts', async (importOriginal) => {
  const real = await importOriginal<typeof import('../../store/lowdb/durable-file.ts')>();
  return {
    ...real,
    async replaceFile(path: string, bytes: Uint8Array) {
      replaced.push(path);
      const failure = failures.shift();
      if (failure) throw failure;
      running.now += 1;
      running.most = Math.max(running.most, running.now);
      await real.replaceFile(path, bytes);
      running.now -= 1;
    },
  };
});

async function opened(content?: string) {
  const folder = await makeFolder();
  onTestFinished(folder.remove);
  const path = join(folder.path, 'teams', 'references.json');
  if (content !== undefined) {
    await openMemory(path);
    await writeFile(path, content);
  }
  replaced.length = 0;
  return { path, open: () => openMemory(path) };
}

test('the records are for their owner’s eyes only', async () => {
  const { path, open } = await opened();
  await (await open()).put('maja', 1);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('putting what stands there already, or deleting what does not, writes nothing', async () => {
  const { open } = await opened();
  const memory = await open();
  await memory.put('maja', { a: 1 });
  await memory.put('maja', { a: 1 });
  await memory.delete('nobody');
  expect(replaced).toHaveLength(1);
  await memory.put('maja', { a: 2 });
  expect(replaced).toHaveLength(2);
});

test('a hundred at once share two writes, and every one is on the disk when it is answered', async () => {
  const { path, open } = await opened();
  const memory = await open();
  await Promise.all(
    Array.from({ length: 100 }, async (_, index) => {
      await memory.put(`k${index}`, index);
      expect(JSON.parse(await readFile(path, 'utf8'))).toHaveProperty(`k${index}`, index);
    }),
  );
  expect(replaced.length).toBeLessThanOrEqual(2);
});

test('one replacement follows the other: an older one can never come last', async () => {
  const { open } = await opened();
  const memory = await open();
  const puts: Promise<void>[] = [];
  for (let n = 0; n < 20; n += 1) {
    puts.push(memory.put('k', n));
    await Promise.resolve();
    await Promise.resolve();
  }
  await Promise.all(puts);
  expect(replaced.length).toBeGreaterThan(1);
  expect(running.most).toBe(1);
  expect(await (await open()).all()).toEqual(new Map([['k', 19]]));
});

test('a change that is taken back while it is being written is taken back on the disk too', async () => {
  const { path, open } = await opened();
  const memory = await open();
  await memory.put('state', 'installed');
  const away = memory.put('state', 'gone');
  await Promise.resolve();
  await Promise.resolve();
  await Promise.all([away, memory.put('state', 'installed')]);
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ state: 'installed' });
});

test('what could not be written is refused, not shown, and written when it is put again', async () => {
  const { open } = await opened();
  const memory = await open();
  failures.push(new Error('no room'));
  await expect(memory.put('maja', 1)).rejects.toThrow('no room');
  expect(await memory.all()).toEqual(new Map());
  await memory.put('maja', 1);
  expect(await (await open()).all()).toEqual(new Map([['maja', 1]]));
});

test.each(['', '{"maja":', '[]', 'null', '7'])(
  'a file of %j is damaged, and the fault says what to do',
  async (content) => {
    const { path, open } = await opened(content);
    await expect(open()).rejects.toMatchObject({
      code: 'damaged',
      details: { file: path },
      message: expect.stringContaining('backup'),
    });
    expect(await readFile(path, 'utf8')).toBe(content);
  },
);
