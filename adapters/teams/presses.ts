// Buttons, menus and forms on cards, as universal actions and as the submissions of clients that do not know these.
import { languages, type View } from '../../src/index.ts';
import { carried, readState } from '../shared/carried.ts';
import { type Shown, shareMark, type Unfinished } from '../shared/desk.ts';
import type { Payload } from '../shared/payload.ts';
import type { Tokens } from '../shared/sealed-lines.ts';
import { referenceOf, type TeamsAsking } from './asking.ts';
import { tokenIn, verbs } from './buttons.ts';
import type { Card } from './card.ts';
import type { Asked, Forms } from './forms.ts';
import type { Outbound } from './outbound.ts';
import { message } from './replies.ts';
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

/** Characters that are read at a glance below a card. */
const mostWords = 300;

/** What the presser sees at once: a card in the pressed one's place, or some words below it. */
export type Reaction =
  | { readonly card: Card }
  /** `isTold`: the presser's chat says so, too. */
  | { readonly words: string; readonly isTold: boolean };

export async function onPress(press: Press, asking: TeamsAsking, parts: PressParts): Promise<Reaction> {
  const { tokens, forms, desk } = parts;
  if (press.verb === verbs.cancel) return cancelled(asking, parts);
  const sealed = tokens.lineOf(tokenIn(press.data) ?? '');
  if (sealed === undefined) return stale(asking, parts);
  if (press.verb === verbs.form || press.verb === verbs.redraw) {
    const state = readState(sealed);
    if (!state) return stale(asking, parts);
    const sent = await forms.submit(asking, state, press.verb, press.data);
    if ('half' in sent) return formAgain(sent, asking, parts);
    return shownInPlace(sent, press, asking, parts);
  }
  const { line, files, channel } = carried(sealed);
  const inPlace = { ...asking, files, ...(channel === undefined ? {} : { channel, isDirect: false }) };
  if (line.startsWith(shareMark)) return said(await share(line.slice(shareMark.length), inPlace, parts));
  const given = await desk.answer(inPlace, line);
  return 'half' in given ? asForm(given, inPlace, parts) : shownInPlace(given, press, inPlace, parts);
}

/** In the place of the form that was sent, or below it where whoever sent it waits no longer. */
async function formAgain(
  asked: Asked,
  asking: TeamsAsking,
  { forms, outbound }: PressParts,
): Promise<Reaction> {
  const card = await forms.cardOf(asked, 'message');
  if (asking.isLate()) {
    const { formInChat } = languages[asked.locale].cards.teams;
    await outbound.post(asking.reference, message(card, formInChat));
  }
  return { card };
}

async function asForm(
  unfinished: Unfinished,
  asking: TeamsAsking,
  { replies }: PressParts,
): Promise<Reaction> {
  const given = await replies.give(unfinished, asking);
  const { teams } = languages[unfinished.locale].cards;
  if (given === 'no-chat') return { words: teams.installMe, isTold: false };
  return { words: teams.formInChat, isTold: true };
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
  const { teams } = languages[shown.locale].cards;
  const name = press.message && referenceOf(asking.reference.conversation, press.message);
  const records = (shown.answer?.events.length ?? 0) > 0 || press.verb === verbs.form;
  const isMine = asking.reference.kind === 'personal' && records && !asking.isLate();
  const follows = isMine && name !== undefined && (await isFollowed(name));
  const brief = briefly(shown);
  // The card says so itself in a moment.
  if (follows && brief !== undefined) return { words: brief, isTold: false };
  if (isMine && !follows) {
    const [{ card, summary }] = replies.cardsOf(shown, asking);
    if (press.message) await outbound.update(asking.reference, press.message, message(card, summary));
    await replies.give(shown, asking, 'shown');
    return { card };
  }
  const given = await replies.give(shown, asking);
  const words = firstWords(shown);
  if (given === 'no-chat') return { words: `${words} ${teams.installMe}`, isTold: false };
  return { words, isTold: true };
}

const said = (shown: Shown): Reaction => ({ words: firstWords(shown), isTold: false });

/** All of an answer that is nothing but a few words. */
function briefly({ view, answer }: Shown): string | undefined {
  const words = view.map((node) => (node.kind === 'notice' || node.kind === 'text' ? node.text : undefined));
  if (words.includes(undefined) || (answer?.files.length ?? 0) > 0) return undefined;
  const all = words.join(' ');
  return all.length <= mostWords ? all : undefined;
}

/** What stands first says what happened. */
function firstWords({ view, locale }: Shown): string {
  const [first] = view;
  const words = first && 'text' in first ? first.text : languages[locale].cards.teams.answeredInChat;
  return words.length <= mostWords ? words : languages[locale].cards.teams.answeredInChat;
}

async function cancelled(asking: TeamsAsking, { desk, replies }: PressParts): Promise<Reaction> {
  const who = await desk.identify(asking);
  const locale = 'no' in who ? who.no.locale : desk.localeFor(who.person);
  const view: View = [{ kind: 'text', text: languages[locale].cards.teams.cancelled }];
  const [{ card }] = replies.cardsOf({ view, locale, answer: null }, asking);
  return { card };
}

/** A button of an earlier secret, or of a stranger's making. */
async function stale(asking: TeamsAsking, { desk }: PressParts): Promise<Reaction> {
  const who = await desk.identify(asking);
  if ('no' in who) return said(who.no);
  return { words: languages[desk.localeFor(who.person)].cards.stale, isTold: false };
}
