// What is due, in English: as a kind colleague says it in the morning. Command lines stay Danish: that is how they are typed.
import { dateInWords, dayInWords, shortDate } from '../calendar/dates.ts';
import type { NoticeFacts } from '../obligations/notices.ts';
import type { ObligationFacts } from '../obligations/obligation.ts';
import type { Body } from '../register/terms.ts';
import type { DutyWords, Yours } from './duty-words.ts';
import {
  bodies,
  capitalised,
  clock,
  daysOffIn,
  inEnglish,
  list,
  named,
  numbered,
  stopped,
  when,
} from './en-terms.ts';

const numbers = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const count = (value: number): string => numbers[value] ?? String(value);
const counted = (value: number, one: string, several: string): string =>
  `${count(value)} ${numbered(value, one, several)}`;
const workingDays = (days: number): string => counted(days, 'working day', 'working days');
const nextDays = (days: number): string => numbered(days, 'the next day', `the next ${days} days`);
const onDate = (date: string | null): string => (date ? shortDate(date, 'en') : 'no date');
/** Before a full stop of ours. */
const quoted = (words: string): string => `“${words.replace(/\s*\.$/, '')}”`;
const times = (n: number): string => ['never', 'once', 'twice'][n] ?? `${count(n)} times`;
const bodyOf = (body: string): string => bodies[body as Body];

const stages: Readonly<
  Record<ObligationFacts['orientering']['stage'], (letter: string, at: readonly string[]) => string>
> = {
  'no-draft': () => '',
  draft: (letter) => `; ${letter} has been written and has to go out for approval`,
  'in-approval': (letter, at) => `; ${letter} is with ${at.join(' and ')} for approval`,
  returned: (letter) => `; ${letter} has been returned and has to be corrected`,
  approved: (letter) => `; ${letter} has been approved and has to be sent`,
};

const letterKinds = {
  orientering: 'the letter of information',
  supplerende: 'the supplementary letter of information',
  berigtigelse: 'the letter of correction',
} as const;

function yours(why: Yours): string {
  switch (why.why) {
    case 'recorded':
      return 'It is yours because you recorded the case.';
    case 'handed-over':
      return `It is yours because ${why.by} handed it over to you.`;
    case 'step':
      return 'It is yours because the step is yours.';
    case 'role':
      return 'It is yours because nobody else has it.';
    case 'substitute':
      return `It comes to you because you are standing in for ${why.person}.`;
  }
}

function theirs(name: string, why: Yours): string {
  switch (why.why) {
    case 'recorded':
      return `${name}, who recorded the case`;
    case 'handed-over':
      return `${name}, to whom ${why.by} handed it over`;
    case 'step':
      return `${name}, who owns the step`;
    case 'role':
      return name;
    case 'substitute':
      return `${name}, standing in for ${why.person}`;
  }
}

function afterCorrection(mode: string, by: string): string {
  return mode === 'to-me' ? `it goes straight back to ${by}` : 'approval starts again from the beginning';
}

function notice(facts: NoticeFacts, nameOf: (person: string) => string): string {
  switch (facts.news) {
    case 'returned': {
      const by = nameOf(facts.by);
      return `${by} has returned ${facts.letter}: ${quoted(facts.reason)}. Once you have corrected it, ${afterCorrection(facts.mode, by)}.`;
    }
    case 'approved':
      return `${facts.letter} has been finally approved (version ${facts.version}). Please send the letter, then type sendt ${facts.letter} with the date (dato=) and the document number (doknr=).`;
    case 'outdated':
      return `The register has changed since ${facts.letter} version ${facts.version} was written (${facts.parts.join(', ')}). The letter cannot be approved or sent as it stands. Make a new version.`;
    case 'stopped':
      return facts.why === 'fact-corrected'
        ? `The approval of ${facts.letter} has been stopped because ${nameOf(facts.by)} has corrected a fact on which the letter rests. Earlier approvals no longer apply.`
        : `${nameOf(facts.by)} has stopped the approval of ${facts.letter}. You need do nothing more.`;
    case 'unreached':
      return `My messages do not reach ${nameOf(facts.person)} (${facts.reason}). I have tried ${times(facts.times)}.`;
    case 'doubtful':
      return `I do not know whether the message ${facts.message} reached ${nameOf(facts.person)}. Please ask, to be on the safe side.`;
    case 'no-digest':
      return 'No daily summary has reached anybody today, although there is something to say. Please type frister alle to see it, and have the connection looked at.';
  }
}

export const duties: DutyWords = {
  what: {
    answer: ({ municipality }) => `Answer from ${named(municipality)}`,
    treatment: ({ municipality, body }) =>
      `The outcome in ${named(municipality)}: consideration by ${bodyOf(body)}`,
    orientering: ({ municipality, letter, stage, hasAnnex, at }) =>
      `Letter of information about ${named(municipality)}${hasAnnex ? '' : "; the municipality's letter is still missing"}${stages[stage](letter ?? '', at)}`,
    supplement: ({ letter }) => `Supplementary letter of information following ${letter}`,
    approval: ({ letter, version, step, steps, municipalities }) =>
      `Approval of ${letter} about ${named(list(municipalities))} (version ${version}, step ${step} of ${steps})`,
    journalising: ({ municipality }) => `Journalise the letter from ${named(municipality)}`,
    applications: ({ year, time }) => `Applications for the ${year} round close at ${time.replace(':', '.')}`,
  },
  because: {
    answer: ({ municipality, offered }) =>
      `${capitalised(named(municipality))} received an offer${when(offered)} and has not answered.`,
    treatment: ({ body, planned, subject }) =>
      `${capitalised(bodyOf(body))} was to consider ${subject === 'tilbud' ? 'the offer' : `the Danmarkskort for ${subject.slice(-4)}`}${when(planned)}, and the outcome has not been recorded.`,
    orientering: ({ municipality, received }) =>
      `${capitalised(named(municipality))} has said no to a reserved course (received${when(received)}), and the Social Affairs Committee has to be told.`,
    supplement: ({ letter, settled }) =>
      `${letter} promised the committee news of the places, and that has been settled since ${dateInWords(settled, 'en')}.`,
    approval: ({ letter, step, steps }) =>
      `${letter} cannot go any further until step ${step} of ${steps} has been decided.`,
    journalising: ({ municipality, received }) =>
      `The letter from ${named(municipality)} came${when(received)} and has not been journalised.`,
    applications: ({ year }) => `The ${year} round has a deadline for applications.`,
  },
  yours,
  theirs,
  by: (due, today) => {
    if (due === today) return 'Today';
    return `${due < today ? 'Overdue since' : 'By'} ${dayInWords(due, today, 'en')}`;
  },
  greeting: (firstName, time) => (time < '11:00' ? `Good morning, ${firstName}.` : `Hello ${firstName}.`),
  waiting: (n, allYours) =>
    allYours
      ? `${capitalised(counted(n, 'thing is', 'things are'))} waiting for you.`
      : `There ${numbered(n, 'is', 'are')} ${counted(n, 'thing', 'things')} you should know.`,
  more: (n) => `There are ${n} more. Type frister to see them.`,
  rest: 'The rest can wait.',
  discharge: (line) => `Type ${line} when it is done.`,
  toLeader: (what, owner, late, given) =>
    `${what}: this has been with ${owner} for ${workingDays(late)} past the deadline. ${owner} has had ${counted(given, 'reminder', 'reminders')}. Would you like to talk to ${owner} or choose somebody else?`,
  readyToSend: (letter, version, what, due, today) => {
    const thing = what.replace(/;.*$/, '');
    const should =
      due < today ? `should have been sent on ${dayInWords(due, today, 'en')}` : 'has to be sent today';
    return `The ${thing.charAt(0).toLowerCase()}${thing.slice(1)} (${letter}) ${should}, and you are down as the sender. Version ${version} has been approved. Type sendt ${letter} when it is done. If you cannot manage it, please hand it over now.`;
  },
  approvalAsked: ({ letter, kind, version, step, steps, municipalities }, due, today, person) => {
    const by = due ? ` by ${dayInWords(due, today, 'en')}` : '';
    const you = person ? `You are standing in for ${person} at` : 'You are';
    return `Would you please look at ${letterKinds[kind]} about ${named(list(municipalities))} (${letter}, version ${version})${by}? ${you} step ${step} of ${steps}.`;
  },
  newSince: (version, parts) => `New since version ${version}: ${list(parts)}.`,
  notice,
  buttons: {
    done: 'Done',
    next: 'Next step',
    chase: 'Have chased',
    snooze: 'Remind me',
    handOver: 'Hand over',
    why: 'Why?',
    read: 'Read with annexes',
    approve: (version) => `Approve version ${version}`,
    giveBack: 'Return with a reason',
    chooseOther: 'Choose somebody else',
    newDeadline: 'New deadline',
    standIn: 'Choose a substitute',
    show: 'See the approval',
  },
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
    nothing: (days, person) =>
      `${person === null ? 'There are' : `${person} has`} no tasks in ${nextDays(days)}.`,
    next: (what, due, today) => `The next is: ${what}, ${dayInWords(due, today, 'en')}.`,
    more: (n) => `There ${numbered(n, 'is', 'are')} ${n} more. Use dage= to see fewer days at a time.`,
  },
  explained: {
    due: (date) => `The deadline is ${dateInWords(date, 'en')}.`,
    noDate: (line) => `There is no date yet. Set one with: ${line}`,
    rule: (n, unit, rule, start) =>
      `${n} ${numbered(n, inEnglish(unit).replace(/s$/, ''), inEnglish(unit))} from ${dateInWords(start, 'en')}, counted by the rule “${inEnglish(rule)}”.`,
    given: (date) => `The date was given: ${dateInWords(date, 'en')}.`,
    noLaterThan: (date) => `The whole approval has to be finished by ${dateInWords(date, 'en')}.`,
    ruleSource: (event) =>
      event === null ? 'The rule is the one the bot came with.' : `The rule was set in E-${event}.`,
    skipped: (days) => `Skipped: ${daysOffIn(days)}.`,
    noneSkipped: 'No days are skipped.',
    calendar: (version) => `Calendar: ${version}.`,
    unknownYear: (year) =>
      `The calendar does not know the holidays in ${year}; only weekends have been left out.`,
    setByHand: (who, day, date, reason, event) =>
      `${who} set the deadline to ${dateInWords(date, 'en')} (E-${event}, ${shortDate(day, 'en')}): ${stopped(reason)}`,
    computed: (date) =>
      date ? `By the rule it was ${dateInWords(date, 'en')}.` : 'By the rule there was no date.',
    rests: (events) => `Rests on ${events}.`,
    reminders: (before, every, leader) => {
      const early =
        before === '' ? '' : `${before} ${before === '1' ? 'working day' : 'working days'} before, `;
      const then = every === 1 ? 'every working day' : `every ${workingDays(every)}`;
      return `I send reminders ${early}on the day and then ${then}; from ${workingDays(leader)} past the deadline, to the manager as well.`;
    },
    snoozed: (until) => `The reminder has been put off until ${dateInWords(until, 'en')}.`,
  },
  counting: {
    end: (date, today) => `The deadline is ${dayInWords(date, today, 'en')}.`,
    skipped: (n) => `Skipped: ${counted(n, 'day', 'days')}.`,
    noneSkipped: 'No days are skipped.',
    counted: (days, from, to) =>
      `There ${numbered(days, 'is 1 working day', `are ${days} working days`)} from ${onDate(from)} to ${onDate(to)}.`,
    how: (rule, version) => `Rule: ${inEnglish(rule)}. Calendar: ${version}.`,
  },
  moved: (n) => `${capitalised(counted(n, 'open deadline moves', 'open deadlines move'))}:`,
  move: (name, from, to) => `${name}: from ${onDate(from)} to ${onDate(to)}`,
  nothingMoves: 'No open deadline moves.',
  calendar: {
    title: (version) => `Calendar: ${version}`,
    years: (first, last) => `It knows the holidays from ${first} to ${last}.`,
    unbounded: (n) =>
      `It has ${n} ${numbered(n, 'day', 'days')} off besides weekends and no limit to its years.`,
    closing: (deadlines, messages) =>
      `Closing days for deadlines: ${daysOffIn(deadlines)}. Closing days for messages: ${daysOffIn(messages)}.`,
    missing: (year) =>
      `The holidays for ${year} are missing. Please update the program before deadlines reach that far.`,
    other: (given) =>
      `The program was started with the calendar ${given}; deadlines will follow it only once somebody confirms that.`,
    adopt: 'Let the deadlines follow it',
  },
  forecast: {
    title: (days) => `What I will send in ${nextDays(days)}`,
    whatIf: (line) => `If: ${line}. Nothing has been recorded.`,
    nothing: (days) => `I will send no messages in ${nextDays(days)}.`,
    when: 'When',
    to: 'To',
    what: 'What',
    why: 'Why',
    step: (step, as) => {
      if (as === 'leader') return `manager, ${workingDays(step)} past the deadline`;
      if (step < -100) return 'new';
      if (step === 0) return 'on the day';
      return step < 0
        ? `no later than ${workingDays(-step)} before`
        : `${workingDays(step)} past the deadline`;
    },
    urgent: 'at once',
  },
  approval: {
    title: (letter, version, state) => `${letter} version ${version}: ${inEnglish(state)}`,
    step: 'Step',
    who: 'Who',
    state: 'Status',
    approved: (by, owner, day) => `approved on ${clock(day)} by ${by === owner ? by : `${by} for ${owner}`}`,
    outside: (proof) => ` (outside the bot: ${proof})`,
    open: (due, today) =>
      `waiting${due ? `, ${due < today ? 'overdue since' : 'due by'} ${shortDate(due, 'en')}` : ''}`,
    waits: 'not reached',
    returned: (by, reason, mode) =>
      `Returned by ${by}: ${quoted(reason)}. After the correction, ${afterCorrection(mode, by)}.`,
    stopped: (by) => `Stopped by ${by}.`,
    none: (letter) => `${letter} is not out for approval.`,
    next: (name) => `The letter is now waiting for ${name}.`,
    final: (letter) =>
      `${letter} has been finally approved and is locked. A person sends it; afterwards, type sendt ${letter}.`,
    differs: (from, to) => `The difference between version ${from} and version ${to}:`,
  },
  absenceActing: (name) => `At the moment it is ${name} who receives the messages and can decide.`,
  clockBehind: (last) =>
    `The clock has gone back to before ${clock(last)}. I will send nothing until it is right again.`,
};
