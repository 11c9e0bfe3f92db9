// Deadlines, calendars, forecasts and approvals as they are asked about, in English.
import { dateInWords, dayInWords, shortDate } from '../calendar/dates.ts';
import type { DeadlineWords } from './deadline-words.ts';
import { capitalised, clock, daysOffIn, inEnglish, list, numbered } from './en-terms.ts';
import {
  afterCorrection,
  counted,
  countedOf,
  everyWorkingDay,
  onDate,
  quoted,
  workingDays,
} from './en-words.ts';

const nextDays = (days: number): string => numbered(days, 'the next day', `the next ${days} days`);
const decidedBy = (by: string, owner: string): string => (by === owner ? by : `${by} for ${owner}`);

export const deadlines: DeadlineWords = {
  list: {
    title: (person) => (person === null ? 'All deadlines' : `Deadlines: ${person}`),
    due: 'Due by',
    what: 'What',
    owner: 'Responsible',
    why: 'Why',
    write: 'Type',
    name: 'Name',
    late: 'overdue',
    undated: 'no date',
    you: 'You',
    nothing(days, person) {
      const when = days === 0 ? 'today' : days === 1 ? 'today or tomorrow' : `in ${nextDays(days)}`;
      if (person === null) return `There are no tasks ${when}.`;
      return `${person} ${person === deadlines.list.you ? 'have' : 'has'} no tasks ${when}.`;
    },
    next: (what, due, today) => `The next is: ${what}, ${dayInWords(due, today, 'en')}.`,
    more: (n) => `There ${numbered(n, 'is', 'are')} ${n} more. Use dage= to see fewer days at a time.`,
  },
  explained: {
    due: (date) => `The deadline is ${dateInWords(date, 'en')}.`,
    noDate: (line) => `There is no date, so I send no reminders of it. Set one with: ${line}`,
    rule: (n, unit, rule, start, event) =>
      `${n} ${numbered(n, inEnglish(unit).replace(/s$/, ''), inEnglish(unit))} from ${dateInWords(start, 'en')} (rule: ${inEnglish(rule)}, ${event === null ? "the bot's default" : `set in E-${event}`}).`,
    given: (date) => `The date was given: ${dateInWords(date, 'en')}.`,
    noLaterThan: (date) => `The whole approval has to be finished by ${dateInWords(date, 'en')}.`,
    skipped: (days) => `Skipped: ${days}.`,
    noneSkipped: 'No days are skipped.',
    calendar: (version) => `Calendar: ${version}.`,
    unknownYear: (year) =>
      `The calendar does not know the holidays in ${year}; only weekends have been left out.`,
    owner: (name) => `Responsible: ${name}.`,
    acting: (name) => `At the moment it is ${name} who receives the messages and can decide.`,
    setByHand: (who, when, date, reason, event) =>
      `${capitalised(who)} set the deadline to ${dateInWords(date, 'en')} (E-${event}, ${shortDate(when, 'en')}) with the reason ${quoted(reason)}.`,
    computed: (date) =>
      date
        ? `By the rule, the deadline would be ${dateInWords(date, 'en')}.`
        : 'By the rule, there would be no date.',
    rests: (events) => `Rests on ${events}.`,
    reminders(before, every, leader) {
      const days = before.at(-1) === 1 ? 'working day' : 'working days';
      const early = before.length > 0 ? `${list(before.map(counted))} ${days} before, ` : '';
      return `I send reminders ${early}on the day and then ${everyWorkingDay(every)}. Once it is ${workingDays(leader)} overdue, the manager is told as well.`;
    },
    closed: (by, date, reason, event) =>
      `${capitalised(by)} closed it on ${dateInWords(date, 'en')} (E-${event}) with the reason ${quoted(reason)}. I no longer watch it.`,
    snoozed: (until) => `The reminder has been put off until ${dateInWords(until, 'en')}.`,
  },
  counting: {
    end: (date, today) => `The deadline is ${dayInWords(date, today, 'en')}.`,
    skipped: (n) => `Skipped: ${countedOf(n, 'day', 'days')}.`,
    counted(days, from, to, ends) {
      const number = numbered(days, 'is 1 working day', `are ${days} working days`);
      const but = {
        both: '',
        first: ', not counting the last day',
        last: ', not counting the first day',
      };
      return `There ${number} from ${onDate(from)} up to and including ${onDate(to)}${but[ends]}.`;
    },
    how: (rule, version) => `Rule: ${inEnglish(rule)}. Calendar: ${version}.`,
  },
  moved: (n) => `${capitalised(countedOf(n, 'open deadline moves', 'open deadlines move'))}:`,
  move: (name, from, to) => `${name}: from ${onDate(from)} to ${onDate(to)}`,
  nothingMoves: 'No open deadline moves.',
  calendar: {
    title: (version) => `Calendar: ${version}`,
    years: (first, last) => `It knows the holidays from ${first} to ${last}.`,
    unbounded: (n) =>
      `It has ${n} ${numbered(n, 'day', 'days')} off besides weekends and applies to all years.`,
    closing: (forDeadlines, forMessages) =>
      `Closing days for deadlines: ${daysOffIn(forDeadlines)}. Closing days for messages: ${daysOffIn(forMessages)}.`,
    missing: (year) =>
      `The holidays for ${year} are missing. Please update the program before there are deadlines in that year.`,
    other: (given) =>
      `The program was started with the calendar ${given}; deadlines will follow it only once somebody confirms that.`,
    adopt: 'Let the deadlines follow it',
  },
  forecast: {
    title: (days) => `What I will send in ${nextDays(days)} if nobody does anything`,
    whatIf: (line) => `If: ${line}. Nothing has been recorded.`,
    nothing: (days) => `I will send no messages in ${nextDays(days)}.`,
    when: 'When',
    to: 'To',
    what: 'What',
    why: 'Why',
    step(step, as, person) {
      const when =
        step < -100
          ? 'new'
          : step === 0
            ? 'on the day'
            : step < 0
              ? `${workingDays(-step)} before`
              : `${workingDays(step)} past the deadline`;
      return `${when}${as === 'leader' ? ', to the manager' : ''}${person ? ` (for ${person})` : ''}`;
    },
    urgent: 'at once',
  },
  approval: {
    title: (letter, version, state) => `${letter} version ${version}: ${inEnglish(state)}`,
    step: 'Step',
    who: 'Who',
    state: 'Status',
    actsFor: (acting, owner) => `${acting} for ${owner}`,
    approved: (by, owner, when) => `approved on ${clock(when)} by ${decidedBy(by, owner)}`,
    outside: (proof) => ` (outside the bot: ${proof})`,
    open: (due, today) =>
      `waiting${due ? `, ${due < today ? 'overdue since' : 'due by'} ${shortDate(due, 'en')}` : ''}`,
    waits: 'not reached',
    returned: (by, owner, reason, mode) =>
      `Returned by ${decidedBy(by, owner)} with the reason ${quoted(reason)}. Once the letter has been corrected, ${afterCorrection(mode, owner)}.`,
    void: 'no longer applies',
    stopped: (by) => `Stopped by ${by}.`,
    none: (letter) => `${letter} is not out for approval.`,
    next: (name) => `The letter is now waiting for ${name}.`,
    final: (letter, line) =>
      `${letter} has been finally approved and is locked. The minister's office now has to send the letter and then type: ${line}`,
    reopened: (version, name, straightBack) =>
      straightBack
        ? `Version ${version} has gone straight to ${name}, who returned the letter.`
        : `Approval has started again from the beginning with version ${version}; the letter is waiting for ${name}.`,
    stamped: (sent, approved) =>
      `Version ${sent} is the approved version ${approved} with its date and document number.`,
  },
  chainChanges: (from, to) =>
    `The chain is now: ${from}. It becomes: ${to}. Letters already out for approval follow the old one.`,
  officeHours: 'a time of day from 08:00 to before 16:00, for example 08:30',
  standInAway: (from, acting) =>
    `The substitute is also away; from ${dateInWords(from, 'en')} it is ${acting} who receives the messages and can decide.`,
};
