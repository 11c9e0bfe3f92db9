// What stands on a screen, as lines of text: buttons as [label], menus as [label ▾ choices], fields with what is filled in.
import { controlsOf, optionsOf } from './controls.ts';
import { isObject, type Json, listAt, objectAt, objectsAt, textAt } from './json-reading.ts';

export function screenText(blocks: readonly Json[], filled: Readonly<Record<string, string>> = {}): string[] {
  return blocks.flatMap((block) => blockText(block, filled)).flatMap((text) => text.split('\n'));
}

function blockText(block: Json, filled: Readonly<Record<string, string>>): string[] {
  switch (block.type) {
    case 'header':
      return [`== ${textAt(block, 'text', 'text')} ==`];
    case 'section':
      return [
        ...[textAt(block, 'text', 'text')].filter((text) => text !== undefined),
        ...pairs(objectsAt(block, 'fields').map((field) => textAt(field, 'text') ?? '')),
      ];
    case 'rich_text':
      return objectsAt(block, 'elements').map(wordsIn);
    case 'table':
      return tableText(
        listAt(block, 'rows').map((row) => (Array.isArray(row) ? row.map((cell) => wordsIn(cell)) : [])),
      );
    case 'actions':
      return [
        controlsOf([block])
          .map(({ element }) => pressable(element))
          .join(' '),
      ];
    case 'input':
      return fieldText(block, filled);
    case 'divider':
      return ['──'];
    default:
      throw new Error(`no text for a block ${String(block.type)}`);
  }
}

function pairs(words: readonly string[]): string[] {
  return words.flatMap((label, index) => (index % 2 === 0 ? [`${label} ${words[index + 1] ?? ''}`] : []));
}

function pressable(element: Json): string {
  const choices = optionsOf(element).map((option) => textAt(option, 'text', 'text') ?? '');
  const label = textAt(element, 'text', 'text') ?? textAt(element, 'placeholder', 'text') ?? '';
  if (element.type === 'button') return `[${label}]`;
  if (element.type === 'overflow') return `[⋯ ${choices.join(' · ')}]`;
  return `[${label} ▾ ${choices.length} valg]`;
}

/** `Svar*: nej`, with the hint below; the star stands at what must be filled in. */
function fieldText(block: Json, filled: Readonly<Record<string, string>>): string[] {
  const label = textAt(block, 'label', 'text') ?? '';
  const must = block.optional === true ? '' : '*';
  const ghost = textAt(block, 'element', 'placeholder', 'text');
  const value = filled[label] || `(${ghost ?? 'tomt'})`;
  const hint = textAt(block, 'hint', 'text');
  const choices = optionsOf(objectAt(block, 'element') ?? {}).length;
  return [
    `${label}${must}: ${value}${choices > 0 ? ` ▾ ${choices} valg` : ''}${hint === undefined ? '' : `   – ${hint}`}`,
  ];
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

function wordsIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsIn).join('');
  if (!isObject(value)) return '';
  return Object.entries(value)
    .map(([key, each]) => (key === 'text' && typeof each === 'string' ? each : wordsIn(each)))
    .join('');
}
