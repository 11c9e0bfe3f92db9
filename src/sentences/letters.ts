// Letters: come in, filed, drafted, checked, sent and laid before the committee.
import type { Attempt } from './attempt.ts';
import { phrases } from './phrases.ts';
import { letterAbout, newestYear, type Read, type Rule, type World } from './rule.ts';

const incoming = phrases('svarbrev*', 'brev', 'brevet', 'letter');
/** What is said is about a letter: none has come. */
const aboutLetter = phrases('om brev', 'om brevet');
const ours = phrases('orientering*', 'orienteringsbrev*', 'brevet');
const delivered = phrases('sendt', 'sendte', 'mailet', 'mailede', 'fremsendt', 'fremsendte', 'afleveret');
const committee = phrases('udvalg*', 'socialudvalg*', 'folketing*', 'committee');

function received(attempt: Attempt): Read | undefined {
  const municipality = attempt.the('municipality')?.name;
  if (municipality === undefined || attempt.count('municipality') > 1) return undefined;
  const where = attempt.caseOf(municipality);
  const sends = where === '' && attempt.mentions(delivered);
  if (!['fra', 's'].includes(where) && !sends) return undefined;
  return {
    command: 'brev',
    values: { municipality: [municipality], letter: ['<fil>'], received: attempt.happened() },
  };
}

function journalised(attempt: Attempt): Read | undefined {
  const what = attempt.the('letter')?.id ?? attempt.the('municipality')?.name;
  if (what === undefined || attempt.count('municipality') > 1) return undefined;
  attempt.says(phrases('doknr', 'dok', 'nr', 'nummer', 'akt'));
  const number = attempt.the('number')?.digits;
  return {
    command: 'journalisér',
    values: { what: [what], docNumber: number === undefined ? [] : [number], date: attempt.happened() },
    missed: ['docNumber'],
  };
}

/** The letter that is named, or that the words about it can only mean. */
function meant(attempt: Attempt, world: World): string | undefined {
  const named = attempt.the('letter')?.id;
  if (named !== undefined) return named;
  if (!attempt.says(ours) || attempt.count('municipality') > 1) return undefined;
  const about = attempt.the('municipality')?.name;
  return about !== undefined && attempt.caseOf(about) === 'fra' ? undefined : letterAbout(about, world);
}

function sent(attempt: Attempt, world: World): Read | undefined {
  const letter = meant(attempt, world);
  if (letter === undefined) return undefined;
  attempt.says(committee);
  attempt.says(ours);
  return {
    command: 'sendt',
    values: { letter: [letter], date: attempt.happened() },
    missed: ['docNumber'],
  };
}

function distributed(attempt: Attempt, world: World): Read | undefined {
  const letter = meant(attempt, world);
  if (letter === undefined) return undefined;
  attempt.says(committee);
  attempt.says(phrases('bilag', 'bilagsnummer'));
  const annex = attempt.the('number')?.digits ?? '<bilag>';
  return {
    command: 'omdelt',
    values: { letter: [letter], annex: [annex], date: attempt.happened() },
  };
}

function drafted(attempt: Attempt, world: World): Read | undefined {
  attempt.says(phrases('udkast', 'draft'));
  attempt.says(phrases('orientering*', 'brev', 'brevet'));
  attempt.says(committee);
  const followUp =
    (attempt.says(phrases('supplerende')) && 'supplerende') ||
    (attempt.says(phrases('berigtigelse*')) && 'berigtigelse');
  if (followUp) {
    const letter = attempt.the('letter')?.id ?? '<brev>';
    return { command: 'udkast', values: { kind: [followUp], about: [letter] } };
  }
  if (attempt.count('municipality') > 1) return undefined;
  const municipality = attempt.the('municipality')?.name;
  const year = attempt.the('year')?.year ?? newestYear(world);
  return {
    command: 'udkast',
    values: {
      kind: ['orientering'],
      about: [year],
      municipalities: municipality === undefined ? [] : [municipality],
    },
  };
}

function ofLetter(command: string, more: Readonly<Record<string, readonly string[]>> = {}): Rule['read'] {
  return (attempt, world) => {
    const letter = meant(attempt, world);
    if (letter === undefined || letter.startsWith('<')) return undefined;
    for (const each of phrases('klar', 'blive', 'sendt', 'sende')) attempt.says([each]);
    return { command, values: { letter: [letter], ...more } };
  };
}

/** What anybody says of a letter approves nothing: the letter is shown, and its own button asks. */
const shown: Rule['read'] = (attempt, world) => {
  const letter = meant(attempt, world);
  if (letter === undefined || letter.startsWith('<')) return undefined;
  attempt.says(phrases('ministeren', 'minister'));
  if (attempt.count('person') === 1) attempt.the('person');
  if (attempt.count('date') === 1) attempt.the('date');
  return { command: 'vis', values: { what: [letter] } };
};

export const letterRules: readonly Rule[] = [
  {
    kind: 'fact',
    says: [
      incoming,
      phrases(
        'har brevet',
        'mailet',
        'mailede',
        'fremsendt',
        'fremsendte',
        'afleveret',
        'modtaget',
        'modtog',
        'fået',
        'fik',
        'kommet',
        'kom',
        'sendt',
        'sendte',
        'ankommet',
        'tikket ind',
        'ligger',
        'vedhæftet',
        'received',
        'arrived',
      ),
    ],
    unless: aboutLetter,
    read: received,
  },
  {
    kind: 'fact',
    says: [phrases('brev fra', 'her er brevet fra', 'brevet fra', 'svarbrev fra')],
    unless: [...aboutLetter, ...phrases('journalis*')],
    read: received,
  },
  {
    kind: 'fact',
    says: [phrases('journaliseret', 'journaliserede', 'journalført', 'journalførte')],
    may: incoming,
    read: journalised,
  },
  {
    kind: 'fact',
    says: [
      phrases(
        'sendt',
        'sendte',
        'afsendt',
        'afsendte',
        'oversendt',
        'fremsendt',
        'gået afsted',
        'gik afsted',
        'er afsted',
        'gået ud',
        'gik ud',
        'sent',
      ),
    ],
    unless: phrases('godkendelse', 'klar'),
    read: sent,
  },
  { kind: 'fact', says: [phrases('omdelt', 'omdelte')], read: distributed },
  {
    kind: 'request',
    says: [
      phrases('udkast', 'orientering*', 'berigtigelse*', 'draft'),
      phrases(
        'lav',
        'lave',
        'skriv',
        'skrive',
        'udarbejd',
        'udarbejde',
        'opret',
        'forbered',
        'forberede',
        'start på',
        'udkast til',
        'write',
        'make',
      ),
    ],
    read: drafted,
  },
  {
    kind: 'request',
    says: [phrases('i godkendelse', 'til godkendelse'), phrases('send', 'sende', 'sæt', 'start')],
    read: ofLetter('godkendelse start', { heldAgainst: ['<ja>'] }),
  },
  {
    kind: 'request',
    says: [phrases('kontroller', 'kontrollere', 'tjek', 'tjekke', 'check', 'kør kontrollen', 'gennemgå')],
    read: ofLetter('kontrol'),
  },
  { kind: 'question', says: [phrases('klar til', 'klar')], read: ofLetter('kontrol') },
  {
    kind: 'any',
    says: [phrases('godkend*', 'ok', 'okay', 'fint', 'ser godt ud', 'approve*', 'lgtm')],
    may: phrases('ser fint ud', 'ser ud', 'ser'),
    unless: phrases('hvem', 'hvor', 'hvornår', 'til godkendelse', 'i godkendelse'),
    read: shown,
  },
  {
    kind: 'question',
    says: [
      phrases('hvem', 'hvor', 'hvor langt', 'hvornår', 'who'),
      phrases('godkend*', 'ligger', 'hos', 'venter', 'approve*'),
    ],
    may: phrases('hvor langt', 'mangler', 'hos', 'venter'),
    read: ofLetter('godkendelse vis'),
  },
];
