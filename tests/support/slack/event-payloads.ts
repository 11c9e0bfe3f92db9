// Events as Slack sends them: messages, mentions, edits, Home. Field for field as recorded (vercel/chat).

import { stateValues } from './form-state.ts';
import type { Json } from './json-reading.ts';
import { escaped, fileJson, viewJson } from './shapes.ts';
import type { Channel, Post, Team, User, ViewRecord, World } from './world.ts';

export interface Scene {
  readonly world: World;
  readonly team: Team;
  readonly user: User;
}

/** An event in its envelope. */
export function eventCallback({ world, team, user }: Scene, event: Json, id: string, shared: boolean): Json {
  return {
    token: world.verificationToken,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: world.appId,
    event,
    type: 'event_callback',
    event_id: id,
    event_time: Math.floor(world.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: team.botUser,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: shared,
    event_context: `4-${Buffer.from(JSON.stringify({ et: event.type, tid: team.id, aid: world.appId, uid: user.id })).toString('base64url')}`,
  };
}

/** Words typed by a person: `& < >` as entities, mentions as they are. */
export const typedText = (typed: string): string =>
  typed
    .split(/(<[@#!][^<>]+>)/)
    .map((part, index) => (index % 2 === 1 ? part : escaped(part)))
    .join('');

export function richText(typed: string): Json[] {
  const parts = typed.split(/(<@[A-Z0-9]+>)/).filter(Boolean);
  const elements = parts.map((part) => {
    const user = /^<@([A-Z0-9]+)>$/.exec(part)?.[1];
    return user === undefined ? { type: 'text', text: part } : { type: 'user', user_id: user };
  });
  return [{ type: 'rich_text', block_id: 'r1', elements: [{ type: 'rich_text_section', elements }] }];
}

export function messageEvent(scene: Scene, post: Post, type: 'message' | 'app_mention'): Json {
  const channel = scene.world.channels.get(post.channel);
  const parent = scene.world.posts.find((one) => one.channel === post.channel && one.ts === post.thread);
  const kinds = { public: 'channel', private: 'group', im: 'im' } as const;
  const files = post.files.map((file) => fileJson(scene.world, file));
  return {
    type,
    user: post.user,
    ts: post.ts,
    ...(post.bot === null
      ? { client_msg_id: clientMessageId(post) }
      : { bot_id: post.bot, app_id: scene.world.appId }),
    text: post.text,
    team: post.team,
    ...(post.user !== scene.team.botUser && scene.user.team !== scene.team.id
      ? { user_team: scene.user.team, source_team: scene.user.team }
      : {}),
    ...(post.blocks.length > 0 ? { blocks: post.blocks } : {}),
    ...(files.length > 0
      ? {
          files,
          upload: false,
          display_as_bot: false,
          ...(type === 'message' ? { subtype: 'file_share' } : {}),
        }
      : {}),
    ...(post.edited === null ? {} : { edited: post.edited }),
    ...(post.thread === null ? {} : { thread_ts: post.thread, parent_user_id: parent?.user ?? post.user }),
    channel: post.channel,
    event_ts: post.ts,
    ...(type === 'message' ? { channel_type: kinds[channel?.kind ?? 'public'] } : {}),
  };
}

const clientMessageId = (post: Post): string => {
  const digits = post.ts.replace('.', '').padStart(20, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(12, 15)}-8${digits.slice(15, 18)}-${digits.slice(-12)}`;
};

/** `message_changed` and `message_deleted`: hidden messages that carry the other one inside. */
export function changeEvent(
  scene: Scene,
  post: Post,
  before: Json,
  subtype: 'message_changed' | 'message_deleted',
): Json {
  const at = scene.world.ts();
  const { channel, channel_type, event_ts, ...message } = messageEvent(scene, post, 'message');
  const inner =
    subtype === 'message_changed'
      ? { message: { ...message, source_team: post.team, user_team: post.team } }
      : { deleted_ts: post.ts };
  return {
    type: 'message',
    subtype,
    ...inner,
    previous_message: before,
    channel,
    hidden: true,
    ts: at,
    event_ts: at,
    channel_type,
  };
}

export function homeOpened(
  scene: Scene,
  tab: 'home' | 'messages',
  channel: Channel,
  home: ViewRecord | undefined,
): Json {
  return {
    type: 'app_home_opened',
    user: scene.user.id,
    channel: channel.id,
    tab,
    ...(home === undefined || tab !== 'home' ? {} : { view: viewJson(scene.world, home, stateValues(home)) }),
    event_ts: scene.world.ts(),
  };
}
