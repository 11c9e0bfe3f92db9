// Everything that can have happened, in the past tense. Event types are for ever: a changed meaning is a new type.
import { z } from 'zod';
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
  returnModes,
} from './terms.ts';

const id = z.string().min(1).max(80);
const year = z.number().int().min(2000).max(2999);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const loose = z.string().regex(/^(ukendt|((primo|medio|ultimo)-)?\d{4}(-\d{2}){0,2})$/);
const municipality = z.string().regex(/^\d{3}$/);
const area = z.enum(keysOf(areas));
const count = z.number().int().min(1);
/** A position in the ledger: what people call E-<n>. */
const position = z.number().int().min(1);

/** The words are redactable: the chain's hash covers only salt and digest. */
export const freeText = z.object({ digest: z.string(), salt: z.string(), text: z.string().optional() });
export type FreeText = z.infer<typeof freeText>;

export const fileRef = z.object({
  name: z.string(),
  mediaType: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Bytes. */
  size: z.number().int(),
});
export type FileRef = z.infer<typeof fileRef>;

const reason = z.object({ category: z.enum(keysOf(reasonCategories)), words: freeText.nullable() });

const freeDay = z.object({ date: day, name: z.string() });

/** Which days are free: rows of its own, or (null) those that the program knows by that version. */
const calendar = z.object({ version: z.string(), days: z.array(freeDay).nullable() });

/** A step of an approval chain: the roles or person ids that all must approve, in no order. */
const step = z.array(z.string().min(1)).min(1);

/** What is due: its name, and the event that it arose from, so that a new one of the same name is another. */
const obligation = { obligation: z.string(), origin: position };

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
  'approval-started': z.object({
    letter: id,
    version: count,
    content: z.string(),
    chain: id,
    steps: z.array(step).min(1),
    /** When all of it must be done; null leaves it to the steps' own deadlines. */
    due: day.nullable(),
  }),
  'step-approved': z.object({
    letter: id,
    version: count,
    content: z.string(),
    /** From 0. */
    step: z.number().int().min(0),
    role: z.string(),
    /** Whose step it is. */
    owner: id,
    /** Who decided: the owner, or the substitute. */
    decider: id,
    date: day,
    /** How it was given outside the bot; null for one given here. */
    proof: freeText.nullable(),
  }),
  'approval-returned': z.object({
    letter: id,
    version: count,
    step: z.number().int().min(0),
    role: z.string(),
    owner: id,
    reason: freeText,
    then: z.enum(keysOf(returnModes)),
  }),
  'approval-stopped': z.object({
    letter: id,
    why: z.enum(['person', 'fact-corrected']),
    reason: freeText.nullable(),
  }),
  'absence-recorded': z.object({ person: id, from: day, to: day, substitute: id }),
  'deadline-set': z.object({ ...obligation, date: day, reason: freeText }),
  'obligation-handed-over': z.object({ ...obligation, to: id, reason: freeText.nullable() }),
  'reminder-snoozed': z.object({ ...obligation, person: id, until: day }),
  'message-claimed': z.object({
    message: id,
    kind: z.enum(['digest', 'urgent']),
    to: id,
    /** What it says, by key: thing, deadline, step and person. */
    keys: z.array(z.string()).min(1),
  }),
  'message-delivered': z.object({ message: id, reference: z.string().nullable() }),
  'message-failed': z.object({ message: id, reason: z.string() }),
  /** Whether it arrived cannot be known: it counts as given, and a person is told. */
  'message-doubtful': z.object({ message: id }),
  'fact-corrected': z.object({ event: position, field: z.string(), value: z.unknown(), reason: freeText }),
  'command-undone': z.object({ events: z.array(position).min(1) }),
  'confirmation-asked': z.object({
    confirmation: id,
    line: freeText,
    attachments: z.array(z.object({ argument: z.string(), file: fileRef, words: freeText })),
    /** Digest of what the person was shown. */
    shown: z.string(),
  }),
  'confirmation-given': z.object({ confirmation: id }),
} as const;

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
