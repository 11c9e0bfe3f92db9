// Dialogs: opened by a button in a channel or by the message extension; what is filled in is answered in the same window.
import { type FileRef, formOf, halfTyped, languages, type View } from '../../src/index.ts';
import { carried, readState } from '../shared/carried.ts';
import type { Shown, Unfinished } from '../shared/desk.ts';
import { field, type Payload, record } from '../shared/payload.ts';
import type { Tokens } from '../shared/sealed-lines.ts';
import { no, shareMark } from '../shared/told.ts';
import type { TeamsAsking } from './asking.ts';
import { tokenIn, verbs } from './buttons.ts';
import type { Card } from './card.ts';
import { privateDrawing } from './drawing.ts';
import type { FilesOut } from './files-out.ts';
import type { Asked, Forms } from './forms.ts';
import type { LettersIn } from './letters-in.ts';
import { cardAttachment } from './outbound.ts';
import type { Reaction } from './reactions.ts';
import { renderDialog } from './render.ts';
import { whyUnread } from './replies.ts';
import type { TaskModuleResponse } from './sdk/shapes.ts';
import { type ShareParts, share } from './sharing.ts';

export interface DialogParts extends ShareParts {
  readonly forms: Forms;
  readonly tokens: Tokens;
  readonly filesOut: FilesOut;
  readonly lettersIn: LettersIn;
  /** A link to a file that lives for minutes; none where the bot has no public address. */
  readonly urlOf: ((file: FileRef) => string) | undefined;
}

/** A button's dialog. */
export async function onFetch(activity: Payload, asking: TeamsAsking, parts: DialogParts): Promise<Reaction> {
  const { tokens, filesOut, forms, desk } = parts;
  const sealed = tokens.lineOf(tokenIn(record(activity.value).data) ?? '');
  if (sealed === undefined) return answered(await desk.stale(asking), asking, parts);
  const wanted = filesOut.namedIn(sealed);
  if (wanted) return handOut(wanted, asking, parts);
  const { line, files } = carried(sealed);
  if (line.startsWith(shareMark))
    return answered(await share(line.slice(shareMark.length), asking, parts), asking, parts);
  const withFiles = { ...asking, files };
  const given = await desk.answer(withFiles, line);
  return 'half' in given ? asForm(forms.firstOf(given, withFiles), parts) : answered(given, asking, parts);
}

/** What was filled in, or pressed, in a dialog. */
export async function onSubmit(
  activity: Payload,
  asking: TeamsAsking,
  parts: DialogParts,
): Promise<Reaction> {
  const data = record(record(activity.value).data);
  const verb = field(data, 'verb') ?? '';
  if (verb !== verbs.form && verb !== verbs.redraw) return onFetch(activity, asking, parts);
  const state = readState(parts.tokens.lineOf(tokenIn(data) ?? ''));
  if (!state) return answered(await parts.desk.stale(asking), asking, parts);
  const sent = await parts.forms.submit(asking, state, verb, data);
  return 'half' in sent ? asForm(sent, parts) : answered(sent, asking, parts);
}

/** »Registrér svar« on a message: the form, with the message's file as the municipality's letter. */
export async function onExtension(
  activity: Payload,
  asking: TeamsAsking,
  parts: DialogParts,
): Promise<Reaction> {
  const { desk, lettersIn, forms } = parts;
  const who = await desk.identify(asking);
  if ('no' in who) return answered(who.no, asking, parts);
  const locale = desk.localeFor(who.person);
  const half = halfTyped('svar <kommune> <ja|nej>', locale);
  if (!half) return answered(await desk.stale(asking), asking, parts);
  const taken = await lettersIn.take(record(record(activity.value).messagePayload).attachments, asking.user);
  const files = taken.filter(lettersIn.isThere);
  const { letterNotFetched } = languages[locale].cards.teams;
  const missed = taken.filter((file) => !files.includes(file));
  const notice: View = missed.map(({ name }) => ({
    kind: 'notice',
    tone: 'warning',
    text: letterNotFetched(name),
  }));
  const unfinished: Unfinished = { half, person: who.person, locale, welcome: notice };
  return asForm(forms.firstOf(unfinished, { ...asking, files }), parts);
}

async function asForm(asked: Asked, { forms }: DialogParts): Promise<Reaction> {
  const { title } = formOf(asked.half.command, asked.locale);
  return { body: window(await forms.cardOf(asked, 'dialog'), title), unseen: { given: asked } };
}

/** In the window; its files, and the whole where the window is too small, in the asker's own chat. */
async function answered(shown: Shown, asking: TeamsAsking, parts: DialogParts): Promise<Reaction> {
  const { desk, people, filesOut, replies } = parts;
  const { view, locale, answer, files: carriedFiles = [] } = shown;
  const { form, teams } = languages[locale].cards;
  const drawing = privateDrawing(desk.drawing, locale, { files: carriedFiles });
  const { card, rest } = renderDialog(view, drawing);
  if (asking.isLate()) return { body: window(card, form.answered), unseen: { given: shown } };
  const isPublic = answer?.public === true && asking.reference.kind !== 'personal';
  if (isPublic) await replies.everybody(shown, asking.reference);
  const own = answer && { ...answer, public: false };
  if (rest !== null) {
    const given = await replies.give({ ...shown, answer: own }, asking);
    const text = whyUnread(given, locale) ?? teams.restInChat;
    const note = renderDialog([{ kind: 'text', text }], drawing).card.body;
    return { body: window({ ...card, body: [...note, ...card.body] }, form.answered) };
  }
  const files = answer?.files ?? [];
  const chat = files.length > 0 ? await people.chatOf(asking) : undefined;
  if (typeof chat === 'object') await filesOut.offer(chat, files, locale);
  const unseen = { given: { ...shown, answer: own && { ...own, files: [] } } };
  return { body: window(card, form.answered), ...(isPublic ? {} : { unseen }) };
}

/** Links for whoever pressed, where no guest could have; a link would be dead before it is found in a chat. */
async function handOut(
  files: readonly FileRef[],
  asking: TeamsAsking,
  parts: DialogParts,
): Promise<Reaction> {
  const { desk, people, urlOf } = parts;
  const who = await desk.identify(asking);
  if ('no' in who) return answered(who.no, asking, parts);
  const locale = desk.localeFor(who.person);
  const { cards } = languages[locale];
  const say = (view: View) => answered({ view, locale, answer: null }, asking, parts);
  const isInChat = asking.reference.kind === 'personal';
  if (!isInChat && (await people.guests(asking.channel ?? '')) !== 'none') return say([no(cards.notShared)]);
  if (urlOf === undefined || asking.isLate()) {
    const chat = await people.chatOf(asking);
    if (typeof chat !== 'object') return say([no(cards.teams.installMe)]);
    await parts.filesOut.offer(chat, files, locale);
    return say([{ kind: 'text', text: cards.filesInMessage }]);
  }
  const links = files.map((file) => ({
    type: 'Action.OpenUrl',
    title: cards.teams.getFile(file.name),
    url: urlOf(file),
  }));
  const view: View = [{ kind: 'text', text: cards.teams.linkLasts }];
  const { card } = renderDialog(view, privateDrawing(desk.drawing, locale));
  const body = [...card.body, { type: 'ActionSet', actions: links }];
  return { body: window({ ...card, body }, cards.filesHere) };
}

/** Teams shows 200 characters of a title at most; ours are names of commands. */
function window(card: Card, title: string): Readonly<TaskModuleResponse> {
  return {
    task: {
      type: 'continue',
      value: { title, height: 'large', width: 'medium', card: cardAttachment(card) },
    },
  };
}
