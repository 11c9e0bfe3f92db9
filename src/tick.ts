// A tick: what is due now is claimed in the ledger, posted, and its outcome recorded. Nothing is scheduled, so nothing can be
// lost; a claim is committed before the post, so nothing is said twice. Every instance may tick: the claim decides who sends.
import { plusMilliseconds } from './calendar/time.ts';
import { type Known, steadyNow } from './known.ts';
import { languages } from './language/index.ts';
import type { Claim } from './obligations/deliveries.ts';
import { messageView } from './obligations/messages.ts';
import { dueSends, isOfficeTime, nextWake, settleAfter, watchdogNotice } from './obligations/plan.ts';
import { adoptedTable, calendarsOf } from './obligations/settings.ts';
import type { Send, Watch } from './obligations/watch.ts';
import type {
  Clock,
  Digest,
  Directory,
  Ids,
  Instant,
  Ledger,
  Message,
  Messenger,
  Person,
  Posting,
} from './ports.ts';
import type { Event, Proposal } from './register/events.ts';

interface TickPorts {
  readonly ledger: Ledger<Event>;
  readonly directory: Directory;
  readonly messenger: Messenger;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly digest: Digest;
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

/** How often a claim that another instance outran is tried within one tick. */
const races = 3;

const aMinute = 60_000;

/** Who the bot's own events are by. */
export const botItself = 'forløbsvagten';

export function createTicker(
  ports: TickPorts,
  known: Known,
  inTurn: <T>(work: () => Promise<T>) => Promise<T>,
): Ticker {
  let running: Promise<Ticked> | undefined;
  let ownClaims = 0;
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
    await settleOpenClaims(now);
    const sent: Sent[] = [];
    const { register } = known;
    const others = othersClaims();
    const sends = planned(() => dueSends(watch(people), now));
    let complete = true;
    for (const { to } of sends())
      complete = (await deliver(() => sends().find((each) => each.to === to), people, sent)) && complete;
    if (watchdogNotice(watch(people), now))
      complete = (await deliver(() => watchdogNotice(watch(people), now), people, sent)) && complete;
    // What was recorded while messages were on their way has not been looked at yet.
    const isWhole = complete && register === known.register && others === othersClaims();
    idle = isWhole
      ? { people, version: known.history.length, until: nextWake(watch(people), now) }
      : undefined;
    return { outcome: 'done', sent };
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
    return known.deliveries.claims - ownClaims;
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
    const { send, claim } = claimed;
    const to = people.find((each) => each.id === send.to);
    if (!to) throw new Error(`a message to ${send.to}, who is not in the directory`);
    const view = messageView(send, to, people, languages[to.locale], known.register, claim.at);
    const message: Message = { id: claim.message, to, kind: send.kind, at: claim.at, view };
    const posting = await post(message);
    sent.push({ message, posting });
    if (posting.outcome !== 'unknown') await record(claim.message, outcomeOf(claim.message, posting));
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
  ): Promise<{ readonly send: Send; readonly claim: Claim } | 'nothing-left' | 'too-late'> {
    return inTurn(async () => {
      const at = steadyNow(ports.clock, known);
      // Posts take their time: the working hours may be over, or the clock set back, since the tick began.
      if (at === undefined || !isOfficeTime(watch(people), at)) return 'nothing-left';
      const send = next();
      if (!send) return 'nothing-left';
      const keys = send.items.flatMap((item) => item.keys);
      const { kind, to } = send;
      const message = `M-${known.deliveries.claims + 1}`;
      const data = { message, kind, to, keys };
      const committed = await append(
        { type: 'message-claimed', data },
        `${message}:${ports.digest(keys.join('\n'))}`,
        at,
      );
      if (!committed) return 'too-late';
      ownClaims++;
      return { send, claim: { ...data, at } };
    });
  }

  async function settleOpenClaims(now: Instant): Promise<void> {
    for (const claim of known.deliveries.open()) {
      if (now < plusMilliseconds(claim.at, settleAfter)) continue;
      const found = await ports.messenger.find(claim).catch(() => 'unknown' as const);
      const { message } = claim;
      if (found === 'there')
        await record(message, { type: 'message-delivered', data: { message, reference: null } });
      else if (found === 'absent')
        await record(message, { type: 'message-failed', data: { message, reason: 'absent' } });
      else await record(message, { type: 'message-doubtful', data: { message } });
    }
  }

  /** An outcome is recorded whoever else writes; an instance that has recorded it already is right, too. */
  function record(message: string, proposal: Proposal): Promise<void> {
    return inTurn(async () => {
      for (;;) {
        if (!known.deliveries.open().some((each) => each.message === message)) return;
        if (await append(proposal, `${message}:outcome`, laterNow())) return;
      }
    });
  }

  /** What has happened is recorded, wherever the clock stands. */
  function laterNow(): Instant {
    return steadyNow(ports.clock, known) ?? known.history.at(-1)?.at ?? ports.clock.now();
  }

  /** False when another instance wrote first; what it wrote is then known. */
  async function append(proposal: Proposal, cause: string, at: Instant): Promise<boolean> {
    const version = known.history.length;
    const { via } = ports.messenger;
    const event = { id: ports.ids.fresh(version).id(), at, by: botItself, via, cause, ...proposal } as Event;
    const appended = await ports.ledger.append(version, [event], cause);
    if (appended.outcome === 'appended') known.learn([event], version);
    else await known.catchUp(ports.ledger);
    return appended.outcome === 'appended';
  }

  return {
    tick() {
      running ??= tick().finally(() => {
        running = undefined;
      });
      return running;
    },
    async nextWake() {
      const now = ports.clock.now();
      const next = nextWake(watch(await ports.directory.people()), now);
      const again = plusMilliseconds(now, aMinute);
      return idle || next < again ? next : again;
    },
  };
}

function outcomeOf(message: string, posting: Exclude<Posting, { outcome: 'unknown' }>): Proposal {
  return posting.outcome === 'delivered'
    ? { type: 'message-delivered', data: { message, reference: posting.reference } }
    : { type: 'message-failed', data: { message, reason: posting.reason } };
}
