// `npm run package:teams -- --app-id GUID --host HOST` writes the package that Teams takes, the same bytes each time.
// With `--example` it writes manifest/teams/ instead, with an id and a host that are nobody's.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { zipSync } from 'fflate';
import { z } from 'zod';
import { colorIcon, outlineIcon } from './icons.ts';
import { englishTexts, exampleApp, teamsManifest } from './manifest.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const usage = `npm run package:teams -- --app-id GUID --host VÆRT [--website URL] [--out FIL]
  GUID: bottens id i Entra (ellers TEAMS_APP_ID) · VÆRT: bottens navn på nettet (ellers PUBLIC_URL)
  URL: ministeriets side om appen, med https · --example: skriver manifest/teams/`;

/** A host, or the address of one: `bot.ministeriet.dk`, `https://bot.ministeriet.dk/`. */
const host = z
  .string()
  .trim()
  .transform((given) => given.replace(/^https:\/\/|\/$/g, '').toLowerCase())
  .pipe(z.hostname().regex(/\.[a-z][a-z0-9-]+$/));

const schema = z.object({
  'app-id': z.guid().toLowerCase(),
  host,
  website: z.url({ protocol: /^https$/ }).optional(),
  out: z
    .string()
    .min(1)
    .default(join(root, 'dist', 'forloebsvagten-teams.zip')),
});

const { values } = parseArgs({
  options: {
    'app-id': { type: 'string' },
    host: { type: 'string' },
    website: { type: 'string' },
    out: { type: 'string' },
    example: { type: 'boolean' },
  },
});
const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

if (values.example) {
  const folder = join(root, 'manifest', 'teams');
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(packed({ ...exampleApp, version })))
    writeFileSync(join(folder, name), content);
} else {
  const { TEAMS_APP_ID, PUBLIC_URL } = process.env;
  const given = schema.safeParse({ 'app-id': TEAMS_APP_ID, host: PUBLIC_URL, ...values });
  if (given.success) {
    const { 'app-id': appId, host, website, out } = given.data;
    mkdirSync(dirname(out), { recursive: true });
    // A time of day without its zone: the same bytes wherever it is made.
    const zip = zipSync(packed({ appId, host, website, version }), { mtime: '1980-01-01T00:00:00' });
    writeFileSync(out, zip);
    process.stdout.write(`${out}\n`);
  } else {
    const wrong = [...new Set(given.error.issues.map((issue) => `--${String(issue.path[0])}`))];
    process.stderr.write(`${wrong.join(', ')}: mangler eller er forkert; se docs/teams.md\n${usage}\n`);
    process.exitCode = 2;
  }
}

/** The package's files, all at its root. */
function packed(app: Parameters<typeof teamsManifest>[0]): Record<string, Uint8Array> {
  const text = (value: unknown) => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
  return {
    'manifest.json': text(teamsManifest(app)),
    'en.json': text(englishTexts()),
    'color.png': colorIcon(),
    'outline.png': outlineIcon(),
  };
}
