// What is to be said now, and to whom: the lines that are due, bundled into one message a person, within working hours.
import { endOfDay, instantOf, localDate, plusDays, plusMilliseconds, timeOfDay } from '../calendar/time.ts';
import type { Instant, LocalDate } from '../ports.ts';
import { candidatesOn } from './candidates.ts';
import type { Deliveries } from './deliveries.ts';
import { attemptsADay } from './lead-notices.ts';
import type { Notice } from './notices.ts';
import { obligationsOf } from './obligations.ts';
import { actingFor, leadOf } from './people.ts';
import { remembering } from './remembering.ts';
import { digestTime, officeHours, watchdogTime } from './settings.ts';
import type { Candidate, Item, Send, Watch } from './watch.ts';

/** After a failure the next attempt comes this much later; after some the day is given up. */
const retryAfter = 30 * 60_000;

/** A claim of which nothing is known is asked about this long after it. */
export const settleAfter = 2 * 60_000;

/** So many urgent messages a person within an hour, and in a day; what is beyond waits and comes bundled, or in the digest. */
const urgentAtMost = { within: 60 * 60_000, most: 3, aDay: 10 };

/** Everything due at that instant, one message a person; empty outside office hours. */
export function dueSends(watch: Watch, now: Instant): Send[] {
  const today = localDate(now);
  if (!isOfficeTime(watch, now)) return [];
  const byReader = new Map<string, Candidate[]>();
  const readerIs = remembering((person: string) => readerOf(watch, person, today));
  for (const candidate of candidatesOn(watch, today)) {
    const reader = readerIs(candidate.item.person);
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
  const isQuiet = quietUntil(watch.deliveries, to, now) > now;
  return urgent.length > 0 && !isQuiet ? [{ kind: 'urgent', to, items: items(urgent), rest: 'none' }] : [];
}

/** Until when no urgent message goes to that person, so that nobody can make the bot pester somebody; `now` where nothing holds. */
function quietUntil(deliveries: Deliveries, person: string, now: Instant): Instant {
  const claimed = deliveries.urgentOn(person, localDate(now));
  if (claimed.length >= urgentAtMost.aDay) return endOfDay(localDate(now));
  const oldest = claimed.at(-urgentAtMost.most);
  const until = oldest && plusMilliseconds(oldest, urgentAtMost.within);
  return until && until > now ? until : now;
}

const soon = 3;

function restOf(watch: Watch, reader: string, items: readonly Item[], today: LocalDate): Send['rest'] {
  const told = new Set(items.map((item) => (item.about === 'obligation' ? item.obligation : undefined)));
  const limit = watch.calendars.messages.plusWorkingDays(today, soon);
  let rest: Send['rest'] = 'none';
  for (const obligation of obligationsOf({ ...watch, calendar: watch.calendars.deadlines })) {
    const { owner, due } = obligation;
    if (due === null || told.has(obligation)) continue;
    if (actingFor(watch.register, watch.people, owner, today) !== reader) continue;
    // They come in the order of their dates: the first one says it.
    rest = due <= limit ? 'presses' : 'can-wait';
    break;
  }
  return rest;
}

/** Messages leave in these hours only. */
export function isOfficeTime({ calendars }: Pick<Watch, 'calendars'>, now: Instant): boolean {
  const time = timeOfDay(now);
  return time >= officeHours.from && time < officeHours.to && calendars.messages.isWorkingDay(localDate(now));
}

/** A failed post is tried again after half an hour, and not more than twice a day. */
export function isBlocked(deliveries: Deliveries, person: string, now: Instant): boolean {
  const failures = deliveries.failures(person).filter((each) => localDate(each.at) === localDate(now));
  const last = failures.at(-1);
  if (!last) return false;
  return failures.length >= attemptsADay || now < plusMilliseconds(last.at, retryAfter);
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
    deliveries.open().some((each) => each.kind === 'digest' && localDate(each.at) === today) ||
    people.some((each) =>
      deliveries
        .failures(each.id)
        .some((failure) => failure.kind === 'digest' && localDate(failure.claimed) === today),
    ) ||
    candidatesOn(watch, today).some(({ item, since }) => {
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
  const waits = watch.people.map((each) => quietUntil(watch.deliveries, each.id, now));
  const settles = watch.deliveries.open().map((each) => plusMilliseconds(each.at, settleAfter));
  const working = [today, nextWorkingDay(watch, today)].filter((day) =>
    watch.calendars.messages.isWorkingDay(day),
  );
  const wakes = working.flatMap((day) => times.map((time) => instantOf(day, time) ?? ''));
  return [...wakes, ...retries, ...waits, ...settles].filter((each) => each > now).sort()[0] ?? '';
}

function nextWorkingDay({ calendars }: Watch, today: LocalDate): LocalDate {
  return calendars.messages.roll(plusDays(today, 1), 1);
}
