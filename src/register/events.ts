// Everything that can have happened, in the past tense. Event types are for ever: a changed meaning is a new type.
import { z } from 'zod';
import { dutyEventData } from './duty-events.ts';
import { mapEventData } from './map-events.ts';
import { messageEventData } from './message-events.ts';
import { area, count, day, fileRef, freeText, id, loose, municipality, position, year } from './schemas.ts';
import {
  activityKinds,
  activityStatuses,
  applicationStatuses,
  areas,
  bodies,
  contactKinds,
  keysOf,
  programmes,
  reasonCategories,
} from './terms.ts';

const freeDay = z.object({ date: day, name: z.string() });

/** Which days are free: rows of its own, or (null) those that the program knows by that version. */
const calendar = z.object({ version: z.string(), days: z.array(freeDay).nullable() });

const reason = z.object({ category: z.enum(keysOf(reasonCategories)), words: freeText.nullable() });

const part = z.object({
  id: z.string(),
  role: z.enum([
    'recipient',
    'sender',
    'reference',
    'title',
    'paragraph',
    'list',
    'greeting',
    'signature',
    'annexes',
  ]),
  text: freeText,
  /** The events it rests on. */
  events: z.array(position),
  /** Set when a person wrote it: the digest of what the register alone would have said at that time. */
  insteadOf: z.string().nullable(),
});

const annex = z.object({
  number: count,
  title: freeText,
  /** The municipality's letter; null while it is missing. */
  letter: id.nullable(),
  file: fileRef.nullable(),
  events: z.array(position),
});

export const eventData = {
  'ledger-opened': z.object({
    format: z.literal(1),
    organisation: id,
    clock: z.enum(['real', 'simulated']),
    /** Absent: the program's first one. */
    calendar: calendar.optional(),
  }),
  'calendar-adopted': calendar,
  'setting-changed': z.object({
    setting: id,
    from: day,
    value: z.record(z.string(), z.string()),
    reason: freeText.nullable(),
  }),
  'round-opened': z.object({
    year,
    total: count,
    applied: z.number().int().min(0),
    reserved: z.number().int().min(0),
    /** When applications close, with the hour (`12:00`). */
    closes: z.object({ date: day, time: z.string().regex(/^\d\d:\d\d$/) }).optional(),
  }),
  'applications-closed': z.object({ year, date: day }),
  'application-recorded': z.object({
    year,
    application: id,
    /** Null: a municipality that we do not name. */
    municipality: municipality.nullable(),
    area: area.nullable(),
    status: z.enum(keysOf(applicationStatuses)),
    date: loose,
  }),
  'application-decided': z.object({
    year,
    application: id,
    status: z.enum(['granted', 'rejected']),
    date: loose,
  }),
  'offer-made': z.object({
    year,
    offer: id,
    place: id,
    municipality: municipality.nullable(),
    area: area.nullable(),
    date: loose,
    caseNumber: z.string().nullable(),
    answerDue: day.nullable(),
    /** A re-offer of a place that another municipality refused. */
    again: z.boolean(),
  }),
  'offer-withdrawn': z.object({ year, offer: id, reason: freeText }),
  'contact-noted': z.object({
    kind: z.enum(keysOf(contactKinds)),
    /** Null when an offer says it. */
    municipality: municipality.nullable(),
    year: year.nullable(),
    offer: id.nullable(),
    date: loose,
    contact: freeText.nullable(),
    misunderstoodAs: area.nullable(),
    note: freeText.nullable(),
  }),
  'treatment-recorded': z.object({
    /** Null when an offer says it. */
    municipality: municipality.nullable(),
    year: year.nullable(),
    offer: id.nullable(),
    /** `tilbud`, or `danmarkskort-2023`. */
    subject: z.string().regex(/^(tilbud|danmarkskort-\d{4})$/),
    body: z.enum(keysOf(bodies)),
    date: loose,
    /** Null: planned. */
    outcome: freeText.nullable(),
  }),
  'answer-recorded': z.object({
    year,
    answer: id,
    offer: id,
    says: z.enum(['yes', 'no']),
    received: day,
    letterDate: loose.nullable(),
    decided: loose.nullable(),
    reasons: z.array(reason),
    /** The area the municipality would like to be asked about again. */
    askAgain: z.enum([...keysOf(areas), 'any']).nullable(),
    positive: freeText.nullable(),
  }),
  'letter-received': z.object({
    year,
    letter: id,
    /** The offers that it is about; all to one municipality. */
    offers: z.array(id).min(1),
    file: fileRef,
    received: day,
    letterDate: loose.nullable(),
    annexTitle: freeText.nullable(),
    /** What could be read of it, for screening and search; null for a scan. */
    words: freeText.nullable(),
  }),
  'letter-journalised': z.object({ year, letter: id, docNumber: z.string().nullable(), date: day }),
  'place-converted': z.object({
    year,
    places: z.array(id).min(1),
    reason: freeText,
    equals: count.nullable(),
    source: freeText.nullable(),
  }),
  'place-lapsed': z.object({ year, places: z.array(id).min(1), reason: freeText }),
  'activity-recorded': z.object({
    year,
    activity: id,
    kind: z.enum(keysOf(activityKinds)),
    programme: z.enum(keysOf(programmes)),
    municipalities: z.array(municipality),
    perMunicipality: count.nullable(),
    count: count.nullable(),
    date: loose.nullable(),
    theme: freeText.nullable(),
    /** Goes to other municipalities when these decline. */
    elseOthers: z.boolean(),
    status: z.enum(keysOf(activityStatuses)),
    replaces: z.array(id),
  }),
  'activity-answered': z.object({
    year,
    activity: id,
    municipalities: z.array(municipality),
    status: z.enum(keysOf(activityStatuses)),
    date: loose.nullable(),
  }),
  'letter-drafted': z.object({
    letter: id,
    version: count,
    kind: z.enum(['orientering', 'supplerende', 'berigtigelse']),
    year,
    /** The answers (refusals) that it reports. */
    refusals: z.array(id),
    /** The sent letter that it supplements or corrects. */
    about: id.nullable(),
    drafted: day,
    caseNumber: z.string().nullable(),
    docNumber: z.string().nullable(),
    date: day.nullable(),
    /** It says that the committee will hear more. */
    promisesNews: z.boolean(),
    parts: z.array(part),
    annexes: z.array(annex),
    /** Covers every part's text and every annex's bytes. */
    hash: z.string(),
    /** As `hash`, but for document number and date, which the sending stamps on it. Absent in the first ledgers. */
    content: z.string().optional(),
  }),
  'letter-rendered': z.object({ letter: id, version: count, files: z.array(fileRef) }),
  'finding-cleared': z.object({ letter: id, code: z.string(), subject: z.string(), note: freeText }),
  'letter-sent': z.object({ letter: id, version: count, date: day }),
  'letter-distributed': z.object({ letter: id, annex: count, date: day }),
  'letter-cancelled': z.object({ letter: id, reason: freeText }),
  ...mapEventData,
  ...dutyEventData,
  ...messageEventData,
  'fact-corrected': z.object({ event: position, field: z.string(), value: z.unknown(), reason: freeText }),
  'command-undone': z.object({ events: z.array(position).min(1) }),
  /**
   * An operator has removed the words of one free text; its digest and salt stay, so that the chain still verifies.
   * By `operations` (src/obligations/people.ts), which is no person who could take it back.
   */
  'text-redacted': z.object({
    /** The event's id. */
    event: z.string(),
    /** Where the free text stands within the event's data: `reasons.0.words`. */
    field: z.string().min(1),
    /** Says nothing of what was removed. */
    reason: freeText,
  }),
  'confirmation-asked': z.object({
    confirmation: id,
    line: freeText,
    attachments: z.array(z.object({ argument: z.string(), file: fileRef, words: freeText })),
    /** Digest of what the person was shown. */
    shown: z.string(),
  }),
  'confirmation-given': z.object({ confirmation: id }),
} as const;

export type { FileRef, FreeText } from './schemas.ts';

export type EventType = keyof typeof eventData;
export type DataOf<T extends EventType> = z.infer<(typeof eventData)[T]>;

/** What a command proposes: an event without its envelope. */
export type Proposal<T extends EventType = EventType> = {
  [K in T]: { readonly type: K; readonly data: DataOf<K> };
}[T];

const envelope = {
  id: z.string(),
  /** When it was recorded; dates in `data` say when it happened. */
  at: z.string(),
  by: z.string(),
  via: z.enum(['console', 'slack', 'teams']),
  cause: z.string(),
};
const envelopeSchema = z.object({ ...envelope, type: z.string(), data: z.unknown() });

export interface EventBase {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly via: 'console' | 'slack' | 'teams';
  readonly cause: string;
}

export type Event<T extends EventType = EventType> = { [K in T]: EventBase & Proposal<K> }[T];

/** A stored event; throws a ZodError when it is none that this version knows. */
export function parseEvent(raw: unknown): Event {
  const { type, data, ...base } = envelopeSchema.parse(raw);
  const schema = eventData[type as EventType];
  if (!Object.hasOwn(eventData, type)) throw new Error(`unknown event type ${type}`);
  return { ...base, type, data: schema.parse(data) } as Event;
}
