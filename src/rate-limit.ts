// So many commands a person in a minute, whichever platform they come by: nobody keeps the others waiting, and a script that
// holds somebody's token gets no further than a fast typist.
import { parseISO } from 'date-fns';
import { type Answer, refused } from './answers.ts';
import type { Bot, Invocation } from './bot.ts';
import { tokensOf } from './context.ts';
import { type Due, opening, type Pace, taken } from './pace.ts';
import type { Clock } from './ports.ts';
import { isRefusal, refuse } from './register/refusal.ts';
import { localeOf } from './register/users.ts';
import { lineOf } from './tokens.ts';

export interface Limit {
  /** Commands a minute that a person can keep up; 0 is no limit. */
  readonly perMinute: number;
  /** How many more may come at once after a rest; at least 1. */
  readonly burst: number;
  readonly clock: Clock;
}

const aMinute = 60_000;

/** Beyond so many, the person who has been silent longest starts with a full bucket again. */
const peopleKept = 1_000;

/** Beyond so many, the oldest counts anew if it is ever delivered again. */
const causesKept = 10_000;

/**
 * The same bot, which answers `too-many` instead of running the line once a person is beyond the limit. A cause that comes
 * again is not counted again, and was it refused, it stays so; one that is retried on purpose counts each time. Ticks, cards
 * and greetings never count. Each process counts by itself.
 */
export function limited(bot: Bot, { perMinute, burst, clock }: Limit): Bot {
  if (perMinute === 0) return bot;
  const pace: Pace = [{ most: perMinute + burst, per: aMinute, burst }];
  const dues = new Map<string, Due>();
  const causes = new Map<string, Answer | 'taken'>();

  function judge(invocation: Invocation): Answer | 'taken' {
    const { actor } = invocation;
    const now = parseISO(clock.now()).getTime();
    const known = dues.get(actor) ?? [];
    // Nobody has to wait longer than that, unless the clock was set back meanwhile.
    const due = opening(known, pace) > now + aMinute ? [] : known;
    const open = opening(due, pace);
    if (open > now) return tooMany(invocation, Math.ceil((open - now) / 1_000));
    // Taken out first, so that the one who has been silent longest comes first.
    dues.delete(actor);
    keep(dues, actor, taken(due, pace, now), peopleKept);
    return 'taken';
  }

  function tooMany({ actor, input, locale }: Invocation, seconds: number): Answer {
    const tokens = tokensOf(input);
    const again = isRefusal(tokens) ? 'overblik' : lineOf(tokens);
    const spoken = locale ?? localeOf(bot.register(), { id: actor, locale: 'da' });
    return refused(refuse('too-many', { perMinute, seconds }, again), null, spoken);
  }

  return {
    ...bot,
    async run(invocation) {
      const { cause, retried } = invocation;
      const before = retried ? undefined : causes.get(cause);
      const verdict = before ?? judge(invocation);
      keep(causes, cause, verdict, causesKept);
      return verdict === 'taken' ? bot.run(invocation) : verdict;
    },
  };
}

function keep<T>(map: Map<string, T>, key: string, value: T, most: number): void {
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}
