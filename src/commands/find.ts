// Which offer, place, round or letter a line means: found when only one fits, else the line asks.
import { foldTerm } from '../args.ts';
import { earliest } from '../calendar/dates.ts';
import type { Context } from '../command.ts';
import { type MunicipalityCode, municipalityOf } from '../register/municipality.ts';
import { alreadyAnswered, isOpen, offersOf } from '../register/offer.ts';
import { unknownLetter } from '../register/outgoing.ts';
import { placeGone, refusedOffers, vacantPlaces } from '../register/place.ts';
import { type Refusal, refuse } from '../register/refusal.ts';
import type { Offer, OutgoingLetter, Place, Register, Round } from '../register/state.ts';
import { type Area, areas } from '../register/terms.ts';

export interface Narrowing {
  readonly year?: number | undefined;
  readonly area?: Area | undefined;
}

/** The municipality's offers that the words fit, newest year last. */
export function offersTo(register: Register, code: MunicipalityCode, { year, area }: Narrowing): Offer[] {
  return offersOf(register)
    .filter((offer) => offer.municipality === code && !offer.withdrawn)
    .filter(
      (offer) => (year === undefined || offer.year === year) && (area === undefined || offer.area === area),
    )
    .sort((a, b) => a.year - b.year);
}

/** The one open offer that fits; `example` is the start of a line that works, to which the missing words are added. */
export function openOffer(
  register: Register,
  code: MunicipalityCode,
  narrowing: Narrowing,
  example: string,
): Offer | Refusal {
  const fitting = offersTo(register, code, narrowing);
  const open = fitting.filter(isOpen);
  if (open.length === 0) {
    const answered = fitting.at(-1);
    return (answered && alreadyAnswered(answered)) ?? noOffer(register, code, narrowing);
  }
  return only(open, code, example);
}

/** The one of several, or the refusal that asks which. */
export function only(offers: readonly Offer[], code: MunicipalityCode, example: string): Offer | Refusal {
  const [first, second] = offers;
  if (first && !second) return first;
  const choices = offers.map((offer) => ({ area: offer.area ? areas[offer.area] : '', year: offer.year }));
  const oneYear = new Set(choices.map((each) => each.year)).size === 1;
  const oneArea = new Set(choices.map((each) => each.area)).size === 1;
  const last = choices.at(-1);
  const more = [oneArea ? '' : ` område=${last?.area}`, oneYear ? '' : ` år=${last?.year}`].join('');
  return refuse(
    'which-offer',
    { municipality: municipalityOf(code).name, offers: choices },
    `${example}${more}`,
  );
}

export function noOffer(register: Register, code: MunicipalityCode, { year, area }: Narrowing): Refusal {
  const municipality = municipalityOf(code).name;
  const round = year ?? [...register.rounds.keys()].at(-1);
  if (round === undefined || !register.rounds.has(round))
    return refuse('no-round', { year: year ?? null }, `runde åbn ${year ?? '2025'}`);
  const line = `tilbud ${municipality} ${area ? areas[area] : 'børnehandicap'} år=${round}`;
  return refuse('no-offer', { municipality, year: year ?? null, area: area ? areas[area] : null }, line);
}

/** The round of the line: the year given, else the only one. */
export function roundOf(register: Register, year: number | undefined, example: string): Round | Refusal {
  const years = [...register.rounds.keys()];
  const wanted = year ?? (years.length === 1 ? years[0] : undefined);
  if (wanted === undefined && years.length > 1)
    return refuse('which-year', { years }, `${example} år=${years.at(-1)}`);
  const round = register.rounds.get(wanted ?? 0);
  return round ?? refuse('no-round', { year: wanted ?? null }, `runde åbn ${wanted ?? 2025}`);
}

/** The one vacant place that the municipality's no left behind; `lineFor` makes a line that works for a place after that municipality. */
export function vacantPlace(
  register: Register,
  code: MunicipalityCode | undefined,
  narrowing: Narrowing,
  lineFor: (after: string) => string,
): { round: Round; place: Place; offer: Offer } | Refusal {
  const all = vacantPlaces(register, narrowing.year, code).filter(
    (each) => !narrowing.area || each.offer.area === narrowing.area,
  );
  const [first, second] = all;
  if (first && !second) return first;
  const name = (offer: Offer) => (offer.municipality ? municipalityOf(offer.municipality).name : 'ukendt');
  const municipality = code ? municipalityOf(code).name : null;
  if (!first) {
    const elsewhere = code && vacantPlaces(register, narrowing.year, code).length > 0;
    const taken = code && !elsewhere && refusedPlace(register, code, narrowing);
    if (taken) return placeGone(taken.round, taken.place);
    const vacantAfter = vacantPlaces(register, narrowing.year).map((each) => name(each.offer));
    const line = vacantAfter[0] ? lineFor(vacantAfter[0]) : `overblik ${narrowing.year ?? ''}`.trim();
    return refuse('no-vacant-place', { municipality, year: narrowing.year ?? null, vacantAfter }, line);
  }
  const places = all.map((each) => ({
    area: each.offer.area ? areas[each.offer.area] : '',
    year: each.round.year,
  }));
  const oneYear = new Set(places.map((each) => each.year)).size === 1;
  const oneName = new Set(all.map((each) => name(each.offer))).size === 1;
  const several = `${oneName && oneYear ? ` område=${places[0]?.area}` : ''}${oneYear ? '' : ` år=${first.round.year}`}`;
  const whose = municipality ?? [...new Set(all.map((each) => name(each.offer)))].join(', ');
  return refuse('which-place', { municipality: whose, places }, `${lineFor(name(first.offer))}${several}`);
}

/** A place that the municipality refused and that is no longer vacant. */
function refusedPlace(
  register: Register,
  code: MunicipalityCode,
  { year }: Narrowing,
): { round: Round; place: Place } | undefined {
  const rounds = [...register.rounds.values()].filter((round) => year === undefined || round.year === year);
  const places = rounds.flatMap((round) => [...round.places.values()].map((place) => ({ round, place })));
  return places.findLast(({ round, place }) =>
    refusedOffers(round, place).some((offer) => offer.municipality === code),
  );
}

/** `Brev-1`, `brev 1` or `1`. */
export function letterNamed(register: Register, typed: string): OutgoingLetter | Refusal {
  const number = /^(?:brev[- ]?)?(\d+)$/i.exec(foldTerm(typed))?.[1];
  return register.letters.get(`Brev-${Number(number)}`) ?? unknownLetter(register, typed);
}

/** What has happened cannot lie after today; an imprecise date only if all of it does. */
export function future(
  context: Context,
  ...dates: readonly (string | null | undefined)[]
): Refusal | undefined {
  const late = dates.find((date) => date && (earliest(date) ?? '') > context.today);
  if (!late) return undefined;
  return refuse(
    'date-in-future',
    { date: late, today: context.today },
    context.line.replace(/(\bdato|\bdate|\bbrevdato|\bbesluttet)=\S+/i, `$1=${context.today}`),
  );
}
