import { z } from 'zod';
import {
  area,
  choice,
  looseDate,
  maybe,
  municipalityOrUnnamed,
  number,
  option,
  positional,
  year,
} from '../args.ts';
import { type Context, defineCommand } from '../command.ts';
import type { Proposal } from '../register/events.ts';
import { municipalityOf } from '../register/municipality.ts';
import { isRefusal, refuse } from '../register/refusal.ts';
import type { Application, Round } from '../register/state.ts';
import { type ApplicationStatus, type Area, applicationStatuses } from '../register/terms.ts';
import { future, roundOf } from './find.ts';

export const recordApplication = defineCommand({
  name: 'ansøgning',
  alias: 'application',
  help: {
    da: 'Registrér en ansøgning om et forløb, eller hvordan den blev afgjort',
    en: 'Record an application for a course, or how it was decided',
  },
  example: 'ansøgning Vejen børnehandicap år=2025 status=tildelt',
  args: z.object({
    municipality: positional(0, 'kommune', 'municipality', municipalityOrUnnamed),
    area: maybe(1, 'område', 'area', area),
    year: option('år', 'year', year),
    status: option('status', 'status', choice(applicationStatuses)),
    date: option('dato', 'date', looseDate),
    count: option('antal', 'count', number(1, 98)),
  }),
  handle(args, context) {
    const { municipality, status = 'received', count = 1 } = args;
    const name = municipality ? municipalityOf(municipality).name : 'ukendt';
    const round = roundOf(context.register, args.year, `ansøgning ${name}`);
    if (isRefusal(round)) return round;
    if (municipality && count > 1)
      return refuse(
        'surplus-words',
        { words: `antal=${count}` },
        `ansøgning ${name} år=${round.year} status=${applicationStatuses[status]}`,
      );
    const date = args.date ?? (municipality ? context.today : 'ukendt');
    const late = future(context, date);
    if (late) return late;
    const pending = pendingApplications(round, municipality, args.area).slice(0, count);
    const decided = status === 'received' ? [] : pending.map((each) => decide(round, each, status, date));
    const fresh = Array.from({ length: count - decided.length }, () =>
      record(context, round, { municipality, area: args.area ?? null, status, date }),
    );
    return { view: [], events: [...decided, ...fresh] };
  },
});

/** Applications that still wait for a decision and that the line can mean. */
function pendingApplications(
  round: Round,
  municipality: string | null,
  area: Area | undefined,
): Application[] {
  return [...round.applications.values()].filter(
    (each) =>
      each.status === 'received' &&
      each.municipality === municipality &&
      (area === undefined || each.area === area || each.area === null),
  );
}

function decide(round: Round, application: Application, status: ApplicationStatus, date: string): Proposal {
  const outcome = status === 'granted' ? 'granted' : 'rejected';
  return {
    type: 'application-decided',
    data: { year: round.year, application: application.id, status: outcome, date },
  };
}

function record(
  context: Context,
  round: Round,
  what: { municipality: string | null; area: Area | null; status: ApplicationStatus; date: string },
): Proposal {
  return {
    type: 'application-recorded',
    data: { year: round.year, application: context.freshId(), ...what },
  };
}
