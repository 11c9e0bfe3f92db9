// A card as lines of text: buttons as [label], fields with what stands in them, tables in columns.
import { fieldLine, tableLines } from '../screen-lines.ts';
import { type Json, jsonsIn } from './teams-screen.ts';

/** `filled`: by the words beside the field. */
export function cardText(card: Json, filled: Readonly<Record<string, string>> = {}): string[] {
  return jsonsIn(card.body)
    .flatMap((element) => elementText(element, filled))
    .flatMap((text) => text.split('\n'));
}

function elementText(element: Json, filled: Readonly<Record<string, string>>): string[] {
  switch (element.type) {
    case 'TextBlock':
      return [element.style === 'heading' ? `== ${element.text} ==` : String(element.text)];
    case 'RichTextBlock':
      return [wordsOfRuns(element)];
    case 'Container':
      return jsonsIn(element.items).flatMap((each) => elementText(each, filled));
    case 'ActionSet':
      return [
        jsonsIn(element.actions)
          .map(({ title, mode }) => (mode === 'secondary' ? `[… ${title}]` : `[${title}]`))
          .join(' '),
      ];
    case 'Table':
      return tableLines(jsonsIn(element.rows).map((row) => jsonsIn(row.cells).map(cellText)));
    default:
      if (String(element.type).startsWith('Input.')) return [fieldText(element, filled)];
      throw new Error(`no text for ${String(element.type)}`);
  }
}

function cellText({ items }: Json): string {
  return jsonsIn(items).map(wordsOfRuns).join(' ');
}

function wordsOfRuns({ inlines }: Json): string {
  return jsonsIn(inlines)
    .map(({ text }) => String(text))
    .join('');
}

function fieldText(field: Json, filled: Readonly<Record<string, string>>): string {
  const label = String(field.label);
  return fieldLine({
    label,
    required: field.isRequired === true,
    value: filled[label],
    ghost: typeof field.placeholder === 'string' ? field.placeholder : undefined,
    choices: jsonsIn(field.choices).length,
  });
}

/** The name of a file that a message offers or tells of. */
export function fileText({ contentType, name }: Json): string {
  return String(contentType).endsWith('file.consent')
    ? `📎 ${name} [Tillad] [Afvis]`
    : `📎 ${name} (ligger i OneDrive)`;
}
