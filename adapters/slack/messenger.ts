// Reminders as direct messages, cards in the register's channel, and both changed when something has happened since.
import { type Locale, languages, type Messenger, type Posting, type View } from '../../src/index.ts';
import { field } from '../shared/payload.ts';
import type { Tokens } from '../shared/sealed-lines.ts';
import type { Outbound, Posted } from './outbound.ts';
import type { People } from './people.ts';
import { type Rendered, renderMessages } from './render.ts';

interface Parts {
  readonly outbound: Outbound;
  readonly people: People;
  readonly tokens: Tokens;
}

export interface SlackMessenger extends Messenger {
  /** The direct conversation with a user; undefined where Slack does not open one. */
  directWith(user: string): Promise<string | undefined>;
}

export function createMessenger({ outbound, people, tokens }: Parts): SlackMessenger {
  const conversations = new Map<string, string>();

  async function directWith(user: string): Promise<string | undefined> {
    const known = conversations.get(user);
    if (known !== undefined) return known;
    const opened = await outbound.call('conversations.open', { users: user });
    const channel = opened.outcome === 'done' ? field(opened.response.channel, 'id') : undefined;
    if (channel !== undefined) conversations.set(user, channel);
    return channel;
  }

  function drawn(view: View, locale: Locale): [Rendered, ...Rendered[]] {
    const [first, ...more] = renderMessages(view, {
      token: (line) => tokens.token(line),
      t: languages[locale],
    });
    return [first ?? { blocks: [], text: '–' }, ...more];
  }

  async function postAll(
    id: string,
    channel: string,
    parts: readonly [Rendered, ...Rendered[]],
  ): Promise<Posting> {
    const [first, ...more] = parts;
    const posted = await outbound.post({ id, channel, ...first });
    if (posted.outcome !== 'delivered') return posting(posted);
    for (const [index, part] of more.entries())
      await outbound.post({ id: `${id}.${index + 2}`, channel, thread: posted.ts, ...part });
    return posting(posted);
  }

  return {
    viaOf: () => 'slack',
    directWith,
    async post({ id, to, view }) {
      const user = await people.userOf(to);
      const channel = user === undefined ? undefined : await directWith(user);
      if (channel === undefined) return { outcome: 'failed', reason: user ? 'no-conversation' : 'no-user' };
      return postAll(id, channel, drawn(view, to.locale));
    },
    async find({ message, kind, to, at }) {
      // Files carry no name of ours.
      if (kind === 'files') return { outcome: 'untraceable' };
      const channel = to.startsWith('slack:') ? to.slice('slack:'.length) : await directOf(to);
      if (channel === undefined) return { outcome: 'unknown' };
      const found = await outbound.find({ id: message, channel, since: at });
      if (found.outcome === 'there')
        return { outcome: 'delivered', reference: referenceOf(channel, found.ts) };
      return found.outcome === 'absent' ? { outcome: 'failed', reason: 'absent' } : { outcome: 'unknown' };
    },
    boards: [
      {
        platform: 'slack',
        guests: (channel) => people.guests(channel),
        post: ({ id, channel, view }) => postAll(id, channel, drawn(view, 'da')),
        async attach({ under, words, files }) {
          const { channel, thread } = readReference(under);
          return posting(await outbound.upload({ channel, thread, comment: words, files }));
        },
        async update(reference, view, locale) {
          const { channel, thread: ts } = readReference(reference);
          const [{ blocks, text }] = drawn(view, locale);
          const called = await outbound.call('chat.update', { channel, ts, blocks, text });
          if (called.outcome === 'done') return 'done';
          return called.outcome === 'refused' && gone.includes(called.error) ? 'gone' : 'failed';
        },
      },
    ],
  };

  async function directOf(id: string): Promise<string | undefined> {
    const person = await people.personOf(id);
    const user = person && (await people.userOf(person));
    return user === undefined ? undefined : directWith(user);
  }
}

/** Slack's words for a post that can never be changed again (chat.update). */
const gone: readonly string[] = ['message_not_found', 'cant_update_message', 'edit_window_closed'];

/** A post's name in the ledger: `slack:C0123:1738310400.000100`. */
export function referenceOf(channel: string, ts: string): string {
  return `slack:${channel}:${ts}`;
}

function readReference(reference: string): { readonly channel: string; readonly thread: string } {
  const [, channel = '', thread = ''] = reference.split(':');
  return { channel, thread };
}

function posting(posted: Posted): Posting {
  return posted.outcome === 'delivered'
    ? { outcome: 'delivered', reference: referenceOf(posted.channel, posted.ts) }
    : posted;
}
