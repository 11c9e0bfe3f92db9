// Which facts of an event can be corrected, by the names under which they were typed.
import type { DataOf, EventType, FreeText } from '../register/events.ts';
import { municipalityOf } from '../register/municipality.ts';
import { activityStatuses, applicationStatuses, areas, bodies } from '../register/terms.ts';

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
  ...areas,
  ...applicationStatuses,
  ...activityStatuses,
  ...bodies,
  yes: 'ja',
  no: 'nej',
};

/** A recorded value as a person reads it; empty for nothing. */
export function shown(value: unknown, date: (date: string) => string): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((each) => shown(each, date)).join('; ');
  if (typeof value === 'object') return shownObject(value, date);
  const text = String(value);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return date(text);
  return /^\d{3}$/.test(text) && typeof value === 'string'
    ? municipalityOf(text).name
    : (terms[text] ?? text);
}

function shownObject(value: object, date: (date: string) => string): string {
  if ('digest' in value) return (value as FreeText).text ?? '…';
  if ('category' in value && 'words' in value)
    return [value.category, shown(value.words, date)].filter(Boolean).join(': ');
  return 'name' in value ? String(value.name) : JSON.stringify(value);
}
