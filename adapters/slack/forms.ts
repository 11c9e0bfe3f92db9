// Forms from opening to answer: opened by what started them, wrong fields told beside the field, and the answer in the same window.
import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import {
  commands,
  formOf,
  type Locale,
  languages,
  lineOfForm,
  type Person,
  suggestMunicipalities,
  type View,
} from '../../src/index.ts';
import type { Asking } from '../shared/asking.ts';
import { type FormState, readState } from '../shared/carried.ts';
import type { Desk, Shown, Unfinished } from '../shared/desk.ts';
import { record } from '../shared/payload.ts';
import { submitForm } from '../shared/submit.ts';
import { no } from '../shared/told.ts';
import { formView } from './form.ts';
import { readForm } from './form-state.ts';
import type { Outbound } from './outbound.ts';
import type { People } from './people.ts';
import { plainText } from './piece.ts';
import { notedSurface, renderSurface } from './render.ts';

/** What a submission is answered with at once. */
export type FormAnswer =
  | { readonly response_action: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly response_action: 'update'; readonly view: ModalView }
  | { readonly response_action: 'clear' };

export interface Submitted {
  readonly answer: FormAnswer;
  /** What was answered, for its files. */
  readonly shown?: Shown;
}

/** An open window; with its hash only the version that was seen is changed. */
export interface Window {
  readonly id: string;
  readonly hash?: string | undefined;
}

export interface Forms {
  /** The form for the rest of a line. */
  viewOf(unfinished: Unfinished, state: Omit<FormState, 'command'>): Promise<ModalView>;
  open(trigger: string, view: ModalView): Promise<boolean>;
  /** Shows something else in an open window. */
  show(window: Window, view: ModalView): Promise<boolean>;
  /** `isLate`: the window has been told to wait meanwhile. */
  submit(asking: Asking, view: unknown, isLate: () => boolean): Promise<Submitted>;
  /** The form as it stands, after a reason was chosen in it. */
  redraw(asking: Asking, view: unknown): Promise<ModalView | undefined>;
  /** An answer in a window. */
  answerView(shown: Shown): ModalView;
  /** Whether a window has no room for all of it. */
  isCut(shown: Shown): boolean;
  waiting(locale: Locale): ModalView;
  /** What a menu offers for the letters typed so far; nothing to whom the bot does not serve. */
  options(asking: Asking, typed: string): Promise<readonly PlainTextOption[]>;
}

export const answerId = 'answer';

/** Slack takes a hundred options; nobody reads more than these. */
const mostOptions = 20;

export function createForms(parts: {
  readonly desk: Desk;
  readonly outbound: Outbound;
  readonly people: People;
}): Forms {
  const { desk, outbound, people } = parts;

  async function viewOf(
    { half, locale }: Unfinished,
    state: Omit<FormState, 'command'>,
    notice: readonly KnownBlock[] = [],
  ): Promise<ModalView> {
    const form = formOf(half.command, locale, half.values);
    const known = { people: await people.all(), locale };
    return formView(form, { ...state, command: half.command.name }, known, notice);
  }

  /** What stands in the window, read for the person who sent it. */
  function readView(view: unknown, person: Person) {
    const state = readState(record(view).private_metadata);
    const command = commands.find((each) => each.name === state?.command);
    if (!state || !command) return undefined;
    const locale = desk.localeFor(person);
    const form = formOf(command, locale);
    const filled = readForm(record(record(view).state).values, state, form);
    const line = lineOfForm(command, filled.values);
    const half = { command, values: filled.values, line, unfinished: false };
    return { state, filled, unfinished: { half, person, locale } };
  }

  async function submit(asking: Asking, view: unknown, isLate: () => boolean): Promise<Submitted> {
    const who = await desk.identify(asking);
    if ('no' in who) return { answer: update(answerView(who.no)) };
    const { person } = who;
    const read = readView(view, person);
    if (!read) return { answer: { response_action: 'clear' } };
    const { state, filled, unfinished } = read;
    const { half } = unfinished;
    const inPlace = { ...asking, channel: state.channel, files: filled.files };
    const sent = await submitForm(desk, inPlace, person, half, state.files ?? []);
    if (sent.outcome === 'answered') return { answer: update(answerView(sent.shown)), shown: sent.shown };
    // A window that has been told to wait takes no errors beside its fields any more.
    if (sent.outcome === 'wrong' && !isLate())
      return { answer: { response_action: 'errors', errors: { [sent.field]: sent.sentence } } };
    const locale = desk.localeFor(person);
    const refusal: View = sent.outcome === 'wrong' ? [no(sent.sentence)] : sent.refusal.view;
    const { blocks } = renderSurface(refusal, desk.drawing(locale));
    return { answer: update(await viewOf({ ...unfinished, locale }, state, blocks)) };
  }

  async function redraw(asking: Asking, view: unknown): Promise<ModalView | undefined> {
    const who = await desk.identify(asking);
    const read = 'no' in who ? undefined : readView(view, who.person);
    return read && viewOf(read.unfinished, read.state);
  }

  function answerView({ view, locale }: Shown): ModalView {
    const words = languages[locale].cards;
    return {
      type: 'modal',
      callback_id: answerId,
      title: plainText(words.form.answered),
      close: plainText(words.form.close),
      blocks: [...notedSurface(view, desk.drawing(locale), words.restInFile)],
    };
  }

  return {
    viewOf(unfinished, state) {
      const { welcome = [], locale } = unfinished;
      // An empty view is drawn as a dash.
      const { blocks } = welcome.length === 0 ? { blocks: [] } : renderSurface(welcome, desk.drawing(locale));
      return viewOf(unfinished, state, blocks);
    },
    async open(trigger, view) {
      const called = await outbound.call('views.open', { trigger_id: trigger, view });
      return called.outcome === 'done';
    },
    async show({ id, hash }, view) {
      const args = { view_id: id, view, ...(hash === undefined ? {} : { hash }) };
      const called = await outbound.call('views.update', args);
      return called.outcome === 'done';
    },
    submit,
    redraw,
    answerView,
    isCut: ({ view, locale }) => renderSurface(view, desk.drawing(locale)).rest !== null,
    waiting: (locale) =>
      answerView({
        view: [{ kind: 'text', text: languages[locale].cards.working }],
        locale,
        answer: null,
      }),
    async options(asking, typed) {
      if ('no' in (await desk.identify(asking))) return [];
      return suggestMunicipalities(typed, mostOptions).map((name) => ({
        text: plainText(name),
        value: name,
      }));
    },
  };
}

function update(view: ModalView): FormAnswer {
  return { response_action: 'update', view };
}
