// An event as a sentence: looks up whom and what it is about. The same sentence answers the recording and stands in the history.
import { dateInWords } from './calendar/dates.ts';
import type { About, Language } from './language/language.ts';
import { shownText } from './language/removed.ts';
import type { Event, Proposal } from './register/events.ts';
import { municipalityOf } from './register/municipality.ts';
import { placeName, refusedOffers } from './register/place.ts';
import type { Offer, Register, Round } from './register/state.ts';
import { areas } from './register/terms.ts';

/** What a sentence needs beside the register: the reader's language, the history, and the names behind person ids. */
export interface Telling {
  readonly t: Language;
  readonly history: readonly Event[];
  nameOf(person: string): string;
}

/** The whole sentence, in the reader's language. */
export function describe(event: Event | Proposal, register: Register, telling: Telling): string {
  const sentence = telling.t.events[event.type] as (data: Proposal['data'], about: About) => string;
  return sentence(event.data, aboutOf(event, register, telling));
}

/** `Solrød og Odsherred`: the names of the municipalities that an event is about. */
export function municipalitiesOf(
  event: Event,
  { register, ...telling }: Telling & { readonly register: Register },
): string {
  return aboutOf(event, register, telling).municipality;
}

/** The municipalities that an event concerns, by code. */
export function concerns(event: Event | Proposal, register: Register): string[] {
  const { municipalities } = subject(event, register);
  return municipalities.filter((code) => code !== null);
}

/** The year that an event belongs to; undefined when it belongs to none. */
export function yearOf(event: Event | Proposal): number | undefined {
  const { data } = event;
  return 'year' in data && typeof data.year === 'number' ? data.year : undefined;
}

interface Subject {
  readonly municipalities: readonly (string | null)[];
  readonly area: Offer['area'];
  readonly places: readonly string[];
}

function aboutOf(event: Event | Proposal, register: Register, { t, history, nameOf }: Telling): About {
  const { municipalities, area, places } = subject(event, register);
  const round = register.rounds.get(yearOf(event) ?? 0);
  const names = municipalities.map((code) => (code ? municipalityOf(code).name : t.says.unnamed));
  const known =
    event.type === 'application-recorded' || event.type === 'offer-made'
      ? names.filter((name) => name !== t.says.unnamed)
      : names;
  return {
    municipality: t.says.list(known),
    area: area ? areas[area] : '',
    places: round ? placesPhrase(round, places, event.type === 'offer-made', t) : '',
    text: (free) => shownText(free, t.locale),
    recording: (id) => `E-${history.findIndex((each) => each.id === id) + 1}`,
    name: nameOf,
    date: (date) => (date === null || date === 'ukendt' ? '' : dateInWords(date, t.locale)),
  };
}

function subject(event: Event | Proposal, register: Register): Subject {
  const none: Subject = { municipalities: [], area: null, places: [] };
  const round = register.rounds.get(yearOf(event) ?? 0);
  const ofOffer = (id: string | null | undefined): Subject => {
    const offer = round?.offers.get(id ?? '');
    return offer ? { municipalities: [offer.municipality], area: offer.area, places: [] } : none;
  };
  switch (event.type) {
    case 'application-recorded':
      return { ...none, municipalities: [event.data.municipality], area: event.data.area };
    case 'offer-made':
      return {
        municipalities: [event.data.municipality],
        area: event.data.area,
        places: event.data.again ? [event.data.place] : [],
      };
    case 'offers-proposed':
      return { ...none, municipalities: event.data.picked.map(({ municipality }) => municipality) };
    case 'application-decided': {
      const application = round?.applications.get(event.data.application);
      return {
        ...none,
        municipalities: [application?.municipality ?? null],
        area: application?.area ?? null,
      };
    }
    case 'contact-noted':
    case 'treatment-recorded':
      return event.data.offer === null
        ? { ...none, municipalities: [event.data.municipality] }
        : ofOffer(event.data.offer);
    case 'offer-withdrawn':
    case 'answer-recorded':
      return ofOffer(event.data.offer);
    case 'letter-received':
      return ofOffer(event.data.offers[0]);
    case 'letter-journalised':
      return ofOffer(round?.letters.get(event.data.letter)?.offers[0]);
    case 'place-converted':
    case 'place-lapsed':
      return { ...none, places: event.data.places, municipalities: origins(round, event.data.places) };
    case 'activity-recorded':
      return { ...none, municipalities: event.data.municipalities, places: event.data.replaces };
    case 'activity-answered':
      return { ...none, municipalities: event.data.municipalities };
    case 'letter-drafted':
      return { ...none, municipalities: reported(round, event.data.refusals) };
    case 'letter-rendered':
    case 'letter-sent':
    case 'letter-distributed':
    case 'letter-cancelled':
    case 'approval-started':
    case 'step-approved':
    case 'approval-returned':
    case 'approval-stopped':
    case 'finding-cleared': {
      const letter = register.letters.get(event.data.letter);
      const ofYear = register.rounds.get(letter?.year ?? 0);
      return { ...none, municipalities: reported(ofYear, letter?.versions.at(-1)?.refusals ?? []) };
    }
    default:
      return none;
  }
}

function reported(round: Round | undefined, refusals: readonly string[]): string[] {
  const offers = [...(round?.offers.values() ?? [])].filter((offer) =>
    offer.answers.some((answer) => refusals.includes(answer.answer)),
  );
  return [...new Set(offers.map((offer) => offer.municipality).filter((code) => code !== null))];
}

function origins(round: Round | undefined, places: readonly string[]): string[] {
  const offers = places
    .map((id) => round?.places.get(id))
    .map((place) => place && round && refusedOffers(round, place)[0]);
  return offers.map((offer) => offer?.municipality).filter((code) => code != null);
}

/** `Pladsen efter Vejen (børnehandicap)`; after *pladsen efter* only the name. */
function placesPhrase(round: Round, ids: readonly string[], nameOnly: boolean, t: Language): string {
  const names = ids
    .map((id) => round.places.get(id))
    .flatMap((place) => (place ? [placeName(round, place)] : []));
  if (names.length === 0) return '';
  if (nameOnly) return t.says.list(names);
  return t.says.placesAfter(names);
}
