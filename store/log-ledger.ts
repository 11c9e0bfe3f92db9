// The rules of a ledger (order, versions, causes, group commit), over anything that makes commits durable.
import { type Appended, type Envelope, type Ledger, StoreFault, type StoreWorld } from '../src/index.ts';
import { asRead, brokenText, type Commit, chained, genesis } from './chain.ts';
import type { Head } from './verify.ts';

export interface CommitLog<E> {
  /**
   * Makes all of `commits` durable behind `head` and answers with nothing; or, where others have written there first, records none
   * of them and answers with commits of the others, oldest first, verified. No commits only asks for those of others.
   * Throws a `StoreFault`: 'disk-full', 'not-permitted' and 'unavailable' leave it usable. `isAwaited`: a caller waits for the answer,
   * so that a short absence of a server is worth waiting for.
   */
  append(head: Head, commits: readonly Commit<E>[], isAwaited: boolean): Promise<readonly Commit<E>[]>;
  close(): Promise<void>;
}

export interface LedgerParts<E extends Envelope>
  extends Pick<StoreWorld<E>, 'parse' | 'onWarning'>,
    Partial<Pick<StoreWorld<E>, 'onFatal'>> {
  readonly log: CommitLog<E>;
}

interface Request<E extends Envelope> {
  readonly expectedVersion: number;
  readonly events: readonly E[];
  readonly cause: string;
  readonly answer: (appended: Appended<E>) => void;
  readonly refuse: (fault: unknown) => void;
}

type Listener<E> = (events: readonly E[], version: number) => void;

const passing: ReadonlySet<StoreFault['code']> = new Set(['disk-full', 'not-permitted', 'unavailable']);

/** The most callers that share one write: what one of them waits for stays bounded. */
const mostAtOnce = 500;
/** In UTF-16 units: what a unique index of a data base surely takes. */
const longestCause = 800;

/** A ledger that knows what it was told with `learn`, what it wrote, and what others wrote whenever it met it. */
export class LogLedger<E extends Envelope> implements Ledger<E> {
  readonly #parts: LedgerParts<E>;
  readonly #listeners = new Set<Listener<E>>();
  /** What is durable, flat. */
  readonly #events: E[] = [];
  readonly #causes = new Map<string, readonly E[]>();
  #hash = genesis;
  #queue: Request<E>[] = [];
  /** Up to where others are said to have written. */
  #told = 0;
  #draining: Promise<void> | undefined;
  #closing: Promise<void> | undefined;
  #closedBy: { readonly fault?: unknown } | undefined;

  constructor(parts: LedgerParts<E>) {
    this.#parts = parts;
  }

  async append(expectedVersion: number, events: readonly E[], cause: string): Promise<Appended<E>> {
    this.#assertOpen();
    if (events.length === 0 || events.some((event) => event.cause !== cause)) {
      throw new TypeError('append needs at least one event, and all of them of the given cause');
    }
    // One that a data base cannot keep would be refused with all that share its write.
    if (cause.length > longestCause || cause.includes('\0'))
      throw new TypeError(`a cause has at most ${longestCause} characters, and no NUL among them`);
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

  head(): Head {
    return { version: this.#events.length, hash: this.#hash };
  }

  /** Durable commits that follow the head. Not while an `append` or `look` is under way. */
  learn(commits: readonly Commit<E>[]): void {
    this.#tell(commits, this.#keep(commits));
  }

  /** Soon reads what others have written, unless `version` is known already. */
  look(version: number = Number.POSITIVE_INFINITY): void {
    if (this.#closedBy || version <= this.head().version) return;
    this.#told = Math.max(this.#told, version);
    this.#draining ??= this.#drain();
  }

  close(): Promise<void> {
    this.#closedBy ??= {};
    this.#closing ??= (async () => {
      await this.#draining;
      await this.#parts.log.close();
    })();
    return this.#closing;
  }

  async #drain(): Promise<void> {
    // One turn's wait lets callers of the same moment share the first write and sync.
    await Promise.resolve();
    while (this.#queue.length > 0 || this.#told > this.head().version) {
      this.#told = 0;
      const batch = this.#queue.splice(0, mostAtOnce);
      await this.#commit(batch);
    }
    this.#draining = undefined;
  }

  async #commit(batch: readonly Request<E>[]): Promise<void> {
    try {
      if (this.#closedBy?.fault !== undefined) throw closedFault(this.#closedBy);
      for (;;) {
        const { commits, answers } = this.#decide(batch);
        // Nothing but duplicates is certain without asking: what is recorded stays so.
        const isSure = batch.length > 0 && answers.every(({ outcome }) => outcome === 'duplicate');
        const others = isSure ? [] : await this.#parts.log.append(this.head(), commits, batch.length > 0);
        if (others.length === 0) return this.#answer(batch, commits, answers);
        this.learn(others);
      }
    } catch (fault) {
      // All of the batch, also its conflicts and duplicates: they may rest on what was just refused.
      for (const request of batch) request.refuse(fault);
      if (!(fault instanceof StoreFault && passing.has(fault.code))) this.#closeBy(fault);
    }
  }

  #answer(
    batch: readonly Request<E>[],
    commits: readonly Commit<E>[],
    answers: readonly Appended<E>[],
  ): void {
    const versions = this.#keep(commits);
    answers.forEach((answer, index) => {
      batch[index]?.answer(answer);
    });
    this.#tell(commits, versions);
  }

  #decide(batch: readonly Request<E>[]): { commits: Commit<E>[]; answers: Appended<E>[] } {
    let { version, hash } = this.head();
    const commits: Commit<E>[] = [];
    const fresh = new Map<string, readonly E[]>();
    const answers = batch.map(({ expectedVersion, events, cause }): Appended<E> => {
      const earlier = this.#causes.get(cause) ?? fresh.get(cause);
      if (earlier) return { outcome: 'duplicate', events: earlier };
      if (expectedVersion !== version) return { outcome: 'conflict', version };
      const commit = chained(hash, events);
      commits.push(commit);
      fresh.set(cause, events);
      version += events.length;
      hash = commit.hash;
      return { outcome: 'appended', version, head: hash };
    });
    return { commits, answers };
  }

  /** The version after each. */
  #keep(commits: readonly Commit<E>[]): readonly number[] {
    return commits.map(({ hash, events }) => {
      const [first] = events;
      if (first) this.#causes.set(first.cause, events);
      for (const event of events) this.#events.push(event);
      this.#hash = hash;
      return this.#events.length;
    });
  }

  #tell(commits: readonly Commit<E>[], versions: readonly number[]): void {
    commits.forEach(({ events }, index) => {
      const version = versions[index] ?? 0;
      for (const listener of [...this.#listeners]) {
        try {
          listener(events, version);
        } catch (error) {
          const text = `A listener failed on version ${version} of the history: ${String(error)}`;
          // In a turn of its own: a log that throws must not stop the ledger.
          queueMicrotask(() => this.#parts.onWarning(text));
        }
      }
    });
  }

  #closeBy(fault: unknown): void {
    if (this.#closedBy) return;
    this.#closedBy = { fault };
    this.#parts.onFatal?.(fault instanceof StoreFault ? fault : closedFault(this.#closedBy));
  }

  #assertOpen(): void {
    if (this.#closedBy) throw closedFault(this.#closedBy);
  }
}

function closedFault({ fault }: { readonly fault?: unknown }): StoreFault {
  const why = fault instanceof Error ? `closed itself after a fault (${fault.message})` : 'is closed';
  return new StoreFault('closed', `The history ${why}.`, {}, fault);
}
