// An answer that the asker alone has seen, anew for everybody in the conversation, with who shares it.
import { languages, type Person, type View } from '../../src/index.ts';
import type { Asking } from './asking.ts';
import type { Desk, Shown } from './desk.ts';
import { no, told } from './told.ts';

/** Whether people from outside can read along. */
export type Guests = 'some' | 'none' | 'unknown';

/** `everybody`: to be posted in the channel; else the asker alone is told why not. */
export type Sharing = Shown & { readonly everybody: boolean };

export async function sharing<A extends Asking>(
  desk: Desk<A>,
  asking: A,
  person: Person,
  line: string,
  guests: Guests,
): Promise<Sharing> {
  const locale = desk.localeFor(person);
  const { cards } = languages[locale];
  const toAsker = (view: View) => ({ view, locale, answer: null, everybody: false });
  if (guests !== 'none') return toAsker([no(cards.notShared)]);
  const answer = await desk.run(asking, person, line);
  if (!answer.ok) return toAsker(told(answer, locale));
  const view: View = [{ kind: 'text', text: cards.shared(person.name) }, ...answer.view];
  return { view, locale, answer: null, everybody: true };
}
