// Offers of a forløb to a municipality, and what happens until it answers.
import { earliest } from '../calendar/dates.ts';
import type { DataOf } from './events.ts';
import { municipalityOf } from './municipality.ts';
import { placeGone, placeState } from './place.ts';
import { type Refusal, refuse } from './refusal.ts';
import { arithmetic, noPlaceFree, noRound } from './round.ts';
import type { Rules } from './rule.ts';
import { having, inRound, type Offer, type Place, type Register, type Round } from './state.ts';
import { areas, type OfferState, offerStates } from './terms.ts';

export function offerState(offer: Offer): OfferState {
  if (offer.withdrawn) return 'withdrawn';
  const answer = offer.answers.at(-1);
  if (answer) return answer.says === 'yes' ? 'accepted' : 'refused';
  if (offer.treatments.length > 0) return 'in-treatment';
  const contact = offer.contacts.at(-1);
  if (!contact) return 'offered';
  return contact.kind === 'chaser' ? 'chased' : 'clarified';
}

export function isOpen(offer: Offer): boolean {
  return !offer.withdrawn && offer.answers.length === 0;
}

export function nameOf(offer: Offer): string {
  return offer.municipality ? municipalityOf(offer.municipality).name : 'ukendt';
}

export function offerOf(register: Register, year: number, id: string): Offer | undefined {
  return register.rounds.get(year)?.offers.get(id);
}

export function offersOf(register: Register): Offer[] {
  return [...register.rounds.values()].flatMap((round) => [...round.offers.values()]);
}

export const offerRules: Rules<'offer-made' | 'offer-withdrawn' | 'contact-noted' | 'treatment-recorded'> = {
  'offer-made': {
    guard(register, data) {
      const round = register.rounds.get(data.year);
      if (!round) return noRound(register, data.year);
      return repeatedOffer(round, data) ?? (data.again ? placeToOffer(round, data.place) : roomFor(round));
    },
    evolve(register, { data }, recorded) {
      const fresh = { contacts: [], treatments: [], answers: [], withdrawn: null };
      return inRound(register, data.year, (round) => {
        const place = round.places.get(data.place) ?? {
          id: data.place,
          offers: [],
          converted: null,
          lapsed: null,
        };
        return {
          ...round,
          offers: having(round.offers, data.offer, { ...data, id: data.offer, recorded, ...fresh }),
          places: having(round.places, data.place, { ...place, offers: [...place.offers, data.offer] }),
        };
      });
    },
  },
  'offer-withdrawn': {
    guard: (register, data) => open(register, data.year, data.offer),
    evolve(register, { data }, recorded) {
      return inRound(
        inOffer(register, data, (offer) => ({ ...offer, withdrawn: { ...data, recorded } })),
        data.year,
        (round) => {
          const offer = round.offers.get(data.offer);
          const place = offer && round.places.get(offer.place);
          return place ? { ...round, places: withoutOffer(round, place, data.offer) } : round;
        },
      );
    },
  },
  'contact-noted': {
    guard(register, data) {
      if (data.kind === 'note' || data.offer === null || data.year === null) return undefined;
      return open(register, data.year, data.offer);
    },
    evolve(register, { data }, recorded) {
      // A note changes no state: it is read in the history.
      if (data.kind === 'note') return register;
      return inOffer(register, data, (offer) => ({
        ...offer,
        contacts: [...offer.contacts, { ...data, recorded }],
      }));
    },
  },
  'treatment-recorded': {
    guard(register, data) {
      if (data.offer === null || data.year === null) return undefined;
      const offer = offerOf(register, data.year, data.offer);
      return offer ? undefined : noRound(register, data.year);
    },
    evolve(register, { data }, recorded) {
      const treatment = { ...data, recorded };
      if (data.offer === null) return { ...register, mapTreatments: [...register.mapTreatments, treatment] };
      return inOffer(register, data, (offer) => ({ ...offer, treatments: [...offer.treatments, treatment] }));
    },
  },
};

/** Why nothing may be recorded about that offer's way to an answer; undefined while it is open. */
function open(register: Register, year: number, id: string): Refusal | undefined {
  const offer = offerOf(register, year, id);
  if (!offer)
    return (
      noRound(register, year) ??
      refuse('no-offer', { municipality: '?', year, area: null }, `overblik ${year}`)
    );
  const municipality = nameOf(offer);
  if (offer.withdrawn)
    return refuse('offer-withdrawn', { municipality }, `tilbud ${municipality} <område> år=${year}`);
  return offer.answers.length > 0 ? alreadyAnswered(offer) : undefined;
}

export function alreadyAnswered(offer: Offer): Refusal | undefined {
  const answer = offer.answers.at(-1);
  if (!answer) return undefined;
  const params = {
    municipality: nameOf(offer),
    area: offer.area ? areas[offer.area] : '',
    year: offer.year,
    says: answer.says,
  };
  return refuse(
    'already-answered',
    { ...params, event: answer.recorded },
    `ret E-${answer.recorded} dato=${answer.received} grund="…"`,
  );
}

export function inOffer(
  register: Register,
  data: { readonly year: number | null; readonly offer: string | null },
  change: (offer: Offer) => Offer,
): Register {
  const { year, offer: id } = data;
  if (year === null || id === null) return register;
  return inRound(register, year, (round) => {
    const offer = round.offers.get(id);
    return offer ? { ...round, offers: having(round.offers, id, change(offer)) } : round;
  });
}

function repeatedOffer(round: Round, data: DataOf<'offer-made'>): Refusal | undefined {
  if (!data.municipality) return undefined;
  const municipality = municipalityOf(data.municipality).name;
  if (!data.area) {
    const line = `tilbud ${municipality} børnehandicap år=${round.year}`;
    return refuse('area-missing', { municipality }, line);
  }
  const isSame = (each: { municipality: string | null; area: string | null }) =>
    each.municipality === data.municipality && each.area === data.area;
  const where = { municipality, area: areas[data.area], year: round.year };
  const other = [...round.offers.values()].find((each) => isSame(each) && !each.withdrawn);
  if (other)
    return refuse('offer-exists', { ...where, state: offerStates[offerState(other)] }, `vis ${municipality}`);
  const granted = [...round.applications.values()].some((each) => isSame(each) && each.status === 'granted');
  return granted ? refuse('already-granted', where, `overblik ${round.year}`) : undefined;
}

function placeToOffer(round: Round, id: string): Refusal | undefined {
  const place = round.places.get(id);
  if (!place)
    return refuse(
      'no-vacant-place',
      { municipality: null, year: round.year, vacantAfter: [] },
      `overblik ${round.year}`,
    );
  return placeState(round, place) === 'vacant' ? undefined : placeGone(round, place);
}

function roomFor(round: Round): Refusal | undefined {
  const { reserved, used } = arithmetic(round);
  return used < reserved ? undefined : noPlaceFree(round);
}

/** A place whose first offer is withdrawn was never offered: it is free again. */
function withoutOffer(round: Round, place: Place, offer: string): Round['places'] {
  const offers = place.offers.filter((id) => id !== offer);
  const places = new Map(round.places);
  if (offers.length === 0) places.delete(place.id);
  else places.set(place.id, { ...place, offers });
  return places;
}

/** Whether `date` lies before the offer could have been made. */
export function beforeOffer(offer: Offer, date: string): boolean {
  const offered = earliest(offer.date);
  return offered !== undefined && date < offered;
}
