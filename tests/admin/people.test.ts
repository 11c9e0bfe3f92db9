// The directory in the operator's hands: who is entered, changed, read in from a file and out to one.
import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDirectory } from '../../store/lowdb/directory.ts';
import { offered } from './operator.ts';
import { allBytes, bo, carla, listOf, staffedOffice, written, zenia } from './staff.ts';

const office = staffedOffice();

describe('a new person', () => {
  it('gets an id that tells nothing, and is known to a running bot at once', async () => {
    const at = await office();
    const running = openDirectory(at.store);
    expect(await running.people()).toHaveLength(3);
    const { exit, text } = await at.admin(
      ...['people', 'tilføj', '--navn', 'Ditte Dam', '--roller', 'sagsbehandler,leder', '--leder', bo.id],
      ...['--email', 'ditte@example.dk', '--sprog', 'en'],
    );
    expect(exit).toBe(0);
    const entered = (await running.people()).at(-1);
    expect(entered).toEqual({
      id: expect.stringMatching(/^p-[0-9a-f-]+$/),
      name: 'Ditte Dam',
      roles: ['sagsbehandler', 'leder'],
      locale: 'en',
      leader: bo.id,
      email: 'ditte@example.dk',
    });
    expect(text).toBe(`Ditte Dam er skrevet ind som ${entered?.id}.`);
  });

  it('is never given an id that somebody has', async () => {
    const at = await office();
    const enter = () => at.admin('people', 'tilføj', '--navn', 'Ditte Dam', '--roller', 'leder');
    const { text } = await enter();
    expect(text).toContain('kan ikke kende Ditte Dam i Slack eller Teams');
    // The id that comes next where chance is counted, as in this test.
    const taken = { ...bo, id: 'p-6-1' };
    await at.admin('people', 'import', await written(at.folder, 'ind.json', [taken]));
    await enter();
    const ids = (await listOf(at)).map(({ id }) => id);
    expect(ids.slice(3)).toEqual(['p-4-1', taken.id, 'p-6-2']);
  });

  it('is the first where nobody has been entered', async () => {
    const at = await office();
    const elsewhere = ['--organisation', 'nord'];
    expect((await at.admin('people', 'list', ...elsewhere)).text).toContain('Personlisten er tom.');
    expect(
      (await at.admin('people', 'tilføj', '--navn', 'Nora', '--roller', 'leder', ...elsewhere)).exit,
    ).toBe(0);
    expect((await at.admin('people', 'list', ...elsewhere)).text).toContain('Nora');
    expect(await listOf(at)).toHaveLength(3);
  });
});

describe('a correction', () => {
  it('changes what is named and nothing else', async () => {
    const at = await office();
    const { exit } = await at.admin(
      'people',
      'ret',
      zenia.id,
      '--email',
      'z@example.dk',
      '--slack',
      'ingen',
      '--leder',
      carla.id,
    );
    expect(exit).toBe(0);
    const { slack: _slack, ...others } = zenia;
    expect(await listOf(at)).toEqual([{ ...others, email: 'z@example.dk', leader: carla.id }, bo, carla]);
    expect((await at.admin('people', 'vis', zenia.id)).text).toContain('z@example.dk');
  });

  it('takes away every role, and spells a name in one way', async () => {
    const at = await office();
    const { exit } = await at.admin('people', 'ret', bo.id, '--roller', 'ingen', '--navn', 'A\u030Ase');
    expect(exit).toBe(0);
    expect(await listOf(at)).toEqual([zenia, { ...bo, roles: [], name: '\u00C5se' }, carla]);
  });
});

describe('what cannot be', () => {
  it.each([
    ['a person without a name', ['tilføj', '--roller', 'leder'], 'navn og mindst én rolle'],
    ['a role that is none', ['tilføj', '--navn', 'X', '--roller', 'konge'], 'Rollen »konge« findes ikke'],
    [
      'a leader who is nobody',
      ['tilføj', '--navn', 'X', '--roller', 'leder', '--leder', 'p-0'],
      'Lederen »p-0« findes ikke',
    ],
    ['an address that is none', ['ret', bo.id, '--email', 'bo'], 'Noget er galt hos Bo Borup: email'],
    ['an id of Slack that is none', ['ret', bo.id, '--slack', 'bo'], 'Noget er galt hos Bo Borup: slack'],
    ['a language that is none', ['ret', bo.id, '--sprog', 'dk'], 'Noget er galt hos Bo Borup: sprog'],
    [
      'one address for two, whatever its case',
      ['ret', bo.id, '--email', 'ZENIA@example.dk'],
      'har samme email',
    ],
    ['a name over two lines', ['ret', bo.id, '--navn', 'Bo\nBorup'], 'linjeskift eller usynlige tegn'],
    ['a name that looks like another', ['ret', bo.id, '--navn', 'Zenia\u200B Æblerose'], 'usynlige tegn'],
    ['a new person without a role', ['tilføj', '--navn', 'X', '--roller', 'ingen'], 'mindst én rolle'],
    ['a name that is no option', ['tilføj', 'Ditte', '--roller', 'leder'], '»Ditte« hører ikke til her'],
    ['a leader below oneself', ['ret', bo.id, '--leder', zenia.id], 'kan ikke være sin egen leder'],
    ['a correction of nothing', ['ret', bo.id], 'Sig, hvad der skal rettes'],
    ['an id that is mistyped', ['vis', 'p-aaaa0004'], 'Ingen har id’et »p-aaaa0004«'],
    ['somebody who is not named', ['slet'], 'Nævn personens id'],
    ['a verb that is none', ['fyr', bo.id], 'efter people: list, vis, tilføj, ret, slet, import, eksport'],
    ['words without quotation marks', ['tilføj', 'Ditte', 'Dam'], '»Ditte Dam« hører ikke til her'],
    ['a file that is not there', ['import', 'ingen.json'], 'ingen.json kan ikke læses'],
  ])('%s is refused with a line that works, and nothing is changed', async (_what, argv, words) => {
    const at = await office();
    const before = await allBytes(at.store);
    const refused = await at.admin('people', ...argv);
    expect(refused.exit).toBe(2);
    expect(refused.text).toContain(words);
    expect(await allBytes(at.store)).toEqual(before);
    const second = await at.admin(...offered(refused));
    expect(second.exit, second.text).toBe(0);
  });
});

describe('the list as a file', () => {
  it('comes out as it is kept, for its owner’s eyes only, and never over another file', async () => {
    const at = await office();
    expect((await at.admin('people', 'eksport', 'ud.json')).exit).toBe(0);
    const file = join(at.folder, 'ud.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual([zenia, bo, carla]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await mkdir(join(at.folder, 'med mellemrum'));
    for (const typed of ['ud.json', file, 'med mellemrum/ud.json']) {
      await at.admin('people', 'eksport', typed);
      // Twice: the second offer must not be the first again.
      for (const _turn of [1, 2]) {
        const refused = await at.admin('people', 'eksport', typed);
        expect(refused.text).toContain(`${typed} findes allerede`);
        expect((await at.admin(...offered(refused))).exit).toBe(0);
      }
    }
  });

  it('corrects and enters, and deletes nobody', async () => {
    const at = await office();
    const file = await written(at.folder, 'ind.json', [
      { ...bo, name: 'Bo B. Borup' },
      { name: 'Ditte Dam', roles: ['sagsbehandler'], leader: bo.id },
    ]);
    const { exit, text } = await at.admin('people', 'import', file);
    expect(exit).toBe(0);
    const list = await listOf(at);
    expect(list.map(({ name }) => name)).toEqual([
      'Zenia Æblerose',
      'Bo B. Borup',
      'Carla Corell',
      'Ditte Dam',
    ]);
    expect(text).toContain('1 er rettet og 1 skrevet ind.');
    expect(text).toContain(`Ditte Dam har id’et ${list.at(-1)?.id}.`);
    expect(text).toContain('ikke rørt: Zenia Æblerose (p-aaaa0001), Carla Corell (p-aaaa0003)');
  });

  it('says what it takes away from whom', async () => {
    const at = await office();
    const thinner = { id: zenia.id, name: zenia.name, roles: ['leder'], email: zenia.email };
    const { text } = await at.admin('people', 'import', await written(at.folder, 'ind.json', [thinner, bo]));
    expect(text).toContain('Zenia Æblerose (p-aaaa0001) mistede: slack, teams, leder, rollen sagsbehandler.');
    expect(text).not.toContain('Bo Borup (p-aaaa0002) mistede');
  });

  it('takes an id that tells nothing, as ours or as the page shows', async () => {
    const at = await office();
    const entries = ['p-7f3k', 'p-2a9c', 'p-0a1b2c3d'].map((id) => ({ ...bo, id, name: id }));
    const { exit, text } = await at.admin('people', 'import', await written(at.folder, 'ind.json', entries));
    expect(exit, text).toBe(0);
    expect(await listOf(at)).toHaveLength(6);
  });

  it('goes back in where it came from without a change', async () => {
    const at = await office();
    await at.admin('people', 'eksport', 'ud.json');
    expect((await at.admin('people', 'import', 'ud.json')).exit).toBe(0);
    expect(await listOf(at)).toEqual([zenia, bo, carla]);
  });

  it.each([
    ['ids that tell who it is', [{ ...bo, id: 'bo@example.dk' }], '»bo@example.dk« kan ikke være et id'],
    ['an id that is a CPR number', [{ ...bo, id: 'p-0102031234' }], '»p-0102031234« kan ikke være et id'],
    ['an id that is a name', [{ ...bo, id: 'p-anna1' }], '»p-anna1« kan ikke være et id'],
    ['one id for two', [bo, { ...zenia, id: bo.id }], 'har id’et »p-aaaa0002« to gange'],
    ['a name that cannot be read', [{ ...bo, name: 'Bo\u202EBorup' }], 'usynlige tegn'],
    ['a misspelt field', [{ ...bo, navn: 'Bo' }], 'er ingen personliste: [0]'],
    ['a leader who is nobody', [{ ...bo, leader: 'p-9' }], 'Lederen »p-9« findes ikke'],
  ])('is refused as a whole for %s', async (_what, content, words) => {
    const at = await office();
    const file = await written(at.folder, 'ind.json', content);
    const refused = await at.admin('people', 'import', file);
    expect(refused.exit).toBe(2);
    expect(refused.text).toContain(words);
    expect(await listOf(at)).toEqual([zenia, bo, carla]);
    expect((await at.admin(...offered(refused))).exit).toBe(0);
  });
});
