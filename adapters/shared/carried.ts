// What goes through a platform and comes back: a line's files in a button, and what a form must know when it is sent.
import { entries, field, record } from './payload.ts';
import { oneLine } from './text.ts';

/** A file that somebody has handed in on the platform. */
export interface UploadedFile {
  readonly id: string;
  readonly name: string;
}

/** Which command a form is of, from where it was opened, and a letter that is already there. */
export interface FormState {
  readonly command: string;
  readonly channel?: string;
  /** A message's files, of which one is the letter. */
  readonly files?: readonly UploadedFile[];
  /** The form's name, where it can be sent more than once: the same words from it are recorded once. */
  readonly once?: string;
}

export function readFiles(value: unknown): UploadedFile[] {
  return entries(value).flatMap((each) => {
    const id = field(each, 'id');
    const name = field(each, 'name');
    return id === undefined || name === undefined ? [] : [{ id, name: asTyped(name) }];
  });
}

/** Characters of a file's name by which it is told from the message's others: ten of them fit into what a form carries. */
const nameLength = 60;

/** As a line can say it: æ, ø and å in one spelling, single blanks. */
export function asTyped(name: string): string {
  return oneLine(name.normalize('NFC')).replaceAll(/\s+/g, ' ').trim();
}

/** A message's files by names that are short, and no two the same; a name's ending says most. */
export function namedApart(files: readonly UploadedFile[]): UploadedFile[] {
  const taken = new Set<string>();
  return files.map(({ id, name }, index) => {
    const short = oneLine(name.slice(-nameLength));
    const apart = taken.has(short.toLowerCase()) ? `${index + 1} ${short}` : short;
    taken.add(apart.toLowerCase());
    return { id, name: apart };
  });
}

/** What a line in a button needs to know beside itself. */
export interface Carried {
  readonly line: string;
  readonly files: readonly UploadedFile[];
  /** Where it was asked, when its answer is read elsewhere. */
  readonly channel?: string | undefined;
}

/** Stands before a line with what came with it; no command begins so. */
const carryMark = '+';

export function carrying({ line, files, channel }: Carried): string {
  if (files.length === 0 && channel === undefined) return line;
  return `${carryMark}${JSON.stringify({ line, files, channel })}`;
}

/** What `carrying` has put together. */
export function carried(text: string): Carried {
  const together = text.startsWith(carryMark) ? parsed(text.slice(carryMark.length)) : undefined;
  const line = field(together, 'line');
  if (line === undefined) return { line: text, files: [] };
  return { line, files: readFiles(record(together).files), channel: field(together, 'channel') };
}

function parsed(json: unknown): unknown {
  try {
    return JSON.parse(String(json));
  } catch {
    return undefined;
  }
}

/** The state that a form was opened with; undefined when it is none of ours. */
export function readState(metadata: unknown): FormState | undefined {
  const state = parsed(metadata);
  const command = field(state, 'command');
  const channel = field(state, 'channel');
  const once = field(state, 'once');
  if (command === undefined) return undefined;
  return {
    command,
    ...(channel === undefined ? {} : { channel }),
    ...(once === undefined ? {} : { once }),
    files: readFiles(record(state).files),
  };
}
