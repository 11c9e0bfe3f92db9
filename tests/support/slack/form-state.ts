// A form's values as Slack holds them: what stands there from the start, what the person fills in, what may be submitted.
import { type Control, controlsOf, optionsOf, theOption } from './controls.ts';
import { type Json, listAt, numberAt, objectAt, objectsAt, textAt } from './json-reading.ts';
import { fileJson } from './shapes.ts';
import type { StoredFile, ViewRecord, World } from './world.ts';

/** What a person puts into an input: words, several choices, files, or nothing. */
export type Entered = string | readonly string[] | readonly StoredFile[] | null;

const single = new Set(['static_select', 'external_select', 'radio_buttons']);
const several = new Set(['multi_static_select', 'multi_external_select', 'checkboxes']);
const typed = new Set(['plain_text_input', 'email_text_input', 'url_text_input', 'number_input']);
const pickers: Readonly<Record<string, string>> = {
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  users_select: 'selected_user',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
};

/** `state.values` as it is sent: every control that holds a value, filled in or not. */
export function stateValues(
  view: Pick<ViewRecord, 'source' | 'filled'>,
): Record<string, Record<string, Json>> {
  const values: Record<string, Record<string, Json>> = {};
  for (const control of controlsOf(objectsAt(view.source, 'blocks'))) {
    if (!holdsValue(control.type)) continue;
    const block = values[control.blockId] ?? {};
    block[control.actionId] =
      view.filled.get(control.blockId)?.get(control.actionId) ?? initialValue(control);
    values[control.blockId] = block;
  }
  return values;
}

export function holdsValue(type: string): boolean {
  return single.has(type) || several.has(type) || typed.has(type) || type in pickers || type === 'file_input';
}

function initialValue({ element, type }: Control): Json {
  if (typed.has(type)) return { type, value: textAt(element, 'initial_value') ?? null };
  if (single.has(type)) return { type, selected_option: objectAt(element, 'initial_option') ?? null };
  if (several.has(type)) return { type, selected_options: [...objectsAt(element, 'initial_options')] };
  if (type === 'file_input') return { type, files: [] };
  const name = pickers[type] ?? 'value';
  return { type, [name]: textAt(element, name.replace('selected', 'initial')) ?? null };
}

/** The value of a control after a person has entered this; throws where Slack's own form would not let them. */
export function enteredValue(
  world: World,
  control: Control,
  entered: Entered,
  found?: readonly Json[],
): Json {
  const { element, type } = control;
  const strings = Array.isArray(entered) ? entered.filter((one) => typeof one === 'string') : [];
  if (type === 'file_input') return { type, files: filesEntered(world, control, entered) };
  if (entered === null) return initialValue({ ...control, element: {} });
  if (several.has(type)) {
    const options = found ?? optionsOf(element);
    const chosen = (typeof entered === 'string' ? [entered] : strings).map((words) =>
      theOption(options, words),
    );
    const most = numberAt(element, 'max_selected_items') ?? chosen.length;
    if (chosen.length > most) throw new Error(`no more than ${most} may be chosen in ${control.labels[0]}`);
    return { type, selected_options: chosen };
  }
  if (typeof entered !== 'string') throw new Error(`${type} takes words: ${control.labels.join(' / ')}`);
  if (single.has(type)) return { type, selected_option: theOption(found ?? optionsOf(element), entered) };
  if (type === 'datepicker' && !/^\d{4}-\d\d-\d\d$/.test(entered))
    throw new Error(`a date picker gives no “${entered}”`);
  if (type in pickers) return { type, [pickers[type] ?? 'value']: entered };
  const [least, most] = [numberAt(element, 'min_length') ?? 0, numberAt(element, 'max_length') ?? 3000];
  if (entered.length > most || (entered !== '' && entered.length < least))
    throw new Error(
      `${control.labels.join(' / ')} takes ${least} to ${most} characters, not ${entered.length}`,
    );
  return { type, value: entered === '' ? null : entered };
}

function filesEntered(world: World, control: Control, entered: Entered): Json[] {
  const files = Array.isArray(entered)
    ? entered.filter((one): one is StoredFile => typeof one !== 'string')
    : [];
  const most = numberAt(control.element, 'max_files') ?? 10;
  if (files.length > most) throw new Error(`no more than ${most} files`);
  const endings = listAt(control.element, 'filetypes');
  for (const { name } of files)
    if (endings.length > 0 && !endings.includes(name.split('.').at(-1)?.toLowerCase()))
      throw new Error(`${name} is none of ${endings.join(', ')}`);
  return files.map((file) => fileJson(world, file));
}

/** The labels of required inputs that stand empty: Slack does not submit before they are filled in. */
export function emptyRequired(view: ViewRecord): string[] {
  const values = stateValues(view);
  return controlsOf(objectsAt(view.source, 'blocks'))
    .filter((control) => control.isInput && control.block.optional !== true)
    .filter((control) => isEmpty(values[control.blockId]?.[control.actionId]))
    .map((control) => textAt(control.block, 'label', 'text') ?? control.blockId);
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined) return false;
  return Object.entries(value)
    .filter(([key]) => key !== 'type')
    .every(([, held]) => held === null || (Array.isArray(held) && held.length === 0));
}
