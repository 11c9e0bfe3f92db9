// `export`: the whole history and the register that it gives, in one file for a person or another system to read.

import { genesis } from '../../../store/chain.ts';
import { createFile } from '../../../store/lowdb/durable-file.ts';
import { adminCommand, type Context, done, type Outcome, refused } from '../command.ts';
import { namedFiles } from '../history/named-files.ts';
import { handedOut } from '../history/recorded.ts';
import { readWorld, type World } from '../history/world.ts';
import { withArchive } from '../place.ts';
import { counted, freeName, quoted } from '../words.ts';

const options = { format: { type: 'string' } } as const;

export const exportHistory = adminCommand({
  name: 'export',
  says: 'Skriv hele historikken og registeret i én fil, som andre kan læse',
  usage: 'FIL [--format ndjson|json]',
  example: 'export historik.ndjson',
  options,
  run: (context) => withArchive(context.place, async (archive) => write(await readWorld(archive), context)),
});

async function write(world: World, context: Context<typeof options>): Promise<Outcome> {
  const [file, ...more] = context.words;
  if (file === undefined || more.length > 0) return refused('Nævn én fil, der skal skrives.');
  const { format = 'ndjson' } = context.options;
  const write = new Map(Object.entries(writers)).get(format);
  if (write === undefined)
    return refused(
      `--format ${format} findes ikke. Vælg ndjson eller json.`,
      `export ${quoted(file)} --format json`,
    );
  const content = contentOf(world);
  if (!(await createFile(context.pathTo(file), Buffer.from(write(content)))))
    return refused(
      `${file} findes allerede og er ikke rørt.`,
      `export ${quoted(freeName(context.pathTo(file)))} --format ${format}`,
    );
  const { version, hash } = content.head;
  return done(
    `${file}: ${counted(version, 'registrering')} og ${content.files.length} navne på filer. Kontrolkoden er ${hash}.`,
    'Filen rummer alt, hvad folk har skrevet. Slet den, når den er brugt.',
  );
}

interface Content {
  /** Of this shape; another shape gets another number. */
  readonly format: 1;
  readonly organisation: string | null;
  /** The number of events and the last hash. */
  readonly head: { readonly version: number; readonly hash: string };
  /** In order. People are ids alone; a removed text has its digest and no words. */
  readonly events: readonly ReturnType<typeof handedOut>[];
  /** The stored files by name; their bytes are in a backup, under the hash. */
  readonly files: ReturnType<typeof namedFiles>;
  /** As src/register/state.ts has it, with maps as objects and sets as lists: it may change with the program, the events never. */
  readonly register: World['register'];
}

function contentOf({ recorded, register }: World): Content {
  const last = recorded.at(-1);
  return {
    format: 1,
    organisation: register.organisation,
    head: { version: recorded.length, hash: last?.hash ?? genesis },
    events: recorded.map(handedOut),
    files: namedFiles(recorded),
    register,
  };
}

/** The content as one object, or line by line, each with the `kind` that says which part of the content it is. */
const writers = {
  json: (content: Content) => `${JSON.stringify(content, plainly, 2)}\n`,
  ndjson({ events, files, register, ...about }: Content) {
    const lines = [
      { kind: 'export', ...about },
      ...events.map((event) => ({ kind: 'event', ...event })),
      ...files.map((file) => ({ kind: 'file', ...file })),
      { kind: 'register', register },
    ];
    return lines.map((line) => `${JSON.stringify(line, plainly)}\n`).join('');
  },
};

function plainly(_key: string, value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries(value);
  return value instanceof Set ? [...value] : value;
}
