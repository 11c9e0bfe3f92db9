// Who is to be offered a reserved forløb: the municipalities with the greatest need by a Danmarkskort, with the reason for each that is
// passed over (DOMAIN § 1). A proposal only: people decide.
import { mapOf } from '../register/danmarkskort.ts';
import { inDanishOrder, municipalityOf } from '../register/municipality.ts';
import type { MapEntry, Offer, Register } from '../register/state.ts';
import type { Area, MapOrder, PassedOver } from '../register/terms.ts';
import { intervalOf, shareOf } from './figures.ts';

/** Years back in which a yes, or a no without a wish to be asked again, stands in the way. */
const yearsOfCourse = 3;
const yearsOfRefusal = 1;

export interface Passed {
  readonly entry: MapEntry;
  readonly why: PassedOver;
  /** Of the offer that stands in the way. */
  readonly year: number | null;
}

export interface Wanted {
  readonly area: Area;
  /** Of the Danmarkskort. */
  readonly year: number;
  /** The round that the offers are for. */
  readonly round: number;
  readonly count: number;
  /** Fewer decisions than this say too little. */
  readonly least: number;
  readonly order: MapOrder;
}

export function nameOf({ municipality }: MapEntry): string {
  return municipalityOf(municipality).name;
}

/** The highest first; of equals the more decisions, then by name; those of whom nothing is known last. */
export function inOrder(entries: Iterable<MapEntry>, order: MapOrder): MapEntry[] {
  const height = (entry: MapEntry) =>
    (order === 'percent' ? shareOf(entry) : intervalOf(entry)?.lower) ?? Number.NEGATIVE_INFINITY;
  return inDanishOrder(entries, nameOf).sort((a, b) => {
    const [one, other] = [height(a), height(b)];
    return one === other ? (b.decisions ?? 0) - (a.decisions ?? 0) : other - one;
  });
}

/** `passed`: those that stand above the last one picked; all of them where there are not enough. */
export function propose(
  register: Register,
  wanted: Wanted,
): { readonly picked: readonly MapEntry[]; readonly passed: readonly Passed[] } {
  const picked: MapEntry[] = [];
  const passed: Passed[] = [];
  const entries = mapOf(register, wanted.year, wanted.area)?.entries.values() ?? [];
  for (const entry of inOrder(entries, wanted.order)) {
    if (picked.length === wanted.count) break;
    const hindrance = hindranceOf(register, entry, wanted);
    if (hindrance) passed.push({ entry, ...hindrance });
    else picked.push(entry);
  }
  return { picked, passed };
}

function hindranceOf(
  register: Register,
  entry: MapEntry,
  { area, round, least }: Wanted,
): Pick<Passed, 'why' | 'year'> | undefined {
  const { decisions, municipality } = entry;
  if (decisions === 0) return { why: 'no-decisions', year: null };
  if (decisions === null || shareOf(entry) === undefined) return { why: 'unknown', year: null };
  if (decisions < least) return { why: 'too-few', year: null };
  const offers = offersTo(register, municipality, area);
  const now = offers.findLast((offer) => offer.year === round);
  if (now) return { why: now.answers.at(-1)?.says === 'no' ? 'refused' : 'offered', year: round };
  const courses = [
    ...offers.filter((offer) => offer.answers.at(-1)?.says === 'yes').map((offer) => offer.year),
    ...yearsGranted(register, municipality, area),
  ].filter((each) => each < round && round - each <= yearsOfCourse);
  if (courses.length > 0) return { why: 'course', year: Math.max(...courses) };
  const last = offers.findLast((offer) => offer.year < round)?.answers.at(-1);
  const asksAgain = last?.askAgain === area || last?.askAgain === 'any';
  if (last?.says === 'no' && round - last.year <= yearsOfRefusal && !asksAgain)
    return { why: 'refused', year: last.year };
  return undefined;
}

/** Oldest round first. */
function offersTo(register: Register, municipality: string, area: Area): Offer[] {
  return [...register.rounds.values()]
    .sort((a, b) => a.year - b.year)
    .flatMap((round) => [...round.offers.values()])
    .filter((offer) => offer.municipality === municipality && offer.area === area && !offer.withdrawn);
}

/** Of forløb that the municipality applied for itself. */
function yearsGranted(register: Register, municipality: string, area: Area): number[] {
  return [...register.rounds.values()]
    .filter(({ applications }) =>
      [...applications.values()].some(
        (each) => each.municipality === municipality && each.area === area && each.status === 'granted',
      ),
    )
    .map(({ year }) => year);
}
