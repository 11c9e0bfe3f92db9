// Answers and the municipality's own letters: what the orientering to Folketinget rests on.
import { alreadyAnswered, beforeOffer, inOffer, nameOf } from './offer.ts';
import { placeGone, placeState } from './place.ts';
import { type Refusal, refuse } from './refusal.ts';
import { noRound } from './round.ts';
import type { Rules } from './rule.ts';
import {
  type Answer,
  having,
  type IncomingLetter,
  inLetter,
  inRound,
  type Offer,
  type Register,
  type Round,
} from './state.ts';

/** An offer whose newest answer is no. */
export interface RefusedOffer {
  readonly round: Round;
  readonly offer: Offer;
  readonly answer: Answer;
}

/** The refused offers of a year, in the order in which they were offered. */
export function refusedIn(round: Round): RefusedOffer[] {
  return [...round.offers.values()].flatMap((offer) => {
    const answer = offer.answers.at(-1);
    return answer?.says === 'no' && !offer.withdrawn ? [{ round, offer, answer }] : [];
  });
}

/** The municipality's letters about that offer, oldest first. */
export function lettersAbout(round: Round, offer: Offer): IncomingLetter[] {
  return [...round.letters.values()].filter((letter) => letter.offers.includes(offer.id));
}

export const answerRules: Rules<'answer-recorded' | 'letter-received' | 'letter-journalised'> = {
  'answer-recorded': {
    guard(register, data) {
      const round = register.rounds.get(data.year);
      const offer = round?.offers.get(data.offer);
      if (!round || !offer) return noRound(register, data.year) ?? noOffer(data.year);
      const municipality = nameOf(offer);
      if (offer.withdrawn)
        return refuse('offer-withdrawn', { municipality }, `tilbud ${municipality} <område> år=${data.year}`);
      if (beforeOffer(offer, data.received)) {
        const params = { municipality, received: data.received, offered: offer.date };
        return refuse(
          'answer-before-offer',
          params,
          `svar ${municipality} ${data.says === 'yes' ? 'ja' : 'nej'} dato=${offer.date}`,
        );
      }
      if (data.says === 'yes' && data.reasons.length > 0)
        return refuse('reasons-with-yes', { municipality }, `svar ${municipality} ja dato=${data.received}`);
      return changeOfMind(round, offer, data.says);
    },
    evolve(register, { data }, recorded) {
      return inOffer(register, data, (offer) => ({
        ...offer,
        answers: [...offer.answers, { ...data, recorded }],
      }));
    },
  },
  'letter-received': {
    guard(register, data) {
      const round = register.rounds.get(data.year);
      const offers = data.offers.map((id) => round?.offers.get(id));
      const first = offers[0];
      if (!round || !first || offers.includes(undefined))
        return noRound(register, data.year) ?? noOffer(data.year);
      const municipality = nameOf(first);
      const same = [...round.letters.values()].find(
        (letter) =>
          letter.file.sha256 === data.file.sha256 && data.offers.every((id) => letter.offers.includes(id)),
      );
      if (same) return refuse('letter-exists', { municipality, event: same.recorded }, `vis ${municipality}`);
      if (!beforeOffer(first, data.received)) return undefined;
      const params = { municipality, received: data.received, offered: first.date };
      return refuse('answer-before-offer', params, `brev ${municipality} <fil> dato=${first.date}`);
    },
    evolve(register, { data }, recorded) {
      return inRound(register, data.year, (round) => {
        // One letter can answer two offers: the same file is the same letter.
        const same = [...round.letters.values()].find(
          (letter) =>
            letter.file.sha256 === data.file.sha256 &&
            municipalityOfLetter(round, letter) === offerMunicipality(round, data.offers[0]),
        );
        const letter = same
          ? {
              ...same,
              offers: [...new Set([...same.offers, ...data.offers])],
              also: [...same.also, recorded],
            }
          : { ...data, recorded, also: [], journalised: null };
        return { ...round, letters: having(round.letters, letter.letter, letter) };
      });
    },
  },
  'letter-journalised': {
    guard(register, data) {
      const incoming = register.rounds.get(data.year)?.letters.get(data.letter);
      const outgoing = register.letters.get(data.letter);
      const journalised = incoming?.journalised ?? outgoing?.journalised;
      const what = incoming ? incoming.file.name : data.letter;
      if (journalised)
        return refuse(
          'already-journalised',
          { what, date: journalised.date },
          `ret E-${journalised.recorded} dato=${data.date} grund="…"`,
        );
      if (!incoming && !outgoing)
        return refuse(
          'unknown-letter',
          { typed: data.letter, known: [...register.letters.keys()] },
          'overblik',
        );
      if (!incoming || data.date >= incoming.received) return undefined;
      return refuse(
        'before-received',
        { what, date: data.date, received: incoming.received },
        `journalisér ${what} dato=${incoming.received}`,
      );
    },
    evolve(register, { data }, recorded) {
      const journalised = { ...data, recorded };
      if (register.letters.has(data.letter))
        return inLetter(register, data.letter, (letter) => ({ ...letter, journalised }));
      return inRound(register, data.year, (round) => {
        const letter = round.letters.get(data.letter);
        return letter
          ? { ...round, letters: having(round.letters, letter.letter, { ...letter, journalised }) }
          : round;
      });
    },
  },
};

function municipalityOfLetter(round: Round, letter: IncomingLetter): string | null | undefined {
  return offerMunicipality(round, letter.offers[0]);
}

function offerMunicipality(round: Round, offer: string | undefined): string | null | undefined {
  return round.offers.get(offer ?? '')?.municipality;
}

/** A yes may become a no; a no may become a yes only while the place is still vacant. The same answer twice is no answer. */
function changeOfMind(round: Round, offer: Offer, says: 'yes' | 'no'): Refusal | undefined {
  const last = offer.answers.at(-1);
  if (!last) return undefined;
  if (last.says === says) return alreadyAnswered(offer);
  const place = round.places.get(offer.place);
  if (says === 'no' || !place) return undefined;
  return placeState(round, place) === 'vacant' && place.offers.at(-1) === offer.id
    ? undefined
    : placeGone(round, place);
}

function noOffer(year: number): Refusal {
  return refuse('no-offer', { municipality: '?', year, area: null }, `overblik ${year}`);
}

/** The answer with that id, wherever it is. */
export function answerById(register: Register, year: number, id: string): RefusedOffer | undefined {
  const round = register.rounds.get(year);
  for (const offer of round?.offers.values() ?? []) {
    const answer = offer.answers.find((each) => each.answer === id);
    if (round && answer) return { round, offer, answer };
  }
  return undefined;
}
