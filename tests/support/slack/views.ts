// views.*: triggers, the stack of modals (three at most), hashes, Home.
import { type Answer, type Call, done, type Handler, isRefused, refused } from './answers.ts';
import { viewFaults, viewTooLarge } from './block-rules.ts';
import { type Json, listAt, objectAt, textAt } from './json-reading.ts';
import { completedBlocks, emojied, viewJson } from './shapes.ts';
import type { Trigger, ViewRecord, World } from './world.ts';

// views.open, `expired_trigger_id`: 3 seconds; views.push: "up to three views".
export const TRIGGER_MS = 3000;
const STACK = 3;

export function issueTrigger(
  world: World,
  team: string,
  user: string,
  view: string | null,
  id?: string,
): Trigger {
  const number = 10_000_000_000 + world.count();
  const made = {
    id: id ?? `${number}.10229338706656.${number.toString(16).padStart(32, '2')}`,
    team,
    user,
    at: world.now(),
  };
  const trigger: Trigger = { ...made, view, used: false };
  // A delivery that is repeated brings the trigger of the first one with it.
  if (!world.triggers.has(trigger.id)) world.triggers.set(trigger.id, trigger);
  return trigger;
}

function takeTrigger(call: Call): Trigger | Answer {
  const trigger = call.world.triggers.get(textAt(call.args, 'trigger_id') ?? '');
  if (trigger === undefined || trigger.team !== call.team.id) return refused('invalid_trigger_id');
  if (trigger.used) return refused('exchanged_trigger_id');
  if (call.world.now() - trigger.at > TRIGGER_MS) return refused('expired_trigger_id');
  return trigger;
}

/** The view as sent, checked; `self` may keep its own external id. */
export function readView(
  world: World,
  team: string,
  view: unknown,
  type: 'modal' | 'home',
  self?: ViewRecord,
): Json | Answer {
  const faults = viewFaults(view, type);
  if (faults.length > 0) {
    world.violations.push(`view refused: ${faults.join('; ')}`);
    return refused('invalid_arguments', faults);
  }
  if (viewTooLarge(view)) {
    world.violations.push('view refused: view_too_large');
    return refused('view_too_large');
  }
  const external = textAt(view, 'external_id') ?? '';
  const others = [...world.views.filter((one) => one.open), ...world.homes.values()].filter(
    (one) => one.team === team,
  );
  if (external !== '' && others.some((one) => one !== self && one.source.external_id === external))
    return refused('duplicate_external_id');
  return { ...emojied(objectAt(view) ?? {}), blocks: completedBlocks(world, listAt(view, 'blocks')) };
}

const freshHash = (world: World): string => `${Math.floor(world.now() / 1000)}.h${world.count()}`;

export function openView(
  world: World,
  team: string,
  user: string,
  source: Json,
  above: ViewRecord | null,
): ViewRecord {
  const id = `V0${String(world.count()).padStart(8, '0')}`;
  const view: ViewRecord = {
    kind: 'view',
    id,
    team,
    user,
    type: source.type === 'home' ? 'home' : 'modal',
    source,
    hash: freshHash(world),
    root: above?.root ?? id,
    previous: above?.id ?? null,
    open: true,
    filled: new Map(),
    errors: {},
  };
  if (view.type === 'modal') world.views.push(view);
  return view;
}

/** What was filled in stays where block and action ids stay. */
export function replaceView(world: World, view: ViewRecord, source: Json): void {
  view.source = source;
  view.hash = freshHash(world);
  view.errors = {};
  const kept = new Set(listAt(source, 'blocks').map((block) => textAt(block, 'block_id')));
  for (const block of view.filled.keys()) if (!kept.has(block)) view.filled.delete(block);
}

export function stackOf(world: World, user: string): ViewRecord[] {
  return world.views.filter((view) => view.open && view.user === user);
}

export function closeAll(world: World, user: string): void {
  for (const view of stackOf(world, user)) view.open = false;
}

export const mayPush = (world: World, view: ViewRecord): boolean =>
  stackOf(world, view.user).filter((one) => one.root === view.root).length < STACK;

const shown = (call: Call, view: ViewRecord): Answer => done({ view: viewJson(call.world, view, {}) });

const open: Handler = (call) => {
  const trigger = takeTrigger(call);
  if (isRefused(trigger)) return trigger;
  const source = readView(call.world, call.team.id, call.args.view, 'modal');
  if (isRefused(source)) return source;
  trigger.used = true;
  closeAll(call.world, trigger.user);
  return shown(call, openView(call.world, call.team.id, trigger.user, source, null));
};

const push: Handler = (call) => {
  const trigger = takeTrigger(call);
  if (isRefused(trigger)) return trigger;
  const top = stackOf(call.world, trigger.user).at(-1);
  if (trigger.view === null || top === undefined) return refused('not_found');
  if (!mayPush(call.world, top)) return refused('push_limit_reached');
  const source = readView(call.world, call.team.id, call.args.view, 'modal');
  if (isRefused(source)) return source;
  trigger.used = true;
  return shown(call, openView(call.world, call.team.id, trigger.user, source, top));
};

const update: Handler = (call) => {
  const id = textAt(call.args, 'view_id');
  const external = textAt(call.args, 'external_id');
  const view = call.world.views.find(
    (one) =>
      one.open &&
      one.team === call.team.id &&
      (id === undefined ? one.source.external_id === external : one.id === id),
  );
  if (view === undefined || (id === undefined && external === undefined)) return refused('not_found');
  const hash = textAt(call.args, 'hash');
  if (hash !== undefined && hash !== view.hash) return refused('hash_conflict');
  const source = readView(call.world, call.team.id, call.args.view, 'modal', view);
  if (isRefused(source)) return source;
  replaceView(call.world, view, source);
  return shown(call, view);
};

const publish: Handler = (call) => {
  const user = call.world.users.get(textAt(call.args, 'user_id') ?? '');
  if (user === undefined || user.team !== call.team.id)
    return refused('invalid_arguments', ['[ERROR] invalid `user_id`']);
  const before = call.world.homes.get(user.id);
  const hash = textAt(call.args, 'hash');
  if (hash !== undefined && before !== undefined && hash !== before.hash) return refused('hash_conflict');
  const source = readView(call.world, call.team.id, call.args.view, 'home', before);
  if (isRefused(source)) return source;
  if (before !== undefined) {
    replaceView(call.world, before, source);
    return shown(call, before);
  }
  const home = openView(call.world, call.team.id, user.id, source, null);
  call.world.homes.set(user.id, home);
  return shown(call, home);
};

export const viewMethods: Readonly<Record<string, Handler>> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
