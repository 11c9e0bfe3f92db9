// What is to be said to whom at an instant, and what may not be said: from the words of the requirement, day by day,
// and not from src/obligations/plan.ts, ladder.ts or deliveries.ts.
import type { Calendar } from '../../src/calendar/working-days.ts';
import { approvalNotices } from '../../src/obligations/notices.ts';
import type { Obligation } from '../../src/obligations/obligation.ts';
import { obligations } from '../../src/obligations/obligations.ts';
import {
  adoptedTable,
  calendarsOf,
  digestTime,
  type Ladder,
  ladderFor,
} from '../../src/obligations/settings.ts';
import type { Instant, LocalDate, Person } from '../../src/ports.ts';
import type { Event } from '../../src/register/events.ts';
import { fold } from '../../src/register/register.ts';
import type { Register } from '../../src/register/state.ts';
import { leadersOf, standIn } from '../approvals/colleagues.ts';
import { danishTime, type Told, told } from './told.ts';

/** One line that somebody is to read. */
export interface Line {
  readonly keys: readonly string[];
  /** Whose line it is, and who reads it today. */
  readonly person: string;
  readonly reader: string;
  readonly urgent: boolean;
  readonly since: Instant;
}

export interface Situation {
  readonly now: Instant;
  readonly today: LocalDate;
  /** `08:30`, to the millisecond where it is not a whole minute. */
  readonly time: string;
  readonly open: boolean;
  readonly lines: readonly Line[];
  readonly told: Told;
  /** The person to whom everything falls. */
  readonly lead: string;
  hourOf(person: string): string;
  actingFor(person: string): string;
}

export function situationAt(history: readonly Event[], people: readonly Person[], now: Instant): Situation {
  const [today = '', time = ''] = danishTime(now).split(' ');
  const register = fold(history);
  const calendars = calendarsOf(adoptedTable(register), register);
  const lead = people.find((each) => each.roles.includes('leder'))?.id ?? '';
  const actingFor = (person: string) => standIn(people, register.absences, person, today);
  const world = { register, history, people, calendar: calendars.deadlines };
  const known = { ...world, messages: calendars.messages, today, told: told(history), actingFor };
  const lines = [
    ...obligations(world).flatMap((each) => [...ownerLine(each, known), ...leaderLine(each, known)]),
    ...approvalNotices(world, today).map(({ key, to, since }) => ({
      keys: [key],
      person: to,
      urgent: true,
      since: history[since - 1]?.at ?? '',
    })),
    ...sendingLines(known.told, people, lead, history[0]?.at ?? ''),
  ].filter(({ keys }) => !keys.every((key) => known.told.keys.has(key)));
  return {
    now,
    today,
    time,
    open: time >= '08:00' && time < '16:00' && calendars.messages.isWorkingDay(today),
    lines: lines.map((line) => ({ ...line, reader: actingFor(line.person) })),
    told: known.told,
    lead,
    hourOf: (person) => digestTime(register, person, today),
    actingFor,
  };
}

type Draft = Omit<Line, 'reader'>;

interface Known {
  readonly register: Register;
  readonly history: readonly Event[];
  readonly people: readonly Person[];
  readonly messages: Calendar;
  readonly today: LocalDate;
  readonly told: Told;
  actingFor(person: string): string;
}

/** The newest step of the ladder, unless it was put off; again when a putting-off is over, and to who comes to stand in. */
function ownerLine(obligation: Obligation, known: Known): Draft[] {
  const { name, origin, due, owner, kind, ownership, reckoning, facts, since } = obligation;
  const { register, history, messages, today, told } = known;
  if (reckoning?.by === 'rule' && today < reckoning.start) return [];
  const ladder = ladderFor(register, kind, today);
  const isGift = ownership.why === 'handed-over';
  const isNews = kind === 'approval' || (isGift && due === null);
  const reached = due === null ? undefined : newestStep(due, today, ladder, messages);
  const step = reached ?? (isNews ? -1000 : undefined);
  if (step === undefined || isPutOff(obligation, owner, known)) return [];
  const series = `${name}@${origin}:${due ?? 'start'}:${owner}`;
  const given = told.steps.get(series) ?? [];
  const isNew = given.every((each) => each < step);
  const putOff = register.handlings.get(`${name}@${origin}`)?.snoozed.get(owner);
  const woken = putOff === undefined ? [] : [`${series}:mind-${putOff}`];
  const acting = known.actingFor(owner);
  const newHere = kind === 'approval' && acting !== owner ? [`${series}:til-${acting}`] : [];
  const keys = [...(isNew ? [`${series}:${signed(step)}`] : []), ...woken, ...newHere].filter(
    (key) => !told.keys.has(key),
  );
  if (keys.length === 0) return [];
  const isFirst = given.length === 0;
  const isLateGift = isGift && isFirst && (due ?? today) <= today;
  const isToBeSent = kind === 'orientering' && facts.stage === 'approved' && step === 0;
  const isOpened = kind === 'approval' && (isFirst || newHere.some((key) => keys.includes(key)));
  const urgent = isToBeSent || isOpened || isLateGift;
  return [{ keys, person: owner, urgent, since: history[since - 1]?.at ?? '' }];
}

/** From the third working day on; not to a leader who stands in, and has the reminder itself. */
function leaderLine(obligation: Obligation, known: Known): Draft[] {
  const { name, origin, due, owner, kind, since } = obligation;
  const { register, history, messages, today, people, told } = known;
  const [leader] = leadersOf(people, owner);
  if (!leader || due === null || known.actingFor(owner) === leader) return [];
  if (isPutOff(obligation, leader, known)) return [];
  const { every, leader: first } = ladderFor(register, kind, today);
  let step: number | undefined;
  for (let next = first; after(due, next, messages) <= today; next += every) step = next;
  const series = `${name}@${origin}:${due}:${leader}:leder`;
  if (step === undefined || (told.steps.get(series) ?? []).some((each) => each >= (step ?? 0))) return [];
  const at = history[since - 1]?.at ?? '';
  return [{ keys: [`${series}:${signed(step)}`], person: leader, urgent: false, since: at }];
}

function isPutOff({ name, origin }: Obligation, person: string, { register, today }: Known): boolean {
  const until = register.handlings.get(`${name}@${origin}`)?.snoozed.get(person);
  return until !== undefined && today < until;
}

/** Each step has its day; the newest whose day has come. */
function newestStep(
  due: LocalDate,
  today: LocalDate,
  { before, every }: Ladder,
  calendar: Calendar,
): number | undefined {
  const onTheDay = calendar.isWorkingDay(due) ? due : after(due, -1, calendar);
  if (today < onTheDay) {
    const come = before.filter((days) => after(onTheDay, -days, calendar) <= today);
    return come.length === 0 ? undefined : -Math.min(...come);
  }
  let step = 0;
  while (after(due, step + every, calendar) <= today) step += every;
  return step;
}

/** The working day that many working days after that day, or before it. */
function after(day: LocalDate, count: number, calendar: Calendar): LocalDate {
  let reached = day;
  for (let left = Math.abs(count); left > 0; ) {
    const next = new Date(`${reached}T12:00:00Z`);
    next.setUTCDate(next.getUTCDate() + Math.sign(count));
    reached = next.toISOString().slice(0, 10);
    if (calendar.isWorkingDay(reached)) left--;
  }
  return reached;
}

function signed(step: number): string {
  return step < 0 ? `${step}` : `+${step}`;
}

/** Who cannot be reached, told to the leader above; and every message of which nobody knows, told to the lead. */
function sendingLines(known: Told, people: readonly Person[], lead: string, start: Instant): Draft[] {
  const doubts = known.doubtful.map((message) => ({
    keys: [`tvivl:${message}:${lead}`],
    person: lead,
    urgent: false,
    since: start,
  }));
  const unreached = [...known.failures].flatMap(([person, failures]) => {
    const to = leadersOf(people, person)[0] ?? lead;
    const second = failures[1];
    if (!second || to === person) return [];
    return [
      {
        keys: [`ikke-nået:${person}@${second.position}:${to}`],
        person: to,
        urgent: false,
        since: second.at,
      },
    ];
  });
  return [...doubts, ...unreached];
}
