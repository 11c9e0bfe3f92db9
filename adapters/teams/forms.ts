// Forms from opening to answer, as cards and in dialogs: what is wrong is told beside its field, and what was filled in stays.
import {
  commands,
  formOf,
  type HalfLine,
  type Locale,
  languages,
  lineOfForm,
  type View,
} from '../../src/index.ts';
import type { FormState, UploadedFile } from '../shared/carried.ts';
import type { Desk, Shown, Unfinished } from '../shared/desk.ts';
import type { Payload } from '../shared/payload.ts';
import type { Tokens } from '../shared/sealed-lines.ts';
import { submitForm } from '../shared/submit.ts';
import { onceNamed } from '../shared/told.ts';
import { asIfAt, askedAt, type TeamsAsking } from './asking.ts';
import { type Place, verbs } from './buttons.ts';
import type { Card } from './card.ts';
import { privateDrawing } from './drawing.ts';
import { formCard } from './form.ts';
import { readForm } from './form-data.ts';
import type { LettersIn } from './letters-in.ts';
import type { People } from './people.ts';

/** A form that is to be shown again, with why. */
export interface Asked extends Unfinished {
  readonly state: FormState;
  readonly wrong?: { readonly field: string; readonly sentence: string };
  readonly notice?: View;
}

export interface Forms {
  /** The form for the rest of a line, asked where it was. */
  firstOf(unfinished: Unfinished, asking: TeamsAsking): Asked;
  cardOf(asked: Asked, place: Place): Promise<Card>;
  /** What a filled form led to: an answer, or the form again. */
  submit(asking: TeamsAsking, state: FormState, verb: string, data: Payload): Promise<Shown | Asked>;
}

export function createForms(parts: {
  readonly desk: Desk<TeamsAsking>;
  readonly people: People;
  readonly tokens: Tokens;
  readonly lettersIn: LettersIn;
}): Forms {
  const { desk, people, tokens, lettersIn } = parts;

  /** Letters are held for an hour: a form goes on without those that are gone, and says so. */
  function withoutGone(files: readonly UploadedFile[], locale: Locale) {
    const there = files.filter(lettersIn.isThere);
    const { letterGone } = languages[locale].cards.teams;
    const gone: View = files
      .filter((file) => !there.includes(file))
      .map(({ name }) => ({ kind: 'notice', tone: 'warning', text: letterGone(name) }));
    return { there, gone };
  }

  return {
    firstOf(unfinished, asking) {
      const { half, welcome = [], locale } = unfinished;
      const channel = askedAt(asking);
      const { there: files, gone } = withoutGone(asking.files, locale);
      return {
        ...unfinished,
        state: {
          command: half.command.name,
          // A card stays where it is for clients that only know submissions.
          once: onceNamed(asking.cause),
          ...(channel === undefined ? {} : { channel }),
          ...(files.length > 0 ? { files } : {}),
        },
        notice: [...welcome, ...gone],
      };
    },
    async cardOf({ half, locale, state, wrong, notice }, place) {
      return formCard(formOf(half.command, locale, half.values), {
        state: tokens.token(JSON.stringify(state)),
        place,
        drawing: privateDrawing(desk.drawing, locale),
        people: await people.all(),
        attached: state.files,
        notice,
        wrong,
      });
    },
    async submit(asking, state, verb, data) {
      const who = await desk.identify(asking);
      if ('no' in who) return who.no;
      const { person } = who;
      const locale = desk.localeFor(person);
      const command = commands.find((each) => each.name === state.command);
      // The form of a command that there is no more.
      if (!command) return desk.stale(asking);
      const { there: files, gone } = withoutGone(state.files ?? [], locale);
      const values = readForm(data, formOf(command, locale), files);
      const half: HalfLine = { command, values, line: lineOfForm(command, values), unfinished: true };
      const again: Asked = { half, person, locale, state: { ...state, files } };
      if (gone.length > 0) return { ...again, notice: gone };
      if (verb === verbs.redraw) return again;
      const inPlace = { ...asIfAt(asking, state.channel), files };
      const sent = await submitForm(desk, inPlace, person, half, files, state.once);
      if (sent.outcome === 'answered') return sent.shown;
      if (sent.outcome === 'wrong') return { ...again, wrong: sent };
      return { ...again, notice: sent.refusal.view };
    },
  };
}
