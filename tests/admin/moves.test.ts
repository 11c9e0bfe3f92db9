// Whatever a history holds, it comes through every move as the same bytes: folder, PostgreSQL, folder, backup, restore.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { copyStore } from '../../src/admin/safekeeping/copy.ts';
import type { Person } from '../../src/ports.ts';
import { chained, encodeLine, genesis } from '../../store/chain.ts';
import { openLowdbArchive } from '../../store/lowdb/archive.ts';
import { openPostgresArchive } from '../../store/postgres/archive.ts';
import { verifiedHead } from '../../store/verify.ts';
import { sealed } from '../contracts/example-events.ts';
import { describeWithPostgres } from '../support/postgres/server.ts';
import { emptyOffice } from './copied.ts';
import { officeIn } from './operator.ts';

const unit = { unit: 'binary' } as const;
const data = fc.oneof(
  fc.jsonValue({ stringUnit: 'binary', maxDepth: 3 }),
  fc.string(unit).map((text) => ({ words: sealed(text) })),
  fc.string(unit).map((text) => ({ words: { ...sealed(text), text: undefined } })),
);
const commits = fc.array(fc.array(data, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 });
const records = fc.dictionary(fc.string(unit), fc.jsonValue({ stringUnit: 'binary' }), { maxKeys: 4 });
const people = fc
  .uniqueArray(fc.string({ minLength: 1 }), { maxLength: 3 })
  .map((names) =>
    names.map((name): Person => ({ id: `p-${name}`, name, roles: [], locale: 'da', leader: null })),
  );
const files = fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 4 });

async function* linesOf(history: readonly (readonly unknown[])[]): AsyncGenerator<string> {
  let previous = genesis;
  for (const [index, content] of history.entries()) {
    const cause = `m${index}`;
    const events = content.map((each, at) => ({ id: `${cause}/${at}`, type: 'noted', cause, data: each }));
    const commit = chained(previous, events);
    previous = commit.hash;
    yield encodeLine(commit).trimEnd();
  }
}

describeWithPostgres('a history on its way', (server) => {
  it('is the same bytes after every move, with its people, memories and files', async () => {
    await fc.assert(
      fc.asyncProperty(commits, records, people, files, async (history, chats, list, letters) => {
        const office = await emptyOffice();
        const first = openLowdbArchive(office.store);
        await first.fill(linesOf(history));
        await first.replacePeople(list);
        await first.replaceMemory('teams', chats);
        const names = await Promise.all(letters.map((bytes) => first.files.put(bytes)));
        const second = await openPostgresArchive({
          url: await server().freshDatabase(),
          organisation: 'standard',
        });
        try {
          await copyStore(first, second);
          const back = officeIn(join(office.folder, 'back'));
          await copyStore(second, openLowdbArchive(back.store));
          expect((await back.admin('backup', join(office.folder, 'kopi'))).exit).toBe(0);
          const last = officeIn(join(office.folder, 'last'));
          expect((await last.admin('restore', join(office.folder, 'kopi'))).exit).toBe(0);
          const end = openLowdbArchive(last.store);
          for (const name of ['journal.ndjson', 'people.json'])
            expect(await readFile(join(last.store, name))).toEqual(await readFile(join(office.store, name)));
          expect(await verifiedHead(end)).toEqual(await verifiedHead(first));
          expect(await end.memories()).toEqual(await first.memories());
          for (const name of names) expect(await end.files.get(name)).toEqual(await first.files.get(name));
        } finally {
          await second.close();
        }
      }),
      { numRuns: 12, seed: 20261123 },
    );
  }, 120_000);
});
