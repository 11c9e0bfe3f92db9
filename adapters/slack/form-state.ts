// What was filled in on a form, as the values of its line.
import type { Form, FormValues } from '../../src/index.ts';
import { type FormState, readFiles, type UploadedFile } from '../shared/carried.ts';
import { entries, field, record } from '../shared/payload.ts';

/** The element in every input block. */
export const valueId = 'value';

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
