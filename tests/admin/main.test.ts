// The operator's command line: what it says of itself, and how it answers a line that does not fit.
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adminCommands } from '../../src/admin/commands.ts';
import { freeTextsIn } from '../../src/admin/history/free-texts.ts';
import { readRecorded } from '../../src/admin/history/recorded.ts';
import { openLowdbArchive } from '../../store/lowdb/archive.ts';
import { verifiedHead } from '../../store/verify.ts';
import { botIn, copied, emptyOffice, pathsIn } from './copied.ts';
import { type Office, offered, storyOf2025, toldOffice, wordsOf } from './operator.ts';

const told = toldOffice(storyOf2025);

/** As the operator types it, in that folder. */
function typed(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = '.',
  dashes = ['--'],
) {
  const { PATH = '', HOME = '' } = process.env;
  const words = ['--prefix', process.cwd(), 'run', '-s', 'admin', ...dashes, ...args];
  return new Promise<{ exit: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile('npm', words, { cwd, env: { PATH, HOME, ...env } }, (error, stdout, stderr) =>
      resolve({ exit: error ? error.code : 0, stdout, stderr }),
    );
  });
}

describe('npm run -s admin', () => {
  it('ends with 0, 2 or 1, and says what went wrong beside the output', async () => {
    const office = await copied(told());
    const done = await typed(['verify', '--data', office.folder]);
    expect(done).toMatchObject({ exit: 0, stdout: expect.stringContaining('Registreringer: ') });
    const refused = await typed(['verify', '--dato', 'i går']);
    expect(refused).toMatchObject({
      exit: 2,
      stdout: '',
      stderr: expect.stringContaining('Jeg kender ikke --dato her.'),
    });
    await writeFile(join(office.store, 'journal.ndjson'), 'damaged\n');
    const fault = await typed(['verify', '--data', office.folder]);
    expect(fault).toMatchObject({ exit: 1, stdout: '', stderr: expect.stringContaining('er beskadiget') });
  });

  it('reads where the history is from the settings, names paths from where it was called, and shows no password', async () => {
    const office = await copied(told());
    const own = await typed(['verify'], { DATA: office.folder });
    expect(own.exit).toBe(0);
    const here = await typed(['verify', '--data', '.'], {}, office.folder);
    expect(here.stdout).toContain(`Historikken i ${office.store} er hel`);
    const away = await typed(['verify'], { STORE: 'postgres://bot:hemmelig@127.0.0.1:1/base' });
    expect(away).toMatchObject({ exit: 1, stderr: expect.stringContaining('Serveren svarer ikke.') });
    expect(away.stderr).not.toContain('hemmelig');
    const wrong = await typed(['verify'], { PORT: 'abc' });
    expect(wrong).toMatchObject({ exit: 2, stderr: expect.stringContaining('PORT er forkert') });
  });
});

describe('the help', () => {
  it('shows every command, and each says what it is for with a line that works', async () => {
    const { exit, text } = await told().admin('--help');
    expect(exit).toBe(0);
    for (const { name, says, example } of adminCommands) {
      expect(text).toMatch(new RegExp(`^  ${name} +${says.slice(0, 20)}`, 'm'));
      const help = await told().admin(name, '--help');
      expect(help.exit).toBe(0);
      expect(help.text).toContain(`For eksempel: npm run -s admin -- ${example}\n`);
      expect(example).toMatch(new RegExp(`^${name}( |$)`));
      expect(help.text).toContain(`npm run -s admin -- ${name}`);
      expect(help.text).toContain('--organisation ID');
    }
  });

  it('shows lines that work', async () => {
    const office = await copied(told());
    await mkdir(join(office.folder, 'backup'));
    const { begivenhed, felt } = await freeTextOf(office);
    for (const { name, example } of adminCommands) {
      // The one asks, the other needs a server, and both look beyond the history.
      if (['init', 'doctor', 'migrate'].includes(name)) continue;
      const line = example
        .replaceAll(' /', ` ${office.folder}/`)
        .replace('--begivenhed E-17 --felt reasons.0.words', `--begivenhed ${begivenhed} --felt ${felt}`);
      const { exit, text } = await office.admin(...wordsOf(line));
      const isAsked = name === 'redact';
      expect(exit, text).toBe(isAsked ? 2 : 0);
      if (isAsked) expect(text).toContain('--bekræft');
    }
  });

  it('names each option that a command has', async () => {
    for (const { name, options } of adminCommands) {
      const { text } = await told().admin(name, '--help');
      for (const option of Object.keys(options)) expect(text).toContain(`--${option}`);
    }
  });
});

describe('a line that does not fit', () => {
  it('is answered with one that does', async () => {
    const lines: readonly (readonly [string, ...string[]])[] = [
      ['Jeg kender ikke kommandoen »verfy«. Mente du verify?', 'verfy'],
      ['Jeg kender ikke kommandoen »slet«.', 'slet'],
      ['Jeg kender ikke --hovd her.', 'verify', '--hovd', 'x'],
      ['Jeg kender ikke -x her.', 'verify', '-x'],
      ['--hoved mangler sin værdi.', 'verify', '--hoved'],
      ['--hoved mangler sin værdi.', 'verify', '--hoved', '--store'],
      ['Kommandoen står først, og resten efter den.', '--organisation', 'standard', 'verify'],
      ['--help står alene, uden værdi.', 'verify', '--help=ja'],
      ['--organisation Nord kan ikke være navnet', 'verify', '--organisation', 'Nord'],
    ];
    for (const [words, ...line] of lines) {
      const refusal = await told().admin(...line);
      expect(refusal.text).toContain(words);
      expect(refusal.exit).toBe(2);
      expect((await told().admin(...offered(refusal))).exit).toBe(0);
    }
  });

  it('without npm’s -- is refused with the same line, and nothing is made', async () => {
    const office = await copied(told());
    const before = await pathsIn(office.folder);
    const target = join(office.folder, 'kopi');
    const { exit, stderr } = await typed(['backup', target, `--data=${office.folder}`], {}, '.', []);
    expect(exit).toBe(2);
    expect(stderr).toContain('npm har beholdt --data for sig selv. Skriv -- efter admin. Intet er gjort.\n');
    expect(offered({ exit: 2, text: stderr })).toEqual(['backup', target, '--data', office.folder]);
    // npm takes a value for a word of the line.
    const lost = await typed(['people', 'list', '--data', office.folder, '--leder=x'], {}, '.', []);
    expect(lost).toMatchObject({ exit: 2, stderr: expect.stringContaining('--data, --leder for sig selv') });
    expect(lost.stderr).toContain('\nFor eksempel: npm run -s admin -- people list\n');
    expect(await pathsIn(office.folder)).toEqual(before);
  });

  it.each([
    ['a folder that is not there', ['export', 'væk/alt'], 'væk findes ikke.'],
    ['a file for a folder', ['journal', 'standard/people.json', '--alle'], 'people.json findes allerede'],
    ['a folder within a file', ['export', 'standard/people.json/alt'], 'en del af stien er en fil'],
    ['a data folder that is a file', ['verify', '--data', 'package.json'], 'en del af stien er en fil'],
  ])('and names %s is refused in words', async (_what, line, words) => {
    const office = await copied(told());
    await writeFile(join(office.folder, 'package.json'), '{}');
    await office.admin('people', 'ret', 'leder', '--navn', 'Bo');
    const before = await pathsIn(office.folder);
    const refusal = await office.admin(...line);
    expect(refusal.exit).toBe(2);
    expect(refusal.text.split('\n')[0]).toContain(words);
    expect(offered(refusal).length).toBeGreaterThan(2);
    expect(await pathsIn(office.folder)).toEqual(before);
  });

  it('and names an organisation’s own folder is told which one was meant', async () => {
    const office = await copied(told());
    for (const [data, others] of [
      [office.store, []],
      ['standard', ['--organisation', 'nord']],
    ] as const) {
      const refusal = await office.admin('verify', '--data', data, ...others);
      expect(refusal.exit).toBe(2);
      expect(refusal.text).toContain('er én organisations mappe. Mente du --data ');
      expect((await office.admin(...offered(refusal))).exit).toBe(0);
    }
    expect(await readdir(office.store)).not.toContain('standard');
  });

  it('is answered with one for the same history, and without its password', async () => {
    const office = await copied(told());
    await writeFile(join(office.folder, 'nord.env'), 'PORT=3001\n');
    const elsewhere = ['--organisation', 'nord', '--settings', 'nord.env'];
    for (const name of ['Anna Ærø', 'Bo Borup'])
      await office.admin('people', 'tilføj', '--navn', name, '--roller', 'leder', ...elsewhere);
    const { text: list } = await office.admin('people', 'list', ...elsewhere);
    const [id = ''] = /p-[0-9a-f-]+/.exec(list) ?? [];
    const asked = await office.admin('people', 'slet', id, ...elsewhere);
    expect((await office.admin(...offered(asked))).exit).toBe(0);
    expect((await office.admin('people', 'list', ...elsewhere)).text).not.toContain('Anna Ærø');
    const address = 'postgres://bot:hemmelig@127.0.0.1:1/base';
    for (const store of [
      ['--store', address],
      [`--store=${address}`],
      ['--store', `${address}?password=hemmelig`],
    ]) {
      const { text } = await office.admin('verify', '--hovd', ...store);
      expect(text).not.toContain('hemmelig');
      expect(text).toContain('--store "$STORE"');
    }
  });

  it('without a command gets the help, and is refused', async () => {
    const { exit, stderr } = await typed([]);
    expect(exit).toBe(2);
    for (const { name } of adminCommands) expect(stderr).toContain(`  ${name} `);
  });
});

describe('several organisations', () => {
  it('are worked on one at a time, each in its own folder', async () => {
    const office = await copied(told());
    const nord = join(office.folder, 'nord');
    expect((await office.admin('verify', '--organisation', 'nord')).exit).toBe(2);
    await mkdir(nord);
    await openLowdbArchive(nord).fill(firstOf(openLowdbArchive(office.store).lines()));
    const { exit, text } = await office.admin('verify', '--organisation', 'nord');
    expect(exit).toBe(0);
    expect(text).toContain(`Kontrolkode: ${(await verifiedHead(openLowdbArchive(nord))).hash}`);
    await office.admin('backup', 'kopi', '--organisation', 'nord');
    expect(JSON.parse(await readFile(join(office.folder, 'kopi', 'backup.json'), 'utf8'))).toMatchObject({
      organisation: 'nord',
      version: 1,
    });
  });
});

describe('a place that a bot holds', () => {
  it('is named, with what to do', async () => {
    const office = await emptyOffice();
    await botIn(office);
    const other = await copied(told());
    await other.admin('backup', 'kopi');
    const { exit, text } = await office.admin('restore', join(other.folder, 'kopi'));
    expect(exit).toBe(2);
    expect(text).toMatch(/^En anden proces bruger mappen\. Stop botten, og kør linjen igen\.\n\(locked: /);
  });
});

/** Any of the history's. */
async function freeTextOf({ store }: Office) {
  const recorded = await readRecorded(openLowdbArchive(store));
  const [found] = recorded.flatMap(({ version, event }) =>
    freeTextsIn(event.data).map(({ path }) => ({ begivenhed: `E-${version}`, felt: path })),
  );
  if (!found) throw new Error('nobody has written anything');
  return found;
}

async function* firstOf(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) {
    yield line;
    return;
  }
}
