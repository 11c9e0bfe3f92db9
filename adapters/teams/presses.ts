// Buttons, menus and forms on cards, as universal actions and as the submissions of clients that do not know these.
import { languages, type View } from '../../src/index.ts';
import { carried, readState } from '../shared/carried.ts';
import type { Shown } from '../shared/desk.ts';
import type { Payload } from '../shared/payload.ts';
import type { Tokens } from '../shared/sealed-lines.ts';
import { shareMark } from '../shared/told.ts';
import { asIfAt, referenceOf, type TeamsAsking } from './asking.ts';
import { tokenIn, verbs } from './buttons.ts';
import type { Card } from './card.ts';
import type { Asked, Forms } from './forms.ts';
import type { Outbound } from './outbound.ts';
import type { Reaction } from './reactions.ts';
import { message, whyUnread } from './replies.ts';
import { type ShareParts, share } from './sharing.ts';

export interface PressParts extends ShareParts {
  readonly forms: Forms;
  readonly outbound: Outbound;
  readonly tokens: Tokens;
  /** Whether a post is kept up to date by the core, by its name in the ledger. */
  isFollowed(reference: string): Promise<boolean>;
}

export interface Press {
  readonly verb: string;
  /** With what was filled in. */
  readonly data: Payload;
  /** The id of the message with the card. */
  readonly message: string | undefined;
}

/** Commands after which the card that was pressed shows what came of it. */
const settling: readonly string[] = ['godkend', 'returnér'];

/** Characters that are read at a glance below a card. */
const mostWords = 300;

/** A card in the pressed one's place, or some words below it. */
export async function onPress(press: Press, asking: TeamsAsking, parts: PressParts): Promise<Reaction> {
  const { tokens, forms, desk, replies } = parts;
  if (press.verb === verbs.cancel) return cancelled(press, asking, parts);
  const token = tokenIn(press.data);
  if (token === undefined && press.data.menu !== undefined)
    return { body: words(languages[asking.locale].cards.teams.chooseFirst) };
  const sealed = tokens.lineOf(token ?? '');
  if (sealed === undefined) return said(await desk.stale(asking));
  if (press.verb === verbs.form || press.verb === verbs.redraw) {
    const state = readState(sealed);
    if (!state) return said(await desk.stale(asking));
    const sent = await forms.submit(asking, state, press.verb, press.data);
    return 'half' in sent ? formAgain(sent, press, asking, parts) : shownInPlace(sent, press, asking, parts);
  }
  const { line, files, channel } = carried(sealed);
  const inPlace = { ...asIfAt(asking, channel), files };
  if (line.startsWith(shareMark)) return said(await share(line.slice(shareMark.length), inPlace, parts));
  const given = await desk.answer(inPlace, line);
  if (!('half' in given)) return shownInPlace(given, press, inPlace, parts);
  const why = whyUnread(await replies.give(given, inPlace), given.locale);
  return { body: words(why ?? languages[given.locale].cards.teams.formInChat) };
}

async function formAgain(
  asked: Asked,
  press: Press,
  asking: TeamsAsking,
  parts: PressParts,
): Promise<Reaction> {
  const card = await parts.forms.cardOf(asked, 'message');
  const { formInChat } = languages[asked.locale].cards.teams;
  return inPlaceOf(press, { given: asked, card, summary: formInChat }, asking, parts);
}

/** In the pressed card's place, also where whoever pressed it sees no answer: in the presser's own chat nobody else has it. */
async function inPlaceOf(
  press: Press,
  { given, card, summary }: { readonly given: Shown | Asked; readonly card: Card; readonly summary: string },
  asking: TeamsAsking,
  { isFollowed }: PressParts,
): Promise<Reaction> {
  const name = nameOf(press, asking);
  const isMine = asking.reference.kind === 'personal' && name !== undefined && !(await isFollowed(name));
  const instead =
    isMine && press.message !== undefined
      ? { of: press.message, message: message(card, summary) }
      : undefined;
  return { body: inItsPlace(card), unseen: { given, instead } };
}

/**
 * A question that was answered cannot be answered again: what came of it takes its place. A post that the core keeps up
 * to date stays, and so does whatever only was read from.
 */
async function shownInPlace(
  shown: Shown,
  press: Press,
  asking: TeamsAsking,
  parts: PressParts,
): Promise<Reaction> {
  const { replies, outbound, isFollowed } = parts;
  const name = nameOf(press, asking);
  const records = (shown.answer?.events.length ?? 0) > 0 || press.verb === verbs.form;
  const isMine = asking.reference.kind === 'personal' && records && !asking.isLate();
  const follows = isMine && name !== undefined && (await isFollowed(name));
  // The card of an approval says so itself in a moment.
  const brief = settling.includes(shown.answer?.command ?? '') ? briefly(shown) : undefined;
  if (follows && brief !== undefined) return { body: words(brief), unseen: { given: shown } };
  if (isMine && !follows) {
    const [{ card, summary }] = replies.cardsOf(shown, asking);
    if (press.message) await outbound.update(asking.reference, press.message, message(card, summary));
    await replies.give(shown, asking, 'shown');
    return { body: inItsPlace(card) };
  }
  const why = whyUnread(await replies.give(shown, asking), shown.locale);
  const first = firstWords(shown);
  return { body: words(why === undefined ? first : `${first} ${why}`) };
}

function said(shown: Shown): Reaction {
  return { body: words(firstWords(shown)), unseen: { given: shown } };
}

/** In the ledger. */
function nameOf({ message: id }: Press, { reference }: TeamsAsking): string | undefined {
  return id && referenceOf(reference.conversation, id);
}

/** All of an answer that is nothing but a few words. */
function briefly({ view, answer }: Shown): string | undefined {
  const each = view.map((node) => (node.kind === 'notice' || node.kind === 'text' ? node.text : undefined));
  if (each.includes(undefined) || (answer?.files.length ?? 0) > 0) return undefined;
  const all = each.join(' ');
  return all.length <= mostWords ? all : undefined;
}

/** What stands first says what happened. */
function firstWords({ view, locale }: Shown): string {
  const [first] = view;
  const { answeredInChat } = languages[locale].cards.teams;
  const text = first && 'text' in first ? first.text : answeredInChat;
  return text.length <= mostWords ? text : answeredInChat;
}

async function cancelled(press: Press, asking: TeamsAsking, parts: PressParts): Promise<Reaction> {
  const { desk, replies } = parts;
  const who = await desk.identify(asking);
  const locale = 'no' in who ? who.no.locale : desk.localeFor(who.person);
  const view: View = [{ kind: 'text', text: languages[locale].cards.teams.cancelled }];
  const given = { view, locale, answer: null };
  const [drawn] = replies.cardsOf(given, asking);
  return inPlaceOf(press, { given, ...drawn }, asking, parts);
}

/** What a universal action is answered with: learn.microsoft.com, "Universal Actions for Adaptive Cards". */
function inItsPlace(card: Card) {
  return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card };
}

export function words(value: string) {
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value };
}
