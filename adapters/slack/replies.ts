// How an answer gets to the asker alone: in Slack's own acknowledgement, by response_url, or as a message; never cut short.
import { type Answer, languages, type NamedFile, plain, type View } from '../../src/index.ts';
import type { Asking, Desk, Shown } from './desk.ts';
import type { SlackMessenger } from './messenger.ts';
import type { Outbound } from './outbound.ts';
import type { People } from './people.ts';
import { type Rendered, renderMessages } from './render.ts';
import type { Responder } from './response-url.ts';

/** One way of showing a message to the asker. */
export type Send = (message: Rendered, isFirst: boolean) => Promise<unknown>;

export interface ReplyParts {
  readonly desk: Desk;
  readonly outbound: Outbound;
  readonly messenger: SlackMessenger;
  readonly responder: Responder;
  readonly people: People;
  /** The channel in which recordings are shown. */
  registerChannel(): string | undefined;
  contentOf(sha256: string): Promise<Uint8Array | undefined>;
}

export interface Replies {
  /** All of it: what does not fit into one message follows, and what would be too many comes as a file. */
  give(shown: Shown, asking: Asking, send: Send): Promise<void>;
  /** By a response_url that came at `receivedAt`. */
  byUrl(url: string, receivedAt: number, how: UrlWay): Send;
  /** A message that the asker alone sees. */
  byMessage(asking: Asking, thread: string | undefined): Send;
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
  const { desk, outbound, messenger, responder, people, registerChannel } = parts;

  async function give(shown: Shown, asking: Asking, send: Send): Promise<void> {
    const { locale, answer } = shown;
    const { cards } = languages[locale];
    const inChannel = answer !== null && (await liesInChannel(answer));
    const fileNote = inChannel ? cards.filesInThread : cards.filesInMessage;
    const hasFiles = (answer?.files.length ?? 0) > 0;
    const view: View = hasFiles ? [...shown.view, { kind: 'text', text: fileNote }] : shown.view;
    const messages = renderMessages(view, desk.drawing(locale));
    const [first, ...more] = messages.slice(0, mostMessages);
    if (first) await send(first, true);
    for (const message of more) await send(message, false);
    const rest: NamedFile[] =
      messages.length > mostMessages
        ? [{ name: 'svar.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode(plain(view)) }]
        : [];
    const files = [...rest, ...(inChannel || !answer ? [] : await filesOf(answer))];
    if (files.length === 0 || answer === null) return;
    const channel = await messenger.directWith(asking.user);
    if (channel === undefined) return;
    const comment = rest.length > 0 ? cards.restInFile : cards.filesHere;
    await outbound.upload({ channel, comment, files });
  }

  /** What was recorded is shown in the register's channel, with its files in the thread. */
  async function liesInChannel({ events }: Answer): Promise<boolean> {
    const channel = registerChannel();
    return events.length > 0 && channel !== undefined && !(await people.hasGuests(channel));
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
    byMessage({ user, channel, isDirect, cause }, thread) {
      let part = 0;
      return ({ text, blocks }) => {
        part++;
        if (channel === undefined) return Promise.resolve();
        if (isDirect)
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
