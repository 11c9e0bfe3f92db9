// The English words for the register's closed vocabularies, and the small grammar that every English sentence needs.
import { dateInWords } from '../calendar/dates.ts';
import { isLocalDate } from '../calendar/time.ts';
import * as counting from '../calendar/working-days.ts';
import type { ScreeningKind } from '../letters/screening.ts';
import type { SettingName } from '../letters/settings.ts';
import type { roles } from '../permission.ts';
import * as danish from '../register/terms.ts';

export const areas: Record<danish.Area, string> = {
  children: 'child disability',
  adults: 'adult disability',
};

export const mapAreas: Record<danish.MapArea, string> = { ...areas, social: 'social services' };

export const reasonCategories: Record<danish.ReasonCategory, string> = {
  'strained-resources': 'strained resources',
  'new-staff': 'new staff',
  'ongoing-effort': 'work already under way',
  'few-errors': 'few errors',
  overlap: 'overlap',
  'new-case-system': 'a new case system',
  'few-decisions': 'few decisions',
  'principle-decision': 'a principle decision',
  'shared-leadership': 'the same leaders',
  'earlier-course': 'an earlier course',
  other: 'another reason',
};

export const activityKinds: Record<danish.ActivityKind, string> = {
  'learning-course': 'short learning course',
  'theme-day': 'theme day',
  'dialogue-meeting': 'dialogue meeting',
  talk: 'talk',
  'lessons-learned': 'collection of lessons learned',
};

export const activityStatuses: Record<danish.ActivityStatus, string> = {
  offered: 'offered',
  accepted: 'accepted',
  declined: 'declined',
  held: 'held',
};

export const applicationStatuses: Record<danish.ApplicationStatus, string> = {
  received: 'received',
  granted: 'granted',
  rejected: 'rejected',
};

export const bodies: Record<danish.Body, string> = {
  committee: 'the specialist committee',
  finance: 'the finance committee',
  council: 'the municipal council',
};

const offerStates: Record<danish.OfferState, string> = {
  offered: 'offered',
  chased: 'reminded',
  clarified: 'clarified',
  'in-treatment': 'under political consideration',
  accepted: 'accepted',
  refused: 'refused',
  withdrawn: 'withdrawn',
};

const placeStates: Record<danish.PlaceState, string> = {
  offered: 'offered',
  vacant: 'vacant',
  'offered-on': 're-offered',
  filled: 'filled',
  converted: 'converted to other activities',
  lapsed: 'lapsed',
};

const obligationKinds: Record<danish.ObligationKind, string> = {
  answer: 'answer',
  treatment: 'political consideration',
  orientering: 'letter of information',
  supplement: 'supplementary letter of information',
  approval: 'approval',
  journalising: 'journalising',
  applications: 'deadline for applications',
};

const returnModes: Record<danish.ReturnMode, string> = {
  restart: 'from the beginning',
  'to-me': 'straight back',
};

const letterStates: Record<danish.LetterState, string> = {
  draft: 'draft',
  'in-approval': 'out for approval',
  returned: 'returned',
  approved: 'approved',
  sent: 'sent',
  distributed: 'distributed',
  cancelled: 'cancelled',
};

const countingRules: Record<counting.CountingRule, string> = {
  'day-after': 'the day after',
  'same-day': 'the same day',
  'next-working-day': 'the next working day',
};

const units: Record<counting.Unit, string> = {
  'working-days': 'working days',
  'calendar-days': 'calendar days',
  months: 'months',
};

const ends: Record<counting.Ends, string> = {
  both: 'both days',
  first: 'the first day only',
  last: 'the last day only',
};

/** What the calendars call a day off. */
const daysOff: Readonly<Record<string, string>> = {
  lørdag: 'Saturday',
  søndag: 'Sunday',
  nytårsdag: "New Year's Day",
  skærtorsdag: 'Maundy Thursday',
  langfredag: 'Good Friday',
  '1. påskedag': 'Easter Sunday',
  '2. påskedag': 'Easter Monday',
  'store bededag': 'Great Prayer Day',
  'Kristi himmelfartsdag': 'Ascension Day',
  '1. pinsedag': 'Whit Sunday',
  '2. pinsedag': 'Whit Monday',
  grundlovsdag: 'Constitution Day',
  juleaftensdag: 'Christmas Eve',
  '1. juledag': 'Christmas Day',
  '2. juledag': 'Boxing Day',
  nytårsaftensdag: "New Year's Eve",
  lukkedag: 'closing day',
};

const roleNames: Record<(typeof roles)[number], string> = {
  sagsbehandler: 'caseworker',
  leder: 'team leader',
  kontorchef: 'head of division',
  afdelingschef: 'head of department',
  departementschef: 'permanent secretary',
  ministersekretariat: "minister's office",
  minister: 'minister',
};

export const screened: Record<ScreeningKind, string> = {
  cpr: 'something that looks like a CPR number',
  telefon: 'a telephone number',
  mail: 'an email address',
  småtal: 'a number so small that somebody might be recognised',
  link: 'a link that leads elsewhere than its words say',
};

/** Two vocabularies may share a Danish word only where its English is the same. */
const english: ReadonlyMap<string, string> = new Map([
  ...pairs(danish.mapAreas, mapAreas),
  ...pairs(danish.activityKinds, activityKinds),
  ...pairs(danish.activityStatuses, activityStatuses),
  ...pairs(danish.applicationStatuses, applicationStatuses),
  ...pairs(danish.offerStates, offerStates),
  ...pairs(danish.placeStates, placeStates),
  ...pairs(danish.obligationKinds, obligationKinds),
  ...pairs(danish.returnModes, returnModes),
  ...pairs(danish.letterStates, letterStates),
  ...pairs(counting.countingRules, countingRules),
  ...pairs(counting.units, units),
  ...pairs(counting.ends, ends),
  ['journaliseret', 'journalised'],
  ...Object.entries(daysOff),
  ...Object.entries(roleNames),
]);

function pairs<K extends string>(
  terms: Readonly<Record<K, string>>,
  words: Readonly<Record<K, string>>,
): [string, string][] {
  return danish.keysOf(terms).map((key) => [terms[key], words[key]]);
}

/** For a term that reaches the sentence in Danish; what is no term stays as it is. */
export function inEnglish(term: string): string {
  return english.get(term) ?? term;
}

export const unnamed = 'an unnamed municipality';

/** The register names a place in Danish: `Vejen (børnehandicap)`, or `ukendt` for one that it does not name. */
export function named(place: string): string {
  return place
    .replaceAll(/(?<!\p{L})ukendt(?!\p{L})/gu, unnamed)
    .replaceAll(/\((\p{L}+)\)/gu, (_, area: string) => `(${inEnglish(area)})`);
}

/** The same for the days off within a text: `17-04-2025 (skærtorsdag)`. */
export function daysOffIn(text: string): string {
  return Object.entries(daysOff).reduce((words, [name, english]) => words.replaceAll(name, english), text);
}

const settingOwners: Record<SettingName, string> = {
  minister: "the minister's",
  ministerium: "the ministry's",
  udvalg: "the committee's",
  model: "the model's",
};

const settingWords: Readonly<Record<string, string>> = {
  navn: 'name',
  titel: 'title',
  adresse: 'address',
  postnr: 'postcode',
  telefon: 'telephone number',
  mail: 'email address',
  web: 'website',
  kort: 'short name',
  år: 'years',
};

const gaps: Readonly<Record<string, string>> = {
  'kommunens ord': "the municipality's own words",
  'sagsnr.': 'the case number',
  'doknr.': 'the document number',
  dato: 'the date',
};

/** What a letter's `[mangler: …]` asks for. Letters are Danish, also to a reader of English. */
export function gap(what: string): string {
  const [setting = '', field = ''] = what.split(' ');
  const owner = settingOwners[setting as SettingName];
  const word = settingWords[field];
  return gaps[what] ?? (owner && word ? `${owner} ${word}` : `“${what}”`);
}

export function list(items: readonly string[]): string {
  return joined(items, 'and');
}

export function either(items: readonly string[]): string {
  return joined(items, 'or');
}

function joined(items: readonly string[], word: 'and' | 'or'): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}

/** English needs *on* before a day and *in* before a month or a year; nothing is said of an unknown date. */
export function when(date: string | null): string {
  if (date === null || date === 'ukendt') return '';
  return ` ${isLocalDate(date) ? 'on' : 'in'} ${dateInWords(date, 'en')}`;
}

/** A date and time of day come written the Danish way: `14-04-2025 kl. 08.30`. */
export function clock(words: string): string {
  return words.replace(' kl. ', ' at ');
}

/** What people type may end with its own full stop. */
export function stopped(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** Of an area in Danish; empty when there is none. */
export function on(area: string | null): string {
  return area ? ` on ${inEnglish(area)}` : '';
}

/** `one` when there is one, else `several`. */
export function numbered(count: number, one: string, several: string): string {
  return count === 1 ? one : several;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
