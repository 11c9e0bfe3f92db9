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
});

export type ConsoleOptions = z.infer<typeof schema> & {
  /** The words of one line; none for a story or the prompt. */
  readonly words: readonly string[];
  /** Folders in which a named file is looked for: here, and where npm was called. */
  readonly folders: readonly string[];
};

export const usage = `forloebsvagten [--data MAPPE] [--as PERSON] [--now ISO] [--lang da|en] [--json] [--strict] [ord …]
  --slack: bliver i Slack, til den bliver standset; se docs/slack.md
  med ord: én linje · uden ord og uden terminal: en historie på standard input · ellers en prompt`;

/** Stands before a negative number while the options are read. */
const number = '\u0000';

/** The options, or what is wrong with them in words. */
export function readOptions(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
): ConsoleOptions | { readonly wrong: string } {
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
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
});

export interface SlackEnvironment {
  readonly botToken: string;
  readonly signingSecret: string;
  readonly appToken: string | undefined;
  readonly workspaces: readonly string[];
  readonly port: number;
  readonly apiUrl: string | undefined;
  readonly origin: string | undefined;
}

/** The settings for Slack, or the names of those that are missing or wrong. Secrets are never repeated. */
export function readSlack(env: NodeJS.ProcessEnv): SlackEnvironment | { readonly wrong: string } {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = slackSchema.safeParse(given);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    return { wrong: `${names.join(', ')}: mangler eller er forkert; se docs/slack.md` };
  }
  const { SLACK_API_URL: apiUrl, ...rest } = parsed.data;
  return {
    botToken: rest.SLACK_BOT_TOKEN,
    signingSecret: rest.SLACK_SIGNING_SECRET,
    appToken: rest.SLACK_APP_TOKEN,
    workspaces: rest.SLACK_WORKSPACES,
    port: rest.PORT,
    apiUrl,
    origin: apiUrl === undefined ? undefined : new URL(apiUrl).origin,
  };
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
