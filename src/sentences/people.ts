// Who is away, who takes over, and who wants to be reminded when.
import { shortDate } from '../calendar/dates.ts';
import { plusDays } from '../calendar/time.ts';
import type { LocalDate } from '../ports.ts';
import type { Attempt } from './attempt.ts';
import { phrases } from './phrases.ts';
import { dutyMeant, type Read, type Rule, type World } from './rule.ts';

const myself = phrases('jeg', 'mig', 'i');
const standsIn = phrases(
  'dækker',
  'dækkes',
  'tager over',
  'stedfortræder',
  'afløser',
  'træder til',
  'vikar*',
  'overtager',
  'passer',
  'covers',
  'stands in',
);

const absence = phrases(
  'ferie',
  'fri',
  'syg',
  'sygemeldt',
  'sygedag',
  'fraværende',
  'væk',
  'kursus',
  'barsel',
  'orlov',
  'holiday',
  'sick',
  'away',
);

function absent(attempt: Attempt, { actor, today }: World): Read | undefined {
  // *Ferie fra mandag* is the writer's own.
  const isMe = attempt.says(phrases('jeg')) || attempt.says(myself) || attempt.says(absence, 'first');
  const covered = attempt.says(standsIn);
  const two = isMe ? undefined : attempt.both('person');
  const person = isMe ? actor.id : (two?.[0].id ?? attempt.the('person')?.id);
  if (person === undefined) return undefined;
  const substitute = two?.[1].id ?? (isMe && covered ? attempt.the('person')?.id : undefined);
  const [from, to] = periodOf(attempt, today);
  return {
    command: 'fravær',
    values: { person: [person], from: [from], to: [to], substitute: [substitute ?? '<person>'] },
  };
}

const open = '<dato>';

/** First and last day; a single day is both, unless the words say that it only begins or ends then. */
function periodOf(attempt: Attempt, today: LocalDate): readonly [string, string] {
  const week = attempt.the('week');
  if (week) return [shortDate(week.from < today ? today : week.from), shortDate(week.to)];
  const two = attempt.both('date');
  if (two) {
    const [from, to] = [two[0].on('future'), two[1].on('future')];
    if (from === undefined || to === undefined) return [open, open];
    // *Fra mandag til fredag*: the Friday after that Monday.
    return [shortDate(from), shortDate(to < from ? plusDays(to, 7) : to)];
  }
  const [first] = attempt.day('future', ['fra', 'siden', 'from']);
  if (first !== undefined) return [first, open];
  const [last] = attempt.day('future', ['til', 'med', 'until']);
  if (last !== undefined) return [open, last];
  const [day = open] = attempt.day('future');
  return [day, day];
}

function handedOver(attempt: Attempt, world: World): Read | undefined {
  const to = attempt.the('person')?.id;
  if (to === undefined || attempt.count('municipality') + attempt.count('duty') === 0) return undefined;
  return { command: 'overdrag', values: { obligation: [dutyMeant(attempt, world) ?? '<frist>'], to: [to] } };
}

function snoozed(attempt: Attempt, world: World): Read | undefined {
  const days = attempt.the('days');
  const later =
    days && (days.ofWeeks ? shortDate(plusDays(world.today, 7 * days.count)) : String(days.count));
  const when = later === undefined ? attempt.day('future') : [later];
  return {
    command: 'mind-mig',
    values: { obligation: [dutyMeant(attempt, world) ?? '<frist>'], when },
    missed: ['when'],
  };
}

export const peopleRules: readonly Rule[] = [
  {
    kind: 'fact',
    says: [absence],
    unless: phrases('sagt nej', 'mangler'),
    may: phrases('skal på', 'skal holde', 'skal have', 'tager på', 'går på', 'holder', 'mens', 'imens'),
    read: absent,
  },
  {
    kind: 'request',
    says: [
      phrases(
        'giv',
        'give',
        'overdrag',
        'overdrage',
        'overfør',
        'overtager',
        'har overtaget',
        'lad overtage',
        'skal overtage',
        'hand over',
      ),
    ],
    may: phrases('videre', 'sagen', 'opgaven', 'fristen'),
    read: handedOver,
  },
  {
    kind: 'request',
    says: [
      phrases(
        'mind mig',
        'minde mig',
        'påmind mig',
        'påminde mig',
        'husk mig på',
        'husk mig',
        'giv mig besked',
        'remind me',
      ),
    ],
    may: phrases('det', 'sagen', 'fristen'),
    read: snoozed,
  },
];
