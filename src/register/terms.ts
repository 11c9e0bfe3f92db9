// The closed vocabularies of the register: English identifier ↔ the Danish term that people type and read.

export const areas = { children: 'børnehandicap', adults: 'voksenhandicap' } as const;
export type Area = keyof typeof areas;
export const areaAliases: Readonly<Record<string, Area>> = {
  børn: 'children',
  boern: 'children',
  children: 'children',
  child: 'children',
  voksen: 'adults',
  voksne: 'adults',
  adults: 'adults',
  adult: 'adults',
};

/** What a Danmarkskort is drawn of; no forløb is on the whole of it. */
export const mapAreas = { ...areas, social: 'socialområdet' } as const;
export type MapArea = keyof typeof mapAreas;
export const mapAreaAliases: Readonly<Record<string, MapArea>> = {
  ...areaAliases,
  børnehandicapområdet: 'children',
  voksenhandicapområdet: 'adults',
  social: 'social',
};

/** Why a municipality that stands high on a Danmarkskort is not proposed for a reserved offer. */
export const passedOver = {
  'no-decisions': 'ingen-afgørelser',
  unknown: 'antal-ukendt',
  'too-few': 'for-få-afgørelser',
  offered: 'har-tilbud',
  refused: 'takkede-nej',
  course: 'har-forløb',
} as const;
export type PassedOver = keyof typeof passedOver;

export const mapOrders = { percent: 'procent', 'lower-bound': 'nedre-grænse' } as const;
export type MapOrder = keyof typeof mapOrders;

export const reasonCategories = {
  'strained-resources': 'ressourcetræk',
  'new-staff': 'nye-medarbejdere',
  'ongoing-effort': 'igangværende-indsats',
  'few-errors': 'få-fejl',
  overlap: 'overlap',
  'new-case-system': 'nyt-fagsystem',
  'few-decisions': 'få-afgørelser',
  'principle-decision': 'principmeddelelse',
  'shared-leadership': 'ledelsessammenfald',
  'earlier-course': 'tidligere-forløb',
  other: 'andet',
} as const;
export type ReasonCategory = keyof typeof reasonCategories;

export const activityKinds = {
  'learning-course': 'læringsforløb',
  'theme-day': 'temadag',
  'dialogue-meeting': 'dialogmøde',
  talk: 'oplæg',
  'lessons-learned': 'erfaringsopsamling',
} as const;
export type ActivityKind = keyof typeof activityKinds;

export const activityStatuses = {
  offered: 'tilbudt',
  accepted: 'ja',
  declined: 'nej',
  held: 'holdt',
} as const;
export type ActivityStatus = keyof typeof activityStatuses;

export const programmes = { handicap: 'handicap', 'at-risk': 'udsatte' } as const;

export const applicationStatuses = { received: 'modtaget', granted: 'tildelt', rejected: 'afslag' } as const;
export type ApplicationStatus = keyof typeof applicationStatuses;

/** The bodies of a municipality in the order in which they usually treat a matter. */
export const bodies = { committee: 'fagudvalg', finance: 'økonomiudvalg', council: 'byråd' } as const;
export type Body = keyof typeof bodies;

export const contactKinds = { chaser: 'rykker', clarification: 'præciser', note: 'notat' } as const;
export type ContactKind = keyof typeof contactKinds;

/** DOMAIN § 3's terms for an offer. */
export const offerStates = {
  offered: 'tilbudt',
  chased: 'rykket',
  clarified: 'præciseret',
  'in-treatment': 'politisk behandling',
  accepted: 'accepteret',
  refused: 'takket nej',
  withdrawn: 'trukket tilbage',
} as const;
export type OfferState = keyof typeof offerStates;

/** DOMAIN § 3's terms for a reserved place. */
export const placeStates = {
  offered: 'tilbudt',
  vacant: 'ledig',
  'offered-on': 'tilbudt videre',
  filled: 'besat',
  converted: 'omlagt',
  lapsed: 'bortfaldet',
} as const;
export type PlaceState = keyof typeof placeStates;

/** What can be due (DOMAIN § 4); the Danish term stands behind the slash of an obligation's name. */
export const obligationKinds = {
  answer: 'svar',
  treatment: 'behandling',
  orientering: 'orientering',
  supplement: 'supplerende',
  approval: 'godkendelse',
  journalising: 'journalisering',
  applications: 'ansøgningsfrist',
} as const;
export type ObligationKind = keyof typeof obligationKinds;

/** What happens to the steps already approved once a returned letter is mended (DOMAIN § 5). */
export const returnModes = { restart: 'forfra', 'to-me': 'til-mig' } as const;
export type ReturnMode = keyof typeof returnModes;

/** DOMAIN § 3's terms for a letter of ours. */
export const letterStates = {
  draft: 'kladde',
  'in-approval': 'i godkendelse',
  returned: 'returneret',
  approved: 'godkendt',
  sent: 'sendt',
  distributed: 'omdelt',
  cancelled: 'annulleret',
} as const;
export type LetterState = keyof typeof letterStates;

export function keysOf<K extends string>(terms: Readonly<Record<K, unknown>>): [K, ...K[]] {
  return Object.keys(terms) as [K, ...K[]];
}

/** The identifier of a Danish term; undefined when the vocabulary has none. */
export function termKey<K extends string>(
  terms: Readonly<Record<K, string>>,
  term: string | undefined,
): K | undefined {
  return keysOf(terms).find((key) => terms[key] === term);
}
