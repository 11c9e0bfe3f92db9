// The orientering: what Folketingets Socialudvalg must be told when a municipality says no to a reserved forløb (DOMAIN § 6).
import { dateInWords } from '../calendar/dates.ts';
import { isLocalDate } from '../calendar/time.ts';
import { lettersAbout } from '../register/answer.ts';
import { genitive, municipalityOf } from '../register/municipality.ts';
import type { IncomingLetter } from '../register/state.ts';
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
import { missing, wordsOf } from './danish.ts';
import { fateParts, promisesNews } from './fates.ts';
import { figureSources, figures, modelText, title } from './figures.ts';
import { reasonParagraphs } from './reasons.ts';
import { type Scope, sources } from './scope.ts';
import { settingOn } from './settings.ts';

export function composeOrientering(scope: Scope, references: References): Composed {
  const annexes = annexesOf(scope);
  const fates = fateParts(scope);
  const refusals = sources(
    scope.register,
    ...scope.refusals.flatMap((each) => [each.offer.recorded, each.answer.recorded]),
  );
  const all = [...new Set([...refusals, ...fates.flatMap((part) => part.events)])].sort((a, b) => a - b);
  const paragraph = (id: string, text: string, events: readonly number[]): ComposedPart => ({
    id,
    role: 'paragraph',
    text,
    events,
  });
  return {
    kind: 'orientering',
    year: scope.round.year,
    promisesNews: promisesNews(scope),
    annexes,
    parts: [
      ...heading(scope.register, scope.date, references),
      { id: 'titel', role: 'title', text: title(scope), events: refusals },
      paragraph('taskforcen', taskforce, [modelSource(scope)]),
      paragraph('model', model(scope), sources(scope.register, modelSource(scope), scope.round.recorded)),
      paragraph('tal', figures(scope), figureSources(scope)),
      ...reasonParagraphs(scope).map((each) => paragraph(each.id, each.text, each.events)),
      ...fates,
      paragraph('afslutning', closing(scope), all),
      ...ending(scope.register, scope.date, annexes),
    ],
  };
}

/** The programme in two sentences of ours; the facts are those of the letters of 2024 and 2025. */
const taskforce =
  'Taskforce handicap er et samarbejde mellem Ankestyrelsen og Social- og Boligstyrelsen. Taskforcen tilbyder bl.a. kommunerne længere analyse- og udviklingsforløb, som skal løfte kvaliteten af sagsbehandlingen på enten børnehandicapområdet eller voksenhandicapområdet.';

function model(scope: Scope): string {
  const value = settingOn(scope.register, 'model', scope.date)?.value ?? {};
  return modelText(scope, value, settingText(scope.register, 'udvalg', 'kort', scope.date));
}

function modelSource(scope: Scope): number {
  return settingOn(scope.register, 'model', scope.date)?.source ?? scope.round.recorded;
}

/** Rule 9: each letter once, in the order of the municipalities; one that has not come in keeps its number and blocks sending. */
function annexesOf(scope: Scope): ComposedAnnex[] {
  const entries = scope.municipalities.flatMap((code) => {
    const refusals = scope.refusals.filter((each) => each.offer.municipality === code);
    const letters = [...new Set(refusals.flatMap((each) => lettersAbout(scope.round, each.offer)))];
    const name = genitive(municipalityOf(code));
    const known = letters.map((letter, index) => ({
      title: letter.annexTitle
        ? wordsOf(letter.annexTitle)
        : `${name} brev${which(letter, index, letters.length)}`,
      letter: letter.letter,
      file: letter.file,
      events: sources(scope.register, letter.recorded, ...letter.also),
    }));
    const uncovered = refusals.some((each) => lettersAbout(scope.round, each.offer).length === 0);
    const absent = { title: `${name} brev ${missing('brevet')}`, letter: null, file: null };
    const events = sources(scope.register, ...refusals.map((each) => each.answer.recorded));
    return uncovered ? [...known, { ...absent, events }] : known;
  });
  return entries.map((entry, index) => ({ number: index + 1, ...entry }));
}

/** Several letters of one municipality are told apart by their dates, else by their order. */
function which(letter: IncomingLetter, index: number, of: number): string {
  if (of === 1) return '';
  return letter.letterDate && isLocalDate(letter.letterDate)
    ? ` af ${dateInWords(letter.letterDate).replace(/^den /, '')}`
    : ` (${index + 1})`;
}
