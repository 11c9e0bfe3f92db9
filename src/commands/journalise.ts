import { z } from 'zod';
import { date, option, positional, words, year } from '../args.ts';
import { defineCommand } from '../command.ts';
import { findMunicipality, municipalityOf } from '../register/municipality.ts';
import { isRefusal, type Refusal, refuse } from '../register/refusal.ts';
import type { IncomingLetter, Register } from '../register/state.ts';
import { future, letterNamed } from './find.ts';

export const journalise = defineCommand({
  name: 'journalisér',
  alias: 'journalise',
  help: { da: 'Registrér, at et brev er journaliseret', en: 'Record that a letter is journalised' },
  example: 'journalisér Vejen doknr=870201 dato=03-02-2025',
  also: ['ministersekretariat'],
  args: z.object({
    what: positional(0, 'kommune|brev', 'municipality|letter', words),
    docNumber: option('doknr', 'doc', words),
    date: option('dato', 'date', date),
    year: option('år', 'year', year),
  }),
  handle(args, context) {
    const on = args.date ?? context.today;
    const late = future(context, on);
    if (late) return late;
    const docNumber = args.docNumber ?? null;
    const municipality = findMunicipality(args.what);
    if (!municipality) {
      const letter = letterNamed(context.register, args.what);
      if (isRefusal(letter)) return letter;
      return {
        view: [],
        events: [
          { type: 'letter-journalised', data: { year: letter.year, letter: letter.id, docNumber, date: on } },
        ],
      };
    }
    const letter = incomingLetter(context.register, municipality.code, args.year);
    if (isRefusal(letter)) return letter;
    return {
      view: [],
      events: [
        {
          type: 'letter-journalised',
          data: { year: letter.year, letter: letter.letter, docNumber, date: on },
        },
      ],
    };
  },
});

/** The municipality's oldest letter that is not journalised; when all are, the newest, so that the refusal can say when. */
function incomingLetter(
  register: Register,
  code: string,
  year: number | undefined,
): IncomingLetter | Refusal {
  const letters = [...register.rounds.values()]
    .filter((round) => year === undefined || round.year === year)
    .flatMap((round) =>
      [...round.letters.values()].filter(
        (letter) => round.offers.get(letter.offers[0] ?? '')?.municipality === code,
      ),
    );
  const found = letters.find((letter) => !letter.journalised) ?? letters.at(-1);
  const municipality = municipalityOf(code).name;
  return found ?? refuse('no-incoming-letter', { municipality }, `brev ${municipality} <fil>`);
}
