// What becomes of each freed place: each exactly once, by its final fate (DOMAIN § 6, rule 7).
import { refusedIn } from '../register/answer.ts';
import { municipalityOf } from '../register/municipality.ts';
import { placeState, refusedOffers } from '../register/place.ts';
import type { Activity, Offer, Place, Position, Round } from '../register/state.ts';
import { activityItems, isPutToUse, replacing } from './activities.ts';
import {
  areaName,
  asClause,
  capitalised,
  countWord,
  courseCount,
  letterForm,
  listed,
  missing,
  namesOf,
  wordsOf,
} from './danish.ts';
import { isPast } from './figures.ts';
import { partName } from './reasons.ts';
import { type Scope, sources } from './scope.ts';

export interface FatePart {
  readonly id: string;
  readonly role: 'paragraph' | 'list';
  readonly text: string;
  readonly events: number[];
}

/** Places that share one fate for the same recorded reason. */
export interface FateGroup {
  readonly fate: 'filled' | 'offered-on' | 'converted' | 'lapsed' | 'unsettled';
  readonly places: readonly Place[];
}

/** Every freed place of the scope is in exactly one group. */
export function fateGroups(scope: Scope, places: readonly Place[] = scope.places): FateGroup[] {
  const groups = new Map<string, { fate: FateGroup['fate']; places: Place[] }>();
  for (const place of places) {
    const state = placeState(scope.round, place);
    const fate = state === 'vacant' || state === 'offered' ? 'unsettled' : state;
    const reason =
      place.converted?.recorded ?? place.lapsed?.recorded ?? (fate === 'unsettled' ? '' : place.id);
    const key = `${fate} ${reason}`;
    const group = groups.get(key) ?? { fate, places: [] };
    group.places.push(place);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Whether a place's fate is still open, so that the committee is promised news. */
export function promisesNews(scope: Scope, places: readonly Place[] = scope.places): boolean {
  return fateGroups(scope, places).some((group) => group.fate === 'offered-on' || group.fate === 'unsettled');
}

export function fateParts(scope: Scope, places: readonly Place[] = scope.places): FatePart[] {
  const groups = fateGroups(scope, places);
  const parts = groups.flatMap((group) => partsOf(scope, group));
  if (!promisesNews(scope, places)) return parts;
  const open = groups.filter((group) => group.fate === 'offered-on' || group.fate === 'unsettled');
  return [
    ...parts,
    {
      id: 'nyt-senere',
      role: 'paragraph',
      text: `Jeg orienterer udvalget igen, når det er afklaret, hvad der sker med ${openLabel(
        scope,
        open.flatMap((group) => group.places),
      )}.`,
      events: placeSources(
        scope,
        open.flatMap((group) => group.places),
      ),
    },
  ];
}

function partsOf(scope: Scope, group: FateGroup): FatePart[] {
  const name = partName(firstRefuser(scope.round, group.places[0]) ?? 'ukendt');
  const id = `plads-${name}${sameOrigin(scope, group.places[0]).length > 1 ? `-${scope.places.indexOf(group.places[0] as Place) + 1}` : ''}`;
  const events = placeSources(scope, group.places);
  const before = group.places.flatMap((place) => refusedAgain(scope, place));
  // A sentence on a re-offer has just named the place.
  const label = before.length > 0 && group.places.length === 1 ? 'Den' : placesLabel(scope, group.places);
  const paragraph = (text: string): FatePart => ({
    id,
    role: 'paragraph',
    text: [...before, text].join(' '),
    events,
  });
  switch (group.fate) {
    case 'filled':
      return [paragraph(filled(scope, group.places[0], label))];
    case 'offered-on':
      return [paragraph(offeredOn(scope, group.places[0], label))];
    case 'lapsed':
      return [paragraph(`${label} bortfalder${because(wordsOf(lapse(group)))}.`)];
    case 'converted':
      return converted(scope, group, label, paragraph);
    case 'unsettled':
      return [
        paragraph(
          `Det er endnu ikke afklaret, hvad der skal ske med ${group.places.length === 2 ? lowerFirst(label).replace('begge', 'de to') : lowerFirst(label)}.`,
        ),
      ];
  }
}

/** The open places as they stand after *med*. */
function openLabel(scope: Scope, places: readonly Place[]): string {
  if (places.length === scope.places.length) return places.length === 1 ? 'pladsen' : 'pladserne';
  return lowerFirst(placesLabel(scope, places)).replace(/^begge pladser/, 'de to pladser');
}

/** Rule 7: *pladsen* · *begge pladser* · *de tre pladser*; where fates are mixed, *efter X Kommune*. */
export function placesLabel(scope: Scope, places: readonly Place[]): string {
  const origins = places.map((place) => refusedOffers(scope.round, place)[0]?.municipality ?? '');
  if (places.length === 1) {
    const twins = sameOrigin(scope, places[0]);
    const area = refusedOffers(scope.round, places[0] as Place)[0]?.area;
    const where = twins.length > 1 && area ? ` på ${areaName(area)}` : '';
    return `Pladsen${where} efter ${namesOf(origins)}`;
  }
  const all = places.length === scope.places.length;
  const howMany = places.length === 2 ? 'Begge pladser' : `De ${countWord(places.length, 'common')} pladser`;
  if (all) return howMany;
  return new Set(origins).size === 1
    ? `${howMany} efter ${namesOf(origins)}`
    : `Pladserne efter ${namesOf(origins)}`;
}

function filled(scope: Scope, place: Place | undefined, label: string): string {
  const offer = lastOffer(scope.round, place);
  const taker = letterForm(offer?.municipality ?? null);
  const area = otherArea(scope, place, offer);
  const text = `${label} er gået til ${taker}, som har sagt ja${area ? ` til et forløb på ${area}` : ''}.`;
  const earlier = earlierRefusal(scope, offer);
  return earlier
    ? `${text} ${taker} sagde i ${earlier.year} nej til et reserveret forløb på samme område.`
    : text;
}

function offeredOn(scope: Scope, place: Place | undefined, label: string): string {
  const offer = lastOffer(scope.round, place);
  const taker = letterForm(offer?.municipality ?? null);
  const area = otherArea(scope, place, offer);
  if (area) return `${label} er tilbudt ${taker} som et forløb på ${area}. Kommunen har endnu ikke svaret.`;
  return `${label} er tilbudt ${taker}, som endnu ikke har svaret.`;
}

/** The area of the offer where it is not the one on which the place was refused. */
function otherArea(scope: Scope, place: Place | undefined, offer: Offer | undefined): string | undefined {
  const origin = place && refusedOffers(scope.round, place)[0];
  return offer?.area && origin?.area !== offer.area ? areaName(offer.area) : undefined;
}

function converted(
  scope: Scope,
  group: FateGroup,
  label: string,
  paragraph: (text: string) => FatePart,
): FatePart[] {
  const conversion = group.places[0]?.converted;
  if (!conversion) return [];
  const source = conversion.source && wordsOf(conversion.source);
  const reason = because(wordsOf(conversion.reason));
  const used = `${isPast(scope) ? 'blev' : 'bliver'} brugt til andre aktiviteter i ${scope.round.year}${reason}`;
  const why = source
    ? `${capitalised(speaker(source))} oplyser, at ${lowerFirst(label)} ${used}.`
    : `${label} ${used}.`;
  const activities = replacing(scope.round, group.places);
  if (activities.length === 0)
    return [paragraph(`${why} I stedet går ressourcerne til ${missing('aktiviteterne')}.`)];
  const items = activities.map((activity) => activityItems(activity).join(' '));
  const closes = isPutToUse(scope.round, group.places)
    ? conversion.equals && equalsSentence(conversion.equals, source, items.length > 1)
    : 'Det er endnu ikke afklaret, hvad ressourcerne skal bruges til.';
  if (items.length === 1) return [paragraph([why, ...items, ...(closes ? [closes] : [])].join(' '))];
  const first = paragraph(`${why} Ressourcerne går i stedet til:`);
  const events = sources(scope.register, ...activities.flatMap(activityPositions));
  const listed: FatePart = {
    id: first.id.replace('plads', 'aktiviteter'),
    role: 'list',
    text: items.join('\n'),
    events,
  };
  if (!closes) return [first, listed];
  return [first, listed, { ...first, id: first.id.replace('plads', 'ressourcer'), text: closes }];
}

function equalsSentence(equals: number, source: string | null, together: boolean): string {
  const courses = courseCount(equals, 'længere', 'længere');
  const what = together ? 'aktiviteterne tilsammen' : 'det';
  return source
    ? `Ifølge ${speaker(source)} svarer ${what} i ressourcer til ${courses}.`
    : `${capitalised(what)} svarer i ressourcer til ${courses}.`;
}

/** Sentences on re-offers of the place that were refused, too. */
function refusedAgain(scope: Scope, place: Place): string[] {
  const [origin, ...again] = refusedOffers(scope.round, place);
  if (again.length === 0) return [];
  const names = listed(again.map((offer) => letterForm(offer.municipality)));
  const label = placesLabel(scope, [place]);
  const inTurn = again.length > 1 ? ' i tur og orden' : '';
  const areas = again.map((offer) => otherArea(scope, place, offer)).filter((area) => area !== undefined);
  const where = areas[0] ? ` (på ${areas[0]})` : '';
  return origin ? [`${label} er${inTurn} tilbudt ${names}${where}, som også har sagt nej.`] : [];
}

function earlierRefusal(
  scope: Scope,
  offer: Offer | undefined,
): { year: number; position: Position } | undefined {
  const earlier = [...scope.register.rounds.values()]
    .filter((round) => round.year < scope.round.year)
    .flatMap(refusedIn)
    .filter((each) => each.offer.municipality === offer?.municipality && each.offer.area === offer?.area)
    .at(-1);
  return offer?.municipality && earlier
    ? { year: earlier.round.year, position: earlier.answer.recorded }
    : undefined;
}

function placeSources(scope: Scope, places: readonly Place[]): number[] {
  const earlier = places
    .filter((place) => placeState(scope.round, place) === 'filled')
    .map((place) => earlierRefusal(scope, lastOffer(scope.round, place))?.position);
  return sources(scope.register, ...places.flatMap((place) => placePositions(scope, place)), ...earlier);
}

/** Everything recorded of the place itself: its offers, their answers, its fate, and what stands in its stead. */
export function placePositions(scope: Scope, place: Place): Position[] {
  const offers = place.offers.map((id) => scope.round.offers.get(id)).filter((offer) => offer !== undefined);
  const positions = [
    ...offers.flatMap((offer) => [offer.recorded, offer.answers.at(-1)?.recorded]),
    place.converted?.recorded,
    place.lapsed?.recorded,
    ...replacing(scope.round, [place]).flatMap(activityPositions),
  ];
  return positions.filter((position) => position !== undefined);
}

function activityPositions(activity: Activity): Position[] {
  return [activity.recorded, ...activity.changes];
}

function lastOffer(round: Round, place: Place | undefined): Offer | undefined {
  return round.offers.get(place?.offers.at(-1) ?? '');
}

function firstRefuser(round: Round, place: Place | undefined): string | undefined {
  const code = place && refusedOffers(round, place)[0]?.municipality;
  return code ? municipalityOf(code).name : undefined;
}

/** The scope's places that the same municipality refused first. */
function sameOrigin(scope: Scope, place: Place | undefined): Place[] {
  const origin = (each: Place | undefined) => each && refusedOffers(scope.round, each)[0]?.municipality;
  return scope.places.filter((each) => origin(each) === origin(place));
}

function lapse(group: FateGroup) {
  const lapsed = group.places[0]?.lapsed;
  if (!lapsed) throw new Error('a lapsed place has a reason');
  return lapsed.reason;
}

/** `, fordi` + clause; a typed *som følge af* or *på grund af* + noun stays as it is (rule 5). */
function because(typed: string): string {
  const cause = /^(?:fordi )?((?:som følge af|på grund af)(?=[ ,]).*)$/i.exec(typed.trim())?.[1];
  return cause ? ` ${lowerFirst(cause.replace(/\s*\.$/, ''))}` : `, fordi ${asClause(typed)}`;
}

function speaker(source: string): string {
  return /^taskforce(n| handicap)?$/i.test(source.trim()) ? 'taskforcen' : source.trim();
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
