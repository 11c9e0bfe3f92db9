import { z } from 'zod';
import {
  area,
  choice,
  date,
  file,
  findTerm,
  looseDate,
  municipality,
  option,
  positional,
  repeated,
  words,
  year,
} from '../args.ts';
import { type Context, defineCommand } from '../command.ts';
import { asClause } from '../letters/danish.ts';
import type { Proposal } from '../register/events.ts';
import { municipalityOf } from '../register/municipality.ts';
import { alreadyAnswered, isOpen } from '../register/offer.ts';
import { isRefusal, type Refusal, refuse } from '../register/refusal.ts';
import type { Offer } from '../register/state.ts';
import { type Area, areas } from '../register/terms.ts';
import { type Action, actions } from '../view/nodes.ts';
import { future, type Narrowing, noOffer, offersTo, only } from './find.ts';
import { notAClause, reason } from './reason-arg.ts';
import { letterProposal } from './receive-letter.ts';

const answers = choice({ yes: 'ja', no: 'nej' }, { accepts: 'yes', refuses: 'no' });

export const recordAnswer = defineCommand({
  name: 'svar',
  alias: 'answer',
  help: { da: 'Registrér en kommunes svar på et tilbud', en: "Record a municipality's answer to an offer" },
  example: 'svar Vejen nej dato=31-01-2025 grund=overlap:"forløbet overlapper et andet" brev=svar.pdf',
  args: z.object({
    municipality: positional(0, 'kommune', 'municipality', municipality),
    says: positional(1, 'svar', 'answer', answers),
    area: option('område', 'area', area),
    year: option('år', 'year', year),
    received: option('dato', 'date', date),
    letterDate: option('brevdato', 'letter-date', looseDate),
    decided: option('besluttet', 'decided', looseDate),
    reasons: repeated('grund', 'reason', reason),
    askAgain: option('spørg-igen', 'ask-again', words),
    positive: option('positivt', 'positive', words),
    letter: option('brev', 'letter', file),
    annexTitle: option('bilagstitel', 'annex-title', words),
  }),
  handle(args, context) {
    const offer = offerAnswered(context, args.municipality, args.says, args);
    if (isRefusal(offer)) return offer;
    const name = municipalityOf(args.municipality).name;
    const received = args.received ?? context.today;
    const askAgain = readAskAgain(args.askAgain, name);
    const refused =
      future(context, received, args.letterDate, args.decided) ??
      (args.positive
        ? notAClause(args.positive, `svar ${name} nej positivt="kommunen har gode erfaringer med taskforcen"`)
        : undefined);
    if (refused) return refused;
    if (isRefusal(askAgain)) return askAgain;
    const answer: Proposal<'answer-recorded'> = {
      type: 'answer-recorded',
      data: {
        year: offer.year,
        answer: context.freshId(),
        offer: offer.id,
        says: args.says,
        received,
        letterDate: args.letterDate ?? null,
        decided: args.decided ?? null,
        reasons: args.reasons.map(({ category, words }) => ({
          category,
          words: words ? context.seal(words) : null,
        })),
        askAgain,
        positive: args.positive ? context.seal(asClause(args.positive)) : null,
      },
    };
    const letter =
      args.letter &&
      letterProposal(context, [offer], args.letter, {
        received,
        letterDate: args.letterDate,
        annexTitle: args.annexTitle,
      });
    return {
      events: letter ? [answer, letter] : [answer],
      view: [actions(...next(context, args, offer, name))],
    };
  },
});

/** The open offer that fits; without one, the answered offer whose municipality has changed its mind. */
function offerAnswered(
  { register }: Context,
  code: string,
  says: 'yes' | 'no',
  narrowing: Narrowing,
): Offer | Refusal {
  const fitting = offersTo(register, code, narrowing);
  const example = `svar ${municipalityOf(code).name} ${says === 'yes' ? 'ja' : 'nej'}`;
  const open = fitting.filter(isOpen);
  if (open.length > 0) return only(open, code, example);
  // A change of mind about an earlier round is meant only when the line says the year.
  const newest = Math.max(...register.rounds.keys());
  const changed = fitting.filter(
    (offer) => offer.answers.at(-1)?.says !== says && (narrowing.year !== undefined || offer.year === newest),
  );
  if (changed.length > 0) return only(changed, code, example);
  const answered = fitting.findLast((offer) => narrowing.year !== undefined || offer.year === newest);
  return (answered && alreadyAnswered(answered)) ?? noOffer(register, code, narrowing);
}

/** `ja` or `ja:område`. */
function readAskAgain(typed: string | undefined, name: string): Area | 'any' | null | Refusal {
  if (typed === undefined || /^(nej|no)$/i.test(typed)) return null;
  const [yes, about] = typed.split(':');
  if (!/^(ja|yes)$/i.test(yes ?? '')) {
    const params = {
      label: 'spørg-igen',
      typed,
      choices: ['ja', ...Object.values(areas).map((each) => `ja:${each}`)],
    };
    return refuse('unknown-choice', params, `svar ${name} nej spørg-igen=ja`);
  }
  if (about === undefined || about === '') return 'any';
  const found = findTerm(about, areas, { børn: 'children', voksen: 'adults' });
  return (
    found ??
    refuse(
      'unknown-choice',
      { label: 'spørg-igen', typed, choices: Object.values(areas).map((each) => `ja:${each}`) },
      `svar ${name} nej spørg-igen=ja:børnehandicap`,
    )
  );
}

function next(
  context: Context,
  args: { says: 'yes' | 'no'; letter?: unknown; reasons: readonly { words: string | null }[] },
  offer: Offer,
  name: string,
): Action[] {
  if (args.says === 'yes') return [{ label: context.t.says.next.overview, line: `overblik ${offer.year}` }];
  const letter = args.letter ? [] : [{ label: context.t.says.next.letter, line: `brev ${name} <fil>` }];
  return [...letter, { label: context.t.says.next.draft, line: `udkast orientering ${offer.year}` }];
}
