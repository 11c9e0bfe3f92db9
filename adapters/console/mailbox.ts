// The console's post: a file of messages beside the journal. What was posted and never printed, because the process died,
// is printed with the next clock line.
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Message, Messenger } from '../../src/index.ts';
import { plain, withOffset } from '../../src/index.ts';

/** A message as it was posted. */
export interface Letterbox {
  readonly id: string;
  /** Copenhagen time with its offset. */
  readonly at: string;
  /** A person's id. */
  readonly to: string;
  readonly text: string;
}

export interface Mailbox extends Messenger {
  /** What has been posted and not yet shown. */
  unread(): readonly Letterbox[];
  /** They have been printed. */
  shown(): Promise<void>;
  close(): Promise<void>;
}

/** The file `beskeder.ndjson`: a line for each message, and a line with their number for each time that they were shown. */
export async function openMailbox(directory: string): Promise<Mailbox> {
  const path = join(directory, 'beskeder.ndjson');
  const posted: Letterbox[] = [];
  let seen = 0;
  let file: FileHandle | undefined;
  const kept = await readFile(path, 'utf8').catch(() => '');
  for (const line of kept.split('\n')) {
    const entry = parsed(line);
    if (typeof entry === 'number') seen = entry;
    else if (entry) posted.push(entry);
  }
  // A line that a crash tore must not swallow the next one.
  let torn = kept !== '' && !kept.endsWith('\n');

  async function append(entry: Letterbox | number): Promise<void> {
    file ??= await open(path, 'a');
    await file.appendFile(`${torn ? '\n' : ''}${JSON.stringify(entry)}\n`);
    torn = false;
    await file.datasync();
  }

  return {
    viaOf: () => 'console',
    boards: [],
    async post({ id, at, to, view }: Message) {
      const letter = { id, at: withOffset(at), to: to.id, text: plain(view) };
      await append(letter);
      posted.push(letter);
      return { outcome: 'delivered', reference: null };
    },
    find: async ({ message }) =>
      posted.some((each) => each.id === message)
        ? { outcome: 'delivered', reference: null }
        : { outcome: 'failed', reason: 'absent' },
    unread: () => posted.slice(seen),
    async shown() {
      if (seen === posted.length) return;
      seen = posted.length;
      await append(seen);
    },
    close: async () => file?.close(),
  };
}

function parsed(line: string): Letterbox | number | undefined {
  if (line === '') return undefined;
  try {
    return JSON.parse(line) as Letterbox | number;
  } catch {
    return undefined;
  }
}
