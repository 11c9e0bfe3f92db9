// Forms from opening to answer, as cards and in dialogs: what is wrong is told beside its field, and what was filled in stays.
import { commands, formOf, type HalfLine, lineOfForm, type View } from '../../src/index.ts';
import type { FormState } from '../shared/carried.ts';
import type { Desk, Shown, Unfinished } from '../shared/desk.ts';
import type { Payload } from '../shared/payload.ts';
import type { Tokens } from '../shared/sealed-lines.ts';
import { submitForm } from '../shared/submit.ts';
import type { TeamsAsking } from './asking.ts';
import { type Place, verbs } from './buttons.ts';
import type { Card } from './card.ts';
import { formCard } from './form.ts';
import { readForm } from './form-data.ts';
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
}): Forms {
  const { desk, people, tokens } = parts;

  return {
    firstOf(unfinished, { channel, isDirect, files }) {
      const { command } = unfinished.half;
      const place = isDirect || channel === undefined ? {} : { channel };
      const { welcome } = unfinished;
      return {
        ...unfinished,
        state: { command: command.name, ...place, ...(files.length > 0 ? { files } : {}) },
        ...(welcome ? { notice: welcome } : {}),
      };
    },
    async cardOf({ half, locale, state, wrong, notice }, place) {
      return formCard(formOf(half.command, locale, half.values), {
        state: tokens.token(JSON.stringify(state)),
        place,
        drawing: { ...desk.drawing(locale), asksInDialog: () => false },
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
      const { files = [], channel } = state;
      if (!command) return desk.failed(new Error('a form of no command'), locale);
      const values = readForm(data, formOf(command, locale), files);
      const half: HalfLine = { command, values, line: lineOfForm(command, values), unfinished: true };
      const again: Asked = { half, person, locale, state };
      if (verb === verbs.redraw) return again;
      const inPlace = channel === undefined ? asking : { ...asking, channel, isDirect: false };
      const sent = await submitForm(desk, { ...inPlace, files }, person, half, files);
      if (sent.outcome === 'answered') return sent.shown;
      if (sent.outcome === 'wrong') return { ...again, wrong: sent };
      return { ...again, notice: sent.refusal.view };
    },
  };
}
