// Letters about a letter that is sent: news of its places (supplerende orientering), and what was wrong in it (berigtigelse).
import { dateInWords } from '../calendar/dates.ts';
import { answerById } from '../register/answer.ts';
import { refusedOffers } from '../register/place.ts';
import type { Draft, OutgoingLetter, Place } from '../register/state.ts';
import { closing } from './closing.ts';
import {
  type Composed,
  type ComposedAnnex,
  type ComposedPart,
  ending,
  heading,
  type References,
  settingText,
} from './compose.ts';
import { areaName, municipalityCount, namesOf, removedWords, wordsOf } from './danish.ts';
import { fateParts, placePositions, promisesNews } from './fates.ts';
import { whatWasRefused } from './figures.ts';
import { partName } from './reasons.ts';
import { type Scope, sources } from './scope.ts';
import { settingOn } from './settings.ts';

/** What has become of the places since the letter was sent; undefined when there is nothing new to tell. */
export function composeSupplement(
  sent: OutgoingLetter,
  draft: Draft,
  scope: Scope,
  references: References,
): Composed | undefined {
  const since = sent.sent?.recorded ?? 0;
  const changed = scope.places.filter((place) =>
    placePositions(scope, place).some((position) => position > since),
  );
  const minds = changedMinds(scope, draft);
  if (changed.length + minds.length === 0) return undefined;
  const news = [...minds, ...fateParts(scope, changed)];
  const reported = sources(
    scope.register,
    sent.sent?.recorded,
    ...scope.refusals.map((each) => each.answer.recorded),
  );
  const newsEvents = [...new Set(news.flatMap((part) => part.events))];
  const glad = closing({ ...scope, places: changed }).split(' Til gengæld er jeg glad for, ')[1];
  const who = reporters(scope, draft);
  const later = refusersSince(scope, changed);
  return {
    kind: 'supplerende',
    year: scope.round.year,
    promisesNews: promisesNews(scope, changed),
    annexes: [],
    parts: [
      ...heading(scope.register, scope.date, references),
      {
        id: 'titel',
        role: 'title',
        text: `Supplerende orientering om ${scope.places.length === 1 ? 'et reserveret' : 'reserverede'} forløb med taskforce handicap`,
        events: reported,
      },
      paragraph(
        'henvisning',
        `${informed(sent, draft, scope)} om, at ${who} havde sagt nej til ${whatItReported(scope, draft)} i ${scope.round.year}. Der er nu nyt i sagen.`,
        reported,
      ),
      ...news,
      ...(later === ''
        ? []
        : [
            paragraph(
              'begrundelse-senere',
              `Begrundelsen fra ${later} følger i et særskilt brev.`,
              newsEvents,
            ),
          ]),
      ...(glad ? [paragraph('afslutning', `Jeg er glad for, ${glad}`, newsEvents)] : []),
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
  const annexes = wrongAnnexes(draft, right);
  if (wrong.length + annexes.length === 0) return undefined;
  const letter = sources(scope.register, sent.sent?.recorded);
  const one = wrong.length + annexes.length === 1;
  const regret = isSameMinister(sent, scope) ? 'Jeg beklager' : 'Ministeriet beklager';
  return {
    kind: 'berigtigelse',
    year: scope.round.year,
    promisesNews: false,
    annexes,
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
        `${informed(sent, draft, scope)} om ${scope.refusals.length === 1 ? 'et reserveret' : 'reserverede'} forløb i ${scope.round.year}. Der var ${one ? 'en fejl' : 'fejl'} i orienteringen, som jeg hermed retter.`,
        letter,
      ),
      ...wrong.flatMap(({ id, was, is }) => [
        ...(was === undefined ? [] : [paragraph(`stod-${id}`, `I brevet stod: »${was}«`, letter)]),
        ...(is === undefined
          ? [paragraph(`rettet-${id}`, 'Det skulle ikke have stået der.', letter)]
          : [paragraph(`rettet-${id}`, `Det rigtige er: »${is.text}«`, is.events)]),
      ]),
      ...(annexes.length === 0
        ? []
        : [
            paragraph(
              'rettet-bilag',
              annexes.length === 1 ? 'Det rigtige bilag er vedlagt.' : 'De rigtige bilag er vedlagt.',
              annexes.flatMap((each) => each.events),
            ),
          ]),
      paragraph('afslutning', `${regret} ${one ? 'fejlen' : 'fejlene'}.`, letter),
      ...ending(scope.register, scope.date, annexes),
    ],
  };
}

export interface WrongPart {
  readonly id: string;
  /** What stood; undefined for a part that was not there. */
  readonly was: string | undefined;
  /** What is right; undefined for a part that should not have been there. */
  readonly is: ComposedPart | undefined;
}

/** What corrected facts would have made otherwise in a sent letter. Hand-written parts are a person's to judge. */
export function wrongParts(draft: Draft, right: Composed): WrongPart[] {
  const body: readonly string[] = ['title', 'paragraph', 'list'];
  const edited = new Set(draft.parts.filter((part) => part.insteadOf !== null).map((part) => part.id));
  const before = draft.parts.filter((part) => body.includes(part.role) && !edited.has(part.id));
  const after = right.parts.filter((part) => body.includes(part.role) && !edited.has(part.id));
  const gone = new Set(before.filter((part) => !after.some((each) => each.id === part.id)));
  const wrong = after.flatMap((is): WrongPart[] => {
    // A part renamed after another municipality stands in the place of one of its kind that is gone.
    const same = before.find((part) => part.id === is.id);
    const was = same ?? [...gone].find((part) => kindOf(part.id) === kindOf(is.id));
    if (was) gone.delete(was);
    const text = was && wordsOf(was.text);
    // What was removed since can be held against nothing.
    if (`${text ?? ''}${is.text}`.match(removedWords)) return [];
    return text === is.text ? [] : [{ id: is.id, was: text, is }];
  });
  const surplus = [...gone].map(
    (part): WrongPart => ({ id: part.id, was: wordsOf(part.text), is: undefined }),
  );
  return [...wrong, ...surplus];
}

function kindOf(id: string): string {
  return id.split('-')[0] ?? id;
}

/** The annexes whose file was another in the sent letter. */
function wrongAnnexes(draft: Draft, right: Composed): ComposedAnnex[] {
  const sent = new Set(draft.annexes.map((annex) => annex.file?.sha256));
  return right.annexes
    .filter((annex) => annex.file && !sent.has(annex.file.sha256))
    .map((annex, index) => ({ ...annex, number: index + 1 }));
}

/** Municipalities that have refused one of the places after the letter, and whose grounds it does not hold. */
function refusersSince(scope: Scope, places: readonly Place[]): string {
  const told = new Set(scope.refusals.map((each) => each.offer.id));
  const offers = places
    .flatMap((place) => refusedOffers(scope.round, place))
    .filter((offer) => !told.has(offer.id));
  return namesOf(offers.map((offer) => offer.municipality).filter((code) => code !== null));
}

function whatItReported(scope: Scope, draft: Draft): string {
  if (draft.refusals.length === scope.refusals.length) return whatWasRefused(scope);
  return draft.refusals.length === 1 ? 'et reserveret forløb' : 'reserverede forløb';
}

/** Whom the sent letter reported: one by name, several by number. */
function reporters(scope: Scope, draft: Draft): string {
  const offers = draft.refusals.map(
    (id) => answerById(scope.register, scope.round.year, id)?.offer.municipality,
  );
  const codes = [...new Set(offers.filter((code) => code != null))];
  return codes.length === 1 ? namesOf(codes) : municipalityCount(codes.length);
}

/** A no that the letter reported and that has become a yes since. */
function changedMinds(scope: Scope, draft: Draft): ComposedPart[] {
  return draft.refusals.flatMap((id) => {
    const found = answerById(scope.register, scope.round.year, id);
    const answer = found?.offer.answers.at(-1);
    if (!found || answer?.says !== 'yes' || !found.offer.area) return [];
    const name = namesOf([found.offer.municipality ?? '']);
    const text = `${name} har siden sagt ja til forløbet på ${areaName(found.offer.area)}.`;
    return [
      paragraph(`ja-${partName(name.split(' ')[0] ?? '')}`, text, sources(scope.register, answer.recorded)),
    ];
  });
}

function isSameMinister(sent: OutgoingLetter, { register, date }: Scope): boolean {
  const name = (day: string) => settingOn(register, 'minister', day)?.value.navn;
  return name(sent.sent?.date ?? date) === name(date);
}

/** `Jeg orienterede i brev af 10. februar 2025 (doknr. 901234) udvalget`; the predecessor's letter is the predecessor's. */
function informed(sent: OutgoingLetter, draft: Draft, scope: Scope): string {
  const number = draft.docNumber ? ` (doknr. ${draft.docNumber})` : '';
  const day = sent.sent?.date ?? draft.drafted;
  const title = settingText(scope.register, 'minister', 'titel', day).toLowerCase();
  const who = isSameMinister(sent, scope) ? 'Jeg' : `Den daværende ${title}`;
  return `${who} orienterede i brev af ${dateInWords(day).replace(/^den /, '')}${number} udvalget`;
}

function paragraph(id: string, text: string, events: readonly number[]): ComposedPart {
  return { id, role: 'paragraph', text, events };
}
