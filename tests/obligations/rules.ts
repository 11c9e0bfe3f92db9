// What must hold of every message and of every tick, whatever happened; each breach throws what is wrong in words.
import type { Person } from '../../src/ports.ts';
import type { Event } from '../../src/register/events.ts';
import type { Arrival } from '../support/faulty-world.ts';
import { type Line, type Situation, situationAt } from './reference.ts';
import { danishTime, told } from './told.ts';

/** Each claim from that position on said exactly what was to be said then, to whom it was to be said, and when it may. */
export function checkClaims(history: readonly Event[], from: number, people: readonly Person[]): void {
  for (const [index, event] of history.entries()) {
    if (index < from || event.type !== 'message-claimed') continue;
    const then = situationAt(history.slice(0, index), people, event.at);
    checkClaim(event, { ...then, lines: [...then.lines, ...unreachedAtFirst(history, event, people, then)] });
  }
}

/** A leader is told of two failures also when the very same tick has meanwhile reached the person. */
function unreachedAtFirst(
  history: readonly Event[],
  { at, data }: Event<'message-claimed'>,
  people: readonly Person[],
  then: Situation,
): Line[] {
  const news = data.keys.filter((key) => key.startsWith('ikke-nået:') && !then.told.keys.has(key));
  if (news.length === 0) return [];
  const first = history.findIndex((event) => event.at === at && event.type.startsWith('message-'));
  const { lines } = situationAt(history.slice(0, first), people, at);
  return lines.filter(
    ({ keys: [key = ''] }) => news.includes(key) && !then.lines.some(({ keys }) => keys.includes(key)),
  );
}

function checkClaim({ data, at }: Event<'message-claimed'>, then: Situation): void {
  const { message, kind, to, keys } = data;
  const say = (wrong: string): never => {
    throw new Error(`${message} (${kind} to ${to}, ${danishTime(at)}) ${wrong}: ${keys.join(', ')}`);
  };
  if (!then.open) say('goes out when nothing may');
  if (keys.length === 0) say('is empty');
  const said = keys.find((key) => then.told.keys.has(key));
  if (said !== undefined) say(`says ${said} again`);
  if (isBlocked(then, to)) say('is tried too soon after a failure');
  if (keys[0]?.startsWith('vagthund:')) {
    if (keys.length > 1 || !watchdogMay(then) || to !== then.actingFor(then.lead)) say('barks at nothing');
    return;
  }
  const theirs = then.lines.filter(({ reader }) => reader === to);
  const lines = kind === 'digest' ? theirs : theirs.filter(({ urgent }) => urgent);
  const may = new Set(lines.flatMap((line) => line.keys));
  const wrong = keys.find((key) => !may.has(key));
  if (wrong !== undefined) say(`says ${wrong}, which is not to be said`);
  // What arose in this very tick may wait for the next one.
  const missing = lines.filter(({ since }) => since < at).flatMap((line) => line.keys);
  const unsaid = missing.find((key) => !keys.includes(key));
  if (unsaid !== undefined) say(`leaves out ${unsaid}`);
  if (kind === 'digest' && !isDigestDue(then, to, theirs)) say('is no digest that is due');
}

/** A message may be on its way for two minutes before anybody asks for it. */
export function checkPatience(history: readonly Event[]): void {
  const claimed = new Map<string, string>();
  for (const event of history) {
    if (event.type === 'message-claimed') claimed.set(event.data.message, event.at);
    const isAnswer =
      event.type === 'message-doubtful' ||
      (event.type === 'message-failed' && event.data.reason === 'absent');
    if (isAnswer && Date.parse(event.at) - Date.parse(claimed.get(event.data.message) ?? '') < 2 * 60_000)
      throw new Error(`${event.data.message} was given up at ${danishTime(event.at)}`);
  }
}

/** After a tick that nothing kept from its work, nobody waits for anything. */
export function checkNothingOwed(history: readonly Event[], people: readonly Person[], now: string): void {
  const then = situationAt(history, people, now);
  if (!then.open) return;
  for (const reader of new Set(then.lines.map((line) => line.reader))) {
    const old = then.lines.filter((line) => line.reader === reader && line.since < now);
    const owed = isDigestDue(then, reader, old) ? old : old.filter(({ urgent }) => urgent);
    if (owed.length > 0 && !isBlocked(then, reader))
      throw new Error(
        `${danishTime(now)}: ${reader} was not told ${owed.flatMap(({ keys }) => keys).join(', ')}`,
      );
  }
  const barks = then.told.keys.has(`vagthund:${then.today}`);
  if (watchdogMust(then) && !barks && !isBlocked(then, then.actingFor(then.lead)))
    throw new Error(`${danishTime(now)}: nobody was told that no digest has left`);
}

function isDigestDue(then: Situation, to: string, lines: readonly Line[]): boolean {
  const hour = `${then.today} ${then.hourOf(to)}:00`;
  const had = then.told.claims.some(
    (each) =>
      each.to === to && each.kind === 'digest' && each.day === then.today && each.outcome !== 'failed',
  );
  return !had && `${then.today} ${then.time}` >= hour && lines.some(({ since }) => danishTime(since) <= hour);
}

/** Half an hour after a failure, and after two the rest of the day. */
function isBlocked({ told: { failures }, today, now }: Situation, person: string): boolean {
  const todays = (failures.get(person) ?? []).filter((each) => danishTime(each.at).startsWith(today));
  const last = todays.at(-1);
  return todays.length >= 2 || (last !== undefined && Date.parse(now) - Date.parse(last.at) < 30 * 60_000);
}

/** Nobody has got a digest today although one was tried or is to leave. */
function watchdogMay(then: Situation): boolean {
  const todays = then.told.claims.filter((each) => each.kind === 'digest' && each.day === then.today);
  if (then.time < '10:00' || todays.some(({ outcome }) => outcome === 'delivered')) return false;
  return todays.length > 0 || readersDue(then).length > 0;
}

/** A doubtful one may have left: the lead is told of that instead. */
function watchdogMust(then: Situation): boolean {
  const todays = then.told.claims.filter((each) => each.kind === 'digest' && each.day === then.today);
  return watchdogMay(then) && todays.every(({ outcome }) => outcome !== 'doubtful');
}

function readersDue(then: Situation): string[] {
  return [...new Set(then.lines.map((line) => line.reader))].filter((reader) =>
    isDigestDue(
      then,
      reader,
      then.lines.filter((line) => line.reader === reader),
    ),
  );
}

/** Nothing arrived twice, unclaimed, empty, out of hours, or to somebody else than it was claimed for. */
export function checkArrivals(arrivals: readonly Arrival[]): void {
  const seen = new Set<string>();
  for (const { message, at, claim } of arrivals) {
    if (!claim) throw new Error(`${message.id} arrived without a claim`);
    const { to, keys, kind } = claim.data;
    if (message.to.id !== to || message.kind !== kind)
      throw new Error(`${message.id} is not what was claimed`);
    const tasks = message.view.filter((node) => node.kind === 'task');
    if (tasks.length === 0) throw new Error(`${message.id} arrived empty`);
    const time = danishTime(at).slice(11);
    if (time < '08:00' || time >= '16:00') throw new Error(`${message.id} arrived at ${time}`);
    for (const key of keys) {
      if (seen.has(key)) throw new Error(`${key} arrived twice`);
      seen.add(key);
    }
  }
}

/** In the end every claim has an outcome that is true, and each doubt was told to the lead. `arrived` are messages by name. */
export function checkEnd(history: readonly Event[], arrived: readonly string[], canTell: boolean): void {
  const times = new Map<string, number>();
  for (const message of arrived) times.set(message, (times.get(message) ?? 0) + 1);
  const { claims, keys } = told(history);
  for (const { message, outcome } of claims) {
    const count = times.get(message) ?? 0;
    const fits = { delivered: count === 1, failed: count === 0, doubtful: count <= 1, open: false }[outcome];
    if (!fits) throw new Error(`${message} is ${outcome} and arrived ${count} times`);
    if (outcome !== 'doubtful') continue;
    if (canTell) throw new Error(`${message} is doubtful though the platform could tell`);
    if (![...keys].some((key) => key.startsWith(`tvivl:${message}:`)))
      throw new Error(`nobody was told of the doubt about ${message}`);
  }
}

/** What was recorded later happened later. */
export function checkTimes(history: readonly Event[]): void {
  const back = history.find((event, index) => event.at < (history[index - 1]?.at ?? ''));
  if (back) throw new Error(`${back.type} ${back.at} was recorded after something later`);
}
