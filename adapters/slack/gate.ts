// The gate round a Bolt receiver: a cause runs once, every delivery is answered within Slack's three seconds, and stop() waits for the work.
// What was seen before a restart, or by another instance, is the ledger's to know.
import { randomUUID } from 'node:crypto';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';

export interface GateOptions {
  /** Milliseconds until an answer goes out by itself; Slack gives up at 3,000 (docs.slack.dev, acknowledge). */
  ackWithin?: number;
  /** How many causes are remembered. */
  remember?: number;
  /** A timer; returns how to cancel it. */
  later(ms: number, work: () => void): () => void;
  /** Told of what a listener or an answer threw; must not throw. `kind` holds nothing that a person typed. */
  onFault(error: unknown, kind: string): void;
}

export type Acknowledgement = string | Readonly<Record<string, unknown>>;

const lateAcks = new WeakMap<object, () => Acknowledgement>();

/**
 * What is answered at `ackWithin` when the listener of `body` has not answered by then, e.g. `{response_action: 'update', view}`:
 * an empty answer closes a modal. Called only then. A listener that ends or throws without an answer still gets the empty one.
 */
export function whenLate(body: object, response: () => Acknowledgement): void {
  lateAcks.set(body, response);
}

/** The platform's id of what was received; undefined for option requests, view_closed and anything without one. */
export function causeOf(body: Record<string, unknown>): string | undefined {
  // One typeahead or closing is not an act: it may come twice, and nothing is recorded for it.
  if (body.type === 'block_suggestion' || body.type === 'view_closed') return undefined;
  const id = body.event === undefined ? body.trigger_id : body.event_id;
  return typeof id === 'string' && id !== '' ? `slack:${id}` : undefined;
}

/** For what the platform gave no id, and for what the bot asks of itself: it is nobody's repetition. */
export function unnamedCause(): string {
  return `slack:${randomUUID()}`;
}

/** Thrown to the receiver by a gate that is stopping: nothing was done, and Slack is to deliver it again. */
export class GateStopping extends Error {
  override readonly name = 'GateStopping';
}

export function createGate(receiver: Receiver, options: GateOptions): Receiver {
  const { ackWithin = 2_500, remember = 20_000, later, onFault } = options;
  const isNew = createMemory(remember);
  const answers = new Set<Promise<void>>();
  const work = new Set<Promise<void>>();
  let stopping: Promise<void> | undefined;

  async function run(app: App, event: ReceiverEvent, answer: Answer): Promise<void> {
    const cancel = later(ackWithin, () => void answer.send(lateAcks.get(event.body)?.()));
    try {
      await app.processEvent({ ...event, ack: answer.send });
    } catch (error) {
      onFault(error, kindOf(event.body));
    } finally {
      cancel();
      await answer.send();
    }
  }

  function pass(app: App, event: ReceiverEvent): Promise<void> {
    const answer = createAnswer(event, onFault);
    const cause = isRecord(event.body) ? causeOf(event.body) : undefined;
    if (cause !== undefined && !isNew(cause)) return answer.send();
    track(answers, answer.sent);
    const running = run(app, event, answer);
    track(work, running);
    return running;
  }

  async function stop(args: unknown[]): Promise<void> {
    // A recycled or closed socket can no longer answer, so the answers go out before the receiver stops.
    await Promise.allSettled(answers);
    try {
      await receiver.stop(...args);
    } finally {
      await Promise.allSettled(work);
    }
  }

  return {
    init(app) {
      // Receivers want nothing of an App but this. Not an heir of `app`: to be a prototype makes an object slow.
      const gated: App = Object.create(null, {
        processEvent: {
          value: async (event: ReceiverEvent) => {
            if (stopping !== undefined) throw new GateStopping('stopping: to be delivered again');
            await pass(app, event);
          },
        },
      });
      receiver.init(gated);
    },
    start(...args) {
      stopping = undefined;
      return receiver.start(...args);
    },
    stop(...args) {
      stopping ??= stop(args);
      return stopping;
    },
  };
}

interface Answer {
  readonly send: (response?: Acknowledgement) => Promise<void>;
  readonly sent: Promise<void>;
}

/** An acknowledgement that goes out once; what it throws is a fault of the connection, not of the listener that awaits it. */
function createAnswer(event: ReceiverEvent, onFault: GateOptions['onFault']): Answer {
  const { promise: sent, resolve } = deferred();
  let isSent = false;
  return {
    sent,
    async send(response) {
      if (isSent) return;
      isSent = true;
      try {
        await event.ack(response);
      } catch (error) {
        onFault(error, 'ack');
      }
      resolve();
    },
  };
}

/** Says whether a cause is new, and keeps the `most` that were last seen. */
function createMemory(most: number): (cause: string) => boolean {
  const seen = new Set<string>();
  // One iterator for good: a fresh one would step over everything forgotten since the set last grew.
  const oldest = seen.values();
  return (cause) => {
    const isNew = !seen.delete(cause);
    seen.add(cause);
    if (seen.size > most) seen.delete(oldest.next().value ?? cause);
    return isNew;
  };
}

function track(set: Set<Promise<void>>, promise: Promise<void>): void {
  const forget = () => set.delete(promise);
  set.add(promise);
  promise.then(forget, forget);
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

function kindOf(body: unknown): string {
  if (!isRecord(body)) return 'unknown';
  if (body.command !== undefined) return 'command';
  const type = isRecord(body.event) ? body.event.type : body.type;
  return typeof type === 'string' ? type : 'unknown';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
