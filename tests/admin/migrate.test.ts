// A history moves between folder and PostgreSQL, hash for hash, and never becomes two.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { withArchive } from '../../src/admin/place.ts';
import { move } from '../../src/admin/safekeeping/migrate.ts';
import { openStore, type Place } from '../../src/open-store.ts';
import type { Archive } from '../../store/archive.ts';
import { openLowdbArchive } from '../../store/lowdb/archive.ts';
import { verifiedHead } from '../../store/verify.ts';
import { describeWithPostgres } from '../support/postgres/server.ts';
import { botIn, copied, emptyOffice, pathsIn } from './copied.ts';
import { type Office, storyOf2025, toldOffice } from './operator.ts';

const told = toldOffice(storyOf2025);
const headOf = ({ store }: Office) => verifiedHead(openLowdbArchive(store));
const ofConsole = /^(breve\/|beskeder\.ndjson$|clock$|(slack|teams)-inbox\.ndjson$)/;

const placeIn = (data: string): Place => ({ data, organisation: 'standard', postgres: undefined });
const placeOn = (url: string): Place => ({ ...placeIn(''), postgres: { url, ownerUrl: undefined } });

/** With a memory, too. */
async function office(): Promise<Office> {
  const made = await copied(told());
  await openLowdbArchive(made.store).replaceMemory('teams', { chat: { id: 'a' } });
  return made;
}

async function contentOf({ store }: Office) {
  const paths = (await pathsIn(store)).filter((path) => !ofConsole.test(path));
  return Promise.all(paths.map(async (path) => [path, await readFile(join(store, path), 'utf8')]));
}

describe('migrate', () => {
  it('moves all of a folder into another, and leaves the first as it was', async () => {
    const from = await office();
    const to = await emptyOffice();
    const before = await contentOf(from);
    const { exit, text } = await from.admin('migrate', '--fra', from.folder, '--til', to.folder);
    expect(exit).toBe(0);
    const { version, hash } = await headOf(from);
    expect(text).toContain(`Registreringer: ${version}\nKontrolkode: ${hash} (den samme begge steder)`);
    expect(text).toContain('sæt DATA til den nye mappe');
    expect(await contentOf(to)).toEqual(before);
    expect(await contentOf(from)).toEqual(before);
  });

  it('refuses while a bot runs on the source, and moves nothing', async () => {
    const from = await office();
    const to = await emptyOffice();
    await botIn(from);
    const { exit, text } = await from.admin('migrate', '--fra', from.folder, '--til', to.folder);
    expect(exit).toBe(2);
    expect(text).toContain('Stop botten');
    expect((await headOf(to)).version).toBe(0);
  });

  it('refuses while the bot has something to finish, says what to do, and keeps it', async () => {
    const from = await office();
    const to = await emptyOffice();
    const bot = await botIn(from);
    await (await bot.inbox('teams')).put('activity-1', { type: 'message' });
    await bot.close();
    const { exit, text } = await from.admin('migrate', '--fra', from.folder, '--til', to.folder);
    expect(exit).toBe(2);
    expect(text).toContain('Botten har taget imod 1 ting fra teams, som den ikke er færdig med. Start den');
    expect((await headOf(to)).version).toBe(0);
    expect(await (await (await botIn(from)).inbox('teams')).takeOver()).toHaveLength(1);
  });

  it('never goes over a history', async () => {
    const from = await office();
    const to = await copied(told());
    const before = await contentOf(to);
    const { exit, text } = await from.admin('migrate', '--fra', from.folder, '--til', to.folder);
    expect(exit).toBe(2);
    expect(text).toContain('jeg skriver aldrig oven i det');
    expect(await contentOf(to)).toEqual(before);
    expect((await from.admin('migrate', '--fra', from.folder, '--til', from.folder)).exit).toBe(2);
  });

  it('asks for both places, and finds no history where there is none', async () => {
    const empty = await emptyOffice();
    for (const words of [[], ['--fra', 'a'], ['--til', 'b'], ['--fra', 'a', '--til', 'b', 'c']])
      expect((await empty.admin('migrate', ...words)).text).toContain('Nævn det sted, historikken ligger');
    const { exit, text } = await empty.admin('migrate', '--fra', 'a', '--til', 'b');
    expect(exit).toBe(2);
    expect(text).toContain(`Der er ingen historik i ${join(empty.folder, 'a', 'standard')}.`);
  });

  it.each(['postgers://bot:hemmelig@db/x', 'postgres:/bot:hemmelig@db', 'http://hemmelig', '', ' '])(
    'makes no folder of the address »%s«, and does not repeat it',
    async (typed) => {
      const from = await office();
      const before = await pathsIn(from.folder);
      for (const [fra, til] of [
        [from.folder, typed],
        [typed, from.folder],
      ] as const) {
        const { exit, text } = await from.admin('migrate', `--fra=${fra}`, `--til=${til}`);
        expect(exit).toBe(2);
        expect(text).toMatch(/^--(fra|til) er (tom\.|hverken en mappe eller en adresse)/);
        expect(text).not.toContain('hemmelig');
      }
      expect(await pathsIn(from.folder)).toEqual(before);
    },
  );

  it('takes no empty --store for the folder', async () => {
    const from = await office();
    const { exit, text } = await from.admin('verify', '--store=');
    expect(exit).toBe(2);
    expect(text).toContain('--store er tom. Er STORE sat?');
  });

  it('says that a copy is worthless when the source went on meanwhile', async () => {
    const from = await copied(told());
    const to = await emptyOffice();
    const [source, target] = [openLowdbArchive(from.store), openLowdbArchive(to.store)];
    const { version } = await headOf(from);
    const busy: Archive = { ...source, fileNames: () => goingOn(source, from) };
    const postgres = { url: 'postgres://server', ownerUrl: undefined };
    const server = { ...placeIn(from.folder), postgres };
    const outcome = await move({ from: server, to: placeIn(to.folder), source: busy, target });
    expect(outcome).toMatchObject({
      outcome: 'failed',
      lines: [
        expect.stringContaining('Imens er der kommet 1 registrering til'),
        expect.stringContaining('Stop alle'),
      ],
    });
    expect((await headOf(to)).version).toBe(version);
  });
});

describeWithPostgres('migrate to PostgreSQL', (server) => {
  it('moves a folder to the server and back, and a bot goes on there', async () => {
    const from = await office();
    const url = await server().freshDatabase();
    const there = await from.admin('migrate', '--fra', from.folder, '--til', url);
    expect(there.text).not.toContain(new URL(url).password);
    expect(there).toMatchObject({ exit: 0, text: expect.stringContaining('Sæt STORE til det nye sted') });
    const quiet = (): void => undefined;
    const bot = await openStore(placeOn(url), { onWarning: quiet, onFatal: quiet });
    expect(bot.ledger.head()).toEqual(await headOf(from));
    await bot.close();
    const back = await emptyOffice();
    const { exit, text } = await back.admin('migrate', '--fra', url, '--til', back.folder);
    expect(exit, text).toBe(0);
    expect(await contentOf(back)).toEqual(await contentOf(from));
  });

  it('is verified, backed up and restored there as in a folder', async () => {
    const from = await office();
    const url = await server().freshDatabase();
    await from.admin('migrate', '--fra', from.folder, '--til', url);
    const { version, hash } = await headOf(from);
    const verify = await from.admin('verify', '--store', url, '--hoved', hash);
    expect(verify).toMatchObject({ exit: 0, text: expect.stringContaining(`registrering nr. ${version}`) });
    expect((await from.admin('backup', 'kopi', '--store', url)).exit).toBe(0);
    const other = await server().freshDatabase();
    expect((await from.admin('restore', 'kopi', '--store', other)).exit).toBe(0);
    expect((await from.admin('restore', 'kopi', '--store', other)).exit).toBe(2);
    const restored = await withArchive(placeOn(other), verifiedHead);
    expect(restored).toEqual({ version, hash });
  });

  it('loses words there for good, by the same line', async () => {
    const from = await office();
    const url = await server().freshDatabase();
    await from.admin('migrate', '--fra', from.folder, '--til', url);
    const words = 'har afsluttet forløbet om udsatte børn og unge';
    const events = await (await botIn(from)).ledger.read(0);
    const event = `E-${events.findIndex((each) => JSON.stringify(each).includes(words)) + 1}`;
    const line = [
      'redact',
      '--begivenhed',
      event,
      '--felt',
      'note',
      '--grund',
      'Cpr',
      '--bekræft',
      '--store',
      url,
    ] as const;
    const { exit, text } = await from.admin(...line);
    expect(text).toContain('VACUUM FULL');
    expect(exit).toBe(0);
    const { text: rows } = await tables(url);
    expect(rows).toContain('text-redacted');
    expect(rows).not.toContain(words);
    expect((await from.admin('verify', '--store', url)).exit).toBe(0);
  });
});

/** Every row of the history, as text. */
async function tables(url: string): Promise<{ readonly text: string }> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query('select * from forloebsvagten_standard.commits');
    return { text: JSON.stringify(rows) };
  } finally {
    await client.end();
  }
}

/** A bot records one more while the files are told. */
async function* goingOn(source: Archive, office: Office): AsyncGenerator<string> {
  yield* source.fileNames();
  const bot = await botIn(office);
  const [last] = (await bot.ledger.read(0)).slice(-1);
  if (last) await bot.ledger.append(bot.ledger.head().version, [{ ...last, cause: 'more' }], 'more');
  await bot.close();
}
