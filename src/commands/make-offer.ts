import { z } from 'zod';
import {
  area,
  date,
  looseDate,
  maybe,
  municipality,
  municipalityOrUnnamed,
  number,
  option,
  positional,
  required,
  words,
  year,
} from '../args.ts';
import { defineCommand } from '../command.ts';
import type { Proposal } from '../register/events.ts';
import { municipalityOf } from '../register/municipality.ts';
import { isRefusal, refuse } from '../register/refusal.ts';
import { arithmetic, noPlaceFree } from '../register/round.ts';
import { future, openOffer, roundOf, vacantPlace } from './find.ts';

export const makeOffer = defineCommand({
  name: 'tilbud',
  alias: 'offer',
  help: { da: 'Registrér et tilbud om et reserveret forløb', en: 'Record the offer of a reserved course' },
  example: 'tilbud Vejen børnehandicap år=2025 dato=19-11-2024 sag="2024 - 6938"',
  args: z.object({
    municipality: positional(0, 'kommune', 'municipality', municipalityOrUnnamed),
    area: maybe(1, 'område', 'area', area),
    year: option('år', 'year', year),
    date: option('dato', 'date', looseDate),
    caseNumber: option('sag', 'case', words),
    answerDue: option('svarfrist', 'due', date),
    count: option('antal', 'count', number(1, 98)),
  }),
  handle(args, context) {
    const { municipality, count = 1 } = args;
    const name = municipality ? municipalityOf(municipality).name : 'ukendt';
    const round = roundOf(
      context.register,
      args.year,
      `tilbud ${name} ${args.area ? '' : 'børnehandicap'}`.trim(),
    );
    if (isRefusal(round)) return round;
    if (municipality && count > 1)
      return refuse(
        'surplus-words',
        { words: `antal=${count}` },
        `tilbud ${name} børnehandicap år=${round.year}`,
      );
    const offered = args.date ?? (municipality ? context.today : 'ukendt');
    const late = future(context, offered);
    if (late) return late;
    const { reserved, used } = arithmetic(round);
    if (municipality === null && used + count > reserved) return noPlaceFree(round);
    const events = Array.from({ length: count }, (): Proposal => {
      const { caseNumber = null, answerDue = null } = args;
      const ids = { offer: context.freshId(), place: context.freshId() };
      const data = {
        ...ids,
        year: round.year,
        municipality,
        area: args.area ?? null,
        date: offered,
        caseNumber,
        answerDue,
        again: false,
      };
      return { type: 'offer-made', data };
    });
    return { view: [], events };
  },
});

export const withdrawOffer = defineCommand({
  name: 'tilbud træk',
  alias: 'offer withdraw',
  help: { da: 'Registrér, at et tilbud er trukket tilbage', en: 'Record that an offer is withdrawn' },
  example: 'tilbud træk Vejen grund="kommunen har allerede et forløb"',
  args: z.object({
    municipality: positional(0, 'kommune', 'municipality', municipality),
    area: maybe(1, 'område', 'area', area),
    year: option('år', 'year', year),
    reason: required('grund', 'reason', words),
  }),
  handle(args, { register, seal }) {
    const example = `tilbud træk ${municipalityOf(args.municipality).name} grund="…"`;
    const offer = openOffer(register, args.municipality, args, example);
    if (isRefusal(offer)) return offer;
    return {
      view: [],
      events: [
        { type: 'offer-withdrawn', data: { year: offer.year, offer: offer.id, reason: seal(args.reason) } },
      ],
    };
  },
});

export const offerAgain = defineCommand({
  name: 'gentilbud',
  alias: 're-offer',
  help: {
    da: 'Registrér, at en ledig plads er tilbudt en anden kommune',
    en: 'Record that a vacant place is offered to another municipality',
  },
  example: 'gentilbud Odsherred plads=Vejen dato=31-01-2025',
  args: z.object({
    municipality: positional(0, 'kommune', 'municipality', municipality),
    area: maybe(1, 'område', 'area', area),
    place: option('plads', 'place', municipality),
    year: option('år', 'year', year),
    date: option('dato', 'date', looseDate),
    caseNumber: option('sag', 'case', words),
    answerDue: option('svarfrist', 'due', date),
  }),
  handle(args, context) {
    const { register, today } = context;
    const name = municipalityOf(args.municipality).name;
    const example = `gentilbud ${name}`;
    // The area narrows which place is meant only where several are vacant; a place may be offered on another area.
    const lineFor = (after: string) => `${example} plads=${after}`;
    const byArea = vacantPlace(register, args.place, { year: args.year, area: args.area }, lineFor);
    const found =
      isRefusal(byArea) && byArea.code === 'no-vacant-place'
        ? vacantPlace(register, args.place, { year: args.year }, lineFor)
        : byArea;
    if (isRefusal(found)) return found;
    const offered = args.date ?? today;
    const late = future(context, offered);
    if (late) return late;
    const { round, place, offer } = found;
    const answered = offer.answers.at(-1)?.received ?? '';
    if (/^\d{4}-\d\d-\d\d$/.test(offered) && offered < answered) {
      const params = {
        what: `${offer.municipality ? municipalityOf(offer.municipality).name : 'ukendt'}`,
        date: offered,
        received: answered,
      };
      return refuse('before-received', params, `${example} plads=${params.what} dato=${answered}`);
    }
    const { caseNumber = null, answerDue = null } = args;
    const chosen = { municipality: args.municipality, area: args.area ?? offer.area };
    const data = {
      year: round.year,
      offer: context.freshId(),
      place: place.id,
      ...chosen,
      date: offered,
      caseNumber,
      answerDue,
      again: true,
    };
    return { view: [], events: [{ type: 'offer-made', data }] };
  },
});
