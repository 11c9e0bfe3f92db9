import { z } from 'zod';
import { area, choice, looseDate, municipality, option, positional, words, year } from '../args.ts';
import { defineCommand } from '../command.ts';
import { municipalityOf } from '../register/municipality.ts';
import { isOpen } from '../register/offer.ts';
import { isRefusal, refuse } from '../register/refusal.ts';
import { bodies } from '../register/terms.ts';
import { future, noOffer, offersTo, only } from './find.ts';

export const recordTreatment = defineCommand({
  name: 'behandling',
  alias: 'treatment',
  help: {
    da: 'Registrér kommunens politiske behandling, planlagt eller med udfald',
    en: "Record the municipality's political treatment, planned or with its outcome",
  },
  example: 'behandling Vejen byråd dato=08-10-2024 udfald="ingen handlingsplan" emne=danmarkskort-2023',
  args: z.object({
    municipality: positional(0, 'kommune', 'municipality', municipality),
    body: positional(
      1,
      'organ',
      'body',
      choice(bodies, { committee: 'committee', council: 'council', finance: 'finance' }),
    ),
    date: option('dato', 'date', looseDate),
    outcome: option('udfald', 'outcome', words),
    subject: option('emne', 'subject', words),
    area: option('område', 'area', area),
    year: option('år', 'year', year),
  }),
  handle(args, context) {
    const { register, seal } = context;
    const name = municipalityOf(args.municipality).name;
    const subject = (args.subject ?? 'tilbud').toLowerCase();
    const example = `behandling ${name} ${bodies[args.body]}`;
    if (!/^(tilbud|danmarkskort-20\d\d)$/.test(subject))
      return refuse(
        'invalid-value',
        { label: 'emne', typed: subject, expected: 'tilbud / danmarkskort-2023' },
        `${example} emne=danmarkskort-2023`,
      );
    const date = args.date ?? 'ukendt';
    // A planned meeting may lie ahead; an outcome may not.
    const late = args.outcome ? future(context, date) : undefined;
    if (late) return late;
    const what = { body: args.body, subject, date, outcome: args.outcome ? seal(args.outcome) : null };
    if (subject !== 'tilbud')
      return {
        view: [],
        events: [
          {
            type: 'treatment-recorded',
            data: { ...what, municipality: args.municipality, year: null, offer: null },
          },
        ],
      };
    const offers = offersTo(register, args.municipality, args);
    const open = offers.filter(isOpen);
    if (offers.length === 0) return noOffer(register, args.municipality, args);
    const offer = only(open.length > 0 ? open : offers, args.municipality, example);
    if (isRefusal(offer)) return offer;
    return {
      view: [],
      events: [
        {
          type: 'treatment-recorded',
          data: { ...what, municipality: null, year: offer.year, offer: offer.id },
        },
      ],
    };
  },
});
