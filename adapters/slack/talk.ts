// What people write to the bot in words: a mention, a direct message, an "ok" under an approval, an edited message.
import { languages } from '../../src/index.ts';
import type { Asking } from '../shared/asking.ts';
import { readFiles } from '../shared/carried.ts';
import type { Desk, Shown } from '../shared/desk.ts';
import { field, type Payload, record } from '../shared/payload.ts';
import { referenceOf } from './messenger.ts';
import type { People } from './people.ts';
import type { Replies } from './replies.ts';
import { typedText } from './typed-text.ts';

export interface TalkParts {
  readonly desk: Desk;
  readonly replies: Replies;
  readonly people: People;
  /** The bot's own user. */
  self(): string;
}

export async function onMessage(
  event: Payload,
  team: string | undefined,
  cause: string,
  parts: TalkParts,
): Promise<void> {
  const subtype = field(event, 'subtype');
  if (subtype === 'message_changed') return edited(event, team, cause, parts);
  // A deleted message takes nothing back, and what bots and Slack itself say is no line.
  const isWords = subtype === undefined || subtype === 'file_share' || subtype === 'thread_broadcast';
  const user = field(event, 'user');
  if (!isWords || user === undefined || user === parts.self() || event.bot_id !== undefined) return;
  const asking = askingOf(event, user, team, cause);
  const text = field(event, 'text') ?? '';
  const thread = field(event, 'thread_ts');
  if (asking.isDirect) return onLine(text, asking, thread, parts);
  // In channels a mention comes as an event of its own; of the rest only an "ok" is for the bot.
  const affirmed = await approvalMeant(typedText(text), asking, thread, parts);
  if (affirmed) await give(affirmed, asking, thread, parts);
}

export async function onMention(
  event: Payload,
  team: string | undefined,
  cause: string,
  parts: TalkParts,
): Promise<void> {
  const user = field(event, 'user');
  if (user === undefined || user === parts.self() || event.bot_id !== undefined) return;
  // An edited mention comes as an event, too: it was answered when it was written.
  if (event.edited !== undefined) return;
  const asking = askingOf(event, user, team, cause);
  await onLine(field(event, 'text') ?? '', asking, field(event, 'thread_ts'), parts);
}

async function onLine(
  text: string,
  asking: Asking,
  thread: string | undefined,
  parts: TalkParts,
): Promise<void> {
  const all = await parts.people.all();
  const mentioned = (user: string) =>
    user === parts.self() ? '' : all.find((each) => each.slack === user)?.id;
  const line = typedText(text, mentioned);
  const affirmed = await approvalMeant(line, asking, thread, parts);
  if (affirmed) return give(affirmed, asking, thread, parts);
  const given = await parts.desk.answer(asking, parts.desk.lineIn(line, asking.files));
  await give('half' in given ? parts.desk.toFillIn(given, asking.files) : given, asking, thread, parts);
}

function give(
  shown: Shown,
  asking: Asking,
  thread: string | undefined,
  { replies }: TalkParts,
): Promise<void> {
  return replies.give(shown, asking, replies.byMessage(asking, thread, shown.answer?.public));
}

function askingOf(event: Payload, user: string, team: string | undefined, cause: string): Asking {
  const channel = field(event, 'channel');
  const files = readFiles(event.files);
  return {
    user,
    team: field(event, 'user_team') ?? field(event, 'team') ?? team,
    cause,
    channel,
    isDirect: field(event, 'channel_type') === 'im' || (channel?.startsWith('D') ?? false),
    files,
  };
}

/** Only below something that waits for an approval. */
async function approvalMeant(
  words: string,
  asking: Asking,
  thread: string | undefined,
  { desk }: TalkParts,
): Promise<Shown | undefined> {
  if (thread === undefined) return undefined;
  return desk.approvalMeant(words, asking, referenceOf(asking.channel ?? '', thread));
}

/** A line that was answered before: it does not run again, and its writer hears so. */
async function edited(
  event: Payload,
  team: string | undefined,
  cause: string,
  parts: TalkParts,
): Promise<void> {
  const message = record(event.message);
  const before = field(event, 'previous_message', 'text');
  const user = field(message, 'user');
  const text = field(message, 'text') ?? '';
  if (user === undefined || user === parts.self() || message.bot_id !== undefined) return;
  if (message.edited === undefined || before === text) return;
  const asking = askingOf({ ...event, files: [] }, user, field(message, 'team') ?? team, cause);
  const wasForUs = asking.isDirect || [before ?? '', text].some((each) => each.includes(`<@${parts.self()}`));
  if (!wasForUs) return;
  const who = await parts.desk.identify(asking);
  if ('no' in who) return;
  const locale = parts.desk.localeFor(who.person);
  const shown: Shown = {
    view: [{ kind: 'text', text: languages[locale].cards.edited }],
    locale,
    answer: null,
  };
  await give(shown, asking, field(message, 'thread_ts'), parts);
}
