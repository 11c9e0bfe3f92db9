// A municipality said yes or no; its bodies treated an offer.

import { areas } from '../register/terms.ts';
import type { Attempt } from './attempt.ts';
import { categoriesOf } from './grounds.ts';
import { type Phrases, phrases, placesOf } from './phrases.ts';
import type { Read, Rule } from './rule.ts';
import { adverbs } from './small-words.ts';

const refuses = phrases(
  ...[
    'sagt',
    'siger',
    'sagde',
    'takket',
    'takker',
    'takkede',
    'svaret',
    'svarer',
    'svarede',
    'meldt',
    'melder',
  ].map((verb) => `${verb} nej`),
  'valgt at sige nej',
  'må sige nej',
  'må takke nej',
  'nødt til at sige nej',
  'nødt til at takke nej',
  'besluttet ikke at deltage',
  'valgt ikke at deltage',
  'besluttet ikke at tage imod',
  'valgt ikke at tage imod',
  'kan ikke deltage',
  'kan ikke være med',
  'kan ikke tage imod',
  'springer fra',
  'sprang fra',
  'sprunget fra',
  'trukket sig',
  'trækker sig',
  'trak sig',
  'meldt afbud',
  'melder afbud',
  'valgt at takke nej',
  'besluttet at sige nej',
  'besluttet at takke nej',
  'meldt fra',
  'melder fra',
  'sagt fra',
  'siger fra',
  'afvist',
  'afviser',
  'afviste',
  'afslået',
  'afslår',
  'afslog',
  'ønsker ikke at deltage',
  'ønsker ikke at tage imod',
  'ønsker ikke tilbuddet',
  'ønsker ikke forløbet',
  'ønsker ikke at',
  'vil ikke være med',
  'vil ikke deltage',
  'vil ikke have',
  'said no',
  'says no',
  'declined',
  'declines',
  'refused',
);
const accepts = phrases(
  ...['sagt', 'siger', 'sagde', 'takket', 'takker', 'takkede', 'svaret', 'svarer', 'svarede'].map(
    (verb) => `${verb} ja`,
  ),
  'valgt at sige ja',
  'besluttet at sige ja',
  'besluttet at takke ja',
  'vil gerne deltage',
  'vil gerne være med',
  'vil gerne tage imod',
  'vil gerne have forløbet',
  'vil gerne have pladsen',
  'ønsker at deltage',
  'ønsker at tage imod',
  'deltager gerne',
  'accepteret',
  'accepterer',
  'accepterede',
  'taget imod',
  'tager imod',
  'tog imod',
  'said yes',
  'says yes',
  'accepted',
  'accepts',
);

/** Somebody else's answer, or an answer to something else. */
const elsewhere: readonly string[] = [
  'vi har sagt',
  'vi siger',
  'vi sagde',
  'vi har takket',
  'vi har afvist',
  'vi afviser',
  'jeg har sagt',
  'jeg siger',
  'ansøgning*',
  'ferie',
];

const bodies = phrases('byråd*', 'kommunalbestyrelse*', '*udvalg*');
const decides = phrases('besluttede', 'besluttet', 'beslutter', 'beslutning*', 'vedtaget', 'vedtog');
const object: Phrases = phrases(
  'tilbud*',
  'forløb*',
  'pladsen',
  'plads',
  'til offer',
  'offer',
  'registrer*',
  'noter*',
  'skriv',
  'skrive',
);
const letterOfThat = phrases(
  'brev af',
  'brevet af',
  'brev dateret',
  'brevet dateret',
  'dateret',
  'brev',
  'brevet',
  'mail',
  'telefon*',
  'skriftlig*',
  'ringede',
  'kontaktperson*',
);

function answered(says: 'ja' | 'nej', attempt: Attempt): Read | undefined {
  const municipality = attempt.the('municipality')?.name;
  if (municipality === undefined || attempt.count('municipality') > 1) return undefined;
  if (['til', 'om', 'med', 'efter', 'mod', 'over'].includes(attempt.caseOf(municipality))) return undefined;
  const decided = attempt.dayAfter(decides, 'past');
  // A body that says no is a step on the way; the municipality's answer is what comes of it.
  if (attempt.mentions(bodies) && !attempt.mentions(decides)) return undefined;
  attempt.says(bodies);
  attempt.says(decides);
  const letterDate = attempt.dayAfter(phrases('brev af', 'brevet af', 'dateret'), 'past');
  attempt.says(letterOfThat);
  const received = attempt.count('date') > 1 ? ['<dato>'] : attempt.day('past');
  const area = attempt.the('area')?.area;
  const year = attempt.the('year')?.year;
  const reasons = says === 'nej' ? categoriesOf(attempt.grounds()) : [];
  const grounds = attempt.why();
  const values = {
    municipality: [municipality],
    says: [says],
    area: area ? [areas[area]] : [],
    year: year === undefined ? [] : [year],
    received,
    letterDate,
    decided,
    reasons,
    askAgain: askedAgain(attempt),
  };
  return {
    command: 'svar',
    values,
    ...(grounds ? { grounds } : {}),
    missed: says === 'nej' ? ['received', 'reasons', 'letter'] : ['received'],
  };
}

function askedAgain(attempt: Attempt): string[] {
  const clause = attempt.again();
  if (clause.length === 0) return [];
  if (placesOf(phrases('ikke', 'not'), clause, 0, adverbs)) return ['nej'];
  const area = clause.find(({ is }) => is?.kind === 'area')?.is;
  return [area?.kind === 'area' ? `ja:${areas[area.area]}` : 'ja'];
}

/** `nej fra Vejen`, `Vejens svar er nej`, `Vejen: nej`. */
function named(says: 'ja' | 'nej', attempt: Attempt): Read | undefined {
  const municipality = attempt.the('municipality')?.name;
  if (
    municipality === undefined ||
    !(['fra', 's'].includes(attempt.caseOf(municipality)) || attempt.wordAfter(municipality) === says)
  )
    return undefined;
  attempt.says(phrases('svar*', 'fået', 'kommet', 'kom', 'modtaget', 'answer'));
  return answered(says, attempt);
}

function treated(attempt: Attempt): Read | undefined {
  const municipality = attempt.the('municipality')?.name;
  if (municipality === undefined || attempt.count('municipality') > 1) return undefined;
  if (!['i', 's'].includes(attempt.caseOf(municipality))) return undefined;
  const body =
    (attempt.mentions(phrases('byråd*', 'kommunalbestyrelse*')) && 'byråd') ||
    (attempt.mentions(phrases('økonomiudvalg*')) && 'økonomiudvalg') ||
    (attempt.mentions(phrases('fagudvalg*')) && 'fagudvalg');
  const no = attempt.says(refuses) || attempt.says(phrases('sige nej', 'takke nej'));
  const yes = !no && (attempt.says(accepts) || attempt.says(phrases('sige ja', 'takke ja')));
  attempt.says(decides);
  attempt.says(object);
  attempt.says(phrases('sagen', 'sag'));
  const outcome = no ? ['nej'] : yes ? ['ja'] : [];
  const isOver =
    outcome.length > 0 || attempt.mentions(phrases('behandlede', 'behandlet', 'drøftede', 'drøftet'));
  return {
    command: 'behandling',
    values: {
      municipality: [municipality],
      body: [body || '<organ>'],
      date: attempt.day(isOver ? 'past' : 'future'),
      outcome,
    },
    missed: isOver ? ['date', 'outcome'] : ['date'],
  };
}

export const answerRules: readonly Rule[] = [
  {
    kind: 'fact',
    says: [refuses],
    unless: phrases(...elsewhere, 'ja', 'yes'),
    may: object,
    read: (attempt) => answered('nej', attempt),
  },
  {
    kind: 'fact',
    says: [accepts],
    unless: phrases(...elsewhere, 'nej', 'no'),
    may: object,
    read: (attempt) => answered('ja', attempt),
  },
  {
    kind: 'fact',
    says: [phrases('nej', 'afslag', 'afbud', 'no')],
    unless: phrases(...elsewhere, 'ja'),
    may: object,
    read: (attempt) => named('nej', attempt),
  },
  {
    kind: 'fact',
    says: [phrases('ja', 'accept', 'yes')],
    unless: phrases(...elsewhere, 'nej', 'no'),
    may: object,
    read: (attempt) => named('ja', attempt),
  },
  {
    kind: 'fact',
    says: [
      bodies,
      [
        ...phrases(
          'skal behandle',
          'behandler',
          'behandlede',
          'behandlet',
          'behandles',
          'skal drøfte',
          'drøfter',
          'drøftede',
          'sige nej',
          'sige ja',
        ),
        ...refuses,
        ...accepts,
      ],
    ],
    read: treated,
  },
];
