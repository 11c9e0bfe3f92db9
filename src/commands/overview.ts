import { z } from 'zod';
import { maybe, year } from '../args.ts';
import { type Context, defineCommand, type Reply } from '../command.ts';
import { letterForm } from '../letters/danish.ts';
import { refusedIn } from '../register/answer.ts';
import { inDanishOrder, municipalityOf } from '../register/municipality.ts';
import { nameOf, offerState } from '../register/offer.ts';
import { letterState, newestDraft, reportedIn } from '../register/outgoing.ts';
import { placeName, placeState } from '../register/place.ts';
import { refuse } from '../register/refusal.ts';
import { arithmetic } from '../register/round.ts';
import type { Offer, Register, Round } from '../register/state.ts';
import { areas, letterStates, offerStates, placeStates } from '../register/terms.ts';
import { actions, heading, list, type Node, table, text, warning } from '../view/nodes.ts';

export const overview = defineCommand({
  name: 'overblik',
  alias: 'overview',
  help: { da: 'Se et års tilbud, pladser og breve', en: "See a year's offers, places and letters" },
  example: 'overblik 2025',
  reads: true,
  args: z.object({ year: maybe(0, 'år', 'year', year) }),
  handle({ year }, context) {
    const { register, t } = context;
    const wanted = year ?? [...register.rounds.keys()].sort().at(-1);
    if (wanted === undefined)
      return {
        view: [text(t.says.overview.none), actions({ label: 'runde', line: 'runde åbn 2025' })],
        data: null,
      };
    const round = register.rounds.get(wanted);
    return round
      ? overviewOf(round, context)
      : refuse('no-round', { year: wanted }, register.rounds.size > 0 ? 'overblik' : `runde åbn ${wanted}`);
  },
});

function overviewOf(round: Round, context: Context): Reply {
  const { register, t } = context;
  const words = t.says.overview;
  const sum = arithmetic(round);
  const offers = inDanishOrder([...round.offers.values()], nameOf);
  const missing = refusedIn(round).filter((each) => !reportedIn(register, each.answer.answer));
  const names = [...new Set(missing.map((each) => nameOf(each.offer)))];
  const rows = offers.map((offer) => [
    nameOf(offer),
    offer.area ? t.says.term(areas[offer.area]) : '',
    t.says.term(offerStates[offerState(offer)]),
    offer.date === 'ukendt' ? '' : t.says.date(offer.date),
    offer.answers.at(-1) ? t.says.date(offer.answers.at(-1)?.received ?? '') : '',
    reported(register, round, offer, t),
  ]);
  const view: Node[] = [
    heading(words.title(round.year)),
    text(words.arithmetic(sum.total, sum.granted, sum.pending, sum.reserved, sum.free)),
    ...(rows.length > 0
      ? [
          table(
            [words.municipality, words.area, words.state, words.offered, words.answered, words.reported],
            rows,
          ),
        ]
      : []),
    ...section(words.places, placeLines(round, context)),
    ...section(words.letters, letterLines(register, round, t)),
    ...(names.length > 0
      ? [
          warning(words.notReported(t.says.list(names))),
          actions({ label: t.says.next.draft, line: `udkast orientering ${round.year}` }),
        ]
      : []),
  ];
  return {
    view,
    data: {
      year: round.year,
      quota: sum.total,
      applied: sum.granted,
      reserved: sum.reserved,
      free: sum.free,
      offers: [...round.offers.values()].map((offer) => ({
        municipality: offer.municipality ? municipalityOf(offer.municipality).name : 'ukendt',
        area: offer.area ? areas[offer.area] : null,
        state: offerStates[offerState(offer)],
      })),
    },
  };
}

function reported(register: Register, round: Round, offer: Offer, t: Context['t']): string {
  const { letter, words } = reportState(register, round, offer);
  const terms = words.map((each) => t.says.term(each)).join(', ');
  return letter === null ? terms : `${letter} ${terms}`;
}

function section(title: string, items: readonly string[]): Node[] {
  return items.length > 0 ? [text(`${title}:`), list(items)] : [];
}

function placeLines(round: Round, { t }: Context): string[] {
  return [...round.places.values()]
    .filter(
      (place) =>
        !['offered'].includes(placeState(round, place)) &&
        round.offers.get(place.offers[0] ?? '')?.answers.at(-1)?.says === 'no',
    )
    .map((place) => {
      const last = round.offers.get(place.offers.at(-1) ?? '');
      const state = placeState(round, place);
      const to =
        last?.again && (state === 'filled' || state === 'offered-on') ? letterForm(last.municipality) : '';
      return t.says.overview.place(
        placeName(round, place),
        t.says.term(placeStates[placeState(round, place)]),
        to,
      );
    });
}

function letterLines(register: Register, round: Round, t: Context['t']): string[] {
  return [...register.letters.values()]
    .filter((letter) => letter.year === round.year)
    .map(
      (letter) =>
        `${letter.id}: ${t.says.term(letter.kind)}, version ${newestDraft(letter).version}, ${t.says.term(letterStates[letterState(letter)])}`,
    );
}

/** How far a refused offer's orientering has come, in DOMAIN § 3's terms; no words when none is due. */
function reportState(
  register: Register,
  round: Round,
  offer: Offer,
): { readonly letter: string | null; readonly words: readonly string[] } {
  const answer = offer.answers.at(-1);
  if (answer?.says !== 'no') return { letter: null, words: [] };
  const letter = reportedIn(register, answer.answer);
  if (letter) return { letter: letter.id, words: [letterStates[letterState(letter)]] };
  const incoming = [...round.letters.values()].filter((each) => each.offers.includes(offer.id));
  const missing = 'orientering mangler';
  if (incoming.length === 0) return { letter: null, words: [missing] };
  const isFiled = incoming.every((each) => each.journalised);
  return { letter: null, words: [missing, isFiled ? 'journaliseret' : 'brev modtaget'] };
}
