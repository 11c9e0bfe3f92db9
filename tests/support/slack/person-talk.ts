// What a person does in conversations: slash commands, messages, edits, shortcuts, opening Home.
import { isRefused } from './answers.ts';
import { type Delivered, deliver, type Kind, type Road, type Twists } from './deliveries.ts';
import {
  changeEvent,
  eventCallback,
  homeOpened,
  messageEvent,
  richText,
  type Scene,
  typedText,
} from './event-payloads.ts';
import { isObject, type Json } from './json-reading.ts';
import { globalShortcut, messageShortcut, slashCommand } from './payloads.ts';
import { issueResponseUrl, showResponse } from './response-urls.ts';
import { directMessage } from './seeds.ts';
import { issueTrigger } from './views.ts';
import type { Channel, Ephemeral, Post, ResponseUrl, StoredFile } from './world.ts';

/** One person in front of Slack, and how what they do reaches the bot. */
export interface Seat {
  readonly road: Road;
  readonly scene: Scene;
  readonly twists: Twists;
  /** Event names that the app is subscribed to. */
  readonly events: ReadonlySet<string>;
}

export interface Slashed extends Delivered {
  /** What the acknowledgement itself put on the screen. */
  readonly shown: Post | Ephemeral | null;
  readonly responseUrl: string;
}

export interface Said {
  readonly post: Post;
  /** One for each event that Slack sent of it; a mention in a channel can be two. */
  readonly deliveries: readonly Delivered[];
}

export const triggerFor = ({ scene, twists }: Seat, view: string | null = null): string =>
  issueTrigger(scene.world, scene.team.id, scene.user.id, view, twists.triggerId).id;

export const dispatch = (seat: Seat, kind: Kind, payload: Json): Promise<Delivered> =>
  deliver(seat.road, kind, payload, seat.twists);

export function channelFor({ scene }: Seat, id: string | undefined): Channel {
  const { world, team, user } = scene;
  if (id === undefined) return directMessage(world, team, user.id);
  const channel = world.channels.get(id);
  if (channel === undefined) throw new Error(`no channel ${id}`);
  if (!channel.members.has(user.id)) throw new Error(`${user.name} is not in ${channel.name}`);
  return channel;
}

export async function slash(
  seat: Seat,
  command: string,
  text: string,
  { channel }: { readonly channel?: string } = {},
): Promise<Slashed> {
  const { world, team, user } = seat.scene;
  const place = channelFor(seat, channel);
  const target = issueResponseUrl(world, { team: team.id, user: user.id, channel: place.id, origin: null });
  const about = {
    command,
    text: typedText(text),
    channel: place,
    responseUrl: target.url,
    trigger: triggerFor(seat),
  };
  const answer = await dispatch(seat, 'command', slashCommand(seat.scene, about));
  return { ...answer, shown: acknowledged(seat, target, answer), responseUrl: target.url };
}

/** A command may be answered in its acknowledgement: plain text, or a message as JSON. */
function acknowledged({ scene }: Seat, target: ResponseUrl, answer: Delivered): Post | Ephemeral | null {
  if (answer.status !== 200 || answer.body === '') return null;
  const payload = isObject(answer.json) ? answer.json : { text: answer.body };
  const shown = showResponse(scene.world, target, payload, 'ack');
  return isRefused(shown) ? null : shown;
}

export interface SayOptions {
  readonly thread?: string | Post;
  readonly files?: readonly StoredFile[];
}

/** Says something in a channel; Slack tells the bot what it is subscribed to. */
export async function say(
  seat: Seat,
  channel: string | undefined,
  typed: string,
  options: SayOptions = {},
): Promise<Said> {
  const { world, team, user } = seat.scene;
  const place = channelFor(seat, channel);
  const parent =
    typeof options.thread === 'string' ? options.thread : (options.thread?.thread ?? options.thread?.ts);
  const files = options.files ?? [];
  const post: Post = {
    kind: 'post',
    channel: place.id,
    ts: world.ts(),
    team: user.team,
    user: user.id,
    bot: null,
    text: typedText(typed),
    blocks: typed === '' ? [] : richText(typed),
    attachments: [],
    metadata: null,
    thread: parent ?? null,
    broadcast: false,
    files,
    edits: [],
    edited: null,
    deleted: false,
  };
  for (const file of files) file.channels.add(place.id);
  world.posts.push(post);
  const deliveries: Delivered[] = [];
  if (place.kind !== 'im' && mentions(post.text, team.botUser) && seat.events.has('app_mention'))
    deliveries.push(await event(seat, place, messageEvent(seat.scene, post, 'app_mention')));
  deliveries.push(...(await asMessage(seat, place, messageEvent(seat.scene, post, 'message'))));
  return { post, deliveries };
}

const mentions = (text: string, bot: string): boolean => text.includes(`<@${bot}>`);

const subscription = { public: 'message.channels', private: 'message.groups', im: 'message.im' } as const;

async function asMessage(seat: Seat, place: Channel, payload: Json): Promise<Delivered[]> {
  const heard = seat.events.has(subscription[place.kind]) && place.members.has(seat.scene.team.botUser);
  return heard ? [await event(seat, place, payload)] : [];
}

export function event(seat: Seat, place: Channel, payload: Json): Promise<Delivered> {
  const id = seat.twists.eventId ?? `Ev0${String(seat.scene.world.count()).padStart(9, '0')}`;
  return dispatch(seat, 'event', eventCallback(seat.scene, payload, id, place.extShared));
}

export async function edit(seat: Seat, post: Post, typed: string): Promise<Said> {
  const { scene } = seat;
  const place = channelFor(seat, post.channel);
  const { channel, channel_type, event_ts, ...before } = messageEvent(scene, post, 'message');
  post.edits.push({ text: post.text, blocks: post.blocks });
  post.text = typedText(typed);
  post.blocks = richText(typed);
  post.edited = { user: scene.user.id, ts: scene.world.ts() };
  const deliveries: Delivered[] = [];
  // An edited mention comes as a new `app_mention` with `edited` in it.
  if (place.kind !== 'im' && mentions(post.text, scene.team.botUser) && seat.events.has('app_mention'))
    deliveries.push(await event(seat, place, messageEvent(scene, post, 'app_mention')));
  deliveries.push(...(await asMessage(seat, place, changeEvent(scene, post, before, 'message_changed'))));
  return { post, deliveries };
}

export async function remove(seat: Seat, post: Post): Promise<Said> {
  const { channel, channel_type, event_ts, ...before } = messageEvent(seat.scene, post, 'message');
  const place = channelFor(seat, post.channel);
  post.deleted = true;
  return {
    post,
    deliveries: await asMessage(seat, place, changeEvent(seat.scene, post, before, 'message_deleted')),
  };
}

/** The bot hears its own messages too, where it is subscribed to the channel's. */
export async function echo(seat: Seat, post: Post): Promise<Said> {
  const place = channelFor(seat, post.channel);
  return { post, deliveries: await asMessage(seat, place, messageEvent(seat.scene, post, 'message')) };
}

export const shortcut = (seat: Seat, callbackId: string): Promise<Delivered> =>
  dispatch(seat, 'interaction', globalShortcut(seat.scene, callbackId, triggerFor(seat)));

export function shortcutOn(seat: Seat, callbackId: string, post: Post): Promise<Delivered> {
  const { world, team, user } = seat.scene;
  const { url } = issueResponseUrl(world, {
    team: team.id,
    user: user.id,
    channel: post.channel,
    origin: null,
  });
  const about = { trigger: triggerFor(seat), responseUrl: url };
  return dispatch(seat, 'interaction', messageShortcut(seat.scene, callbackId, post, about));
}

export async function openHome(seat: Seat, tab: 'home' | 'messages' = 'home'): Promise<Delivered | null> {
  const place = channelFor(seat, undefined);
  const home = seat.scene.world.homes.get(seat.scene.user.id);
  if (!seat.events.has('app_home_opened')) return null;
  return event(seat, place, homeOpened(seat.scene, tab, place, home));
}
