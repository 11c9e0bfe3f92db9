// What was accepted and not done: on the disk before it is answered, found again after a crash, and gone as soon as it is done.
import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { openInbox } from '../../store/lowdb/inbox.ts';
import { makeFolder } from '../support/disk-folder.ts';
import { forgetfulDisk } from '../support/disk-forgetful.ts';

const fakePath = '/data/inbox.ndjson';

async function onFakeDisk(chance = () => 0.5) {
  const disk = forgetfulDisk(chance);
  const warnings: string[] = [];
  const fatal: unknown[] = [];
  const onWarning = (text: string) => void warnings.push(text);
  const onFatal = (fault: unknown) => void fatal.push(fault);
  const open = () => openInbox({ path: fakePath, onWarning, onFatal, disk });
  return { disk, open, warnings, fatal, inbox: await open(), text: () => disk.contents(fakePath).toString() };
}

async function onRealDisk(mostBytes?: number) {
  const folder = await makeFolder();
  onTestFinished(folder.remove);
  const path = join(folder.path, 'teams', 'inbox.ndjson');
  const warnings: string[] = [];
  const onWarning = (text: string) => void warnings.push(text);
  const open = async () => {
    const inbox = await openInbox({ path, onWarning, ...(mostBytes === undefined ? {} : { mostBytes }) });
    onTestFinished(() => inbox.close());
    return inbox;
  };
  return { path, open, warnings, inbox: await open(), text: () => readFile(path, 'utf8') };
}

const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

test('what is done before anybody asks for it is not taken over, and the file is for its owner alone', async () => {
  const { path, inbox, open } = await onRealDisk();
  await inbox.put('b', 1);
  await inbox.put('c', 2);
  await inbox.close();
  const next = await open();
  next.done('b');
  expect(await next.takeOver()).toEqual([{ id: 'c', content: 2 }]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('no typed text stays behind once nothing waits', async () => {
  const { inbox, text } = await onRealDisk();
  await Promise.all([inbox.put('a', 'en fortrolig linje'), inbox.put('b', 'en til')]);
  inbox.done('a');
  inbox.done('b');
  await inbox.close();
  expect(await text()).toBe('');
});

test('what is done while the next is being put leaves no text behind either', async () => {
  const { inbox, text } = await onRealDisk();
  for (let n = 0; n < 50; n += 1) {
    await inbox.put(`${n}`, 'en fortrolig linje');
    inbox.done(`${n}`);
  }
  await inbox.close();
  expect(await text()).toBe('');
});

test('what a process left behind that died before it could empty the file goes at the next start', async () => {
  const { path, inbox, open, text } = await onRealDisk();
  await inbox.close();
  await writeFile(path, '{"put":"a","content":"en fortrolig linje"}\n{"done":"a"}\n');
  expect(await (await open()).takeOver()).toEqual([]);
  expect(await text()).toBe('');
});

test('those of the same moment share one write and one sync', async () => {
  const { disk, inbox, open } = await onFakeDisk();
  Object.assign(disk.calls, { writes: 0, syncs: 0 });
  await Promise.all(Array.from({ length: 32 }, (_, n) => inbox.put(`${n}`, n)));
  expect(disk.calls).toEqual({ writes: 1, syncs: 1 });
  disk.crash('power cut');
  expect(await (await open()).takeOver()).toHaveLength(32);
});

test('nobody is told that it is kept before the disk has it', async () => {
  const { disk, inbox } = await onFakeDisk();
  const told: string[] = [];
  let reached = () => {};
  const syncing = new Promise<void>((resolve) => {
    reached = resolve;
  });
  let go = () => {};
  disk.beforeSync = () => {
    reached();
    return new Promise((resolve) => {
      go = resolve;
    });
  };
  const put = inbox.put('a', 1).then(() => told.push('a'));
  await syncing;
  expect(told).toEqual([]);
  go();
  await put;
  expect(told).toEqual(['a']);
});

test('on a full disk nothing is taken, and it goes on when there is room again', async () => {
  const { disk, inbox, open, text } = await onFakeDisk();
  await inbox.put('a', 1);
  const before = text();
  disk.nextWrites.push('full');
  await expect(inbox.put('b', 2)).rejects.toMatchObject({ code: 'disk-full' });
  expect(text()).toBe(before);
  await inbox.put('c', 3);
  disk.crash('kill');
  expect(idsOf(await (await open()).takeOver())).toEqual(['a', 'c']);
});

test('after a failed sync nothing more is taken, none is tried, and the process hears of it once', async () => {
  const { disk, inbox, fatal } = await onFakeDisk();
  disk.nextSyncs.push('fail');
  const both = await Promise.allSettled([inbox.put('a', 1), inbox.put('b', 2)]);
  expect(both).toMatchObject([{ reason: { code: 'sync-failed' } }, { reason: { code: 'sync-failed' } }]);
  const { syncs } = disk.calls;
  await expect(inbox.put('c', 3)).rejects.toMatchObject({ code: 'closed', cause: { code: 'sync-failed' } });
  expect(disk.calls.syncs).toBe(syncs);
  expect(fatal).toMatchObject([{ code: 'sync-failed' }]);
});

test('a torn end is dropped: nobody was told that it was kept', async () => {
  const { path, inbox, open, warnings } = await onRealDisk();
  await inbox.put('a', 1);
  await inbox.close();
  await appendFile(path, '{"put":"b","content":"en halv li');
  const next = await open();
  expect(idsOf(await next.takeOver())).toEqual(['a']);
  await next.put('c', 3);
  await next.close();
  expect(idsOf(await (await open()).takeOver())).toEqual(['a', 'c']);
  expect(warnings).toEqual([]);
});

test('lines that cannot be read are left out and told of, and do not stop the start', async () => {
  const { path, inbox, open, warnings } = await onRealDisk();
  await inbox.close();
  await writeFile(path, '\0\0\0\n{"put":"a","content":1}\nnull\n{"put":7}\n{"put":"b","content":2}\n');
  expect(idsOf(await (await open()).takeOver())).toEqual(['a', 'b']);
  expect(warnings).toEqual([expect.stringContaining('3 lines')]);
});

test('the file stays small although one thing waits for ever', async () => {
  const { path, inbox, open } = await onRealDisk(2_000);
  await inbox.put('slow', 'venter');
  for (let n = 0; n < 300; n += 1) {
    await inbox.put(`${n}`, 'x'.repeat(50));
    inbox.done(`${n}`);
  }
  expect((await stat(path)).size).toBeLessThan(2_200);
  await inbox.put('last', 1);
  await inbox.close();
  expect(idsOf(await (await open()).takeOver())).toEqual(['slow', 'last']);
});

test('whatever crashes when: what was accepted and not done waits, and what was never put does not', async () => {
  const step = fc.constantFrom('put', 'done', 'kill', 'power cut', 'full', 'short') as fc.Arbitrary<
    'put' | 'done' | 'kill' | 'power cut' | 'full' | 'short'
  >;
  const story = fc.record({
    steps: fc.array(step, { maxLength: 40 }),
    chances: fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
  });
  await fc.assert(
    fc.asyncProperty(story, async ({ steps, chances }) => {
      const chance = () => chances.next().value;
      const { disk, open, inbox: first } = await onFakeDisk(chance);
      let inbox = first;
      let count = 0;
      const accepted = new Set<string>();
      const asked = new Set<string>();
      for (const what of steps) {
        if (what === 'put') {
          const id = `${count++}`;
          asked.add(id);
          await inbox.put(id, { id }).then(
            () => accepted.add(id),
            () => undefined,
          );
        } else if (what === 'done') {
          const [id] = accepted;
          if (id === undefined) continue;
          accepted.delete(id);
          inbox.done(id);
        } else if (what === 'full' || what === 'short') disk.nextWrites.push(what);
        else {
          disk.crash(what);
          inbox = await open();
          const waiting = idsOf(await inbox.takeOver());
          for (const id of accepted) expect(waiting).toContain(id);
          for (const id of waiting) expect(asked).toContain(id);
          // A start takes up everything that waits.
          for (const id of waiting) accepted.add(id);
        }
      }
    }),
    { seed: 20_261_123, numRuns: 300 },
  );
});
