// What a person does with buttons, menus and forms; and what Slack then shows them.
import { isRefused } from './answers.ts';
import { type Control, controlsOf, optionsOf, theControl, theOption } from './controls.ts';
import type { Delivered } from './deliveries.ts';
import { optionFaults } from './element-rules.ts';
import { type Entered, emptyRequired, enteredValue, holdsValue, stateValues } from './form-state.ts';
import { isObject, type Json, numberAt, objectAt, objectsAt, textAt } from './json-reading.ts';
import {
  actionJson,
  blockSuggestion,
  messageActions,
  viewActions,
  viewClosed,
  viewSubmission,
} from './payloads.ts';
import { dispatch, type Seat, triggerFor } from './person-talk.ts';
import { issueResponseUrl } from './response-urls.ts';
import { closeAll, mayPush, openView, readView, replaceView, stackOf } from './views.ts';
import type { Ephemeral, Post, Response, ViewRecord } from './world.ts';

export type Screen = Post | Ephemeral | Response | ViewRecord;
type Shown = Post | Ephemeral | ViewRecord;

export interface Submitted extends Delivered {
  /** The modal that the person now looks at; null when all are closed. */
  readonly view: ViewRecord | null;
  /** Field errors by the label of the field. */
  readonly errors: Readonly<Record<string, string>>;
}

function shownBy(screen: Screen): Shown {
  const shown = screen.kind === 'response' ? screen.message : screen;
  if (shown === null) throw new Error('that response showed nothing');
  const gone = shown.kind === 'view' ? !shown.open : shown.deleted;
  if (gone) throw new Error('it is no longer on the screen');
  return shown;
}

const blocksOf = (shown: Shown): readonly Json[] =>
  shown.kind === 'view' ? objectsAt(shown.source, 'blocks') : shown.blocks;

/** Presses the button with these words. */
export function press(seat: Seat, screen: Screen, label: string): Promise<Delivered> {
  const shown = shownBy(screen);
  const control = theControl(blocksOf(shown), label, (one) => one.type === 'button');
  return act(seat, shown, control, {});
}

function act(seat: Seat, shown: Shown, control: Control, chosen: Json): Promise<Delivered> {
  const { world, team, user } = seat.scene;
  const action = actionJson(seat.scene, control, chosen);
  if (shown.kind === 'view') {
    const trigger = triggerFor(seat, shown.type === 'modal' ? shown.id : null);
    return dispatch(seat, 'interaction', viewActions(seat.scene, shown, action, trigger));
  }
  const { url } = issueResponseUrl(world, {
    team: team.id,
    user: user.id,
    channel: shown.channel,
    origin: shown,
  });
  const about = { trigger: triggerFor(seat), responseUrl: url };
  return dispatch(seat, 'interaction', messageActions(seat.scene, shown, action, about));
}

/** Chooses in a menu. In an input nothing is sent before the form is, unless the input says so. */
export async function choose(
  seat: Seat,
  screen: Screen,
  label: string,
  entered: Entered,
): Promise<Delivered | null> {
  const shown = shownBy(screen);
  const may = (one: Control): boolean =>
    one.type === 'overflow' || (holdsValue(one.type) && one.type !== 'file_input');
  const control = theControl(blocksOf(shown), label, may);
  if (control.type === 'overflow') {
    if (typeof entered !== 'string') throw new Error('one line of an overflow menu is chosen at a time');
    return act(seat, shown, control, { selected_option: theOption(optionsOf(control.element), entered) });
  }
  const found = await soughtOptions(seat, shown, control, entered);
  const value = enteredValue(seat.scene.world, control, entered, found);
  if (shown.kind === 'view') hold(shown, control, value);
  const sends = !control.isInput || control.block.dispatch_action === true;
  return sends ? act(seat, shown, control, value) : null;
}

function hold(view: ViewRecord, control: Control, value: Json): void {
  const block = view.filled.get(control.blockId) ?? new Map<string, Json>();
  block.set(control.actionId, value);
  view.filled.set(control.blockId, block);
}

/** What stands in an external menu after typing these words; undefined for other menus. */
async function soughtOptions(
  seat: Seat,
  shown: Shown,
  control: Control,
  entered: Entered,
): Promise<readonly Json[] | undefined> {
  if (control.type !== 'external_select' && control.type !== 'multi_external_select') return undefined;
  const words = (Array.isArray(entered) ? entered : [entered]).filter((one) => typeof one === 'string');
  const found: Json[] = [];
  for (const one of words) found.push(...(await suggestions(seat, shown, control, one)).options);
  return found;
}

// Slack's own default (unsourced, from memory in ../shared/reference/slack.md).
const MIN_QUERY_LENGTH = 3;

export interface Suggested extends Delivered {
  readonly options: readonly Json[];
  /** The options' words. */
  readonly words: readonly string[];
}

async function suggestions(seat: Seat, shown: Shown, control: Control, typed: string): Promise<Suggested> {
  const least = numberAt(control.element, 'min_query_length') ?? MIN_QUERY_LENGTH;
  if (typed.length < least)
    throw new Error(`Slack asks for options from ${least} characters on, not for “${typed}”`);
  const answer = await dispatch(seat, 'interaction', blockSuggestion(seat.scene, shown, control, typed));
  const groups = objectsAt(answer.json, 'option_groups');
  const options =
    groups.length > 0
      ? groups.flatMap((one) => objectsAt(one, 'options'))
      : objectsAt(answer.json, 'options');
  const faults = optionFaults(options, '/options');
  if (options.length > 100) faults.push('[ERROR] no more than 100 options');
  if (!isObject(answer.json)) faults.push(`[ERROR] no options in the answer (${answer.status})`);
  if (faults.length > 0) seat.scene.world.violations.push(`block_suggestion: ${faults.join('; ')}`);
  return { ...answer, options, words: options.map((option) => textAt(option, 'text', 'text') ?? '') };
}

export function typeahead(seat: Seat, screen: Screen, label: string, typed: string): Promise<Suggested> {
  const shown = shownBy(screen);
  const control = theControl(blocksOf(shown), label, (one) => one.type.endsWith('external_select'));
  return suggestions(seat, shown, control, typed);
}

/** Fills in fields by their labels, in order. Sends nothing but for typeahead and inputs with `dispatch_action`. */
export async function fill(
  seat: Seat,
  view: ViewRecord,
  values: Readonly<Record<string, Entered>>,
): Promise<void> {
  shownBy(view);
  for (const [label, entered] of Object.entries(values)) {
    const control = theControl(blocksOf(view), label, (one) => holdsValue(one.type));
    const found = entered === null ? undefined : await soughtOptions(seat, view, control, entered);
    const value = enteredValue(seat.scene.world, control, entered, found);
    hold(view, control, value);
    if (control.isInput && control.block.dispatch_action === true) await act(seat, view, control, value);
  }
}

/** Throws when a required field is empty or nothing can be submitted, as Slack then sends nothing. */
export async function submit(seat: Seat, view: ViewRecord): Promise<Submitted> {
  const { world, user } = seat.scene;
  shownBy(view);
  if (stackOf(world, user.id).at(-1) !== view) throw new Error('another modal lies on top of this one');
  if (objectAt(view.source, 'submit') === undefined) throw new Error('this modal has no submit button');
  const empty = emptyRequired(view);
  if (empty.length > 0) throw new Error(`Slack holds the form back: ${empty.join(', ')} must be filled in`);
  const answer = await dispatch(
    seat,
    'interaction',
    viewSubmission(seat.scene, view, triggerFor(seat, view.id)),
  );
  view.errors = {};
  if (answer.status === 200) follow(seat, view, answer);
  return { ...answer, view: stackOf(world, user.id).at(-1) ?? null, errors: labelled(view) };
}

/** Carries out the answer's `response_action`. */
function follow({ scene }: Seat, view: ViewRecord, answer: Delivered): void {
  const { world } = scene;
  const action = textAt(answer.json, 'response_action');
  if (answer.body === '' || (isObject(answer.json) && action === undefined)) {
    view.open = false;
    return;
  }
  if (action === 'clear') closeAll(world, view.user);
  else if (action === 'errors') showErrors(world.violations, view, objectAt(answer.json, 'errors') ?? {});
  else if (action === 'update' || action === 'push') showNext(scene, view, answer, action);
  else world.violations.push(`view_submission answered with ${answer.body.slice(0, 200)}`);
}

function showNext({ world, team }: Seat['scene'], view: ViewRecord, answer: Delivered, action: string): void {
  const self = action === 'update' ? view : undefined;
  const source = readView(
    world,
    team.id,
    isObject(answer.json) ? answer.json.view : undefined,
    'modal',
    self,
  );
  if (isRefused(source)) return;
  if (action === 'update') replaceView(world, view, source);
  else if (mayPush(world, view)) openView(world, team.id, view.user, source, view);
  else world.violations.push('view_submission: push beyond three views');
}

function showErrors(violations: string[], view: ViewRecord, errors: Json): void {
  const inputs = new Set(controlsOf(blocksOf(view)).flatMap((one) => (one.isInput ? [one.blockId] : [])));
  const entries = Object.entries(errors).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  if (entries.length === 0) violations.push('view_submission: errors without any');
  for (const [block] of entries)
    if (!inputs.has(block))
      violations.push(`view_submission: an error for ${block}, which is no input of the view`);
  view.errors = Object.fromEntries(entries);
}

function labelled(view: ViewRecord): Record<string, string> {
  const blocks = blocksOf(view);
  const label = (id: string): string => {
    const block = blocks.find((one) => one.block_id === id);
    return textAt(block, 'label', 'text') ?? id;
  };
  return Object.fromEntries(Object.entries(view.errors).map(([id, words]) => [label(id), words]));
}

/** By its own close button the view alone goes; by `all` (the cross) the whole stack does. */
export async function closeView(seat: Seat, view: ViewRecord, all = false): Promise<readonly Delivered[]> {
  const { world } = seat.scene;
  shownBy(view);
  const closing = all ? stackOf(world, view.user) : [view];
  for (const one of closing) one.open = false;
  const told: Delivered[] = [];
  for (const one of closing)
    if (one.source.notify_on_close === true)
      told.push(await dispatch(seat, 'interaction', viewClosed(seat.scene, one, all)));
  return told;
}

/** What stands in the form now, by label: words as the person sees them. */
export function reading(view: ViewRecord): Record<string, string> {
  const values = stateValues(view);
  const inputs = controlsOf(blocksOf(view)).filter((one) => one.isInput);
  return Object.fromEntries(
    inputs.map((one) => {
      const held = values[one.blockId]?.[one.actionId] ?? {};
      const words = Object.entries(held).filter(([key]) => key !== 'type');
      return [
        textAt(one.block, 'label', 'text') ?? one.blockId,
        words.map(([, value]) => said(value)).join(''),
      ];
    }),
  );
}

function said(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(said).join(', ');
  return isObject(value) ? (textAt(value, 'text', 'text') ?? textAt(value, 'name') ?? '') : String(value);
}
