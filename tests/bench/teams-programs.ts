// The programs of Teams' bench: what `npm run build` makes, the same without Teams' pace, and a bare botbuilder bot.
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { appId, tenant } from '../support/teams/identity.ts';
import { signingSecret } from './slack-load.ts';
import type { Program } from './slack-server.ts';

export interface Programs {
  readonly bare: Program;
  readonly teams: Program;
  readonly slack: Program;
  readonly both: Program;
  /** `teams`, but as fast as it can: Teams allows 50 requests a second, and a bot that keeps to it cannot be compared. */
  readonly unpaced: Program;
  readonly report: string;
}

export interface World {
  readonly data: string;
  /** Origins. */
  readonly slack: string;
  readonly connector: string;
  readonly openIdMetadataUrl: string;
}

export const sealSecret = 'en hemmelighed, der er mindst toogtredive tegn lang';

const root = fileURLToPath(new URL('../../', import.meta.url));
const built = join(root, 'dist');
const benched = join(built, 'bench');

export async function buildTeamsPrograms(world: World): Promise<Programs> {
  await import(pathToFileURL(join(root, 'build.mjs')).href);
  const source = (name: string) => fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const plain = { format: 'esm', platform: 'node', outdir: benched, entryNames: '[name]' } as const;
  const requires =
    "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);";
  await build({ ...plain, entryPoints: [source('slack-programs/report')] });
  await build({
    ...plain,
    entryPoints: [source('teams-programs/bare-botbuilder')],
    bundle: true,
    target: 'node20',
    banner: { js: requires },
  });
  const environment = {
    TEAMS_APP_ID: appId,
    TEAMS_TENANT_ID: tenant,
    TEAMS_APP_PASSWORD: 'x',
    TEAMS_SERVICE_ORIGINS: world.connector,
    TEAMS_OPENID_URL: world.openIdMetadataUrl,
    SEAL_SECRET: sealSecret,
    PUBLIC_URL: 'https://bot.example',
    SLACK_BOT_TOKEN: 'xoxb-1-bench',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: `${world.slack}/api/`,
    PORT: '0',
    COMMANDS_PER_MINUTE: '0',
  };
  /** Sets up those platforms alone. */
  const ours = (path: string, ...platforms: string[]): Program => {
    const isOther = (name: string) =>
      /^(SLACK|TEAMS)_/.test(name) && !platforms.some((one) => name.startsWith(one));
    const own = Object.entries(environment).filter(([name]) => !isOther(name));
    return { path, arguments: ['--serve', '--data', world.data], environment: Object.fromEntries(own) };
  };
  const main = join(built, 'main.js');
  return {
    bare: { path: join(benched, 'bare-botbuilder.js'), arguments: [], environment },
    teams: ours(main, 'TEAMS'),
    slack: ours(main, 'SLACK'),
    both: ours(main, 'SLACK', 'TEAMS'),
    unpaced: ours(await withoutPace(), 'TEAMS'),
    report: pathToFileURL(join(benched, 'report.js')).href,
  };
}

const pace = /^var (?:conversationPace|rosterPace|tenantPace) = \[[^;]*\];$/gm;
const none = '[{ most: 2e9, per: 1, burst: 1e9 }];';

/** The built files with another number in the three tables of adapters/teams/outbound/paces.ts, and nothing else. */
async function withoutPace(): Promise<string> {
  const folder = join(benched, 'unpaced');
  await mkdir(folder, { recursive: true });
  let changed = 0;
  for (const name of await readdir(built)) {
    if (!name.endsWith('.js')) {
      if (name !== 'bench') await cp(join(built, name), join(folder, name), { recursive: true });
      continue;
    }
    const text = await readFile(join(built, name), 'utf8');
    const other = text.replace(pace, (found) => {
      changed++;
      return `${found.slice(0, found.indexOf('['))}${none}`;
    });
    await writeFile(join(folder, name), other);
  }
  if (changed !== 3) throw new Error(`${changed} of Teams' three paces were found in the build`);
  return join(folder, 'main.js');
}
