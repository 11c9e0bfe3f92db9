// Title and figures of the orientering: who got what, and who said no (DOMAIN § 6, rules 2–4).
import { dateInWords } from '../calendar/dates.ts';
import {
  areaName,
  capitalised,
  countWord,
  courseCount,
  letterForm,
  listed,
  municipalityCount,
  namesOf,
} from './danish.ts';
import { type Scope, sources } from './scope.ts';

/** Rule 2: the title follows the municipalities (K) and the refused offers (N). */
export function title(scope: Scope): string {
  return `Orientering om, at ${municipalityCount(scope.municipalities.length)} har sagt nej til ${whatWasRefused(scope)} med taskforce handicap`;
}

/** `et reserveret forløb`, `to reserverede forløb`, or `hver sit reserverede forløb`. */
export function whatWasRefused({ municipalities, refusals }: Scope): string {
  const each = municipalities.length === refusals.length && refusals.length > 1;
  return each ? 'hver sit reserverede forløb' : courseCount(refusals.length, 'reserveret', 'reserverede');
}

/**
 * The programme's model, from the round's own numbers; the fall-back rule always stands in it (rule 3).
 * `model` is the dated setting: its years are claimed only for a round with its numbers.
 */
export function modelText(scope: Scope, model: Readonly<Record<string, string>>, committee: string): string {
  const { total, applied, reserved } = scope.round;
  const of = total === 1 ? 'det' : 'dem';
  const applicants = `${capitalised(countWord(applied, 'neuter'))} af ${of} kan kommunerne søge om`;
  const held = `${countWord(reserved, 'neuter')} er reserveret til de kommuner, der har størst behov for hjælp, udvalgt efter Ankestyrelsens Danmarkskort over omgørelsesprocenter`;
  const fewer =
    applied === 1
      ? 'Bliver der ikke søgt om forløbet'
      : `Kommer der færre end ${countWord(applied, 'neuter')} ansøgninger`;
  return [
    `${modelPeriod(scope, model, `er der plads til ${courseCount(total, 'længere', 'længere')}`)}.`,
    `${applicants}, og ${held}.`,
    ...(applied > 0 ? [`${fewer}, bliver de ledige pladser også til reserverede forløb.`] : []),
    `Siger en kommune nej til et reserveret forløb, skal ministeren orientere ${committee}.`,
  ].join(' ');
}

function modelPeriod({ round }: Scope, model: Readonly<Record<string, string>>, room: string): string {
  const usual = Number(model.forløb) === round.total && Number(model.ansøgt) === round.applied;
  const [first, last] = (model.år ?? '').split('-').map(Number);
  if (usual && !model.år) return `Hvert år ${room}`;
  const covered = first !== undefined && last !== undefined && first <= round.year && round.year <= last;
  return usual && covered ? `I årene ${model.år} ${room} om året` : `I ${round.year} ${room}`;
}

/** The year's figures: first offers only, re-offers never (rule 4); "ingen", "alle fire" and "den ene" as they are said. */
export function figures(scope: Scope): string {
  const { round, firstOffers } = scope;
  const granted = [...round.applications.values()].filter((each) => each.status === 'granted');
  const past = isPast(scope);
  const applicants = distinct(granted);
  const offered = distinct(firstOffers);
  const got = past ? 'fik' : 'har';
  const gotten = past ? '' : ' fået';
  const byApplication =
    applicants === granted.length
      ? `${got} ${municipalityCount(applicants)}${gotten} et forløb efter ansøgning`
      : `${got} ${municipalityCount(applicants)}${gotten} i alt ${countWord(granted.length, 'neuter')} forløb efter ansøgning`;
  const howMany =
    offered === firstOffers.length
      ? 'et reserveret forløb'
      : `i alt ${courseCount(firstOffers.length, 'reserveret', 'reserverede')}`;
  const byReservation = past
    ? `${municipalityCount(offered)} fik tilbudt ${howMany}`
    : `${municipalityCount(offered)} har fået tilbudt ${howMany}`;
  const sentences = [
    ...withFallback(scope, `I ${round.year} ${byApplication}`, byReservation),
    ...refusers(scope, past, offered),
    ...reOfferRefusers(scope, past),
    enclosed(scope),
    ...toldElsewhere(scope),
  ];
  return sentences.join(' ');
}

/** A letter of a later year tells of the round in the past tense (rule 10). */
export function isPast({ round, date }: Scope): boolean {
  return round.year < Number(date.slice(0, 4));
}

export function figureSources(scope: Scope): number[] {
  const { register, round, firstOffers, refusals, letters, elsewhere } = scope;
  return sources(
    register,
    round.recorded,
    ...[...round.applications.values()].flatMap((each) => [each.recorded, each.decided]),
    ...firstOffers.map((offer) => offer.recorded),
    ...refusals.flatMap((each) => [each.offer.recorded, each.answer.recorded]),
    ...letters.flatMap((letter) => [letter.recorded, ...letter.also]),
    ...elsewhere.flatMap((each) => [each.refusal.answer.recorded, each.letter?.sent?.recorded]),
  );
}

/** That the fall-back rule was used is said only when it was (rule 3). */
function withFallback(scope: Scope, applied: string, reserved: string): string[] {
  const extra = scope.firstOffers.length - scope.round.reserved;
  if (extra <= 0) return [`${applied}, og ${reserved}.`];
  const granted = [...scope.round.applications.values()].filter((each) => each.status === 'granted').length;
  const vacant = scope.round.applied - granted;
  const what = extra === 1 ? 'et reserveret forløb' : 'reserverede forløb';
  const became = isPast(scope) ? `blev til ${what}` : `er blevet til ${what}`;
  return [`${applied}.`, `${vacantPlaces(extra, vacant)} ${became}, og ${reserved}.`];
}

/** `Den ledige ansøgningsplads`, `De to ledige ansøgningspladser`, `To af de tre ledige ansøgningspladser`. */
function vacantPlaces(used: number, vacant: number): string {
  const all = `de ${countWord(vacant, 'common')} ledige ansøgningspladser`;
  if (used < vacant) return `${capitalised(countWord(used, 'common'))} af ${all}`;
  return used === 1 ? 'Den ledige ansøgningsplads' : capitalised(all);
}

function refusers(scope: Scope, past: boolean, offered: number): string[] {
  const first = scope.refusals.filter((each) => !each.offer.again);
  const codes = [...new Set(first.map((each) => each.offer.municipality ?? ''))];
  const [only, second] = codes;
  if (only === undefined) return [];
  const everyOffer = first.length === scope.firstOffers.length;
  const said = (who: string, to: string) => (past ? `${who} sagde nej${to}` : `${who} har sagt nej${to}`);
  const to = second === undefined ? whichOffers(scope, only) : '';
  if (everyOffer && offered === 1) return [`${said(`Den ene kommune, ${letterForm(only)},`, to)}.`];
  const names = listed(
    codes.map(
      (code) => `${letterForm(code)}${second === undefined ? '' : inBrackets(whichOffers(scope, code))}`,
    ),
  );
  if (everyOffer && first.length === offered) {
    const all =
      offered === 2
        ? 'Begge, der fik tilbuddet,'
        : `Alle ${countWord(offered, 'common')}, der fik tilbuddet,`;
    return [`${said(all, '')}: ${names}.`];
  }
  return [past ? `Heraf sagde ${names} nej${to}.` : `Heraf har ${names} sagt nej${to}.`];
}

/** Where a municipality was offered both areas, the figures say which it refused. */
function whichOffers(scope: Scope, code: string): string {
  const offers = scope.firstOffers.filter((offer) => offer.municipality === code);
  const refused = scope.refusals.filter((each) => each.offer.municipality === code && !each.offer.again);
  const area = refused[0]?.offer.area;
  if (offers.length < 2 || !area) return '';
  return refused.length === offers.length ? ' til begge sine forløb' : ` til forløbet på ${areaName(area)}`;
}

/** Among several municipalities: `Vejen Kommune (begge forløb)`. */
function inBrackets(which: string): string {
  return which === '' ? '' : ` (${which.replace(/^ til (begge )?(sine )?/, '$1')})`;
}

function reOfferRefusers(scope: Scope, past: boolean): string[] {
  const codesOf = (again: boolean) =>
    new Set(
      scope.refusals
        .filter((each) => each.offer.again === again)
        .map((each) => each.offer.municipality ?? ''),
    );
  const first = codesOf(false);
  const later = [...codesOf(true)];
  const fresh = later.filter((code) => !first.has(code));
  const repeated = later.filter((code) => first.has(code));
  const no = past ? 'sagde også nej' : 'har også sagt nej';
  return [
    ...(fresh.length > 0 ? [`${namesOf(fresh)} fik siden tilbudt en ledig plads og ${no}.`] : []),
    ...(repeated.length > 0
      ? [`${namesOf(repeated)} fik siden også tilbudt en ledig plads og sagde igen nej.`]
      : []),
  ];
}

/** Refusals of the year that stand in another letter: left out here, but not kept silent. */
function toldElsewhere(scope: Scope): string[] {
  const sentences = new Map<string, string[]>();
  for (const { refusal, letter } of scope.elsewhere) {
    const date = letter?.sent?.date;
    const how = date
      ? `fik udvalget besked om i brev af ${dateInWords(date).replace(/^den /, '')}`
      : 'bliver udvalget orienteret om i et særskilt brev';
    const name = `${letterForm(refusal.offer.municipality)}s nej på ${refusal.offer.area ? areaName(refusal.offer.area) : 'området'}`;
    sentences.set(how, [...(sentences.get(how) ?? []), name]);
  }
  return [...sentences].map(([how, names]) => `${listed(names)} ${how}.`);
}

function enclosed(scope: Scope): string {
  const letters = scope.letters.length;
  const one = scope.municipalities.length === 1;
  if (letters > 1 && one) return `Kommunens ${countWord(letters, 'neuter')} breve er vedlagt.`;
  return one ? 'Kommunens brev er vedlagt.' : 'Kommunernes breve er vedlagt.';
}

/** Named municipalities each once; one that we do not name counts as one of its own. */
function distinct(held: readonly { readonly municipality: string | null }[]): number {
  const named = held.map((each) => each.municipality).filter((code) => code !== null);
  return new Set(named).size + held.length - named.length;
}
