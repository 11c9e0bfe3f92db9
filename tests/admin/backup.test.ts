// A backup is whole or is not there: taken beside a running bot, checked by others' tools, and never over anything.
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { copyStore } from '../../src/admin/safekeeping/copy.ts';
import type { Envelope } from '../../src/index.ts';
import type { Archive } from '../../store/archive.ts';
import { openLowdbArchive } from '../../store/lowdb/archive.ts';
import { openLowdbStore } from '../../store/lowdb/store.ts';
import { verifiedHead } from '../../store/verify.ts';
import { botIn, copied, emptyOffice, pathsIn } from './copied.ts';
import { offered, storyOf2025, toldOffice } from './operator.ts';

const told = toldOffice(storyOf2025);

/** What a backup adds to what it copies. */
const own = ['backup.json', 'checksums.txt'];

/** What the console keeps for itself. */
const ofConsole = /^(breve\/|beskeder\.ndjson$|clock$)/;

describe('backup', () => {
  it('is the store’s own folder, with what says whose, when and how far', async () => {
    const office = await copied(told());
    const bot = await botIn(office);
    await (await bot.memory('teams')).put('chat', { id: 'a' });
    const { exit, text } = await office.admin('backup', 'kopi');
    expect(text).toContain('er gået efter');
    expect(exit).toBe(0);
    const kopi = join(office.folder, 'kopi');
    const ofStore = (await pathsIn(office.store)).filter((path) => !ofConsole.test(path));
    expect(await pathsIn(kopi)).toEqual([...ofStore, ...own].sort());
    for (const path of ofStore)
      expect(await readFile(join(kopi, path))).toEqual(await readFile(join(office.store, path)));
    const { version, hash: head } = bot.ledger.head();
    expect(JSON.parse(await readFile(join(kopi, 'backup.json'), 'utf8'))).toEqual({
      format: 1,
      organisation: 'standard',
      at: '2027-01-15T09:00:00.000Z',
      version,
      head,
    });
  });

  it('keeps nothing that the bot itself lets go of within a day', async () => {
    const office = await copied(told());
    const bot = await botIn(office);
    for (const name of ['refusals', 'teams-held'])
      await (await bot.memory(name)).put('x', 'noget, nogen skrev');
    await office.admin('backup', 'kopi');
    const paths = await pathsIn(join(office.folder, 'kopi'));
    expect(paths.filter((path) => /refusals|teams-held/.test(path))).toEqual([]);
  });

  it('is confirmed, all of it, by sha256sum', async () => {
    const office = await copied(told());
    await office.admin('backup', 'kopi');
    const cwd = join(office.folder, 'kopi');
    const sha256sum = (...args: string[]) =>
      promisify(execFile)('sha256sum', ['-c', ...args, 'checksums.txt'], { cwd });
    const { stdout } = await sha256sum('--strict');
    expect(stdout.split('\n').filter(Boolean)).toHaveLength((await pathsIn(cwd)).length - 1);
    await writeFile(join(cwd, 'people.json'), '[]');
    await expect(sha256sum('--quiet')).rejects.toMatchObject({
      stdout: expect.stringMatching(/^people\.json: /m),
    });
  });

  it('is a store that a bot can start on', async () => {
    const office = await copied(told());
    await office.admin('backup', 'ny/standard');
    const { ledger, directory } = await botIn({ ...office, store: join(office.folder, 'ny', 'standard') });
    expect(ledger.head()).toEqual(await verifiedHead(openLowdbArchive(office.store)));
    expect(await directory.people()).toEqual(await openLowdbArchive(office.store).people());
  });

  it('has every file that its history names, whatever is recorded while it is taken', async () => {
    const { from, folder } = await busyStore();
    const to = openLowdbArchive(join(folder, 'kopi'));
    const copy = await copyStore(from, to);
    expect(copy.lost).toEqual([]);
    expect(copy.head.version).toBe(1);
    expect((await verifiedHead(from)).version).toBeGreaterThan(1);
  });

  it.each(['kopi', 'kopi/', 'en kopi', 'kopier/i dag/'])(
    'to %s never goes over anything, and offers a name that is free',
    async (name) => {
      const office = await copied(told());
      const kopi = resolve(office.folder, name);
      expect((await office.admin('backup', name)).exit).toBe(0);
      const before = await pathsIn(kopi);
      for (const number of [2, 3]) {
        const refusal = await office.admin('backup', name);
        expect(refusal).toMatchObject({ exit: 2, text: expect.stringContaining('findes allerede') });
        expect((await office.admin(...offered(refusal))).exit).toBe(0);
        expect(await pathsIn(`${kopi}-${number}`)).toEqual(before);
      }
      expect(await pathsIn(kopi)).toEqual(before);
    },
  );

  it('leaves nothing behind when it fails half-way', async () => {
    const office = await copied(told());
    await writeFile(join(office.store, 'people.json'), '{ half');
    expect((await office.admin('backup', 'kopi')).exit).toBe(1);
    expect((await readdir(office.folder)).sort()).toEqual((await readdir(told().folder)).sort());
  });

  it('is taken although a file is lost, and says which', async () => {
    const office = await copied(told());
    const [path = ''] = (await pathsIn(office.store)).filter((each) => each.startsWith('files/'));
    await writeFile(join(office.store, path), 'damaged');
    const { exit, text } = await office.admin('backup', 'kopi');
    expect(exit).toBe(1);
    expect(text).toContain(`mangler: ${path.slice(-64)}`);
    expect(await verifiedHead(openLowdbArchive(join(office.folder, 'kopi')))).toEqual(
      await verifiedHead(openLowdbArchive(office.store)),
    );
  });

  it('of no history is refused, and leaves nothing', async () => {
    const office = await emptyOffice();
    expect(await office.admin('backup', 'kopi')).toMatchObject({
      exit: 2,
      text: expect.stringContaining('Der er ingen historik'),
    });
    expect(await readdir(office.folder)).toEqual([]);
  });

  it('asks for one folder', async () => {
    for (const words of [[], ['a', 'b']]) {
      const { exit, text } = await told().admin('backup', ...words);
      expect(exit).toBe(2);
      expect(text).toContain('For eksempel: npm run -s admin -- backup /');
    }
    expect((await readdir(told().folder)).sort()).toEqual(['standard']);
  });
});

/** Whose bot records a file and then the event that names it, each time the names of the files have been told, and the people. */
async function busyStore() {
  const office = await emptyOffice();
  const quiet = (): void => undefined;
  interface Named extends Envelope {
    readonly data: { readonly sha256: string };
  }
  const store = await openLowdbStore<Named>({
    directory: office.store,
    parse: (raw) => raw as Named,
    onWarning: quiet,
    onFatal: quiet,
  });
  onTestFinished(store.close);
  let count = 0;
  async function record(): Promise<void> {
    const sha256 = await store.files.put(Buffer.from(`letter ${++count}`));
    const cause = `m${count}`;
    const event = {
      id: cause,
      type: 'noted',
      at: '2025-01-31T08:00:00.000Z',
      by: 'p1',
      via: 'console',
      cause,
    };
    await store.ledger.append(count - 1, [{ ...event, data: { sha256 } }], cause);
  }
  await record();
  const archive = openLowdbArchive(office.store);
  const from: Archive = {
    ...archive,
    async *fileNames() {
      yield* archive.fileNames();
      await record();
    },
    async memories() {
      await record();
      return archive.memories();
    },
  };
  return { from, folder: office.folder };
}
