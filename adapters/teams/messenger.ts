// Reminders in people's own chats, cards in the register's channel, and both changed when something has happened since.
import { createHash } from 'node:crypto';
import {
  type Board,
  type Locale,
  languages,
  type Messenger,
  type Posting,
  type View,
} from '../../src/index.ts';
import type { Draw } from '../shared/drawing.ts';
import { readReference, referenceOf } from './asking.ts';
import { channelDrawing, privateDrawing } from './drawing.ts';
import type { FilesOut } from './files-out.ts';
import type { Outbound, Outgoing, Posted } from './outbound.ts';
import type { People } from './people.ts';
import type { Reference } from './reference.ts';
import type { References } from './references.ts';
import { type Drawn, renderCards } from './render.ts';
import { message } from './replies.ts';

interface Parts {
  readonly outbound: Outbound;
  readonly references: References;
  readonly people: People;
  readonly filesOut: Pick<FilesOut, 'lineFor'>;
  readonly draw: Draw;
}

export function createMessenger({ outbound, references, people, filesOut, draw }: Parts): Messenger {
  const privately = (locale: Locale) => privateDrawing(draw, locale);
  const inChannel = (locale: Locale) => channelDrawing(draw, locale);

  async function postAll(
    to: Reference,
    [first, ...more]: readonly [Drawn, ...Drawn[]],
    how: Partial<Outgoing> = {},
  ): Promise<Posting> {
    const posted = await outbound.post(to, { ...message(first.card, first.summary), ...how });
    if (posted.outcome !== 'delivered') return posted;
    const below = threadOf(to, posted.id);
    for (const { card, summary } of more) await outbound.post(below, message(card, summary));
    return postingOf(to, posted);
  }

  async function update(reference: string, view: View, locale: Locale) {
    const { conversation, id } = readReference(reference);
    const to = references.of(conversation);
    // Tried again when the app is back, or when a word from there has told again where it is.
    if (to?.state !== 'installed') return 'failed';
    const drawing = to.kind === 'personal' ? privately(locale) : inChannel(locale);
    const [{ card, summary }] = renderCards(view, drawing);
    return outbound.update(to, id, message(card, summary));
  }

  const board: Board = {
    platform: 'teams',
    guests: (channel) => people.guests(channel),
    async post({ channel, view }) {
      const to = references.of(channel);
      if (to?.state !== 'installed') return { outcome: 'failed', reason: 'not-installed' };
      return postAll(to, renderCards(view, inChannel('da')));
    },
    async attach({ under, words, files }) {
      const { conversation, id } = readReference(under);
      const to = references.of(conversation);
      if (!to) return { outcome: 'failed', reason: 'not-installed' };
      const actions = files.map(({ name, mediaType, bytes }) => {
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        return {
          label: languages.da.cards.teams.getFile(name),
          line: filesOut.lineFor([{ name, mediaType, sha256, size: bytes.length }]),
        };
      });
      const view: View = [
        { kind: 'text', text: words },
        { kind: 'actions', actions },
      ];
      const drawing = { ...inChannel('da'), asksInDialog: () => true };
      // A notification is to tell of the files, not of what their buttons carry.
      return postAll(threadOf(to, id), renderCards(view, drawing), { summary: words });
    },
    update,
  };

  return {
    viaOf: () => 'teams',
    boards: [board],
    async post({ to: person, view }) {
      const chat = await people.chatWith(person);
      if (typeof chat !== 'object') return { outcome: 'failed', reason: chat };
      const posted = await postAll(chat, renderCards(view, privately(person.locale)), { alert: true });
      if (posted.outcome !== 'failed') return posted;
      // What Teams said of the chat says more than what became of the message.
      const state = references.of(chat.conversation)?.state;
      const reasons = { installed: posted.reason, blocked: 'blocked', gone: 'not-installed' };
      return { outcome: 'failed', reason: reasons[state ?? 'installed'] };
    },
    async find({ to, kind }) {
      const person = (await people.all()).find(({ id }) => id === to);
      const isToPerson = kind === 'digest' || kind === 'urgent';
      // Nothing can stand where there is no chat; elsewhere Teams lets a bot read nothing back.
      return isToPerson && person && !references.personalOf(person)
        ? { outcome: 'failed', reason: 'not-installed' }
        : { outcome: 'untraceable' };
    },
  };
}

/** Below a post: channels alone have threads. */
function threadOf(to: Reference, id: string): Reference {
  return to.kind === 'channel' ? { ...to, conversation: `${to.conversation};messageid=${id}` } : to;
}

function postingOf({ conversation }: Reference, { id }: Extract<Posted, { outcome: 'delivered' }>): Posting {
  return { outcome: 'delivered', reference: referenceOf(conversation, id) };
}
