import { z } from 'zod';
import { date, positional, restOfLine } from '../args.ts';
import { endOfDay } from '../calendar/time.ts';
import { defineCommand } from '../command.ts';
import { isRefusal, refuse } from '../register/refusal.ts';
import { fold } from '../register/register.ts';
import { text } from '../view/nodes.ts';
import { future } from './find.ts';

export const asOf = defineCommand({
  name: 'pr',
  alias: 'as-of',
  help: {
    da: 'Svar på et spørgsmål, som registeret stod ved udgangen af en dag',
    en: 'Answer a question as the register stood at the end of a day',
  },
  example: 'pr 31-01-2025 overblik 2025',
  reads: true,
  args: z.object({
    date: positional(0, 'dato', 'date', date),
    line: positional(1, 'linje', 'line', restOfLine),
  }),
  handle(args, context) {
    const late = future(context, args.date);
    if (late) return { ...late, line: `pr ${context.today} ${args.line}` };
    const end = endOfDay(args.date);
    const history = context.history.filter((event) => event.at <= end);
    const prepared = context.prepare(args.line, { register: fold(history), history, today: args.date });
    if (isRefusal(prepared)) return prepared;
    if (!prepared.command.asOf)
      return refuse('reads-only', { command: prepared.command.name }, `pr ${args.date} overblik`);
    const reply = prepared.run();
    if (isRefusal(reply)) return { ...reply, line: `pr ${context.today} ${args.line}` };
    if (reply.events?.length)
      return refuse('reads-only', { command: prepared.command.name }, `pr ${args.date} overblik`);
    return { ...reply, view: [text(context.t.says.asOf(args.date)), ...reply.view] };
  },
});
