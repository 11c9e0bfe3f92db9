// What is to be said now, and to whom: the obligations against the ladder, less what the ledger says was given.
import { instantOf, localDate, plusDays, plusMilliseconds, timeOfDay } from '../calendar/time.ts';
import type { Instant, LocalDate } from '../ports.ts';
import { handlingKey, handlingOf } from '../register/duty.ts';
import type { Position } from '../register/state.ts';
import type { ObligationKind } from '../register/terms.ts';
import type { Deliveries } from './deliveries.ts';
import { atStart, leaderStepReached, snoozeKey, standInKey, stepKey, stepReached } from './ladder.ts';
import { attemptsADay, systemNotices } from './lead-notices.ts';
import { approvalNotices, type Notice } from './notices.ts';
import type { Obligation } from './obligation.ts';
import { obligationsOf, type World } from './obligations.ts';
import { actingFor, leadersOf, leadOf } from './people.ts';
import { type Calendars, digestTime, type Ladder, ladderFor, officeHours, watchdogTime } from './settings.ts';

export interface Watch extends Omit<World, 'calendar'> {
  readonly calendars: Calendars;
  readonly deliveries: Deliveries;
}

/** One line of a message. */
export type Item =
  | {
      readonly about: 'obligation';
      readonly obligation: Obligation;
      /** Working days from the deadline. */
      readonly step: number;
      readonly as: 'owner' | 'leader';
      /** Nothing was said of it before. */
      readonly first: boolean;
      /** Reminders that the owner has had, for the leader's line. */
      readonly given: number;
      /** Whose line it is: another than the reader's, when the reader stands in. */
      readonly person: string;
      readonly keys: readonly string[];
    }
  | {
      readonly about: 'notice';
      readonly notice: Notice;
      readonly person: string;
      readonly keys: readonly string[];
    };

export interface Send {
  readonly kind: 'digest' | 'urgent';
  readonly to: string;
  readonly items: readonly Item[];
  /** What else is the reader's: nothing, nothing that presses, or something overdue or due within three working days. */
  readonly rest: 'none' | 'can-wait' | 'presses';
}

/** After a failure the next attempt comes this much later; after some the day is given up. */
const retryAfter = 30 * 60_000;

/** A claim of which nothing is known is asked about this long after it. */
export const settleAfter = 2 * 60_000;

interface Candidate {
  readonly item: Item;
  readonly urgent: boolean;
  /** When there was first something to say of it. */
  readonly since: Instant;
}

/** Everything due at that instant, one message a person; empty outside office hours. */
export function dueSends(watch: Watch, now: Instant): Send[] {
  const today = localDate(now);
  if (!isOfficeTime(watch, now)) return [];
  const byReader = new Map<string, Candidate[]>();
  for (const candidate of candidates(watch, now)) {
    const reader = readerOf(watch, candidate.item.person, today);
    const waiting = byReader.get(reader);
    if (waiting) waiting.push(candidate);
    else byReader.set(reader, [candidate]);
  }
  return [...byReader].flatMap(([to, all]) => sendTo(watch, to, all, now));
}

/** Who reads it today: the person, a substitute, or the lead where the person has left. */
function readerOf({ register, people }: Watch, person: string, today: LocalDate): string {
  const acting = actingFor(register, people, person, today);
  return people.some((each) => each.id === acting) ? acting : (leadOf(people)?.id ?? acting);
}

function sendTo(watch: Watch, to: string, all: readonly Candidate[], now: Instant): Send[] {
  const today = localDate(now);
  if (isBlocked(watch.deliveries, to, now)) return [];
  const items = (chosen: readonly Candidate[]) => chosen.map((each) => each.item);
  // What arose after the hour of the digest is no reason for one today; what was there before is, however late it has become.
  const hour = instantOf(today, digestTime(watch.register, to, today)) ?? now;
  const isDue = now >= hour && all.some((each) => each.since <= hour);
  if (isDue && watch.deliveries.digestOn(to) !== today)
    return [{ kind: 'digest', to, items: items(all), rest: restOf(watch, to, items(all), today) }];
  const urgent = all.filter((each) => each.urgent);
  return urgent.length > 0 ? [{ kind: 'urgent', to, items: items(urgent), rest: 'none' }] : [];
}

const soon = 3;

function restOf(watch: Watch, reader: string, items: readonly Item[], today: LocalDate): Send['rest'] {
  const told = new Set(items.map((item) => (item.about === 'obligation' ? item.obligation.name : '')));
  const limit = watch.calendars.messages.plusWorkingDays(today, soon);
  let rest: Send['rest'] = 'none';
  for (const { name, owner, due } of obligationsOf({ ...watch, calendar: watch.calendars.deadlines })) {
    if (due === null || told.has(name)) continue;
    if (actingFor(watch.register, watch.people, owner, today) !== reader) continue;
    // They come in the order of their dates: the first one says it.
    rest = due <= limit ? 'presses' : 'can-wait';
    break;
  }
  return rest;
}

/** Messages leave in these hours only. */
export function isOfficeTime({ calendars }: Watch, now: Instant): boolean {
  const time = timeOfDay(now);
  return time >= officeHours.from && time < officeHours.to && calendars.messages.isWorkingDay(localDate(now));
}

function isBlocked(deliveries: Deliveries, person: string, now: Instant): boolean {
  const failures = deliveries.failures(person).filter((each) => localDate(each.at) === localDate(now));
  const last = failures.at(-1);
  if (!last) return false;
  return failures.length >= attemptsADay || now < plusMilliseconds(last.at, retryAfter);
}

function candidates(watch: Watch, now: Instant): Candidate[] {
  const today = localDate(now);
  const world: World = { ...watch, calendar: watch.calendars.deadlines };
  const ladders = new Map<ObligationKind, Ladder>();
  const ladderOf = (kind: ObligationKind): Ladder => {
    const ladder = ladders.get(kind) ?? ladderFor(watch.register, kind, today);
    ladders.set(kind, ladder);
    return ladder;
  };
  const found: Candidate[] = [];
  for (const obligation of obligationsOf(world)) {
    const ladder = ladderOf(obligation.kind);
    const own = ownerItem(watch, obligation, ladder, today);
    if (own) found.push(own);
    const leader = leaderItem(watch, obligation, ladder, today);
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

function ownerItem(
  watch: Watch,
  obligation: Obligation,
  ladder: Ladder,
  today: LocalDate,
): Candidate | undefined {
  const { deliveries, calendars, register, people } = watch;
  const { due, owner, kind, name, origin, reckoning, ownership } = obligation;
  // Before its period has begun (a meeting still to come) there is nothing to be done.
  if (reckoning?.by === 'rule' && today < reckoning.start) return undefined;
  const reached = due === null ? undefined : stepReached(due, today, ladder, calendars.messages);
  const handed = ownership.why === 'handed-over';
  const step = reached ?? (kind === 'approval' || (handed && due === null) ? atStart : undefined);
  if (step === undefined) return undefined;
  const until = handlingOf(register, name, origin).snoozed.get(owner);
  if (until !== undefined && today < until) return undefined;
  const series = seriesOf(obligation, owner, 'owner');
  const given = deliveries.newestStep(series);
  const isFirst = given === undefined;
  const acting = kind === 'approval' ? actingFor(register, people, owner, today) : owner;
  const extra = [
    ...(until === undefined ? [] : [snoozeKey(series, until)]),
    ...(acting === owner ? [] : [standInKey(series, acting)]),
  ].filter((key) => !deliveries.isGiven(key));
  const keys = [...(isFirst || step > given ? [stepKey(series, step)] : []), ...extra];
  if (keys.length === 0) return undefined;
  const isNew = isFirst || (acting !== owner && extra.includes(standInKey(series, acting)));
  const late = handed && (due ?? today) <= today;
  return {
    item: { about: 'obligation', obligation, step, as: 'owner', first: isNew, given: 0, person: owner, keys },
    urgent: (isReadyToSend(obligation) && step === 0) || (isNew && kind === 'approval') || (isFirst && late),
    since: instantAt(watch, obligation.since),
  };
}

function leaderItem(
  watch: Watch,
  obligation: Obligation,
  ladder: Ladder,
  today: LocalDate,
): Candidate | undefined {
  const { due, owner, name, origin } = obligation;
  if (due === null || due >= today) return undefined;
  const step = leaderStepReached(due, today, ladder, watch.calendars.messages);
  const [leader] = leadersOf(watch.people, owner);
  if (step === undefined || !leader) return undefined;
  // A leader who stands in has the reminder itself, and can put off the news of it.
  if (actingFor(watch.register, watch.people, owner, today) === leader.id) return undefined;
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

function instantAt({ history }: Watch, position: Position): Instant {
  return history[position - 1]?.at ?? '';
}

/** Approved, and only a person's sending is missing. */
export function isReadyToSend({ kind, facts }: Obligation): boolean {
  return kind === 'orientering' && (facts as { readonly stage?: string }).stage === 'approved';
}

/** After the digests have been tried: whether somebody was to have one today and nobody has got any. */
export function watchdogNotice(watch: Watch, now: Instant): Send | undefined {
  const today = localDate(now);
  const lead = leadOf(watch.people);
  const key = `vagthund:${today}`;
  if (!lead || timeOfDay(now) < watchdogTime || !isOfficeTime(watch, now)) return undefined;
  if (watch.deliveries.digestArrivedOn === today || watch.deliveries.isGiven(key)) return undefined;
  const to = readerOf(watch, lead.id, today);
  if (!wasDue(watch, now) || isBlocked(watch.deliveries, to, now)) return undefined;
  const notice: Notice = { key, to: lead.id, since: 1, facts: { news: 'no-digest' } };
  return {
    kind: 'urgent',
    to,
    items: [{ about: 'notice', notice, person: lead.id, keys: [key] }],
    rest: 'none',
  };
}

/** Whether a digest was to leave today: one is on its way without an answer, has failed, or still waits. */
function wasDue(watch: Watch, now: Instant): boolean {
  const today = localDate(now);
  const { deliveries, people, register } = watch;
  const hourOf = (person: string) => instantOf(today, digestTime(register, person, today)) ?? now;
  return (
    deliveries.open().some((each) => each.kind === 'digest') ||
    people.some((each) =>
      deliveries
        .failures(each.id)
        .some((failure) => failure.kind === 'digest' && localDate(failure.at) === today),
    ) ||
    candidates(watch, now).some(({ item, since }) => {
      const hour = hourOf(readerOf(watch, item.person, today));
      return now >= hour && since <= hour;
    })
  );
}

/** The next instant after `now` at which a tick can have something to do. */
export function nextWake(watch: Watch, now: Instant): Instant {
  const today = localDate(now);
  const people = watch.people.map((each) => digestTime(watch.register, each.id, today));
  const times = [...new Set([officeHours.from, watchdogTime, ...people])].sort();
  const retries = watch.deliveries
    .unreached()
    .flatMap(({ failures }) => failures.slice(-1).map((each) => plusMilliseconds(each.at, retryAfter)));
  const settles = watch.deliveries.open().map((each) => plusMilliseconds(each.at, settleAfter));
  const working = [today, nextWorkingDay(watch, today)].filter((day) =>
    watch.calendars.messages.isWorkingDay(day),
  );
  const wakes = working.flatMap((day) => times.map((time) => instantOf(day, time) ?? ''));
  return [...wakes, ...retries, ...settles].filter((each) => each > now).sort()[0] ?? '';
}

function nextWorkingDay({ calendars }: Watch, today: LocalDate): LocalDate {
  return calendars.messages.roll(plusDays(today, 1), 1);
}
