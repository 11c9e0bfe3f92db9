// What was refused, by its cause, for a day: a redelivery must not succeed after the person saw no, whichever instance it
// comes to and whatever was started anew meanwhile.
import type { Answer } from './answers.ts';
import { plusMilliseconds } from './calendar/time.ts';
import type { Clock, Instant, Memory } from './ports.ts';

export interface Refusals {
  /**
   * The refusal that this cause led to before, or else what `run` answers. A refusal is durable, and other instances hear of
   * it, before it is answered; what the memory does not take is known here and goes there later.
   */
  once(cause: string, run: () => Promise<Answer>): Promise<Answer>;
  /** Forgets what is older than a day, and writes what could not be written. Never rejects. */
  tidy(): Promise<void>;
}

interface Refused {
  readonly at: Instant;
  readonly answer: Answer;
}

const aDay = 24 * 60 * 60_000;

/** A platform redelivers within the hour, in which nobody is refused so often. */
const mostKept = 5_000;

/** Without a memory they are known to this process alone, until it ends. */
export async function openRefusals(
  clock: Clock,
  memory: Memory | undefined,
  most = mostKept,
): Promise<Refusals> {
  /** Oldest first. */
  const known = new Map<string, Refused>();
  /** Causes of which the memory does not hold what is known here. */
  const pending = new Set<string>();
  const isOld = ({ at }: Refused) => clock.now() >= plusMilliseconds(at, aDay);

  function learn(cause: string, value: unknown): void {
    known.delete(cause);
    if (isRefused(value)) known.set(cause, value);
  }

  function dropOldest(): string[] {
    const dropped: string[] = [];
    for (const [cause, refused] of known) {
      if (known.size <= most && !isOld(refused)) break;
      known.delete(cause);
      dropped.push(cause);
    }
    return dropped;
  }

  async function write(cause: string): Promise<void> {
    const refused = known.get(cause);
    pending.add(cause);
    try {
      await (refused ? memory?.put(cause, refused) : memory?.delete(cause));
      pending.delete(cause);
    } catch {
      // It is written with the next `tidy`: a store that is away delays an answer, and changes none.
    }
  }

  for (const [cause, value] of (await memory?.all()) ?? []) learn(cause, value);
  memory?.watch(learn);

  return {
    async once(cause, run) {
      const before = known.get(cause);
      if (before && !isOld(before)) return before.answer;
      const answer = await run();
      if (answer.ok) return answer;
      learn(cause, { at: clock.now(), answer });
      await Promise.all([cause, ...dropOldest()].map(write));
      return answer;
    },
    async tidy() {
      await Promise.all([...pending, ...dropOldest()].map(write));
    },
  };
}

function isRefused(value: unknown): value is Refused {
  return typeof value === 'object' && value !== null && 'at' in value && 'answer' in value;
}
