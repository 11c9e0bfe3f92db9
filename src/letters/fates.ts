// What becomes of each freed place: each exactly once, by its final fate (DOMAIN § 6, rule 7).
import { refusedIn } from '../register/answer.ts';
import { municipalityOf } from '../register/municipality.ts';
import { placeState, refusedOffers } from '../register/place.ts';
import type { Activity, Offer, Place, Position, Round } from '../register/state.ts';
import { activityItems } from './activities.ts';
import {
  areaName,
  asClause,
  capitalised,
  countWord,
  courseCount,
  letterForm,
  listed,
  namesOf,
  wordsOf,
} from './danish.ts';
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
export function fateGroups(scope: Scope): FateGroup[] {
  const groups = new Map<string, { fate: FateGroup['fate']; places: Place[] }>();
  for (const place of scope.places) {
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
export function promisesNews(scope: Scope): boolean {
  return fateGroups(scope).some((group) => group.fate === 'offered-on' || group.fate === 'unsettled');
}

export function fateParts(scope: Scope): FatePart[] {
  const groups = fateGroups(scope);
  const parts = groups.flatMap((group) => partsOf(scope, group));
  if (!promisesNews(scope)) return parts;
  const open = groups.filter((group) => group.fate === 'offered-on' || group.fate === 'unsettled');
  return [
    ...parts,
    {
      id: 'nyt-senere',
      role: 'paragraph',
      text: 'Jeg orienterer udvalget igen, når det er afklaret.',
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
  const label = placesLabel(scope, group.places);
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
      return [
        paragraph(
          `${label} er tilbudt ${letterForm(lastOffer(scope.round, group.places[0])?.municipality ?? null)}, som endnu ikke har svaret.`,
        ),
      ];
    case 'lapsed':
      return [paragraph(`${label} bortfalder, ${because(wordsOf(lapse(group)))}.`)];
    case 'converted':
      return converted(scope, group, label, paragraph);
    case 'unsettled':
      return [paragraph(`Det er endnu ikke afklaret, hvad der skal ske med ${lowerFirst(label)}.`)];
  }
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
  const origin = place && refusedOffers(scope.round, place)[0];
  const otherArea =
    offer?.area && origin?.area !== offer.area ? ` til et forløb på ${areaName(offer.area)}` : '';
  const text = `${label} er gået til ${taker}, som har sagt ja${otherArea}.`;
  const earlier = earlierRefusal(scope, offer);
  return earlier
    ? `${text} ${taker} sagde i ${earlier.year} nej til et reserveret forløb på samme område.`
    : text;
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
  const used = `bliver brugt til andre aktiviteter i ${scope.round.year}, ${reason}`;
  const why = source
    ? `${capitalised(speaker(source))} oplyser, at ${lowerFirst(label)} ${used}.`
    : `${label} ${used}.`;
  const activities = replacing(scope.round, group.places);
  const items = activities.map((activity) => activityItems(activity).join(' '));
  const intro =
    items.length > 1 ? `${why} I stedet sætter taskforcen følgende i gang:` : [why, ...items].join(' ');
  const equals = conversion.equals
    ? `${source ? `Ifølge ${speaker(source)} svarer` : 'Det svarer'}${source ? ' det' : ''}${items.length > 1 ? ' tilsammen' : ''} i ressourcer til ${courseCount(conversion.equals, 'længere', 'længere')}.`
    : undefined;
  const first = paragraph(items.length > 1 || !equals ? intro : `${intro} ${equals}`);
  if (items.length < 2) return [first];
  const events = sources(scope.register, ...activities.flatMap(activityPositions));
  return [
    first,
    { id: first.id.replace('plads', 'aktiviteter'), role: 'list', text: items.join('\n'), events },
    ...(equals
      ? [
          {
            id: first.id.replace('plads', 'ressourcer'),
            role: 'paragraph' as const,
            text: equals,
            events: first.events,
          },
        ]
      : []),
  ];
}

/** Sentences on re-offers of the place that were refused, too. */
function refusedAgain(scope: Scope, place: Place): string[] {
  const [origin, ...again] = refusedOffers(scope.round, place);
  if (again.length === 0) return [];
  const names = listed(again.map((offer) => letterForm(offer.municipality)));
  const label = placesLabel(scope, [place]);
  const inTurn = again.length > 1 ? ' i tur og orden' : '';
  return origin ? [`${label} er${inTurn} blevet tilbudt ${names}, som også har sagt nej.`] : [];
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
  const positions = places.flatMap((place) => {
    const offers = place.offers
      .map((id) => scope.round.offers.get(id))
      .filter((offer) => offer !== undefined);
    return [
      ...offers.flatMap((offer) => [offer.recorded, offer.answers.at(-1)?.recorded]),
      place.converted?.recorded,
      place.lapsed?.recorded,
      placeState(scope.round, place) === 'filled'
        ? earlierRefusal(scope, offers.at(-1))?.position
        : undefined,
    ];
  });
  return sources(scope.register, ...positions, ...replacing(scope.round, places).flatMap(activityPositions));
}

function activityPositions(activity: Activity): Position[] {
  return [activity.recorded, ...activity.changes];
}

export function replacing(round: Round, places: readonly Place[]): Activity[] {
  const ids = new Set(places.map((place) => place.id));
  return [...round.activities.values()].filter((activity) => activity.replaces.some((id) => ids.has(id)));
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

/** `fordi` + clause; a typed *som følge af* + noun stays (rule 5). */
function because(typed: string): string {
  return /^som følge af /i.test(typed) ? lowerFirst(typed.replace(/\s*\.$/, '')) : `fordi ${asClause(typed)}`;
}

function speaker(source: string): string {
  return /^taskforce(n| handicap)?$/i.test(source.trim()) ? 'taskforcen' : source.trim();
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
