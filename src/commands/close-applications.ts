import { z } from 'zod';
import { date, option, positional, year } from '../args.ts';
import { defineCommand } from '../command.ts';
import { future } from './find.ts';

export const closeApplications = defineCommand({
  name: 'runde luk',
  alias: 'round close',
  help: { da: 'Registrér, at ansøgningsfristen er udløbet', en: 'Record that applications have closed' },
  example: 'runde luk 2025',
  args: z.object({ year: positional(0, 'år', 'year', year), date: option('dato', 'date', date) }),
  handle(args, context) {
    const on = args.date ?? context.today;
    const late = future(context, on);
    return (
      late ?? { view: [], events: [{ type: 'applications-closed', data: { year: args.year, date: on } }] }
    );
  },
});
