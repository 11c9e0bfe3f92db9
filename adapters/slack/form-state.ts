// What was filled in on a form, as the values of its line; and what a form carries through Slack until then.
import type { Form, FormValues } from '../../src/index.ts';
import { entries, field, record } from '../shared/payload.ts';
import { oneLine } from './escape.ts';

/** The element in every input block. */
export const valueId = 'value';

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
}

export interface Filled {
  readonly values: FormValues;
  readonly files: readonly UploadedFile[];
}

/** What the person filled in, by argument. `states` is Slack's `view.state.values`. */
export function readForm(
  states: unknown,
  { files: attached = [] }: FormState,
  form: Pick<Form, 'fields'>,
): Filled {
  const values: Record<string, readonly string[]> = {};
  const files: UploadedFile[] = [...attached];
  const [only, second] = attached;
  for (const { name, kind } of form.fields) {
    const entered = enteredIn(states, name);
    const uploaded = readFiles(entered.files);
    files.push(...uploaded);
    const given =
      kind === 'reason' ? chosen(entered).map((each) => withWords(states, name, each)) : chosen(entered);
    values[name] =
      kind === 'file' && only && !second ? [only.name] : [...given, ...uploaded.map((each) => each.name)];
  }
  return { values, files };
}

function enteredIn(states: unknown, block: string) {
  return record(record(record(states)[block])[valueId]);
}

/** `overlap:"kommunens ord"` */
function withWords(states: unknown, name: string, category: string): string {
  const words = field(enteredIn(states, wordsBlock(name, category)), 'value')?.trim() ?? '';
  return words === '' ? category : `${category}:${words}`;
}

/** The block in which the words about one reason are typed. */
export function wordsBlock(name: string, category: string): string {
  return `${name}:${category}`;
}

function chosen(entered: unknown): string[] {
  const several = entries(record(entered).selected_options).map((each) => field(each, 'value'));
  const single = ['value', 'selected_date'].map((key) => field(entered, key));
  return [...single, field(entered, 'selected_option', 'value'), ...several].filter(
    (each): each is string => each !== undefined,
  );
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

/** Stands before a line with the files that came with it; no command begins so. */
const carryMark = '+';

export function carrying(line: string, files: readonly UploadedFile[]): string {
  return files.length === 0 ? line : `${carryMark}${JSON.stringify({ line, files })}`;
}

/** What `carrying` has put together. */
export function carried(text: string): { readonly line: string; readonly files: readonly UploadedFile[] } {
  const together = text.startsWith(carryMark) ? parsed(text.slice(carryMark.length)) : undefined;
  const line = field(together, 'line');
  return line === undefined ? { line: text, files: [] } : { line, files: readFiles(record(together).files) };
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
  if (command === undefined) return undefined;
  return {
    command,
    ...(channel === undefined ? {} : { channel }),
    files: readFiles(record(state).files),
  };
}
