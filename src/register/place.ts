// A reserved place: who it was offered to in turn, and what became of it after a no (DOMAIN §§ 1 and 3).
import { municipalityOf } from './municipality.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Rules } from './rule.ts';
import { having, inRound, type Offer, type Place, type Register, type Round } from './state.ts';
import { areas, type PlaceState, placeStates } from './terms.ts';

export function placeState(round: Round, place: Place): PlaceState {
  if (place.converted) return 'converted';
  if (place.lapsed) return 'lapsed';
  const last = round.offers.get(place.offers.at(-1) ?? '');
  const answer = last?.answers.at(-1);
  if (answer) return answer.says === 'yes' ? 'filled' : 'vacant';
  // A place whose only re-offer was withdrawn is vacant again; one whose first offer was, is gone.
  return last?.again ? 'offered-on' : 'offered';
}

/** The offers of a place that were refused, in the order in which it happened. */
export function refusedOffers(round: Round, place: Place): Offer[] {
  return place.offers
    .map((id) => round.offers.get(id))
    .filter((offer) => offer !== undefined)
    .filter((offer) => offer.answers.at(-1)?.says === 'no');
}

/** The vacant places that a municipality's no left behind, in that year or in any. */
export function vacantPlaces(
  register: Register,
  year?: number,
  municipality?: string,
): { round: Round; place: Place; offer: Offer }[] {
  const found = [];
  for (const round of register.rounds.values()) {
    if (year !== undefined && round.year !== year) continue;
    for (const place of round.places.values()) {
      if (placeState(round, place) !== 'vacant') continue;
      const offers = refusedOffers(round, place);
      const offer = municipality
        ? offers.findLast((each) => each.municipality === municipality)
        : offers.at(-1);
      if (offer) found.push({ round, place, offer });
    }
  }
  return found;
}

/** The refusal for a place that is not vacant: what it is instead. */
export function placeGone(round: Round, place: Place): Refusal {
  const first = round.offers.get(place.offers[0] ?? '')?.municipality;
  const municipality = first ? municipalityOf(first).name : 'ukendt';
  return refuse(
    'place-gone',
    { municipality, state: placeStates[placeState(round, place)] },
    `overblik ${round.year}`,
  );
}

export const placeRules: Rules<
  'place-converted' | 'place-lapsed' | 'activity-recorded' | 'activity-answered'
> = {
  'place-converted': {
    guard: (register, data) => allVacant(register, data.year, data.places),
    evolve(register, { data }, recorded) {
      return inPlaces(register, data.year, data.places, (place) => ({
        ...place,
        converted: { ...data, recorded },
      }));
    },
  },
  'place-lapsed': {
    guard: (register, data) => allVacant(register, data.year, data.places),
    evolve(register, { data }, recorded) {
      return inPlaces(register, data.year, data.places, (place) => ({
        ...place,
        lapsed: { ...data, recorded },
      }));
    },
  },
  'activity-recorded': {
    guard(register, data) {
      const round = register.rounds.get(data.year);
      if (!round) return refuse('no-round', { year: data.year }, `runde åbn ${data.year}`);
      for (const id of data.replaces) {
        const place = round.places.get(id);
        const state = place && placeState(round, place);
        if (place && state !== 'vacant' && state !== 'converted') return placeGone(round, place);
      }
      return undefined;
    },
    evolve(register, { data }, recorded) {
      const statusOf = new Map(data.municipalities.map((code) => [code, { status: data.status, recorded }]));
      return inRound(register, data.year, (round) => ({
        ...round,
        activities: having(round.activities, data.activity, { ...data, recorded, statusOf, changes: [] }),
      }));
    },
  },
  'activity-answered': {
    guard(register, data) {
      const known = register.rounds.get(data.year)?.activities.has(data.activity);
      return known ? undefined : refuse('unknown-activity', { kind: '' }, `overblik ${data.year}`);
    },
    evolve(register, { data }, recorded) {
      return inRound(register, data.year, (round) => {
        const activity = round.activities.get(data.activity);
        if (!activity) return round;
        const statusOf = new Map(activity.statusOf);
        for (const code of data.municipalities) statusOf.set(code, { status: data.status, recorded });
        const status = data.municipalities.length === 0 ? data.status : activity.status;
        const date = data.date ?? activity.date;
        const changes = [...activity.changes, recorded];
        return {
          ...round,
          activities: having(round.activities, data.activity, {
            ...activity,
            status,
            date,
            statusOf,
            changes,
          }),
        };
      });
    },
  },
};

/** A place as people speak of it: `Vejen/børnehandicap`. */
export function placeName(round: Round, place: Place): string {
  const offer = round.offers.get(place.offers[0] ?? '');
  const name = offer?.municipality ? municipalityOf(offer.municipality).name : 'ukendt';
  return offer?.area ? `${name} (${areas[offer.area]})` : name;
}

function allVacant(register: Register, year: number, places: readonly string[]): Refusal | undefined {
  const round = register.rounds.get(year);
  if (!round) return refuse('no-round', { year }, `runde åbn ${year}`);
  const taken = places
    .map((id) => round.places.get(id))
    .find((place) => place && placeState(round, place) !== 'vacant');
  return taken && placeGone(round, taken);
}

function inPlaces(
  register: Register,
  year: number,
  ids: readonly string[],
  change: (place: Place) => Place,
): Register {
  return inRound(register, year, (round) => {
    const places = new Map(round.places);
    for (const id of ids) {
      const place = places.get(id);
      if (place) places.set(id, change(place));
    }
    return { ...round, places };
  });
}
