// Dialogs: opened by a button in a channel or by the message extension; what is filled in is answered in the same window.
import { type FileRef, formOf, halfTyped, languages, type View } from '../../src/index.ts';
import { carried, readState } from '../shared/carried.ts';
import { no, type Shown, shareMark, type Unfinished } from '../shared/desk.ts';
import { field, type Payload, record } from '../shared/payload.ts';
import type { Tokens } from '../shared/sealed-lines.ts';
import type { TeamsAsking } from './asking.ts';
import { tokenIn, verbs } from './buttons.ts';
import type { Card } from './card.ts';
import type { FilesOut } from './files-out.ts';
import type { Asked, Forms } from './forms.ts';
import type { LettersIn } from './letters-in.ts';
import { cardAttachment } from './outbound.ts';
import { renderDialog } from './render.ts';
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

/** The body of the answer to `task/fetch`, `task/submit` and their counterparts of the message extension. */
export type Window = Readonly<TaskModuleResponse>;

/** A button's dialog. */
export async function onFetch(activity: Payload, asking: TeamsAsking, parts: DialogParts): Promise<Window> {
  const sealed = parts.tokens.lineOf(tokenIn(record(activity.value).data) ?? '');
  if (sealed === undefined) return answered(await stale(asking, parts), parts);
  const wanted = parts.filesOut.namedIn(sealed);
  if (wanted) return handOut(wanted, asking, parts);
  const { line, files } = carried(sealed);
  if (line.startsWith(shareMark))
    return answered(await share(line.slice(shareMark.length), asking, parts), parts);
  const given = await parts.desk.answer({ ...asking, files }, line);
  return 'half' in given ? asForm(given, { ...asking, files }, parts) : finished(given, asking, parts);
}

/** What was filled in, or pressed, in a dialog. */
export async function onSubmit(activity: Payload, asking: TeamsAsking, parts: DialogParts): Promise<Window> {
  const data = record(record(activity.value).data);
  const verb = field(data, 'verb') ?? '';
  const sealed = parts.tokens.lineOf(tokenIn(data) ?? '');
  if (sealed === undefined) return answered(await stale(asking, parts), parts);
  if (verb === verbs.form || verb === verbs.redraw) {
    const state = readState(sealed);
    if (!state) return answered(await stale(asking, parts), parts);
    const sent = await parts.forms.submit(asking, state, verb, data);
    return 'half' in sent ? formWindow(sent, parts) : finished(sent, asking, parts);
  }
  return onFetch(activity, asking, parts);
}

/** »Registrér svar« on a message: the form, with the message's file as the municipality's letter. */
export async function onExtension(
  activity: Payload,
  asking: TeamsAsking,
  parts: DialogParts,
): Promise<Window> {
  const { desk, lettersIn } = parts;
  const who = await desk.identify(asking);
  if ('no' in who) return answered(who.no, parts);
  const locale = desk.localeFor(who.person);
  const half = halfTyped('svar <kommune> <ja|nej>', locale);
  if (!half) return answered(await stale(asking, parts), parts);
  const taken = await lettersIn.take(record(record(activity.value).messagePayload).attachments, asking.user);
  const files = taken.filter(lettersIn.isThere);
  const { letterNotFetched } = languages[locale].cards.teams;
  const missed = taken.filter((file) => !files.includes(file));
  const notice: View = missed.map(({ name }) => ({
    kind: 'notice',
    tone: 'warning',
    text: letterNotFetched(name),
  }));
  return asForm({ half, person: who.person, locale, welcome: notice }, { ...asking, files }, parts);
}

async function asForm(unfinished: Unfinished, asking: TeamsAsking, parts: DialogParts): Promise<Window> {
  if (asking.isLate()) await parts.replies.give(unfinished, asking);
  return formWindow(parts.forms.firstOf(unfinished, asking), parts);
}

async function formWindow(asked: Asked, { forms }: DialogParts): Promise<Window> {
  const { title } = formOf(asked.half.command, asked.locale);
  return window(await forms.cardOf(asked, 'dialog'), title);
}

/** The answer in the window, and its files in the asker's own chat. */
async function finished(shown: Shown, asking: TeamsAsking, parts: DialogParts): Promise<Window> {
  if (asking.isLate()) await parts.replies.give(shown, asking);
  if (asking.isLate()) return answered(shown, parts);
  const { answer, locale } = shown;
  const files = answer?.files ?? [];
  const chat = files.length > 0 ? await parts.people.chatOf(asking) : undefined;
  if (typeof chat === 'object') await parts.filesOut.offer(chat, files, locale);
  if (answer?.public && asking.reference.kind !== 'personal')
    await parts.replies.everybody(shown, asking.reference);
  return answered(shown, parts);
}

function answered({ view, locale }: Shown, { desk }: DialogParts): Window {
  const drawing = { ...desk.drawing(locale), asksInDialog: () => false };
  const { card, rest } = renderDialog(view, drawing);
  const { form, restOnList } = languages[locale].cards;
  const note = rest === null ? [] : renderDialog([{ kind: 'text', text: restOnList }], drawing).card.body;
  return window({ ...card, body: [...card.body, ...note] }, form.answered);
}

/** Links for whoever pressed, where no guest could have. */
async function handOut(files: readonly FileRef[], asking: TeamsAsking, parts: DialogParts): Promise<Window> {
  const { desk, people, urlOf } = parts;
  const who = await desk.identify(asking);
  if ('no' in who) return answered(who.no, parts);
  const locale = desk.localeFor(who.person);
  const { cards } = languages[locale];
  const say = (view: View) => answered({ view, locale, answer: null }, parts);
  const isInChat = asking.reference.kind === 'personal';
  if (!isInChat && (await people.guests(asking.channel ?? '')) !== 'none') return say([no(cards.notShared)]);
  if (urlOf === undefined) {
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
  const { card } = renderDialog([{ kind: 'text', text: cards.teams.linkLasts }], {
    ...desk.drawing(locale),
    asksInDialog: () => false,
  });
  return window({ ...card, body: [...card.body, { type: 'ActionSet', actions: links }] }, cards.filesHere);
}

async function stale(asking: TeamsAsking, { desk }: DialogParts): Promise<Shown> {
  const who = await desk.identify(asking);
  if ('no' in who) return who.no;
  const locale = desk.localeFor(who.person);
  return { view: [no(languages[locale].cards.stale)], locale, answer: null };
}

/** Teams shows 200 characters of a title at most; ours are names of commands. */
function window(card: Card, title: string): Window {
  return {
    task: {
      type: 'continue',
      value: { title, height: 'large', width: 'medium', card: cardAttachment(card) },
    },
  };
}
