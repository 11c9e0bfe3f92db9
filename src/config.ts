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
});

export type ConsoleOptions = z.infer<typeof schema> & {
  /** The words of one line; none for a story or the prompt. */
  readonly words: readonly string[];
  /** Folders in which a named file is looked for: here, and where npm was called. */
  readonly folders: readonly string[];
};

export const usage = `forloebsvagten [--data MAPPE] [--as PERSON] [--now ISO] [--lang da|en] [--json] [--strict] [ord …]
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
