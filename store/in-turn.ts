// Work that must not overlap with itself, and need not be done once for each who asks.

/** Runs `work` one after the other: all who ask while it runs share the next run, which begins after they asked. */
export function inTurn(work: () => Promise<void>): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  return () => {
    next ??= last.then(() => {
      next = undefined;
      return work();
    });
    last = next.catch(() => undefined);
    return next;
  };
}
