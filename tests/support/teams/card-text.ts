// A card as lines of text: buttons as [label], fields with what stands in them, tables in columns.
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
      return tableText(jsonsIn(element.rows).map((row) => jsonsIn(row.cells).map(cellText)));
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

/** `Svar*: nej`, with the ghost text where nothing stands; the star stands at what must be filled in. */
function fieldText(field: Json, filled: Readonly<Record<string, string>>): string {
  const { label, isRequired, placeholder } = field;
  const choices = jsonsIn(field.choices).length;
  const value = filled[String(label)] ?? `(${placeholder ?? 'tomt'})`;
  return `${label}${isRequired === true ? '*' : ''}: ${value}${choices > 0 ? ` ▾ ${choices} valg` : ''}`;
}

function tableText(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, index) =>
    Math.max(...rows.map((row) => [...(row[index] ?? '')].length)),
  );
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join(' | ')
      .trimEnd(),
  );
}

/** The name of a file that a message offers or tells of. */
export function fileText({ contentType, name }: Json): string {
  return String(contentType).endsWith('file.consent')
    ? `📎 ${name} [Tillad] [Afvis]`
    : `📎 ${name} (ligger i OneDrive)`;
}
