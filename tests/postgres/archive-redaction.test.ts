// Words are taken out of the history by its owner alone, by one function, and by nothing else than words it can change.
import { beforeEach, expect, test } from 'vitest';
import type { Archive } from '../../store/archive.ts';
import { type Commit, chained, encodeLine, genesis } from '../../store/chain.ts';
import { openPostgresArchive } from '../../store/postgres/archive.ts';
import { verifiedHead } from '../../store/verify.ts';
import { type Noted, notes } from '../contracts/example-events.ts';
import { openNoted } from '../support/postgres/opened.ts';
import { describeWithPostgres } from '../support/postgres/server.ts';
import { type Instances, instances, organisation } from './instances.ts';

const first = chained(genesis, notes('m1', 2));
const second = chained(first.hash, notes('m2', 2));
const lineOf = (commit: Commit<unknown>) => encodeLine(commit).trimEnd();

/** The second commit, with its first event changed. */
function changed(change: (event: Noted) => unknown): Commit<unknown> {
  const [event, ...others] = notes('m2', 2);
  return { hash: second.hash, events: [event && change(event), ...others] };
}
function withoutWords({ data, ...event }: Noted): unknown {
  return { ...event, data: { ...data, words: { ...data.words, text: undefined } } };
}
const redacted = lineOf(changed(withoutWords));

describeWithPostgres('a redaction in PostgreSQL', (server) => {
  let office: Instances;
  let archive: Archive;
  beforeEach(async () => {
    office = await instances(server());
    archive = await openPostgresArchive({ url: office.url, organisation });
    await archive.fill(
      (async function* () {
        yield lineOf(first);
        yield lineOf(second);
      })(),
    );
    return () => archive.close();
  });
  const lines = async () => {
    const all: string[] = [];
    for await (const line of archive.lines()) all.push(line);
    return all;
  };

  test('takes the words out; the chain verifies, and instances read it', async () => {
    const head = await verifiedHead(archive);
    await archive.replaceLine(4, redacted);
    expect(await lines()).toEqual([lineOf(first), redacted]);
    expect(redacted).not.toContain('Ærø, m2","');
    expect(await verifiedHead(archive)).toEqual(head);
    const { ledger, close } = await openNoted({ url: office.url });
    const [event] = (await ledger.read(2)) as Noted[];
    expect(event?.data.words).not.toHaveProperty('text');
    await close();
  });

  test('leaves the history as append-only as before, for the bot and for its owner', async () => {
    await archive.replaceLine(4, redacted);
    const bot = await office.open();
    for (const statement of [
      "update :schema.commits set events = '[]'",
      'delete from :schema.commits',
      'truncate :schema.commits',
    ]) {
      await expect(office.meddle(statement)).rejects.toThrow('append-only');
      const text = statement.replaceAll(':schema', bot.schema);
      await expect(bot.query({ text })).rejects.toThrow('permission denied');
    }
    expect(await lines()).toEqual([lineOf(first), redacted]);
  });

  test.each([
    ['other words', 4, lineOf(changed((event) => ({ ...event, data: { ...event.data, words: 'andre' } })))],
    ['another date', 4, lineOf(changed((event) => ({ ...event, at: '2026-01-31T08:00:00.000Z' })))],
    ['another hash', 4, lineOf({ ...changed(withoutWords), hash: first.hash })],
    ['another commit', 2, redacted],
    ['another commit that could have followed', 4, lineOf(chained(first.hash, notes('m3', 2)))],
    ['a version within a commit', 3, redacted],
    ['a version that is not there', 5, redacted],
    ['what is no commit', 4, '{"hash":1}'],
  ])('%s is refused, and nothing is changed', async (_, version, line) => {
    await expect(archive.replaceLine(version, line)).rejects.toMatchObject({
      code: 'damaged',
      details: { version },
    });
    expect(await lines()).toEqual([lineOf(first), lineOf(second)]);
  });

  test.each([
    ['another cause', JSON.stringify(notes('m2', 2).map((event) => ({ ...event, cause: 'm3' })))],
    ['another id', JSON.stringify(notes('m2', 2).map((event) => ({ ...event, id: 'm3/1' })))],
    ['fewer events', JSON.stringify(notes('m2', 1))],
    ['more events', JSON.stringify(['m2/1', 'm2/2', 'm2/3'].map((id) => ({ id, cause: 'm2' })))],
    ['more words', JSON.stringify([{ ...notes('m2')[0], more: 'x'.repeat(400) }, notes('m2', 2)[1]])],
  ])('the server itself refuses %s, whatever the program asks', async (_, content) => {
    const asked = office.meddle('select :schema.redact_commit(4, $1, $2)', [second.hash, content]);
    await expect(asked).rejects.toThrow('can only lose words');
    await expect(office.meddle("update :schema.commits set events = '[]'")).rejects.toThrow('append-only');
    expect(await lines()).toEqual([lineOf(first), lineOf(second)]);
  });

  test('the server changes no commit but the one with that hash', async () => {
    const content = JSON.stringify(second.events);
    const ask = (version: number) =>
      office.meddle('select :schema.redact_commit($1, $2, $3) as done', [version, second.hash, content]);
    expect(await ask(2)).toEqual([{ done: false }]);
    expect(await ask(9)).toEqual([{ done: false }]);
    await expect(office.meddle("update :schema.commits set events = '[]'")).rejects.toThrow('append-only');
  });

  test('texts that PostgreSQL itself cannot read can be redacted', async () => {
    const words = { ...notes('m3')[0], data: { number: 1, note: 'nul \u0000, half \ud83d, "\\u0000" \\' } };
    const third = chained(second.hash, [words]);
    const insert =
      'insert into :schema.commits (version, previous, cause, hash, events) values (5, 4, $1, $2, $3)';
    await office.meddle(insert, ['m3', third.hash, JSON.stringify(third.events)]);
    await archive.replaceLine(5, lineOf(third));
    expect((await lines()).at(-1)).toBe(lineOf(third));
  });

  test('the bot cannot redact', async () => {
    const bot = await office.open();
    const text = `select ${bot.schema}.redact_commit(4, $1, $2)`;
    const asked = bot.query({ text, values: [second.hash, JSON.stringify(second.events)] });
    await expect(asked).rejects.toMatchObject({ code: 'not-permitted' });
  });
});
