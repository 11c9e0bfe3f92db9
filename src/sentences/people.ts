// Who is away, who is given a deadline, and who wants to be reminded when.
import { shortDate } from '../calendar/dates.ts';
import { plusDays } from '../calendar/time.ts';
import { absenceRules } from './absence.ts';
import type { Attempt } from './attempt.ts';
import { phrases } from './phrases.ts';
import { dutyMeant, type Read, type Rule, type World } from './rule.ts';

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
  ...absenceRules,
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
    unless: phrases('besked', 'svar'),
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
