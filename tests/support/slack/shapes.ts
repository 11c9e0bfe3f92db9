// How Slack shows its things in answers and payloads: users, channels, files, messages, views.
// Fields as in the recorded payloads of vercel/chat's replay fixtures and in Bolt's payload types.
import { isObject, type Json, objectAt, objectsAt, textAt } from './json-reading.ts';
import type { Channel, Post, StoredFile, User, ViewRecord, World } from './world.ts';

/** A copy with what Slack adds by itself: block and action ids, and `emoji` on plain text. */
export function completedBlocks(world: World, blocks: readonly unknown[]): Json[] {
  const completed = (block: Json): Json => {
    const element = objectAt(block, 'element');
    const accessory = objectAt(block, 'accessory');
    return {
      ...block,
      block_id: textAt(block, 'block_id') ?? `b${world.count()}`,
      ...(element ? { element: withAction(world, element), optional: block.optional ?? false } : {}),
      ...(element ? { dispatch_action: block.dispatch_action ?? false } : {}),
      ...(accessory ? { accessory: withAction(world, accessory) } : {}),
      ...(block.type === 'actions'
        ? { elements: objectsAt(block, 'elements').map((one) => withAction(world, one)) }
        : {}),
    };
  };
  return blocks.filter(isObject).map((block) => completed(emojied(block)));
}

function withAction(world: World, element: Json): Json {
  return element.type === 'image'
    ? element
    : { ...element, action_id: textAt(element, 'action_id') ?? `a${world.count()}` };
}

/** Plain text comes back saying whether emoji are drawn in it. */
export function emojied(value: Json): Json {
  const entries = Object.entries(value).map(([key, inner]) => [key, emojiedValue(inner)] as const);
  const copy: Json = Object.fromEntries(entries);
  return copy.type === 'plain_text' && typeof copy.text === 'string'
    ? { ...copy, emoji: copy.emoji ?? true }
    : copy;
}

function emojiedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(emojiedValue);
  return isObject(value) ? emojied(value) : value;
}

export const escaped = (typed: string): string =>
  typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** In what comes back, also plain text has `& < >` as entities (slackapi/bolt-python#513). */
export function escapedPlainText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(escapedPlainText);
  if (!isObject(value)) return value;
  if (value.type === 'plain_text' && typeof value.text === 'string')
    return { ...value, text: escaped(value.text) };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escapedPlainText(inner)]));
}

export function userJson(user: User, withEmail: boolean, withLocale: boolean): Json {
  return {
    id: user.id,
    team_id: user.team,
    name: user.handle,
    deleted: user.deleted,
    real_name: user.name,
    tz: user.tz,
    tz_label: 'Central European Time',
    tz_offset: 3600,
    profile: {
      real_name: user.name,
      real_name_normalized: user.name,
      display_name: user.handle,
      display_name_normalized: user.handle,
      team: user.team,
      ...(withEmail && user.email !== undefined ? { email: user.email } : {}),
    },
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: user.isRestricted,
    is_ultra_restricted: user.isUltraRestricted,
    is_bot: user.isBot,
    is_app_user: false,
    ...(user.isStranger ? { is_stranger: true } : {}),
    updated: 1_700_000_000,
    ...(withLocale ? { locale: user.locale } : {}),
  };
}

export function channelJson(channel: Channel, bot: string): Json {
  if (channel.kind === 'im') {
    const user = [...channel.members].find((member) => member !== bot) ?? bot;
    return {
      id: channel.id,
      created: 1_700_000_000,
      is_im: true,
      is_org_shared: false,
      user,
      is_archived: false,
    };
  }
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_archived: channel.archived,
    is_general: false,
    is_shared: channel.extShared,
    is_ext_shared: channel.extShared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    is_member: channel.members.has(bot),
    created: 1_700_000_000,
    creator: [...channel.members][0] ?? bot,
    context_team_id: channel.team,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}

export function fileJson(world: World, file: StoredFile): Json {
  const path = `${world.url}/files-pri/${file.team}-${file.id}`;
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: file.name.split('.').at(-1) ?? 'binary',
    pretty_type: file.mimetype,
    user: file.user,
    user_team: file.team,
    editable: false,
    size: file.bytes.length,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: false,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: `${path}/${encodeURIComponent(file.name)}`,
    url_private_download: `${path}/download/${encodeURIComponent(file.name)}`,
    permalink: `${world.url}/files/${file.user}/${file.id}`,
    permalink_public: `${world.url}/files-pub/${file.id}`,
    channels: [...file.channels].filter((channel) => channel.startsWith('C')),
    groups: [],
    ims: [...file.channels].filter((channel) => channel.startsWith('D')),
    has_rich_preview: false,
    file_access: 'visible',
  };
}

export function messageJson(world: World, post: Post, withMetadata: boolean): Json {
  const parent = world.posts.find((other) => other.channel === post.channel && other.ts === post.thread);
  const replies = world.posts.filter(
    (other) => other.channel === post.channel && other.thread === post.ts && !other.deleted,
  );
  return {
    user: post.user,
    type: 'message',
    ts: post.ts,
    ...(post.bot === null ? {} : { bot_id: post.bot, app_id: world.appId }),
    text: post.text,
    team: post.team,
    ...(post.blocks.length > 0 ? { blocks: post.blocks } : {}),
    ...(post.attachments.length > 0 ? { attachments: post.attachments } : {}),
    ...(post.files.length > 0
      ? { files: post.files.map((file) => fileJson(world, file)), upload: false }
      : {}),
    ...(post.edited === null ? {} : { edited: post.edited }),
    ...(post.thread === null ? {} : { thread_ts: post.thread, parent_user_id: parent?.user ?? post.user }),
    ...(replies.length > 0 ? { thread_ts: post.ts, reply_count: replies.length } : {}),
    ...(withMetadata && post.metadata !== null ? { metadata: post.metadata } : {}),
  };
}

export function viewJson(world: World, view: ViewRecord, state: Json): Json {
  const team = world.teams.get(view.team);
  const source = view.source;
  return {
    id: view.id,
    team_id: view.team,
    type: view.type,
    blocks: source.blocks,
    private_metadata: source.private_metadata ?? '',
    callback_id: source.callback_id ?? '',
    state: { values: state },
    hash: view.hash,
    title: source.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: source.clear_on_close ?? false,
    notify_on_close: source.notify_on_close ?? false,
    close: source.close ?? null,
    submit: source.submit ?? null,
    previous_view_id: view.previous,
    root_view_id: view.root,
    app_id: world.appId,
    external_id: source.external_id ?? '',
    app_installed_team_id: view.team,
    bot_id: team?.botId ?? '',
  };
}
