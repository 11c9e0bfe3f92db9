// Which facts of an event can be corrected, by the names under which they were typed.
import type { Language } from '../language/language.ts';
import { shownText } from '../language/removed.ts';
import type { DataOf, Event, EventType } from '../register/events.ts';
import { municipalityOf } from '../register/municipality.ts';
import { isFreeText } from '../register/schemas.ts';
import { activityStatuses, applicationStatuses, areas, bodies, reasonCategories } from '../register/terms.ts';

/** The arguments of `ret`, by the field of the event's data that each corrects. */
export type CorrectionArg =
  | 'municipality'
  | 'area'
  | 'date'
  | 'letterDate'
  | 'decided'
  | 'answerDue'
  | 'caseNumber'
  | 'docNumber'
  | 'says'
  | 'reasons'
  | 'reason'
  | 'askAgain'
  | 'positive'
  | 'annexTitle'
  | 'letter'
  | 'note'
  | 'contact'
  | 'misunderstoodAs'
  | 'outcome'
  | 'body'
  | 'status'
  | 'total'
  | 'applied'
  | 'reserved'
  | 'equals'
  | 'source'
  | 'theme'
  | 'count'
  | 'perMunicipality'
  | 'municipalities'
  | 'annex';

type Fields<T extends EventType> = Partial<Record<CorrectionArg, keyof DataOf<T> & string>>;

export const correctable: { readonly [T in EventType]?: Fields<T> } = {
  'round-opened': { total: 'total', applied: 'applied', reserved: 'reserved' },
  'application-recorded': { municipality: 'municipality', area: 'area', status: 'status', date: 'date' },
  'application-decided': { status: 'status', date: 'date' },
  'offer-made': {
    municipality: 'municipality',
    area: 'area',
    date: 'date',
    caseNumber: 'caseNumber',
    answerDue: 'answerDue',
  },
  'offer-withdrawn': { reason: 'reason' },
  'contact-noted': { date: 'date', contact: 'contact', note: 'note', misunderstoodAs: 'misunderstoodAs' },
  'treatment-recorded': { date: 'date', outcome: 'outcome', body: 'body' },
  'answer-recorded': {
    says: 'says',
    date: 'received',
    letterDate: 'letterDate',
    decided: 'decided',
    reasons: 'reasons',
    askAgain: 'askAgain',
    positive: 'positive',
  },
  'letter-received': { date: 'received', letterDate: 'letterDate', annexTitle: 'annexTitle', letter: 'file' },
  'letter-journalised': { docNumber: 'docNumber', date: 'date' },
  'place-converted': { reason: 'reason', equals: 'equals', source: 'source' },
  'place-lapsed': { reason: 'reason' },
  'activity-recorded': {
    municipalities: 'municipalities',
    perMunicipality: 'perMunicipality',
    count: 'count',
    date: 'date',
    theme: 'theme',
    status: 'status',
  },
  'activity-answered': { municipalities: 'municipalities', status: 'status', date: 'date' },
  'letter-sent': { date: 'date' },
  'letter-distributed': { annex: 'annex', date: 'date' },
  'letter-cancelled': { reason: 'reason' },
};

const terms: Readonly<Record<string, string>> = {
  ...reasonCategories,
  ...areas,
  ...applicationStatuses,
  ...activityStatuses,
  ...bodies,
  yes: 'ja',
  no: 'nej',
};

/** A recorded value as a person reads it; empty for nothing. */
export function shown(value: unknown, t: Language): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((each) => shown(each, t)).join('; ');
  if (typeof value === 'object') return shownObject(value, t);
  const text = String(value);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return t.says.date(text);
  return /^\d{3}$/.test(text) && typeof value === 'string'
    ? municipalityOf(text).name
    : (terms[text] ?? text);
}

function shownObject(value: object, t: Language): string {
  if (isFreeText(value)) return shownText(value, t.locale);
  if ('category' in value && 'words' in value)
    return [terms[String(value.category)], shown(value.words, t)].filter(Boolean).join(': ');
  return 'name' in value ? String(value.name) : JSON.stringify(value);
}

/** The Danish option of `ret` that corrects the field. */
export function fieldName(event: Event, field: string): string {
  const fields = Object.entries(correctable[event.type] ?? {}) as [string, string][];
  return keyOf(fields.find(([, name]) => name === field)?.[0] ?? field);
}

const danishKeys: Readonly<Record<string, string>> = {
  municipality: 'kommune',
  area: 'område',
  date: 'dato',
  letterDate: 'brevdato',
  decided: 'besluttet',
  answerDue: 'svarfrist',
  caseNumber: 'sag',
  docNumber: 'doknr',
  says: 'svar',
  reasons: 'grund',
  reason: 'grund',
  askAgain: 'spørg-igen',
  positive: 'positivt',
  annexTitle: 'bilagstitel',
  letter: 'brev',
  contact: 'af',
  misunderstoodAs: 'misforstået',
  outcome: 'udfald',
  body: 'organ',
  total: 'forløb',
  applied: 'ansøgt',
  reserved: 'reserveret',
  equals: 'svarer-til',
  source: 'kilde',
  theme: 'tema',
  count: 'antal',
  perMunicipality: 'antal-pr-kommune',
  municipalities: 'kommuner',
  annex: 'bilag',
};

export function keyOf(name: string): string {
  return danishKeys[name] ?? name;
}

export function keysOf(fields: Partial<Record<CorrectionArg, string>>): string[] {
  return Object.keys(fields).map(keyOf);
}
