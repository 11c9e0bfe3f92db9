// How an answer gets to people: to the asker alone in the personal chat, to everybody where it was asked, and never cut short.
import { type Locale, languages, plain, type View } from '../../src/index.ts';
import type { Desk, Shown, Unfinished } from '../shared/desk.ts';
import { askedAt, type TeamsAsking } from './asking.ts';
import type { Card } from './card.ts';
import { channelDrawing, privateDrawing } from './drawing.ts';
import type { FilesOut } from './files-out.ts';
import type { Asked, Forms } from './forms.ts';
import { cardAttachment, type Outbound, type Outgoing } from './outbound.ts';
import type { People } from './people.ts';
import type { Reference } from './reference.ts';
import { type Drawing, type Drawn, renderCards } from './render.ts';

export interface ReplyParts {
  readonly desk: Desk<TeamsAsking>;
  readonly outbound: Outbound;
  readonly people: People;
  readonly files: FilesOut;
  readonly forms: Forms;
}

export interface Replies {
  /** `first`: the first card has been shown in the place of the one that was pressed. */
  give(answered: Shown | Unfinished | Asked, asking: TeamsAsking, first?: 'shown'): Promise<Given>;
  drawingFor(asking: TeamsAsking, shown: Pick<Shown, 'locale' | 'files'>): Drawing;
  /** The cards of an answer as the asker reads it. */
  cardsOf(shown: Shown, asking: TeamsAsking): readonly [Drawn, ...Drawn[]];
  /** For all who read there; false where it certainly did not arrive. */
  everybody(shown: Pick<Shown, 'view' | 'locale'>, to: Reference): Promise<boolean>;
}

/** Where it is read: where it was asked, or in the asker's own chat, which may not be there, or may not have taken it. */
export type Given = 'here' | 'in-chat' | 'no-chat' | 'not-arrived';

/** What is said where an answer cannot be read; undefined where it can. */
export function whyUnread(given: Given, locale: Locale): string | undefined {
  const { installMe, notArrived } = languages[locale].cards.teams;
  if (given === 'no-chat') return installMe;
  return given === 'not-arrived' ? notArrived : undefined;
}

/** As many messages as anybody scrolls through; the whole comes as a file. */
const mostMessages = 6;

export function createReplies({ desk, outbound, people, files, forms }: ReplyParts): Replies {
  function drawingFor(
    asking: TeamsAsking,
    { locale, files: sent }: Pick<Shown, 'locale' | 'files'>,
  ): Drawing {
    const channel = askedAt(asking);
    return privateDrawing(desk.drawing, locale, { ...(sent ? { files: sent } : {}), channel });
  }

  const cardsOf = (shown: Shown, asking: TeamsAsking) => renderCards(shown.view, drawingFor(asking, shown));

  async function give(
    answered: Shown | Unfinished | Asked,
    asking: TeamsAsking,
    first?: 'shown',
  ): Promise<Given> {
    const isInChat = asking.reference.kind === 'personal';
    if (!('half' in answered) && answered.answer?.public && !isInChat) {
      await everybody(answered, asking.reference);
      return 'here';
    }
    const chat = await people.chatOf(asking);
    if (typeof chat !== 'object') return chat === 'no-answer' ? 'not-arrived' : 'no-chat';
    if ('half' in answered) await postForm(answered, asking, chat);
    else if (!(await postAnswer(answered, asking, chat, first))) return 'not-arrived';
    return isInChat ? 'here' : 'in-chat';
  }

  async function postForm(
    unfinished: Unfinished | Asked,
    asking: TeamsAsking,
    chat: Reference,
  ): Promise<void> {
    const asked = 'state' in unfinished ? unfinished : forms.firstOf(unfinished, asking);
    const card = await forms.cardOf(asked, 'message');
    await outbound.post(chat, message(card, languages[unfinished.locale].cards.teams.formInChat));
  }

  async function postAnswer(
    shown: Shown,
    asking: TeamsAsking,
    chat: Reference,
    first: 'shown' | undefined,
  ): Promise<boolean> {
    const cards = cardsOf(shown, asking);
    const isCut = cards.length > mostMessages;
    if (!(await postAll(chat, cards.slice(first ? 1 : 0, mostMessages)))) return false;
    const { view, answer, locale } = shown;
    const whole = isCut ? [await files.hold(asText(view))] : [];
    if (isCut) await outbound.post(chat, { text: languages[locale].cards.restInFile });
    await files.offer(chat, [...whole, ...(answer?.files ?? [])], locale);
    return true;
  }

  async function everybody(
    { view, locale }: Pick<Shown, 'view' | 'locale'>,
    to: Reference,
  ): Promise<boolean> {
    return postAll(to, renderCards(view, channelDrawing(desk.drawing, locale)));
  }

  /** Stops at the first that certainly did not arrive: what comes after it would not be understood. */
  async function postAll(to: Reference, cards: readonly Drawn[]): Promise<boolean> {
    for (const { card, summary } of cards) {
      const posted = await outbound.post(to, message(card, summary));
      if (posted.outcome === 'failed') return false;
    }
    return true;
  }

  return { give, drawingFor, cardsOf, everybody };
}

export function message(card: Card, summary: string): Outgoing {
  return { attachments: [cardAttachment(card)], summary };
}

function asText(view: View) {
  return { name: 'svar.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode(plain(view)) };
}
