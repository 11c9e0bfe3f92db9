import { z } from 'zod';
import {
  area,
  date,
  file,
  type IncomingFile,
  looseDate,
  municipality,
  option,
  positional,
  words,
  year,
} from '../args.ts';
import { type Context, defineCommand } from '../command.ts';
import { lettersAbout } from '../register/answer.ts';
import type { Proposal } from '../register/events.ts';
import { municipalityOf } from '../register/municipality.ts';
import { isOpen } from '../register/offer.ts';
import { isRefusal, type Refusal } from '../register/refusal.ts';
import type { Offer } from '../register/state.ts';
import { actions } from '../view/nodes.ts';
import { future, type Narrowing, noOffer, offersTo } from './find.ts';

export const receiveLetter = defineCommand({
  name: 'brev',
  alias: 'letter',
  help: { da: 'Registrér et brev fra en kommune', en: 'Record a letter from a municipality' },
  example: 'brev Vejen svar.pdf dato=31-01-2025',
  args: z.object({
    municipality: positional(0, 'kommune', 'municipality', municipality),
    letter: positional(1, 'fil', 'file', file),
    area: option('område', 'area', area),
    year: option('år', 'year', year),
    received: option('dato', 'date', date),
    letterDate: option('brevdato', 'letter-date', looseDate),
    annexTitle: option('bilagstitel', 'annex-title', words),
  }),
  handle(args, context) {
    const offers = offersOfLetter(context, args.municipality, args);
    if (isRefusal(offers)) return offers;
    const received = args.received ?? context.today;
    const late = future(context, received, args.letterDate);
    if (late) return late;
    const name = municipalityOf(args.municipality).name;
    return {
      events: [
        letterProposal(context, offers, args.letter, {
          received,
          letterDate: args.letterDate,
          annexTitle: args.annexTitle,
        }),
      ],
      view: [actions({ label: context.t.says.next.journalise, line: `journalisér ${name}` })],
    };
  },
});

/** A letter answers all of the municipality's refusals of one year that no letter has answered yet; else its open offers; else its last answers. */
function offersOfLetter({ register }: Context, code: string, narrowing: Narrowing): Offer[] | Refusal {
  const fitting = offersTo(register, code, narrowing);
  const year = fitting.at(-1)?.year;
  const ofYear = fitting.filter((offer) => offer.year === year);
  const round = register.rounds.get(year ?? 0);
  const refused = ofYear.filter((offer) => offer.answers.at(-1)?.says === 'no');
  const unanswered = round ? refused.filter((offer) => lettersAbout(round, offer).length === 0) : [];
  const choices = [unanswered, refused, ofYear.filter(isOpen), ofYear].find((offers) => offers.length > 0);
  return choices ?? noOffer(register, code, narrowing);
}

interface LetterDetails {
  readonly received: string;
  readonly letterDate?: string | undefined;
  readonly annexTitle?: string | undefined;
}

export function letterProposal(
  { register, freshId, seal }: Context,
  offers: readonly Offer[],
  letter: IncomingFile,
  details: LetterDetails,
): Proposal<'letter-received'> {
  const [first] = offers;
  if (!first) throw new Error('a letter is about at least one offer');
  const { received, letterDate = null, annexTitle } = details;
  // One letter can answer two offers: the same file from the same municipality keeps its id.
  const known = [...(register.rounds.get(first.year)?.letters.values() ?? [])].find(
    (each) =>
      each.file.sha256 === letter.file.sha256 &&
      register.rounds.get(first.year)?.offers.get(each.offers[0] ?? '')?.municipality === first.municipality,
  );
  return {
    type: 'letter-received',
    data: {
      year: first.year,
      letter: known?.letter ?? freshId(),
      offers: offers.map((offer) => offer.id),
      file: letter.file,
      received,
      letterDate,
      annexTitle: annexTitle ? seal(annexTitle) : null,
      words: letter.words === '' ? null : seal(letter.words),
    },
  };
}
