// What an offer and the municipality's answer to it bring with them: an answer, a meeting's outcome, a letter to be filed (DOMAIN § 4).
import { latest, shortDate } from '../calendar/dates.ts';
import { municipalityOf } from '../register/municipality.ts';
import type { IncomingLetter, Offer, Register, Round, Treatment } from '../register/state.ts';
import { type Area, bodies, obligationKinds } from '../register/terms.ts';
import type { Draft } from './obligation.ts';
import { deadlineRule } from './settings.ts';

const shortAreas: Readonly<Record<Area, string>> = { children: 'børn', adults: 'voksen' };

/** A municipality as names and lines write it; there are 98, so each is written once. */
interface Written {
  readonly name: string;
  /** `Høje-Taastrup` */
  readonly slug: string;
  /** In quotation marks where it takes them. */
  readonly quoted: string;
}

const written = new Map<string | null, Written>();

function writtenAs(code: string | null): Written {
  const known = written.get(code);
  if (known) return known;
  const name = code ? municipalityOf(code).name : 'ukendt';
  const made = { name, slug: name.replaceAll(' ', '-'), quoted: name.includes(' ') ? `"${name}"` : name };
  written.set(code, made);
  return made;
}

/** `Høje-Taastrup-børn-2025` */
export function offerThing({ municipality, area, year }: Offer): string {
  const { slug } = writtenAs(municipality);
  return area ? `${slug}-${shortAreas[area]}-${year}` : `${slug}-${year}`;
}

/** What the lines and rules of a register's offers need: asked once for all of them. */
export interface OfferFacts {
  readonly register: Register;
  /** How many offers each municipality has, over all years. */
  readonly offersOf: ReadonlyMap<string, number>;
  readonly offers: number;
}

/** A round's duties, while neither it, the rules nor the number of offers has changed. */
const remembered = new WeakMap<
  Round,
  { readonly settings: Register['settings']; readonly offers: number; readonly duties: readonly Draft[] }
>();

export function offerFacts(register: Register): OfferFacts {
  const offersOf = new Map<string, number>();
  let offers = 0;
  for (const round of register.rounds.values()) offers += round.offers.size;
  for (const round of register.rounds.values())
    for (const { municipality } of round.offers.values())
      if (municipality) offersOf.set(municipality, (offersOf.get(municipality) ?? 0) + 1);
  return { register, offersOf, offers };
}

/** ` område=børn år=2025` where the municipality's name alone does not say which offer is meant. */
function narrowed({ offersOf }: OfferFacts, { municipality, area, year }: Offer): string {
  if ((offersOf.get(municipality ?? '') ?? 0) < 2) return '';
  return area ? ` område=${shortAreas[area]} år=${year}` : ` år=${year}`;
}

/** What is due of the round's offers. A register can have ten thousand: a fact changes one round, the others are known. */
export function offerDuties(known: OfferFacts, round: Round): readonly Draft[] {
  const { settings } = known.register;
  const before = remembered.get(round);
  if (before?.settings === settings && before.offers === known.offers) return before.duties;
  const duties: Draft[] = [];
  const letters = lettersByOffer(round);
  for (const offer of round.offers.values()) {
    if (offer.withdrawn || !offer.municipality) continue;
    if (offer.answers.length === 0) {
      duties.push(answerDuty(known, offer));
      for (const treatment of planned(offer.treatments)) duties.push(offerTreatment(known, offer, treatment));
    } else {
      duties.push(...filingDuties(known, offer, letters.get(offer.id) ?? []));
    }
  }
  remembered.set(round, { settings, offers: known.offers, duties });
  return duties;
}

function lettersByOffer(round: Round): Map<string, IncomingLetter[]> {
  const letters = new Map<string, IncomingLetter[]>();
  for (const letter of round.letters.values())
    for (const offer of letter.offers) letters.set(offer, [...(letters.get(offer) ?? []), letter]);
  return letters;
}

function answerDuty(known: OfferFacts, offer: Offer): Draft {
  const { name, quoted } = writtenAs(offer.municipality);
  return {
    kind: 'answer',
    name: `${offerThing(offer)}/${obligationKinds.answer}`,
    origin: offer.recorded,
    reckoning: offer.answerDue ? { by: 'date', date: offer.answerDue } : null,
    line: `svar ${quoted} <ja|nej>${narrowed(known, offer)}`,
    button: null,
    events: [offer.recorded],
    facts: {
      municipality: name,
      offered: offer.date,
      chased: offer.contacts.findLast((each) => each.kind === 'chaser')?.date ?? null,
    },
  };
}

function offerTreatment(known: OfferFacts, offer: Offer, treatment: Treatment): Draft {
  const { name, quoted } = writtenAs(offer.municipality);
  return treatmentDuty(known.register, treatment, {
    thing: offerThing(offer),
    municipality: name,
    line: `behandling ${quoted} ${bodies[treatment.body]}${narrowed(known, offer)}`,
  });
}

/** Political treatment of a Danmarkskort belongs to no offer. */
export function mapDuties(register: Register): Draft[] {
  const groups = new Map<string, Treatment[]>();
  for (const each of register.mapTreatments) {
    const thing = `${writtenAs(each.municipality).slug}-${each.subject}`;
    groups.set(thing, [...(groups.get(thing) ?? []), each]);
  }
  return [...groups].flatMap(([thing, treatments]) =>
    planned(treatments).map((each) => {
      const { name, quoted } = writtenAs(each.municipality);
      const line = `behandling ${quoted} ${bodies[each.body]} emne=${each.subject}`;
      return treatmentDuty(register, each, { thing, municipality: name, line });
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
function planned(treatments: readonly Treatment[]): readonly Treatment[] {
  if (treatments.length === 0) return treatments;
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
  const { name, quoted } = writtenAs(offer.municipality);
  const year = narrowed(known, offer) === '' ? '' : ` år=${offer.year}`;
  return {
    kind: 'journalising',
    name: `${offerThing(offer)}/${obligationKinds.journalising}${index === 0 ? '' : `-${index + 1}`}`,
    origin: letter.recorded,
    reckoning: {
      by: 'rule',
      start: letter.received,
      rule: deadlineRule(known.register, 'journalising', letter.received),
    },
    line: `journalisér ${quoted}${year}`,
    button: 'done',
    events: [letter.recorded],
    facts: {
      municipality: name,
      received: letter.received,
      file: letter.file.name,
    },
  };
}
