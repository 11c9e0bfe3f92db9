// What an offer and the municipality's answer to it bring with them: an answer, a meeting's outcome, a letter to be filed (DOMAIN § 4).
import { latest, shortDate } from '../calendar/dates.ts';
import { municipalityOf } from '../register/municipality.ts';
import type { IncomingLetter, Offer, Register, Round, Treatment } from '../register/state.ts';
import { type Area, bodies, obligationKinds } from '../register/terms.ts';
import type { Draft } from './obligation.ts';
import { deadlineRule } from './settings.ts';

const shortAreas: Readonly<Record<Area, string>> = { children: 'børn', adults: 'voksen' };

/** `Høje-Taastrup-børn-2025` */
export function offerThing(offer: Offer): string {
  const name = offer.municipality ? municipalityOf(offer.municipality).name : 'ukendt';
  return [name.replaceAll(' ', '-'), offer.area ? shortAreas[offer.area] : null, offer.year]
    .filter((part) => part !== null)
    .join('-');
}

/** What the lines and rules of a register's offers need: asked once for all of them. */
export interface OfferFacts {
  readonly register: Register;
  /** How many offers each municipality has, over all years. */
  readonly offersOf: ReadonlyMap<string, number>;
}

export function offerFacts(register: Register): OfferFacts {
  const offersOf = new Map<string, number>();
  for (const round of register.rounds.values())
    for (const { municipality } of round.offers.values())
      if (municipality) offersOf.set(municipality, (offersOf.get(municipality) ?? 0) + 1);
  return { register, offersOf };
}

/** The words of a line that mean this offer and no other: the name, and the area and year where it takes them. */
function wordsFor(
  known: OfferFacts,
  offer: Offer,
): { readonly name: string; readonly narrow: string; readonly year: string } {
  const name = quoted(municipalityName(offer.municipality));
  const alone = (known.offersOf.get(offer.municipality ?? '') ?? 0) < 2;
  const year = alone ? '' : ` år=${offer.year}`;
  const area = alone || !offer.area ? '' : ` område=${shortAreas[offer.area]}`;
  return { name, narrow: `${area}${year}`, year };
}

export function offerDuties(known: OfferFacts, round: Round): Draft[] {
  const letters = lettersByOffer(round);
  return [...round.offers.values()].flatMap((offer): Draft[] => {
    if (offer.withdrawn || !offer.municipality) return [];
    return offer.answers.length === 0
      ? [answerDuty(known, offer), ...treatmentDuties(known, offer)]
      : filingDuties(known, offer, letters.get(offer.id) ?? []);
  });
}

function lettersByOffer(round: Round): Map<string, IncomingLetter[]> {
  const letters = new Map<string, IncomingLetter[]>();
  for (const letter of round.letters.values())
    for (const offer of letter.offers) letters.set(offer, [...(letters.get(offer) ?? []), letter]);
  return letters;
}

function answerDuty(known: OfferFacts, offer: Offer): Draft {
  const { name, narrow } = wordsFor(known, offer);
  return {
    kind: 'answer',
    name: `${offerThing(offer)}/${obligationKinds.answer}`,
    origin: offer.recorded,
    reckoning: offer.answerDue ? { by: 'date', date: offer.answerDue } : null,
    line: `svar ${name} <ja|nej>${narrow}`,
    button: null,
    events: [offer.recorded],
    facts: {
      municipality: municipalityName(offer.municipality),
      offered: offer.date,
      chased: offer.contacts.findLast((each) => each.kind === 'chaser')?.date ?? null,
    },
  };
}

function treatmentDuties(known: OfferFacts, offer: Offer): Draft[] {
  const { name, narrow } = wordsFor(known, offer);
  return planned(offer.treatments).map((treatment) =>
    treatmentDuty(known.register, treatment, {
      thing: offerThing(offer),
      municipality: municipalityName(offer.municipality),
      line: `behandling ${name} ${bodies[treatment.body]}${narrow}`,
    }),
  );
}

/** Political treatment of a Danmarkskort belongs to no offer. */
export function mapDuties(register: Register): Draft[] {
  const groups = new Map<string, Treatment[]>();
  for (const each of register.mapTreatments) {
    const thing = `${municipalityName(each.municipality).replaceAll(' ', '-')}-${each.subject}`;
    groups.set(thing, [...(groups.get(thing) ?? []), each]);
  }
  return [...groups].flatMap(([thing, treatments]) =>
    planned(treatments).map((each) => {
      const municipality = municipalityName(each.municipality);
      const line = `behandling ${quoted(municipality)} ${bodies[each.body]} emne=${each.subject}`;
      return treatmentDuty(register, each, { thing, municipality, line });
    }),
  );
}

function treatmentDuty(
  register: Register,
  treatment: Treatment,
  {
    thing,
    municipality,
    line,
  }: { readonly thing: string; readonly municipality: string; readonly line: string },
): Draft {
  const day = latest(treatment.date);
  return {
    kind: 'treatment',
    name: `${thing}/${obligationKinds.treatment}-${bodies[treatment.body]}`,
    origin: treatment.recorded,
    reckoning: day ? { by: 'rule', start: day, rule: deadlineRule(register, 'treatment', day) } : null,
    line: `${line} dato=${day ? shortDate(day) : '<dato>'} udfald="…"`,
    button: null,
    events: [treatment.recorded],
    facts: {
      municipality,
      body: treatment.body,
      planned: treatment.date,
      subject: treatment.subject,
    },
  };
}

/** The newest word on each body, where that is only a plan. */
function planned(treatments: readonly Treatment[]): Treatment[] {
  const newest = new Map(treatments.map((each) => [`${each.subject} ${each.body}`, each]));
  return [...newest.values()].filter((each) => each.outcome === null);
}

function filingDuties(known: OfferFacts, offer: Offer, letters: readonly IncomingLetter[]): Draft[] {
  return letters.flatMap((letter, index): Draft[] => {
    // A letter about two offers is filed once, under the first of them.
    if (letter.journalised || letter.offers[0] !== offer.id) return [];
    return [filingDuty(known, offer, letter, index)];
  });
}

function filingDuty(known: OfferFacts, offer: Offer, letter: IncomingLetter, index: number): Draft {
  const { name, year } = wordsFor(known, offer);
  return {
    kind: 'journalising',
    name: `${offerThing(offer)}/${obligationKinds.journalising}${index === 0 ? '' : `-${index + 1}`}`,
    origin: letter.recorded,
    reckoning: {
      by: 'rule',
      start: letter.received,
      rule: deadlineRule(known.register, 'journalising', letter.received),
    },
    line: `journalisér ${name}${year}`,
    button: 'done',
    events: [letter.recorded],
    facts: {
      municipality: municipalityName(offer.municipality),
      received: letter.received,
      file: letter.file.name,
    },
  };
}

function municipalityName(code: string | null): string {
  return code ? municipalityOf(code).name : 'ukendt';
}

function quoted(name: string): string {
  return name.includes(' ') ? `"${name}"` : name;
}
