// A strict server on loopback whose answers go wrong by script: under the fake Bot Connector and the fake file host.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createFaults, type Scripted, type Struck, type Times } from '../faults.ts';
import { createActivity } from '../slack/activity.ts';

/** `work: 'done'`: it was done, and only the answer is lost or odd. Otherwise nothing was done. */
export type Fault =
  | {
      readonly fault: 'status';
      readonly status: number;
      /** Seconds, or a date as the header has it. */
      readonly retryAfter?: number | string;
      /** Bot Connector's error code; without it the body is an edge's text. */
      readonly code?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly work?: 'done';
    }
  /** The connection breaks. */
  | { readonly fault: 'reset'; readonly work?: 'done' }
  /** No answer until `release()`; in played time until the client gives up. */
  | { readonly fault: 'hang'; readonly work?: 'done' }
  /** 200, and a body that is no JSON. */
  | { readonly fault: 'garbage'; readonly work?: 'done' }
  /** 200, and bytes without end. */
  | { readonly fault: 'endless' };

export interface Requested {
  /** What was asked for: `send`, `update`, … `unknown` for what does not exist. */
  readonly operation: string;
  /** Its conversation, decoded, as it was addressed. */
  readonly conversation?: string;
  readonly verb: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  /** The fake's clock. */
  readonly at: number;
  /** The status that was answered, or the fault that struck; `open` while it hangs. */
  outcome: string;
}

export interface Reply {
  readonly status: number;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Served {
  readonly url: string;
  readonly requests: readonly Requested[];
  requestsOf(operation: string): readonly Requested[];
  /** What the next requests for an operation (`*`: for any) meet. */
  next(operation: string, fault: Fault, times?: Times<Requested>): Scripted;
  clearFaults(): void;
  /** Resolves as soon as it holds; fails with a printout of the requests after 10 s of real time. */
  until(predicate: () => boolean | Promise<boolean>, what?: string): Promise<void>;
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface Serving {
  now(): number;
  /** Told the played time's number of a request that will hang: see tests/slack/outbound/played-time.ts. */
  readonly onHang?: ((request: string) => void) | undefined;
  readonly port?: number | undefined;
  /** What a request asks for; `work` does it. */
  address(verb: string, path: string): { readonly operation: string; readonly conversation?: string };
  work(request: Requested): Reply;
}

export const json = (status: number, value: unknown): Reply => ({
  status,
  body: JSON.stringify(value),
  headers: { 'content-type': 'application/json; charset=utf-8' },
});

export const refusal = (status: number, code: string, message = code): Reply =>
  json(status, { error: { code, message } });

export async function startServer(serving: Serving): Promise<Served> {
  const requests: Requested[] = [];
  const faults = createFaults<Fault, Requested>();
  const activity = createActivity(() =>
    requests.map(({ verb, path, outcome }) => `${verb} ${path} → ${outcome}`).join('\n'),
  );

  const server = createServer((request, response) => {
    activity.opened();
    response.on('close', activity.closed);
    handle(request, response).catch(() => response.destroy());
  });

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const verb = incoming.method ?? '';
    const path = incoming.url ?? '';
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([key, value]) => [key, String(value)]),
    );
    const asked = { ...serving.address(verb, path), verb, path, headers, body: Buffer.concat(chunks) };
    const request: Requested = { ...asked, at: serving.now(), outcome: 'open' };
    requests.push(request);
    activity.happened();
    const struck = faults.strike(request.operation, request);
    if (struck === undefined) answer(request, response, serving.work(request));
    else await fail(struck, request, response);
  }

  async function fail(
    { fault, released }: Struck<Fault>,
    request: Requested,
    response: ServerResponse,
  ): Promise<void> {
    const done = 'work' in fault && fault.work === 'done' ? serving.work(request) : undefined;
    if (fault.fault !== 'hang') request.outcome = fault.fault;
    switch (fault.fault) {
      case 'reset':
        response.destroy();
        return;
      case 'garbage':
        response.writeHead(200, { 'content-type': 'application/json' }).end('<html>');
        return;
      case 'status':
        answer(request, response, odd(fault));
        return;
      case 'endless': {
        response.writeHead(200, { 'content-type': 'application/octet-stream' });
        const bytes = Buffer.alloc(64 * 1024);
        const pour = (): void => {
          while (!response.destroyed && response.write(bytes));
        };
        response.on('drain', pour);
        pour();
        return;
      }
      case 'hang': {
        const played = request.headers['x-request-number'];
        if (played !== undefined) serving.onHang?.(played);
        await released;
        answer(request, response, done ?? serving.work(request));
      }
    }
  }

  function answer(request: Requested, response: ServerResponse, { status, headers = {}, body }: Reply): void {
    request.outcome = String(status);
    response.writeHead(status, headers).end(body);
  }

  await new Promise<void>((resolve) => server.listen(serving.port ?? 0, '127.0.0.1', resolve));
  const listening = server.address();
  const port = typeof listening === 'object' && listening !== null ? listening.port : 0;

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    requestsOf: (operation) => requests.filter((request) => request.operation === operation),
    next: faults.next,
    clearFaults: faults.clear,
    until: activity.until,
    settled: activity.settled,
    async close() {
      faults.clear();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function odd({ status, retryAfter, code, headers = {} }: Extract<Fault, { fault: 'status' }>): Reply {
  const reply = code === undefined ? { status, body: 'upstream error' } : refusal(status, code);
  const after = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return { ...reply, headers: { ...reply.headers, ...headers, ...after } };
}
