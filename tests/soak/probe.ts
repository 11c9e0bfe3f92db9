// Loaded before the product in its own process: when asked, it collects garbage and says what is in use.
import '../chaos/shifted-clock.ts';

/** `heap` in bytes. */
export interface Usage {
  readonly heap: number;
  readonly handles: number;
}

process.on('message', (message) => {
  if (message !== 'usage') return;
  globalThis.gc?.();
  const handles = process.getActiveResourcesInfo().length;
  process.send?.({ heap: process.memoryUsage().heapUsed, handles } satisfies Usage);
});
// Listening must not keep the process alive.
process.channel?.unref();
