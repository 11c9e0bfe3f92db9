// What people write to the bot in words: in their own chat, with a mention elsewhere, and with files.
import { type Locale, languages, type View } from '../../src/index.ts';
import type { UploadedFile } from '../shared/carried.ts';
import type { Desk, Shown } from '../shared/desk.ts';
import { field, type Payload, record } from '../shared/payload.ts';
import { askingOf, referenceOf, type TeamsAsking } from './asking.ts';
import type { LettersIn } from './letters-in.ts';
import type { Outbound } from './outbound.ts';
import type { People } from './people.ts';
import { type Replies, whyUnread } from './replies.ts';
import { isMentioned, othersMentioned, quotedIn, typedText } from './typed-text.ts';

export interface TalkParts {
  readonly desk: Desk<TeamsAsking>;
  readonly replies: Replies;
  readonly people: People;
  readonly outbound: Outbound;
  readonly lettersIn: LettersIn;
}

export async function onWords(activity: Payload, parts: TalkParts): Promise<void> {
  const { desk, people, lettersIn } = parts;
  const asking = askingOf(activity);
  // What is said in a channel without a mention is not for the bot, even where a permission lets it hear it.
  if (!asking.isDirect && !isMentioned(activity)) return;
  const named = new Map<string, string>();
  const looked = othersMentioned(activity).map(async (user) => {
    const person = await people.mentioned(asking, user);
    if (person) named.set(user, person.id);
  });
  await Promise.all(looked);
  const words = typedText(activity, (user) => named.get(user));
  const affirmed = await approvalMeant(words, activity, asking, desk);
  if (affirmed) return give(affirmed, asking, parts);
  const who = await people.recognise(asking);
  // A stranger's files are not fetched.
  const files = who.known ? await lettersIn.take(activity.attachments, asking.user) : [];
  const answered = await desk.answer({ ...asking, files }, desk.lineIn(words, files));
  const missing = notices(files, asking, answered.locale, lettersIn);
  if ('half' in answered) {
    // A form goes without what could not be fetched, and says so before it is filled in.
    const there = { ...asking, files: files.filter((each) => lettersIn.isThere(each)) };
    return give({ ...answered, welcome: [...(answered.welcome ?? []), ...missing] }, there, parts);
  }
  // Why the line was refused is told by the answer; where no file can be fetched, where to send it is not.
  const view = asking.isDirect ? answered.view : [...answered.view, ...missing];
  await give({ ...answered, view }, { ...asking, files }, parts);
}

/** What is said of files that could not be fetched. */
function notices(
  files: readonly UploadedFile[],
  { isDirect }: TeamsAsking,
  locale: Locale,
  lettersIn: LettersIn,
): View {
  const { cards, refusals } = languages[locale];
  return files.flatMap((file) => {
    const opened = lettersIn.open(file);
    if (!opened || !('reason' in opened)) return [];
    const text = isDirect
      ? refusals['file-refused']({ name: file.name, reason: opened.reason, found: '' })
      : cards.teams.letterNotFetched(file.name);
    return [{ kind: 'notice' as const, tone: 'warning' as const, text }];
  });
}

/** A line that was answered before: it does not run again, and its writer hears so. */
export async function onEdit(activity: Payload, parts: TalkParts): Promise<void> {
  const asking = askingOf(activity);
  if (field(activity, 'channelData', 'eventType') !== 'editMessage') return;
  if (!asking.isDirect && !isMentioned(activity)) return;
  const who = await parts.desk.identify(asking);
  if ('no' in who) return;
  const locale = parts.desk.localeFor(who.person);
  const view: View = [{ kind: 'text', text: languages[locale].cards.edited }];
  await give({ view, locale, answer: null }, asking, parts);
}

async function give(
  answered: Parameters<Replies['give']>[0],
  asking: TeamsAsking,
  { replies, outbound }: TalkParts,
): Promise<void> {
  const given = await replies.give(answered, asking);
  // What did not arrive in somebody's own chat is not explained there.
  if (given === 'here' || asking.isDirect) return;
  // Nothing of the answer is said where others read.
  const { locale } = answered;
  const { formInChat, answeredInChat } = languages[locale].cards.teams;
  const text = whyUnread(given, locale) ?? ('half' in answered ? formInChat : answeredInChat);
  await outbound.post(asking.reference, { text });
}

/** An answer in the thread of a post that waits for an approval, or to such a post in a chat. */
async function approvalMeant(
  words: string,
  activity: Payload,
  asking: TeamsAsking,
  desk: Desk<TeamsAsking>,
): Promise<Shown | undefined> {
  const { conversation } = asking.reference;
  const root =
    /;messageid=(\d+)/.exec(conversation)?.[1] ?? quotedIn(activity) ?? field(activity, 'replyToId');
  return root === undefined ? undefined : desk.approvalMeant(words, asking, referenceOf(conversation, root));
}

/** A submission of a card comes as a message without words. */
export function submitted(activity: Payload): Payload | undefined {
  const data = record(activity.value);
  return typeof data.verb === 'string' ? data : undefined;
}
