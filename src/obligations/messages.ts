// A message as a kind colleague would write it: what, by when, why you, and the buttons that help.
import { localDate, timeOfDay } from '../calendar/time.ts';
import type { Overdue, Yours } from '../language/duty-words.ts';
import type { Language } from '../language/language.ts';
import { changedParts } from '../letters/version-diff.ts';
import type { Instant, LocalDate, Person } from '../ports.ts';
import { handlingKey } from '../register/duty.ts';
import { newestDraft, newVersionLine } from '../register/outgoing.ts';
import type { Register } from '../register/state.ts';
import { type Action, type Node, type TaskNode, task, text, type View } from '../view/nodes.ts';
import { isReadyToSend } from './candidates.ts';
import type { NoticeFacts } from './notices.ts';
import type { Obligation } from './obligation.ts';
import { actingFor, firstName, namesOf } from './people.ts';
import type { Item, Send } from './watch.ts';

export interface Telling {
  readonly t: Language;
  readonly register: Register;
  readonly today: LocalDate;
  readonly to: Person;
  readonly people: readonly Person[];
  nameOf(person: string): string;
}

/** More lines are not read, and fit in no message of Slack (13,000 characters with their buttons): the reader is told how many there are, and where. */
const mostLines = 10;

export function messageView(
  send: Send,
  to: Person,
  people: readonly Person[],
  t: Language,
  register: Register,
  now: Instant,
): View {
  const telling: Telling = {
    t,
    register,
    people,
    today: localDate(now),
    to,
    nameOf: namesOf(people, t.says.names),
  };
  const { duties } = t;
  const shown = inOrder(send.items).slice(0, mostLines);
  const left = send.items.length - shown.length;
  const more = left > 0 ? [text(duties.more(left))] : [];
  const lines = shown.map((item) => itemNode(item, telling));
  if (send.kind === 'urgent') return [...lines, ...more];
  const own = send.items.every((item) => item.about === 'obligation' && item.as === 'owner');
  const opening = `${duties.greeting(firstName(to.name), timeOfDay(now))} ${duties.waiting(send.items.length, own)}`;
  return [text(opening), ...lines, ...more, ...restNodes(send, t)];
}

/** An obligation of somebody's, told as in a message but without a reminder's step. */
export function taskOf(obligation: Obligation, telling: Telling): Node {
  const { owner: person } = obligation;
  const item = {
    about: 'obligation' as const,
    obligation,
    person,
    step: -1,
    as: 'owner' as const,
    first: false,
    given: 0,
    keys: [],
  };
  return itemNode(item, telling);
}

/** News first, then the reader's own by date, then what the reader is told as a leader. */
function inOrder(items: readonly Item[]): Item[] {
  const news = items.filter((item) => item.about === 'notice');
  const own = items.filter((item) => item.about === 'obligation' && item.as === 'owner');
  const led = items.filter((item) => item.about === 'obligation' && item.as === 'leader');
  return [...news, ...own, ...led];
}

function itemNode(item: Item, telling: Telling): Node {
  if (item.about === 'notice') {
    const { facts } = item.notice;
    const { t, nameOf } = telling;
    return task(t.duties.notice(facts, item.person, nameOf), ...noticeActions(facts, telling));
  }
  const { name, origin } = item.obligation;
  return { ...obligationNode(item, telling), about: handlingKey(name, origin) };
}

function obligationNode(item: ObligationItem, telling: Telling): TaskNode {
  const { obligation } = item;
  if (item.as === 'leader') return leaderNode(item, telling);
  if (obligation.kind === 'orientering' && isReadyToSend(obligation) && item.step >= 0)
    return sendNode(obligation, item.person, telling);
  if (obligation.kind === 'approval') return approvalNode(obligation, item, telling);
  return ownNode(item, telling);
}

/** `Orientering om Vejen` */
export function whatOf({ kind, facts }: Obligation, t: Language): string {
  return (t.duties.what[kind] as (facts: Obligation['facts']) => string)(facts);
}

/** How far it has come: `Brev-1 er til godkendelse hos Kontorchef.` */
export function standsOf({ kind, facts }: Obligation, t: Language, nameOf: Telling['nameOf']): string {
  return (t.duties.stands[kind] as (facts: Obligation['facts'], nameOf: Telling['nameOf']) => string)(
    facts,
    nameOf,
  );
}

export function becauseOf({ kind, facts }: Obligation, t: Language): string {
  return (t.duties.because[kind] as (facts: Obligation['facts']) => string)(facts);
}

/** Why the obligation is the owner's. */
export function yoursOf({ ownership, kind }: Obligation, nameOf: (person: string) => string): Yours {
  if (ownership.why === 'handed-over') return { ...ownership, by: nameOf(ownership.by) };
  return ownership.why === 'recorded' ? { ...ownership, kind } : ownership;
}

type ObligationItem = Extract<Item, { about: 'obligation' }>;

function ownNode({ obligation, person }: ObligationItem, telling: Telling): TaskNode {
  const { t, today, to, nameOf } = telling;
  const { duties } = t;
  const { due, kind, facts, line, name, button } = obligation;
  const when = due ? `${duties.by(due, today)}: ` : '';
  const why = duties.yours(
    person === to.id ? yoursOf(obligation, nameOf) : { why: 'substitute', person: nameOf(person) },
  );
  const how = (duties.how[kind] as (facts: Obligation['facts'], line: string) => string)(facts, line);
  const words = [
    `${when}${whatOf(obligation, t)}.`,
    standsOf(obligation, t, nameOf),
    due ? '' : duties.undated,
    why,
    button ? '' : how,
  ];
  return task(
    words.filter((each) => each !== '').join(' '),
    ...(button ? [{ label: buttonLabel(obligation, t), line }] : []),
    ...(kind === 'answer' ? [{ label: duties.buttons.chase, line: chaseLine(line) }] : []),
    ...(due ? [{ label: duties.buttons.snooze, line: `mind-mig ${name} 1` }] : []),
    { label: duties.buttons.handOver, line: `overdrag ${name} <person>` },
    { label: duties.buttons.why, line: `forklar ${name}` },
  );
}

function buttonLabel({ button, line }: Obligation, { duties }: Language): string {
  if (button === 'done') return duties.buttons.done;
  return line.startsWith('godkendelse vis') ? duties.buttons.show : duties.buttons.next;
}

/** `svar Vejen <ja|nej> år=2025` asks the same municipality as `rykker Vejen år=2025`. */
function chaseLine(line: string): string {
  return line.replace(/^svar /, 'rykker ').replace(' <ja|nej>', '');
}

function leaderNode(
  { obligation, given, step }: ObligationItem,
  { t, register, people, today, nameOf }: Telling,
): TaskNode {
  const { duties } = t;
  const { name, owner, kind, facts, due } = obligation;
  const acting = actingFor(register, people, owner, today);
  const overdue: Overdue = {
    due: due ?? today,
    today,
    late: step,
    owner: nameOf(owner),
    acting: acting === owner ? null : nameOf(acting),
    given,
  };
  const other: Action =
    kind === 'approval'
      ? {
          label: duties.buttons.standIn,
          line: `fravær ${owner} fra=<dato> til=<dato> stedfortræder=<person>`,
        }
      : { label: duties.buttons.chooseOther, line: `overdrag ${name} <person>` };
  const tell = duties.toLeader[kind] as (
    facts: Obligation['facts'],
    overdue: Overdue,
    nameOf: Telling['nameOf'],
  ) => string;
  return task(
    tell(facts, overdue, nameOf),
    other,
    { label: duties.buttons.snooze, line: `mind-mig ${name} 1` },
    { label: duties.buttons.newDeadline, line: `frist sæt ${name} <dato> grund="…"` },
    { label: duties.buttons.why, line: `forklar ${name}` },
  );
}

function sendNode(obligation: Obligation<'orientering'>, person: string, telling: Telling): TaskNode {
  const { t, today, to, nameOf } = telling;
  const { duties } = t;
  const { facts, due, name, line } = obligation;
  const standsInFor = person === to.id ? null : nameOf(person);
  return task(
    duties.readyToSend(facts, due ?? today, today, standsInFor, line),
    { label: duties.buttons.handOver, line: `overdrag ${name} <person>` },
    { label: duties.buttons.why, line: `forklar ${name}` },
  );
}

/** The request, and the same again with the deadline that has passed. */
function approvalNode(obligation: Obligation<'approval'>, item: ObligationItem, telling: Telling): TaskNode {
  const { t, register, today, to, nameOf } = telling;
  const { buttons, approvalAsked, newSince } = t.duties;
  const { facts, due, name, line } = obligation;
  const { letter, version } = facts;
  const found = register.letters.get(letter);
  const before = found?.versions.at(-2);
  const edited = found && before && newestDraft(found).recorded > (found.approval?.recorded ?? 0);
  const changed = edited ? changedParts(before, newestDraft(found)) : [];
  const news = changed.length > 0 ? ` ${newSince(version - 1, changed)}` : '';
  const standsInFor = item.person === to.id ? null : nameOf(item.person);
  return task(
    `${approvalAsked(facts, due, today, standsInFor)}${news}`,
    { label: buttons.read, line: `vis ${letter}` },
    { label: buttons.approve(version), line },
    { label: buttons.giveBack, line: `returnér ${letter} "<grund>"` },
    { label: buttons.snooze, line: `mind-mig ${name} 1` },
    { label: buttons.why, line: `forklar ${name}` },
  );
}

function restNodes({ rest }: Send, { duties }: Language): Node[] {
  if (rest === 'none') return [];
  return [text(rest === 'presses' ? duties.seeRest : duties.restCanWait)];
}

function noticeActions(facts: NoticeFacts, { t, register }: Telling): Action[] {
  const { buttons } = t.duties;
  switch (facts.news) {
    case 'returned': {
      const letter = register.letters.get(facts.letter);
      return [
        ...(letter ? [{ label: buttons.newVersion, line: newVersionLine(letter) }] : []),
        { label: buttons.edit, line: `redigér ${facts.letter} <del> "…"` },
        { label: buttons.show, line: `godkendelse vis ${facts.letter}` },
      ];
    }
    case 'recorded-for':
    case 'stopped':
      return [{ label: buttons.show, line: `godkendelse vis ${facts.letter}` }];
    case 'outdated':
      return [{ label: facts.isFinal ? buttons.stop : buttons.newVersion, line: facts.line }];
    case 'approved':
      return [{ label: buttons.read, line: `vis ${facts.letter}` }];
    default:
      return [];
  }
}
