// conversations.* and users.* and auth.test: reading channels, threads and people.
import {
  type Call,
  done,
  type Handler,
  isRefused,
  missingScope,
  refused,
  scopeFor,
  visibleChannel,
} from './answers.ts';
import { type Json, numberAt, textAt } from './json-reading.ts';
import { directMessage } from './seeds.ts';
import { channelJson, messageJson, userJson } from './shapes.ts';
import type { Channel, Post } from './world.ts';

function readable(call: Call, right: 'read' | 'history'): Channel | ReturnType<typeof refused> {
  const channel = visibleChannel(call);
  if (channel === undefined) return refused('channel_not_found');
  return missingScope(call.team, [scopeFor(channel, right)]) ?? channel;
}

const info: Handler = (call) => {
  const channel = readable(call, 'read');
  if (isRefused(channel)) return channel;
  const members = call.args.include_num_members === true ? { num_members: channel.members.size } : {};
  const locale = call.args.include_locale === true ? { locale: 'da-DK' } : {};
  return done({ channel: { ...channelJson(channel, call.team.botUser), ...members, ...locale } });
};

const members: Handler = (call) => {
  const channel = readable(call, 'read');
  if (isRefused(channel)) return channel;
  const page = paged(call, [...channel.members], 100);
  return page === undefined ? refused('invalid_cursor') : done({ members: page.items, ...page.rest });
};

const open: Handler = (call) => {
  const { world, args, team } = call;
  const asked = (textAt(args, 'users') ?? '').split(',').filter(Boolean);
  const named = textAt(args, 'channel');
  if (named !== undefined) {
    const channel = visibleChannel(call);
    if (channel === undefined) return refused('channel_not_found');
    return done({ no_op: true, already_open: true, channel: { id: channel.id } });
  }
  if (asked.length === 0) return refused('users_list_not_supplied');
  if (asked.length > 1) return refused('method_not_supported_for_channel_type');
  const denied = missingScope(team, ['im:write']);
  if (denied !== undefined) return denied;
  const user = world.users.get(asked[0] ?? '');
  if (user === undefined) return refused('user_not_found');
  if (user.deleted) return refused('user_disabled');
  if (user.team !== team.id && !user.isStranger) return refused('user_not_visible');
  const before = world.channels.size;
  const channel = directMessage(world, team, user.id);
  const known = world.channels.size === before;
  const shown = args.return_im === true ? channelJson(channel, team.botUser) : { id: channel.id };
  return done({ channel: shown, ...(known ? { no_op: true, already_open: true } : {}) });
};

const history: Handler = (call) => {
  const channel = readable(call, 'history');
  if (isRefused(channel)) return channel;
  if (!channel.members.has(call.team.botUser)) return refused('not_in_channel');
  const inChannel = call.world.posts.filter((post) => post.channel === channel.id && !post.deleted);
  const shown = between(
    call,
    inChannel.filter((post) => post.thread === null || post.broadcast),
  ).reverse();
  return messagesAnswer(call, shown, 100);
};

const replies: Handler = (call) => {
  const channel = readable(call, 'history');
  if (isRefused(channel)) return channel;
  const ts = textAt(call.args, 'ts');
  const inChannel = call.world.posts.filter((post) => post.channel === channel.id && !post.deleted);
  const asked = inChannel.find((post) => post.ts === ts);
  if (asked === undefined) return refused('thread_not_found');
  const parent = asked.thread ?? asked.ts;
  const [first, ...rest] = inChannel.filter((post) => post.ts === parent || post.thread === parent);
  return messagesAnswer(call, [...(first ? [first] : []), ...between(call, rest)], 1000);
};

function between(call: Call, posts: readonly Post[]): Post[] {
  const { oldest = '0', latest = '9999999999.999999' } = {
    oldest: textAt(call.args, 'oldest'),
    latest: textAt(call.args, 'latest'),
  };
  const inclusive = call.args.inclusive === true;
  return posts.filter((post) => {
    const [after, before] = [later(post.ts, oldest), later(latest, post.ts)];
    return inclusive ? after >= 0 && before >= 0 : after > 0 && before > 0;
  });
}

function later(one: string, other: string): number {
  return Number(BigInt(micros(one)) - BigInt(micros(other)));
}

function micros(ts: string): string {
  const [seconds = '0', fraction = ''] = ts.split('.');
  return `${seconds || '0'}${fraction.padEnd(6, '0').slice(0, 6)}`;
}

function messagesAnswer(call: Call, posts: readonly Post[], usual: number): ReturnType<typeof done> {
  const page = paged(call, posts, usual);
  if (page === undefined) return refused('invalid_cursor');
  const withMetadata = call.args.include_all_metadata === true;
  const messages = page.items.map((post) => messageJson(call.world, post, withMetadata));
  return done({ messages, has_more: page.rest.response_metadata.next_cursor !== '', ...page.rest });
}

function paged<T>(call: Call, all: readonly T[], usual: number) {
  const cursor = textAt(call.args, 'cursor');
  const limit = Math.max(1, Math.min(numberAt(call.args, 'limit') ?? usual, 1000));
  const start =
    cursor === undefined ? 0 : Number(Buffer.from(cursor, 'base64').toString().replace('next:', ''));
  if (!Number.isInteger(start) || start > all.length) return undefined;
  const end = start + limit;
  const next = end < all.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { items: all.slice(start, end), rest: { response_metadata: { next_cursor: next } } };
}

const userInfo: Handler = (call) => {
  const user = call.world.users.get(textAt(call.args, 'user') ?? '');
  if (user === undefined) return refused('user_not_found');
  const meets = [...call.world.channels.values()].some(
    (channel) => channel.members.has(user.id) && channel.members.has(call.team.botUser),
  );
  if (user.team !== call.team.id && !meets) return refused('user_not_visible');
  const email = missingScope(call.team, ['users:read.email']) === undefined && !user.isBot;
  return done({ user: userJson(user, email, call.args.include_locale === true) });
};

const lookupByEmail: Handler = (call) => {
  const wanted = textAt(call.args, 'email')?.toLowerCase();
  const user = [...call.world.users.values()].find(
    (one) => one.email?.toLowerCase() === wanted && one.team === call.team.id && !one.deleted,
  );
  return user === undefined ? refused('users_not_found') : done({ user: userJson(user, true, false) });
};

const authTest: Handler = ({ team, world }) => {
  const user = world.users.get(team.botUser);
  const about: Json = { url: `https://${team.domain}.slack.com/`, team: team.name, user: user?.handle ?? '' };
  return done({
    ...about,
    team_id: team.id,
    user_id: team.botUser,
    bot_id: team.botId,
    is_enterprise_install: false,
  });
};

export const conversationMethods: Readonly<Record<string, Handler>> = {
  'auth.test': authTest,
  'conversations.history': history,
  'conversations.info': info,
  'conversations.members': members,
  'conversations.open': open,
  'conversations.replies': replies,
  'users.info': userInfo,
  'users.lookupByEmail': lookupByEmail,
};
