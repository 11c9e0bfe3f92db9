// What an operator sets up is read as it is meant, or named with an example; a value is never repeated.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Environment, loadProcess, loadSettings } from '../../src/config/environment.ts';
import { readOptions, withFolder } from '../../src/config/options.ts';
import { aboutOf, settingGroups } from '../../src/config/settings.ts';
import { settingsTable } from '../../src/config/table.ts';

const secret = 'hemmeligt hemmeligt hemmeligt hemmeligt';
const guid = '11111111-2222-3333-4444-555555555555';
const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: secret };
const teams = { TEAMS_APP_ID: guid, TEAMS_TENANT_ID: guid, TEAMS_APP_PASSWORD: secret, SEAL_SECRET: secret };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** The lines of what is wrong. */
function wrongs(env: Environment, file?: string): string[] {
  const read = loadSettings(env, file);
  return 'wrong' in read ? read.wrong.split('\n') : [];
}

function right(env: Environment, file?: string) {
  const read = loadSettings(env, file);
  if ('wrong' in read) throw new Error(read.wrong);
  return read;
}

describe('one organisation', () => {
  it('needs no word of itself: its platforms are those whose settings are given', () => {
    expect(right({}).organisations).toEqual([
      { id: 'standard', sealSecret: undefined, slack: undefined, teams: undefined },
    ]);
    expect(right(slack).organisations).toMatchObject([{ slack, teams: undefined }]);
    expect(right(teams).organisations).toMatchObject([{ slack: undefined, teams: { TEAMS_APP_ID: guid } }]);
  });

  it('that says where it wants to be is not started without what belongs to it', () => {
    expect(wrongs({ PLATFORMS: 'slack', ...teams }).map((line) => line.split(' ')[0])).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
      'Alle',
    ]);
    expect(right({ PLATFORMS: 'teams', ...slack, ...teams }).organisations).toMatchObject([
      { slack: undefined },
    ]);
  });

  it('listens on 3000 and keeps its history in a folder, unless it is told otherwise', () => {
    expect(right({}).process).toMatchObject({ PORT: 3000, DATA: 'data', COMMANDS_PER_MINUTE: 60 });
    const STORE = 'postgres://bot@db/x';
    expect(right({ PORT: '80', STORE }).process).toMatchObject({ PORT: 80, STORE });
  });
});

describe('what is wrong', () => {
  it.each<readonly [what: string, env: Environment, names: readonly string[]]>([
    ['a port that is none', { PORT: 'tretusind' }, ['PORT er forkert']],
    ['a store of another kind', { STORE: 'mysql://db/x' }, ['STORE er forkert']],
    ['half of Slack', { SLACK_BOT_TOKEN: 'xoxb-1' }, ['SLACK_SIGNING_SECRET mangler']],
    ['a token of another kind', { ...slack, SLACK_BOT_TOKEN: 'hemmeligt' }, ['SLACK_BOT_TOKEN er forkert']],
    ['a workspace that is none', { ...slack, SLACK_WORKSPACES: 'x' }, ['SLACK_WORKSPACES er forkert']],
    ['an app id that is none', { ...teams, TEAMS_APP_ID: 'hemmeligt' }, ['TEAMS_APP_ID er forkert']],
    ['a tenant that is none', { ...teams, TEAMS_TENANT_ID: 'hemmeligt' }, ['TEAMS_TENANT_ID er forkert']],
    [
      'a seal that is too short',
      { ...teams, SEAL_SECRET: 'hemmeligt' },
      ['SEAL_SECRET er forkert', 'SEAL_SECRET mangler'],
    ],
    ['Teams without a seal', { ...teams, SEAL_SECRET: '' }, ['SEAL_SECRET mangler']],
    [
      'a password beside a managed identity',
      { ...teams, TEAMS_MANAGED_IDENTITY: 'ja' },
      ['TEAMS_APP_PASSWORD er forkert'],
    ],
    ['neither of the two', { ...teams, TEAMS_APP_PASSWORD: '' }, ['TEAMS_APP_PASSWORD mangler']],
    ['an issuer that is none', { ...teams, TEAMS_ISSUERS: 'hemmeligt' }, ['TEAMS_ISSUERS er forkert']],
    ['an organisation that could be a path', { ORGANISATIONS: '../x' }, ['ORGANISATIONS er forkert']],
    [
      'two at once',
      { PORT: 'x', SLACK_BOT_TOKEN: 'xoxb-1' },
      ['PORT er forkert', 'SLACK_SIGNING_SECRET mangler'],
    ],
  ])('(%s) is named with what it is for and an example, and no value is repeated', (_, env, names) => {
    const said = wrongs(env);
    expect(said.slice(0, -1).map((line) => line.split(':')[0])).toEqual(names);
    for (const line of said.slice(0, -1)) expect(line).toContain('. For eksempel: ');
    expect(said.at(-1)).toContain('docs/settings.md');
    expect(said.join('\n')).not.toContain('hemmeligt');
  });
});

describe('a secret', () => {
  it('can lie in a file of its own, without the newline that editors leave', () => {
    const SLACK_BOT_TOKEN_FILE = write('token', 'xoxb-fra-fil\n');
    const { organisations, secrets } = right({ SLACK_SIGNING_SECRET: secret, SLACK_BOT_TOKEN_FILE });
    expect(organisations[0]?.slack?.SLACK_BOT_TOKEN).toBe('xoxb-fra-fil');
    expect(secrets).toContain('xoxb-fra-fil');
  });

  it('that is given twice, or whose file is not there, is refused', () => {
    const file = write('token', 'xoxb-fra-fil');
    expect(wrongs({ ...slack, SLACK_BOT_TOKEN_FILE: file })[0]).toContain('begge sat');
    expect(wrongs({ ...slack, SLACK_BOT_TOKEN: '', SLACK_BOT_TOKEN_FILE: join(folder, 'x') })[0]).toContain(
      'kan ikke læses',
    );
  });

  it('is known as one, so that the log can leave it out', () => {
    const STORE = 'postgres://bot:adgangskode@db/x';
    expect(right({ ...slack, ...teams, STORE }).secrets).toEqual([STORE, secret, 'xoxb-1', secret, secret]);
  });
});

describe('several organisations', () => {
  it('have each their own settings, and nothing of another’s', () => {
    const own = { NORD__SLACK_BOT_TOKEN: 'xoxb-nord', NORD__SLACK_SIGNING_SECRET: 'nords' };
    const { organisations } = right({
      ORGANISATIONS: 'standard, nord, ny-syd',
      ...slack,
      ...own,
      NY_SYD__SEAL_SECRET: secret,
    });
    expect(organisations.map(({ id, slack: own }) => [id, own?.SLACK_BOT_TOKEN])).toEqual([
      ['standard', 'xoxb-1'],
      ['nord', 'xoxb-nord'],
      ['ny-syd', undefined],
    ]);
    expect(organisations.map(({ sealSecret }) => sealSecret)).toEqual([undefined, undefined, secret]);
  });

  it('whose name is mistyped in a setting are named', () => {
    expect(wrongs({ ORGANISATIONS: 'nord', NORDD__SLACK_BOT_TOKEN: 'xoxb-1' })[0]).toContain(
      'NORDD__SLACK_BOT_TOKEN',
    );
  });
});

describe('the settings file', () => {
  it('is read under the environment; an empty variable takes its line away', () => {
    const file = write('x.env', 'PORT=4000\nDATA="/srv/æ ø"\nSTORE=postgres://db/x\n');
    expect(right({ PORT: '5000', STORE: '' }, file).process).toMatchObject({
      PORT: 5000,
      DATA: '/srv/æ ø',
    });
    expect(right({ STORE: '' }, file).process.STORE).toBeUndefined();
  });

  it('that is named and not there is refused with what makes one', () => {
    expect(wrongs({}, join(folder, 'x.env'))[0]).toContain('npm run -s admin -- init');
  });

  it('never sends a folder that is named on the command line to the server', () => {
    const file = write('x.env', 'STORE=postgres://db/x\n');
    const options = readOptions(['--data', folder], {});
    if ('wrong' in options) throw new Error(options.wrong);
    const inFile = withFolder({ STORE_FILE: write('adresse', 'postgres://db/x') }, options);
    for (const env of [withFolder({}, options), inFile]) {
      const own = loadProcess(env, file);
      expect('wrong' in own ? own : [own.DATA, own.STORE]).toEqual([folder, undefined]);
    }
  });

  it('never takes the folder for a server whose address cannot be read', () => {
    const file = write('x.env', '');
    const both = { STORE: 'postgres://db/x', STORE_FILE: write('adresse', 'postgres://db/y') };
    expect(loadProcess({ STORE_FILE: join(folder, 'mangler') }, file)).toMatchObject({
      wrong: expect.stringContaining('STORE_FILE: filen'),
    });
    expect(loadProcess(both, file)).toMatchObject({ wrong: expect.stringContaining('behold den ene') });
  });
});

it('stands in docs/settings.md as it is declared', async () => {
  await expect(settingsTable()).toMatchFileSnapshot('../../docs/settings.md');
});

it('no example would be refused', () => {
  const refused = settingGroups.flatMap(({ schema }) =>
    Object.entries(schema.shape).flatMap(([name, setting]) =>
      setting.safeParse(aboutOf(setting).example).success ? [] : [name],
    ),
  );
  expect(refused).toEqual([]);
});
