// A filled form is a line: what came of it, beside the field that was wrong where there is one.
import { fieldOf, formOf, type HalfLine, languages, type Person, plain } from '../../src/index.ts';
import type { Asking } from './asking.ts';
import type { UploadedFile } from './carried.ts';
import type { Desk, Shown } from './desk.ts';
import { onceNamed, told } from './told.ts';

export type Submitted =
  | { readonly outcome: 'answered'; readonly shown: Shown }
  /** The field of that name, and why. */
  | { readonly outcome: 'wrong'; readonly field: string; readonly sentence: string }
  /** Refused as a whole: the form stands, with the refusal above it. */
  | { readonly outcome: 'refused'; readonly refusal: Shown };

/** `attached`: the letters that the form came with; a single one is no field. `once`: see `FormState`. */
export async function submitForm<A extends Asking>(
  desk: Desk<A>,
  asking: A,
  person: Person,
  half: HalfLine,
  attached: readonly UploadedFile[],
  once?: string,
): Promise<Submitted> {
  const name = once === undefined ? undefined : onceNamed(`${once} ${half.line}`);
  const answer = await desk.run(asking, person, half.line, name);
  const locale = desk.localeFor(person);
  if (answer.refusal === null)
    return { outcome: 'answered', shown: { view: told(answer, locale), locale, answer } };
  const wrong = fieldOf(answer.refusal, half.command, half.values);
  const asked = formOf(half.command, locale).fields.find((each) => each.name === wrong);
  if (asked && !(asked.kind === 'file' && attached.length === 1)) {
    // Who fills in a form knows nothing of how the line would be written.
    const sentence =
      answer.refusal.code === 'missing-argument'
        ? languages[locale].cards.form.missing(asked.label)
        : plain(answer.view.slice(0, 1)).replace(/^✗ /, '');
    return { outcome: 'wrong', field: asked.name, sentence };
  }
  return { outcome: 'refused', refusal: { view: answer.view.slice(0, 1), locale, answer: null } };
}
