// Where the played clock stands, so that a later process does not find it further back. A file beside the journal, not a fact in it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Instant, parseInstant } from '../../src/index.ts';

export interface Dial {
  /** Undefined when it was never kept, or is unreadable: the last recording's time counts then. */
  read(): Instant | undefined;
  keep(now: Instant): void;
}

export function keptDial(directory: string): Dial {
  const path = join(directory, 'clock');
  return {
    read() {
      try {
        return parseInstant(readFileSync(path, 'utf8'));
      } catch {
        return undefined;
      }
    },
    keep: (now) => writeFileSync(path, now),
  };
}
