// Commands and interactions as Slack sends them: field for field as recorded (vercel/chat) and typed (@slack/bolt).
import type { Control } from './controls.ts';
import { messageEvent, type Scene } from './event-payloads.ts';
import { stateValues } from './form-state.ts';
import { type Json, objectAt } from './json-reading.ts';
import { escapedPlainText, messageJson, viewJson } from './shapes.ts';
import type { Channel, Ephemeral, Post, Team, ViewRecord } from './world.ts';

const teamJson = (team: Team): Json => ({ id: team.id, domain: team.domain });
export const actorJson = ({ user }: Scene): Json => ({
  id: user.id,
  username: user.handle,
  name: user.handle,
  team_id: user.team,
});

const shownName = (channel: Channel): string => {
  if (channel.kind === 'im') return 'directmessage';
  return channel.kind === 'private' ? 'privategroup' : channel.name;
};

export function slashCommand(
  { world, team, user }: Scene,
  about: { command: string; text: string; channel: Channel; responseUrl: string; trigger: string },
): Record<string, string> {
  return {
    token: world.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: about.channel.id,
    channel_name: shownName(about.channel),
    user_id: user.id,
    user_name: user.handle,
    command: about.command,
    text: about.text,
    api_app_id: world.appId,
    is_enterprise_install: 'false',
    response_url: about.responseUrl,
    trigger_id: about.trigger,
  };
}

const closing = ({ team }: Scene): Json => ({
  is_enterprise_install: false,
  enterprise: null,
  team: teamJson(team),
});

/** `actions[0]` for a control: what was chosen stands beside the control's own names. */
export function actionJson({ world }: Scene, control: Control, chosen: Json): Json {
  const { element } = control;
  const keep = ['text', 'value', 'style', 'placeholder', 'initial_option', 'confirm', 'url'] as const;
  const own = Object.fromEntries(
    keep.filter((key) => element[key] !== undefined).map((key) => [key, element[key]]),
  );
  return {
    action_id: control.actionId,
    block_id: control.blockId,
    ...objectAt(escapedPlainText(own)),
    ...chosen,
    type: control.type,
    action_ts: world.ts(),
  };
}

export function messageActions(
  scene: Scene,
  shown: Post | Ephemeral,
  action: Json,
  about: { trigger: string; responseUrl: string },
): Json {
  const channel = scene.world.channels.get(shown.channel);
  const isEphemeral = shown.kind === 'ephemeral';
  return {
    type: 'block_actions',
    user: actorJson(scene),
    api_app_id: scene.world.appId,
    token: scene.world.verificationToken,
    container: messageContainer(shown),
    trigger_id: about.trigger,
    ...closing(scene),
    channel: { id: shown.channel, name: channel === undefined ? 'unknown' : shownName(channel) },
    // Of an ephemeral message Slack sends no content back.
    ...(isEphemeral ? {} : { message: escapedPlainText(messageJson(scene.world, shown, true)) }),
    state: { values: {} },
    response_url: about.responseUrl,
    actions: [action],
  };
}

export function messageContainer(shown: Post | Ephemeral): Json {
  return {
    type: 'message',
    message_ts: shown.ts,
    channel_id: shown.channel,
    is_ephemeral: shown.kind === 'ephemeral',
    ...(shown.thread === null ? {} : { thread_ts: shown.thread }),
  };
}

export const shownView = ({ world }: Scene, view: ViewRecord): Json =>
  viewJson(world, view, stateValues(view));

export function viewActions(scene: Scene, view: ViewRecord, action: Json, trigger: string): Json {
  return {
    type: 'block_actions',
    user: actorJson(scene),
    api_app_id: scene.world.appId,
    token: scene.world.verificationToken,
    container: { type: 'view', view_id: view.id },
    trigger_id: trigger,
    ...closing(scene),
    view: shownView(scene, view),
    actions: [action],
  };
}

export function viewSubmission(scene: Scene, view: ViewRecord, trigger: string): Json {
  return {
    type: 'view_submission',
    ...closing(scene),
    user: actorJson(scene),
    api_app_id: scene.world.appId,
    token: scene.world.verificationToken,
    trigger_id: trigger,
    view: shownView(scene, view),
    response_urls: [],
  };
}

export function viewClosed(scene: Scene, view: ViewRecord, isCleared: boolean): Json {
  return {
    type: 'view_closed',
    ...closing(scene),
    user: actorJson(scene),
    api_app_id: scene.world.appId,
    token: scene.world.verificationToken,
    view: shownView(scene, view),
    is_cleared: isCleared,
  };
}

export function blockSuggestion(
  scene: Scene,
  where: ViewRecord | Post | Ephemeral,
  control: Control,
  typed: string,
): Json {
  const common = {
    type: 'block_suggestion',
    user: actorJson(scene),
    api_app_id: scene.world.appId,
    token: scene.world.verificationToken,
    action_id: control.actionId,
    block_id: control.blockId,
    value: typed,
    ...closing(scene),
  };
  if (where.kind === 'view')
    return { ...common, container: { type: 'view', view_id: where.id }, view: shownView(scene, where) };
  const channel = scene.world.channels.get(where.channel);
  const message = where.kind === 'post' ? { message: messageJson(scene.world, where, true) } : {};
  return {
    ...common,
    container: messageContainer(where),
    channel: { id: where.channel, name: channel?.name },
    ...message,
  };
}

export function globalShortcut(scene: Scene, callbackId: string, trigger: string): Json {
  return {
    type: 'shortcut',
    token: scene.world.verificationToken,
    action_ts: scene.world.ts(),
    ...closing(scene),
    user: actorJson(scene),
    callback_id: callbackId,
    trigger_id: trigger,
  };
}

export function messageShortcut(
  scene: Scene,
  callbackId: string,
  post: Post,
  about: { trigger: string; responseUrl: string },
): Json {
  const { channel, channel_type, event_ts, ...message } = messageEvent(scene, post, 'message');
  const place = scene.world.channels.get(post.channel);
  return {
    type: 'message_action',
    token: scene.world.verificationToken,
    action_ts: scene.world.ts(),
    ...closing(scene),
    user: actorJson(scene),
    channel: { id: post.channel, name: place === undefined ? 'unknown' : shownName(place) },
    callback_id: callbackId,
    trigger_id: about.trigger,
    response_url: about.responseUrl,
    message_ts: post.ts,
    message,
  };
}
