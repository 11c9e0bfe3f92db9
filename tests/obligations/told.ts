// What the ledger says was said: its claims with their outcomes, read once from the beginning.
import type { Instant } from '../../src/ports.ts';
import type { Event } from '../../src/register/events.ts';

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Copenhagen',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** `2025-01-31 08:30:00` in Denmark. */
export function danishTime(instant: Instant): string {
  return clock.format(Date.parse(instant));
}

export interface Failed {
  readonly at: Instant;
  readonly position: number;
}

export interface Claimed {
  readonly message: string;
  readonly to: string;
  readonly kind: 'digest' | 'urgent' | 'card' | 'files' | 'files';
  readonly keys: readonly string[];
  readonly at: Instant;
  readonly day: string;
  outcome: 'open' | 'delivered' | 'failed' | 'doubtful';
}

export interface Told {
  readonly claims: readonly Claimed[];
  /** What counts as said: all but what failed. */
  readonly keys: ReadonlySet<string>;
  /** The steps said of each series. */
  readonly steps: ReadonlyMap<string, readonly number[]>;
  readonly doubtful: readonly string[];
  /** Of each person, since the last message that arrived. */
  readonly failures: ReadonlyMap<string, readonly Failed[]>;
}

export function told(history: readonly Event[]): Told {
  const claims = new Map<string, Claimed>();
  const failures = new Map<string, Failed[]>();
  for (const [index, event] of history.entries()) {
    if (event.type === 'message-claimed') {
      const day = danishTime(event.at).slice(0, 10);
      claims.set(event.data.message, { ...event.data, at: event.at, day, outcome: 'open' });
    }
    if (!isOutcome(event)) continue;
    const claim = claims.get(event.data.message);
    if (claim?.outcome !== 'open') throw new Error(`an outcome of ${event.data.message}, which is not open`);
    claim.outcome = outcomes[event.type];
    if (event.type === 'message-delivered') failures.delete(claim.to);
    if (event.type === 'message-failed')
      failures.set(claim.to, [...(failures.get(claim.to) ?? []), { at: event.at, position: index + 1 }]);
  }
  const all = [...claims.values()];
  const keys = all.filter(({ outcome }) => outcome !== 'failed').flatMap((claim) => claim.keys);
  const steps = new Map<string, number[]>();
  for (const key of keys) {
    const colon = key.lastIndexOf(':');
    const step = key.slice(colon + 1);
    if (/^[+-]\d+$/.test(step))
      steps.set(key.slice(0, colon), [...(steps.get(key.slice(0, colon)) ?? []), Number(step)]);
  }
  const doubtful = all.filter(({ outcome }) => outcome === 'doubtful').map(({ message }) => message);
  return { claims: all, keys: new Set(keys), steps, doubtful, failures };
}

const outcomes = {
  'message-delivered': 'delivered',
  'message-failed': 'failed',
  'message-doubtful': 'doubtful',
} as const;

function isOutcome(event: Event): event is Event<keyof typeof outcomes> {
  return event.type in outcomes;
}
