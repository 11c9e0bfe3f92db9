import { z } from 'zod';
import { maybe, number, option, restOfLine } from '../args.ts';
import { clockTime, withOffset } from '../calendar/time.ts';
import { type Context, defineCommand } from '../command.ts';
import { type Foreseen, forecast } from '../obligations/forecast.ts';
import { becauseOf, whatOf } from '../obligations/messages.ts';
import { adoptedTable, calendarsOf } from '../obligations/settings.ts';
import type { Item } from '../obligations/watch.ts';
import { isRefusal, type Refusal, refuse } from '../register/refusal.ts';
import { admit } from '../register/register.ts';
import { heading, table, text } from '../view/nodes.ts';
import { supposedEvent } from './suppose.ts';

export const forecastMessages = defineCommand({
  name: 'prognose',
  alias: 'forecast',
  help: {
    da: 'Se, hvilke beskeder der bliver sendt til hvem, hvornår og hvorfor; prøv det af med hvis',
    en: 'See which messages will go to whom, when and why; try things out with hvis',
  },
  example: 'prognose dage=14 hvis fravær leder fra=07-07-2025 til=25-07-2025 stedfortræder=kontorchef',
  reads: true,
  // What was said since that day is not taken back.
  asOf: false,
  args: z.object({
    days: option('dage', 'days', number(0, 366)),
    whatIf: maybe(0, 'hvis', 'if', restOfLine),
  }),
  handle({ days = 14, whatIf }, context) {
    const lines = whatIf === undefined ? [] : whatIfLines(whatIf);
    if (whatIf !== undefined && lines.length === 0)
      return refuse('what-if-expected', { typed: whatIf }, 'prognose hvis svar Vejen nej');
    const supposed = suppose(lines, context);
    if (isRefusal(supposed)) return supposed;
    const calendars = calendarsOf(adoptedTable(supposed.register), supposed.register);
    const foreseen = forecast({ ...context, ...supposed, calendars }, context.now, days);
    const { t, nameOf } = context;
    const words = t.deadlines.forecast;
    const rows = foreseen.flatMap(({ at, to, kind, items }) =>
      items.map((item) => [
        `${clockTime(at, t.locale)}${kind === 'urgent' ? ` (${words.urgent})` : ''}`,
        nameOf(to),
        itemWords(item, context),
        whyWords(item, to, context),
      ]),
    );
    return {
      view: [
        heading(words.title(days)),
        ...lines.map((line) => text(words.whatIf(line))),
        rows.length === 0
          ? text(words.nothing(days))
          : table([words.when, words.to, words.what, words.why], rows),
      ],
      data: { messages: foreseen.map((each) => dataOf(each, context)) },
    };
  },
});

/** `hvis svar Vejen nej hvis fravær …` as its lines; none when it does not begin with *hvis*. */
function whatIfLines(typed: string): string[] {
  if (!/^(hvis|if)\s/i.test(typed)) return [];
  return typed
    .split(/(?:^|\s+)(?:hvis|if)\s+/i)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The register and history as they would be if the lines were recorded now, one after the other. */
function suppose(
  lines: readonly string[],
  context: Context,
): Pick<Context, 'register' | 'history'> | Refusal {
  let { register } = context;
  let history = context.history;
  for (const line of lines) {
    const prepared = context.prepare(line, { register, history, supposing: true });
    if (isRefusal(prepared)) return prepared;
    const reply = prepared.run();
    if (isRefusal(reply)) return { ...reply, line: `prognose hvis ${reply.line}` };
    if (!reply.events || reply.events.length === 0)
      return refuse('what-if-expected', { typed: line }, 'prognose hvis svar Vejen nej');
    const admitted = admit(register, history.length, reply.events, (proposal) =>
      supposedEvent(context, proposal),
    );
    if (isRefusal(admitted)) return admitted;
    register = admitted.register;
    history = [...history, ...admitted.events];
  }
  return { register, history };
}

function itemWords(item: Item, { t, nameOf }: Context): string {
  return item.about === 'notice'
    ? t.duties.notice(item.notice.facts, item.person, nameOf)
    : whatOf(item.obligation, t);
}

function whyWords(item: Item, to: string, { t, nameOf }: Context): string {
  if (item.about === 'notice') return '';
  const { obligation, step, as, person } = item;
  const due = obligation.due ? `${t.deadlines.list.due} ${t.says.date(obligation.due)}, ` : '';
  return `${due}${t.deadlines.forecast.step(step, as, person === to ? null : nameOf(person))}`;
}

function dataOf({ at, to, kind, items }: Foreseen, context: Context) {
  return {
    at: withOffset(at),
    to,
    kind,
    items: items.map((item) => ({
      obligation: item.about === 'obligation' ? item.obligation.name : null,
      text: itemWords(item, context),
      step: item.about === 'obligation' ? item.step : null,
      why: item.about === 'obligation' ? becauseOf(item.obligation, context.t) : itemWords(item, context),
    })),
  };
}
