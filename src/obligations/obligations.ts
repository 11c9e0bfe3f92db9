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
import { stepOwner } from './people.ts';

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
  const drafts: Draft[] = [];
  for (const round of register.rounds.values()) {
    drafts.push(...applicationDuties(round));
    for (const duty of offerDuties(known, round)) drafts.push(duty);
    drafts.push(...orienteringDuties(register, world.people, round, reporting));
  }
  drafts.push(
    ...mapDuties(register),
    ...supplementDuties(register, world.people, history),
    ...approvalDuties(register, history),
  );
  const whose = ownersOf(world);
  const open: Obligation[] = [];
  for (const draft of drafts) {
    const handling = handlingOf(register, draft.name, draft.origin);
    if (!handling.closed) open.push(obligationOf(draft, handling, world, whose));
  }
  return byUrgency(open);
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

function obligationOf(
  draft: Draft,
  { deadline, handedOver }: Handling,
  world: World,
  whose: Owners,
): Obligation {
  const { name, origin, kind, facts, reckoning, line, button, events, latest = null } = draft;
  const reckoned = reckoning && endOf(reckoning, world.calendar);
  const computed = latest !== null && reckoned !== null && latest < reckoned ? latest : reckoned;
  const { owner, ownership } = whose(draft, handedOver);
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
    since: events.reduce(
      (a, b) => Math.max(a, b),
      Math.max(origin, deadline?.recorded ?? 0, handedOver?.recorded ?? 0),
    ),
  } as Obligation;
}

/** The date that a reckoning gives. */
export function endOf(reckoning: Reckoning, calendar: Calendar): LocalDate {
  return reckoning.by === 'date'
    ? reckoning.date
    : calendar.endOf({ from: reckoning.start, ...reckoning.rule });
}

interface Owned {
  readonly owner: string;
  readonly ownership: Ownership;
}

type Owners = (draft: Draft, handedOver: Handling['handedOver']) => Owned;

/** Whose a thing is: handed over to, else the step's owner, else whoever recorded the fact, else the secretariat's first. */
function ownersOf({ people, history }: World): Owners {
  const first = people.find((each) => each.roles.includes('sagsbehandler')) ?? people[0];
  const recorders = new Map<string, Owned>();
  function recordedBy(person: string): Owned {
    const roles = people.find((each) => each.id === person)?.roles ?? [];
    const isStaff = roles.some((each) => secretariat.includes(each));
    return isStaff
      ? { owner: person, ownership: { why: 'recorded' } }
      : { owner: first?.id ?? person, ownership: { why: 'role' } };
  }
  return ({ role, origin }, handedOver) => {
    if (role)
      return {
        owner: stepOwner(people, role.name, role.above),
        ownership: { why: 'step' },
      };
    if (handedOver && people.some((each) => each.id === handedOver.to)) {
      const { to, by, reason } = handedOver;
      return { owner: to, ownership: { why: 'handed-over', by, reason } };
    }
    const by = history[origin - 1]?.by ?? '';
    const owned = recorders.get(by) ?? recordedBy(by);
    recorders.set(by, owned);
    return owned;
  };
}
