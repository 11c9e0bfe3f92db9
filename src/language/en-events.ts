// One sentence for each kind of event, in English: the answer when it is recorded, and its line in the history.
import { isLocalDate } from '../calendar/time.ts';
import {
  activityKinds,
  activityStatuses,
  applicationStatuses,
  areas,
  bodies,
  capitalised,
  list,
  named,
  numbered,
  on,
  reasonCategories,
  unnamed,
} from './en-terms.ts';
import type { About, Language } from './language.ts';

const whose = (about: About): string => capitalised(about.municipality || unnamed);
const of = (about: About): string => about.municipality || unnamed;

/** English needs *on* before a day and *in* before a month or a year; nothing is said of an unknown date. */
function when(about: About, date: string | null): string {
  if (date === null || date === 'ukendt') return '';
  return ` ${isLocalDate(date) ? 'on' : 'in'} ${about.date(date)}`;
}

/** What people type may end with its own full stop. */
function stopped(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function because(words: string): string {
  return words ? ` Reason: ${stopped(words)}` : '';
}

function places(about: About, count: number): string {
  return `${about.places || numbered(count, 'A place', 'Places')} ${numbered(count, 'has', 'have')}`;
}

const letterKinds = {
  orientering: 'letter of information (orientering)',
  supplerende: 'supplementary letter of information',
  berigtigelse: 'correction (berigtigelse)',
} as const;

export const events: Language['events'] = {
  'ledger-opened': ({ clock }) =>
    clock === 'simulated'
      ? 'The register has been opened with a practice clock.'
      : 'The register has been opened.',
  'setting-changed': ({ setting, from, value }, about) =>
    `The setting ${setting} applies from ${about.date(from)}: ${Object.values(value).join(', ')}.`,
  'round-opened': ({ year, total, applied, reserved }) =>
    `The ${year} round has been opened: ${total} ${numbered(total, 'course', 'courses')}, ${applied} by application and ${reserved} reserved.`,
  'application-recorded': ({ year, status, date }, about) =>
    `${whose(about)} has applied for a course${on(about.area)} in ${year}: ${applicationStatuses[status]}${when(about, date)}.`,
  'application-decided': ({ year, status, date }, about) =>
    `${whose(about)}: the application for ${year} was ${applicationStatuses[status]}${when(about, date)}.`,
  'offer-made': ({ year, date, again, answerDue, caseNumber }, about) => {
    const what = again ? `the place that ${named(about.places)} refused: a course` : 'a reserved course';
    const due = answerDue ? `, with an answer due by ${about.date(answerDue)}` : '';
    const file = caseNumber ? ` (case number ${caseNumber})` : '';
    return `${whose(about)} has been offered ${what}${on(about.area)} for ${year}${when(about, date)}${due}${file}.`;
  },
  'offer-withdrawn': ({ year, reason }, about) =>
    `The offer to ${of(about)}${on(about.area)} for ${year} has been withdrawn.${because(about.text(reason))}`,
  'contact-noted': ({ kind, date, contact, misunderstoodAs, note }, about) => {
    const what = {
      chaser: ' was reminded to answer',
      clarification: ' had the offer clarified',
      note: ': note',
    }[kind];
    const as = misunderstoodAs ? ` The offer had been understood as ${areas[misunderstoodAs]}.` : '';
    const contacted = contact ? ` Contact: ${stopped(about.text(contact))}` : '';
    const words = note ? ` ${stopped(about.text(note))}` : '';
    return `${whose(about)}${what}${when(about, date)}.${contacted}${as}${words}`;
  },
  'treatment-recorded': ({ subject, body, date, outcome }, about) => {
    const what = subject === 'tilbud' ? 'the offer' : `the Danmarkskort for ${subject.slice(-4)}`;
    const day = when(about, date) || ' on a date that is not known';
    if (!outcome) return `${whose(about)}: ${bodies[body]} is to consider ${what}${day}.`;
    return `${whose(about)}: ${bodies[body]} considered ${what}${day}. Outcome: ${stopped(about.text(outcome))}`;
  },
  'answer-recorded': ({ year, says, received, reasons, letterDate, decided, positive, askAgain }, about) => {
    const grounds = reasons.map(({ category, words }) =>
      words ? about.text(words) : `${reasonCategories[category]}, without the municipality's own words`,
    );
    const dated =
      letterDate === 'ukendt' ? ' The letter is undated.' : ` The letter is dated ${about.date(letterDate)}.`;
    const more = [
      grounds.length > 0
        ? ` ${numbered(grounds.length, 'Reason', 'Reasons')}: ${stopped(grounds.join('; '))}`
        : '',
      letterDate ? dated : '',
      decided ? ` Decided${when(about, decided) || ' on a date that is not known'}.` : '',
      positive ? ` Positive: ${stopped(about.text(positive))}` : '',
      askAgain
        ? ` Would like to be asked again${askAgain === 'any' ? '' : ` about ${areas[askAgain]}`}.`
        : '',
    ].join('');
    return `${whose(about)} has said ${says} to a reserved course${on(about.area)} in ${year}; received${when(about, received)}.${more}`;
  },
  'letter-received': ({ file, received, annexTitle }, about) =>
    `The letter from ${of(about)} was received${when(about, received)}: ${file.name}.${annexTitle ? ` Title of the annex: ${stopped(about.text(annexTitle))}` : ''}`,
  'letter-journalised': ({ letter, docNumber, date }, about) =>
    `${about.municipality ? `The letter from ${about.municipality}` : letter} was journalised${when(about, date)}${docNumber ? ` with document number ${docNumber}` : ''}.`,
  'place-converted': ({ places: ids, reason, equals, source }, about) => {
    const worth = equals ? ` That equals ${equals} long ${numbered(equals, 'course', 'courses')}.` : '';
    const from = source ? ` Source: ${stopped(about.text(source))}` : '';
    return `${places(about, ids.length)} been converted to other activities.${because(about.text(reason))}${worth}${from}`;
  },
  'place-lapsed': ({ places: ids, reason }, about) =>
    `${places(about, ids.length)} lapsed.${because(about.text(reason))}`,
  'activity-recorded': (data, about) => {
    const { kind, year, count, perMunicipality, status, theme, programme, elseOthers, date } = data;
    const number = perMunicipality ? ` (${perMunicipality} each)` : count ? ` (${count})` : '';
    const whom = about.municipality ? ` for ${about.municipality}` : '';
    const more = [
      theme ? ` Theme: ${stopped(about.text(theme))}` : '',
      programme === 'at-risk' ? ' The taskforce for vulnerable children and young people.' : '',
      elseOthers ? ' Goes to others if declined.' : '',
      about.places ? ` Replaces ${about.places.charAt(0).toLowerCase()}${about.places.slice(1)}.` : '',
    ].join('');
    return `Activity in ${year}: ${activityKinds[kind]}${number}${whom}, ${activityStatuses[status]}${when(about, date)}.${more}`;
  },
  'activity-answered': ({ status, date }, about) =>
    `Activity${about.municipality ? ` for ${about.municipality}` : ''}: ${activityStatuses[status]}${when(about, date)}.`,
  'letter-drafted': ({ letter, version, kind, year }) =>
    `${letter} version ${version} has been written: ${letterKinds[kind]} for ${year}.`,
  'letter-rendered': ({ letter, version, files }) =>
    `The files of ${letter} version ${version} have been made: ${list(files.map((file) => file.name))}.`,
  'finding-cleared': ({ letter, code, note }, about) =>
    `${letter}: ${code} is cleared. ${stopped(about.text(note))}`,
  'letter-sent': ({ letter, version, date }, about) =>
    `${letter} version ${version} was sent${when(about, date)}.`,
  // The committee's own reference stays in Danish: it is what people search for.
  'letter-distributed': ({ letter, annex, date }, about) =>
    `${letter} was distributed to the Social Affairs Committee${when(about, date)} as annex ${annex} (SOU alm. del, bilag ${annex}).`,
  'letter-cancelled': ({ letter, reason }, about) =>
    `${letter} has been cancelled.${because(about.text(reason))}`,
  'fact-corrected': ({ event, reason }, about) =>
    `E-${event} has been corrected.${because(about.text(reason))}`,
  'command-undone': ({ events: undone }) =>
    `${list(undone.map((event) => `E-${event}`))} ${numbered(undone.length, 'has', 'have')} been undone.`,
  'confirmation-asked': ({ confirmation }) => `${confirmation} is waiting to be confirmed.`,
  'confirmation-given': ({ confirmation }) => `${confirmation} has been confirmed.`,
};
