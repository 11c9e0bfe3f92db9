// What Slack refuses in the elements of a block: buttons, menus, inputs. Numbers: JSDoc of @slack/types 3.2.
import { at, type Json, listAt, objectsAt, textAt } from './json-reading.ts';

export type Place = 'section' | 'actions' | 'input';

const everywhere =
  `checkboxes conversations_select channels_select users_select datepicker datetimepicker external_select
  multi_channels_select multi_conversations_select multi_external_select multi_static_select multi_users_select
  radio_buttons static_select timepicker`.split(/\s+/);
const places: Readonly<Record<Place, ReadonlySet<string>>> = {
  section: new Set([...everywhere, 'button', 'image', 'overflow', 'workflow_button']),
  actions: new Set([...everywhere, 'button', 'overflow', 'workflow_button', 'rich_text_input']),
  input: new Set([
    ...everywhere,
    'plain_text_input',
    'email_text_input',
    'file_input',
    'number_input',
    'url_text_input',
    'rich_text_input',
  ]),
};

export function plainTextFaults(text: unknown, most: number, path: string): string[] {
  if (textAt(text, 'type') !== 'plain_text') return [`[ERROR] must be plain_text [json-pointer:${path}]`];
  return textObjectFaults(text, most, path);
}

export function textObjectFaults(text: unknown, most: number, path: string): string[] {
  const type = textAt(text, 'type') ?? '';
  if (type !== 'plain_text' && type !== 'mrkdwn')
    return [`[ERROR] unsupported type: ${type} [json-pointer:${path}]`];
  const length = textAt(text, 'text')?.length ?? 0;
  if (length < 1) return [`[ERROR] must be more than 0 characters [json-pointer:${path}/text]`];
  return length > most
    ? [`[ERROR] must be less than ${most + 1} characters [json-pointer:${path}/text]`]
    : [];
}

export function elementFaults(element: Json, place: Place, path: string): string[] {
  const type = textAt(element, 'type') ?? '';
  if (!places[place].has(type))
    return [`[ERROR] unsupported type: ${type} in ${place} [json-pointer:${path}/type]`];
  const faults: string[] = [];
  const limit = (name: string, most: number): void => {
    const value = at(element, name);
    if (value === undefined) return;
    if (typeof value !== 'string' || value.length < 1 || value.length > most)
      faults.push(`[ERROR] must be 1 to ${most} characters [json-pointer:${path}/${name}]`);
  };
  limit('action_id', 255);
  if (type === 'button') {
    faults.push(...plainTextFaults(at(element, 'text'), 75, `${path}/text`));
    limit('value', 2000);
    limit('url', 3000);
    limit('accessibility_label', 75);
    const style = at(element, 'style');
    if (style !== undefined && style !== 'primary' && style !== 'danger')
      faults.push(`[ERROR] invalid style [json-pointer:${path}/style]`);
  }
  if (at(element, 'placeholder') !== undefined)
    faults.push(...plainTextFaults(at(element, 'placeholder'), 150, `${path}/placeholder`));
  if (at(element, 'confirm') !== undefined)
    faults.push(...confirmFaults(at(element, 'confirm'), `${path}/confirm`));
  if (type === 'plain_text_input') faults.push(...textInputFaults(element, path));
  if (type === 'file_input') faults.push(...fileInputFaults(element, path));
  if (type === 'datepicker') limit('initial_date', 10);
  return [...faults, ...choiceFaults(element, type, path)];
}

function confirmFaults(confirm: unknown, path: string): string[] {
  return [
    ...plainTextFaults(at(confirm, 'title'), 100, `${path}/title`),
    ...textObjectFaults(at(confirm, 'text'), 300, `${path}/text`),
    ...plainTextFaults(at(confirm, 'confirm'), 30, `${path}/confirm`),
    ...plainTextFaults(at(confirm, 'deny'), 30, `${path}/deny`),
  ];
}

function textInputFaults(element: Json, path: string): string[] {
  const most = element.max_length;
  const value = textAt(element, 'initial_value')?.length ?? 0;
  if (most !== undefined && (typeof most !== 'number' || most < 1 || most > 3000))
    return [`[ERROR] max_length must be 1 to 3000 [json-pointer:${path}/max_length]`];
  if (value > 3000 || (typeof most === 'number' && value > most))
    return [`[ERROR] longer than may be typed [json-pointer:${path}/initial_value]`];
  return [];
}

function fileInputFaults(element: Json, path: string): string[] {
  const most = element.max_files;
  if (most === undefined || (typeof most === 'number' && most >= 1 && most <= 10)) return [];
  return [`[ERROR] max_files must be 1 to 10 [json-pointer:${path}/max_files]`];
}

function choiceFaults(element: Json, type: string, path: string): string[] {
  const most = {
    overflow: 5,
    radio_buttons: 10,
    checkboxes: 10,
    static_select: 100,
    multi_static_select: 100,
  }[type];
  if (most === undefined) return initialFaults(element, undefined, path);
  const groups = objectsAt(element, 'option_groups');
  const lists =
    groups.length > 0 ? groups.map((group) => listAt(group, 'options')) : [listAt(element, 'options')];
  const faults =
    groups.length > 100
      ? [`[ERROR] no more than 100 items allowed [json-pointer:${path}/option_groups]`]
      : [];
  if (groups.length > 0 && at(element, 'options') !== undefined)
    faults.push(`[ERROR] options or option_groups, not both [json-pointer:${path}]`);
  for (const options of lists) {
    if (options.length < 1 || options.length > most)
      faults.push(`[ERROR] between 1 and ${most} options [json-pointer:${path}/options]`);
    faults.push(
      ...optionFaults(options, `${path}/options`, type === 'radio_buttons' || type === 'checkboxes'),
    );
  }
  for (const group of groups)
    faults.push(...plainTextFaults(at(group, 'label'), 75, `${path}/option_groups`));
  return [...faults, ...initialFaults(element, lists.flat(), path)];
}

/** `value` at most 75: @slack/types; the documentation says 150, and 75 suits both. */
export function optionFaults(options: readonly unknown[], path: string, mrkdwnToo = false): string[] {
  return options.flatMap((option, index) => {
    const here = `${path}/${index}`;
    const words = at(option, 'text');
    const faults = mrkdwnToo
      ? textObjectFaults(words, 75, `${here}/text`)
      : plainTextFaults(words, 75, `${here}/text`);
    const value = textAt(option, 'value') ?? '';
    if (value.length < 1 || value.length > 75)
      faults.push(`[ERROR] value must be 1 to 75 characters [json-pointer:${here}/value]`);
    const described = at(option, 'description');
    return described === undefined
      ? faults
      : [...faults, ...textObjectFaults(described, 75, `${here}/description`)];
  });
}

function initialFaults(element: Json, options: readonly unknown[] | undefined, path: string): string[] {
  const initial = [...objectsAt(element, 'initial_options')];
  const single = at(element, 'initial_option');
  if (element.initial_options !== undefined && initial.length === 0)
    return [`[ERROR] initial_options must not be empty [json-pointer:${path}/initial_options]`];
  if (single !== undefined) initial.push(...objectsAt([single]));
  if (options === undefined) return optionFaults(initial, `${path}/initial_option`);
  const values = new Set(options.map((option) => textAt(option, 'value')));
  return initial.some((option) => !values.has(textAt(option, 'value')))
    ? [`[ERROR] initial option is not among the options [json-pointer:${path}/initial_option]`]
    : [];
}
