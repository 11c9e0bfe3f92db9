import { z } from 'zod';
import { area, looseDate, maybe, municipality, option, positional, words, year } from '../args.ts';
import { type Context, defineCommand, type Reply } from '../command.ts';
import { municipalityOf } from '../register/municipality.ts';
import { isOpen } from '../register/offer.ts';
import { isRefusal, type Refusal, refuse } from '../register/refusal.ts';
import type { Offer } from '../register/state.ts';
import type { Area, ContactKind } from '../register/terms.ts';
import { future, offersTo, openOffer } from './find.ts';

const common = {
  municipality: positional(0, 'kommune', 'municipality', municipality),
  area: maybe(1, 'område', 'area', area),
  year: option('år', 'year', year),
  date: option('dato', 'date', looseDate),
  contact: option('af', 'by', words),
  note: option('note', 'note', words),
};

export const chase = defineCommand({
  name: 'rykker',
  alias: 'chaser',
  help: {
    da: 'Registrér, at kommunen er rykket for svar',
    en: 'Record that the municipality was chased for an answer',
  },
  example: 'rykker Vejen dato=10-01-2025 note="ringede til kontaktpersonen"',
  args: z.object(common),
  handle: (args, context) => contact('chaser', args, context),
});

export const clarify = defineCommand({
  name: 'præciser',
  alias: 'clarify',
  help: {
    da: 'Registrér, at tilbuddet er præciseret over for kommunen',
    en: 'Record that the offer was clarified to the municipality',
  },
  example: 'præciser Vejen dato=medio-2024-12 misforstået=voksenhandicap',
  args: z.object({ ...common, misunderstoodAs: option('misforstået', 'misunderstood', area) }),
  handle: (args, context) => contact('clarification', args, context),
});

export const note = defineCommand({
  name: 'notat',
  alias: 'note',
  help: { da: 'Skriv et notat om en kommune', en: 'Write a note on a municipality' },
  example: 'notat Vejen note="vil gerne høre mere til foråret"',
  args: z.object(common),
  handle(args, context) {
    if (args.note) return contact('note', args, context);
    const municipality = municipalityOf(args.municipality).name;
    return refuse(
      'missing-argument',
      { label: 'note', expected: 'note="…"' },
      `notat ${municipality} note="…"`,
    );
  },
});

interface Typed {
  readonly municipality: string;
  readonly area?: Area | undefined;
  readonly year?: number | undefined;
  readonly date?: string | undefined;
  readonly contact?: string | undefined;
  readonly note?: string | undefined;
  readonly misunderstoodAs?: Area | undefined;
}

function contact(kind: ContactKind, args: Typed, context: Context): Reply | Refusal {
  const { register, seal, today } = context;
  const command = { chaser: 'rykker', clarification: 'præciser', note: 'notat' }[kind];
  const offer =
    kind === 'note'
      ? noteOffer(context, args)
      : openOffer(register, args.municipality, args, `${command} ${municipalityOf(args.municipality).name}`);
  if (isRefusal(offer)) return offer;
  const date = args.date ?? today;
  const late = future(context, date);
  if (late) return late;
  const about = offer
    ? { year: offer.year, offer: offer.id, municipality: null }
    : { year: null, offer: null, municipality: args.municipality };
  const texts = {
    contact: args.contact ? seal(args.contact) : null,
    note: args.note ? seal(args.note) : null,
  };
  return {
    view: [],
    events: [
      {
        type: 'contact-noted',
        data: { kind, ...about, date, misunderstoodAs: args.misunderstoodAs ?? null, ...texts },
      },
    ],
  };
}

/** A note belongs to the offer when there is just one it can mean; else to the municipality. */
function noteOffer({ register }: Context, args: Typed): Offer | undefined {
  const offers = offersTo(register, args.municipality, args);
  const open = offers.filter(isOpen);
  if (open.length === 1) return open[0];
  return offers.length === 1 ? offers[0] : undefined;
}
