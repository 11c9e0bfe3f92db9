import { z } from 'zod';
import {
  area,
  choice,
  date,
  file,
  type IncomingFile,
  looseDate,
  municipality,
  municipalityList,
  number,
  option,
  positional,
  repeated,
  words,
} from '../args.ts';
import { type Context, defineCommand, type Reply } from '../command.ts';
import { describe } from '../describe.ts';
import { asClause } from '../letters/danish.ts';
import { editedParts, redrafted, restsOn, wrongInSent } from '../letters/versions.ts';
import type { Event, Proposal } from '../register/events.ts';
import { isUnsent, newestDraft } from '../register/outgoing.ts';
import { isRefusal, type Refusal, refuse } from '../register/refusal.ts';
import { effective, firstBroken, fold } from '../register/register.ts';
import { activityStatuses, applicationStatuses, bodies } from '../register/terms.ts';
import { heading, list, type Node, text, warning } from '../view/nodes.ts';
import { type CorrectionArg, correctable, fieldName, keyOf, keysOf, shown } from './correctable.ts';
import { future } from './find.ts';
import { notAClause, readReason } from './reason-arg.ts';
import { supposedHistory } from './suppose.ts';

const statuses = choice({ ...applicationStatuses, ...activityStatuses });

export const correct = defineCommand({
  name: 'ret',
  alias: 'correct',
  help: {
    da: 'Ret en oplysning, der er registreret forkert; det gamle bliver stående i historikken',
    en: 'Correct a fact that was recorded wrongly; the old one stays in the history',
  },
  example: 'ret E-5 dato=03-02-2025 grund="tastefejl"',
  confirm: true,
  args: z.object({
    event: positional(0, 'registrering', 'event', words),
    municipality: option('kommune', 'municipality', municipality),
    area: option('område', 'area', area),
    date: option('dato', 'date', looseDate),
    letterDate: option('brevdato', 'letter-date', looseDate),
    decided: option('besluttet', 'decided', looseDate),
    answerDue: option('svarfrist', 'due', date),
    caseNumber: option('sag', 'case', words),
    docNumber: option('doknr', 'doc', words),
    says: option('svar', 'answer', choice({ yes: 'ja', no: 'nej' })),
    askAgain: option('spørg-igen', 'ask-again', area),
    positive: option('positivt', 'positive', words),
    annexTitle: option('bilagstitel', 'annex-title', words),
    letter: option('brev', 'letter', file),
    note: option('note', 'note', words),
    contact: option('af', 'by', words),
    misunderstoodAs: option('misforstået', 'misunderstood', area),
    outcome: option('udfald', 'outcome', words),
    body: option('organ', 'body', choice(bodies)),
    status: option('status', 'status', statuses),
    total: option('forløb', 'courses', number(1, 98)),
    applied: option('ansøgt', 'applied', number(0, 98)),
    reserved: option('reserveret', 'reserved', number(0, 98)),
    equals: option('svarer-til', 'equals', number(1, 20)),
    source: option('kilde', 'source', words),
    theme: option('tema', 'theme', words),
    count: option('antal', 'count', number(1, 50)),
    perMunicipality: option('antal-pr-kommune', 'each', number(1, 50)),
    municipalities: option('kommuner', 'municipalities', municipalityList),
    annex: option('bilag', 'annex', number(1, 9999)),
    /** The last one is why it is corrected; those before it are the event's own grounds. */
    reasons: repeated('grund', 'reason', words),
  }),
  handle(args, context) {
    const position = Number(/^(?:e-?)?(\d+)$/i.exec(args.event)?.[1] ?? 0);
    const event = effective(context.history)[position - 1];
    if (!event)
      return refuse('unknown-event', { typed: args.event, most: context.history.length }, 'historik 2025');
    const fields = correctable[event.type] as Partial<Record<CorrectionArg, string>> | undefined;
    const keys = keysOf(fields ?? {});
    const example = `ret E-${position} ${keys[0] ?? 'dato'}=… grund="…"`;
    if (!fields) return refuse('not-correctable', { event: position, fields: [] }, 'historik 2025');
    const why = args.reasons.at(-1);
    const changes = changesOf(args, args.reasons.slice(0, -1), event, fields, context);
    if (isRefusal(changes)) return changes;
    const given = Object.keys(changes);
    for (const field of given)
      if (isSame((event.data as never)[field], changes[field])) delete changes[field];
    if (given.length > 0 && Object.keys(changes).length === 0)
      return refuse('already-so', { event: position }, 'historik 2025');
    // A yes has no grounds: they go with the no that they were given for.
    if (event.type === 'answer-recorded' && changes.says === 'yes')
      Object.assign(changes, { reasons: [], askAgain: null });
    if (given.length === 0) return refuse('not-correctable', { event: position, fields: keys }, example);
    if (why === undefined)
      return refuse(
        'missing-argument',
        { label: 'grund', expected: 'grund="…"' },
        `${context.line} grund="…"`,
      );
    return correction(position, event, changes, why, context);
  },
});

/** What would follow from the correction: refused when it breaks what was recorded later. */
function correction(
  position: number,
  event: Event,
  changes: Record<string, unknown>,
  why: string,
  context: Context,
): Reply | Refusal {
  const { t, register } = context;
  const reason = context.seal(why);
  const proposals = Object.entries(changes).map(
    ([field, value]): Proposal => ({
      type: 'fact-corrected',
      data: { event: position, field, value, reason },
    }),
  );
  const before = event.data as Readonly<Record<string, unknown>>;
  const from = (field: string) => shown(before[field], t) || t.says.correction.empty;
  const view: Node[] = [
    heading(t.says.correction.title(`E-${position}`)),
    text(describe(event, register, context)),
    list(
      Object.entries(changes)
        .filter(([field]) => field !== 'words')
        .map(([field, value]) =>
          t.says.correction.change(
            fieldName(event, field),
            from(field),
            shown(value, t) || t.says.correction.empty,
          ),
        ),
    ),
    text(t.says.correction.reason(why)),
  ];
  return withConsequences(proposals, [position], view, context, (broken, refusal) =>
    refuse('correction-breaks', { event: broken, why: refusal }, 'hjælp ret'),
  );
}

/** The rewriting proposals with the drafts that they bring, and what they mean for sent letters. `changed` are the events they touch. */
export function withConsequences(
  proposals: readonly Proposal[],
  changed: readonly number[],
  view: readonly Node[],
  context: Context,
  breaks: (position: number, why: Refusal) => Refusal,
): Reply | Refusal {
  const { t } = context;
  const history = supposedHistory(context, proposals);
  const broken = firstBroken(history);
  if (broken) return breaks(broken.position, broken.refusal);
  const tools = { ...context, history };
  const stops = stoppedApprovals(context, changed);
  const drafts = redrafted(
    { ...tools, history: supposedHistory(context, [...proposals, ...stops]) },
    changed,
  );
  const after = fold(history);
  const sent = [...after.letters.values()]
    .filter((letter) => letter.sent && restsOn(newestDraft(letter), changed))
    .map((letter) => ({ letter, parts: wrongInSent({ ...tools, register: after }, letter) }));
  const versions = drafts.map((draft) => `${draft.data.letter} (version ${draft.data.version})`);
  return {
    events: [...proposals, ...stops, ...drafts],
    view: [
      ...view,
      ...(drafts.length > 0 ? [text(t.says.letter.newVersions(t.says.list(versions)))] : []),
      ...stops.map(({ data }) => warning(t.says.letter.approvalStops(data.letter))),
      ...editedParts(context, changed).map((each) =>
        warning(t.says.letter.editedTouched(each.letter, each.part)),
      ),
      ...sent.map(({ letter, parts }) =>
        warning(t.says.letter.correctionNeeded(letter.id, t.says.list(parts))),
      ),
    ],
    data: {
      letters: drafts.map((draft) => ({ letter: draft.data.letter, version: draft.data.version })),
      corrections: sent.map(({ letter }) => letter.id),
    },
  };
}

/** What was approved of an unsent letter no longer holds once a fact that it rests on is corrected. */
function stoppedApprovals({ register }: Context, changed: readonly number[]): Proposal<'approval-stopped'>[] {
  return [...register.letters.values()]
    .filter(
      (letter) =>
        isUnsent(letter) &&
        letter.approval &&
        !letter.approval.stopped &&
        restsOn(newestDraft(letter), changed),
    )
    .map(({ id }) => ({
      type: 'approval-stopped',
      data: { letter: id, why: 'fact-corrected', reason: null },
    }));
}

type Typed = Readonly<Record<string, unknown>> & { readonly letter?: IncomingFile | undefined };

/** The new values by the event's own field names. */
function changesOf(
  args: Typed,
  grounds: readonly string[],
  event: Event,
  fields: Partial<Record<CorrectionArg, string>>,
  context: Context,
): Record<string, unknown> | Refusal {
  const changes: Record<string, unknown> = {};
  const given = Object.entries(args).filter(
    ([name, value]) => value !== undefined && name !== 'event' && name !== 'reasons',
  );
  for (const [name, value] of given) {
    const field = fields[name as CorrectionArg];
    if (!field)
      return refuse(
        'unknown-field',
        { typed: keyOf(name), fields: keysOf(fields) },
        `ret ${args.event} ${keysOf(fields)[0]}=… grund="…"`,
      );
    const read = newValue(name, value, context);
    if (isRefusal(read)) return read;
    changes[field] = read;
    if (name === 'letter')
      changes.words =
        (value as IncomingFile).words === '' ? null : context.seal((value as IncomingFile).words);
  }
  if (grounds.length === 0) return changes;
  if (event.type === 'answer-recorded') {
    const reasons = grounds.map(readReason);
    const wrong = reasons.find(isRefusal);
    if (wrong) return wrong;
    changes.reasons = reasons.flatMap((each) =>
      isRefusal(each)
        ? []
        : [{ category: each.category, words: each.words ? context.seal(each.words) : null }],
    );
  } else if (fields.reason) {
    const words = grounds.at(-1) ?? '';
    const wrong = notAClause(words, context.line);
    if (wrong) return wrong;
    changes.reason = context.seal(words);
  } else {
    return refuse('repeated-option', { option: 'grund' }, `ret ${args.event} grund="…"`);
  }
  return changes;
}

/** Whether the new value says the same as the recorded one; the salts of free texts differ always. */
function isSame(before: unknown, after: unknown): boolean {
  const words = (value: unknown) =>
    JSON.stringify(value, (key, each) => (key === 'salt' || key === 'digest' ? undefined : each));
  return words(before) === words(after);
}

const freeTexts: readonly string[] = [
  'positive',
  'annexTitle',
  'note',
  'contact',
  'outcome',
  'source',
  'theme',
];

function newValue(name: string, value: unknown, context: Context): unknown {
  if (name === 'letter') return (value as IncomingFile).file;
  if (freeTexts.includes(name))
    return context.seal(name === 'positive' ? asClause(String(value)) : String(value));
  const happened = ['date', 'letterDate', 'decided'].includes(name);
  return (happened ? future(context, String(value)) : undefined) ?? value;
}
