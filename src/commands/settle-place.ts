import { z } from 'zod';
import {
  area,
  choice,
  municipalityList,
  number,
  option,
  positional,
  required,
  words,
  year,
} from '../args.ts';
import { type Context, defineCommand } from '../command.ts';
import { vacantPlaces } from '../register/place.ts';
import { isRefusal, type Refusal } from '../register/refusal.ts';
import type { Round } from '../register/state.ts';
import { type Narrowing, vacantPlace } from './find.ts';
import { notAClause } from './reason-arg.ts';

const fates = choice({ converted: 'omlagt', lapsed: 'bortfaldet' });

export const settlePlace = defineCommand({
  name: 'plads',
  alias: 'place',
  help: {
    da: 'Registrér, at ledige pladser er omlagt til andre aktiviteter eller bortfaldet',
    en: 'Record that vacant places are converted into other activities, or lapsed',
  },
  example:
    'plads Solrød,Odsherred omlagt grund="det tager lang tid at udvælge nye kommuner" svarer-til=2 kilde="taskforce handicap"',
  args: z.object({
    municipalities: positional(0, 'kommuner', 'municipalities', municipalityList),
    fate: positional(1, 'skæbne', 'fate', fates),
    reason: required('grund', 'reason', words),
    equals: option('svarer-til', 'equals', number(1, 20)),
    source: option('kilde', 'source', words),
    area: option('område', 'area', area),
    year: option('år', 'year', year),
  }),
  handle(args, context) {
    const wrong = notAClause(args.reason, 'plads Vejen bortfaldet grund="det er for sent på året"');
    if (wrong) return wrong;
    const found = placesAfter(context, args.municipalities, args);
    if (isRefusal(found)) return found;
    const common = { year: found.round.year, places: found.places, reason: context.seal(args.reason) };
    if (args.fate === 'lapsed') return { view: [], events: [{ type: 'place-lapsed', data: common }] };
    const source = args.source ? context.seal(args.source) : null;
    return {
      view: [],
      events: [{ type: 'place-converted', data: { ...common, equals: args.equals ?? null, source } }],
    };
  },
});

/** The vacant places after each of the municipalities: all of a municipality's in the year, unless an area is given. */
export function placesAfter(
  { register }: Context,
  codes: readonly string[],
  narrowing: Narrowing,
): { round: Round; places: string[] } | Refusal {
  const places: string[] = [];
  let round: Round | undefined;
  for (const code of codes) {
    const all = vacantPlaces(register, narrowing.year ?? round?.year, code).filter(
      (each) => !narrowing.area || each.offer.area === narrowing.area,
    );
    const one =
      all.length > 0 && new Set(all.map((each) => each.round)).size === 1
        ? all[0]
        : vacantPlace(
            register,
            code,
            narrowing,
            (after) => `plads ${after} bortfaldet grund="det er for sent på året"`,
          );
    if (!one) continue;
    if (isRefusal(one)) return one;
    round = one.round;
    places.push(...(all.length > 0 ? all.map((each) => each.place.id) : [one.place.id]));
  }
  if (!round) throw new Error('a place belongs to a round');
  return { round, places: [...new Set(places)] };
}
