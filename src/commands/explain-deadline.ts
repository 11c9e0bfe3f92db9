import { z } from 'zod';
import { positional, words } from '../args.ts';
import { localDate } from '../calendar/time.ts';
import { countingRules, units } from '../calendar/working-days.ts';
import { type Context, defineCommand, type Reply } from '../command.ts';
import { shownText } from '../language/removed.ts';
import { becauseOf, standsOf, whatOf } from '../obligations/messages.ts';
import type { Obligation } from '../obligations/obligation.ts';
import { actingFor } from '../obligations/people.ts';
import { ladderFor } from '../obligations/settings.ts';
import { handlingOf } from '../register/duty.ts';
import { isRefusal } from '../register/refusal.ts';
import { actions, heading, type Node, text } from '../view/nodes.ts';
import { closedNamed, obligationNamed } from './find-obligation.ts';

export const explainDeadline = defineCommand({
  name: 'forklar',
  alias: 'explain',
  help: {
    da: 'Forklar en frist: regel, begyndelse, dage sprunget over, kalender og hvem der har sat den',
    en: 'Explain a deadline: rule, start, days skipped, calendar, and who set it',
  },
  example: 'forklar Vejen-børn-2025/orientering',
  reads: true,
  args: z.object({ obligation: positional(0, 'frist', 'deadline', words) }),
  handle(args, context) {
    const obligation = obligationNamed(context, args.obligation);
    if (isRefusal(obligation)) return closedByHand(args.obligation, context) ?? obligation;
    const { t, nameOf, register, people, today } = context;
    const { explained } = t.deadlines;
    const { name, due, owner } = obligation;
    const acting = actingFor(register, people, owner, today);
    const { before, every, leader } = ladderFor(register, obligation.kind, today);
    const until = handlingOf(register, name, obligation.origin).snoozed.get(owner);
    const because = [...new Set(obligation.events)].map((event) => `E-${event}`);
    return {
      view: [
        heading(`${name}: ${whatOf(obligation, t)}`),
        text(due ? explained.due(due) : explained.noDate(`frist sæt ${name} <dato> grund="…"`)),
        text(`${becauseOf(obligation, t)} ${standsOf(obligation, t, nameOf)}`.trim()),
        text(explained.owner(nameOf(owner))),
        ...(acting === owner ? [] : [text(explained.acting(nameOf(acting)))]),
        ...reckoned(obligation, context),
        ...setByHand(obligation, context),
        ...(due || obligation.kind === 'approval' ? [text(explained.reminders(before, every, leader))] : []),
        ...(until && until > today ? [text(explained.snoozed(until))] : []),
        text(explained.rests(t.says.list(because))),
        actions({ label: t.deadlines.list.write, line: obligation.line }),
      ],
      data: dataOf(obligation, context),
    };
  },
});

/** A deadline that somebody has closed: who, when and why. */
function closedByHand(typed: string, { register, history, t, nameOf }: Context): Reply | undefined {
  const closed = closedNamed(register, typed);
  if (!closed) return undefined;
  const { name, closing } = closed;
  const at = localDate(history[closing.recorded - 1]?.at ?? '');
  const reason = shownText(closing.reason, t.locale);
  return {
    view: [
      heading(name),
      text(t.deadlines.explained.closed(nameOf(closing.by), at, reason, closing.recorded)),
    ],
    data: { name, closed: true, closedBy: closing.by, reason },
  };
}

/** How the computed date came about: rule, start, days skipped, calendar. */
function reckoned({ reckoning, computed, due }: Obligation, { t, calendars }: Context): Node[] {
  const { explained } = t.deadlines;
  const calendar = calendars.deadlines;
  if (!reckoning) return [];
  if (reckoning.by === 'date') return [text(explained.given(reckoning.date))];
  const { start, rule } = reckoning;
  const skipped = calendar.skipped({ from: start, ...rule });
  const end = calendar.endOf({ from: start, ...rule });
  const days = t.says.list(skipped.map((day) => `${t.says.date(day.date)} (${t.says.term(day.name)})`));
  return [
    text(
      explained.rule(
        rule.count,
        t.says.term(units[rule.unit]),
        t.says.term(countingRules[rule.rule]),
        start,
        rule.source,
      ),
    ),
    text(skipped.length > 0 ? explained.skipped(days) : explained.noneSkipped),
    ...(computed && computed < end ? [text(explained.noLaterThan(computed))] : []),
    text(explained.calendar(calendar.version)),
    ...[start, end, due].flatMap((day) =>
      day && !calendar.knows(day) ? [text(explained.unknownYear(day.slice(0, 4)))] : [],
    ),
  ];
}

function setByHand(
  { name, origin, computed }: Obligation,
  { t, register, history, nameOf }: Context,
): Node[] {
  const { deadline } = handlingOf(register, name, origin);
  if (!deadline) return [];
  const at = history[deadline.recorded - 1]?.at ?? '';
  const { explained } = t.deadlines;
  return [
    text(
      explained.setByHand(
        nameOf(deadline.by),
        localDate(at),
        deadline.date,
        shownText(deadline.reason, t.locale),
        deadline.recorded,
      ),
    ),
    text(explained.computed(computed)),
  ];
}

function dataOf({ name, kind, due, computed, owner, reckoning, line, origin }: Obligation, context: Context) {
  const { calendars, register } = context;
  const { deadline } = handlingOf(register, name, origin);
  const rule = reckoning?.by === 'rule' ? reckoning : null;
  return {
    name,
    kind,
    due,
    computed,
    owner,
    line,
    start: rule?.start ?? null,
    rule: rule ? countingRules[rule.rule.rule] : null,
    count: rule?.rule.count ?? null,
    unit: rule ? units[rule.rule.unit] : null,
    skipped: rule ? calendars.deadlines.skipped({ from: rule.start, ...rule.rule }) : [],
    calendar: calendars.deadlines.version,
    setBy: deadline?.by ?? null,
    reason: deadline ? shownText(deadline.reason, context.locale) : null,
  };
}
