// One HTTP server for all platforms of a process: Slack's events, Teams' activities and downloads come in by one port.
// What is refused is a bare status: nothing of what was sent is repeated, in answers or in logs.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpServerOptions {
  /** 0: any that is free. */
  port: number;
  host?: string;
  /** Milliseconds for a whole request to arrive, headers and body. */
  arriveWithin?: number;
  /** Must not throw. */
  onFault(error: unknown, kind: string): void;
}

export interface HttpServer {
  /** The port it listens on, after start. */
  readonly port: number | undefined;
  /** Hands the handler what comes for exactly this path, or for all that begins with it when it ends with `/`. */
  route(path: string, handler: Handler): void;
  start(): Promise<Server>;
  /** Lets the answers to what has arrived in full go out, and closes every other connection at once. */
  stop(): Promise<void>;
}

export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { port, host, arriveWithin = 10_000, onFault } = options;
  const routes = new Map<string, Handler>();
  const sockets = new Set<Socket>();
  const answering = new Set<ServerResponse>();
  let server: Server | undefined;

  function handlerFor(path: string): Handler | undefined {
    const exact = routes.get(path);
    if (exact !== undefined) return exact;
    for (const [start, handler] of routes) if (start.endsWith('/') && path.startsWith(start)) return handler;
    return undefined;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const handler = handlerFor(pathOf(request));
    if (handler === undefined) return refuse(response, 404);
    await handler(request, response);
  }

  function open(): Server {
    const timeouts = {
      requestTimeout: arriveWithin,
      connectionsCheckingInterval: Math.ceil(arriveWithin / 10),
    };
    const opened = createServer(timeouts, (request, response) => {
      answering.add(response);
      response.once('close', () => answering.delete(response));
      answer(request, response).catch((error) => {
        onFault(error, 'http');
        if (!response.headersSent) refuse(response, 500);
        else response.destroy();
      });
    });
    opened.on('connection', (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    // Bounds what strangers can make it hold: so many bodies at once.
    opened.maxConnections = 500;
    // No answer takes longer than a platform's 2.5 s; a connection on which nothing moves for 10 s has lost its answer.
    opened.timeout = 10_000;
    return opened;
  }

  return {
    get port() {
      const address = server?.address();
      return typeof address === 'object' ? address?.port : undefined;
    },
    route: (path, handler) => void routes.set(path, handler),
    start() {
      if (server !== undefined) return Promise.reject(new Error('the door is open already'));
      const opened = open();
      server = opened;
      return new Promise((resolve, reject) => {
        opened.once('error', (error) => {
          server = undefined;
          reject(error);
        });
        opened.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
          opened.removeAllListeners('error').on('error', (error) => onFault(error, 'http'));
          resolve(opened);
        });
      });
    },
    stop() {
      const closing = server;
      server = undefined;
      if (closing === undefined) return Promise.resolve();
      return new Promise<void>((resolve) => {
        closing.close(() => resolve());
        // Node counts a connection that never asked anything, or has not finished asking, as busy for as long as it pleases.
        const arrived = [...answering].filter((response) => response.req.complete);
        const busy = new Set(arrived.map((response) => response.req.socket));
        for (const response of arrived) response.once('close', () => response.req.socket.destroy());
        for (const socket of sockets) if (!busy.has(socket)) socket.destroy();
      });
    },
  };
}

/** The path that was asked for, without the query. */
export function pathOf(request: IncomingMessage): string {
  return request.url?.split('?', 1)[0] ?? '';
}

/** The connection ends with a refusal: what else comes on it need not be read. */
export function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close', 'content-length': 0 }).end();
}
