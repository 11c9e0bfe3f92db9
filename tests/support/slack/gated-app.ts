// A real Bolt App behind the gate and the HTTP door, on a server of its own, with a clock and timers that a test moves.
import { App, type Logger, LogLevel, type Receiver } from '@slack/bolt';
import { afterEach, expect } from 'vitest';
import { createHttpServer, type HttpServerOptions } from '../../../adapters/shared/http-server.ts';
import { createGate } from '../../../adapters/slack/gate.ts';
import { createHttpDoor, type HttpDoorOptions } from '../../../adapters/slack/http-door.ts';
import type { Inbox } from '../../../src/index.ts';
import { memoryInbox } from '../shared-memory.ts';
import { command, form, now, secret, sendSigned } from './gated-requests.ts';

export interface Timers {
  later(ms: number, work: () => void): () => void;
  /** Every timer that is set and not cancelled, as if its time had come. */
  fire(): void;
  readonly set: readonly number[];
  readonly pending: number;
}

export function playedTimers(): Timers {
  const pending = new Set<() => void>();
  const set: number[] = [];
  return {
    set,
    later(ms, work) {
      set.push(ms);
      pending.add(work);
      return () => pending.delete(work);
    },
    fire() {
      for (const work of [...pending]) {
        pending.delete(work);
        work();
      }
    },
    get pending() {
      return pending.size;
    },
  };
}

export interface Fault {
  readonly error: unknown;
  readonly kind: string;
}

export interface Gated {
  readonly app: App;
  readonly gate: Receiver;
  readonly timers: Timers;
  readonly faults: Fault[];
  /** The port the server listens on. */
  readonly port: number;
  /** Opens again what was stopped; settles with the port. */
  start(): Promise<number>;
  /** Says goodbye as src/serve-process.ts does: to server and gate at once. */
  stop(): Promise<void>;
}

export type Opening = Partial<
  Pick<HttpServerOptions, 'arriveWithin'> & Pick<HttpDoorOptions, 'mostBytes' | 'now'> & { inbox: Inbox }
>;

export function silentLogger(): Logger {
  const silent = () => {};
  return {
    debug: silent,
    info: silent,
    warn: silent,
    error: silent,
    setLevel: silent,
    getLevel: () => LogLevel.ERROR,
    setName: silent,
  };
}

export function ungatedApp(receiver: Receiver): App {
  return new App({
    receiver,
    deferInitialization: true,
    tokenVerificationEnabled: false,
    convoStore: false,
    ignoreSelf: false,
    logger: silentLogger(),
    authorize: async ({ teamId }) => {
      if (teamId === 'T666') throw new Error('not this workspace');
      return { botToken: 'xoxb-1', botId: 'B1', botUserId: 'U0' };
    },
  });
}

export function gatedApp(
  receiver: Receiver,
  faults: Fault[],
  { remember, inbox = memoryInbox() }: { remember?: number; inbox?: Inbox } = {},
) {
  const timers = playedTimers();
  const gate = createGate(receiver, {
    ...(remember === undefined ? {} : { remember }),
    inbox,
    later: timers.later,
    onFault: (error, kind) => faults.push({ error, kind }),
  });
  return { app: ungatedApp(gate), gate, timers };
}

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** Stopped after the test. */
export async function startGatedApp(
  listen: (app: App) => void = () => {},
  { arriveWithin = 10_000, inbox, ...door }: Opening = {},
): Promise<Gated> {
  const faults: Fault[] = [];
  const onFault = (error: unknown, kind: string) => void faults.push({ error, kind });
  const server = createHttpServer({ port: 0, host: '127.0.0.1', arriveWithin, onFault });
  server.route('/healthz', async (_, response) => void response.end('ok'));
  const receiver = createHttpDoor({ signingSecret: secret, server, now: () => now, onFault, ...door });
  const { app, gate, timers } = gatedApp(receiver, faults, inbox ? { inbox } : {});
  listen(app);
  await app.init();
  const start = async () => {
    await app.start();
    await server.start();
    return server.port ?? 0;
  };
  const stop = async () => {
    await Promise.all([server.stop(), gate.stop()]);
  };
  const port = await start();
  stops.push(stop);
  return { app, gate, timers, faults, port, start, stop };
}

/** A promise that a test settles. */
export function gateway(): { readonly passed: Promise<void>; pass(): void } {
  let pass = () => {};
  const passed = new Promise<void>((resolve) => {
    pass = resolve;
  });
  return { passed, pass: () => pass() };
}

/** A gated app that notes what got through to its listeners. */
export async function startAttackedApp(opening: Opening = {}) {
  const ran: string[] = [];
  const started = await startGatedApp((app) => {
    app.use(async ({ body, next }) => {
      ran.push('trigger_id' in body ? String(body.trigger_id) : 'event');
      await next();
    });
  }, opening);
  const stillServes = async () => {
    const trigger = `still ${ran.length}`;
    expect(await sendSigned(started.port, command(trigger), form)).toMatchObject({ status: 200, body: '' });
    expect(ran.at(-1)).toBe(trigger);
  };
  return { ...started, ran, stillServes };
}
