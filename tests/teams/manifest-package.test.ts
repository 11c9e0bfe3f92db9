// The package that Teams takes: its files, its icons, and the same bytes whenever and wherever it is made.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accentColor, colorIcon, outlineIcon } from '../../adapters/teams/icons.ts';
import { englishTexts, exampleApp, teamsManifest } from '../../adapters/teams/manifest.ts';
import { readPng } from '../support/teams/png.ts';

const run = promisify(execFile);
const appId = '3F2504E0-4F89-41D3-9A0C-0305E82C3301';
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const jsonText = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'teams-package-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** As the operator runs it, in another process; `env` and nothing else of the environment that it reads. */
async function pack(args: readonly string[], env: Record<string, string> = {}) {
  const { TEAMS_APP_ID: _, PUBLIC_URL: __, ...rest } = process.env;
  try {
    const command = ['--import', 'tsx', 'adapters/teams/write-package.ts', ...args];
    const { stdout } = await run(process.execPath, command, { env: { ...rest, ...env } });
    return { code: 0, stdout, stderr: '' };
  } catch (error) {
    if (typeof error !== 'object' || error === null || !('code' in error)) throw error;
    return { stdout: '', stderr: '', ...error };
  }
}

describe('the package', () => {
  it('holds the manifest with the ministry’s own id and host, the English texts and both icons, at its root', async () => {
    const out = join(folder, 'a', 'app.zip');
    const made = await pack(['--app-id', appId, '--host', 'https://Bot.ministeriet.dk/', '--out', out]);
    expect(made).toMatchObject({ code: 0, stdout: `${out}\n` });
    const files = unzipSync(readFileSync(out));
    expect(Object.keys(files)).toEqual(['manifest.json', 'en.json', 'color.png', 'outline.png']);
    const [manifest, english, color, outline] = Object.values(files);
    const app = { appId: appId.toLowerCase(), host: 'bot.ministeriet.dk', version };
    expect(strFromU8(manifest ?? new Uint8Array())).toBe(jsonText(teamsManifest(app)));
    expect(strFromU8(english ?? new Uint8Array())).toBe(jsonText(englishTexts()));
    expect(Buffer.compare(color ?? Buffer.of(), colorIcon())).toBe(0);
    expect(Buffer.compare(outline ?? Buffer.of(), outlineIcon())).toBe(0);
  });

  it('is the same bytes from the environment, in another time zone', async () => {
    const [one, two] = [join(folder, 'one.zip'), join(folder, 'two.zip')];
    const website = ['--website', 'https://ministeriet.dk/bot'];
    await pack(['--app-id', appId, '--host', 'bot.ministeriet.dk', ...website, '--out', one], { TZ: 'UTC' });
    const env = { TEAMS_APP_ID: appId, PUBLIC_URL: 'https://bot.ministeriet.dk', TZ: 'Pacific/Auckland' };
    await pack([...website, '--out', two], env);
    expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
    expect(strFromU8(unzipSync(readFileSync(two))['manifest.json'] ?? new Uint8Array())).toContain(
      '"privacyUrl": "https://ministeriet.dk/bot"',
    );
  });

  it.each([
    [[], '--app-id, --host'],
    [['--app-id', '{{APP_ID}}', '--host', 'bot.ministeriet.dk'], '--app-id'],
    [['--app-id', appId, '--host', 'http://bot.ministeriet.dk'], '--host'],
    [['--app-id', appId, '--host', 'bot.ministeriet.dk/api/messages'], '--host'],
    [['--app-id', appId, '--host', '10.0.0.1'], '--host'],
    [['--app-id', appId, '--host', 'bot.dk', '--website', 'http://bot.dk/'], '--website'],
  ])('is not made of %j', async (args, wrong) => {
    const out = join(folder, 'never.zip');
    const { code, stderr } = await pack([...args, '--out', out]);
    expect([code, stderr.split(':')[0]]).toEqual([2, wrong]);
    expect(readdirSync(folder)).not.toContain('never.zip');
  });
});

describe('manifest/teams', () => {
  it('is the generated example; else run `npm run package:teams -- --example`', () => {
    const read = (name: string) => readFileSync(join('manifest/teams', name));
    expect(read('manifest.json').toString()).toBe(jsonText(teamsManifest({ ...exampleApp, version })));
    expect(read('en.json').toString()).toBe(jsonText(englishTexts()));
    expect(read('color.png').equals(colorIcon())).toBe(true);
    expect(read('outline.png').equals(outlineIcon())).toBe(true);
  });
});

describe('an icon', () => {
  it('in colour is 192 by 192 and opaque, its mark within the 120 by 120 in the middle', () => {
    const icon = readPng(colorIcon());
    expect([icon.width, icon.height]).toEqual([192, 192]);
    expect(new Set(icon.pixels.map(({ alpha }) => alpha))).toEqual(new Set([255]));
    const marked = icon.pixels.flatMap(({ colour }, at) => (colour === accentColor ? [] : [at]));
    const within = (at: number) => at >= 36 && at < 156;
    expect(marked.filter((at) => !within(at % 192) || !within(Math.floor(at / 192)))).toEqual([]);
    const share = marked.length / (120 * 120);
    expect(share > 0.15 && share < 0.6).toBe(true);
    const colours = new Set(icon.pixels.map(({ colour }) => colour));
    expect([colours.has('#ffffff'), colours.has('#fac748')]).toEqual([true, true]);
  });

  it('in outline is 32 by 32, white on nothing, and clear of its edge', () => {
    const icon = readPng(outlineIcon());
    expect([icon.width, icon.height]).toEqual([32, 32]);
    expect(new Set(icon.pixels.map(({ colour }) => colour))).toEqual(new Set(['#ffffff']));
    const edge = icon.pixels.filter((_, at) =>
      [0, 1, 30, 31].some((rim) => at % 32 === rim || at >> 5 === rim),
    );
    expect(edge.filter(({ alpha }) => alpha > 0)).toEqual([]);
    const drawn = icon.pixels.filter(({ alpha }) => alpha === 255).length;
    const empty = icon.pixels.filter(({ alpha }) => alpha === 0).length;
    expect(drawn > 90 && empty > 500).toBe(true);
  });

  it('is the same left and right but for the course', () => {
    const icon = readPng(outlineIcon());
    for (let y = 0; y < 32; y++)
      for (let x = 0; x < 9; x++) expect(icon.pixel(x, y)).toEqual(icon.pixel(31 - x, y));
  });
});
