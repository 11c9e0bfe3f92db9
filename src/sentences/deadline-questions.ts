// Questions about what is due: whose, how soon, and why that day.
import { dayNumber } from '../calendar/time.ts';
import type { LocalDate } from '../ports.ts';
import type { Attempt } from './attempt.ts';
import { phrases } from './phrases.ts';
import { dutyMeant, type Read, type Rule, type World } from './rule.ts';

const due = phrases(
  'mangler',
  'frist*',
  'opgave*',
  'skal',
  'nå',
  'når',
  'haster',
  'venter',
  'ligger',
  'overskred*',
  'forfald*',
  'bagud',
  'programmet',
  'bordet',
  'huskeliste*',
  'liste',
  'to-do',
  'todo',
  'missing',
  'deadlines',
  'due',
);
const doing = phrases(
  'gøre',
  'lave',
  'nå',
  'ordne',
  'opgave*',
  'frist*',
  'senest',
  'mest',
  'først',
  'noget',
  'næste',
  'kommende',
);
const mine = phrases('jeg', 'mine', 'min', 'mig', 'my', 'i', 'me');
const everybodys = phrases('alle', 'vi', 'vores', 'der', 'all', 'we');

/** How many days ahead; undefined when the sentence does not say. */
function daysAhead(attempt: Attempt, today: LocalDate): number | undefined {
  const span = attempt.the('days');
  if (span) return span.count * (span.ofWeeks ? 7 : 1);
  const until = attempt.the('week')?.on('future')?.to ?? attempt.the('date')?.on('future');
  return until === undefined ? undefined : Math.max(0, dayNumber(until) - dayNumber(today));
}

/** What is overdue is everybody's, and what is urgent the asker's, unless the sentence says whose. */
function listed(attempt: Attempt, { today }: World): Read | undefined {
  if (attempt.count('municipality') + attempt.count('letter') > 0) return undefined;
  for (const each of doing) attempt.says([each]);
  const isLate = attempt.says(phrases('overskred*', 'bagud', 'for sent', 'forfald*'));
  const isUrgent = attempt.says(phrases('haster', 'haste*'));
  const ahead = isLate ? 0 : (daysAhead(attempt, today) ?? (isUrgent ? 3 : undefined));
  const person = attempt.the('person')?.id;
  const isMine = attempt.says(mine);
  const isAll = attempt.says(everybodys) && !isUrgent;
  const whose = person ?? (!isMine && (isAll || isLate) ? 'alle' : 'mine');
  return { command: 'frister', values: { whose: [whose], days: ahead === undefined ? [] : [String(ahead)] } };
}

/** What is due of a municipality; where that is nothing or several things, what is known of it. */
function explained(attempt: Attempt, world: World): Read | undefined {
  if (attempt.count('municipality') > 1) return undefined;
  const municipality = attempt.the('municipality')?.name;
  const duty = dutyMeant(attempt, world, attempt.the('date')?.on('future'));
  for (const each of phrases(
    'orienter*',
    'udvalget',
    'svar*',
    'journaliser*',
    'behandl*',
    'brev*',
    'skal',
    'senest',
    'frist*',
    'svarfrist*',
  ))
    attempt.says([each]);
  if (duty !== undefined) return { command: 'forklar', values: { obligation: [duty] } };
  return municipality === undefined ? undefined : { command: 'vis', values: { what: [municipality] } };
}

export const deadlineRules: readonly Rule[] = [
  { kind: 'question', says: [due], read: listed },
  {
    kind: 'question',
    says: [
      phrases(
        'hvornår skal',
        'hvornår har',
        'frist*',
        'svarfrist*',
        'senest',
        'hvor lang tid',
        'hvor længe',
        'deadline',
        'when must',
        'when',
      ),
    ],
    may: phrases('hvornår', 'svarfrist*', 'frist*'),
    read: explained,
  },
];
