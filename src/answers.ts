// What comes back to the person: what was recorded in sentences, or why not with a line that works.
import type { Command, Reply } from './command.ts';
import { describe, type Telling } from './describe.ts';
import { languages } from './language/index.ts';
import type { Language } from './language/language.ts';
import { looksLikeCpr } from './letters/screening.ts';
import type { Locale } from './ports.ts';
import type { Event, FileRef } from './register/events.ts';
import type { Refusal } from './register/refusal.ts';
import type { Register } from './register/state.ts';
import type { Reading } from './sentences/read-sentence.ts';
import { actions, done, facts, text, type View, warning } from './view/nodes.ts';

export interface Answer {
  readonly ok: boolean;
  /** The refusal's code. */
  readonly code: string | null;
  readonly refusal: Refusal | null;
  /** The Danish name of the command; null when the line named none. */
  readonly command: string | null;
  readonly view: View;
  readonly data: unknown;
  readonly files: readonly FileRef[];
  readonly events: readonly Event[];
  /** For everybody in the conversation, not the asker alone. */
  readonly public: boolean;
}

/** `register` is the one after the events; `first` the ledger position of the first of them. */
export function success(
  command: Command,
  line: string,
  reply: Reply,
  events: readonly Event[],
  register: Register,
  telling: Telling,
  first: number,
): Answer {
  const cpr = !command.reads && looksLikeCpr(line) ? [warning(telling.t.says.looksLikeCpr)] : [];
  return {
    ok: true,
    code: null,
    refusal: null,
    command: command.name,
    view: [...told(events, register, telling, first), ...cpr, ...reply.view],
    data: reply.data ?? null,
    files: [...renderedFiles(events), ...(reply.files ?? [])],
    events,
    public: command.public,
  };
}

/** A cause that was done before: the same answer, nothing done. */
export function alreadyDone(
  command: Command,
  events: readonly Event[],
  register: Register,
  telling: Telling,
): Answer {
  const view = [warning(telling.t.says.alreadyDone), ...told(events, register, telling)];
  return {
    ok: true,
    code: null,
    refusal: null,
    command: command.name,
    view,
    data: null,
    files: renderedFiles(events),
    events,
    public: command.public,
  };
}

export function refusalText(why: Refusal, t: Language): string {
  return (t.refusals[why.code] as (params: unknown) => string)(why.params);
}

export function refused(why: Refusal, command: Command | null, locale: Locale): Answer {
  const t = languages[locale];
  const view: View = [
    { kind: 'notice', tone: 'refusal', text: refusalText(why, t) },
    actions({ label: t.says.tryThis, line: why.line }),
  ];
  return {
    ok: false,
    code: why.code,
    refusal: why,
    command: command?.name ?? null,
    view,
    data: null,
    files: [],
    events: [],
    public: false,
  };
}

/** What a plain sentence would record, with the line that does: nothing is recorded until somebody runs it. */
export function proposed(
  { line, understood, grounds, missing, unread, unfinished }: Reading,
  { sentences, says }: Language,
): Answer {
  const record = unread.length > 0 ? sentences.recordAnyway : sentences.record;
  const known = Object.fromEntries(understood.map(({ label, value }) => [label, value]));
  return {
    ok: true,
    code: null,
    refusal: null,
    command: null,
    view: [
      text(sentences.wouldRecord(line)),
      facts({ ...known, [sentences.grounds]: grounds }),
      ...(missing.length > 0
        ? [text(sentences.missing(says.list(missing.map((label) => label.toLowerCase()))))]
        : []),
      ...(unread.length > 0 ? [warning(sentences.unread(unread.join(' ')))] : []),
      actions({ label: unfinished ? sentences.fillIn : record, line }),
    ],
    data: { line, understood, grounds, missing, unread },
    files: [],
    events: [],
    public: false,
  };
}

/** One line for each event with its number; what happened several times in the same words is said once. */
function told(events: readonly Event[], register: Register, telling: Telling, first?: number): View {
  const lines = new Map<string, number[]>();
  for (const [index, event] of events.entries()) {
    if (!isTold(event)) continue;
    const sentence = describe(event, register, telling);
    lines.set(sentence, [...(lines.get(sentence) ?? []), (first ?? 0) + index]);
  }
  return [...lines].map(([sentence, positions]) => {
    const times = positions.length === 1 ? '' : ` (${telling.t.says.times(positions.length)})`;
    return done(`${sentence}${times}${first === undefined ? '' : ` ${numbers(positions)}`}`);
  });
}

/** `[E-12]`, `[E-3 – E-6]` */
function numbers(positions: readonly number[]): string {
  const [first] = positions;
  const last = positions.at(-1);
  return first === last ? `[E-${first}]` : `[E-${first} – E-${last}]`;
}

/** The confirmations' own bookkeeping and the files are shown otherwise. */
function isTold({ type }: Event): boolean {
  const bookkeeping: readonly Event['type'][] = [
    'ledger-opened',
    'letter-rendered',
    'confirmation-asked',
    'confirmation-given',
  ];
  return !bookkeeping.includes(type);
}

function renderedFiles(events: readonly Event[]): FileRef[] {
  return events.flatMap((event) => (event.type === 'letter-rendered' ? event.data.files : []));
}
