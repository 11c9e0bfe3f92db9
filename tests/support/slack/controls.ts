// Finding on the screen what a person points at: a button, a menu or an input by the words that stand beside it.
import { type Json, objectAt, objectsAt, textAt } from './json-reading.ts';

export interface Control {
  readonly block: Json;
  readonly blockId: string;
  readonly element: Json;
  readonly actionId: string;
  readonly type: string;
  /** All the words by which a person would call it. */
  readonly labels: readonly string[];
  /** Part of a form, as against something that acts at once. */
  readonly isInput: boolean;
}

export function controlsOf(blocks: readonly Json[]): Control[] {
  return blocks.flatMap((block) => {
    const label = textAt(block, 'label', 'text');
    const words = textAt(block, 'text', 'text');
    const element = objectAt(block, 'element');
    const accessory = objectAt(block, 'accessory');
    const several = block.type === 'actions' ? objectsAt(block, 'elements') : [];
    return [
      ...(element ? [control(block, element, [label], true)] : []),
      ...(accessory && accessory.type !== 'image' ? [control(block, accessory, [words], false)] : []),
      ...several.map((one) => control(block, one, [], false)),
    ];
  });
}

function control(
  block: Json,
  element: Json,
  labels: readonly (string | undefined)[],
  isInput: boolean,
): Control {
  const own = [
    textAt(element, 'text', 'text'),
    textAt(element, 'placeholder', 'text'),
    textAt(element, 'action_id'),
  ];
  return {
    block,
    blockId: textAt(block, 'block_id') ?? '',
    element,
    actionId: textAt(element, 'action_id') ?? '',
    type: textAt(element, 'type') ?? '',
    labels: [...own, ...labels].filter((label): label is string => label !== undefined && label !== ''),
    isInput,
  };
}

/** The one control that is called so: its exact words first, else the only one whose words contain them. */
export function theControl(
  blocks: readonly Json[],
  label: string,
  may: (control: Control) => boolean,
): Control {
  const fitting = controlsOf(blocks).filter(may);
  const exact = fitting.filter((one) => one.labels.includes(label));
  const near =
    exact.length > 0 ? exact : fitting.filter((one) => one.labels.some((words) => words.includes(label)));
  const [found, ...more] = near;
  if (found !== undefined && more.length === 0) return found;
  const there = fitting.map((one) => `${one.type}: ${one.labels.join(' / ')}`).join('\n  ');
  throw new Error(
    `${found === undefined ? 'nothing' : `${near.length} things`} called “${label}” here; there is\n  ${there}`,
  );
}

/** The options of a menu, groups laid flat. */
export function optionsOf(element: Json): readonly Json[] {
  const groups = objectsAt(element, 'option_groups');
  return groups.length > 0
    ? groups.flatMap((group) => objectsAt(group, 'options'))
    : objectsAt(element, 'options');
}

export function theOption(options: readonly Json[], words: string): Json {
  const exact = options.filter((option) => textAt(option, 'text', 'text') === words);
  const near =
    exact.length > 0 ? exact : options.filter((option) => textAt(option, 'text', 'text')?.includes(words));
  const [found, ...more] = near;
  if (found !== undefined && (more.length === 0 || exact.length > 0)) return found;
  throw new Error(
    `${near.length} options “${words}”; there are: ${options.map((one) => textAt(one, 'text', 'text')).join(', ')}`,
  );
}

/** All that can be read in blocks, in order: for assertions in words. */
export function wordsOf(blocks: readonly Json[]): string {
  const found: string[] = [];
  JSON.stringify(blocks, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') found.push(value);
    return value;
  });
  return found.join('\n');
}
