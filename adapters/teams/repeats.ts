// What Teams delivers twice is done once: it sends again when an answer is late, and means the same act.
// What was seen before a start, or by another instance, is the ledger's to know: it is recorded once, though perhaps answered twice.
import { randomUUID } from 'node:crypto';
import { field, type Payload } from '../shared/payload.ts';

export interface Repeats<A> {
  /** The answer that the first delivery got or will get; `forgotten` when it was long ago, undefined when this is the first. */
  before(name: string): Promise<A> | 'forgotten' | undefined;
  /** An answer that rejects is no answer: the next delivery is again the first. */
  remember(name: string, answer: Promise<A>): void;
}

/** At 50 requests a second, which Teams allows, hours; at a ministry's pace, weeks. */
const mostNames = 20_000;
/** Answers are cards of up to 28 KB; Teams asks again within a minute. */
const mostAnswers = 1_000;

export function createRepeats<A>(names = mostNames, answers = mostAnswers): Repeats<A> {
  const seen = new Map<string, true>();
  const given = new Map<string, Promise<A>>();
  return {
    before: (name) => given.get(name) ?? (seen.has(name) ? 'forgotten' : undefined),
    remember(name, answer) {
      seen.set(name, true);
      given.set(name, answer);
      dropOldest(seen, names);
      dropOldest(given, answers);
      answer.catch(() => {
        seen.delete(name);
        given.delete(name);
      });
    },
  };
}

/** What an activity is called: the same for each delivery of it, another for an edit of a message than for the message. */
export function nameOf(activity: Payload): string {
  const { id, type } = activity;
  // Without an id it is nobody's repetition.
  if (id === undefined) return randomUUID();
  const tenant =
    field(activity, 'conversation', 'tenantId') ?? field(activity, 'channelData', 'tenant', 'id');
  // An edit has the id of what it edits, and there may be many.
  const edited = type === 'messageUpdate' ? field(activity, 'timestamp') : undefined;
  return JSON.stringify([tenant, conversationOf(activity), id, type, field(activity, 'name'), edited]);
}

export function conversationOf(activity: Payload): string {
  return field(activity, 'conversation', 'id') ?? '';
}

function dropOldest(map: Map<string, unknown>, most: number): void {
  const [oldest] = map.size > most ? map.keys() : [];
  if (oldest !== undefined) map.delete(oldest);
}
