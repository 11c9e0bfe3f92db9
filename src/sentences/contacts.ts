// What the secretariat did: chased, talked, offered places, opened rounds.
import { areas } from '../register/terms.ts';
import type { Attempt } from './attempt.ts';
import { phrases } from './phrases.ts';
import type { Read, Rule } from './rule.ts';

const place = phrases('plads*', 'tilbud*', 'forløb*');

/** The only municipality of the sentence. */
function only(attempt: Attempt): string | undefined {
  return attempt.count('municipality') > 1 ? undefined : attempt.the('municipality')?.name;
}

function areaOf(attempt: Attempt): string[] {
  const area = attempt.the('area')?.area;
  return area ? [areas[area]] : [];
}

function contact(command: 'rykker' | 'præciser', attempt: Attempt): Read | undefined {
  const municipality = only(attempt);
  if (municipality === undefined) return undefined;
  attempt.says(phrases('for svar', 'om svar', 'svar', 'telefon*', 'mail'));
  attempt.says(phrases('ringede til', 'skrev til', 'ringet til', 'skrevet til', 'ringede', 'skrev'));
  return {
    command,
    values: { municipality: [municipality], area: areaOf(attempt), date: attempt.happened() },
  };
}

/** A conversation is a note in the writer's own words. */
function noted(attempt: Attempt): Read | undefined {
  const municipality = only(attempt);
  if (municipality === undefined || attempt.caseOf(municipality) === '' || attempt.doubtful())
    return undefined;
  const date = attempt.happened();
  return {
    command: 'notat',
    values: { municipality: [municipality], date, note: [attempt.everything()] },
  };
}

function offered(attempt: Attempt): Read | undefined {
  const municipality = only(attempt);
  if (municipality === undefined || ['efter', 'fra', 's', 'om'].includes(attempt.caseOf(municipality)))
    return undefined;
  // *Vejen har tilbudt en plads*: it is the municipality that offers.
  if (
    attempt.caseOf(municipality) === '' &&
    !attempt.mentions(phrases('fået', 'blevet', 'er', 'blev', 'been'))
  )
    return undefined;
  const due = attempt.dayAfter(phrases('svarfrist', 'frist'), 'future');
  attempt.says(phrases('svarfrist', 'frist'));
  attempt.says(phrases('fået'));
  const [area = '<område>'] = areaOf(attempt);
  const year = attempt.the('year')?.year;
  const values = {
    municipality: [municipality],
    area: [area],
    year: year === undefined ? [] : [year],
    date: attempt.happened(),
    answerDue: due,
  };
  return { command: 'tilbud', values, missed: ['answerDue'] };
}

function offeredAgain(attempt: Attempt): Read | undefined {
  const both = attempt.both('municipality');
  if (!both) return undefined;
  const after = both.find(({ name }) => ['efter', 's'].includes(attempt.caseOf(name)));
  const to = both.find((each) => each !== after);
  attempt.says(phrases('efter'));
  if (!after || !to || to.name === after.name) return undefined;
  return {
    command: 'gentilbud',
    values: { municipality: [to.name], place: [after.name], date: attempt.happened() },
    missed: ['answerDue'],
  };
}

function withdrawn(attempt: Attempt): Read | undefined {
  const municipality = only(attempt);
  if (municipality === undefined || ['fra', ''].includes(attempt.caseOf(municipality))) return undefined;
  return {
    command: 'tilbud træk',
    values: { municipality: [municipality], reason: [attempt.why() || '<grund>'] },
  };
}

function applied(attempt: Attempt): Read | undefined {
  const municipality = only(attempt);
  if (municipality === undefined || ['til', 'om', 'efter'].includes(attempt.caseOf(municipality)))
    return undefined;
  const values = { municipality: [municipality], area: areaOf(attempt), date: attempt.happened() };
  // *Vejen har søgt aktindsigt*: only a course is applied for here.
  if (!attempt.says(place) && attempt.unread().length > 0) return undefined;
  return { command: 'ansøgning', values, missed: ['area'] };
}

function settled(fate: 'bortfaldet' | 'omlagt'): Rule['read'] {
  return (attempt) => {
    const municipality = only(attempt);
    if (municipality === undefined || !['efter', 's'].includes(attempt.caseOf(municipality)))
      return undefined;
    attempt.says(phrases('efter'));
    return {
      command: 'plads',
      values: { municipalities: [municipality], fate: [fate], reason: [attempt.why() || '<grund>'] },
    };
  };
}

export const contactRules: readonly Rule[] = [
  {
    kind: 'fact',
    says: [
      phrases(
        'rykket',
        'rykkede',
        'for at rykke',
        'sendt en rykker',
        'skrevet en rykker',
        'sendt rykker',
        'skrev en rykker',
        'rykkermail',
        'sendte en rykker',
        'chased',
      ),
    ],
    unless: phrases('os', 'mig', 'frist*', 'møde*'),
    read: (attempt) => contact('rykker', attempt),
  },
  {
    kind: 'fact',
    says: [phrases('præciseret', 'præciserede', 'tydeliggjort', 'clarified')],
    may: place,
    read: (attempt) => contact('præciser', attempt),
  },
  {
    kind: 'fact',
    says: [
      phrases('tilbudt', 'tilbød', 'givet', 'gav', 'sendt', 'fået', 'offered'),
      [...place, ...phrases('place')],
    ],
    unless: phrases('videre', 'efter', 'brev', 'os'),
    read: offered,
  },
  {
    kind: 'fact',
    says: [phrases('tilbudt', 'tilbød', 'gået', 'givet', 'gik', 'offered'), phrases('plads*', 'place')],
    may: phrases('videre'),
    read: offeredAgain,
  },
  {
    kind: 'fact',
    says: [phrases('trukket', 'trak', 'trækker'), phrases('tilbage'), phrases('tilbud*')],
    read: withdrawn,
  },
  {
    kind: 'fact',
    says: [phrases('søgt', 'ansøgt', 'søger', 'ansøger', 'ansøgning fra', 'applied')],
    may: phrases('forløb*'),
    read: applied,
  },
  {
    kind: 'fact',
    says: [phrases('plads*'), phrases('bortfaldet', 'bortfalder', 'bortfaldt')],
    read: settled('bortfaldet'),
  },
  {
    kind: 'fact',
    says: [phrases('plads*'), phrases('omlagt', 'omlægges', 'lagt om')],
    read: settled('omlagt'),
  },
  {
    kind: 'request',
    says: [phrases('åbn', 'åbne', 'opret', 'oprette'), phrases('runde', 'runden')],
    read: (attempt) => ({ command: 'runde åbn', values: { year: [attempt.the('year')?.year ?? '<år>'] } }),
  },
];

/** Tried when nothing else fits: what is said in a conversation may be an answer. */
export const noteRules: readonly Rule[] = [
  {
    kind: 'fact',
    says: [
      phrases(
        'ringede til',
        'ringet til',
        'talte med',
        'talt med',
        'snakkede med',
        'snakket med',
        'skrev til',
        'skrevet til',
        'mailede',
        'mailet',
        'haft fat i',
        'fik fat i',
        'holdt møde med',
        'mødtes med',
        'called',
        'talked to',
      ),
    ],
    read: noted,
  },
];
