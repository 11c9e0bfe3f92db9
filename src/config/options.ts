// What the program was called with.
import { parseArgs } from 'node:util';
import { z } from 'zod';

const schema = z.object({
  data: z.string().min(1).optional(),
  settings: z.string().min(1).optional(),
  as: z.string().min(1).default('sagsbehandler'),
  now: z.string().optional(),
  lang: z.enum(['da', 'en']).optional(),
  json: z.boolean().default(false),
  strict: z.boolean().default(false),
  demo: z.boolean().default(false),
  help: z.boolean().default(false),
  calendar: z.string().optional(),
  serve: z.boolean().default(false),
});

export type Options = z.infer<typeof schema> & {
  /** The words of one line; none for a story or the prompt. */
  readonly words: readonly string[];
  /** Folders in which a named file is looked for: here, and where npm was called. */
  readonly folders: readonly string[];
};

export const usage = `forloebsvagten [--data MAPPE] [--as PERSON] [--now ISO] [--lang da|en] [--json] [--strict] [ord …]
  --serve: bliver i Slack og Teams, efter hvad der er sat op, til den bliver standset; se docs/drift.md
  med ord: én linje · uden ord og uden terminal: en historie på standard input · ellers en prompt`;

/** Stands before a negative number while the options are read. */
const number = '\u0000';

/** The options, or what is wrong with them in words. */
export function readOptions(argv: readonly string[], env: NodeJS.ProcessEnv): Options | Wrong {
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
        calendar: { type: 'string' },
        serve: { type: 'boolean' },
        settings: { type: 'string' },
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

export interface Wrong {
  readonly wrong: string;
}

/** What takes away every server that the settings name, however they name it. */
export const noServer = { STORE: '', STORE_FILE: '', STORE_OWNER: '', STORE_OWNER_FILE: '' } as const;

/** A folder that is named on the command line is the store, whatever the settings say: an exercise never reaches the server. */
export function withFolder<E extends object>(env: E, { data }: Pick<Options, 'data'>): E {
  return data === undefined ? env : { ...env, ...noServer, DATA: data };
}
