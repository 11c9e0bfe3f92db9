// chat.*: posting, ephemeral posting, updating, permalinks.
import { type Answer, type Call, done, type Handler, isRefused, refused, visibleChannel } from './answers.ts';
import { blockFaults, tooLongTogether } from './block-rules.ts';
import { type Json, listAt, objectAt, textAt } from './json-reading.ts';
import { directMessage } from './seeds.ts';
import { completedBlocks, messageJson } from './shapes.ts';
import type { Channel, Ephemeral, Post } from './world.ts';

// chat.postMessage cuts here and says so; chat.update refuses above 4,000 (docs.slack.dev, both methods).
const CUT_AT = 40_000;
const UPDATE_AT_MOST = 4000;
const EPHEMERAL_AT_MOST = 40_000;
// Unsourced (from memory in ../shared/reference/slack.md).
const METADATA_BYTES = 8192;

export interface Content {
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly attachments: readonly Json[];
  readonly metadata: Json | null;
  readonly cut: boolean;
}

/** A message's content, or why it is not one. Says in the world's violations what no bot should send. */
export function readContent(call: Call, method: string): Content | Answer {
  const { world, args } = call;
  const text = textAt(args, 'text') ?? textAt(args, 'markdown_text') ?? '';
  const blocks = args.blocks ?? [];
  const faults = blockFaults(blocks, 'message');
  if (faults.length > 0) {
    world.violations.push(`${method}: invalid_blocks ${faults.join('; ')}`);
    return refused('invalid_blocks', faults);
  }
  if (
    tooLongTogether(listAt(args, 'blocks').filter((block): block is Json => objectAt(block) !== undefined))
  ) {
    world.violations.push(`${method}: msg_blocks_too_long`);
    return refused(method === 'chat.postMessage' ? 'msg_blocks_too_long' : 'msg_too_long');
  }
  if (textAt(args, 'text') !== undefined && args.markdown_text !== undefined)
    return refused('markdown_text_conflict');
  const attachments = listAt(args, 'attachments').filter((one): one is Json => objectAt(one) !== undefined);
  if (attachments.length > 100) return refused('too_many_attachments');
  if (text === '' && listAt(args, 'blocks').length === 0 && attachments.length === 0) {
    world.violations.push(`${method}: no_text`);
    return refused('no_text');
  }
  if (text === '')
    world.violations.push(`${method}: blocks without top-level text (nothing for notifications)`);
  const metadata = args.metadata === undefined ? null : (objectAt(args, 'metadata') ?? {});
  if (metadata !== null) {
    const shaped =
      textAt(metadata, 'event_type') !== undefined && objectAt(metadata, 'event_payload') !== undefined;
    if (!shaped) return refused('invalid_metadata_format');
    if (Buffer.byteLength(JSON.stringify(metadata)) > METADATA_BYTES) return refused('metadata_too_large');
  }
  const cut = [...text].length > CUT_AT;
  if (cut) world.violations.push(`${method}: text above ${CUT_AT} characters`);
  const kept = cut ? [...text].slice(0, CUT_AT).join('') : text;
  return { text: kept, blocks: completedBlocks(world, listAt(args, 'blocks')), attachments, metadata, cut };
}

export function addPost(call: Call, channel: Channel, content: Content, thread: string | null): Post {
  const post: Post = {
    kind: 'post',
    channel: channel.id,
    ts: call.world.ts(),
    team: call.team.id,
    user: call.team.botUser,
    bot: call.team.botId,
    text: content.text,
    blocks: content.blocks,
    attachments: content.attachments,
    metadata: content.metadata,
    thread,
    broadcast: call.args.reply_broadcast === true,
    files: [],
    edits: [],
    edited: null,
    deleted: false,
  };
  call.world.posts.push(post);
  return post;
}

/** The channel to post into, a person's id being their direct message; or the refusal. */
function target(call: Call): Channel | Answer {
  const id = textAt(call.args, 'channel') ?? '';
  const user = call.world.users.get(id);
  if (user !== undefined && user.team !== call.team.id && !user.isStranger)
    return refused('channel_not_found');
  const channel = user === undefined ? visibleChannel(call) : directMessage(call.world, call.team, user.id);
  if (channel === undefined) return refused('channel_not_found');
  if (!channel.members.has(call.team.botUser)) return refused('not_in_channel');
  return channel.archived ? refused('is_archived') : channel;
}

/** The thread's first message. Slack files a reply to a reply under the first one. */
export function threadOf(call: Call, channel: Channel): string | null | Answer {
  const ts = textAt(call.args, 'thread_ts');
  if (ts === undefined) return null;
  const parent = call.world.posts.find(
    (post) => post.channel === channel.id && post.ts === ts && !post.deleted,
  );
  if (parent !== undefined) return parent.thread ?? parent.ts;
  call.world.violations.push(`reply in ${channel.id} to a message that is not there: ${ts}`);
  return refused('cannot_reply_to_message');
}

const postMessage: Handler = (call) => {
  const channel = target(call);
  if (isRefused(channel)) return channel;
  const thread = threadOf(call, channel);
  if (isRefused(thread)) return thread;
  const content = readContent(call, 'chat.postMessage');
  if (isRefused(content)) return content;
  const post = addPost(call, channel, content, thread);
  const warning = content.cut
    ? { warning: 'message_truncated', response_metadata: { warnings: ['message_truncated'] } }
    : {};
  return done({ channel: channel.id, ts: post.ts, message: messageJson(call.world, post, true), ...warning });
};

const postEphemeral: Handler = (call) => {
  const channel = target(call);
  if (isRefused(channel)) return channel;
  const user = textAt(call.args, 'user') ?? '';
  if (!channel.members.has(user)) return refused('user_not_in_channel');
  const thread = threadOf(call, channel);
  if (isRefused(thread)) return thread;
  const content = readContent(call, 'chat.postEphemeral');
  if (isRefused(content)) return content;
  if (content.text.length > EPHEMERAL_AT_MOST) return refused('msg_too_long');
  const shown = addEphemeral(call, { channel: channel.id, user, thread, via: 'chat.postEphemeral' }, content);
  return done({ message_ts: shown.ts });
};

export function addEphemeral(
  call: Call,
  where: Pick<Ephemeral, 'channel' | 'user' | 'thread' | 'via'>,
  content: Pick<Content, 'text' | 'blocks'>,
): Ephemeral {
  const shown: Ephemeral = {
    kind: 'ephemeral',
    ts: call.world.ts(),
    ...where,
    text: content.text,
    blocks: content.blocks,
    edits: [],
    deleted: false,
  };
  call.world.ephemerals.push(shown);
  return shown;
}

const update: Handler = (call) => {
  const channel = visibleChannel(call);
  if (channel === undefined) return refused('channel_not_found');
  const ts = textAt(call.args, 'ts');
  const post = call.world.posts.find((one) => one.channel === channel.id && one.ts === ts && !one.deleted);
  if (post === undefined) return refused('message_not_found');
  if (post.bot !== call.team.botId) return refused('cant_update_message');
  if ((textAt(call.args, 'text') ?? '').length > UPDATE_AT_MOST) {
    call.world.violations.push(`chat.update: text above ${UPDATE_AT_MOST} characters`);
    return refused('msg_too_long');
  }
  const content = readContent(call, 'chat.update');
  if (isRefused(content)) return content;
  rewrite(post, content, call.args);
  post.edited = { user: call.team.botUser, ts: call.world.ts() };
  const message = messageJson(call.world, post, true);
  return done({ channel: channel.id, ts: post.ts, text: post.text, message });
};

/** Text alone takes the blocks away too, as Slack does. What is not said of metadata leaves it. */
function rewrite(post: Post, content: Content, args: Json): void {
  post.edits.push({ text: post.text, blocks: post.blocks });
  post.text = content.text;
  post.blocks = content.blocks;
  if (args.attachments !== undefined) post.attachments = content.attachments;
  if (content.metadata !== null) post.metadata = content.metadata;
}

const getPermalink: Handler = (call) => {
  const channel = visibleChannel(call);
  if (channel === undefined) return refused('channel_not_found');
  const ts = textAt(call.args, 'message_ts');
  const post = call.world.posts.find((one) => one.channel === channel.id && one.ts === ts && !one.deleted);
  if (post === undefined) return refused('message_not_found');
  const thread = post.thread === null ? '' : `?thread_ts=${post.thread}&cid=${channel.id}`;
  const permalink = `https://${call.team.domain}.slack.com/archives/${channel.id}/p${post.ts.replace('.', '')}${thread}`;
  return done({ channel: channel.id, permalink });
};

export const messageMethods: Readonly<Record<string, Handler>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.getPermalink': getPermalink,
};
