// The way in from Teams: guard, the SDK's authentication, once for each activity, durable before it is accepted, answered in time.
// A refusal is a bare status: nothing of what was sent is repeated, in answers or in logs.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Inbox } from '../../src/index.ts';
import { type Handler, refuse } from '../shared/http-server.ts';
import { createLanes } from '../shared/lanes.ts';
import { type Payload, record } from '../shared/payload.ts';
import { mediaType, receiveBody } from '../shared/receive-body.ts';
import { createTakeOver } from '../shared/take-over.ts';
import { checkActivity, claimsOf, type GuardSettings } from './guard.ts';
import { checkInvoke } from './invokes.ts';
import { conversationOf, createRepeats, nameOf } from './repeats.ts';
import type { Ingress } from './sdk/ingress.ts';

/** What goes back in the HTTP answer; no body where there is nothing to say. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export interface Work {
  /** What somebody wrote or submitted. One at a time in each conversation, in the order that they came. */
  onMessage(activity: Payload): Promise<void>;
  /** Every other kind that nobody waits for, also such as are not known yet; in line with the messages. */
  onEvent(activity: Payload): Promise<void>;
  /** Somebody looks at a spinner: at once, whatever else runs. */
  onInvoke(activity: Payload): Promise<Answer>;
  /** The body that is answered when `onInvoke` takes too long; from then on its own answer reaches nobody. Same object as there. */
  whenLate(activity: Payload): unknown;
}

export interface DoorOptions {
  readonly guard: GuardSettings;
  readonly ingress: Ingress;
  readonly inbox: Inbox;
  readonly work: Work;
  /** Milliseconds until an invoke is answered by itself; Teams shows a failure at some seconds (reference 4, answer in time). */
  readonly patience?: number;
  /** Milliseconds since 1970. */
  now(): number;
  /** A timer; returns how to cancel it. */
  later(ms: number, work: () => void): () => void;
  /** `kind` holds nothing that a person typed; must not throw. */
  onFault(error: unknown, kind: string): void;
}

export interface Door {
  /** For the route of the messaging endpoint. */
  readonly handle: Handler;
  /** Takes up what a process that is gone accepted and did not finish, before anything comes in and now and then from there on. */
  start(): void;
  /** Nothing more in (503); settles when every answer is made and all that was accepted is done. */
  stop(): Promise<void>;
}

/** Teams' largest message is 100 KB in UTF-16 (format your bot messages). */
const mostBytes = 262_144;
/** So many activities under way at once; beyond it Teams is to deliver again. */
const mostUnderWay = 2_000;

export function createDoor(options: DoorOptions): Door {
  const { guard, ingress, inbox, work, patience = 2_500, now, later, onFault } = options;
  const repeats = createRepeats<Answer>();
  const lanes = createLanes({ each: Number.POSITIVE_INFINITY, all: Number.POSITIVE_INFINITY });
  const answers = new Set<Promise<unknown>>();
  const underWay = new Set<Promise<unknown>>();
  const takeOver = createTakeOver({ inbox, resume, later, onFault });
  /** The first taking over. */
  let begun: Promise<void> = Promise.resolve();
  let isStopping = false;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return refuse(response, 405);
    const { authorization = '' } = request.headers;
    const claims = claimsOf(authorization, guard, now());
    if (claims === undefined) return refuse(response, 401);
    if (mediaType(request.headers) !== 'application/json') return refuse(response, 415);
    const body = await receiveBody(request, mostBytes);
    if (body === 'broken') return;
    if (body === 'too large') return refuse(response, 413);
    const activity = parsed(body);
    const checked = checkActivity(activity, claims, guard);
    if (checked !== 'ok') return refuse(response, checked);
    const token = await ingress.authenticate(authorization);
    if (token !== 'genuine') return refuse(response, token === 'forged' ? 401 : 503);
    // What waits from before comes first, and a delivery of it is a repetition.
    await begun;
    await track(answers, give(response, activity));
  }

  async function give(response: ServerResponse, activity: Payload): Promise<void> {
    const { status, body } = await answered(activity).catch(() => ({ status: 503, body: undefined }));
    if (body === undefined) return void response.writeHead(status, { 'content-length': 0 }).end();
    const bytes = Buffer.from(JSON.stringify(body));
    const type = 'application/json; charset=utf-8';
    response.writeHead(status, { 'content-type': type, 'content-length': bytes.length }).end(bytes);
  }

  /** Rejects when the activity could not be accepted. */
  async function answered(activity: Payload): Promise<Answer> {
    const isInvoke = activity.type === 'invoke';
    const shape = isInvoke ? checkInvoke(activity) : 'ok';
    if (shape !== 'ok') return { status: shape };
    const name = nameOf(activity);
    const before = repeats.before(name);
    if (before === 'forgotten') return isInvoke ? late(activity) : { status: 200 };
    if (before !== undefined) return before;
    if (isStopping || underWay.size >= mostUnderWay) return { status: 503 };
    const answer = isInvoke ? invoked(name, activity) : accepted(name, activity);
    repeats.remember(name, answer);
    return answer;
  }

  async function accepted(name: string, activity: Payload): Promise<Answer> {
    // An answer that rejects is none: the next delivery is the first again.
    if (!(await isKept(name, activity))) throw new Error('could not be kept');
    workOff(name, activity);
    return { status: 200 };
  }

  function workOff(name: string, activity: Payload): void {
    const running = lanes.run(conversationOf(activity), async () => {
      try {
        await begin(activity);
      } catch (error) {
        // Done all the same: what failed once would fail again at every start.
        onFault(error, kindOf(activity));
      }
      inbox.done(name);
    });
    void track(underWay, running ?? Promise.resolve());
  }

  async function begin(activity: Payload): Promise<unknown> {
    if (activity.type === 'message') return work.onMessage(activity);
    if (activity.type !== 'invoke') return work.onEvent(activity);
    // Taken over: whoever pressed was told to wait by a process that is gone.
    await late(activity);
    return work.onInvoke(activity);
  }

  function resume(name: string, content: unknown): void {
    repeats.remember(name, Promise.resolve({ status: 200 }));
    workOff(name, record(content));
  }

  function invoked(name: string, activity: Payload): Promise<Answer> {
    return new Promise((resolve) => {
      let kept: Promise<boolean> | undefined;
      // Who is told to wait must not wait in vain; else they see that something is wrong, and the answer, should there be one, too.
      const wait = async () => {
        kept = isKept(name, activity);
        const isSafe = await kept;
        const answer = await late(activity);
        resolve(isSafe ? answer : { status: 503 });
      };
      const cancel = later(patience, () => void wait());
      const run = async () => {
        try {
          resolve(await work.onInvoke(activity));
        } catch (error) {
          onFault(error, kindOf(activity));
          resolve({ status: 500 });
        } finally {
          cancel();
        }
        if (kept === undefined) return;
        await kept;
        inbox.done(name);
      };
      void track(underWay, run());
    });
  }

  async function isKept(name: string, activity: Payload): Promise<boolean> {
    try {
      await inbox.put(name, activity);
      return true;
    } catch (fault) {
      onFault(fault, 'inbox');
      return false;
    }
  }

  async function late(activity: Payload): Promise<Answer> {
    try {
      return { status: 200, body: work.whenLate(activity) };
    } catch (error) {
      onFault(error, kindOf(activity));
      return { status: 500 };
    }
  }

  return {
    handle,
    start() {
      begun = takeOver.start();
    },
    async stop() {
      isStopping = true;
      await takeOver.stop();
      // Before the work: who is being answered may just have been accepted.
      await Promise.allSettled(answers);
      await Promise.allSettled(underWay);
    },
  };
}

async function track(set: Set<Promise<unknown>>, promise: Promise<unknown>): Promise<void> {
  set.add(promise);
  try {
    await promise;
  } finally {
    set.delete(promise);
  }
}

function parsed(body: Buffer): Payload {
  try {
    return record(JSON.parse(body.toString()));
  } catch {
    return {};
  }
}

function kindOf({ type, name }: Payload): string {
  return type === 'invoke' ? `invoke ${name}` : String(type);
}
