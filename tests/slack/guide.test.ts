// The setup guide says what the code does: its scopes, its environment, its people file and its lines are checked here.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { placeholderHost, slackManifest } from '../../adapters/slack/manifest.ts';
import { botScopes, scopeReasons } from '../../adapters/slack/scopes.ts';
import { commands } from '../../src/commands/index.ts';
import { readSettings } from '../../src/config/environment.ts';
import { languages } from '../../src/language/index.ts';
import { roles } from '../../src/permission.ts';
import { openDirectory } from '../../store/lowdb/directory.ts';

const guide = readFileSync('docs/slack.md', 'utf8');
const danish = guide.slice(0, guide.indexOf('## In English'));
const matches = (pattern: RegExp, text = guide): string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

it('every scope is explained in the words of the table', () => {
  const rows = [...guide.matchAll(/^\| `([a-z_]+(?:[:.][a-z_.:]+)?)` \| (.*) \|$/gm)]
    .map(([, scope, reason]) => [scope, reason])
    .filter(([scope]) => scope?.includes(':') || scope === 'commands');
  expect(rows).toEqual(botScopes.map((scope) => [scope, scopeReasons[scope]]));
});

it('the environment is the one that is read', () => {
  const named = matches(/^\| `([A-Z_]+)` \|/gm);
  const settings = {
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: 's',
    SLACK_APP_TOKEN: 'xapp-1',
    SLACK_WORKSPACES: 'T1, T2',
    PORT: '8080',
  };
  expect(named).toEqual(Object.keys(settings));
  expect(readSettings(settings)).toMatchObject({
    process: { PORT: 8080 },
    organisations: [
      { slack: { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_WORKSPACES: ['T1', 'T2'] } },
    ],
  });
});

it('the example of people.json is one that is taken, and the roles are those that there are', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'guide-'));
  writeFileSync(join(folder, 'people.json'), matches(/```json\n([\s\S]*?)```/g)[0] ?? '');
  const people = await openDirectory(folder).people();
  rmSync(folder, { recursive: true });
  expect(people.map(({ email, slack }) => [email, slack].filter(Boolean).length)).toEqual([1, 1]);
  const named = matches(/`(\w+)`/g, matches(/^- `roles`: (.*?)\. /gm)[0] ?? '');
  expect(named).toEqual([...roles]);
});

it('every line that it tells to type begins with a command', () => {
  const lines = matches(/`\/taskforce ([^`]+)`/g);
  expect(lines.length).toBeGreaterThan(4);
  const names = commands.map(({ name }) => name);
  for (const line of lines) expect(names.filter((name) => line.startsWith(name))).not.toEqual([]);
});

it('what the bot and the app say stands in it as they say it', () => {
  const { cards } = languages.da;
  for (const said of [cards.stranger('X'), cards.outsider, cards.stale, cards.inviteMe]) {
    const [first = ''] = said.split(/[,.]/);
    expect(danish).toContain(`| ${first}`);
  }
  expect(matches(/\/invite @(\S+?)[`\s]/g)).toEqual(
    Array(3).fill(slackManifest().features.bot_user.display_name),
  );
  expect(danish).toContain(placeholderHost);
});
