// A letter as the register would make it now, and its next version. Drafting, checking, correcting and sending all ask here.
import type { LocalDate } from '../ports.ts';
import { answerById } from '../register/answer.ts';
import type { Event, Proposal } from '../register/events.ts';
import { isUnsent, newestDraft } from '../register/outgoing.ts';
import { effective, evolve, fold } from '../register/register.ts';
import { type Draft, emptyRegister, type OutgoingLetter, type Register } from '../register/state.ts';
import type { Composed, References } from './compose.ts';
import { draftOf, type Edit, editsOf, nextLetterId, type Sealing } from './draft.ts';
import { composeCorrection, composeSupplement, wrongParts } from './follow-up.ts';
import { composeOrientering } from './orientering.ts';
import { type Scope, scopeOf } from './scope.ts';

/** What a letter is composed of. */
export interface Facts {
  readonly register: Register;
  readonly history: readonly Event[];
  readonly today: LocalDate;
}

export type Versioning = Facts & Sealing;

/** What changes from one version to the next; what is not named stays. */
export interface Changes {
  readonly refusals?: readonly string[];
  readonly caseNumber?: string | undefined;
  readonly docNumber?: string | undefined;
  readonly date?: LocalDate | undefined;
  readonly edit?: { readonly part: string; readonly text: string };
  /** A version is made although its words are the same: what they rest on has changed. */
  readonly evenIfSame?: boolean;
}

/** The scope of the letter on the day it carries, or today while it carries none. */
export function scopeFor(
  tools: Pick<Facts, 'register' | 'today'>,
  year: number,
  refusals: readonly string[],
  date: LocalDate | null,
): Scope {
  const round = tools.register.rounds.get(year);
  if (!round) throw new Error(`a letter of ${year} has a round`);
  return scopeOf(tools.register, round, refusals, date ?? tools.today);
}

/** The letter composed of today's facts with the references of that version; undefined for a follow-up with nothing left to say. */
export function composedNow(
  tools: Facts,
  letter: OutgoingLetter,
  draft: Draft = newestDraft(letter),
): Composed | undefined {
  const references = {
    caseNumber: draft.caseNumber,
    docNumber: draft.docNumber,
    date: draft.date,
    source: draft.recorded,
  };
  return compose(tools, letter.kind, draft.year, draft.refusals, draft.about, references);
}

function compose(
  tools: Facts,
  kind: OutgoingLetter['kind'],
  year: number,
  refusals: readonly string[],
  about: string | null,
  references: References,
): Composed | undefined {
  const scope = scopeFor(tools, year, refusals, references.date);
  if (kind === 'orientering') return composeOrientering(scope, references);
  const sent = tools.register.letters.get(about ?? '');
  if (!sent) return undefined;
  const draft = newestDraft(sent);
  if (kind === 'supplerende') return composeSupplement(sent, draft, scope, references);
  return composeCorrection(sent, draft, asItShouldHaveBeen(tools, sent), scope, references);
}

/** A sent letter composed of the facts of its sending, as they have been corrected since. */
export function asItShouldHaveBeen(tools: Facts, sent: OutgoingLetter): Composed {
  const until = sent.sent?.recorded ?? tools.history.length;
  let register = emptyRegister;
  effective(tools.history).forEach((event, index) => {
    if (event && (index < until || event.type === 'fact-corrected'))
      register = evolve(register, event, index + 1);
  });
  const draft = newestDraft(sent);
  const scope = scopeFor(
    { register, today: tools.today },
    draft.year,
    draft.refusals,
    draft.date ?? draft.drafted,
  );
  const references = {
    caseNumber: draft.caseNumber,
    docNumber: draft.docNumber,
    date: draft.date,
    source: draft.recorded,
  };
  return composeOrientering(scope, references);
}

/** The part ids of a sent letter that corrected facts would have made otherwise. */
export function wrongInSent(tools: Facts, sent: OutgoingLetter): string[] {
  return sent.kind === 'orientering'
    ? wrongParts(newestDraft(sent), asItShouldHaveBeen(tools, sent)).map(({ id }) => id)
    : [];
}

/** A new letter of ours; undefined for a follow-up with nothing to say. */
export function firstVersion(
  tools: Versioning,
  kind: OutgoingLetter['kind'],
  year: number,
  about: string | null,
  changes: Changes,
): Proposal<'letter-drafted'> | undefined {
  const references = {
    caseNumber: changes.caseNumber ?? null,
    docNumber: changes.docNumber ?? null,
    date: changes.date ?? null,
    source: tools.history.length + 1,
  };
  const refusals = changes.refusals ?? [];
  const composed = compose(tools, kind, year, refusals, about, references);
  const letter = nextLetterId(tools.register);
  return (
    composed &&
    draftOf(
      composed,
      { letter, version: 1, refusals, about, today: tools.today, references, edits: new Map() },
      tools,
    )
  );
}

/** The next version of an unsent letter; undefined when it would be the same to the letter. `position` is the ledger place of the event. */
export function nextVersion(
  tools: Versioning,
  letter: OutgoingLetter,
  changes: Changes = {},
  position = tools.history.length + 1,
): Proposal<'letter-drafted'> | undefined {
  const draft = newestDraft(letter);
  const references = {
    caseNumber: changes.caseNumber ?? draft.caseNumber,
    docNumber: changes.docNumber ?? draft.docNumber,
    date: changes.date ?? draft.date,
    source: position,
  };
  const refused = (id: string) =>
    answerById(tools.register, letter.year, id)?.offer.answers.at(-1)?.answer === id;
  const refusals = (changes.refusals ?? draft.refusals).filter(
    (id) => letter.kind !== 'orientering' || refused(id),
  );
  if (refusals.length === 0) return undefined;
  const composed = compose(tools, letter.kind, letter.year, refusals, draft.about, references);
  if (!composed) return undefined;
  const edits = withEdit(editsOf(draft), composed, changes.edit, tools, position);
  const drafting = {
    letter: letter.id,
    version: draft.version + 1,
    refusals,
    about: draft.about,
    today: tools.today,
    references,
    edits,
  };
  const next = draftOf(composed, drafting, tools);
  return next.data.hash === draft.hash && !changes.evenIfSame ? undefined : next;
}

function withEdit(
  edits: Map<string, Edit>,
  composed: Composed,
  edit: Changes['edit'],
  tools: Sealing,
  source: number,
): Map<string, Edit> {
  const register = composed.parts.find((part) => part.id === edit?.part)?.text;
  if (edit && register !== undefined)
    edits.set(edit.part, { text: edit.text, insteadOf: tools.digest(register), source });
  return edits;
}

/** Whether a version rests on one of the events: its words, or only its sources, follow a change of them. */
export function restsOn(draft: Draft, positions: readonly number[]): boolean {
  const events = [...draft.parts, ...draft.annexes].flatMap((part) => part.events);
  return positions.some((position) => events.includes(position));
}

/** The next versions of unsent letters that rest on the changed events; `history` is the one after the change. */
export function redrafted(
  tools: Omit<Versioning, 'register'>,
  changed: readonly number[],
): Proposal<'letter-drafted'>[] {
  const register = fold(tools.history);
  const proposals: Proposal<'letter-drafted'>[] = [];
  for (const letter of register.letters.values()) {
    if (!isUnsent(letter) || !restsOn(newestDraft(letter), changed)) continue;
    const position = tools.history.length + 1 + proposals.length;
    const next = nextVersion({ ...tools, register }, letter, { evenIfSame: true }, position);
    if (next) proposals.push(next);
  }
  return proposals;
}

/** The hand-written parts of unsent letters that the change touches: their own words stay, or go with their part. */
export function editedParts(
  before: Versioning,
  changed: readonly number[],
): { letter: string; part: string }[] {
  return [...before.register.letters.values()].filter(isUnsent).flatMap((letter) =>
    newestDraft(letter)
      .parts.filter((part) => part.insteadOf !== null && part.events.some((event) => changed.includes(event)))
      .map((part) => ({ letter: letter.id, part: part.id })),
  );
}
