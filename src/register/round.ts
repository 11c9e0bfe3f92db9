// Rounds and applications: how many forløb a year has, who applied, and the arithmetic of reserved places (DOMAIN § 1).
import type { Event } from './events.ts';
import { municipalityOf } from './municipality.ts';
import { placeState } from './place.ts';
import { type Arithmetic, type Refusal, refuse } from './refusal.ts';
import type { Rules } from './rule.ts';
import { type Application, having, inRound, type Register, type Round } from './state.ts';
import { applicationStatuses, areas } from './terms.ts';

/** Reserved places = forløb − applications granted or pending: the fall-back rule gives away what nobody applied for. */
export function arithmetic(round: Round): Arithmetic {
  const applications = [...round.applications.values()];
  const granted = applications.filter((application) => application.status === 'granted').length;
  const pending = applications.filter((application) => application.status === 'received').length;
  const reserved = round.total - granted - pending;
  const taken = [...round.places.values()].filter((place) => placeState(round, place) !== 'vacant').length;
  return { total: round.total, granted, pending, reserved, used: round.places.size, free: reserved - taken };
}

export function noRound(register: Register, year: number): Refusal | undefined {
  return register.rounds.has(year) ? undefined : refuse('no-round', { year }, `runde åbn ${year}`);
}

/** The refusal that explains, with the arithmetic, why no further reserved offer fits in. */
export function noPlaceFree(round: Round): Refusal {
  const vacantAfter = [...round.places.values()]
    .filter((place) => placeState(round, place) === 'vacant')
    .map((place) => round.offers.get(place.offers[0] ?? '')?.municipality)
    .filter((code) => code != null)
    .map((code) => municipalityOf(code).name);
  const line = vacantAfter[0]
    ? `gentilbud <kommune> plads=${vacantAfter[0]} år=${round.year}`
    : `overblik ${round.year}`;
  return refuse('no-place-free', { year: round.year, arithmetic: arithmetic(round), vacantAfter }, line);
}

export const roundRules: Rules<
  'round-opened' | 'applications-closed' | 'application-recorded' | 'application-decided'
> = {
  'round-opened': {
    guard(register, { year, total, applied, reserved }) {
      if (register.rounds.has(year)) return refuse('round-exists', { year }, `overblik ${year}`);
      if (applied + reserved === total) return undefined;
      const line = `runde åbn ${year} forløb=${applied + reserved} ansøgt=${applied} reserveret=${reserved}`;
      return refuse('quota-mismatch', { total, applied, reserved }, line);
    },
    evolve(register, event, recorded) {
      const empty = {
        applications: new Map(),
        offers: new Map(),
        places: new Map(),
        letters: new Map(),
        activities: new Map(),
        applicationsClosed: null,
      };
      return {
        ...register,
        rounds: having(register.rounds, event.data.year, { ...event.data, recorded, ...empty }),
      };
    },
  },
  'applications-closed': {
    guard: (register, { year, date }) => noRound(register, year) ?? stillOpen(register, year, date),
    evolve: (register, { data }, recorded) =>
      inRound(register, data.year, (round) => ({ ...round, applicationsClosed: { recorded } })),
  },
  'application-recorded': {
    guard(register, data) {
      const round = register.rounds.get(data.year);
      if (!round) return noRound(register, data.year);
      return repeatedApplication(round, data) ?? holdsPlace(round, data.status, 1);
    },
    evolve(register, { data }, recorded) {
      const application: Application = { ...data, id: data.application, recorded, decided: null };
      return inRound(register, data.year, (round) => ({
        ...round,
        applications: having(round.applications, application.id, application),
      }));
    },
  },
  'application-decided': {
    guard(register, data) {
      const round = register.rounds.get(data.year);
      const application = round?.applications.get(data.application);
      if (!round || !application) return refuse('no-round', { year: data.year }, `runde åbn ${data.year}`);
      return holdsPlace(round, data.status, 0);
    },
    evolve(register, { data }, recorded) {
      return inRound(register, data.year, (round) => {
        const application = round.applications.get(data.application);
        if (!application) return round;
        const decided = { ...application, status: data.status, decided: recorded };
        return { ...round, applications: having(round.applications, data.application, decided) };
      });
    },
  },
};

function repeatedApplication(round: Round, data: Event<'application-recorded'>['data']): Refusal | undefined {
  if (!data.municipality) return undefined;
  const same = [...round.applications.values()].find(
    (each) => each.municipality === data.municipality && each.area === data.area,
  );
  if (!same) return undefined;
  const municipality = municipalityOf(data.municipality).name;
  const area = data.area ? areas[data.area] : '';
  const status = applicationStatuses[same.status];
  const line = `ret E-${same.decided ?? same.recorded} status=${applicationStatuses[data.status]} grund="…"`;
  return refuse('application-exists', { municipality, area, year: round.year, status }, line);
}

/** Whether the round has a place for one application more (`extra`) with that status. */
function holdsPlace(round: Round, status: Application['status'], extra: 0 | 1): Refusal | undefined {
  const { granted, reserved, used } = arithmetic(round);
  if (status === 'rejected') return undefined;
  if (status === 'granted' && granted >= round.applied)
    return refuse(
      'applied-quota-full',
      { year: round.year, applied: round.applied, granted },
      `overblik ${round.year}`,
    );
  return reserved - extra < used ? noPlaceFree(round) : undefined;
}

/** Why the applications of that year cannot be closed that day. */
function stillOpen(register: Register, year: number, date: string): Refusal | undefined {
  const round = register.rounds.get(year);
  if (round?.applicationsClosed) return refuse('applications-already-closed', { year }, `overblik ${year}`);
  if (!round?.closes || date >= round.closes.date) return undefined;
  return refuse('applications-still-open', { year, date: round.closes.date }, `forklar Runde-${year}`);
}
