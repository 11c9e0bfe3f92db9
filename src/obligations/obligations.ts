// obligations(register, calendar, people): everything that is due, with owner, date, reason and next line (DOMAIN § 4).
import type { Calendar } from '../calendar/working-days.ts';
import { secretariat } from '../permission.ts';
import type { LocalDate, Person } from '../ports.ts';
import { handlingOf } from '../register/duty.ts';
import type { Event } from '../register/events.ts';
import type { Handling, Register, Round } from '../register/state.ts';
import { obligationKinds } from '../register/terms.ts';
import { approvalDuties, orienteringDuties, reportingLetters, supplementDuties } from './letter-duties.ts';
import { byUrgency, type Draft, type Obligation, type Ownership, type Reckoning } from './obligation.ts';
import { mapDuties, offerDuties, offerFacts } from './offer-duties.ts';
import { personFor } from './people.ts';

export interface World {
  readonly register: Register;
  readonly history: readonly Event[];
  readonly people: readonly Person[];
  /** The one by which deadlines are counted. */
  readonly calendar: Calendar;
}

/** Sorted by urgency. What is discharged is not in it; nothing here depends on when or how often it is asked. */
export function obligations(world: World): Obligation[] {
  const { register, history } = world;
  const known = offerFacts(register);
  const reporting = reportingLetters(register);
  const drafts: Draft[] = [
    ...[...register.rounds.values()].flatMap((round) => [
      ...applicationDuties(round),
      ...offerDuties(known, round),
      ...orienteringDuties(register, world.people, round, reporting),
    ]),
    ...mapDuties(register),
    ...supplementDuties(register, world.people, history),
    ...approvalDuties(register, history),
  ];
  const open = drafts.filter((draft) => !handlingOf(register, draft.name, draft.origin).closed);
  return byUrgency(open.map((draft) => obligationOf(draft, world)));
}

const remembered = new WeakMap<Register, { readonly world: World; readonly list: readonly Obligation[] }>();

/** As `obligations`, computed once for each state of the register. */
export function obligationsOf(world: World): readonly Obligation[] {
  const known = remembered.get(world.register);
  if (known && known.world.people === world.people && known.world.calendar === world.calendar)
    return known.list;
  const list = obligations(world);
  remembered.set(world.register, { world, list });
  return list;
}

function applicationDuties({ year, closes, applicationsClosed, recorded }: Round): Draft[] {
  if (!closes || applicationsClosed) return [];
  return [
    {
      kind: 'applications',
      name: `Runde-${year}/${obligationKinds.applications}`,
      origin: recorded,
      reckoning: { by: 'date', date: closes.date },
      line: `runde luk ${year}`,
      button: null,
      events: [recorded],
      facts: { year, time: closes.time },
    },
  ];
}

function obligationOf(draft: Draft, world: World): Obligation {
  const { name, origin, kind, facts, reckoning, line, button, events, latest = null } = draft;
  const { deadline, handedOver } = handlingOf(world.register, name, origin);
  const reckoned = reckoning && endOf(reckoning, world.calendar);
  const computed = latest !== null && reckoned !== null && latest < reckoned ? latest : reckoned;
  const { owner, ownership } = ownerOf(draft, handedOver, world);
  return {
    kind,
    facts,
    name,
    origin,
    owner,
    ownership,
    reckoning,
    line,
    button,
    events,
    computed,
    due: deadline?.date ?? computed,
    setBy: deadline?.recorded ?? null,
    since: Math.max(origin, ...events, deadline?.recorded ?? 0, handedOver?.recorded ?? 0),
  } as Obligation;
}

/** The date that a reckoning gives. */
export function endOf(reckoning: Reckoning, calendar: Calendar): LocalDate {
  return reckoning.by === 'date'
    ? reckoning.date
    : calendar.endOf({ from: reckoning.start, ...reckoning.rule });
}

/** Handed over to, else the step's owner, else whoever recorded the fact, else the secretariat's first. */
function ownerOf(
  { role, origin }: Draft,
  handedOver: Handling['handedOver'],
  { people, history }: World,
): { owner: string; ownership: Ownership } {
  const by = history[origin - 1]?.by ?? '';
  if (role)
    return { owner: personFor(people, role.name, role.above)?.id ?? role.name, ownership: { why: 'step' } };
  if (handedOver && people.some((each) => each.id === handedOver.to))
    return {
      owner: handedOver.to,
      ownership: { why: 'handed-over', by: handedOver.by, reason: handedOver.reason?.text ?? null },
    };
  const recorder = people.find((each) => each.id === by);
  if (recorder?.roles.some((each) => secretariat.includes(each)))
    return { owner: by, ownership: { why: 'recorded' } };
  const first = people.find((each) => each.roles.includes('sagsbehandler')) ?? people[0];
  return { owner: first?.id ?? by, ownership: { why: 'role' } };
}
