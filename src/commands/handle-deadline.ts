// What people decide about a deadline: another date, a later reminder, another owner. None of it discharges anything.
import { z } from 'zod';
import { date, maybe, option, personName, positional, required, words } from '../args.ts';
import { parseDate } from '../calendar/dates.ts';
import { type Context, defineCommand } from '../command.ts';
import type { Obligation } from '../obligations/obligation.ts';
import { actingFor } from '../obligations/people.ts';
import { roles } from '../permission.ts';
import { isRefusal, type Refusal, refuse } from '../register/refusal.ts';
import { text } from '../view/nodes.ts';
import { closedNamed, notTheirs, obligationNamed, personNamed } from './find-obligation.ts';

export const setDeadline = defineCommand({
  name: 'frist sæt',
  alias: 'deadline set',
  help: {
    da: 'Sæt eller forlæng selv en frist; den beregnede dato bliver stående',
    en: 'Set or extend a deadline by hand; the computed date stays beside it',
  },
  example: 'frist sæt Vejen-børn-2025/orientering 20-02-2025 grund="aftalt med departementet"',
  also: roles,
  args: z.object({
    obligation: positional(0, 'frist', 'deadline', words),
    date: positional(1, 'dato', 'date', date),
    reason: required('grund', 'reason', words),
  }),
  handle(args, context) {
    const obligation = obligationNamed(context, args.obligation);
    if (isRefusal(obligation)) return obligation;
    const refused = notTheirs(context, obligation) ?? past(context, args.date);
    if (refused) return refused;
    const { name, origin, computed } = obligation;
    return {
      view: [text(context.t.deadlines.explained.computed(computed))],
      events: [
        {
          type: 'deadline-set',
          data: { obligation: name, origin, date: args.date, reason: context.seal(args.reason) },
        },
      ],
      data: { name, due: args.date, computed },
    };
  },
});

export const closeDeadline = defineCommand({
  name: 'frist luk',
  alias: 'deadline close',
  help: {
    da: 'Luk en frist, fordi sagen er klaret uden for botten eller bortfaldet',
    en: 'Stop watching a deadline, because the matter was settled outside the bot or has lapsed',
  },
  example: 'frist luk Vejen-børn-2025/orientering grund="udvalget er orienteret på et møde"',
  also: roles,
  args: z.object({
    obligation: positional(0, 'frist', 'deadline', words),
    reason: required('grund', 'reason', words),
  }),
  handle(args, context) {
    const obligation = obligationNamed(context, args.obligation);
    const closed = isRefusal(obligation) && closedNamed(context.register, args.obligation);
    if (closed) return refuse('already-closed', { obligation: closed.name }, `forklar ${closed.name}`);
    if (isRefusal(obligation)) return obligation;
    const { name, origin, kind } = obligation;
    const refused =
      kind === 'approval' ? stepFollowsChain(obligation, context) : notTheirs(context, obligation);
    if (refused) return refused;
    const data = { obligation: name, origin, reason: context.seal(args.reason) };
    return { view: [], events: [{ type: 'obligation-closed', data }], data: { name } };
  },
});

function stepFollowsChain({ name, owner }: Obligation, { today }: Context): Refusal {
  const line = `fravær ${owner} fra=${today} til=${today} stedfortræder=<person>`;
  return refuse('step-not-handed-over', { obligation: name }, line);
}

export const snooze = defineCommand({
  name: 'mind-mig',
  alias: 'remind-me',
  help: {
    da: 'Udsæt en påmindelse nogle arbejdsdage eller til en dato; fristen er den samme',
    en: 'Put a reminder off for some working days or to a date; the deadline stays',
  },
  example: 'mind-mig Vejen-børn-2025/orientering 3',
  also: roles,
  args: z.object({
    obligation: positional(0, 'frist', 'deadline', words),
    when: maybe(1, 'dage|dato', 'days|date', words),
  }),
  handle(args, context) {
    const obligation = obligationNamed(context, args.obligation);
    if (isRefusal(obligation)) return obligation;
    const refused = notTheirs(context, obligation);
    if (refused) return refused;
    const until = snoozedUntil(args.when ?? '1', context);
    if (isRefusal(until)) return until;
    const { name, origin } = obligation;
    const person = reminded(obligation, context);
    return {
      view: [],
      events: [{ type: 'reminder-snoozed', data: { obligation: name, origin, person, until } }],
      data: { name, until, due: obligation.due },
    };
  },
});

/** A leader puts off what the leader is told; owner and substitute put off the owner's reminder. */
function reminded({ owner }: Obligation, { actor, register, people, today }: Context): string {
  return actor.id === owner || actingFor(register, people, owner, today) === actor.id ? owner : actor.id;
}

/** The line with the last place where it says that changed. */
function lastReplaced(line: string, typed: string, instead: string): string {
  const at = line.lastIndexOf(typed);
  return at < 0 ? line : `${line.slice(0, at)}${instead}${line.slice(at + typed.length)}`;
}

/** `3`, `3 dage` or a date; a date on a day off is the working day after it. */
function snoozedUntil(typed: string, { today, calendars, line, t }: Context): string | Refusal {
  const [, days] = /^(?:om )?(\d{1,3})(?: (?:arbejds)?dage?| (?:working )?days?)?$/i.exec(typed.trim()) ?? [];
  if (days && Number(days) > 0) return calendars.messages.plusWorkingDays(today, Number(days));
  const day = parseDate(typed, today);
  const params = { label: t.says.snoozeWhen, typed, expected: t.says.snoozeExpected };
  if (!day) return refuse('invalid-value', params, lastReplaced(line, typed, '3'));
  return day > today
    ? calendars.messages.roll(day, 1)
    : refuse('date-in-past', { date: day, today }, lastReplaced(line, typed, '1'));
}

export const handOver = defineCommand({
  name: 'overdrag',
  alias: 'hand-over',
  help: { da: 'Giv en opgave videre til en anden', en: 'Hand a task over to somebody else' },
  example: 'overdrag Vejen-børn-2025/orientering leder grund="ferie"',
  also: roles,
  args: z.object({
    obligation: positional(0, 'frist', 'deadline', words),
    to: positional(1, 'person', 'person', personName),
    reason: option('grund', 'reason', words),
  }),
  handle(args, context) {
    const obligation = obligationNamed(context, args.obligation);
    if (isRefusal(obligation)) return obligation;
    const { name, origin, owner, kind } = obligation;
    if (kind === 'approval') return stepFollowsChain(obligation, context);
    const refused = notTheirs(context, obligation);
    if (refused) return refused;
    const to = personNamed(context, args.to);
    if (isRefusal(to)) return to;
    if (to.id === owner)
      return refuse('already-owner', { obligation: name, person: to.name }, `forklar ${name}`);
    const reason = args.reason === undefined ? null : context.seal(args.reason);
    return {
      view: [],
      events: [{ type: 'obligation-handed-over', data: { obligation: name, origin, to: to.id, reason } }],
      data: { name, owner: to.id },
    };
  },
});

function past({ today, line }: Context, day: string): Refusal | undefined {
  return day < today
    ? refuse('date-in-past', { date: day, today }, line.replace(/\S*\d{2,4}[-./]\d{1,2}[-./]\d{2,4}/, today))
    : undefined;
}
