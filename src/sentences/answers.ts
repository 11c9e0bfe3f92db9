// A municipality said yes or no; its bodies treated an offer.

import { areas } from '../register/terms.ts';
import { accepts, acceptsIt, refuses, refusesIt } from './answer-words.ts';
import type { Attempt } from './attempt.ts';
import { type Phrases, phrases, placesOf } from './phrases.ts';
import type { Read, Rule } from './rule.ts';
import { adverbs } from './small-words.ts';

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
  'om brev',
  'om brevet',
  'til brevet',
  'om mailen',
];

const bodies = phrases('byråd*', 'kommunalbestyrelse*', '*udvalg*');
const decides = phrases('besluttede', 'besluttet', 'beslutter', 'beslutning*', 'vedtaget', 'vedtog');
const object: Phrases = phrases(
  'området for',
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
  'skrevet',
  'ringet',
  'meldt tilbage',
  'i år',
);
/** What an answer is about. */
const offer = phrases('tilbud*', 'plads*', 'forløb*', 'offer', 'place');

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
  for (const each of letterOfThat) attempt.says([each]);
  const received = attempt.happened();
  const area = attempt.the('area')?.area;
  const year = attempt.the('year')?.year;
  const reasons = says === 'nej' ? attempt.categories() : [];
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
    missed: says === 'nej' ? ['reasons', 'letter'] : [],
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
  if (municipality === undefined || answersSpeaker(attempt)) return undefined;
  // *Vejen: ja, jeg har ringet* is the speaker's own yes.
  const isPlain = attempt.wordAfter(municipality) === says && !attempt.mentions(phrases('jeg', 'vi'));
  if (!['fra', 's'].includes(attempt.caseOf(municipality)) && !isPlain) return undefined;
  attempt.says(phrases('svar*', 'fået', 'fik', 'kommet', 'kom', 'modtaget', 'answer'));
  return answered(says, attempt);
}

/** A yes or no that opens the sentence, unless it is said whose it is: *nej tak fra Vejen*. */
function answersSpeaker({ items }: Attempt): boolean {
  if (!['ja', 'nej', 'yes', 'no'].includes(items[0]?.folded ?? '')) return false;
  const next = items.findIndex(({ folded }, index) => index > 0 && !adverbs.has(folded));
  const isWhose = ['fra', 'from'].includes(items[next]?.folded ?? '');
  const isMarked = items.slice(0, next).some(({ mark }) => mark !== '');
  return isMarked || !isWhose || items[next + 1]?.is?.kind !== 'municipality';
}

function treated(attempt: Attempt): Read | undefined {
  const municipality = attempt.the('municipality')?.name;
  if (municipality === undefined || attempt.count('municipality') > 1) return undefined;
  if (!['i', 's'].includes(attempt.caseOf(municipality))) return undefined;
  const body =
    (attempt.mentions(phrases('byråd*', 'kommunalbestyrelse*')) && 'byråd') ||
    (attempt.mentions(phrases('økonomiudvalg*')) && 'økonomiudvalg') ||
    (attempt.mentions(phrases('fagudvalg*')) && 'fagudvalg');
  const no = attempt.says([...refuses, ...refusesIt]) || attempt.says(phrases('sige nej', 'takke nej'));
  const yes =
    !no && (attempt.says([...accepts, ...acceptsIt]) || attempt.says(phrases('sige ja', 'takke ja')));
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
      date: isOver ? attempt.happened('') : attempt.day('future'),
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
    says: [],
    unless: phrases(...elsewhere, 'ja', 'yes'),
    may: object,
    read: (attempt) => (attempt.saysOf(refusesIt, offer) ? answered('nej', attempt) : undefined),
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
    says: [],
    unless: phrases(...elsewhere, 'nej', 'no'),
    may: object,
    read: (attempt) => (attempt.saysOf(acceptsIt, offer) ? answered('ja', attempt) : undefined),
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
        ...refusesIt,
        ...accepts,
        ...acceptsIt,
      ],
    ],
    read: treated,
  },
];
