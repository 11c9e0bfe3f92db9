// Two removals from one commit: whoever is slow never writes the words back that the other has taken out.
import { describe, expect, it } from 'vitest';
import { withoutText } from '../../src/admin/history/free-texts.ts';
import type { Archive } from '../../store/archive.ts';
import { type Commit, chained, encodeLine, genesis } from '../../store/chain.ts';
import { openLowdbArchive } from '../../store/lowdb/archive.ts';
import { openPostgresArchive } from '../../store/postgres/archive.ts';
import { verifiedHead } from '../../store/verify.ts';
import { sealed } from '../contracts/example-events.ts';
import { describeWithPostgres } from '../support/postgres/server.ts';
import { emptyOffice } from './copied.ts';

const reasons = ['Aksels mor', 'Aksels far'].map((text) => ({ words: sealed(text) }));
const event = { id: 'm1/1', type: 'noted', cause: 'm1', data: { reasons, note: sealed('Aksel') } };
const commit = chained(genesis, [event, { ...event, id: 'm1/2' }]);
const lineOf = (each: Commit<unknown>) => encodeLine(each).trimEnd();
const [first, second] = ['reasons.0.words', 'reasons.1.words'].map((path) => withoutText(commit, 0, path));

async function* whole(): AsyncGenerator<string> {
  yield lineOf(commit);
}

async function linesOf(archive: Archive): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of archive.lines()) lines.push(line);
  return lines;
}

async function bringNothingBack(archive: Archive): Promise<void> {
  if (!first || !second) throw new Error('no lines');
  await archive.fill(whole());
  await archive.replaceLine(2, lineOf(first));
  for (const late of [lineOf(second), lineOf(commit)])
    await expect(archive.replaceLine(2, late)).rejects.toMatchObject({
      code: 'fenced',
      details: { version: 2 },
    });
  expect(await linesOf(archive)).toEqual([lineOf(first)]);
  const both = lineOf(withoutText(first, 0, 'reasons.1.words'));
  await archive.replaceLine(2, both);
  // The line as it stands is taken: so a removal asks whether it may write.
  await archive.replaceLine(2, both);
  expect(await linesOf(archive)).toEqual([both]);
  expect(await verifiedHead(archive)).toEqual({ version: 2, hash: commit.hash });
}

describe('a second removal from the line as it was first', () => {
  it('brings nothing back in a folder', async () => {
    await bringNothingBack(openLowdbArchive((await emptyOffice()).store));
  });
});

describeWithPostgres('a second removal from the line as it was first, on a server', (server) => {
  it('brings nothing back', async () => {
    const archive = await openPostgresArchive({
      url: await server().freshDatabase(),
      organisation: 'standard',
    });
    try {
      await bringNothingBack(archive);
    } finally {
      await archive.close();
    }
  });

  it('brings nothing back, whoever comes first', async () => {
    const url = await server().freshDatabase();
    const archives = await Promise.all(
      [0, 1].map(() => openPostgresArchive({ url, organisation: 'standard' })),
    );
    try {
      await archives[0]?.fill(whole());
      const ends = await Promise.allSettled(
        archives.map((archive, index) =>
          archive.replaceLine(2, lineOf((index === 0 ? first : second) ?? commit)),
        ),
      );
      expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    } finally {
      for (const archive of archives) await archive.close();
    }
  });
});
