// The gate round a Bolt receiver: a cause runs once, every delivery is answered within Slack's three seconds, and stop() waits for the work.
// Nothing is acknowledged before it is done or kept: a process that is killed leaves it to Slack, or to the inbox.
// What was seen before a restart, or by another instance, is the ledger's to know.
import { randomUUID } from 'node:crypto';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Inbox } from '../../src/index.ts';
import { createTakeOver } from '../shared/take-over.ts';

export interface GateOptions {
  /** Milliseconds until an answer goes out by itself; Slack gives up at 3,000 (docs.slack.dev, acknowledge). */
  ackWithin?: number;
  /** How many causes are remembered. */
  remember?: number;
  /** Keeps what is acknowledged before it is done, until it is. */
  readonly inbox: Inbox;
  /** A timer; returns how to cancel it. */
  later(ms: number, work: () => void): () => void;
  /** Told of what a listener or an answer threw; must not throw. `kind` holds nothing that a person typed. */
  onFault(error: unknown, kind: string): void;
}

export type Acknowledgement = string | Readonly<Record<string, unknown>>;

const lateAcks = new WeakMap<object, () => Acknowledgement>();
/** Acknowledged by a process that is gone: late from the beginning. */
const unheard = new WeakSet<object>();

/**
 * What is answered at `ackWithin` when the listener of `body` has not answered by then, e.g. `{response_action: 'update', view}`:
 * an empty answer closes a modal. Called only then, or at once where nobody listens any more. A listener that ends or throws without an
 * answer still gets the empty one.
 */
export function whenLate(body: object, response: () => Acknowledgement): void {
  if (unheard.has(body)) response();
  else lateAcks.set(body, response);
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
  const { ackWithin = 2_500, remember = 20_000, inbox, later, onFault } = options;
  const isNew = createMemory(remember);
  const takeOver = createTakeOver({ inbox, resume, later, onFault });
  /** Of what is under way, by cause: settles when the answer has gone out. */
  const answers = new Map<string, Promise<void>>();
  const work = new Set<Promise<void>>();
  let stopping: Promise<void> | undefined;
  let inner: App | undefined;

  function pass(app: App, event: ReceiverEvent): Promise<void> {
    const answer = createAnswer(event, onFault);
    const cause = isRecord(event.body) ? causeOf(event.body) : undefined;
    if (cause !== undefined && !isNew(cause)) return repeat(cause, answer);
    return Promise.race([track(work, run(app, event, answer, cause)), answer.unkept]);
  }

  /** Not acknowledged before the first is: should the process end, Slack must come again. */
  async function repeat(cause: string, answer: Answer): Promise<void> {
    await answers.get(cause);
    await answer.send();
  }

  async function run(app: App, event: ReceiverEvent, answer: Answer, cause?: string): Promise<void> {
    const name = cause ?? unnamedCause();
    answers.set(name, answer.sent);
    let kept: Promise<void> | undefined;
    const sendLate = async () => {
      // What has no cause would be a new act when it is taken up.
      if (cause !== undefined) kept = inbox.put(cause, event.body).catch(answer.refuse);
      await kept;
      if (!answer.isOver()) await answer.send(lateAcks.get(event.body)?.());
    };
    const cancel = later(ackWithin, () => {
      sendLate().catch((fault) => onFault(fault, kindOf(event.body)));
    });
    // An empty acknowledgement says only that it was received: it goes out when it is done.
    const ack: ReceiverEvent['ack'] = async (response) => {
      if (response !== undefined) await answer.send(response);
    };
    try {
      await app.processEvent({ ...event, ack });
    } catch (error) {
      onFault(error, kindOf(event.body));
    }
    cancel();
    await kept;
    await answer.send();
    answers.delete(name);
    if (cause !== undefined) inbox.done(cause);
  }

  /** What a process that is gone acknowledged and did not do. */
  function resume(cause: string, body: unknown): void {
    if (inner === undefined || !isRecord(body)) return;
    if (!isNew(cause)) {
      // Slack came again first. Where that is under way, it is its to let go.
      if (!answers.has(cause)) inbox.done(cause);
      return;
    }
    unheard.add(body);
    const event = { body, ack: async () => undefined };
    void track(work, run(inner, event, createAnswer(event, onFault), cause));
  }

  async function stop(args: unknown[]): Promise<void> {
    await takeOver.stop();
    // A recycled or closed socket can no longer answer, so the answers go out before the receiver stops.
    await Promise.allSettled(answers.values());
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
      inner = app;
      receiver.init(gated);
    },
    async start(...args) {
      stopping = undefined;
      await takeOver.start();
      return receiver.start(...args);
    },
    stop(...args) {
      stopping ??= stop(args);
      return stopping;
    },
  };
}

interface Answer {
  /** It has gone out, or was refused. */
  readonly isOver: () => boolean;
  readonly send: (response?: Acknowledgement) => Promise<void>;
  /** Nothing is acknowledged: Slack is to come again, or whoever pressed or typed sees that it did not arrive. */
  readonly refuse: (fault: unknown) => void;
  /** Settles when it has gone out, or would have. */
  readonly sent: Promise<void>;
  /** Rejects when it was refused. */
  readonly unkept: Promise<never>;
}

/** An acknowledgement that goes out once; what it throws is a fault of the connection, not of the listener that awaits it. */
function createAnswer(event: ReceiverEvent, onFault: GateOptions['onFault']): Answer {
  const { promise: sent, resolve } = deferred<void>();
  const { promise: unkept, reject } = deferred<never>();
  // Nobody may be listening any more.
  unkept.catch(() => undefined);
  let state: 'open' | 'sent' | 'refused' = 'open';
  return {
    sent,
    unkept,
    isOver: () => state !== 'open',
    refuse(fault) {
      onFault(fault, 'inbox');
      if (state !== 'open') return;
      state = 'refused';
      reject(fault);
    },
    async send(response) {
      if (state === 'refused') resolve();
      if (state !== 'open') return;
      state = 'sent';
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

function track(set: Set<Promise<void>>, promise: Promise<void>): Promise<void> {
  const forget = () => set.delete(promise);
  set.add(promise);
  promise.then(forget, forget);
  return promise;
}

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (fault: unknown) => void = () => {};
  const promise = new Promise<T>((settle, fail) => {
    resolve = settle;
    reject = fail;
  });
  return { promise, resolve, reject };
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
