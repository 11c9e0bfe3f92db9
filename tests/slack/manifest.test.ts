// The manifest is what the code has: its commands, its events and the scopes that are needed, within what Slack takes.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { manifestText, placeholderHost, slackManifest } from '../../adapters/slack/manifest.ts';
import { methods as paced } from '../../adapters/slack/outbound/methods.ts';
import { botScopes, eventScopes, methodScopes, scopeReasons } from '../../adapters/slack/scopes.ts';
import { shortcuts } from '../../adapters/slack/shortcuts.ts';
import { commands } from '../../src/commands/index.ts';
import { at, parsed } from '../support/slack/json-reading.ts';
import { manifestProblems } from '../support/slack/manifest-limits.ts';
import { methods as documented } from '../support/slack/methods.ts';
import { everyEvent } from '../support/slack/slack-client.ts';

const manifest = slackManifest();
const committed = readFileSync('manifest/slack.json', 'utf8');

/** The adapter's sources without the two tables that only name methods. */
const sources = readdirSync('adapters/slack', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/(^|\/)(methods|scopes|manifest)\.ts$/.test(file))
  .map((file) => readFileSync(join('adapters/slack', file), 'utf8'))
  .join('\n');
const inQuotes = new Set([...sources.matchAll(/'([a-z]\w*(?:\.\w+)+)'/g)].map(([, name = '']) => name));
/** The fake knows more methods than the bot calls. */
const called = [...inQuotes].filter((name) => documented.has(name));

describe('the committed manifest', () => {
  it('is the generated one; else run `npm run manifest`', () => {
    expect(committed).toBe(manifestText());
  });

  it('names every command and both shortcuts', () => {
    const { long_description } = manifest.display_information;
    const listed = long_description.split('Kommandoer: ')[1]?.replace(/\.$/, '').split(', ');
    expect(listed).toEqual(commands.map(({ name }) => name));
    expect(manifest.features.shortcuts.map((each) => each.callback_id).sort()).toEqual(
      Object.values(shortcuts).sort(),
    );
    expect(manifest.features.slash_commands[0]?.usage_hint).not.toContain('undefined');
  });

  it('has one address everywhere, which is nobody’s until it is replaced', () => {
    const hosts = [...committed.matchAll(/https?:\/\/([^/"]+)([^"]*)/g)].map(
      ([, host, path]) => `${host}${path}`,
    );
    expect(new Set(hosts)).toEqual(new Set([`${placeholderHost}/slack/events`]));
    expect(hosts).toHaveLength(4);
    expect(manifestText({ host: 'bot.example.org' })).toBe(
      committed.replaceAll(placeholderHost, 'bot.example.org'),
    );
  });

  it('for Socket Mode has no address, and is otherwise the same', () => {
    const text = manifestText('socket');
    expect(text).not.toContain('https://');
    const without = committed
      .replace(/ *"(url|request_url|message_menu_options_url)": .*\n/g, '')
      .replace('"socket_mode_enabled": false', '"socket_mode_enabled": true');
    expect(parsed(text)).toEqual(parsed(without.replace(/,(\s*\})/g, '$1')));
  });
});

describe('Slack would take it', () => {
  it.each([manifest, slackManifest('socket')])('by its limits, restated', (each) => {
    expect(manifestProblems(each)).toEqual([]);
  });

  it.each([
    ['a long name', { display_information: { ...manifest.display_information, name: 'x'.repeat(36) } }],
    ['a short description', { display_information: { name: 'x', long_description: 'kort' } }],
    [
      'a capital or a Danish letter in the bot’s name',
      { ...manifest, features: { ...manifest.features, bot_user: { display_name: 'Forløbsvagten' } } },
    ],
    [
      'a long shortcut',
      {
        ...manifest,
        features: {
          ...manifest.features,
          shortcuts: [{ ...manifest.features.shortcuts[0], name: 'x'.repeat(25) }],
        },
      },
    ],
    [
      'a command without its slash',
      {
        ...manifest,
        features: { ...manifest.features, slash_commands: [{ command: 'taskforce', description: 'x' }] },
      },
    ],
  ])('which would find %s', (_, wrong) => {
    expect(manifestProblems(wrong)).not.toEqual([]);
  });

  const schemas = '../shared/data/slack/manifest-schema/schemas';
  describe.skipIf(!existsSync(schemas))(`by its own JSON Schema (skipped without ${schemas})`, () => {
    it.each(['1.0.0', '2.0.0'])('%s', (version) => {
      const schema: unknown = JSON.parse(
        readFileSync(join(schemas, `manifest.schema.${version}.json`), 'utf8'),
      );
      if (typeof schema !== 'object' || schema === null) throw new Error('no schema');
      const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
      const isValid = ajv.compile(schema);
      const problems = (value: unknown) =>
        isValid(value) ? [] : (isValid.errors ?? []).map((each) => `${each.instancePath} ${each.message}`);
      expect(problems(JSON.parse(committed))).toEqual([]);
      expect(problems(JSON.parse(manifestText('socket')))).toEqual([]);
      expect(problems({ ...manifest, scopes: [] })).not.toEqual([]);
      expect(problems({ ...manifest, display_information: { name: 'x'.repeat(36) } })).not.toEqual([]);
    });
  });
});

describe('a scope', () => {
  it('is asked for only if a method, an event or a command that is in use needs it', () => {
    const needed = [...Object.values(methodScopes), ...Object.values(eventScopes), ['commands']].flat();
    expect(manifest.oauth_config.scopes.bot).toEqual([...new Set(needed)].sort());
    expect([...botScopes].sort()).toEqual(Object.keys(scopeReasons).sort());
  });

  it('is there for every method that the sources call, and for no other', () => {
    expect(called.length).toBeGreaterThan(10);
    expect(called.sort()).toEqual(Object.keys(methodScopes).sort());
    expect([...Object.keys(paced), 'chat.postMessage'].sort()).toEqual(Object.keys(methodScopes).sort());
    // Any other way of calling would escape this test.
    expect(sources.match(/\.apiCall\(/g)).toHaveLength(1);
    expect(sources).not.toMatch(/\bclient\.(?!apiCall\()|\bsay\(|\brespond\(\{/);
  });

  it.each(Object.entries(methodScopes))('of %s is what Slack documents', (name, scopes) => {
    const allowed = documented.get(name)?.scopes ?? [];
    // `users.info` shows the address only with the scope of its own: docs.slack.dev, users:read.email.
    expect(scopes.filter((scope) => scope !== 'users:read.email' || name !== 'users.info')).toEqual(
      scopes.filter((scope) => allowed.includes(scope)),
    );
    expect(scopes.length === 0).toBe(allowed.length === 0);
  });

  it('is there for each event that is heard, and those are the ones that the tests send', () => {
    expect(manifest.settings.event_subscriptions.bot_events).toEqual([...everyEvent].sort());
    const heard = [...sources.matchAll(/app\.event\('(\w+)'/g)].map(([, name]) => name);
    const subscribed = Object.keys(eventScopes).map((name) => name.replace(/\..*/, ''));
    expect([...new Set(subscribed)].sort()).toEqual(heard.sort());
  });
});

const list = '../shared/data/slack/slack-methods.json';
it.skipIf(!existsSync(list))(`no method but these stands in the sources (skipped without ${list})`, () => {
  const all: unknown = parsed(readFileSync(list, 'utf8'));
  expect([...inQuotes].filter((name) => at(all, name) !== undefined).sort()).toEqual(called.sort());
});
