// Taking up what a process that is gone accepted and did not finish: before anything comes in, and now and then from there on.
import type { Inbox } from '../../src/index.ts';

export interface TakeOverOptions {
  readonly inbox: Pick<Inbox, 'takeOver'>;
  /** Told of each, oldest first; must not throw. */
  resume(id: string, content: unknown): void;
  /** A timer; returns how to cancel it. */
  later(ms: number, work: () => void): () => void;
  /** Must not throw. */
  onFault(error: unknown, kind: string): void;
}

export interface TakeOver {
  /** Settles when the first has been done; never rejects. */
  start(): Promise<void>;
  /** Settles when nothing more will be resumed. */
  stop(): Promise<void>;
}

/** Milliseconds until it is asked again whether another instance died over its work. */
const each = 60_000;

export function createTakeOver({ inbox, resume, later, onFault }: TakeOverOptions): TakeOver {
  let taking: Promise<void> = Promise.resolve();
  let cancelNext = () => {};
  let isStopping = false;

  async function take(): Promise<void> {
    try {
      for (const { id, content } of await inbox.takeOver()) resume(id, content);
    } catch (fault) {
      // It waits as it did; the next time may be luckier.
      onFault(fault, 'inbox');
    }
    if (isStopping) return;
    cancelNext = later(each, () => {
      taking = take();
    });
  }

  return {
    start() {
      isStopping = false;
      taking = take();
      return taking;
    },
    async stop() {
      isStopping = true;
      cancelNext();
      await taking;
    },
  };
}
