// The files of a line: read, judged and stored before the command sees them. A file that is refused stops the line.
import type { IncomingFile } from './args.ts';
import type { Command, Context } from './command.ts';
import { argumentsOf } from './parse.ts';
import type { Documents, Files, Opened } from './ports.ts';
import type { DataOf } from './register/events.ts';
import { isRefusal, type Refusal, refuse } from './register/refusal.ts';

interface Ports {
  readonly files: Files;
  readonly documents: Documents;
}

type Arguments = Readonly<Record<string, unknown>>;

/** The arguments with each named file in its name's place. */
export async function withFiles(
  ports: Ports,
  command: Command,
  args: Arguments,
  openFile: (name: string) => Promise<Opened>,
): Promise<Arguments | Refusal> {
  const resolved: Record<string, unknown> = { ...args };
  for (const { name: argument, as } of argumentsOf(command).filter(({ kind }) => kind === 'file')) {
    const name = args[argument];
    if (typeof name !== 'string') continue;
    const read = await takeIn(ports, as ?? 'letter', name, await openFile(name), command.example);
    if (isRefusal(read)) return read;
    resolved[argument] = read;
  }
  return resolved;
}

/** The files of a line that waits for confirmation, so that they need not be handed in again. */
export function attachments(
  command: Command,
  args: Arguments,
  context: Context,
): DataOf<'confirmation-asked'>['attachments'] {
  const files = argumentsOf(command).filter((spec) => spec.kind === 'file' && args[spec.name] !== undefined);
  return files.map(({ name }) => {
    const { file, words } = args[name] as IncomingFile;
    return { argument: name, file, words: context.seal(words) };
  });
}

async function takeIn(
  { files, documents }: Ports,
  as: 'letter' | 'table',
  name: string,
  opened: Opened,
  example: string,
): Promise<IncomingFile | Refusal> {
  if (!opened) return refuse('file-not-found', { name }, example);
  if ('reason' in opened) return refuse('file-refused', { name, ...opened }, example);
  const received = await documents.receive(as, opened.name, opened.bytes);
  if (!received.ok) return refuse('file-refused', { name, ...received.refusal }, example);
  const sha256 = await files.put(opened.bytes);
  const { name: safe, mediaType, text } = received.file;
  return { file: { name: safe, mediaType, sha256, size: opened.bytes.length }, words: text };
}
