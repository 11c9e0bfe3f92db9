// Why the bot says no, in English. The line that works comes after it; what people type stays Danish.
import { shortDate } from '../calendar/dates.ts';
import { clockTime } from '../calendar/time.ts';
import type { RefusalParams } from '../register/refusal.ts';
import { capitalised, clock, either, inEnglish, list, named, numbered, on } from './en-terms.ts';
import type { Language } from './language.ts';

const date = (day: string): string => shortDate(day, 'en');
const meant = (items: readonly string[]): string =>
  items.length > 0 ? ` Did you mean ${either(items)}?` : '';
const ofYears = (courses: readonly { readonly area: string; readonly year: number }[]): string =>
  list(courses.map((course) => `${inEnglish(course.area)} ${course.year}`.trim()));

/** Reasons are typed in Danish, so what is said of their grammar is about Danish. */
const clause: Record<RefusalParams['not-a-clause']['why'], (found: string) => string> = {
  pronoun: (found) =>
    `Please write about the municipality in the third person: “${found}” cannot stand in the minister's letter.`,
  opening: (found) => `The reason must be able to follow »at« and cannot begin with »${found}«.`,
  sentence: () => 'A reason must be a single clause that can follow “at”. Give each reason its own grund=.',
  'relative-time': (found) =>
    `Please write the year or the date instead of “${found}”, so that the letter stays right later on.`,
  'word-order': (found) => {
    const [verb, adverb] = found.split(' ');
    return `A reason must be able to follow “at”: write “${adverb} ${verb}” instead of “${found}”.`;
  },
};

const fileFaults: Record<RefusalParams['file-refused']['reason'], (found: string) => string> = {
  ending: () => 'I read only pdf, docx, odt, eml and txt.',
  'no-table': () => 'here I read only tables: csv and xlsx.',
  content: () => 'its content is not what the file ending says.',
  mismatch: (found) => `its content is ${found}, not what the file ending says.`,
  empty: () => 'the file is empty.',
  'too-large': () => 'it is larger than 20 MB.',
  'not-fetched': () => 'I could not fetch it just now. Try again in a moment.',
  bomb: () => 'it unpacks to more than a letter can hold.',
  macro: () =>
    'it contains macros, scripts, embedded files or something that is fetched from elsewhere. Please ask for the letter as a plain pdf.',
  enclosed: () =>
    'there is a file in the mail that I cannot read. Please save the letter by itself and give me that instead of the mail.',
  encrypted: () => 'it is locked with a password. Please ask for an open copy.',
  unreadable: () => 'it is damaged. Please ask for it again.',
  name: () => 'its name has characters that do not belong in a file name. Please give the file another name.',
};

function vacant(names: readonly string[]): string {
  return `${numbered(names.length, 'The place', 'The places')} that ${named(list(names))} refused ${numbered(names.length, 'is', 'are')} vacant`;
}

export const refusals: Language['refusals'] = {
  'line-too-long': ({ length, most }) =>
    `The line is ${length} characters long; there is room for ${most}. Please split it.`,
  'hidden-character': ({ code, position }) =>
    `There is an invisible character (${code}) in position ${position}. I have recorded nothing. Delete the character or type the line again.`,
  'not-utf8': ({ line }) =>
    `Line ${line} is not UTF-8, so æ, ø and å cannot be read. Save the file as UTF-8.`,
  'unclosed-quote': ({ from }) => `The quotation mark at ${from} is never closed.`,
  'unknown-command': ({ typed, nearest }) => `I do not know the command “${typed}”.${meant(nearest)}`,
  'missing-argument': ({ label, expected }) => `Please add ${label}: ${expected}.`,
  'unknown-option': ({ typed, nearest }) => `I do not know “${typed}=” here. Use ${either(nearest)}.`,
  'repeated-option': ({ option }) => `${option} is there several times. I can use only one.`,
  'surplus-words': ({ words }) =>
    `I do not know what “${words}” is for. If it belongs to a text, put the text in quotation marks.`,
  'invalid-value': ({ label, typed, expected }) =>
    `I cannot use “${typed}” as ${label}. Please type ${expected}.`,
  'unknown-choice': ({ label, typed, choices }) =>
    `“${typed}” is not a choice for ${label}. Choose ${either(choices)}.`,
  'unknown-municipality': ({ typed, nearest }) =>
    `I know no municipality called “${typed}”.${meant(nearest)}`,
  'not-allowed': ({ command, roles }) =>
    `You cannot use ${command}. It is open to these roles: ${list(roles.map(inEnglish))}.`,
  'unknown-person': ({ typed, known }) => `I do not know the person “${typed}”. I know ${list(known)}.`,
  'reads-only': ({ command }) =>
    `${command} cannot be used back in time. There you can only read what had been recorded.`,
  'too-many': ({ perMinute, seconds }) =>
    `That was too fast: I take at most ${perMinute} commands a minute from each person, so that everybody gets a turn. I have recorded nothing. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
  'date-in-future': ({ date: day, today }) =>
    `${date(day)} is later than today (${date(today)}). What has happened cannot have a later date.`,
  'not-a-clause': ({ why, found }) => clause[why](found),
  'no-round': ({ year }) =>
    year ? `The ${year} round has not been opened.` : 'No round has been opened yet.',
  'which-year': ({ years }) => `Which year is it: ${either(years.map(String))}?`,
  'round-exists': ({ year }) => `The ${year} round is already open.`,
  'quota-mismatch': ({ total, applied, reserved }) =>
    `The numbers do not add up: ${applied} + ${reserved} is ${applied + reserved}, not ${total}.`,
  'applied-quota-full': ({ year, applied, granted }) =>
    `All places for applications in ${year} have been granted: ${granted} of ${applied}.`,
  'no-place-free': ({ year, arithmetic: sum, vacantAfter }) => {
    const numbers = `${sum.total} courses − ${sum.granted} granted − ${sum.pending} applied for = ${sum.reserved} reserved in ${year}; ${sum.used} in use`;
    const more = vacantAfter.length > 0 ? ` ${vacant(vacantAfter)}: use gentilbud to re-offer.` : '';
    return `There is no further place: ${numbers}.${more}`;
  },
  'application-exists': ({ municipality, area, year, status }) =>
    `${municipality} already has an application for a course${on(area)} in ${year}. It is recorded as ${inEnglish(status)}.`,
  'already-granted': ({ municipality, area, year }) =>
    `${municipality} has already been granted a course${on(area)} in ${year} after applying.`,
  'area-missing': ({ municipality }) =>
    `Which area is it for ${municipality}: børnehandicap (child disability) or voksenhandicap (adult disability)?`,
  'offer-exists': ({ municipality, area, year, state }) =>
    `${municipality} already has an offer${on(area)} in ${year}. It is recorded as ${inEnglish(state)}.`,
  // The register writes `?` when it cannot say whose offer it was.
  'no-offer': ({ municipality, year, area }) =>
    `${municipality === '?' ? 'There is' : `${municipality} has`} no open offer${on(area)}${year ? ` in ${year}` : ''}.`,
  'which-offer': ({ municipality, offers }) =>
    `${municipality} has several offers: ${ofYears(offers)}. Which one is it?`,
  'offer-withdrawn': ({ municipality }) => `The offer to ${named(municipality)} has been withdrawn.`,
  'already-answered': ({ municipality, area, year, says, event }) =>
    `${capitalised(named(municipality))} has already said ${says}${on(area)} in ${year} (E-${event}). If something is wrong, please correct it.`,
  'answer-before-offer': ({ municipality, received, offered }) =>
    `${capitalised(named(municipality))} cannot have answered on ${date(received)}: the offer is dated ${date(offered)}.`,
  'reasons-with-yes': ({ municipality }) =>
    `${capitalised(named(municipality))} has said yes. Reasons belong to a no.`,
  'place-gone': ({ municipality, state }) =>
    `The place that ${named(municipality)} refused is not vacant. It is recorded as ${inEnglish(state)}.`,
  'no-vacant-place': ({ municipality, year, vacantAfter }) => {
    const more = vacantAfter.length > 0 ? vacant(vacantAfter) : 'No places are vacant';
    return `${municipality ? `${municipality} has left no vacant place` : 'There is no vacant place'}${year ? ` in ${year}` : ''}. ${more}.`;
  },
  'which-place': ({ municipality, places }) =>
    `There are several vacant places (${named(municipality)}): ${ofYears(places)}. Which one is it?`,
  'letter-exists': ({ municipality, event }) =>
    `That letter from ${named(municipality)} is already recorded (E-${event}).`,
  'no-incoming-letter': ({ municipality }) => `No letter from ${named(municipality)} has been recorded.`,
  'already-journalised': ({ what, date: day }) => `${what} was already journalised on ${date(day)}.`,
  'before-received': ({ what, date: day, received }) => `${date(day)} is before ${what} (${date(received)}).`,
  'file-refused': ({ name, reason, found }) => `I cannot take ${name}: ${fileFaults[reason](found ?? '')}`,
  'file-not-found': ({ name }) => `I cannot find the file ${name}.`,
  'nobody-to-propose': ({ area, year, passed }) =>
    [`No municipality can be proposed by the Danmarkskort of ${area} ${year}.`, ...passed].join('\n'),
  'nothing-imported': ({ name }) => `Everything in ${name} is recorded already.`,
  'no-heading': ({ name, found }) =>
    `I cannot find the columns of ${name}. There must be a line of headings: år, område, kommune and either hjemvist, ændret and stadfæstet or procent.${found.length > 0 ? ` I found ${list(found)}.` : ''}`,
  'table-has-problems': ({ name, problems, rows }) =>
    [
      `Nothing of ${name} has been recorded: ${problems.length === 1 ? 'one thing' : 'something'} has to be mended first.${rows > 0 ? ` ${rows} other rows are in order.` : ''} Please mend the table, or leave the lines out.`,
      ...problems,
    ].join('\n'),
  'nothing-left': ({ name }) => `No rows of ${name} are left.`,
  'no-map': ({ area, year, known }) =>
    `There is no Danmarkskort of ${area} ${year}.${known.length > 0 ? ` There are ${list(known)}.` : ' Nothing has been imported yet.'}`,
  'not-on-map': ({ municipality, area, year }) =>
    `${municipality} is not among the figures of ${area} ${year}. That does not mean 0 %: the figure was not imported.`,
  'nothing-to-report': ({ year }) =>
    `There is nothing to report for ${year}: there is no refusal that the committee has yet to hear of.`,
  'not-refused': ({ municipality, year }) => `${municipality} has not refused a reserved course in ${year}.`,
  'already-reported': ({ municipality, letter }) =>
    `The committee has already been informed about ${municipality} in ${letter}.`,
  'several-letters': ({ letters }) =>
    `There are several drafts: ${list(letters)}. Please say which municipalities the letter is about.`,
  'sent-before-answer': ({ letter, date, received }) =>
    `${letter} cannot have been sent on ${date}: it reports an answer that came on ${received}.`,
  'letter-would-lose': ({ letter, municipalities }) =>
    `${letter} also reports ${list(municipalities)} and would lose that. Name all the municipalities, or cancel ${letter} first.`,
  'unknown-letter': ({ typed, known }) =>
    `I do not know the letter “${typed}”. ${known.length > 0 ? `I know ${list(known)}.` : 'There are no letters yet.'}`,
  'unknown-part': ({ typed, known }) => `The letter has no part called “${typed}”. It has ${list(known)}.`,
  'part-not-editable': ({ part }) =>
    `The part ${part} cannot be edited by hand. It follows from the settings and from what has been recorded.`,
  unprintable: ({ characters }) =>
    `The letter's font does not have the ${numbered(characters.length, 'character', 'characters')} ${list(characters)}. Please write it another way.`,
  'letter-is-sent': ({ letter, date: day }) => `${letter} was sent on ${date(day)} and cannot be changed.`,
  'letter-not-sent': ({ letter }) => `${letter} has not been recorded as sent.`,
  'letter-is-cancelled': ({ letter }) => `${letter} has been cancelled.`,
  'letter-has-errors': ({ letter, errors }) => `${letter} cannot be recorded as sent. ${errors.join(' ')}`,
  'words-removed': ({ year, part, words }) =>
    `I cannot draft the letter for ${year}. Words that the part ${part} is to quote have been removed: ${words}. Record other words in their place, and I can.`,
  'nothing-new': ({ letter }) => `There is nothing new since ${letter}.`,
  'already-distributed': ({ letter, annex }) => `${letter} has already been distributed as annex ${annex}.`,
  'unknown-finding': ({ typed, known }) =>
    `The check has not found “${typed}”. ${known.length > 0 ? `It has found ${list(known)}.` : 'It has found nothing.'}`,
  'finding-not-clearable': ({ finding }) => `A note cannot clear ${finding}. Please correct the error.`,
  'unknown-event': ({ typed, most }) =>
    `I do not know the entry “${typed}”. Entries run from E-1 to E-${most}.`,
  'not-correctable': ({ event, fields }) =>
    fields.length > 0
      ? `Please say what to correct in E-${event}: ${either(fields)}.`
      : `E-${event} cannot be corrected.`,
  'unknown-field': ({ typed, fields }) =>
    `“${typed}” cannot be corrected there. You can correct ${list(fields)}.`,
  'correction-breaks': ({ event, why }) =>
    `That cannot be corrected, because E-${event} would no longer fit. ${sentence(why)}`,
  'already-so': ({ event }) => `E-${event} already says so.`,
  'nothing-to-undo': () => 'You have recorded nothing that can be undone.',
  'not-your-recording': ({ event, by }) =>
    `E-${event} was recorded by ${by}, and you can only undo what you have recorded yourself. If it is wrong, write: ret E-${event}`,
  'already-undone': ({ event }) => `E-${event} has been undone already.`,
  'no-channel-here': () => 'Write opsæt kanal in the channel where answers and letters are to be shown.',
  'not-undoable': ({ command }) => `${command} cannot be undone.`,
  'rests-on-it': ({ event }) => `That cannot be undone, because E-${event} rests on it.`,
  'unknown-confirmation': ({ typed }) => `There is nothing to confirm with “${typed}”.`,
  'not-your-confirmation': ({ confirmation }) =>
    `Somebody else was asked ${confirmation}. Only that person can confirm it.`,
  'facts-changed': ({ confirmation }) =>
    `Something has changed since ${confirmation} was shown. Please look again, then confirm.`,
  // The register does not always know which kind it was.
  'unknown-activity': ({ kind }) =>
    kind ? `I do not know the activity ${inEnglish(kind)}.` : 'I do not know that activity.',
  'setting-empty': ({ setting, fields }) =>
    `Please say what is to apply to ${setting}: ${list(fields.map((field) => `${field}=`))}.`,
  'unknown-setting': ({ typed, known }) => `“${typed}” is not a setting. There are ${list(known)}.`,
  'clock-is-real': ({ typed }) =>
    `This folder follows the real clock, so “${typed}” cannot be used. Please use another folder for practice.`,
  'clock-backwards': ({ typed, now }) => `The clock cannot go back: it is ${now}, and you typed “${typed}”.`,
  'letter-not-ready': ({ letter, errors }) =>
    `${letter} cannot be approved as it stands. ${errors.join(' ')}`,
  'letter-is-approved': ({ letter }) =>
    `${letter} has been finally approved and is therefore locked. Please stop the approval if the letter has to change.`,
  'letter-not-approved': ({ letter, started }) =>
    started
      ? `${letter} has not been finally approved yet. A letter can be recorded as sent only when the whole chain has approved exactly that content.`
      : `${letter} has not been approved. A letter can be recorded as sent only when the whole chain has approved it.`,
  'approved-is-outdated': ({ letter, changed }) =>
    [
      `${letter} is approved, but something that the letter says has changed since. Stop the approval, make a new version and have it approved:`,
      ...changed,
    ].join('\n'),
  'approval-is-returned': ({ letter, by }) =>
    `${letter} has been returned by ${by} and is waiting to be corrected. A new version reopens the approval.`,
  'approval-is-final': ({ letter }) =>
    `${letter} has already been finally approved. Now a person has to send it.`,
  'approval-exists': ({ letter }) => `${letter} is already out for approval.`,
  'no-approval': ({ letter }) => `${letter} is not out for approval.`,
  'old-version': ({ letter, version, newest }) =>
    `Version ${version} of ${letter} is not the newest. Please read version ${newest} before you decide; the difference is shown below.`,
  'already-decided': ({ letter, by, at }) =>
    `That step of ${letter} was already approved by ${by} on ${clock(clockTime(at))}. You need do nothing more.`,
  'not-your-turn': ({ letter, step }) =>
    `${letter} has not reached step ${step} yet. You will be told when it is your turn.`,
  'not-your-step': ({ letter, owners }) =>
    `${letter} is waiting for ${list(owners.map(inEnglish))}. Only the owner of the step or today's substitute can decide.`,
  'own-letter': ({ letter, author }) =>
    `${author ? `${capitalised(author)} wrote ${letter}` : `You wrote ${letter} yourself`}. Whoever has written a letter cannot approve it.`,
  'not-held-against': ({ letter }) =>
    `The reasons in ${letter} must have been checked against the municipality's own letter before it goes out for approval. Please confirm that with holdt-op-mod-brevet=ja.`,
  'unknown-chain': ({ typed, known }) =>
    `I do not know the approval chain “${typed}”. I know ${list(known)}.`,
  'nobody-for-role': ({ role }) =>
    `Nobody in the directory has the role ${inEnglish(role)}, so the step has no owner.`,
  'proof-missing': ({ letter }) =>
    `An approval of ${letter} that was given outside the bot needs evidence: where can it be found?`,
  'not-a-decider': ({ person, letter, owners }) =>
    `${person} cannot approve ${letter} at the moment. The open step belongs to ${list(owners.map(inEnglish))}.`,
  'decided-before-draft': ({ letter, date: day, drafted }) =>
    `That version of ${letter} is from ${date(drafted)}, so it cannot have been approved on ${date(day)}.`,
  'applications-still-open': ({ year, date: day }) =>
    `Applications for ${year} do not close until ${date(day)}, so the round cannot be closed yet.`,
  'applications-already-closed': ({ year }) => `Applications for the ${year} round are already closed.`,
  'calendar-ends': ({ year, first, last }) =>
    `The calendar runs from ${first} to ${last}, so the holidays in ${year} are not known. Please use a calendar file with --calendar.`,
  'calendar-is-adopted': ({ version }) => `Deadlines already follow the calendar ${version}.`,
  'unknown-obligation': ({ typed, nearest }) =>
    nearest.length > 0
      ? `I know no deadline called “${typed}”.${meant(nearest)}`
      : `I know no open deadline called “${typed}”. To see them all, type frister alle.`,
  'already-closed': ({ obligation }) => `${obligation} has already been closed.`,
  'date-in-past': ({ date: day, today }) =>
    `${date(day)} has passed. Please choose a day from ${date(today)} onwards.`,
  'not-your-obligation': ({ obligation, owner }) =>
    `${obligation} belongs to ${owner}. Only ${owner}, a manager above ${owner} or today's substitute can decide on it.`,
  'step-not-handed-over': ({ obligation }) =>
    `${obligation} is a step of an approval and follows the chain. If its owner is away, please record the absence with a substitute.`,
  'already-owner': ({ obligation, person }) => `${obligation} already belongs to ${person}.`,
  'not-your-absence': ({ person }) => `Only ${person} or a manager above ${person} can record the absence.`,
  'own-substitute': ({ person }) => `${person} cannot be their own substitute.`,
  'period-reversed': ({ from, to }) => `The period ends (${date(to)}) before it begins (${date(from)}).`,
  'what-if-expected': ({ typed }) =>
    `“${typed}” is not something that can be tried out. Please type hvis and a line that records something.`,
  'clock-behind': ({ last }) =>
    `The clock has gone back to before the latest entry (${clock(last)}). I will record nothing until it is right.`,
};

function sentence(why: RefusalParams['correction-breaks']['why']): string {
  return (refusals[why.code] as (params: unknown) => string)(why.params);
}
