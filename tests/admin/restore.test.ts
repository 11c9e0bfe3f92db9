// A backup comes back as it was, onto an empty place, and proves it; whatever is wrong with it is said before anything is written.
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { checksumsOf } from '../../src/admin/safekeeping/checksums.ts';
import { copyStore } from '../../src/admin/safekeeping/copy.ts';
import { StoreFault } from '../../src/ports.ts';
import type { Archive } from '../../store/archive.ts';
import { openLowdbArchive } from '../../store/lowdb/archive.ts';
import { verifiedHead } from '../../store/verify.ts';
import { botIn, copied, emptyOffice, pathsIn } from './copied.ts';
import { type Office, offered, storyOf2025, toldOffice } from './operator.ts';

const told = toldOffice(storyOf2025);

/** A backup, where it lies, and an empty place to restore it to. */
async function taken() {
  const office = await copied(told());
  const bot = await botIn(office);
  await (await bot.memory('teams')).put('chat', { id: 'a' });
  await bot.close();
  await office.admin('backup', 'kopi');
  return { office, kopi: join(office.folder, 'kopi'), empty: await emptyOffice() };
}

/** Nothing of a history: what a refused restore leaves. */
async function hasNothing({ store }: Office): Promise<void> {
  expect(await verifiedHead(openLowdbArchive(store))).toMatchObject({ version: 0 });
  await expect(pathsIn(store)).rejects.toMatchObject({ code: 'ENOENT' });
}

describe('restore', () => {
  it('brings everything back, byte for byte, with the same head', async () => {
    const { kopi, empty, office } = await taken();
    const { exit, text } = await empty.admin('restore', kopi);
    const { version, hash } = await verifiedHead(openLowdbArchive(office.store));
    expect(exit).toBe(0);
    expect(text).toContain('som den var den 15-01-2027 kl. 10.00, og er gået efter');
    expect(text).toContain(`Registreringer: ${version}\nKontrolkode: ${hash} (den samme`);
    const paths = await pathsIn(empty.store);
    expect(await pathsIn(kopi)).toEqual(['backup.json', 'checksums.txt', ...paths].sort());
    for (const path of paths)
      expect(await readFile(join(empty.store, path))).toEqual(await readFile(join(kopi, path)));
    expect((await botIn(empty)).ledger.head()).toEqual({ version, hash });
  });

  it('takes no backup of which a byte was changed, or a file taken away or added', async () => {
    const { kopi, empty } = await taken();
    const people = await readFile(join(kopi, 'people.json'), 'utf8');
    const changes: readonly [string, () => Promise<void>][] = [
      [
        'people.json: er ændret',
        () => writeFile(join(kopi, 'people.json'), people.replace('leder', 'ledel')),
      ],
      ['people.json: mangler', () => rm(join(kopi, 'people.json'))],
      ['slack.json: hører ikke med', () => writeFile(join(kopi, 'slack.json'), '{}')],
    ];
    for (const [words, change] of changes) {
      await change();
      const { exit, text } = await empty.admin('restore', kopi);
      expect(exit).toBe(1);
      expect(text).toContain(words);
    }
    await hasNothing(empty);
  });

  it('finds a history that was cut off, although its checksums were made anew', async () => {
    const { kopi, empty, office } = await taken();
    const journal = await readFile(join(kopi, 'journal.ndjson'), 'utf8');
    await writeFile(
      join(kopi, 'journal.ndjson'),
      journal.slice(0, journal.lastIndexOf('\n', journal.length - 2) + 1),
    );
    await writeFile(join(kopi, 'checksums.txt'), await checksumsOf(kopi));
    const { exit, text } = await empty.admin('restore', kopi);
    expect(exit).toBe(1);
    expect(text).toContain(
      `men backup.json siger ${(await verifiedHead(openLowdbArchive(office.store))).hash}`,
    );
    await hasNothing(empty);
  });

  it('finds a history that was changed, although its checksums were made anew', async () => {
    const { kopi, empty } = await taken();
    const journal = await readFile(join(kopi, 'journal.ndjson'), 'utf8');
    await writeFile(
      join(kopi, 'journal.ndjson'),
      journal.replace('"municipality":"575"', '"municipality":"576"'),
    );
    await writeFile(join(kopi, 'checksums.txt'), await checksumsOf(kopi));
    expect(await empty.admin('restore', kopi)).toMatchObject({
      exit: 1,
      text: expect.stringContaining('the hash does not match'),
    });
    await hasNothing(empty);
  });

  it('never goes over a history, other people or another memory', async () => {
    const { kopi, office } = await taken();
    const places: readonly ((archive: Archive) => Promise<void>)[] = [
      (archive) => archive.fill(openLowdbArchive(office.store).lines()),
      (archive) => archive.replacePeople([]),
      (archive) => archive.replaceMemory('teams', { chat: { id: 'b' } }),
      (archive) => archive.replaceMemory('slack', { chat: 1 }),
    ];
    for (const enter of places) {
      const there = await emptyOffice();
      await enter(openLowdbArchive(there.store));
      const before = await contentOf(there);
      const { exit, text } = await there.admin('restore', kopi);
      expect(exit).toBe(2);
      expect(text).toContain('jeg skriver aldrig oven i det');
      expect(await contentOf(there)).toEqual(before);
    }
  });

  it('refuses a place that a bot holds', async () => {
    const { kopi, empty } = await taken();
    await botIn(empty);
    expect(await empty.admin('restore', kopi)).toMatchObject({
      exit: 2,
      text: expect.stringContaining('Stop botten'),
    });
  });

  it.each(['files', 'people', 'memory', 'history'] as const)(
    'that was interrupted at the %s is completed by the same line',
    async (where) => {
      const { kopi, empty } = await taken();
      const from = openLowdbArchive(kopi);
      await expect(copyStore(from, failingAt(where, openLowdbArchive(empty.store)))).rejects.toThrow(
        'power cut',
      );
      expect(await verifiedHead(openLowdbArchive(empty.store))).toMatchObject({ version: 0 });
      expect((await empty.admin('restore', kopi)).exit).toBe(0);
      expect(await verifiedHead(openLowdbArchive(empty.store))).toEqual(await verifiedHead(from));
    },
  );

  it('says so when the copy is not what it copied', async () => {
    const { kopi, empty } = await taken();
    const to = openLowdbArchive(empty.store);
    const fill = vi.fn(async () => to.fill(firstOf(openLowdbArchive(kopi).lines())));
    const fault = await copyStore(openLowdbArchive(kopi), { ...to, fill }).catch((reason: unknown) => reason);
    expect(fault).toBeInstanceOf(StoreFault);
    expect(fault).toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('has another head than'),
    });
  });

  it('of another organisation is refused with the line that restores it there, whatever its name', async () => {
    const { office, empty } = await taken();
    const kopi = join(office.folder, 'min kopi');
    await office.admin('backup', kopi);
    const refusal = await empty.admin('restore', kopi, '--organisation', 'nord');
    expect(refusal.exit).toBe(2);
    expect(refusal.text).toContain('Sikkerhedskopien er af organisationen standard, ikke af nord.');
    await hasNothing(empty);
    expect((await empty.admin(...offered(refusal))).exit).toBe(0);
    expect(await verifiedHead(openLowdbArchive(empty.store))).toEqual(
      await verifiedHead(openLowdbArchive(office.store)),
    );
  });

  it('refuses a folder that is no backup, and none at all', async () => {
    const { office, empty } = await taken();
    for (const words of [[office.store], [join(empty.folder, 'nowhere')], [], ['a', 'b']])
      expect((await empty.admin('restore', ...words)).exit).toBe(2);
    await hasNothing(empty);
  });

  it('refuses a backup whose own words make no sense', async () => {
    const { kopi, empty } = await taken();
    await appendFile(join(kopi, 'backup.json'), 'x');
    expect(await empty.admin('restore', kopi)).toMatchObject({
      exit: 2,
      text: expect.stringContaining('er ikke en sikkerhedskopi'),
    });
  });
});

async function contentOf({ store }: Office) {
  const paths = await pathsIn(store);
  return Promise.all(paths.map(async (path) => [path, await readFile(join(store, path), 'utf8')]));
}

function failingAt(where: 'files' | 'people' | 'memory' | 'history', to: Archive): Archive {
  const fail = async (): Promise<never> => {
    throw new Error('power cut');
  };
  return {
    files: { ...to, files: { ...to.files, put: fail } },
    people: { ...to, replacePeople: fail },
    memory: { ...to, replaceMemory: fail },
    history: { ...to, fill: fail },
  }[where];
}

async function* firstOf(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) {
    yield line;
    return;
  }
}
