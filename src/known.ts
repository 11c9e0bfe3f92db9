// What this process knows of the ledger: its events, the register folded from them, and what was said to whom.
import { plusMilliseconds } from './calendar/time.ts';
import { Deliveries } from './obligations/deliveries.ts';
import type { Clock, Instant, Ledger } from './ports.ts';
import type { Event } from './register/events.ts';
import { withoutWords } from './register/redaction.ts';
import { evolve, fold, rewrites } from './register/register.ts';
import type { Register } from './register/state.ts';

export class Known {
  readonly history: Event[] = [];
  readonly deliveries = new Deliveries();
  readonly #byCause = new Map<string, Event[]>();
  #register: Register;
  #lastRemoval: Instant | undefined;

  constructor(events: readonly Event[]) {
    for (const event of events) this.#keep(event);
    this.#register = fold(this.history);
  }

  get register(): Register {
    return this.#register;
  }

  /** When words were removed last; undefined while none have been. */
  get lastRemoval(): Instant | undefined {
    return this.#lastRemoval;
  }

  /** The events that this cause led to; undefined when it is new. */
  causedBy(cause: string): readonly Event[] | undefined {
    return this.#byCause.get(cause);
  }

  /** The events after the first `after` ones; those that were learnt meanwhile, by somebody else's reading, are known. */
  learn(events: readonly Event[], after: number): void {
    for (const event of events.slice(Math.max(0, this.history.length - after))) {
      this.#keep(event);
      this.#register = rewrites(event)
        ? fold(this.history)
        : evolve(this.#register, event, this.history.length);
    }
  }

  /** What others have written since. */
  async catchUp(ledger: Ledger<Event>): Promise<void> {
    const after = this.history.length;
    this.learn(await ledger.read(after), after);
  }

  #keep(event: Event): void {
    this.history.push(event);
    this.deliveries.apply(event, this.history.length);
    const events = this.#byCause.get(event.cause);
    if (events) events.push(event);
    else this.#byCause.set(event.cause, [event]);
    if (event.type === 'text-redacted') {
      this.#lastRemoval = event.at;
      this.#forget(event);
    }
  }

  /** The store has lost the words, or is about to; a process that still knew them would say them. */
  #forget(redaction: Event<'text-redacted'>): void {
    const index = this.history.findIndex(({ id }) => id === redaction.data.event);
    const event = this.history[index];
    if (!event) return;
    const known = withoutWords(event, redaction);
    this.history[index] = known;
    const together = this.#byCause.get(event.cause) ?? [];
    together[together.indexOf(event)] = known;
    // The reason of a removal can be removed, too.
    if (known.type === 'text-redacted') this.#forget(known);
  }
}

/** Clocks of several machines differ by this much at most. */
const skew = 5_000;

/** Now, but never before what was recorded last; undefined when the clock has jumped back behind it. */
export function steadyNow(clock: Clock, known: Known): Instant | undefined {
  const now = clock.now();
  const last = known.history.at(-1)?.at ?? now;
  if (now >= last) return now;
  return plusMilliseconds(now, skew) >= last ? last : undefined;
}

/** Lets one thing happen at a time: each sees what the one before it has recorded. */
export function turns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
