// A message as a kind colleague would write it: what, by when, why you, and the buttons that help.
import { localDate, timeOfDay } from '../calendar/time.ts';
import type { Yours } from '../language/duty-words.ts';
import type { Language } from '../language/language.ts';
import { changedParts } from '../letters/version-diff.ts';
import type { Instant, LocalDate, Person } from '../ports.ts';
import { newestDraft } from '../register/outgoing.ts';
import type { Register } from '../register/state.ts';
import { type Action, type Node, task, text, type View } from '../view/nodes.ts';
import type { NoticeFacts } from './notices.ts';
import type { Obligation } from './obligation.ts';
import { type Item, isReadyToSend, type Send } from './plan.ts';

interface Telling {
  readonly t: Language;
  readonly register: Register;
  readonly today: LocalDate;
  readonly to: Person;
  nameOf(person: string): string;
}

/** More lines are not read: the reader is told how many there are, and where. */
const mostLines = 40;

export function messageView(
  send: Send,
  to: Person,
  people: readonly Person[],
  t: Language,
  register: Register,
  now: Instant,
): View {
  const names = new Map(people.map((each) => [each.id, each.name]));
  const telling: Telling = { t, register, today: localDate(now), to, nameOf: (id) => names.get(id) ?? id };
  const { duties } = t;
  const shown = inOrder(send.items).slice(0, mostLines);
  const left = send.items.length - shown.length;
  const more = left > 0 ? [text(duties.more(left))] : [];
  const lines = shown.map((item) => itemNode(item, telling));
  if (send.kind === 'urgent') return [...lines, ...more];
  const firstName = to.name.split(' ')[0] ?? to.name;
  const own = send.items.every((item) => item.about === 'obligation' && item.as === 'owner');
  const opening = `${duties.greeting(firstName, timeOfDay(now))} ${duties.waiting(send.items.length, own)}`;
  return [text(opening), ...lines, ...more, ...(lines.length > 1 && left === 0 ? [text(duties.rest)] : [])];
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
    return task(t.duties.notice(facts, nameOf), ...noticeActions(facts, telling));
  }
  const { obligation } = item;
  if (item.as === 'leader') return leaderNode(item, telling);
  if (isReadyToSend(obligation) && item.step >= 0) return sendNode(obligation, telling);
  if (obligation.kind === 'approval' && item.first) return approvalNode(obligation, item.person, telling);
  return ownNode(item, telling);
}

/** `Orientering om Vejen` */
export function whatOf(obligation: Obligation, t: Language): string {
  return (t.duties.what[obligation.kind] as (facts: Obligation['facts']) => string)(obligation.facts);
}

export function becauseOf(obligation: Obligation, t: Language): string {
  return (t.duties.because[obligation.kind] as (facts: Obligation['facts']) => string)(obligation.facts);
}

/** Why the obligation is the owner's. */
export function yoursOf({ ownership }: Obligation, nameOf: (person: string) => string): Yours {
  return ownership.why === 'handed-over' ? { why: 'handed-over', by: nameOf(ownership.by) } : ownership;
}

function ownNode(item: Extract<Item, { about: 'obligation' }>, { t, today, to, nameOf }: Telling): Node {
  const { obligation, person } = item;
  const { duties } = t;
  const when = obligation.due ? `${duties.by(obligation.due, today)}: ` : '';
  const why =
    person === to.id
      ? duties.yours(yoursOf(obligation, nameOf))
      : duties.yours({ why: 'substitute', person: nameOf(person) });
  const { line, button, name } = obligation;
  const how = button ? '' : ` ${duties.discharge(line)}`;
  return task(
    `${when}${whatOf(obligation, t)}. ${why}${how}`,
    ...(button ? [{ label: buttonLabel(obligation, t), line }] : []),
    ...(obligation.kind === 'answer' ? [{ label: duties.buttons.chase, line: chaseLine(line) }] : []),
    { label: duties.buttons.snooze, line: `mind-mig ${name} 1` },
    ...(obligation.kind === 'approval'
      ? []
      : [{ label: duties.buttons.handOver, line: `overdrag ${name} <person>` }]),
    { label: duties.buttons.why, line: `forklar ${name}` },
  );
}

function buttonLabel({ kind, facts, button }: Obligation, { duties }: Language): string {
  if (kind === 'approval') return duties.buttons.approve((facts as { version: number }).version);
  return button === 'done' ? duties.buttons.done : duties.buttons.next;
}

/** `svar Vejen <ja|nej> år=2025` asks the same municipality as `rykker Vejen år=2025`. */
function chaseLine(line: string): string {
  return line.replace(/^svar /, 'rykker ').replace(' <ja|nej>', '');
}

function leaderNode(item: Extract<Item, { about: 'obligation' }>, { t, nameOf }: Telling): Node {
  const { obligation, given, step } = item;
  const { duties } = t;
  const { name, owner } = obligation;
  const other: Action =
    obligation.kind === 'approval'
      ? {
          label: duties.buttons.standIn,
          line: `fravær ${owner} fra=<dato> til=<dato> stedfortræder=<person>`,
        }
      : { label: duties.buttons.chooseOther, line: `overdrag ${name} <person>` };
  return task(
    duties.toLeader(whatOf(obligation, t), nameOf(owner), step, given),
    other,
    { label: duties.buttons.newDeadline, line: `frist sæt ${name} <dato> grund="…"` },
    { label: duties.buttons.why, line: `forklar ${name}` },
  );
}

function sendNode(obligation: Obligation, { t, today }: Telling): Node {
  const { duties } = t;
  const { letter, version } = obligation.facts as { letter: string; version: number };
  return task(
    duties.readyToSend(letter, version, whatOf(obligation, t), obligation.due ?? today, today),
    { label: duties.buttons.handOver, line: `overdrag ${obligation.name} <person>` },
    { label: duties.buttons.why, line: `forklar ${obligation.name}` },
  );
}

function approvalNode(obligation: Obligation<'approval'>, person: string, telling: Telling): Node {
  const { t, register, today, to, nameOf } = telling;
  const { duties } = t;
  const { letter, version } = obligation.facts;
  const found = register.letters.get(letter);
  const before = found?.versions.at(-2);
  const changed = found && before ? changedParts(before, newestDraft(found)) : [];
  const news = changed.length > 0 ? ` ${duties.newSince(version - 1, changed)}` : '';
  const standsIn = person === to.id ? null : nameOf(person);
  return task(
    `${duties.approvalAsked(obligation.facts, obligation.due, today, standsIn)}${news}`,
    { label: duties.buttons.read, line: `vis ${letter}` },
    { label: duties.buttons.approve(version), line: `godkend ${letter} v=${version}` },
    { label: duties.buttons.giveBack, line: `returnér ${letter} "<grund>"` },
  );
}

function noticeActions(facts: NoticeFacts, { t }: Telling): Action[] {
  const { buttons } = t.duties;
  switch (facts.news) {
    case 'returned':
    case 'stopped':
      return [{ label: buttons.show, line: `godkendelse vis ${facts.letter}` }];
    case 'outdated':
      return [{ label: buttons.next, line: facts.line }];
    case 'approved':
      return [{ label: buttons.read, line: `vis ${facts.letter}` }];
    default:
      return [];
  }
}
