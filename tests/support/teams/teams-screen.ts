// A card as a finger meets it: its buttons, its fields with what stands in them, and what pressing sends along.
import type { Message } from './fake-connector-world.ts';
import { readable } from './read-card.ts';

export type Json = Readonly<Record<string, unknown>>;

/** What somebody has entered, by the field's id. */
export type Entered = ReadonlyMap<string, string>;

/** Those that can be pressed; a fallback is for other clients. */
export function buttonsIn(card: unknown): readonly Json[] {
  return inOrder(card).filter(({ type }) => String(type).startsWith('Action.'));
}

export function fieldsIn(card: unknown): readonly Json[] {
  return inOrder(card).filter(({ type }) => String(type).startsWith('Input.'));
}

/** Every object that is drawn, from the top. */
function inOrder(value: unknown): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap(inOrder);
  if (!isJson(value)) return [];
  const inside = Object.entries(value).filter(([key]) => key !== 'fallback' && key !== 'data');
  return [value, ...inside.flatMap(([, each]) => inOrder(each))];
}

/** By the words beside each field, what stands in it; choices by their titles. */
export function filledIn(card: unknown, entered: Entered = new Map()): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fieldsIn(card).flatMap((field) => {
      const value = standing(field, entered);
      return value === '' ? [] : [[String(field.label), titled(field, value)]];
    }),
  );
}

/** The value with which a field is sent when somebody enters those words: choices by title or value. */
export function enteredAs(field: Json, words: string | readonly string[]): string {
  const all = typeof words === 'string' ? [words] : words;
  if (field.type === 'Input.Date') {
    if (!/^(\d{4}-\d\d-\d\d)?$/.test(all.join())) throw new Error(`no date: ${all.join()}`);
    return all.join();
  }
  if (field.type !== 'Input.ChoiceSet') {
    if (all.join().length > Number(field.maxLength ?? 4_000)) throw new Error('longer than the field takes');
    return all.join();
  }
  if (all.length > 1 && field.isMultiSelect !== true) throw new Error(`one choice only: ${all.join()}`);
  return all.map((each) => choiceOf(field, each)).join(',');
}

function choiceOf(field: Json, wanted: string): string {
  const choices = choicesOf(field);
  const found = choices.find(({ title, value }) => title === wanted || value === wanted);
  if (!found) throw new Error(`no choice ${wanted} among ${choices.map(({ title }) => title).join(', ')}`);
  return String(found.value);
}

function choicesOf({ choices }: Json): readonly Json[] {
  return jsonsIn(choices);
}

function titled(field: Json, value: string): string {
  if (field.type !== 'Input.ChoiceSet') return value;
  const titleOf = (each: string) => choicesOf(field).find((choice) => choice.value === each)?.title ?? each;
  return value.split(',').map(titleOf).join(', ');
}

function standing({ id, value }: Json, entered: Entered): string {
  return entered.get(String(id)) ?? String(value ?? '');
}

export type Gathered =
  | { readonly inputs: Json }
  /** The client holds it back: what it says below the fields that were left empty. */
  | { readonly missing: readonly string[] };

/** What goes along with a press: every field of the card, unless the button is about none. */
export function gathered(card: unknown, button: Json, entered: Entered): Gathered {
  if (button.associatedInputs === 'none') return { inputs: {} };
  const fields = fieldsIn(card);
  const missing = fields.flatMap((field) =>
    field.isRequired === true && standing(field, entered) === '' ? [String(field.errorMessage)] : [],
  );
  if (missing.length > 0) return { missing };
  const filled = fields.map((field) => [String(field.id), standing(field, entered)] as const);
  return { inputs: Object.fromEntries(filled.filter(([, value]) => value !== '')) };
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function jsonOf(value: unknown): Json {
  return isJson(value) ? value : {};
}

/** The card of a message, if it has one. */
export function cardOf({ activity }: Pick<Message, 'activity'>): Json | undefined {
  return cardIn(jsonsIn(activity.attachments)[0]);
}

export function cardIn(attachment: unknown): Json | undefined {
  const { contentType, content } = jsonOf(attachment);
  const isCard = contentType === 'application/vnd.microsoft.card.adaptive';
  return isCard && isJson(content) ? content : undefined;
}

/** A message's words, of its card or its text; a file by its kind and name. */
export function wordsOf(message: Pick<Message, 'activity'>): string {
  const card = cardOf(message);
  if (card) return readable(card).join('\n');
  const { text, attachments } = message.activity;
  const [attachment] = jsonsIn(attachments);
  if (!attachment) return String(text ?? '');
  const kind = String(attachment.contentType).split('.').slice(-2).join(' ');
  return `[${kind}: ${attachment.name}]`;
}

export function jsonsIn(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}
