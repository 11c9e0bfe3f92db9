// The setup guide says what the code does: its environment, its people file, its addresses and its lines are checked here.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { linkLife } from '../../adapters/shared/downloads.ts';
import { channelIssuer } from '../../adapters/teams/guard.ts';
import { teamsServices } from '../../adapters/teams/hosts.ts';
import { exampleApp, teamsManifest } from '../../adapters/teams/manifest.ts';
import { teamsSettings } from '../../src/config/settings.ts';
import { halfTyped, languages } from '../../src/index.ts';
import { roles } from '../../src/permission.ts';
import { openDirectory } from '../../store/lowdb/directory.ts';

const guide = readFileSync('docs/teams.md', 'utf8');
const danish = guide.slice(0, guide.indexOf('## In English'));
const english = guide.slice(danish.length);
const manifest = teamsManifest({ ...exampleApp, version: '1.2.3' });
const matches = (pattern: RegExp, text = guide): string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

const environment = [
  'TEAMS_APP_ID',
  'TEAMS_TENANT_ID',
  'TEAMS_APP_PASSWORD',
  'TEAMS_MANAGED_IDENTITY',
  'PUBLIC_URL',
  'SEAL_SECRET',
  'PORT',
  'TEAMS_SERVICE_ORIGINS',
  'TEAMS_ISSUERS',
  'TEAMS_OPENID_URL',
];

it('the environment stands in it, once in a table and again in English', () => {
  expect(matches(/^\| `([A-Z_]+)` \|/gm)).toEqual(environment);
  for (const name of environment) expect(english).toContain(`\`${name}`);
});

it('and is what the process reads', () => {
  const read = Object.keys(teamsSettings.shape);
  expect([...read, 'PORT', 'PUBLIC_URL', 'SEAL_SECRET'].sort()).toEqual([...environment].sort());
});

it('the example of people.json is one that is taken, and the roles are those that there are', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'guide-'));
  writeFileSync(join(folder, 'people.json'), matches(/```json\n([\s\S]*?)```/g)[0] ?? '');
  const people = await openDirectory(folder).people();
  rmSync(folder, { recursive: true });
  expect(people.map(({ email, teams }) => [email, teams].filter(Boolean).length)).toEqual([1, 1]);
  const named = matches(/`(\w+)`/g, matches(/^- `roles`: (.*?)\. /gm)[0] ?? '');
  expect(named).toEqual([...roles]);
});

it('every line that it tells to write is one that the bot understands, and its name is the app’s', () => {
  const coded = matches(/`([^`\n]+)`/g).map((code) => code.replace(/^@Forløbsvagten /, ''));
  const understood = coded.filter((code) => halfTyped(code, 'da') !== undefined);
  const told = ['menu', 'opsæt kanal', 'hjælp', 'sprog engelsk', 'brev Vejen', 'menu', 'opsæt kanal'];
  expect(understood).toEqual([...told, 'menu', 'opsæt kanal', 'set channel', 'sprog engelsk']);
  expect(new Set(matches(/`@(\S+) /g))).toEqual(new Set([manifest.name.short]));
});

it('what the bot says stands in it as it says it', () => {
  const { cards } = languages.da;
  for (const said of [cards.stranger('X'), cards.outsider, cards.stale]) {
    const [first = ''] = said.split(/[,.]/);
    expect(danish).toContain(`| ${first}`);
  }
});

it('what the app asks for is explained, and nothing else', () => {
  const [bot] = manifest.bots;
  expect(bot?.supportsFiles).toBe(true);
  const rows = matches(/^\| `(\w+)` \| .*\.\s\|$/gm, danish.slice(danish.indexOf('## Hvad appen beder om')));
  expect(rows).toEqual([...manifest.permissions, 'supportsFiles', 'validDomains']);
});

it('the addresses are those of the code', () => {
  expect(danish).toContain(`| ud | \`${teamsServices[0]}\` |`);
  expect(danish).toContain(`Uden den: \`${channelIssuer}\``);
  expect(matches(/\/api\/(\w+)`/g).length).toBeGreaterThan(2);
  expect(matches(/et link, der virker i (\d+) minutter/g)).toEqual([String(linkLife / 60_000)]);
});

it('the package is made as it says', () => {
  const script = readFileSync('adapters/teams/write-package.ts', 'utf8');
  const options = new Set(matches(/--([a-z-]+) (?:GUID|DIN-ADRESSE|YOUR-HOST|https)/g));
  expect(options).toEqual(new Set(['app-id', 'host', 'website']));
  for (const option of options)
    expect(script).toContain(`${/-/.test(option) ? `'${option}'` : option}: { type:`);
  expect(new Set(matches(/`(dist\/\S+\.zip)`/g))).toEqual(new Set(['dist/forloebsvagten-teams.zip']));
  expect(script).toContain("'forloebsvagten-teams.zip'");
  expect(readFileSync('package.json', 'utf8')).toContain(
    '"package:teams": "tsx adapters/teams/write-package.ts"',
  );
});

it('what nobody has seen in a real Teams is said, in both languages', () => {
  const unseen = danish.slice(danish.indexOf('## Ikke set i en rigtig Teams'));
  for (const word of ['task/fetch', 'typeahead', 'samtykke', 'slettet', 'private og delte kanaler'])
    expect(unseen).toContain(word);
  for (const word of ['dialogs', 'typeahead', 'consent', 'deletion', 'private and shared'])
    expect(english).toContain(word);
  expect(Object.keys(manifest)).not.toContain('supportsChannelFeatures');
});

it('its links within the page lead somewhere', () => {
  const headings = matches(/^## (.*)$/gm).map((heading) => heading.toLowerCase().replace(/[^\wæøå]+/g, '-'));
  const links = matches(/\]\(#([^)]+)\)/g);
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) expect(headings).toContain(link);
});
