// A person's front page: what waits for the person's decision, what else is the person's, and where the year stands.
import { z } from 'zod';
import { type Context, defineCommand } from '../command.ts';
import { taskOf } from '../obligations/messages.ts';
import type { Obligation } from '../obligations/obligation.ts';
import { absenceOn, actingFor } from '../obligations/people.ts';
import { isRefusal } from '../register/refusal.ts';
import { actions, heading, type Node, text, type View } from '../view/nodes.ts';
import { obligationsIn } from './find-obligation.ts';
import { overview } from './overview.ts';

/** More would not be read on one page; `frister` lists them all. */
const most = 12;

export const home = defineCommand({
  name: 'forside',
  alias: 'home',
  help: {
    da: 'Se dine godkendelser, dine frister, årets overblik og dit fravær',
    en: "See your approvals, your deadlines, the year's overview and your absence",
  },
  example: 'forside',
  reads: true,
  args: z.object({}),
  handle(_args, context) {
    const { t, actor, people, register, today } = context;
    const words = t.cards.home;
    const mine = obligationsIn(context).filter(
      ({ owner }) => actingFor(register, people, owner, today) === actor.id,
    );
    const [approvals, deadlines] = [mine.filter(isApproval), mine.filter((each) => !isApproval(each))];
    const year = overview.handle({}, context);
    return {
      view: [
        heading(words.approvals),
        ...tasks(approvals, words.noApprovals, context),
        heading(words.deadlines),
        ...tasks(deadlines, words.noDeadlines, context),
        ...(isRefusal(year) ? [] : year.view),
        heading(words.absence),
        ...absence(context),
      ],
      data: { approvals: approvals.length, deadlines: deadlines.length },
    };
  },
});

function isApproval({ kind }: Obligation): boolean {
  return kind === 'approval';
}

function tasks(list: readonly Obligation[], none: string, context: Context): View {
  const { t, register, people, nameOf, today, actor } = context;
  if (list.length === 0) return [text(none)];
  const telling = { t, register, people, nameOf, today, to: actor };
  const shown = list.slice(0, most).map((each) => taskOf(each, telling));
  const left = list.length - shown.length;
  return left > 0 ? [...shown, text(t.duties.more(left))] : shown;
}

function absence({ t, actor, register, history, today, nameOf }: Context): Node[] {
  const words = t.cards.home;
  const absence = absenceOn(register, actor.id, today);
  const line = `fravær ${actor.id} fra=<dato> til=<dato> stedfortræder=<person>`;
  if (!absence) return [text(words.here), actions({ label: words.goAway, line })];
  // Only one's own recording can be taken back.
  const isOwn = history[absence.recorded - 1]?.by === actor.id;
  const back = isOwn ? [{ label: words.comeBack, line: `fortryd E-${absence.recorded}` }] : [];
  return [
    text(words.away(absence.to, nameOf(absence.substitute))),
    actions(...back, { label: words.changeAbsence, line }),
  ];
}
