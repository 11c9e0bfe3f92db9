// How an answer gets to the asker alone: in Slack's own acknowledgement, by response_url, or as a message; never cut short.
import { type Answer, type FileRef, type Locale, languages, type NamedFile, plain } from '../../src/index.ts';
import type { Asking } from '../shared/asking.ts';
import type { Desk, Shown } from '../shared/desk.ts';
import { oneLine } from '../shared/text.ts';
import { escaped } from './escape.ts';
import type { SlackMessenger } from './messenger.ts';
import type { Outbound } from './outbound.ts';
import { type Rendered, renderMessages } from './render.ts';
import type { Responder } from './response-url.ts';

/** One way of showing a message to the asker. */
export type Send = (message: Rendered, isFirst: boolean) => Promise<unknown>;

export interface ReplyParts {
  readonly desk: Desk;
  readonly outbound: Outbound;
  readonly messenger: SlackMessenger;
  readonly responder: Responder;
  contentOf(sha256: string): Promise<Uint8Array | undefined>;
  /** A link of ours, where Slack takes no files. */
  readonly urlOf: ((file: FileRef) => string) | undefined;
}

export interface Replies {
  /** All of it: what does not fit into one message follows, and what would be too many comes as a file. */
  give(shown: Shown, asking: Asking, send: Send): Promise<void>;
  /** The answer's files in a direct message, and the whole of it as a file where it was cut. */
  handOut(shown: Shown, asking: Pick<Asking, 'user' | 'cause'>, isCut: boolean): Promise<void>;
  /** By a response_url that came at `receivedAt`. */
  byUrl(url: string, receivedAt: number, how: UrlWay): Send;
  /** A message that the asker alone sees. */
  byMessage(asking: Asking, thread: string | undefined, isPublic?: boolean): Send;
}

interface UrlWay {
  readonly isPublic?: boolean;
  /** The first message takes the place of the one whose button was pressed, or of what said to wait. */
  readonly replace?: boolean;
  /** Another way, where this one certainly did not lead to the asker. */
  readonly instead?: Send;
}

/** Slack takes five answers by one response_url ([2nd] python-slack-sdk#531); one is kept for what comes late. */
const mostMessages = 4;

export function createReplies(parts: ReplyParts): Replies {
  const { desk, outbound, messenger, responder } = parts;

  async function give(shown: Shown, asking: Asking, send: Send): Promise<void> {
    const messages = renderMessages(shown.view, desk.drawing(shown.locale, shown));
    const [first, ...more] = messages.slice(0, mostMessages);
    if (first) await send(first, true);
    for (const message of more) await send(message, false);
    await handOut(shown, asking, messages.length > mostMessages);
  }

  async function handOut(
    { view, answer, locale }: Shown,
    asking: Pick<Asking, 'user' | 'cause'>,
    isCut: boolean,
  ): Promise<void> {
    if (answer === null) return;
    const whole: NamedFile[] = isCut
      ? [{ name: 'svar.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode(plain(view)) }]
      : [];
    const files = [...whole, ...(await filesOf(answer))];
    const channel = files.length > 0 ? await messenger.directWith(asking.user) : undefined;
    if (channel === undefined) return;
    const { restInFile, filesHere } = languages[locale].cards;
    const uploaded = await outbound.upload({ channel, comment: isCut ? restInFile : filesHere, files });
    if (uploaded.outcome === 'failed') await linkTo(answer.files, channel, asking, locale);
  }

  /** Where Slack takes no files. */
  async function linkTo(
    files: readonly FileRef[],
    channel: string,
    { cause }: Pick<Asking, 'cause'>,
    locale: Locale,
  ): Promise<void> {
    const { urlOf } = parts;
    if (urlOf === undefined || files.length === 0) return;
    const links = files.map(
      (file) => `• <${urlOf(file)}|${escaped(oneLine(file.name)).replaceAll('|', '¦')}>`,
    );
    const { filesHere, teams } = languages[locale].cards;
    const text = [filesHere, ...links, teams.linkLasts].join('\n');
    await outbound.post({ id: `${cause}.links`, channel, text, blocks: [] });
  }

  async function filesOf({ files }: Answer): Promise<NamedFile[]> {
    const found = files.map(async ({ name, mediaType, sha256 }) => {
      const bytes = await parts.contentOf(sha256);
      return bytes ? [{ name, mediaType, bytes }] : [];
    });
    return (await Promise.all(found)).flat();
  }

  return {
    give,
    handOut,
    byUrl(url, receivedAt, { isPublic = false, replace = false, instead }) {
      return async (message, isFirst) => {
        const { text, blocks } = message;
        const responded = await responder.respond(url, receivedAt, {
          text,
          blocks,
          response_type: isPublic ? 'in_channel' : 'ephemeral',
          replace_original: replace && isFirst,
        });
        const mayHaveArrived = responded === 'done' || responded === 'unknown';
        if (!mayHaveArrived) await instead?.(message, isFirst);
      };
    },
    byMessage({ user, channel, isDirect, cause }, thread, isPublic = false) {
      let part = 0;
      return ({ text, blocks }) => {
        part++;
        if (channel === undefined) return Promise.resolve();
        if (isDirect || isPublic)
          return outbound.post({
            id: `${cause}.${part}`,
            channel,
            text,
            blocks,
            ...(thread ? { thread } : {}),
          });
        return outbound.call('chat.postEphemeral', {
          channel,
          user,
          text,
          blocks,
          ...(thread ? { thread_ts: thread } : {}),
        });
      };
    },
  };
}
