// Time for a platform's tests: waits that move the clock on, and timers that are real.

export function realTimer(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
}

/** Waiting moves the time on instead of taking it, so that an hour's patience is over at once. */
export function playedWaits(clock: () => number) {
  let ahead = 0;
  const now = () => clock() + ahead;
  return {
    now,
    async wait(ms: number): Promise<void> {
      const until = now() + ms;
      await new Promise((resolve) => setTimeout(resolve, Math.min(ms, 1)));
      ahead += Math.max(0, until - now());
    },
  };
}
