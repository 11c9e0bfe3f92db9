// The history out of an archive, checked on the way: every event with its number and the commit that it came in.
import type { Archive } from '../../../store/archive.ts';
import { verified } from '../../../store/verify.ts';
import { type Event, parseEvent } from '../../register/events.ts';

export interface Recorded {
  /** Its number in the history: what people call E-<n>. */
  readonly version: number;
  /** The hash of the commit that it came in (base64url SHA-256), and of the one before. */
  readonly hash: string;
  readonly previous: string;
  /** As it stands in the history, also what this program does not know of it. */
  readonly raw: unknown;
  readonly event: Event;
}

/** Throws a `StoreFault` 'damaged' where the chain is broken. */
export async function readRecorded(archive: Pick<Archive, 'name' | 'lines'>): Promise<readonly Recorded[]> {
  const recorded: Recorded[] = [];
  for await (const { hash, previous, events } of verified(archive))
    for (const raw of events)
      recorded.push({ version: recorded.length + 1, hash, previous, raw, event: parseEvent(raw) });
  return recorded;
}

/** As others are handed it: with all events of a commit, what is needed to hold it against its hash. */
export function handedOut({ version, previous, hash, raw }: Recorded) {
  return { version, previous, hash, event: raw };
}
