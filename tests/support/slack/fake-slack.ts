// A strict Slack on loopback for tests: Web API, response URLs, files. It refuses what Slack refuses, and remembers all.
// Anything that a well-behaved bot never sends is in `violations`, which a test asserts to be empty.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Scripted, Struck, Times } from '../faults.ts';
import { createActivity } from './activity.ts';
import { createSlackFaults, type Fault } from './faults.ts';
import { newFile } from './file-methods.ts';
import type { Json } from './json-reading.ts';
import { type Addressed, address, type Reply } from './routes.ts';
import { addChannel, addUser, createWorld, type Seeds } from './seeds.ts';
import type { Channel, Ephemeral, Post, Response, StoredFile, ViewRecord, World } from './world.ts';

export interface Called {
  readonly method: string;
  readonly args: Json;
  readonly token: string | undefined;
  /** The fake's clock. */
  readonly at: number;
  /** `ok`, a Slack error code, or the fault that struck; `open` while it hangs. */
  outcome: string;
}

export interface FakeSlack {
  readonly url: string;
  /** For `clientOptions.slackApiUrl`. */
  readonly apiUrl: string;
  readonly world: World;
  readonly now: () => number;
  readonly calls: readonly Called[];
  callsOf(method: string): readonly Called[];
  /** What stands in a channel or thread now, oldest first, deleted ones left out. */
  posts(channel: string, thread?: string): readonly Post[];
  readonly ephemerals: readonly Ephemeral[];
  readonly responses: readonly Response[];
  /** Every modal that was ever opened; `open` says which still are. */
  readonly views: readonly ViewRecord[];
  /** The modal that a person is looking at. */
  view(user: string): ViewRecord | undefined;
  readonly homes: ReadonlyMap<string, ViewRecord>;
  readonly files: ReadonlyMap<string, StoredFile>;
  readonly violations: string[];
  next(target: string, fault: Fault, times?: Times<Json>): Scripted;
  clearFaults(): void;
  /** Every connection is refused (reset) while it is down. */
  down(isDown: boolean): void;
  addUser(...seed: Parameters<typeof addUser> extends [World, infer Seed] ? [Seed] : never): void;
  addChannel(...seed: Parameters<typeof addChannel> extends [World, infer Seed] ? [Seed] : never): Channel;
  addFile(about: { name: string; bytes: Uint8Array; user: string; mimetype?: string }): StoredFile;
  /** Resolves as soon as it holds; fails with a printout of the calls after 10 s of real time. */
  until(predicate: () => boolean | Promise<boolean>, what?: string, limitMs?: number): Promise<void>;
  settled(): Promise<void>;
  /** For the client: something happened that a waiting test may be waiting for. */
  happened(): void;
  close(): Promise<void>;
}

export interface FakeSlackOptions extends Seeds {
  /** Milliseconds; the real clock unless told. */
  readonly now?: () => number;
}

export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const world = createWorld(options, options.now ?? Date.now);
  const faults = createSlackFaults();
  const calls: Called[] = [];
  const activity = createActivity(() => printout(calls, world));
  let isDown = false;

  const server = createServer((request, response) => {
    activity.opened();
    response.on('close', activity.closed);
    serve(request, response).catch((fault: unknown) => {
      world.violations.push(`the fake itself failed: ${String(fault)}`);
      response.destroy();
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([key, value]) => [key, value?.toString()]),
    );
    const body = Buffer.concat(chunks);
    const asked = address(world, { verb: request.method ?? '', path: request.url ?? '', headers, body });
    const called: Called = {
      method: asked.target,
      args: asked.args,
      token: asked.token,
      at: world.now(),
      outcome: 'open',
    };
    calls.push(called);
    activity.happened();
    if (isDown) {
      called.outcome = 'down';
      response.destroy();
      return;
    }
    const struck = faults.strike(asked.target, asked.args);
    const reply = await (struck === undefined ? asked.work() : failing(asked, struck));
    called.outcome = reply === 'reset' ? 'reset' : reply.outcome;
    if (reply === 'reset') response.destroy();
    else response.writeHead(reply.status, { ...reply.headers }).end(reply.body);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const listening = server.address();
  world.url = `http://127.0.0.1:${typeof listening === 'object' && listening !== null ? listening.port : 0}`;

  return {
    url: world.url,
    apiUrl: `${world.url}/api/`,
    world,
    now: world.now,
    calls,
    callsOf: (method) => calls.filter((called) => called.method === method),
    posts: (channel, thread) =>
      world.posts.filter(
        (post) =>
          post.channel === channel &&
          !post.deleted &&
          (thread === undefined || post.thread === thread || post.ts === thread),
      ),
    ephemerals: world.ephemerals,
    responses: world.responses,
    views: world.views,
    view: (user) => world.views.findLast((view) => view.open && view.user === user),
    homes: world.homes,
    files: world.files,
    violations: world.violations,
    next: faults.next,
    clearFaults: faults.clear,
    down: (state) => {
      isDown = state;
    },
    addUser: (seed) => {
      addUser(world, seed);
    },
    addChannel: (seed) => addChannel(world, seed),
    addFile: (about) => {
      const team = world.users.get(about.user)?.team ?? 'T1';
      const file = newFile(world, { id: `F0${String(world.count()).padStart(8, '0')}`, team, ...about });
      world.files.set(file.id, file);
      return file;
    },
    until: activity.until,
    settled: activity.settled,
    happened: activity.happened,
    close: async () => {
      faults.clear();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function failing(asked: Addressed, { fault, released }: Struck<Fault>): Promise<Reply | 'reset'> {
  const text = { 'content-type': 'text/plain' };
  switch (fault.fault) {
    case 'ratelimited': {
      const after = fault.retryAfter === undefined ? 1 : fault.retryAfter;
      const headers = after === null ? text : { ...text, 'retry-after': String(after) };
      const body = JSON.stringify({ ok: false, error: 'ratelimited' });
      return { status: 429, headers, body, outcome: 'ratelimited' };
    }
    case 'status': {
      const work = fault.work === 'done' ? `, work ${(await asked.work()).outcome}` : '';
      return {
        status: fault.status,
        headers: text,
        body: fault.body ?? 'upstream error',
        outcome: `${fault.status}${work}`,
      };
    }
    case 'reset':
      if (fault.work === 'done') await asked.work();
      return 'reset';
    case 'hang': {
      const early = fault.work === 'done' ? await asked.work() : undefined;
      await released;
      return early ?? asked.work();
    }
    case 'error': {
      const body = JSON.stringify({ ok: false, error: fault.error });
      return { status: 200, headers: { 'content-type': 'application/json' }, body, outcome: fault.error };
    }
  }
}

function printout(calls: readonly Called[], world: World): string {
  const lines = calls.map(
    (called) => `${called.method} → ${called.outcome} ${JSON.stringify(called.args).slice(0, 200)}`,
  );
  return [
    `calls (${calls.length}):`,
    ...lines.slice(-40),
    `violations: ${world.violations.join(' | ') || 'none'}`,
  ].join('\n');
}
