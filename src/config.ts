// Settings from the command line and the environment: the only reader of process.env and argv.
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { roles } from './permission.ts';
import type { Person } from './ports.ts';

const schema = z.object({
  data: z.string().min(1).default('data'),
  as: z.string().min(1).default('sagsbehandler'),
  now: z.string().optional(),
  lang: z.enum(['da', 'en']).optional(),
  json: z.boolean().default(false),
  strict: z.boolean().default(false),
  demo: z.boolean().default(false),
  help: z.boolean().default(false),
  verify: z.boolean().default(false),
  doctor: z.boolean().default(false),
  calendar: z.string().optional(),
  slack: z.boolean().default(false),
  teams: z.boolean().default(false),
});

export type ConsoleOptions = z.infer<typeof schema> & {
  /** The words of one line; none for a story or the prompt. */
  readonly words: readonly string[];
  /** Folders in which a named file is looked for: here, and where npm was called. */
  readonly folders: readonly string[];
};

export const usage = `forloebsvagten [--data MAPPE] [--as PERSON] [--now ISO] [--lang da|en] [--json] [--strict] [ord …]
  --slack, --teams: bliver i Slack, i Teams eller begge steder, til den bliver standset; se docs/slack.md og docs/teams.md
  med ord: én linje · uden ord og uden terminal: en historie på standard input · ellers en prompt`;

/** Stands before a negative number while the options are read. */
const number = '\u0000';

/** The options, or what is wrong with them in words. */
export function readOptions(argv: readonly string[], env: NodeJS.ProcessEnv): ConsoleOptions | Wrong {
  try {
    const { values, positionals } = parseArgs({
      // `-10` is a number of a line, not an option.
      args: argv.map((word) => (/^-\d/.test(word) ? `${number}${word}` : word)),
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        as: { type: 'string' },
        now: { type: 'string' },
        lang: { type: 'string' },
        json: { type: 'boolean' },
        strict: { type: 'boolean' },
        demo: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        verify: { type: 'boolean' },
        doctor: { type: 'boolean' },
        calendar: { type: 'string' },
        slack: { type: 'boolean' },
        teams: { type: 'boolean' },
      },
    });
    const parsed = schema.safeParse(values);
    if (!parsed.success) return { wrong: z.prettifyError(parsed.error) };
    const folders = [process.cwd(), env.INIT_CWD].filter((folder) => folder !== undefined);
    return { ...parsed.data, words: positionals.map((word) => word.replace(number, '')), folders };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

const secret = z.string().trim().min(1);

const slackSchema = z.object({
  SLACK_BOT_TOKEN: secret.startsWith('xoxb-'),
  SLACK_SIGNING_SECRET: secret,
  /** Set: Socket Mode. */
  SLACK_APP_TOKEN: secret.startsWith('xapp-').optional(),
  /** Ids of the workspaces whose members may use the bot; none: the one that the token is of. */
  SLACK_WORKSPACES: z
    .string()
    .default('')
    .transform((list) => list.split(/[\s,]+/).filter((id) => id !== ''))
    .pipe(z.array(z.string().regex(/^T[A-Z0-9]+$/))),
  /** Another than Slack's own, for tests. */
  SLACK_API_URL: z.url().optional(),
});

export interface SlackEnvironment {
  readonly botToken: string;
  readonly signingSecret: string;
  readonly appToken: string | undefined;
  readonly workspaces: readonly string[];
  readonly apiUrl: string | undefined;
  readonly origin: string | undefined;
}

/** The settings for Slack, or the names of those that are missing or wrong. Secrets are never repeated. */
export function readSlack(env: NodeJS.ProcessEnv): SlackEnvironment | Wrong {
  const read = readSettings(slackSchema, env, 'docs/slack.md');
  if ('wrong' in read) return read;
  const { SLACK_API_URL: apiUrl, ...rest } = read;
  return {
    botToken: rest.SLACK_BOT_TOKEN,
    signingSecret: rest.SLACK_SIGNING_SECRET,
    appToken: rest.SLACK_APP_TOKEN,
    workspaces: rest.SLACK_WORKSPACES,
    apiUrl,
    origin: apiUrl === undefined ? undefined : new URL(apiUrl).origin,
  };
}

const guid = z.guid().toLowerCase();
const several = z.string().transform((list) => list.split(/[\s,]+/).filter((each) => each !== ''));

const teamsSchema = z
  .object({
    TEAMS_APP_ID: guid,
    TEAMS_TENANT_ID: guid,
    TEAMS_APP_PASSWORD: secret.optional(),
    TEAMS_MANAGED_IDENTITY: z.enum(['ja', 'yes']).optional(),
    SEAL_SECRET: secret.min(32),
    /** Others than the public cloud's. */
    TEAMS_SERVICE_ORIGINS: several.pipe(z.array(z.url().transform((url) => new URL(url).origin))).optional(),
    TEAMS_ISSUERS: several.pipe(z.array(z.url().transform((url) => url.replace(/\/$/, '')))).optional(),
    TEAMS_OPENID_URL: z.url().optional(),
  })
  // Azure refuses a bot that has both.
  .refine((set) => (set.TEAMS_APP_PASSWORD === undefined) !== (set.TEAMS_MANAGED_IDENTITY === undefined), {
    path: ['TEAMS_APP_PASSWORD'],
  });

export interface TeamsEnvironment {
  readonly appId: string;
  readonly tenant: string;
  /** None: a managed identity. */
  readonly password: string | undefined;
  readonly secret: string;
  readonly serviceOrigins: readonly string[] | undefined;
  readonly issuers: readonly string[] | undefined;
  readonly openIdMetadataUrl: string | undefined;
}

/** The settings for Teams, or the names of those that are missing or wrong. Secrets are never repeated. */
export function readTeams(env: NodeJS.ProcessEnv): TeamsEnvironment | Wrong {
  const read = readSettings(teamsSchema, env, 'docs/teams.md');
  if ('wrong' in read) return read;
  return {
    appId: read.TEAMS_APP_ID,
    tenant: read.TEAMS_TENANT_ID,
    password: read.TEAMS_APP_PASSWORD,
    secret: read.SEAL_SECRET,
    serviceOrigins: read.TEAMS_SERVICE_ORIGINS,
    issuers: read.TEAMS_ISSUERS,
    openIdMetadataUrl: read.TEAMS_OPENID_URL,
  };
}

const serverSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** Where the outside reaches this server; without it there are no links to files. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  SEAL_SECRET: secret.min(32).optional(),
});

export interface ServerEnvironment {
  readonly port: number;
  /** Links to files: from where, and what seals them. */
  readonly links: { readonly publicUrl: string; readonly secret: string } | undefined;
}

/** The settings of the process's one server. */
export function readServer(env: NodeJS.ProcessEnv): ServerEnvironment | Wrong {
  const read = readSettings(serverSchema, env, 'docs/teams.md');
  if ('wrong' in read) return read;
  const { PORT: port, PUBLIC_URL: publicUrl, SEAL_SECRET: sealed } = read;
  const links = publicUrl === undefined || sealed === undefined ? undefined : { publicUrl, secret: sealed };
  return { port, links };
}

export interface Wrong {
  readonly wrong: string;
}

function readSettings<S extends z.ZodType<object>>(
  schema: S,
  env: NodeJS.ProcessEnv,
  guide: string,
): z.output<S> | Wrong {
  const parsed = schema.safeParse(
    Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')),
  );
  if (parsed.success) return parsed.data;
  const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
  return { wrong: `${names.join(', ')}: mangler eller er forkert; se ${guide}` };
}

const leaderOf: Readonly<Record<string, string>> = {
  sagsbehandler: 'leder',
  leder: 'kontorchef',
  kontorchef: 'afdelingschef',
  afdelingschef: 'departementschef',
  ministersekretariat: 'departementschef',
  departementschef: 'minister',
};

/** The people of a fresh console folder: one a role, each with the next as leader. */
export const consolePeople: readonly Person[] = roles.map((role) => ({
  id: role,
  name: role.charAt(0).toUpperCase() + role.slice(1),
  roles: [role],
  locale: 'da',
  leader: leaderOf[role] ?? null,
}));
