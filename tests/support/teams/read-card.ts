// Cards read as a person and a finger meet them: the words in order, and what pressing would send.
import type { View } from '../../../src/view/nodes.ts';
import { lostIn } from '../view-words.ts';

type Fields = Readonly<Record<string, unknown>>;

/** All that can be read, element by element: a paragraph's runs together, then labels, titles and choices. */
export function readable(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(readable);
  if (!isFields(value)) return [];
  switch (value.type) {
    case 'TextBlock':
      return [String(value.text)];
    case 'RichTextBlock':
      return [
        list(value.inlines)
          .map((run) => String(run.text))
          .join(''),
      ];
    case 'Input.ChoiceSet':
      return [String(value.label), ...list(value.choices).map((choice) => String(choice.title))];
    case 'Table':
      return list(value.rows).flatMap(readable);
    default: {
      const title = typeof value.title === 'string' ? [value.title] : [];
      const inside = ['body', 'items', 'cells', 'actions'].flatMap((key) => readable(value[key]));
      return [...title, ...inside];
    }
  }
}

/** The tokens that buttons and menus would send, in order. */
export function pressable(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(pressable);
  if (!isFields(value)) return [];
  if (value.type === 'Input.ChoiceSet') return list(value.choices).map((choice) => String(choice.value));
  if (isFields(value.data)) return typeof value.data.t === 'string' ? [value.data.t] : [];
  return ['body', 'items', 'actions'].flatMap((key) => pressable(value[key]));
}

/** Every element or action of that type. */
export function allOf(value: unknown, type: string): Fields[] {
  if (Array.isArray(value)) return value.flatMap((each) => allOf(each, type));
  if (!isFields(value)) return [];
  const own = value.type === type ? [value] : [];
  return [...own, ...Object.values(value).flatMap((each) => allOf(each, type))];
}

/** The words of the view that cannot be read in the cards (and what follows them) in their order. */
export function lostWords(view: View, cards: readonly unknown[], rest = ''): string[] {
  return lostIn(view, [...cards.flatMap(readOnce), rest].join('\n'), {
    namesAnywhere: true,
    replaced: /[\u202A-\u202E\u2066-\u2069]/g,
  });
}

/** A table's header is read once, not again above each further part of it. */
function readOnce(card: unknown, index: number, all: readonly unknown[] = []): string[] {
  if (index === 0 || !isFields(card)) return readable(card);
  const before = list(isFields(all[index - 1]) ? (all[index - 1] as Fields).body : []).at(-1);
  const [first, ...others] = list(card.body);
  const header = (table: Fields | undefined) => readable(list(table?.rows)[0]).join('\n');
  const goesOn = first?.type === 'Table' && before?.type === 'Table' && header(first) === header(before);
  return goesOn ? [...readable(list(first.rows).slice(1)), ...readable(others)] : readable(card);
}

function list(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
