// What was filled in on a form, as the values of its line. Anything may come back: only the form's own fields are read.
import type { Form, FormField, FormValues } from '../../src/index.ts';
import type { UploadedFile } from '../shared/carried.ts';
import { record } from '../shared/payload.ts';

/** The input in which the words about one reason are typed. */
export function wordsInput(name: string, category: string): string {
  return `${name}:${category}`;
}

/** Whether several can be ticked, which Teams sends as one text with commas. */
export function isTicked({ kind, many }: FormField): boolean {
  return kind === 'reason' || (many && (kind === 'municipality' || kind === 'municipalities'));
}

/** `data` is flat, an input's id and its value; `attached` are the letters that the form came with. */
export function readForm(
  data: unknown,
  form: Pick<Form, 'fields'>,
  attached: readonly UploadedFile[],
): FormValues {
  return Object.fromEntries(form.fields.map((field) => [field.name, valuesOf(data, field, attached)]));
}

function valuesOf(data: unknown, field: FormField, attached: readonly UploadedFile[]): string[] {
  const { name, kind } = field;
  const entered = enteredIn(data, name);
  if (kind === 'file') {
    const [only, second] = attached;
    if (only && !second) return [only.name];
    return attached.map((each) => each.name).filter((each) => entered.includes(each));
  }
  if (!isTicked(field)) return entered;
  const ticked = entered
    .flatMap((each) => each.split(','))
    .map((each) => each.trim())
    .filter((each) => each !== '');
  return kind === 'reason' ? ticked.map((each) => withWords(data, name, each)) : ticked;
}

/** `overlap:kommunens ord` */
function withWords(data: unknown, name: string, category: string): string {
  const words = enteredIn(data, wordsInput(name, category)).join(' ').trim();
  return words === '' ? category : `${category}:${words}`;
}

function enteredIn(data: unknown, id: string): string[] {
  const value = record(data)[id];
  const several: readonly unknown[] = Array.isArray(value) ? value : [value];
  return several.flatMap((each) => {
    if (typeof each === 'string') return each.trim() === '' ? [] : [each];
    return typeof each === 'number' || typeof each === 'boolean' ? [String(each)] : [];
  });
}
