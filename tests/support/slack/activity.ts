// Waiting for what a bot does, by its calls and never by sleeping; a bounded real time ends in a printout.
import { EventEmitter, once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';

/** Only ends a test that would otherwise hang. */
const LIMIT_MS = 10_000;
/** How many turns of the event loop without a call count as quiet. */
const QUIET_TURNS = 30;

export function createActivity(printout: () => string) {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  let openRequests = 0;
  let seen = 0;
  const happened = (): void => {
    seen += 1;
    emitter.emit('activity');
  };

  async function until(
    predicate: () => boolean | Promise<boolean>,
    what = predicate.toString(),
    limitMs = LIMIT_MS,
  ): Promise<void> {
    const limit = AbortSignal.timeout(limitMs);
    while (true) {
      const before = seen;
      if (await predicate()) return;
      if (seen !== before) continue;
      try {
        await once(emitter, 'activity', { signal: limit });
      } catch (cause) {
        if (await predicate()) return;
        throw new Error(`never came within ${limitMs} ms: ${what}\n${printout()}`, { cause });
      }
    }
  }

  return {
    happened,
    opened: (): void => {
      openRequests += 1;
      happened();
    },
    closed: (): void => {
      openRequests -= 1;
      happened();
    },
    openRequests: (): number => openRequests,
    until,
    /** No request open, and none begun for some turns. For what must come, `until` is the surer way. */
    async settled(): Promise<void> {
      while (true) {
        await until(() => openRequests === 0, 'all requests answered');
        const before = seen;
        for (let turns = 0; turns < QUIET_TURNS && seen === before; turns += 1) await turn();
        if (seen === before && openRequests === 0) return;
      }
    },
  };
}
