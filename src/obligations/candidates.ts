// The lines that are due on a day: each open obligation against its ladder, for its owner and for the owner's leader, and the news.
import type { LocalDate, Person } from '../ports.ts';
import { handlingKey, handlingOf } from '../register/duty.ts';
import type { ObligationKind } from '../register/terms.ts';
import { atStart, leaderStepReached, snoozeKey, standInKey, stepKey, stepReached } from './ladder.ts';
import { systemNotices } from './lead-notices.ts';
import { approvalNotices } from './notices.ts';
import type { Obligation } from './obligation.ts';
import { obligationsOf } from './obligations.ts';
import { actingFor, leadersOf } from './people.ts';
import { remembering } from './remembering.ts';
import { ladderFor } from './settings.ts';
import { type Candidate, instantAt, type Watch } from './watch.ts';

/** What is asked of the same day again and again while ten thousand obligations are looked at: worked out once. */
interface Today {
  readonly watch: Watch;
  readonly today: LocalDate;
  step(kind: ObligationKind, due: LocalDate): number | undefined;
  leaderStep(kind: ObligationKind, due: LocalDate): number | undefined;
  leaderOf(person: string): Person | undefined;
  actingFor(person: string): string;
}

function todayOf(watch: Watch, today: LocalDate): Today {
  const { register, people, calendars } = watch;
  const ladder = remembering((kind: ObligationKind) => ladderFor(register, kind, today));
  const reached = (find: typeof stepReached) =>
    remembering((kind: ObligationKind) =>
      remembering((due: LocalDate) => find(due, today, ladder(kind), calendars.messages)),
    );
  const [steps, leaderSteps] = [reached(stepReached), reached(leaderStepReached)];
  return {
    watch,
    today,
    step: (kind, due) => steps(kind)(due),
    leaderStep: (kind, due) => leaderSteps(kind)(due),
    leaderOf: remembering((person: string) => leadersOf(people, person)[0]),
    actingFor: remembering((person: string) => actingFor(register, people, person, today)),
  };
}

/** Every line that the ladder and the news have due that day, less what the ledger says was given. */
export function candidatesOn(watch: Watch, today: LocalDate): Candidate[] {
  const day = todayOf(watch, today);
  const found: Candidate[] = [];
  for (const obligation of obligationsOf({ ...watch, calendar: watch.calendars.deadlines })) {
    const own = ownerItem(day, obligation);
    if (own) found.push(own);
    const leader = leaderItem(day, obligation);
    if (leader) found.push(leader);
  }
  const notices = [...approvalNotices(watch, today), ...systemNotices(watch.people, watch.deliveries)];
  for (const notice of notices)
    if (!watch.deliveries.isGiven(notice.key))
      found.push({
        item: { about: 'notice', notice, person: notice.to, keys: [notice.key] },
        urgent: !['unreached', 'doubtful'].includes(notice.facts.news),
        since: instantAt(watch, notice.since),
      });
  return found;
}

function seriesOf({ name, origin, due }: Obligation, person: string, as: 'owner' | 'leader'): string {
  return `${handlingKey(name, origin)}:${due ?? 'start'}:${person}${as === 'leader' ? ':leder' : ''}`;
}

function ownerItem(day: Today, obligation: Obligation): Candidate | undefined {
  const { watch, today } = day;
  const { deliveries, register } = watch;
  const { due, owner, kind, name, origin, reckoning, ownership } = obligation;
  // Before its period has begun (a meeting still to come) there is nothing to be done.
  if (reckoning?.by === 'rule' && today < reckoning.start) return undefined;
  const reached = due === null ? undefined : day.step(kind, due);
  const handed = ownership.why === 'handed-over';
  const step = reached ?? (kind === 'approval' || (handed && due === null) ? atStart : undefined);
  if (step === undefined) return undefined;
  const until = handlingOf(register, name, origin).snoozed.get(owner);
  if (until !== undefined && today < until) return undefined;
  const series = seriesOf(obligation, owner, 'owner');
  const given = deliveries.newestStep(series);
  const isFirst = given === undefined;
  const keys = isFirst || step > given ? [stepKey(series, step)] : [];
  const woken = until === undefined ? undefined : snoozeKey(series, until);
  if (woken !== undefined && !deliveries.isGiven(woken)) keys.push(woken);
  const acting = kind === 'approval' ? day.actingFor(owner) : owner;
  const standIn = acting === owner ? undefined : standInKey(series, acting);
  const isNewTo = standIn !== undefined && !deliveries.isGiven(standIn);
  if (isNewTo) keys.push(standIn);
  if (keys.length === 0) return undefined;
  const isNew = isFirst || isNewTo;
  const late = handed && (due ?? today) <= today;
  return {
    item: { about: 'obligation', obligation, step, as: 'owner', first: isNew, given: 0, person: owner, keys },
    urgent: (isReadyToSend(obligation) && step === 0) || (isNew && kind === 'approval') || (isFirst && late),
    since: instantAt(watch, obligation.since),
  };
}

function leaderItem(day: Today, obligation: Obligation): Candidate | undefined {
  const { watch, today } = day;
  const { due, owner, name, origin, kind } = obligation;
  if (due === null || due >= today) return undefined;
  const step = day.leaderStep(kind, due);
  const leader = day.leaderOf(owner);
  if (step === undefined || !leader) return undefined;
  // A leader who stands in has the reminder itself, and can put off the news of it.
  if (day.actingFor(owner) === leader.id) return undefined;
  const until = handlingOf(watch.register, name, origin).snoozed.get(leader.id);
  if (until !== undefined && today < until) return undefined;
  const series = seriesOf(obligation, leader.id, 'leader');
  if ((watch.deliveries.newestStep(series) ?? -1) >= step) return undefined;
  const given = watch.deliveries.timesGiven(seriesOf(obligation, owner, 'owner'));
  const keys = [stepKey(series, step)];
  const person = leader.id;
  return {
    item: { about: 'obligation', obligation, step, as: 'leader', first: false, given, person, keys },
    urgent: false,
    since: instantAt(watch, obligation.since),
  };
}

/** Approved, and only a person's sending is missing. */
export function isReadyToSend({ kind, facts }: Obligation): boolean {
  return kind === 'orientering' && (facts as { readonly stage?: string }).stage === 'approved';
}
