// The settings of a process out of its environment, its settings file and the files that hold its secrets: all that is wrong
// with them is said at once, with names and examples, and no value is ever repeated.
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { z } from 'zod';
import type { Wrong } from './options.ts';
import {
  aboutOf,
  defaultOrganisation,
  organisationSettings,
  processSettings,
  settingGroups,
  slackSettings,
  teamsSettings,
} from './settings.ts';

/** Names and values, as a process is handed them. */
export type Environment = Readonly<Record<string, string | undefined>>;

export const settingsFile = 'forloebsvagten.env';

export type ProcessSettings = z.output<typeof processSettings>;
export type SlackSettings = z.output<typeof slackSettings>;
export type TeamsSettings = z.output<typeof teamsSettings>;

/** What one organisation is served with. */
export interface OrganisationSettings {
  readonly id: string;
  readonly sealSecret: string | undefined;
  /** None: not set up there. */
  readonly slack: SlackSettings | undefined;
  readonly teams: TeamsSettings | undefined;
}

export interface Settings {
  readonly process: ProcessSettings;
  readonly organisations: readonly OrganisationSettings[];
  /** The values that no log may hold. */
  readonly secrets: readonly string[];
}

/**
 * All settings: the environment's, over the lines (`NAME=value`) of the settings file, which is the one that is named, or
 * `forloebsvagten.env` if there is one. Or, in words, all that is wrong with them.
 */
export function loadSettings(env: Environment, file: string | undefined): Settings | Wrong {
  const all = withFile(env, file);
  return 'wrong' in all ? all : readSettings(all.env);
}

/** The process's own alone, for whoever serves no platform. */
export function loadProcess(env: Environment, file: string | undefined): ProcessSettings | Wrong {
  const all = withFile(env, file);
  if ('wrong' in all) return all;
  const { read, wrongs, wrong } = createReader(all.env);
  const settings = read(processSettings, defaultOrganisation);
  // A server that cannot be read from its file must not become the folder.
  return settings === undefined || wrongs.length > 0 ? wrong() : settings;
}

export function readSettings(env: Environment): Settings | Wrong {
  const { read, wrongs, wrong, secrets } = createReader(env);
  const ofProcess = read(processSettings, defaultOrganisation);
  const ids = ofProcess?.ORGANISATIONS ?? [defaultOrganisation];
  wrongs.push(...ofUnknown(env, ids));
  const organisations = ids.map((id): OrganisationSettings => {
    const own = read(organisationSettings, id);
    const isGiven = (schema: z.ZodObject) =>
      Object.keys(schema.shape).some((name) => [name, `${name}_FILE`].some((each) => env[named(each, id)]));
    const isWanted = (platform: 'slack' | 'teams', schema: z.ZodObject) =>
      own?.PLATFORMS?.includes(platform) ?? isGiven(schema);
    const isInTeams = isWanted('teams', teamsSettings);
    if (isInTeams && own?.SEAL_SECRET === undefined)
      wrongs.push(wrongWords(organisationSettings, 'SEAL_SECRET', id, false));
    return {
      id,
      sealSecret: own?.SEAL_SECRET,
      slack: isWanted('slack', slackSettings) ? read(slackSettings, id) : undefined,
      teams: isInTeams ? read(teamsSettings, id) : undefined,
    };
  });
  return wrongs.length > 0 || ofProcess === undefined
    ? wrong()
    : { process: ofProcess, organisations, secrets };
}

/** Reads group by group, and gathers what is wrong with them. */
function createReader(env: Environment) {
  const wrongs: string[] = [];
  const secrets: string[] = [];

  function read<S extends z.ZodObject>(schema: S, organisation: string): z.output<S> | undefined {
    const found: Record<string, string> = {};
    for (const [name, declared] of Object.entries(schema.shape)) {
      const value = given(named(name, organisation), aboutOf(declared as z.ZodType).secret === true);
      if (value !== undefined) found[name] = value;
    }
    const parsed = schema.safeParse(found);
    if (parsed.success) return parsed.data;
    for (const name of new Set(parsed.error.issues.map(({ path }) => String(path[0]))))
      wrongs.push(wrongWords(schema, name, organisation, name in found));
    return undefined;
  }

  function given(name: string, isSecret: boolean): string | undefined {
    const file = isSecret ? env[`${name}_FILE`] : undefined;
    if (file !== undefined && env[name] !== undefined) {
      wrongs.push(`${name} og ${name}_FILE er begge sat: behold den ene`);
      return undefined;
    }
    const value = file === undefined ? env[name] : secretIn(name, file);
    if (isSecret && value !== undefined) secrets.push(value.trim());
    return value;
  }

  function secretIn(name: string, file: string): string | undefined {
    try {
      return readFileSync(file, 'utf8').trim();
    } catch {
      wrongs.push(`${name}_FILE: filen ${file} kan ikke læses`);
      return undefined;
    }
  }

  const wrong = (): Wrong => ({
    wrong: [...new Set(wrongs), 'Alle indstillinger står i docs/settings.md.'].join('\n'),
  });
  return { read, wrongs, wrong, secrets };
}

function withFile(env: Environment, file: string | undefined): { readonly env: Environment } | Wrong {
  let text = '';
  try {
    text = readFileSync(file ?? settingsFile, 'utf8');
  } catch {
    if (file !== undefined)
      return { wrong: `--settings ${file}: filen kan ikke læses. Lav den med: npm run -s admin -- init` };
  }
  // An empty variable takes the file's away.
  const all = Object.entries({ ...parseEnv(text), ...env });
  return { env: Object.fromEntries(all.filter(([, value]) => value !== undefined && value !== '')) };
}

/** What an organisation's own setting is called: the default one's has no prefix, so that a lone one never meets it. */
export function named(setting: string, organisation: string): string {
  return organisation === defaultOrganisation ? setting : `${prefixOf(organisation)}${setting}`;
}

const prefixOf = (organisation: string) => `${organisation.toUpperCase().replaceAll('-', '_')}__`;

/** A prefix that no organisation has: mistyped, it would be ignored in silence. */
function ofUnknown(env: Environment, organisations: readonly string[]): string[] {
  const settings = settingGroups.flatMap(({ schema }) => Object.keys(schema.shape));
  const prefixes = organisations.map(prefixOf);
  return Object.keys(env).flatMap((name) => {
    const [, prefix = '', setting = ''] = /^([A-Z0-9_]+?__)(.+?)(?:_FILE)?$/.exec(name) ?? [];
    if (!settings.includes(setting) || prefixes.includes(prefix)) return [];
    return [`${name}: ORGANISATIONS nævner ingen organisation med det navn foran`];
  });
}

function wrongWords(schema: z.ZodObject, setting: string, organisation: string, isThere: boolean): string {
  const { says, example } = aboutOf(schema.shape[setting] as z.ZodType);
  const what = isThere ? 'er forkert' : 'mangler';
  return `${named(setting, organisation)} ${what}: ${says}. For eksempel: ${example}`;
}
