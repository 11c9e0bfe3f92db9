// What the history says of a removal: of which text, when and why, and that operations did it.
import { sealedContent } from '../../ledger.ts';
import { operations } from '../../obligations/people.ts';
import { openStore } from '../../open-store.ts';
import type { Event } from '../../register/events.ts';
import type { Context } from '../command.ts';

export interface Removal {
  /** `E-17`, or the event's id; recorded is the id. */
  readonly event: string;
  /** Within the event's data: `reasons.0.words`. */
  readonly field: string;
  readonly reason: string;
}

/** What is interrupted after this is completed by the same line again: the cause is known by then. */
export async function record(
  { place, clock, ids, digest, warn }: Context,
  { event, field, reason }: Removal,
): Promise<void> {
  const store = await openStore(place, { onWarning: warn, onFatal: () => undefined });
  try {
    const cause = `redact/${event}/${field}`;
    for (let isRecorded = false; !isRecorded; ) {
      const { version } = store.ledger.head();
      const fresh = ids.fresh(version);
      const salt = fresh.salt();
      const redaction: Event<'text-redacted'> = {
        id: fresh.id(),
        type: 'text-redacted',
        at: clock.now(),
        by: operations,
        via: 'console',
        cause,
        data: { event, field, reason: { digest: digest(sealedContent(salt, reason)), salt, text: reason } },
      };
      const { outcome } = await store.ledger.append(version, [redaction], cause);
      // Another instance wrote meanwhile.
      isRecorded = outcome !== 'conflict';
    }
  } finally {
    await store.close();
  }
}
