// The whole history as others read it.
import { mkdtemp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chained } from '../../store/chain.ts';
import { openLowdbArchive } from '../../store/lowdb/archive.ts';
import { verifiedHead } from '../../store/verify.ts';
import { offered, storyOf2025, toldOffice } from './operator.ts';

const office = toldOffice(storyOf2025);

interface Line {
  readonly kind: string;
  readonly [field: string]: unknown;
}

async function exported(format: string): Promise<string> {
  const file = join(await mkdtemp(join(office().folder, 'ud-')), 'historik');
  const { exit, text } = await office().admin('export', file, '--format', format);
  expect(exit, text).toBe(0);
  return readFile(file, 'utf8');
}

async function lines(): Promise<readonly Line[]> {
  const text = await exported('ndjson');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('the export', () => {
  it('holds every event in order, as it was recorded, with what proves it', async () => {
    const [about, ...rest] = await lines();
    const archive = openLowdbArchive(office().store);
    expect(about).toEqual({
      kind: 'export',
      format: 1,
      organisation: 'standard',
      head: await verifiedHead(archive),
    });
    const events = rest.filter(({ kind }) => kind === 'event');
    expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
    const commits: string[] = [];
    for await (const line of archive.lines()) commits.push(line);
    const hashes = new Set(events.map(({ hash }) => hash));
    const again = [...hashes].map((hash) => {
      const together = events.filter((each) => each.hash === hash);
      return `{"hash":"${hash}","events":${JSON.stringify(together.map(({ event }) => event))}}`;
    });
    expect(again).toEqual(commits);
    for (const { previous, hash } of events)
      expect(
        chained(
          String(previous),
          events.filter((each) => each.hash === hash).map(({ event }) => event),
        ).hash,
      ).toBe(hash);
  });

  it('names the files that are stored, and where', async () => {
    const files = (await lines()).filter(({ kind }) => kind === 'file');
    expect(files).toContainEqual(
      expect.objectContaining({
        name: 'vejen.pdf',
        mediaType: 'application/pdf',
        size: 24_570,
        events: expect.arrayContaining([24]),
      }),
    );
    expect(files.map(({ name }) => name)).toContain('Brev-1 v3.eml');
    for (const { sha256 } of files)
      expect(await openLowdbArchive(office().store).files.get(String(sha256))).toBeDefined();
  });

  it('holds the register that the history gives', async () => {
    const register = (await lines()).at(-1)?.register;
    expect(register).toMatchObject({
      rounds: { 2025: { total: 8, offers: expect.objectContaining({}) } },
      letters: { 'Brev-1': { sent: { date: '2025-02-10' }, distributed: { annex: 117 } } },
    });
  });

  it('is the same bytes each time, and the same content in both formats', async () => {
    const ndjson = await exported('ndjson');
    expect(await exported('ndjson')).toBe(ndjson);
    const whole = JSON.parse(await exported('json'));
    const all = await lines();
    const without = (kind: string) =>
      all.filter((each) => each.kind === kind).map(({ kind: _kind, ...line }) => line);
    const [about] = without('export');
    expect(whole).toEqual({
      ...about,
      events: without('event'),
      files: without('file'),
      ...without('register')[0],
    });
  });

  it('names people by their ids alone', async () => {
    const { admin, store } = office();
    await admin('people', 'ret', 'kontorchef', '--navn', 'Zenia Æblerose', '--email', 'zenia@example.dk');
    expect(await readFile(join(store, 'people.json'), 'utf8')).toContain('Zenia Æblerose');
    const text = await exported('json');
    expect(text).toContain('"by": "kontorchef"');
    expect(text).not.toMatch(/zenia|æblerose/i);
  });

  it.each([
    ['a file that is there', async () => ['export', 'historik.ndjson'], 'findes allerede og er ikke rørt'],
    [
      'a format that is none',
      async () => ['export', 'ny.xml', '--format', 'xml'],
      '--format xml findes ikke',
    ],
    ['no file', async () => ['export'], 'Nævn én fil'],
  ])('%s is refused with a line that works', async (_what, argv, words) => {
    const { admin, folder } = office();
    const fresh = await mkdtemp(join(folder, 'ud-'));
    const at = (line: readonly string[]) =>
      line.map((word, index) => (index === 1 ? join(fresh, word) : word));
    await admin(...at(['export', 'historik.ndjson']));
    const before = await readFile(join(fresh, 'historik.ndjson'), 'utf8');
    const refused = await admin(...at(await argv()));
    expect(refused.exit).toBe(2);
    expect(refused.text).toContain(words);
    expect((await admin(...offered(refused))).exit).toBe(0);
    expect(await readFile(join(fresh, 'historik.ndjson'), 'utf8')).toBe(before);
  });
});
