// A tick: what is due now is claimed in the ledger, posted, and its outcome recorded. Nothing is scheduled, so nothing can be
// lost; a claim is committed before the post, so nothing is said twice. Every instance may tick: the claim decides who sends.
// Each platform has a lane of its own, serial, so that one that is down holds no other.
import { plusMilliseconds } from './calendar/time.ts';
import type { ClaimPorts, Claims } from './claims.ts';
import { type KeptMessage, unnamed, unnamedReader } from './kept-messages.ts';
import { type Known, steadyNow } from './known.ts';
import { languages } from './language/index.ts';
import type { Claim } from './obligations/deliveries.ts';
import { messageView } from './obligations/messages.ts';
import { dueSends, isOfficeTime, nextWake, watchdogNotice } from './obligations/plan.ts';
import { adoptedTable, calendarsOf } from './obligations/settings.ts';
import type { Send, Watch } from './obligations/watch.ts';
import type { Directory, Files, Instant, Locale, Message, Person, Posting, Via } from './ports.ts';
import type { Register } from './register/state.ts';
import { localeOf } from './register/users.ts';
import type { View } from './view/nodes.ts';

interface TickPorts extends ClaimPorts {
  readonly directory: Directory;
  readonly files: Files;
}

/** A message that has left, with the outcome of its post. */
export interface Sent {
  readonly message: Message;
  readonly posting: Posting;
}

export type Ticked =
  | { readonly outcome: 'done'; readonly sent: readonly Sent[] }
  /** The clock stands before what was recorded last: nothing is done until it has caught up. */
  | { readonly outcome: 'backwards'; readonly last: Instant };

export interface Ticker {
  tick(): Promise<Ticked>;
  /** The next instant at which a tick can have something to do. */
  nextWake(): Promise<Instant>;
}

/** What one platform's messages came to, and when and on what knowledge they were planned. */
interface Lane {
  readonly now: Instant;
  readonly sent: readonly Sent[];
  /** False when another instance was faster. */
  readonly complete: boolean;
  readonly register: Register;
  readonly others: number;
}

/** How often a claim that another instance outran is tried within one tick. */
const races = 3;

const aMinute = 60_000;

export function createTicker(
  ports: TickPorts,
  known: Known,
  claims: Claims,
  inTurn: <T>(work: () => Promise<T>) => Promise<T>,
): Ticker {
  const running = new Map<Via, Promise<Lane>>();
  let idle: { people: readonly Person[]; version: number; until: Instant } | undefined;

  function watch(people: readonly Person[]): Watch {
    const { register, history, deliveries } = known;
    return {
      register,
      history,
      deliveries,
      people,
      calendars: calendarsOf(adoptedTable(register), register),
    };
  }

  async function tick(): Promise<Ticked> {
    if (ports.ledger.head().version > known.history.length) await inTurn(() => known.catchUp(ports.ledger));
    const now = steadyNow(ports.clock, known);
    if (now === undefined) return { outcome: 'backwards', last: known.history.at(-1)?.at ?? '' };
    const people = await ports.directory.people();
    if (isIdle(now, people)) return { outcome: 'done', sent: [] };
    const vias = new Set([
      ...people.map((each) => ports.messenger.viaOf(each)),
      ...known.deliveries.open().map(({ via }) => via),
    ]);
    const lanes = await all([...vias].map((via) => laneOf(via, people, now)));
    const sent = lanes.flatMap((lane) => lane.sent);
    const barked: Sent[] = [];
    const complete =
      watchdogNotice(watch(people), now) === undefined ||
      (await deliver(() => watchdogNotice(watch(people), now), people, barked));
    // What was recorded while messages were on their way has not been looked at yet; a post in the open is asked about.
    const isWhole =
      complete &&
      lanes.every((lane) => lane.now === now && isWholeStill(lane)) &&
      known.deliveries.open().length === 0;
    idle = isWhole
      ? { people, version: known.history.length, until: nextWake(watch(people), now) }
      : undefined;
    return { outcome: 'done', sent: [...sent, ...barked] };
  }

  function isWholeStill(lane: Lane): boolean {
    return lane.complete && lane.register === known.register && lane.others === othersClaims();
  }

  /** What is due to those who are tried there first; one that is still under way since an earlier tick is waited for. */
  function laneOf(via: Via, people: readonly Person[], now: Instant): Promise<Lane> {
    const before = running.get(via);
    if (before) return before;
    const lane = runLane(via, people, now).finally(() => running.delete(via));
    running.set(via, lane);
    return lane;
  }

  async function runLane(via: Via, people: readonly Person[], now: Instant): Promise<Lane> {
    await claims.settleOpen(via, now);
    const sent: Sent[] = [];
    const { register } = known;
    const others = othersClaims();
    const theirs = new Set(people.flatMap((each) => (ports.messenger.viaOf(each) === via ? [each.id] : [])));
    const sends = planned(() => dueSends(watch(people), now).filter(({ to }) => theirs.has(to)));
    let complete = true;
    for (const { to } of sends())
      complete = (await deliver(() => sends().find((each) => each.to === to), people, sent)) && complete;
    return { now, sent, complete, register, others };
  }

  /** The plan, made anew only when somebody has recorded a fact or another instance has claimed a message since. */
  function planned(plan: () => Send[]): () => readonly Send[] {
    const first = plan();
    let made = { sends: first, register: known.register, others: othersClaims() };
    return () => {
      if (made.register !== known.register || made.others !== othersClaims())
        made = { sends: plan(), register: known.register, others: othersClaims() };
      return made.sends;
    };
  }

  function othersClaims(): number {
    return known.deliveries.claims - claims.own;
  }

  /** Nothing was recorded since the last tick, and no hour has come at which something could be due. */
  function isIdle(now: Instant, people: readonly Person[]): boolean {
    return (
      idle !== undefined &&
      idle.version === known.history.length &&
      idle.people === people &&
      now < idle.until
    );
  }

  /**
   * False when another instance was faster, so that the plan must be made anew. A failing message never stops the others:
   * what its post throws is an outcome, too.
   */
  async function deliver(
    next: () => Send | undefined,
    people: readonly Person[],
    sent: Sent[],
  ): Promise<boolean> {
    let claimed = await claimNext(next, people);
    for (let left = races; claimed === 'too-late' && left > 0; left--)
      claimed = await claimNext(next, people);
    if (claimed === 'nothing-left') return true;
    if (claimed === 'too-late') return false;
    const { claim, kind, to, view } = claimed;
    const message: Message = { id: claim.message, to, kind, at: claim.at, view };
    const posting = await post(message);
    sent.push({ message, posting });
    await claims.record(claim.message, posting);
    return true;
  }

  async function post(message: Message): Promise<Posting> {
    try {
      return await ports.messenger.post(message);
    } catch {
      return { outcome: 'unknown' };
    }
  }

  /** The claim, durable. Planned within the turn: nothing is said about what was done a moment ago. */
  function claimNext(
    next: () => Send | undefined,
    people: readonly Person[],
  ): Promise<
    (Pick<Message, 'kind' | 'to' | 'view'> & { readonly claim: Claim }) | 'nothing-left' | 'too-late'
  > {
    return inTurn(async () => {
      const at = steadyNow(ports.clock, known);
      // Posts take their time: the working hours may be over, or the clock set back, since the tick began.
      if (at === undefined || !isOfficeTime(watch(people), at)) return 'nothing-left';
      const send = next();
      if (!send) return 'nothing-left';
      const keys = send.items.flatMap((item) => item.keys);
      const { kind } = send;
      const person = people.find((each) => each.id === send.to);
      if (!person) throw new Error(`a message to ${send.to}, who is not in the directory`);
      const to = { ...person, locale: localeOf(known.register, person) };
      const viewFor = (reader: Person, others: readonly Person[]) =>
        messageView(send, reader, others, languages[to.locale], known.register, at);
      const view = viewFor(to, people);
      const via = ports.messenger.viaOf(to);
      const kept = await keep(() => viewFor(unnamedReader(to), people.map(unnamed)), to.locale);
      const claim = await claims.claim({ kind, to: to.id, via, keys, view: kept }, at);
      return claim ? { kind, to, view, claim } : 'too-late';
    });
  }

  /** Where posts can be changed, what they show is kept: a task in them may be done by somebody else. */
  async function keep(view: () => View, locale: Locale): Promise<string | undefined> {
    if (ports.messenger.boards.length === 0) return undefined;
    const message: KeptMessage = { locale, view: view() };
    return ports.files.put(new TextEncoder().encode(JSON.stringify(message)));
  }

  return {
    tick,
    async nextWake() {
      const now = ports.clock.now();
      const next = nextWake(watch(await ports.directory.people()), now);
      const again = plusMilliseconds(now, aMinute);
      return idle || next < again ? next : again;
    },
  };
}

/** All of them, or the first fault once all the rest is done. */
async function all<T>(work: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
