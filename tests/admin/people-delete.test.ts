// A person who leaves: nothing tells any more who it was, and the history is proven as before.
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { openLowdbArchive } from '../../store/lowdb/archive.ts';
import { lockDirectory } from '../../store/lowdb/lock.ts';
import { describeWithPostgres } from '../support/postgres/server.ts';
import { runStory } from '../support/run-console.ts';
import { type Office, offered } from './operator.ts';
import { allBytes, bo, carla, listOf, staffedOffice, zenia } from './staff.ts';

const office = staffedOffice();

const reference = (conversation: string, owner: object = {}) => ({
  tenant: 't',
  serviceUrl: 'https://smba.example/',
  conversation,
  kind: 'personal',
  bot: '28:app',
  state: 'installed',
  ...owner,
});
const bosChat = reference('a:bo', { user: '29:bo', aad: 'aad-bo', addresses: ['bo@example.dk'] });
const channel = { ...reference('19:kanal@thread.tacv2'), kind: 'channel', team: '19:team' };

/** Zenia has written in Teams from two tenants' worth of chats: one knows her object id, the other an address that only the first has. */
const remembered = {
  'a:bo': bosChat,
  'a:zenia': reference('a:zenia', {
    user: '29:z',
    aad: 'AAD-ZENIA',
    addresses: ['zenia.aeblerose@example.dk'],
  }),
  'a:zenia2': reference('a:zenia2', { user: '29:z2', addresses: ['Zenia.Aeblerose@example.dk'] }),
  '19:kanal@thread.tacv2': channel,
  'greeted a:bo': true,
  'greeted a:zenia': true,
  'greeted 19:kanal@thread.tacv2': true,
};

const remember = ({ store }: Office) => openLowdbArchive(store).replaceMemory('teams', remembered);

describe('before anything is deleted', () => {
  it('the open work is named, and nothing happens', async () => {
    const at = await office();
    await remember(at);
    const before = await allBytes(at.store);
    const asked = await at.admin('people', 'slet', zenia.id);
    expect(asked.exit).toBe(2);
    expect(asked.text).toContain('Zenia Æblerose (p-aaaa0001) bliver slettet');
    expect(asked.text).toMatch(/Overdrag først.*\n {2}Vejen-børn-2025\/orientering: /);
    expect(asked.text).toContain('Intet er slettet endnu.');
    expect(await allBytes(at.store)).toEqual(before);
    expect((await at.admin(...offered(asked))).exit).toBe(0);
    expect(await listOf(at)).toEqual([bo, carla]);
  });

  it('a leader’s people are given another one', async () => {
    const at = await office();
    const asked = await at.admin('people', 'slet', bo.id);
    expect(asked.text).toContain('Bo Borup er leder for Zenia Æblerose. Sig, hvem der er det nu.');
    expect(offered(asked)).toEqual(['people', 'slet', bo.id, '--ny-leder', 'ingen', '--data', at.folder]);
    const second = await at.admin('people', 'slet', bo.id, '--ny-leder', carla.id);
    expect(second.text).toContain('Leder for Zenia Æblerose bliver Carla Corell.');
    expect(await listOf(at)).toHaveLength(3);
    expect((await at.admin(...offered(second))).exit).toBe(0);
    expect(await listOf(at)).toEqual([{ ...zenia, leader: carla.id }, carla]);
  });

  it('a leader’s people may get none', async () => {
    const at = await office();
    const { text } = await at.admin('people', 'slet', bo.id, '--ny-leder', 'ingen');
    expect(text).toContain('Zenia Æblerose får ingen leder.');
  });

  it.each([
    ['the one who is deleted', bo.id, 'findes ikke'],
    ['nobody', 'p-0', 'Lederen »p-0« findes ikke'],
    ['the one who is led', zenia.id, 'kan ikke være sin egen leder'],
  ])('%s cannot be the new leader', async (_who, leader, words) => {
    const at = await office();
    const refused = await at.admin('people', 'slet', bo.id, '--ny-leder', leader, '--bekræft');
    expect(refused.exit).toBe(2);
    expect(refused.text).toContain(words);
    expect(await listOf(at)).toHaveLength(3);
  });

  it('somebody must be left to use the bot', async () => {
    const at = await office();
    for (const { id } of [zenia, carla]) await at.admin('people', 'slet', id, '--bekræft');
    const refused = await at.admin('people', 'slet', bo.id, '--bekræft');
    expect(refused.text).toContain('Den sidste person kan ikke slettes');
    expect(await listOf(at)).toEqual([bo]);
  });
});

describe('a deleted person', () => {
  it('stands nowhere in the store any more, and the history has the head that it had', async () => {
    const at = await office();
    await remember(at);
    const proof = await at.admin('verify');
    const traces = /zenia|æblerose|aeblerose|29:z/i;
    const holding = async () =>
      Object.entries(await allBytes(at.folder)).flatMap(([path, text]) => (traces.test(text) ? [path] : []));
    expect((await holding()).map((path) => path.split('/').at(-1)).sort()).toEqual([
      'people.json',
      'teams.json',
    ]);
    const { exit } = await at.admin('people', 'slet', zenia.id, '--bekræft');
    expect(exit).toBe(0);
    expect(await holding()).toEqual([]);
    expect(proof.exit).toBe(0);
    expect(await at.admin('verify')).toEqual(proof);
  });

  it('is gone from what Teams is remembered by; others and the channels stay', async () => {
    const at = await office();
    await remember(at);
    await at.admin('people', 'slet', zenia.id, '--bekræft');
    expect(await openLowdbArchive(at.store).memories()).toEqual({
      teams: {
        'a:bo': bosChat,
        '19:kanal@thread.tacv2': channel,
        'greeted a:bo': true,
        'greeted 19:kanal@thread.tacv2': true,
      },
    });
  });

  it('is a former member of staff in the history and in what is filed', async () => {
    const at = await office();
    const { text } = await at.admin('people', 'slet', zenia.id, '--bekræft');
    expect(text).toContain(
      'Zenia Æblerose er slettet. Historikken siger »en tidligere medarbejder« om p-aaaa0001.',
    );
    const { lines } = await runStory(
      at.folder,
      `${bo.id}: historik Vejen\n${bo.id}: udkast orientering 2025`,
    );
    expect(lines[0]?.text).toContain('af en tidligere medarbejder');
    await at.admin('journal', 'ud', '--brev', 'Brev-1');
    const files = unzipSync(await readFile(join(at.folder, 'ud', 'Brev-1.zip')));
    const course = strFromU8(files['forløb.csv'] ?? new Uint8Array());
    expect(course).toContain('"p-aaaa0001";"en tidligere medarbejder"');
    expect(course).not.toContain('Zenia');
  });

  it('is named where people have written of her, with what removes it', async () => {
    const at = await office();
    await runStory(at.folder, `${bo.id}: notat Vejen note="ZENIA  Æblerose har ringet"`);
    const { text } = await at.admin('people', 'slet', zenia.id, '--bekræft');
    expect(text).toMatch(
      /E-5 nævner personen\. Fjern det med: npm run -s admin -- redact --begivenhed E-5 --felt note --grund/,
    );
  });
});

describe('a file that is named after a person', () => {
  it('is named before she is deleted: the name stays', async () => {
    const at = await office();
    const letter = join(at.folder, 'Svar til Zenia Æblerose.pdf'.normalize('NFD'));
    await copyFile('tests/fixtures/letters/vejen.pdf', letter);
    const { lines } = await runStory(
      at.folder,
      [
        `${zenia.id}: tilbud Solrød voksenhandicap dato=02-01-2025`,
        `${zenia.id}: svar Solrød nej dato=02-01-2025 grund=ressourcetræk brev="${letter}"`,
      ].join('\n'),
    );
    const { text } = await at.admin('people', 'slet', zenia.id);
    expect(text, JSON.stringify(lines)).toMatch(
      /Filnavnet »Svar til Zenia .*\.pdf« \(E-\d+(, E-\d+)*\) nævner personen\. Det kan ikke fjernes\./,
    );
  });
});

describe('while the bot runs on a folder', () => {
  it('what it holds of a person is not deleted behind its back', async () => {
    const at = await office();
    await remember(at);
    const before = await allBytes(at.store);
    const release = await lockDirectory(at.store);
    const refused = await at.admin('people', 'slet', zenia.id, '--bekræft');
    expect(refused.exit).toBe(2);
    expect(refused.text).toContain(
      'Botten kører og holder det, Teams har fortalt om Zenia Æblerose. Stop den',
    );
    expect(await allBytes(at.store)).toEqual(before);
    await release();
    expect((await at.admin(...offered(refused))).exit).toBe(0);
    expect(await listOf(at)).toEqual([bo, carla]);
  });

  it('somebody whom Teams knows nothing of is deleted at once', async () => {
    const at = await office();
    await openLowdbArchive(at.store).replaceMemory('teams', { 'a:bo': bosChat });
    const release = await lockDirectory(at.store);
    expect((await at.admin('people', 'slet', zenia.id, '--bekræft')).exit).toBe(0);
    await release();
  });
});

describeWithPostgres('on a server', (server) => {
  it('a deleted person stands in no table any more, and the history has the head that it had', async () => {
    const at = await office();
    // The conversation's own name stays as a mark for the running instances: Teams gives names that tell nothing.
    const { 'a:zenia': chat } = remembered;
    await openLowdbArchive(at.store).replaceMemory('teams', {
      'a:1f': { ...chat, conversation: 'a:1f' },
      'a:bo': bosChat,
    });
    const url = await server().freshDatabase();
    expect((await at.admin('migrate', '--fra', at.folder, '--til', url)).exit).toBe(0);
    const client = new pg.Client(url);
    await client.connect();
    const stands = async (): Promise<boolean> => {
      const { rows } = await client.query(`select database_to_xml(true, false, '')::text as everything`);
      return /zenia|æblerose|29:z/i.test(rows[0].everything);
    };
    const proof = await at.admin('verify', '--store', url);
    expect([proof.exit, await stands()]).toEqual([0, true]);
    expect((await at.admin('people', 'slet', zenia.id, '--bekræft', '--store', url)).exit).toBe(0);
    expect(await stands()).toBe(false);
    expect(await at.admin('verify', '--store', url)).toEqual(proof);
    expect((await at.admin('people', 'list', '--store', url)).text).toContain('Bo Borup');
    await client.end();
  });
});
