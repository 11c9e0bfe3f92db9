// A letter as it is handed over to the ministry's case system.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { chained } from '../../store/chain.ts';
import { filedBy, sha256, storyOfNamesakes } from './filed.ts';
import { officeIn, storyOf2025, toldOffice } from './operator.ts';

const office = toldOffice(storyOf2025);
const namesakes = toldOffice(storyOfNamesakes);
const run = promisify(execFile);
const utf8 = { ...process.env, LC_ALL: 'C.UTF-8' };

describe('the zip of a letter', () => {
  it('holds the letter that was sent, the municipality’s own letter, and how it came about', async () => {
    const { files } = await filedBy(office());
    expect(files.map(([name]) => name)).toEqual([
      'indeks.txt',
      'brev/Brev-1 v3.docx',
      'brev/Brev-1 v3.pdf',
      'brev/Brev-1 v3.eml',
      'bilag/Bilag 1 - vejen.pdf',
      'forløb.csv',
      'begivenheder.ndjson',
      'checksums.txt',
    ]);
    const annex = files.find(([name]) => name.startsWith('bilag/'))?.[1];
    expect(annex).toEqual(new Uint8Array(await readFile('tests/fixtures/letters/vejen.pdf')));
    const { register } = await exportedRegister();
    const recorded = register.letters['Brev-1'].versions
      .at(-1)
      .files.map((file: { sha256: string }) => file.sha256);
    expect(files.slice(1, 4).map(([, bytes]) => sha256(bytes))).toEqual(recorded);
  });

  it('is taken by unzip, and its checksums by sha256sum', async () => {
    const { folder, path } = await filedBy(office());
    await run('unzip', ['-tq', path], { env: utf8 });
    await run('unzip', ['-q', path, '-d', folder], { env: utf8 });
    const { stdout } = await run('sha256sum', ['-c', 'checksums.txt'], { cwd: folder, env: utf8 });
    expect(stdout.trimEnd().split('\n')).toHaveLength(7);
  });

  it('begins with what the letter is and who approved it', async () => {
    const { textOf } = await filedBy(office());
    const index = textOf('indeks.txt');
    for (const line of [
      'Handler om: Vejen',
      'Status: omdelt, version 3',
      'Sagsnr.: 2025 - 1234',
      'Doknr.: 901234',
      'Sendt: 10-02-2025',
      'Omdelt: 12-02-2025 som bilag 117',
      '2. afdelingschef: Afdelingschef (afdelingschef), 07-02-2025 kl. 13.00 (E-41).',
      'Givet uden for botten. Bevis: F2, ministerens påtegning',
      'bilag/Bilag 1 - vejen.pdf: fra Vejen, modtaget 28-01-2025, journaliseret 28-01-2025 (E-24), 24570 byte',
    ])
      expect(index).toContain(line);
  });

  it('tells in a spreadsheet’s rows what led to it, and no other registration', async () => {
    const { textOf } = await filedBy(office());
    const rows = textOf('forløb.csv').trimEnd().split('\r\n');
    expect(rows[0]).toBe('"registrering";"tidspunkt";"id";"navn";"kanal";"hændelse";"kontrolkode"');
    const numbers = rows.slice(1).map((row) => /^"E-(\d+)"/.exec(row)?.[1]);
    const events = eventsIn(textOf('begivenheder.ndjson'));
    expect(numbers).toEqual(events.map(({ version }) => String(version)));
    const types = new Set(events.map(({ event }) => event.type));
    for (const type of [
      'offer-made',
      'answer-recorded',
      'letter-received',
      'step-approved',
      'letter-sent',
      'letter-distributed',
    ])
      expect(types).toContain(type);
    expect(types).not.toContain('message-claimed');
    expect(rows.join()).toContain('"kontorchef";"Kontorchef"');
    // Whatever a code begins with, it comes back from a spreadsheet as it was.
    expect(rows.slice(1).map((row) => / ([^ ]+)"$/.exec(row)?.[1])).toEqual(events.map(({ hash }) => hash));
    for (const row of rows.slice(1)) expect(row).toMatch(/;"kode [\w-]{43}"$/);
  });

  it.each([
    ['a letter that was sent', office],
    ['a letter whose facts were corrected', namesakes],
  ])('proves each registration by itself, without the rest of the history: %s', async (_which, at) => {
    const { textOf } = await filedBy(at());
    const events = eventsIn(textOf('begivenheder.ndjson'));
    expect(events.length).toBeGreaterThan(10);
    for (const { hash, previous } of events) {
      const together = events.filter((each) => each.hash === hash).map(({ event }) => event);
      expect(chained(previous, together).hash).toBe(hash);
    }
    const newest = /kontrolkode (\S+)/.exec(textOf('indeks.txt'))?.[1] ?? '';
    expect((await at().admin('verify', '--hoved', newest)).exit).toBe(0);
  });

  it('is the same bytes wherever and whenever it is made', async () => {
    const { folder, path } = await filedBy(office());
    const bytes = await readFile(path);
    const argv = [
      '--import',
      'tsx',
      'src/admin/main.ts',
      'journal',
      folder,
      '--brev',
      '1',
      '--data',
      office().folder,
    ];
    await rm(path);
    await run(process.execPath, argv, { env: { ...process.env, TZ: 'Pacific/Apia' } });
    expect(Buffer.compare(await readFile(path), bytes)).toBe(0);
  });

  it('keeps letters apart that have one name', async () => {
    const { files, textOf } = await filedBy(namesakes());
    const annexes = files.filter(([name]) => name.startsWith('bilag/'));
    expect(annexes.map(([name]) => name)).toEqual(['bilag/Bilag 1 - svar.pdf', 'bilag/Bilag 2 - svar.pdf']);
    const index = textOf('indeks.txt');
    for (const [stored, municipality] of [
      ['vejen', 'Vejen'],
      ['odsherred', 'Solrød'],
    ]) {
      const bytes = new Uint8Array(await readFile(`tests/fixtures/letters/${stored}.pdf`));
      const [name] = annexes.find(([, each]) => sha256(each) === sha256(bytes)) ?? [];
      expect(index).toContain(`${name}: fra ${municipality}, modtaget 02-01-2025`);
    }
  });

  it('holds what was corrected with its correction, and nothing that the letter does not rest on', async () => {
    const { textOf } = await filedBy(namesakes());
    const types = eventsIn(textOf('begivenheder.ndjson')).map(
      ({ version, event }) => `E-${version} ${event.type}`,
    );
    expect(types).toContain('E-6 answer-recorded');
    expect(types.join()).toContain('fact-corrected');
    expect(types.join()).not.toContain('contact-noted');
    expect(textOf('indeks.txt')).toContain('Ingen har godkendt brevet i Forløbsvagten.');
  });

  it('holds that words were removed, and no longer the words', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'forloebsvagten-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await cp(namesakes().folder, folder, { recursive: true });
    const at = officeIn(folder);
    const { exit, text } = await at.admin(
      ...[
        'redact',
        '--begivenhed',
        'E-8',
        '--felt',
        'reasons.0.words',
        '--grund',
        'Skrevet om en borger',
        '--bekræft',
      ],
    );
    expect(exit, text).toBe(0);
    const { textOf } = await filedBy(at);
    const events = eventsIn(textOf('begivenheder.ndjson'));
    expect(events.at(-1)?.event.type).toBe('text-redacted');
    expect(textOf('forløb.csv')).toMatch(/"E-8";.*\[fjernet .*: Skrevet om en borger\]/);
    expect(JSON.stringify(events.find(({ version }) => version === 8))).not.toContain('har en borger');
  });
});

interface Line {
  readonly version: number;
  readonly hash: string;
  readonly previous: string;
  readonly event: { readonly type: string };
}

function eventsIn(ndjson: string): readonly Line[] {
  return ndjson
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

async function exportedRegister() {
  const file = join(await mkdtemp(join(office().folder, 'ud-')), 'alt.json');
  await office().admin('export', file, '--format', 'json');
  return JSON.parse(await readFile(file, 'utf8'));
}
