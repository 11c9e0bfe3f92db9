// Letters about a letter that is sent: news of its places (supplerende orientering), and what was wrong in it (berigtigelse).
import { shortDate } from '../calendar/dates.ts';
import type { Draft, OutgoingLetter } from '../register/state.ts';
import { closing } from './closing.ts';
import { type Composed, type ComposedPart, ending, heading, type References } from './compose.ts';
import { municipalityCount, namesOf, wordsOf } from './danish.ts';
import { fateGroups, fateParts, promisesNews } from './fates.ts';
import { type Scope, sources } from './scope.ts';

/** What has become of the places since the letter was sent; undefined when there is nothing new to tell. */
export function composeSupplement(
  sent: OutgoingLetter,
  draft: Draft,
  scope: Scope,
  references: References,
): Composed | undefined {
  const told = new Set(draft.parts.map((part) => wordsOf(part.text)));
  const news = fateParts(scope).filter((part) => !told.has(part.text));
  if (news.length === 0) return undefined;
  const reported = sources(
    scope.register,
    sent.sent?.recorded,
    ...scope.refusals.map((each) => each.answer.recorded),
  );
  const newsEvents = [...new Set(news.flatMap((part) => part.events))];
  const glad = closing(scope).split(' Til gengæld er jeg glad for, ')[1];
  const one = scope.municipalities.length === 1;
  const who = one ? namesOf(scope.municipalities) : municipalityCount(scope.municipalities.length);
  const close: ComposedPart[] = glad ? [paragraph('afslutning', `Jeg er glad for, ${glad}`, newsEvents)] : [];
  return {
    kind: 'supplerende',
    year: scope.round.year,
    promisesNews: promisesNews(scope),
    annexes: [],
    parts: [
      ...heading(scope.register, scope.date, references),
      {
        id: 'titel',
        role: 'title',
        text: `Supplerende orientering om ${fateGroups(scope).flatMap((group) => group.places).length === 1 ? 'et reserveret' : 'reserverede'} forløb med taskforce handicap`,
        events: reported,
      },
      paragraph(
        'henvisning',
        `${inLetterOf(sent, draft)} orienterede jeg udvalget om, at ${who} havde sagt nej til et reserveret forløb i ${scope.round.year}. Der er nu nyt i sagen.`,
        reported,
      ),
      ...news,
      ...close,
      ...ending(scope.register, scope.date, []),
    ],
  };
}

/** What the letter said and what is right; undefined when nothing in it was wrong. `right` is the same letter, composed of corrected facts. */
export function composeCorrection(
  sent: OutgoingLetter,
  draft: Draft,
  right: Composed,
  scope: Scope,
  references: References,
): Composed | undefined {
  const wrong = wrongParts(draft, right);
  if (wrong.length === 0) return undefined;
  const letter = sources(scope.register, sent.sent?.recorded);
  return {
    kind: 'berigtigelse',
    year: scope.round.year,
    promisesNews: false,
    annexes: [],
    parts: [
      ...heading(scope.register, scope.date, references),
      {
        id: 'titel',
        role: 'title',
        text: `Berigtigelse af orientering om ${scope.refusals.length === 1 ? 'et reserveret' : 'reserverede'} forløb med taskforce handicap`,
        events: letter,
      },
      paragraph(
        'henvisning',
        `${inLetterOf(sent, draft)} orienterede jeg udvalget om reserverede forløb i ${scope.round.year}. Der var en fejl i orienteringen, som jeg hermed retter.`,
        letter,
      ),
      ...wrong.flatMap(({ was, is }) => [
        paragraph(`stod-${is.id}`, `I brevet stod: »${was}«`, letter),
        paragraph(`rettet-${is.id}`, `Det rigtige er: »${is.text}«`, is.events),
      ]),
      paragraph('afslutning', 'Jeg beklager fejlen.', letter),
      ...ending(scope.register, scope.date, []),
    ],
  };
}

/** The parts of a sent letter that corrected facts would have made otherwise. Hand-written parts are a person's to judge. */
export function wrongParts(draft: Draft, right: Composed): { was: string; is: ComposedPart }[] {
  const body: readonly string[] = ['title', 'paragraph', 'list'];
  return right.parts.flatMap((is) => {
    const part = draft.parts.find((each) => each.id === is.id);
    const was = part && part.insteadOf === null ? wordsOf(part.text) : undefined;
    return body.includes(is.role) && was !== undefined && was !== is.text ? [{ was, is }] : [];
  });
}

function inLetterOf(sent: OutgoingLetter, draft: Draft): string {
  const number = draft.docNumber ? ` (doknr. ${draft.docNumber})` : '';
  return `I brev af ${shortDate(sent.sent?.date ?? draft.drafted)}${number}`;
}

function paragraph(id: string, text: string, events: readonly number[]): ComposedPart {
  return { id, role: 'paragraph', text, events };
}
