// What stands on a screen, as lines of text: buttons as [label], menus as [label ▾ choices], fields with what is filled in.
import { fieldLine, tableLines } from '../screen-lines.ts';
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
      return tableLines(
        listAt(block, 'rows').map((row) => (Array.isArray(row) ? row.map((cell) => wordsIn(cell)) : [])),
      );
    case 'actions':
      return [
        controlsOf([block])
          .map(({ element }) => pressable(element))
          .join(' '),
      ];
    case 'input':
      return [fieldText(block, filled)];
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

/** With the hint behind it. */
function fieldText(block: Json, filled: Readonly<Record<string, string>>): string {
  const label = textAt(block, 'label', 'text') ?? '';
  const hint = textAt(block, 'hint', 'text');
  const line = fieldLine({
    label,
    required: block.optional !== true,
    value: filled[label],
    ghost: textAt(block, 'element', 'placeholder', 'text'),
    choices: optionsOf(objectAt(block, 'element') ?? {}).length,
  });
  return hint === undefined ? line : `${line}   – ${hint}`;
}

function wordsIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsIn).join('');
  if (!isObject(value)) return '';
  return Object.entries(value)
    .map(([key, each]) => (key === 'text' && typeof each === 'string' ? each : wordsIn(each)))
    .join('');
}
