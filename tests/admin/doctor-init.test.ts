// The first two lines of whoever begins: `init`, and `doctor` after it.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLowdbArchive } from '../../store/lowdb/archive.ts';
import { emptyOffice } from './copied.ts';
import { ranAdmin } from './process.ts';
import { bo } from './staff.ts';

const env = 'forloebsvagten.env';
/** No PostgreSQL, the folder and the port as proposed, no address, no Slack, no Teams, and one person. */
const answers = ['nej', '', '', '', 'nej', 'nej', 'A\u030Ase Borup', 'aase@example.dk', 'leder', ''];

describe('init', () => {
  it('writes the settings where they are read, wherever npm was called, and the people where those say', async () => {
    const { folder: cwd } = await emptyOffice();
    await mkdir(join(cwd, 'sub'));
    const begun = await ranAdmin(['init'], { cwd, env: { INIT_CWD: join(cwd, 'sub') }, answers });
    expect(begun.exit, begun.stderr).toBe(0);
    expect(begun.stdout).toContain('Skrevet: 1 person\n');
    expect(await readFile(join(cwd, env), 'utf8')).toMatch(/^DATA=data\nPORT=3000\n/m);
    expect(await readdir(join(cwd, 'sub'))).toEqual([]);
    const listed = await ranAdmin(['people', 'list'], { cwd });
    expect(listed.stdout).toContain('\u00C5se Borup');
  });

  it('writes the file and proposes the folder that were typed', async () => {
    const { folder: cwd } = await emptyOffice();
    const data = join(cwd, 'andet');
    const begun = await ranAdmin(['init', '--settings', 'nord.env', '--data', 'andet'], { cwd, answers });
    expect(begun.exit, begun.stderr).toBe(0);
    expect(begun.stdout).toContain(`doctor --settings nord.env --data andet`);
    expect((await readdir(cwd)).sort()).toEqual(['andet', 'nord.env']);
    expect(await readFile(join(cwd, 'nord.env'), 'utf8')).toContain(`DATA=${data}\n`);
    expect(await openLowdbArchive(join(data, 'standard')).people()).toHaveLength(1);
  });

  it('asks nothing where the file is there, or can never be', async () => {
    const { folder: cwd } = await emptyOffice();
    await writeFile(join(cwd, env), 'PORT=abc\n');
    const there = await ranAdmin(['init'], { cwd, answers });
    expect(there).toMatchObject({ exit: 2, stdout: '' });
    expect(there.stderr).toContain(`${join(cwd, env)} findes allerede og er ikke rørt.`);
    expect(await readFile(join(cwd, env), 'utf8')).toBe('PORT=abc\n');
    const nowhere = await ranAdmin(['init', '--settings', 'væk/a.env'], { cwd, answers });
    expect(nowhere).toMatchObject({ exit: 2, stdout: '' });
    expect(nowhere.stderr).toContain(`${join(cwd, 'væk')} findes ikke.`);
  });

  it('writes nothing when the answers end', async () => {
    const { folder: cwd } = await emptyOffice();
    const { exit, stderr } = await ranAdmin(['init'], { cwd, answers: answers.slice(0, 7) });
    expect(exit).toBe(2);
    expect(stderr).toContain('Der kom intet svar, og intet er skrevet.');
    expect(await readdir(cwd)).toEqual([]);
  });
});

describe('doctor', () => {
  it('finds nothing but what was not set up', async () => {
    const { folder: cwd } = await emptyOffice();
    await ranAdmin(['init'], { cwd, answers });
    const { exit, stderr } = await ranAdmin(['doctor'], { cwd });
    expect(exit).toBe(1);
    expect(stderr.split('\n').filter((line) => /^(FEJL|OBS)/.test(line))).toEqual([
      'FEJL Hverken Slack eller Teams er sat op.',
    ]);
    expect(stderr).toContain(
      `er hel: 0 registreringer.\nok   1 person, som alle kan findes.\n\nÉn ting skal`,
    );
  });

  it.each([
    ['PORT=abc', [], 'FEJL PORT er forkert: '],
    ['STORE=abc', [], 'FEJL STORE er forkert: '],
    ['PORT=3000', ['--store', ''], 'FEJL --store er tom.'],
    ['PORT=3000', ['--settings', 'ingen.env'], 'ingen.env: filen kan ikke læses.'],
  ])('goes on past settings that are wrong: %s %j', async (setting, args, words) => {
    const { folder: cwd } = await emptyOffice();
    await writeFile(join(cwd, env), `${setting}\n`);
    const { exit, stderr } = await ranAdmin(['doctor', ...args], { cwd });
    expect(exit).toBe(1);
    expect(stderr).toContain(words);
    expect(stderr).toContain('\nok   Dansk tid er ');
    expect(stderr).toContain('\nOBS  Historik og personer er ikke set efter.');
    expect(await readdir(cwd)).toEqual([env]);
  });

  it('makes no folder that was mistyped, and says which line would', async () => {
    const { folder: cwd, store } = await emptyOffice();
    const { exit, stderr } = await ranAdmin(['doctor', '--data', 'dato'], { cwd });
    expect(exit).toBe(1);
    expect(stderr).toContain(`FEJL ${join(cwd, 'dato', 'standard')} findes ikke.`);
    expect(stderr).toMatch(/npm run -s admin -- people tilføj --navn .* --data dato$/m);
    expect(await readdir(cwd)).toEqual([]);
    expect(existsSync(store)).toBe(false);
  });

  it('tells in Danish of a history and a list that are damaged', async () => {
    const { folder, store, admin } = await emptyOffice();
    await openLowdbArchive(store).replacePeople([bo]);
    await writeFile(join(store, 'people.json'), '[{}]');
    await writeFile(join(store, 'journal.ndjson'), 'damaged\n');
    const { exit, text } = await admin('doctor');
    expect(exit).toBe(1);
    expect(text).toContain('FEJL Personlisten kan ikke læses.\n');
    expect(text).toContain('FEJL Historikken kan ikke læses.\n');
    expect(text).toContain(`Se på den med: npm run -s admin -- verify --data ${folder}\n`);
  });
});
