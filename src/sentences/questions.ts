// Questions: how far things are, what the bot can do, and what would be. They record nothing.

import { quote } from '../tokens.ts';
import type { Attempt } from './attempt.ts';
import { deadlineRules } from './deadline-questions.ts';
import { type Phrases, phrases } from './phrases.ts';
import type { Read, Rule } from './rule.ts';

/** What can be asked of one municipality or letter. */
const topics = phrases(
  'sagde',
  'sagt',
  'sige',
  'siger',
  'svar*',
  'takket',
  'status',
  'hvor langt',
  'brev*',
  'fået',
  'rykket',
  'tilbud*',
  'sendt',
  'går det',
  'ser det ud',
  'kommet',
  'registreret',
  'noteret',
  'journaliseret',
  'begrund*',
  'grund*',
  'nået',
  'sker',
  'sket',
  'nyt',
  'hørt fra',
  'ved vi',
  'vide om',
  'orienteret',
  'plads*',
  'nej',
  'ja',
  'hvor er',
  'say',
  'said',
  'answer*',
  'status of',
);
const besides = phrases('alt', 'noget', 'lige', 'om', 'til', 'endnu', 'nu', 'igen');

/** One municipality or letter, and nothing else. */
function one(command: 'vis' | 'historik', used: Phrases): Rule['read'] {
  return (attempt) => {
    if (attempt.count('municipality') + attempt.count('letter') !== 1) return undefined;
    const what = attempt.the('letter')?.id ?? attempt.the('municipality')?.name;
    for (const each of [...used, ...besides]) attempt.says([each]);
    return what === undefined ? undefined : { command, values: { what: [what] } };
  };
}

/** What is asked of all municipalities at once. */
const tallied = phrases(
  'svar*',
  'sagt',
  'siger',
  'takket',
  'nej',
  'ja',
  'plads*',
  'tilbud*',
  'ledig*',
  'kommune*',
  'forløb*',
  'answered',
);

function overview(attempt: Attempt): Read | undefined {
  if (attempt.count('municipality') + attempt.count('letter') + attempt.count('person') > 0) return undefined;
  for (const each of [
    ...tallied,
    ...besides,
    ...phrases('ikke', 'mangler', 'tilbage', 'stadig', 'not', 'få', 'år'),
  ])
    attempt.says([each]);
  const year = attempt.the('year')?.year;
  return { command: 'overblik', values: { year: year === undefined ? [] : [year] } };
}

function supposed(attempt: Attempt): Read | undefined {
  const municipality = attempt.the('municipality')?.name;
  const no = attempt.says(phrases('siger nej', 'takker nej', 'nej', 'says no'));
  const yes = !no && attempt.says(phrases('siger ja', 'takker ja', 'ja', 'says yes'));
  if (municipality === undefined || attempt.count('municipality') > 1 || no === yes) return undefined;
  return {
    command: 'prognose',
    values: { whatIf: [`hvis svar ${quote(municipality)} ${no ? 'nej' : 'ja'}`] },
  };
}

const subjectsOfHelp: readonly (readonly [command: string, Phrases])[] = [
  ['svar', phrases('svar*', 'nej', 'ja')],
  ['brev', phrases('brev*')],
  ['fravær', phrases('ferie', 'fravær*', 'syg*')],
  ['udkast', phrases('udkast*', 'orientering*')],
  ['rykker', phrases('rykker*', 'rykke*')],
  ['godkend', phrases('godkend*')],
];

function helped(attempt: Attempt): Read | undefined {
  if (attempt.count('municipality') > 0) return undefined;
  const subject = subjectsOfHelp.find(([, words]) => attempt.says(words))?.[0];
  return { command: 'hjælp', values: { command: subject === undefined ? [] : [subject] } };
}

const plainly =
  (command: string): Rule['read'] =>
  () => ({ command, values: {} });

export const questionRules: readonly Rule[] = [
  ...deadlineRules,
  {
    kind: 'question',
    says: [
      phrases(
        'hvad er der sket',
        'hvad skete',
        'hvem har registreret',
        'hvem registrerede',
        'hvem skrev',
        'historik*',
      ),
    ],
    read: one('historik', phrases('svar*', 'brev*', 'sagde', 'nej', 'ja')),
  },
  {
    kind: 'question',
    says: [topics],
    unless: phrases('frist*', 'godkend*', 'hvis', 'slet', 'skriv', 'ligger', 'vil', 'mon'),
    read: one('vis', topics),
  },
  { kind: 'question', says: [phrases('vis', 'se', 'show')], read: one('vis', phrases('brev*')) },
  {
    kind: 'question',
    says: [phrases('hvem', 'hvor mange', 'hvilke', 'hvilke kommuner', 'who', 'how many'), tallied],
    read: overview,
  },
  {
    kind: 'question',
    says: [phrases('overblik', 'hvordan går det', 'hvor langt er vi', 'hvordan ser det ud', 'status')],
    may: phrases('giv'),
    read: overview,
  },
  {
    kind: 'question',
    says: [phrases('hvad sker der hvis', 'hvad nu hvis', 'hvad hvis', 'what if')],
    read: supposed,
  },
  {
    kind: 'any',
    says: [phrases('hvilke beskeder', 'hvilke påmindelser', 'hvilke rykkere')],
    may: phrases('sendt', 'næste dage', 'kommer', 'sender'),
    read: plainly('prognose'),
  },
  {
    kind: 'question',
    says: [
      phrases(
        'hvad kan du',
        'hvad kan jeg',
        'hvilke kommandoer',
        'hjælp',
        'hvordan registrerer',
        'hvordan gør',
        'hvordan skriver',
        'hvordan virker',
        'hvordan melder',
        'hvordan laver',
        'what can you',
      ),
    ],
    unless: phrases('tak'),
    may: phrases('hjælpe mig', 'skrive', 'bruge'),
    read: helped,
  },
  {
    kind: 'any',
    says: [phrases('hvad gør jeg nu', 'hvad nu', 'forside', 'forsiden')],
    may: phrases('vis', 'min'),
    read: plainly('forside'),
  },
  {
    kind: 'request',
    says: [phrases('fortryd')],
    may: phrases('sidste', 'seneste'),
    read: plainly('fortryd'),
  },
];
