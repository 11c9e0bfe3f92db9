// A ledger over any lowdb adapter that makes commits durable; nobody else writes behind its back.
import type { Low } from 'lowdb';
import type { Envelope } from '../src/index.ts';
import type { Commit } from './chain.ts';
import { type CommitLog, type LedgerParts, LogLedger } from './log-ledger.ts';

export interface LowParts<E extends Envelope> extends Omit<LedgerParts<E>, 'log'> {
  /** Already read. Its `write` makes every commit durable or throws a `StoreFault`. */
  readonly low: Low<Commit<E>[]>;
  readonly release: () => Promise<void>;
}

/** A ledger over one open lowdb; the caller holds whatever keeps other writers out until `release`. */
export class LowLedger<E extends Envelope> extends LogLedger<E> {
  constructor({ low, release, ...parts }: LowParts<E>) {
    super({ ...parts, log: lowLog(low, release) });
    this.learn(low.data);
  }
}

function lowLog<E>(low: Low<Commit<E>[]>, release: () => Promise<void>): CommitLog<E> {
  return {
    async append(_head, commits) {
      if (commits.length === 0) return [];
      const before = low.data.length;
      low.data.push(...commits);
      try {
        await low.write();
        return [];
      } catch (fault) {
        // Refused is refused: nothing of it may go to the disk with a later write.
        low.data.splice(before);
        throw fault;
      }
    },
    close: release,
  };
}
