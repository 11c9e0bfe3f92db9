// The archives of both stores, and what a folder's own does beside a bot that runs.
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { StoreWorld } from '../../src/index.ts';
import { chained, encodeLine, genesis } from '../../store/chain.ts';
import { openLowdbArchive } from '../../store/lowdb/archive.ts';
import { openLowdbStore } from '../../store/lowdb/store.ts';
import { openPostgresArchive } from '../../store/postgres/archive.ts';
import { openPostgresStore } from '../../store/postgres/store.ts';
import { verifiedHead } from '../../store/verify.ts';
import { archiveContract } from '../contracts/archive.contract.ts';
import { type Noted, notes, parseNoted } from '../contracts/example-events.ts';
import { makeFolder } from '../support/disk-folder.ts';
import { describeWithPostgres } from '../support/postgres/server.ts';

const quiet = (): void => undefined;
const world: StoreWorld<Noted> = { parse: parseNoted, onWarning: quiet, onFatal: quiet };

async function inFolder() {
  const folder = await makeFolder();
  onTestFinished(folder.remove);
  const directory = join(folder.path, 'standard');
  return {
    directory,
    archive: async () => openLowdbArchive(directory),
    async store() {
      const store = await openLowdbStore({ directory, ...world });
      onTestFinished(store.close);
      return store;
    },
  };
}

archiveContract({ name: 'a folder', make: inFolder });

describeWithPostgres('PostgreSQL', (server) => {
  archiveContract({
    name: 'PostgreSQL',
    async make() {
      const place = { url: await server().freshDatabase(), organisation: 'standard' };
      return {
        async archive() {
          const archive = await openPostgresArchive(place);
          onTestFinished(archive.close);
          return archive;
        },
        async store() {
          const store = await openPostgresStore({ ...place, ...world });
          let closing: Promise<void> | undefined;
          const close = () => {
            closing ??= store.close();
            return closing;
          };
          onTestFinished(close);
          return { ...store, close };
        },
      };
    },
  });
});

describe('the archive of a folder', () => {
  it('writes no history and no memory while a bot holds the folder', async () => {
    const { archive, store, directory } = await inFolder();
    const { ledger } = await store();
    await ledger.append(0, notes('m1'), 'm1');
    const before = await readFile(join(directory, 'journal.ndjson'), 'utf8');
    const tools = await archive();
    const acts = [
      () => tools.fill(tools.lines()),
      () => tools.replaceLine(1, before.trimEnd().replaceAll(/,"text":"[^"]*"/g, '')),
      () => tools.replaceMemory('teams', { key: 1 }),
    ];
    for (const act of acts) await expect(act()).rejects.toMatchObject({ code: 'locked' });
    expect(await readFile(join(directory, 'journal.ndjson'), 'utf8')).toBe(before);
    expect(await tools.memories()).toEqual({});
    expect(await ledger.append(1, notes('m2'), 'm2')).toMatchObject({ outcome: 'appended' });
  });

  it('lets no bot in while a history is being written', async () => {
    const { archive, store, directory } = await inFolder();
    const met: unknown[] = [];
    async function* lines(): AsyncGenerator<string> {
      yield encodeLine(chained(genesis, notes('m1'))).trimEnd();
      met.push(await store().catch((reason: unknown) => reason));
    }
    await (await archive()).fill(lines());
    expect(met).toMatchObject([{ code: 'locked', details: { directory } }]);
    expect((await store()).ledger.head().version).toBe(1);
  });

  it('ends with the last whole line while the next is being written', async () => {
    const { archive, store, directory } = await inFolder();
    const { ledger } = await store();
    await ledger.append(0, notes('m1', 2), 'm1');
    await appendFile(join(directory, 'journal.ndjson'), '{"hash":"half');
    expect(await verifiedHead(await archive())).toEqual(ledger.head());
  });

  it('keeps an unfinished last line when it takes words out, for the next start to set aside', async () => {
    const { archive, store, directory } = await inFolder();
    const before = await store();
    await before.ledger.append(0, notes('m1'), 'm1');
    await before.ledger.append(1, notes('m2'), 'm2');
    await before.close();
    await appendFile(join(directory, 'journal.ndjson'), '{"hash":"half');
    const tools = await archive();
    const [line = ''] = (await readFile(join(directory, 'journal.ndjson'), 'utf8')).split('\n');
    await tools.replaceLine(1, line.replaceAll(/,"text":"[^"]*"/g, ''));
    await store();
    expect(await readFile(join(directory, 'journal.ndjson.torn'), 'utf8')).toBe('{"hash":"half\n');
    expect((await verifiedHead(tools)).version).toBe(2);
  });

  it('takes no file beside the memories for one', async () => {
    const { archive, directory, store } = await inFolder();
    await (await (await store()).memory('teams')).put('key', 1);
    for (const name of ['people.json', 'backup.json', '.teams.json.0a.tmp', 'teams.json.bak'])
      await writeFile(join(directory, name), '[]');
    expect(await (await archive()).memories()).toEqual({ teams: { key: 1 } });
  });

  it('of a damaged history says in which line, and at which byte, the damage begins', async () => {
    const { archive, store, directory } = await inFolder();
    const { ledger } = await store();
    await ledger.append(0, notes('m1', 2), 'm1');
    await ledger.append(2, notes('m2'), 'm2');
    const path = join(directory, 'journal.ndjson');
    const text = await readFile(path, 'utf8');
    const second = Buffer.byteLength(text.slice(0, text.indexOf('\n') + 1));
    await writeFile(path, text.replace('"m2/1"', '"m9/1"'));
    await expect(verifiedHead(await archive())).rejects.toMatchObject({
      code: 'damaged',
      details: { line: 2, offset: second, version: 2 },
      message: expect.stringContaining(
        `in line 2 (byte ${second}, after version 2): the hash does not match`,
      ),
    });
  });
});
