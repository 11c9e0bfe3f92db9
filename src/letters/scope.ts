// What one orientering is about, gathered from the register: refusals, freed places, letters, and the four counts (DOMAIN § 6).
import type { LocalDate } from '../ports.ts';
import { lettersAbout, type RefusedOffer, refusedIn } from '../register/answer.ts';
import { inDanishOrder, municipalityOf } from '../register/municipality.ts';
import { reportedIn } from '../register/outgoing.ts';
import type {
  IncomingLetter,
  Offer,
  OutgoingLetter,
  Place,
  Position,
  Register,
  Round,
} from '../register/state.ts';

export interface Scope {
  readonly register: Register;
  readonly round: Round;
  /** In the order of the letter: Danish alphabetical, children before adults. */
  readonly refusals: readonly RefusedOffer[];
  /** Municipalities that refused (K), in the same order. */
  readonly municipalities: readonly string[];
  /** Freed places (P), each once, in the order of who refused it first. */
  readonly places: readonly Place[];
  /** The municipalities' letters (L), in the order of their municipalities. */
  readonly letters: readonly IncomingLetter[];
  /** First offers, named or not, that were not withdrawn. */
  readonly firstOffers: readonly Offer[];
  /** Refusals of the same year that another letter of ours tells of. */
  readonly elsewhere: readonly {
    readonly refusal: RefusedOffer;
    readonly letter: OutgoingLetter | undefined;
  }[];
  /** The letter's own date, or the day of drafting while it has none. */
  readonly date: LocalDate;
}

/** `answers` are the ids of the refusals to report; one that is no longer a refusal is left out. */
export function scopeOf(
  register: Register,
  round: Round,
  answers: readonly string[],
  date: LocalDate,
): Scope {
  const refused = refusedIn(round);
  const refusals = inLetterOrder(refused.filter((each) => answers.includes(each.answer.answer)));
  const placeIds = new Set(placesInOrder(round, refusals));
  const letters = new Set(refusals.flatMap((each) => lettersAbout(round, each.offer)));
  const elsewhere = inLetterOrder(refused.filter((each) => !answers.includes(each.answer.answer))).map(
    (refusal) => ({
      refusal,
      letter: reportedIn(register, refusal.answer.answer),
    }),
  );
  return {
    register,
    round,
    refusals,
    municipalities: [...new Set(refusals.map((each) => each.offer.municipality ?? ''))],
    places: [...placeIds].map((id) => round.places.get(id)).filter((place) => place !== undefined),
    letters: [...letters],
    firstOffers: [...round.offers.values()].filter((offer) => !offer.again && !offer.withdrawn),
    elsewhere,
    date,
  };
}

/** The positions with the corrections that they rest on, in order, each once. */
export function sources(
  register: Register,
  ...positions: readonly (Position | undefined | null)[]
): Position[] {
  const known = positions.filter((position) => position != null);
  const all = known.flatMap((position) => [position, ...(register.corrections.get(position) ?? [])]);
  return [...new Set(all)].sort((a, b) => a - b);
}

/** In the order of who refused each place first. */
function placesInOrder(round: Round, refusals: readonly RefusedOffer[]): string[] {
  const ids = new Set(refusals.map((each) => each.offer.place));
  return inLetterOrder(refusedIn(round))
    .filter((each) => !each.offer.again && ids.has(each.offer.place))
    .map((each) => each.offer.place)
    .concat(...ids);
}

function inLetterOrder(refusals: readonly RefusedOffer[]): RefusedOffer[] {
  const byArea = [...refusals].sort((a, b) => (b.offer.area ?? '').localeCompare(a.offer.area ?? ''));
  return inDanishOrder(byArea, (each) =>
    each.offer.municipality ? municipalityOf(each.offer.municipality).name : '',
  );
}
