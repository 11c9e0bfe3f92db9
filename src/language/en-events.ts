// One sentence for each kind of event, in English: the answer when it is recorded, and its line in the history.
import {
  activityKinds,
  activityStatuses,
  applicationStatuses,
  areas,
  bodies,
  capitalised,
  inEnglish,
  list,
  mapAreas,
  named,
  numbered,
  on,
  reasonCategories,
  stopped,
  unnamed,
  when,
} from './en-terms.ts';
import type { About, Language } from './language.ts';

const whose = (about: About): string => capitalised(about.municipality || unnamed);
const of = (about: About): string => about.municipality || unnamed;

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
    `The setting ${setting} applies from ${about.date(from)}: ${Object.entries(value)
      .map(([field, held]) => `${field}=${held}`)
      .join(', ')}.`,
  'danmarkskort-imported': ({ year, area, file, rows }) =>
    `The Danmarkskort of ${mapAreas[area]} ${year} has been imported from ${file.name}: ${rows.length === 1 ? '1 municipality' : `${rows.length} municipalities`}.`,
  'offers-proposed': ({ year, area, mapYear, picked }, about) =>
    `${about.municipality} ${picked.length === 1 ? 'has' : 'have'} been proposed for reserved courses on ${areas[area]} in ${year} by the Danmarkskort of ${mapYear}.`,
  'round-opened': ({ year, total, applied, reserved, closes }, about) =>
    `The ${year} round has been opened: ${total} ${numbered(total, 'course', 'courses')}, ${applied} by application and ${reserved} reserved.${closes ? ` Applications close on ${about.date(closes.date)} at ${closes.time}.` : ''}`,
  'calendar-adopted': ({ version, days }) => {
    const free = days ? ` with ${days.length} ${numbered(days.length, 'day', 'days')} off` : '';
    return `Deadlines now follow the calendar ${version}${free}.`;
  },
  'applications-closed': ({ year, date }) => `Applications for the ${year} round closed${when(date)}.`,
  'application-recorded': ({ year, status, date }, about) =>
    `${whose(about)} has applied for a course${on(about.area)} in ${year}: ${applicationStatuses[status]}${when(date)}.`,
  'application-decided': ({ year, status, date }, about) =>
    `${whose(about)}: the application for ${year} was ${applicationStatuses[status]}${when(date)}.`,
  'offer-made': ({ year, date, again, answerDue, caseNumber }, about) => {
    const what = again ? `the place that ${named(about.places)} refused: a course` : 'a reserved course';
    const due = answerDue ? `, with an answer due by ${about.date(answerDue)}` : '';
    const file = caseNumber ? ` (case number ${caseNumber})` : '';
    return `${whose(about)} has been offered ${what}${on(about.area)} for ${year}${when(date)}${due}${file}.`;
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
    return `${whose(about)}${what}${when(date)}.${contacted}${as}${words}`;
  },
  'treatment-recorded': ({ subject, body, date, outcome }, about) => {
    const what = subject === 'tilbud' ? 'the offer' : `the Danmarkskort for ${subject.slice(-4)}`;
    const day = when(date) || ' on a date that is not known';
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
      decided ? ` Decided${when(decided) || ' on a date that is not known'}.` : '',
      positive ? ` Positive: ${stopped(about.text(positive))}` : '',
      askAgain
        ? ` Would like to be asked again${askAgain === 'any' ? '' : ` about ${areas[askAgain]}`}.`
        : '',
    ].join('');
    return `${whose(about)} has said ${says} to a reserved course${on(about.area)} in ${year}; received${when(received)}.${more}`;
  },
  'letter-received': ({ file, received, annexTitle }, about) =>
    `The letter from ${of(about)} was received${when(received)}: ${file.name}.${annexTitle ? ` Title of the annex: ${stopped(about.text(annexTitle))}` : ''}`,
  'letter-journalised': ({ letter, docNumber, date }, about) =>
    `${about.municipality ? `The letter from ${about.municipality}` : letter} was journalised${when(date)}${docNumber ? ` with document number ${docNumber}` : ''}.`,
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
    return `Activity in ${year}: ${activityKinds[kind]}${number}${whom}, ${activityStatuses[status]}${when(date)}.${more}`;
  },
  'activity-answered': ({ status, date }, about) =>
    `Activity${about.municipality ? ` for ${about.municipality}` : ''}: ${activityStatuses[status]}${when(date)}.`,
  'letter-drafted': ({ letter, version, kind, year }) =>
    `${letter} version ${version} has been written: ${letterKinds[kind]} for ${year}.`,
  'letter-rendered': ({ letter, version, files }) =>
    `The files of ${letter} version ${version} have been made: ${list(files.map((file) => file.name))}.`,
  'finding-cleared': ({ letter, code, note }, about) =>
    `${letter}: ${code} is cleared. ${stopped(about.text(note))}`,
  'letter-sent': ({ letter, version, date }) => `${letter} version ${version} was sent${when(date)}.`,
  // The committee's own reference stays in Danish: it is what people search for.
  'letter-distributed': ({ letter, annex, date }) =>
    `${letter} was distributed to the Social Affairs Committee${when(date)} as annex ${annex} (SOU alm. del, bilag ${annex}).`,
  'letter-cancelled': ({ letter, reason }, about) =>
    `${letter} has been cancelled.${because(about.text(reason))}`,
  'approval-started': ({ letter, version, chain, steps, due }, about) => {
    const path = steps.map((step) => list(step.map((role) => inEnglish(about.name(role))))).join(', ');
    const by = due ? `; it must be finished by ${about.date(due)}` : '';
    return `${letter} version ${version} has gone out for approval (the chain ${chain}: ${path})${by}. The reasons have been checked against the municipality's letter.`;
  },
  'step-approved': ({ letter, version, step, owner, decider, date, proof }, about) => {
    const who = `${about.name(decider)}${decider === owner ? '' : ` for ${about.name(owner)}`}`;
    const outside = proof ? ` outside the bot. Evidence: ${stopped(about.text(proof))}` : '.';
    return `${letter} version ${version}, step ${step + 1}: approved by ${who}${when(date)}${outside}`;
  },
  'approval-returned': ({ letter, version, step, owner, decider, reason, mode }, about) => {
    const who = `${about.name(decider)}${decider === owner ? '' : ` for ${about.name(owner)}`}`;
    const next = mode === 'to-me' ? `it goes straight back to step ${step + 1}` : 'the approval starts over';
    return `${letter} version ${version} has been returned at step ${step + 1} by ${who}: “${about.text(reason).replace(/\s*\.$/, '')}”. Once the letter has been corrected, ${next}.`;
  },
  'approval-stopped': ({ letter, why, reason }, about) => {
    const corrected = why === 'fact-corrected' ? ' because a fact has been corrected' : '';
    return `The approval of ${letter} has been stopped${corrected}.${reason ? because(about.text(reason)) : ''}`;
  },
  'absence-recorded': ({ person, from, to, substitute }, about) =>
    `${capitalised(about.name(person))} is absent from ${about.date(from)} up to and including ${about.date(to)}. Substitute: ${about.name(substitute)}.`,
  'deadline-set': ({ obligation, date, reason }, about) =>
    `The deadline for ${obligation} has been set to ${about.date(date)}.${because(about.text(reason))}`,
  'obligation-handed-over': ({ obligation, to, reason }, about) =>
    `${obligation} has been handed over to ${about.name(to)}.${reason ? because(about.text(reason)) : ''}`,
  'obligation-closed': ({ obligation, reason }, about) =>
    `${obligation} is no longer watched.${because(about.text(reason))}`,
  'reminder-snoozed': ({ obligation, person, until }, about) =>
    `${capitalised(about.name(person))} will be reminded of ${obligation} again${when(until)}. The deadline stays the same.`,
  'message-claimed': ({ message, kind, to }, about) =>
    `${message}: ${{ digest: 'daily summary', urgent: 'urgent message', card: 'post', files: 'files' }[kind]} to ${about.name(to)}.`,
  'message-delivered': ({ message }) => `${message} has been delivered.`,
  'message-failed': ({ message, reason }) => `${message} could not be delivered: ${stopped(reason)}`,
  'message-doubtful': ({ message }) => `It is not known whether ${message} arrived.`,
  'message-updated': ({ message }) => `${message} now shows what has happened since.`,
  'channel-chosen': ({ platform }) =>
    `From now on, answers and letters are shown in the chosen ${platform === 'slack' ? 'Slack' : 'Teams'} channel.`,
  'person-met': ({ person }, about) => `${capitalised(about.name(person))} has started to use Forløbsvagten.`,
  'language-chosen': ({ person, locale }, about) =>
    `${capitalised(about.name(person))} gets answers and messages in ${locale === 'da' ? 'Danish' : 'English'}.`,
  'fact-corrected': ({ event, reason }, about) =>
    `E-${event} has been corrected.${because(about.text(reason))}`,
  'command-undone': ({ events: undone }) =>
    `${list(undone.map((event) => `E-${event}`))} ${numbered(undone.length, 'has', 'have')} been undone.`,
  'text-redacted': ({ event, reason }, about) =>
    `Words in ${about.recording(event)} have been removed.${because(about.text(reason))}`,
  'confirmation-asked': ({ confirmation }) => `${confirmation} is waiting to be confirmed.`,
  'confirmation-given': ({ confirmation }) => `${confirmation} has been confirmed.`,
};
