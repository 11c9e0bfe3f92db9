import { z } from 'zod';
import { choice, looseDate, municipalityList, number, option, positional, words, year } from '../args.ts';
import { type Context, defineCommand } from '../command.ts';
import { municipalityOf } from '../register/municipality.ts';
import { placeState, refusedOffers } from '../register/place.ts';
import { isRefusal, type Refusal, refuse } from '../register/refusal.ts';
import type { Activity, Round } from '../register/state.ts';
import { activityKinds, activityStatuses, programmes } from '../register/terms.ts';
import { future, roundOf } from './find.ts';

export const recordActivity = defineCommand({
  name: 'aktivitet',
  alias: 'activity',
  help: {
    da: 'Registrér en kort aktivitet, eller hvad kommunerne svarer til den',
    en: 'Record a short activity, or what the municipalities answer to it',
  },
  example:
    'aktivitet læringsforløb år=2024 kommuner=Solrød,Odsherred antal-pr-kommune=2 ellers=andre erstatter=Solrød,Odsherred',
  args: z.object({
    kind: positional(0, 'art', 'kind', choice(activityKinds)),
    year: option('år', 'year', year),
    programme: option('program', 'programme', choice(programmes)),
    municipalities: option('kommuner', 'municipalities', municipalityList),
    perMunicipality: option('antal-pr-kommune', 'each', number(1, 50)),
    count: option('antal', 'count', number(1, 50)),
    date: option('dato', 'date', looseDate),
    theme: option('tema', 'theme', words),
    elseOthers: option('ellers', 'else', choice({ others: 'andre' })),
    status: option('status', 'status', choice(activityStatuses)),
    replaces: option('erstatter', 'replaces', municipalityList),
  }),
  handle(args, context) {
    const round = roundOf(context.register, args.year, `aktivitet ${activityKinds[args.kind]}`);
    if (isRefusal(round)) return round;
    const { status = 'offered', municipalities = [] } = args;
    const late = status === 'offered' ? undefined : future(context, args.date);
    if (late) return late;
    const known = args.status
      ? answered(round, args.kind, municipalities, args.programme ?? 'handicap')
      : undefined;
    if (known && !args.replaces) {
      const data = {
        year: round.year,
        activity: known.activity,
        municipalities,
        status,
        date: args.date ?? null,
      };
      return { view: [], events: [{ type: 'activity-answered', data }] };
    }
    const replaces = placesReplaced(context, round, args.replaces ?? []);
    if (isRefusal(replaces)) return replaces;
    const data = {
      year: round.year,
      activity: context.freshId(),
      kind: args.kind,
      programme: args.programme ?? 'handicap',
      municipalities,
      perMunicipality: args.perMunicipality ?? null,
      count: args.count ?? null,
      date: args.date ?? null,
      theme: args.theme ? context.seal(args.theme) : null,
      elseOthers: args.elseOthers === 'others',
      status,
      replaces,
    } as const;
    return { view: [], events: [{ type: 'activity-recorded', data }] };
  },
});

/** The activity that these municipalities were offered and now answer to. */
function answered(
  round: Round,
  kind: Activity['kind'],
  municipalities: readonly string[],
  programme: Activity['programme'],
): Activity | undefined {
  return [...round.activities.values()].findLast(
    (each) =>
      each.kind === kind &&
      each.programme === programme &&
      municipalities.every((code) => each.municipalities.includes(code)) &&
      (municipalities.length > 0 || each.municipalities.length === 0),
  );
}

/** The places, vacant or converted, after the municipalities that the activity stands in for. */
function placesReplaced({ line }: Context, round: Round, codes: readonly string[]): string[] | Refusal {
  const ids: string[] = [];
  for (const code of codes) {
    const places = [...round.places.values()].filter(
      (place) =>
        ['vacant', 'converted'].includes(placeState(round, place)) &&
        refusedOffers(round, place).some((offer) => offer.municipality === code),
    );
    if (places.length === 0) {
      const municipality = municipalityOf(code).name;
      return refuse(
        'no-vacant-place',
        { municipality, year: round.year, vacantAfter: [] },
        line.replace(/ ?erstatter=\S+/, ''),
      );
    }
    ids.push(...places.map((place) => place.id));
  }
  return [...new Set(ids)];
}
