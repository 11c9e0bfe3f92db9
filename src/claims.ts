// Claims and outcomes of messages in the ledger: a message is claimed before it is posted, so that it is posted once at most.
import { plusMilliseconds } from './calendar/time.ts';
import { type Known, steadyNow } from './known.ts';
import { type Claim, platformOf } from './obligations/deliveries.ts';
import { botItself } from './obligations/people.ts';
import { settleAfter } from './obligations/plan.ts';
import type { Clock, Digest, Ids, Instant, Ledger, Messenger, Posting, Tracing, Via } from './ports.ts';
import type { Event, Proposal } from './register/events.ts';

export interface ClaimPorts {
  readonly ledger: Ledger<Event>;
  readonly messenger: Messenger;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly digest: Digest;
}

/** An outage that is longer than a weekend leaves a post in doubt. */
const askedFor = 72 * 60 * 60_000;

/** A message before it has a name. */
export type Claimable = Omit<Claim, 'message' | 'at'>;

export interface Claims {
  /** The claim, durable; undefined when another instance wrote first. Within a turn only. */
  claim(what: Claimable, at: Instant): Promise<Claim | undefined>;
  /** What became of the post, whoever else writes; one of which nothing is known stays open. */
  record(message: string, posting: Posting): Promise<void>;
  /** What becomes of the claim's post; one that breaks off may have arrived. */
  follow(claim: Claim, posting: Promise<Posting>): Promise<void>;
  /** Asks about posts that were to go there, were claimed some minutes ago and never heard of again. */
  settleOpen(via: Via, now: Instant): Promise<void>;
  /** An event of the bot's own on what happened there. */
  note(proposal: Proposal, cause: string, via: Via): Promise<void>;
  /** How many claims this process has made. */
  readonly own: number;
}

export function createClaims(
  ports: ClaimPorts,
  known: Known,
  inTurn: <T>(work: () => Promise<T>) => Promise<T>,
): Claims {
  let own = 0;

  /** False when another instance wrote first; what it wrote is then known. */
  async function append(proposal: Proposal, cause: string, at: Instant, via: Via): Promise<boolean> {
    const version = known.history.length;
    const event = { id: ports.ids.fresh(version).id(), at, by: botItself, via, cause, ...proposal } as Event;
    const appended = await ports.ledger.append(version, [event], cause);
    if (appended.outcome === 'appended') known.learn([event], version);
    else await known.catchUp(ports.ledger);
    return appended.outcome === 'appended';
  }

  /** What has happened is recorded, wherever the clock stands. */
  function laterNow(): Instant {
    return steadyNow(ports.clock, known) ?? known.history.at(-1)?.at ?? ports.clock.now();
  }

  function recordOutcome(message: string, tracing: Tracing): Promise<void> {
    return inTurn(async () => {
      for (;;) {
        const claim = known.deliveries.open().find((each) => each.message === message);
        // An instance that has recorded it already is right, too.
        if (!claim) return;
        const stands = tracing.outcome === 'delivered' ? platformOf(tracing.reference ?? '') : undefined;
        const proposal = outcomeOf(message, tracing);
        if (await append(proposal, `${message}:outcome`, laterNow(), stands ?? claim.via)) return;
      }
    });
  }

  async function record(message: string, posting: Posting): Promise<void> {
    if (posting.outcome !== 'unknown') await recordOutcome(message, posting);
  }

  return {
    get own() {
      return own;
    },
    async claim(what, at) {
      const message = `M-${known.deliveries.claims + 1}`;
      const { kind, to, via, keys, view } = what;
      const data = { message, kind, to, keys: [...keys], ...(view === undefined ? {} : { view }) };
      const cause = `${message}:${ports.digest(keys.join('\n'))}`;
      if (!(await append({ type: 'message-claimed', data }, cause, at, via))) return undefined;
      own++;
      return { ...data, at, via };
    },
    record,
    async follow({ message }, posting) {
      await record(message, await posting.catch(() => ({ outcome: 'unknown' as const })));
    },
    async settleOpen(via, now) {
      for (const claim of known.deliveries.open()) {
        if (claim.via !== via || now < plusMilliseconds(claim.at, settleAfter)) continue;
        const found = await ports.messenger.find(claim).catch(() => ({ outcome: 'unknown' as const }));
        // Silence is an outage: it is asked again until the answer can be believed no more.
        if (found.outcome === 'unknown' && now < plusMilliseconds(claim.at, askedFor)) continue;
        await recordOutcome(claim.message, found);
      }
    },
    note: (proposal, cause, via) =>
      inTurn(async () => {
        while (!known.causedBy(cause) && !(await append(proposal, cause, laterNow(), via)));
      }),
  };
}

function outcomeOf(message: string, tracing: Tracing): Proposal {
  switch (tracing.outcome) {
    case 'delivered':
      return { type: 'message-delivered', data: { message, reference: tracing.reference } };
    case 'failed':
      return { type: 'message-failed', data: { message, reason: tracing.reason } };
    default:
      return { type: 'message-doubtful', data: { message } };
  }
}
