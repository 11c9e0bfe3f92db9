// The two shortcuts: a form for an answer, empty or with a message's file as the municipality's letter.
import type { ModalView } from '@slack/types';
import { halfTyped, languages } from '../../src/index.ts';
import { namedApart, readFiles } from '../shared/carried.ts';
import type { Desk, Shown } from '../shared/desk.ts';
import { field, type Payload, record } from '../shared/payload.ts';
import { no } from '../shared/told.ts';
import { askingOf } from './asking.ts';
import type { Forms } from './forms.ts';
import type { Home } from './home.ts';
import type { Replies } from './replies.ts';

/** By callback id, as the manifest names them. */
export const shortcuts = { recordAnswer: 'record_answer', saveLetter: 'save_letter' } as const;

/** More would not fit into what a form carries. */
const mostFiles = 10;

export interface ShortcutParts {
  readonly desk: Desk;
  readonly forms: Forms;
  readonly replies: Replies;
  readonly home: Home;
}

export async function onShortcut(
  body: Payload,
  cause: string,
  { desk, forms, replies, home }: ShortcutParts,
): Promise<void> {
  const trigger = field(body, 'trigger_id');
  if (trigger === undefined) return;
  const asking = askingOf(body, cause);
  const { channel } = asking;
  /** A window that Slack opens no longer leaves a message behind. */
  const show = async (view: ModalView, instead: Shown) => {
    const isOpen = await forms.open(trigger, view);
    if (!isOpen) await replies.give(instead, asking, await home.directly(asking));
  };
  const who = await desk.identify(asking);
  if ('no' in who) return show(forms.answerView(who.no), who.no);
  const { person } = who;
  const locale = desk.localeFor(person);
  const isLetter = field(body, 'callback_id') === shortcuts.saveLetter;
  const files = isLetter ? namedApart(readFiles(record(body.message).files).slice(0, mostFiles)) : [];
  if (isLetter && files.length === 0) {
    const shown = { view: [no(languages[locale].cards.noFile)], locale, answer: null };
    return show(forms.answerView(shown), shown);
  }
  const half = halfTyped('svar <kommune> <ja|nej>', locale);
  if (!half) return;
  const state = { ...(channel === undefined ? {} : { channel }), ...(isLetter ? { files } : {}) };
  const unfinished = { half, person, locale };
  await show(await forms.viewOf(unfinished, state), desk.toFillIn(unfinished));
}
