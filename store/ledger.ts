// The rules of a ledger (order, versions, causes, group commit), over any lowdb adapter that makes commits durable.
import type { Low } from 'lowdb';
import { type Appended, type Envelope, type Ledger, StoreFault } from '../src/index.ts';
import { asRead, brokenText, type Commit, chained, genesis } from './chain.ts';

export interface LedgerParts<E extends Envelope> {
  /** Already read. Its `write` makes every commit durable or throws; a `StoreFault` 'disk-full' leaves it usable. */
  readonly low: Low<Commit<E>[]>;
  /** Throws on a shape the code does not know; takes back, unchanged, what it gave. */
  readonly parse: (raw: unknown) => E;
  /** Told when a listener throws: a commit is done by then and cannot be taken back. */
  readonly onWarning: (text: string) => void;
  readonly release: () => Promise<void>;
}

interface Request<E extends Envelope> {
  readonly expectedVersion: number;
  readonly events: readonly E[];
  readonly cause: string;
  readonly answer: (appended: Appended<E>) => void;
  readonly refuse: (fault: unknown) => void;
}

type Listener<E> = (events: readonly E[], version: number) => void;

/** A ledger over one open lowdb; the caller holds whatever keeps other writers out until `release`. */
export class LowLedger<E extends Envelope> implements Ledger<E> {
  readonly #parts: LedgerParts<E>;
  readonly #listeners = new Set<Listener<E>>();
  /** What is durable, flat. `low.data` and `#causes` may run ahead of it by the batch being written. */
  readonly #events: E[] = [];
  readonly #causes = new Map<string, readonly E[]>();
  #head = genesis;
  #queue: Request<E>[] = [];
  #draining: Promise<void> | undefined;
  #closing: Promise<void> | undefined;
  #closedBy: { readonly fault?: unknown } | undefined;

  constructor(parts: LedgerParts<E>) {
    this.#parts = parts;
    for (const commit of parts.low.data) {
      const [first] = commit.events;
      if (first) this.#causes.set(first.cause, commit.events);
      this.#keep(commit);
    }
  }

  async append(expectedVersion: number, events: readonly E[], cause: string): Promise<Appended<E>> {
    this.#assertOpen();
    if (events.length === 0 || events.some((event) => event.cause !== cause)) {
      throw new TypeError('append needs at least one event, and all of them of the given cause');
    }
    // Taken as a later start will read it, so that nothing is written that could not be read again.
    const raw = asRead(events);
    const broken = brokenText(raw);
    if (broken !== undefined)
      throw new TypeError(`append was handed events that would not verify: ${broken}`);
    const own = raw.map(this.#parts.parse);
    return new Promise((answer, refuse) => {
      this.#queue.push({ expectedVersion, events: own, cause, answer, refuse });
      this.#draining ??= this.#drain();
    });
  }

  async read(after: number): Promise<readonly E[]> {
    this.#assertOpen();
    return this.#events.slice(after);
  }

  watch(listener: Listener<E>): () => void {
    // A wrapper, so that the same function may watch twice and stop once.
    const own: Listener<E> = (events, version) => listener(events, version);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  head(): { readonly version: number; readonly hash: string } {
    return { version: this.#events.length, hash: this.#head };
  }

  close(): Promise<void> {
    this.#closedBy ??= {};
    this.#closing ??= (async () => {
      await this.#draining;
      await this.#parts.release();
    })();
    return this.#closing;
  }

  async #drain(): Promise<void> {
    // One turn's wait lets callers of the same moment share the first write and sync.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const batch = this.#queue;
      this.#queue = [];
      await this.#commit(batch);
    }
    this.#draining = undefined;
  }

  async #commit(batch: readonly Request<E>[]): Promise<void> {
    const { low } = this.#parts;
    const before = low.data.length;
    let answers: readonly Appended<E>[];
    try {
      if (this.#closedBy?.fault !== undefined) throw closedFault(this.#closedBy);
      answers = this.#decide(batch);
      if (low.data.length > before) await low.write();
    } catch (fault) {
      return this.#forget(batch, before, fault);
    }
    const commits = low.data.slice(before);
    const versions = commits.map((commit) => this.#keep(commit));
    answers.forEach((answer, index) => {
      batch[index]?.answer(answer);
    });
    commits.forEach((commit, index) => {
      this.#tell(commit, versions[index] ?? 0);
    });
  }

  /** All of the batch, also its conflicts and duplicates: they may rest on what was just refused. */
  #forget(batch: readonly Request<E>[], before: number, fault: unknown): void {
    for (const { events } of this.#parts.low.data.splice(before)) this.#causes.delete(events[0]?.cause ?? '');
    if (!(fault instanceof StoreFault && fault.code === 'disk-full')) this.#closedBy ??= { fault };
    for (const request of batch) request.refuse(fault);
  }

  #decide(batch: readonly Request<E>[]): Appended<E>[] {
    let { version, hash } = this.head();
    return batch.map(({ expectedVersion, events, cause }) => {
      const earlier = this.#causes.get(cause);
      if (earlier) return { outcome: 'duplicate', events: earlier };
      if (expectedVersion !== version) return { outcome: 'conflict', version };
      const commit = chained(hash, events);
      this.#parts.low.data.push(commit);
      this.#causes.set(cause, events);
      version += events.length;
      hash = commit.hash;
      return { outcome: 'appended', version, head: hash };
    });
  }

  #keep(commit: Commit<E>): number {
    for (const event of commit.events) this.#events.push(event);
    this.#head = commit.hash;
    return this.#events.length;
  }

  #tell(commit: Commit<E>, version: number): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(commit.events, version);
      } catch (error) {
        const text = `A listener failed on version ${version} of the history: ${String(error)}`;
        // In a turn of its own: a log that throws must not stop the ledger.
        queueMicrotask(() => this.#parts.onWarning(text));
      }
    }
  }

  #assertOpen(): void {
    if (this.#closedBy) throw closedFault(this.#closedBy);
  }
}

function closedFault({ fault }: { readonly fault?: unknown }): StoreFault {
  const why = fault instanceof Error ? `closed itself after a fault (${fault.message})` : 'is closed';
  return new StoreFault('closed', `The history ${why}.`, {}, fault);
}
