// The two shortcuts: a form for an answer, empty or with a message's file as the municipality's letter.
import { halfTyped, languages } from '../../src/index.ts';
import { type Asking, type Desk, no } from './desk.ts';
import { readFiles } from './form-state.ts';
import type { Forms } from './forms.ts';
import { field, type Payload, record } from './payload.ts';

/** By callback id, as the manifest names them. */
export const shortcuts = { recordAnswer: 'record_answer', saveLetter: 'save_letter' } as const;

/** More would not fit into what a form carries. */
const mostFiles = 10;

export async function onShortcut(
  body: Payload,
  cause: string,
  { desk, forms }: { readonly desk: Desk; readonly forms: Forms },
): Promise<void> {
  const trigger = field(body, 'trigger_id');
  if (trigger === undefined) return;
  const channel = field(body, 'channel', 'id');
  const asking: Asking = {
    user: field(body, 'user', 'id') ?? '',
    team: field(body, 'user', 'team_id') ?? field(body, 'team', 'id'),
    cause,
    channel,
    isDirect: channel?.startsWith('D') ?? true,
    files: [],
  };
  const who = await desk.identify(asking);
  if ('no' in who) {
    await forms.open(trigger, forms.answerView(who.no));
    return;
  }
  const { person } = who;
  const locale = desk.localeFor(person);
  const isLetter = field(body, 'callback_id') === shortcuts.saveLetter;
  const files = isLetter ? readFiles(record(body.message).files).slice(0, mostFiles) : [];
  if (isLetter && files.length === 0) {
    const view = [no(languages[locale].cards.noFile)];
    await forms.open(trigger, forms.answerView({ view, locale, answer: null }));
    return;
  }
  const half = halfTyped('svar <kommune> <ja|nej>', locale);
  if (!half) return;
  const state = { ...(channel === undefined ? {} : { channel }), ...(isLetter ? { files } : {}) };
  await forms.open(trigger, await forms.viewOf({ half, person, locale }, state));
}
