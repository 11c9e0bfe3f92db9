// What somebody typed in Teams, as it was meant: the bot's own mentions gone, others' kept by name, and the editor's marks taken back.
import { entries, field, type Payload } from '../shared/payload.ts';

/** Those that Teams' editor makes; a line's own `<kommune>` is none of them. */
const editorTags =
  /<\/?(?:p|div|br|span|strong|em|b|i|u|s|a|code|pre|ul|ol|li|blockquote|h[1-6]|img|emoji|attachment|systemeventmessage|quoted)(?:\s[^<>]*)?\/?>/giu;

const entities: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

/** Nobody mentions more in earnest. */
const mostMentions = 10;

/** Whom the text mentions besides the bot. */
export function othersMentioned(activity: Payload): readonly string[] {
  const bot = field(activity, 'recipient', 'id');
  const users = mentionsIn(activity).flatMap((mention) => field(mention, 'mentioned', 'id') ?? []);
  return [...new Set(users)].filter((user) => user !== bot).slice(0, mostMentions);
}

/** `mentioned` gives the bot's name for a user's id; others keep the name that Teams shows, as one word of the line. */
export function typedText(activity: Payload, mentioned: (user: string) => string | undefined): string {
  const bot = field(activity, 'recipient', 'id');
  let text = field(activity, 'text') ?? '';
  for (const mention of mentionsIn(activity)) {
    const marked = field(mention, 'text');
    const user = field(mention, 'mentioned', 'id');
    if (marked === undefined || user === undefined) continue;
    const shown = field(mention, 'mentioned', 'name') ?? '';
    text =
      user === bot
        ? text.replaceAll(marked, ' ')
        : text.replace(marked, (_, at: number) => mentioned(user) ?? asWord(shown, text.slice(0, at)));
  }
  return text
    .replaceAll(editorTags, ' ')
    .replaceAll(/<\/?at(?:\s[^<>]*)?>/giu, '')
    .replaceAll(/&(?:nbsp|lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** In quotes, unless it is one word or what stands before has opened some. */
function asWord(name: string, before: string): string {
  const bare = name.replaceAll(/["“”„»«\\]/g, "'");
  const rest = before.replaceAll('&quot;', '"').replaceAll(/"[^"]*"|[“„][^“”"]*[“”"]|”[^”]*”|»[^«]*«/g, '');
  return /^[\p{L}\p{N}.-]*$/u.test(bare) || /["“”„»]/.test(rest) ? bare : `"${bare}"`;
}

/** The message that this one quotes in a chat; its words are not among what was typed. Teams' SDK: `QuotedReplyEntity`. */
export function quotedIn(activity: Payload): string | undefined {
  const quote = entries(activity.entities).find(({ type }) => type === 'quotedReply');
  return field(quote, 'quotedReply', 'messageId');
}

export function isMentioned(activity: Payload): boolean {
  const bot = field(activity, 'recipient', 'id');
  return mentionsIn(activity).some((mention) => field(mention, 'mentioned', 'id') === bot);
}

function mentionsIn(activity: Payload): readonly Payload[] {
  return entries(activity.entities).filter(({ type }) => type === 'mention');
}
