// The app's manifest is what the code has, in both languages, and Microsoft's own schemas take it.
import { readFileSync } from 'node:fs';
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';
import AjvDraft04 from 'ajv-draft-04';
import { describe, expect, it } from 'vitest';
import {
  englishTexts,
  exampleApp,
  recordAnswerAction,
  teamsManifest,
} from '../../adapters/teams/manifest.ts';
import { commands, halfTyped, type Locale } from '../../src/index.ts';

const manifest = teamsManifest({ ...exampleApp, version: '1.2.3' });
const english = englishTexts();
const [bot = { scopes: [], commandLists: [] }] = manifest.bots;

const schemas = 'node_modules/@microsoft/app-manifest/build/json-schemas/teams/v1.28';
const isLocalisation = new AjvDraft04.default({
  // Its patterns are not ones that /u takes, and it names a format that is only for display.
  unicodeRegExp: false,
  validateFormats: false,
  strictTypes: false,
}).compile(JSON.parse(readFileSync(`${schemas}/MicrosoftTeams.Localization.schema.json`, 'utf8')));

/** By Microsoft's validator, which fetches nothing: it has its schemas with it. */
const problems = (value: object) => AppManifestUtils.validateAgainstSchema(value as TeamsManifest);
const withBot = (change: object) => ({ ...manifest, bots: [{ ...bot, ...change }] });

describe('Teams would take the manifest', () => {
  it('by Microsoft’s schema 1.28', async () => {
    expect(manifest.$schema).toBe(
      'https://developer.microsoft.com/json-schemas/teams/v1.28/MicrosoftTeams.schema.json',
    );
    expect(await problems(manifest)).toEqual([]);
    expect(
      await problems(teamsManifest({ ...exampleApp, version: '1.2.3', website: 'https://a.dk/b' })),
    ).toEqual([]);
  });

  it.each([
    ['a name of 31 characters', { ...manifest, name: { short: 'x'.repeat(31) } }],
    [
      'thirteen commands',
      withBot({ commandLists: [{ scopes: ['personal'], commands: Array(13).fill({ title: 'svar' }) }] }),
    ],
    ['a fourth menu', withBot({ commandLists: Array(4).fill(bot.commandLists[0]) })],
    ['an unknown key', { ...manifest, hest: true }],
    ['a scope in the wrong case', withBot({ scopes: ['groupchat'] })],
    ['an id that is no GUID', { ...manifest, id: '{{APP_ID}}' }],
    ['another version of the schema', { ...manifest, manifestVersion: '1.27' }],
    [
      'a short description of 81 characters',
      { ...manifest, description: { short: 'x'.repeat(81), full: 'x' } },
    ],
    [
      'an action with a long title',
      {
        ...manifest,
        composeExtensions: [
          { ...manifest.composeExtensions[0], commands: [{ id: 'a', title: 'x'.repeat(33) }] },
        ],
      },
    ],
  ])('which finds %s', async (_, wrong) => {
    expect(await problems(wrong)).not.toEqual([]);
  });

  it('with the English texts by its schema for languages, of the same version', () => {
    expect(isLocalisation(english) ? [] : isLocalisation.errors).toEqual([]);
    expect(english.$schema).toBe(manifest.$schema.replace('MicrosoftTeams.', 'MicrosoftTeams.Localization.'));
    for (const wrong of [
      { ...english, 'name.short': 'x'.repeat(31) },
      { ...english, 'bots[0].commandLists[0].commands[12].title': 'svar' },
      { ...english, 'bots.commandLists[0].commands[0].title': 'svar' },
      { ...english, 'description.full': '' },
    ])
      expect(isLocalisation(wrong)).toBe(false);
  });
});

describe('a menu', () => {
  const menus = bot.commandLists.map(({ scopes, commands: entries }, list) => ({
    scope: scopes.join(),
    entries: entries.map((danish, at) => ({
      danish,
      english: {
        title: english[`bots[0].commandLists[${list}].commands[${at}].title`] ?? '',
        description: english[`bots[0].commandLists[${list}].commands[${at}].description`],
      },
    })),
  }));

  it('is there for each place that the bot can be in, and only once', () => {
    expect(menus.map(({ scope }) => scope)).toEqual(['personal', 'team', 'groupChat']);
    expect(bot.scopes).toEqual(['personal', 'team', 'groupChat']);
    for (const { entries } of menus)
      expect(new Set(entries.map((each) => each.danish.title)).size).toBe(entries.length);
  });

  it.each(menus)(
    'for $scope sends lines that the bot understands, whatever the reader’s language',
    ({ entries }) => {
      expect(entries.length).toBeGreaterThan(4);
      for (const entry of entries)
        for (const title of [entry.danish.title, entry.english.title])
          for (const locale of ['da', 'en'] satisfies Locale[]) {
            const command = halfTyped(title, locale)?.command;
            expect(command?.name, title).toBe(entry.danish.title);
            expect([command?.help.da, command?.help.en]).toEqual([
              entry.danish.description,
              entry.english.description,
            ]);
          }
    },
  );

  it('does not offer what Teams cannot do there: files in a channel, a channel in a chat', () => {
    const offers = (scope: string, title: string) =>
      menus.find((each) => each.scope === scope)?.entries.some((each) => each.danish.title === title);
    expect([offers('personal', 'brev'), offers('team', 'brev'), offers('groupChat', 'brev')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([offers('personal', 'opsæt kanal'), offers('team', 'opsæt kanal')]).toEqual([false, true]);
    expect(offers('groupChat', 'opsæt kanal')).toBe(false);
  });
});

describe('the English texts', () => {
  it('stand for every Danish text that can be translated, and for nothing that is not there', () => {
    const texts = Object.keys(english).filter((key) => key !== '$schema');
    for (const key of texts) {
      const steps = key.split(/\.|\[(\d+)\]\.?/).filter((step) => step !== undefined && step !== '');
      const value = steps.reduce<unknown>((at, step) => Object(at)[step], manifest);
      expect(typeof value, key).toBe('string');
    }
    const titles = JSON.stringify(manifest).match(/"title":/g) ?? [];
    expect(texts.filter((key) => key.endsWith('.title'))).toHaveLength(titles.length);
  });

  it('name every command as their reader calls it', () => {
    const listed = (text = '') => /: ([^:]*)\.$/.exec(text)?.[1]?.split(', ');
    expect(listed(manifest.description.full)).toEqual(commands.map(({ name }) => name));
    expect(listed(english['description.full'])).toEqual(commands.map(({ alias }) => alias));
  });
});

describe('the app asks for no more than it needs', () => {
  it('no message that is not for it, no sign-in, no other host', () => {
    expect(Object.keys(manifest)).not.toContain('authorization');
    expect(Object.keys(manifest)).not.toContain('webApplicationInfo');
    expect(manifest.permissions).toEqual(['identity', 'messageTeamMembers']);
    expect(manifest.validDomains).toEqual([exampleApp.host]);
    const hosts = [...JSON.stringify(manifest).matchAll(/https:\/\/([^/"]+)/g)].map(([, host]) => host);
    expect(new Set(hosts)).toEqual(new Set(['developer.microsoft.com', exampleApp.host]));
  });

  it('one bot with one id, and one action that opens a form', () => {
    const ids = JSON.stringify(manifest).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g);
    expect(ids).toEqual(Array(3).fill(exampleApp.appId));
    const actions = manifest.composeExtensions.flatMap((extension) => extension.commands);
    expect(actions).toMatchObject([
      { id: recordAnswerAction, type: 'action', fetchTask: true, context: ['commandBox', 'message'] },
    ]);
  });

  it('leads to the ministry’s page about it where there is one', () => {
    const { developer } = teamsManifest({ ...exampleApp, version: '1.2.3', website: 'https://a.dk/b' });
    expect([developer.websiteUrl, developer.privacyUrl, developer.termsOfUseUrl]).toEqual(
      Array(3).fill('https://a.dk/b'),
    );
    expect(manifest.developer.websiteUrl).toBe(`https://${exampleApp.host}/`);
  });
});
