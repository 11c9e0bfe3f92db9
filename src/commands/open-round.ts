import { z } from 'zod';
import { date, number, option, positional, timeOfDay, year } from '../args.ts';
import { defineCommand } from '../command.ts';
import { actions } from '../view/nodes.ts';

export const openRound = defineCommand({
  name: 'runde åbn',
  alias: 'round open',
  help: { da: 'Åbn et års runde af forløb', en: "Open a year's round of courses" },
  example: 'runde åbn 2025 forløb=8 ansøgt=4 reserveret=4',
  args: z.object({
    year: positional(0, 'år', 'year', year),
    total: option('forløb', 'courses', number(1, 98)),
    applied: option('ansøgt', 'applied', number(0, 98)),
    reserved: option('reserveret', 'reserved', number(0, 98)),
    closes: option('ansøgningsfrist', 'applications-close', date),
    time: option('kl', 'time', timeOfDay),
  }),
  handle({ year, total = 8, applied = 4, reserved = 4, closes, time = '12:00' }, { t }) {
    const closing = closes === undefined ? {} : { closes: { date: closes, time } };
    return {
      events: [{ type: 'round-opened', data: { year, total, applied, reserved, ...closing } }],
      view: [actions({ label: t.says.next.overview, line: `overblik ${year}` })],
    };
  },
});
