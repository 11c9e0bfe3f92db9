// Title and figures of the orientering: who got what, and who said no (DOMAIN § 6, rules 2–4).
import { shortDate } from '../calendar/dates.ts';
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
  const municipalities = scope.municipalities.length;
  const refused = scope.refusals.length;
  const what =
    municipalities === refused && municipalities > 1
      ? 'hver sit reserverede forløb'
      : courseCount(refused, 'reserveret', 'reserverede');
  return `Orientering om, at ${municipalityCount(municipalities)} har sagt nej til ${what} med taskforce handicap`;
}

/** The programme's model, from the round's own numbers; the fall-back rule always stands in it (rule 3). */
export function modelText(scope: Scope, years: string | undefined, committee: string): string {
  const { total, applied, reserved, year } = scope.round;
  const room = `er der plads til ${courseCount(total, 'længere', 'længere')}`;
  const [first, last] = (years ?? '').split('-').map(Number);
  const covers = first !== undefined && last !== undefined && first <= year && year <= last;
  const period = covers
    ? `I årene ${years} ${room} om året`
    : years
      ? `I ${year} ${room}`
      : `Hvert år ${room}`;
  const of = total === 1 ? 'det' : 'dem';
  const applicants = `${capitalised(countWord(applied, 'neuter'))} af ${of} kan kommunerne søge om`;
  const held = `${countWord(reserved, 'neuter')} er reserveret til kommuner med størst behov, målt på Ankestyrelsens Danmarkskort over omgørelsesprocenter`;
  const fewer =
    applied === 1
      ? 'Bliver der ikke søgt om forløbet'
      : `Kommer der færre end ${countWord(applied, 'neuter')} ansøgninger`;
  return [
    `${period}.`,
    `${applicants}, og ${held}.`,
    ...(applied > 0 ? [`${fewer}, bliver de ledige pladser også til reserverede forløb.`] : []),
    `Siger en kommune nej til et reserveret forløb, skal ${committee} orienteres.`,
  ].join(' ');
}

/** The year's figures: first offers only, re-offers never (rule 4); "ingen", "alle fire" and "den ene" as they are said. */
export function figures(scope: Scope): string {
  const { round, firstOffers } = scope;
  const granted = [...round.applications.values()].filter((each) => each.status === 'granted');
  const past = round.year < Number(scope.date.slice(0, 4));
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
    ...toldElsewhere(scope),
    enclosed(scope),
  ];
  return sentences.join(' ');
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
  const places =
    extra === 1
      ? 'Den ene ledige ansøgningsplads er derfor blevet til et reserveret forløb'
      : `De ${countWord(extra, 'neuter')} ledige ansøgningspladser er derfor blevet til reserverede forløb`;
  return [`${applied}.`, `${places}, og ${reserved}.`];
}

function refusers(scope: Scope, past: boolean, offered: number): string[] {
  const first = scope.refusals.filter((each) => !each.offer.again);
  if (first.length === 0) return [];
  const codes = [...new Set(first.map((each) => each.offer.municipality ?? ''))];
  const names = listed(codes.map((code) => `${letterForm(code)}${whichOffers(scope, code)}`));
  const everyOffer = first.length === scope.firstOffers.length;
  const said = past ? 'sagde' : 'har';
  if (everyOffer && offered === 1)
    return [past ? `Den ene kommune, ${names}, sagde nej.` : `Den ene kommune, ${names}, har sagt nej.`];
  if (everyOffer && first.length === offered) {
    const all = offered === 2 ? 'Begge kommuner' : `Alle ${countWord(offered, 'common')} kommuner`;
    return [past ? `${all} sagde nej: ${names}.` : `${all} har sagt nej: ${names}.`];
  }
  return [past ? `Heraf ${said} ${names} nej.` : `Heraf ${said} ${names} sagt nej.`];
}

/** Where a municipality was offered both areas, the figures say which it refused. */
function whichOffers(scope: Scope, code: string): string {
  const offers = scope.firstOffers.filter((offer) => offer.municipality === code);
  const refused = scope.refusals.filter((each) => each.offer.municipality === code && !each.offer.again);
  if (offers.length < 2) return '';
  const area = refused[0]?.offer.area;
  return refused.length === offers.length
    ? ' (begge forløb)'
    : area
      ? ` (forløbet på ${areaName(area)})`
      : '';
}

function reOfferRefusers(scope: Scope, past: boolean): string[] {
  const codes = scope.refusals
    .filter((each) => each.offer.again)
    .map((each) => each.offer.municipality ?? '');
  if (codes.length === 0) return [];
  const many = new Set(codes).size > 1;
  const verb = past ? 'sagde også nej' : 'har også sagt nej';
  return [`${namesOf(codes)}, som ${many ? 'hver ' : ''}fik tilbudt en ledig plads, ${verb}.`];
}

/** Refusals of the year that stand in another letter: left out here, but not kept silent. */
function toldElsewhere(scope: Scope): string[] {
  const sentences = new Map<string, string[]>();
  for (const { refusal, letter } of scope.elsewhere) {
    const date = letter?.sent?.date;
    const how = date
      ? `er udvalget orienteret om i brev af ${shortDate(date)}`
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
