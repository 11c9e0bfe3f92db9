// What is under way, so that a process can end: nothing new begins, no wait goes on, and what was begun finishes.
import { setMaxListeners } from 'node:events';
import type { Pause } from './pacing.ts';

export interface UnderWay {
  readonly isClosing: () => boolean;
  readonly pause: Pause;
  /** The same work, waited for by `close`. */
  tracked<T>(work: Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function createUnderWay(wait: (ms: number, signal?: AbortSignal) => Promise<void>): UnderWay {
  const controller = new AbortController();
  const { signal } = controller;
  // Everything that waits listens.
  setMaxListeners(0, signal);
  const works = new Set<Promise<unknown>>();

  return {
    isClosing: () => signal.aborted,
    async pause(ms) {
      if (signal.aborted) return false;
      try {
        await wait(Math.max(0, ms), signal);
      } catch (fault) {
        if (!signal.aborted) throw fault;
      }
      return !signal.aborted;
    },
    tracked(work) {
      const settled = work.finally(() => works.delete(settled));
      works.add(settled);
      return settled;
    },
    async close() {
      controller.abort();
      await Promise.allSettled(works);
    },
  };
}
