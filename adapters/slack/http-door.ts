// The HTTP side of the gate: owns the server, answers every request, and hands Bolt's receiver only what http-request.ts lets through.
// A refusal is a bare status: nothing of what was sent is repeated, in answers or in logs.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { HTTPReceiver, type Logger, LogLevel, type Receiver } from '@slack/bolt';
import { GateStopping } from './gate.ts';
import {
  form,
  isFreshAndSigned,
  isPayload,
  isSslCheck,
  json,
  mediaType,
  receiveBody,
} from './http-request.ts';

export interface HttpDoorOptions {
  signingSecret: string;
  port: number;
  host?: string;
  path?: string;
  /** Slack's largest payload is a view of 250 KB, percent-encoded (docs.slack.dev, views.open). */
  mostBytes?: number;
  /** Milliseconds for a whole request to arrive, headers and body. */
  arriveWithin?: number;
  /** Milliseconds since 1970. */
  now(): number;
  /** Must not throw. */
  onFault(error: unknown, kind: string): void;
  health?(): { ok: boolean; text: string };
}

export interface HttpDoor extends Receiver {
  /** The port it listens on, after start. */
  readonly port: number | undefined;
}

export function createHttpDoor(options: HttpDoorOptions): HttpDoor {
  const { signingSecret, host, path = '/slack/events', now, onFault } = options;
  const { mostBytes = 1_048_576, arriveWithin = 10_000 } = options;
  if (signingSecret === '') throw new Error('the signing secret of Slack is empty');
  const bolt = createBolt(path, onFault);
  const sockets = new Set<Socket>();
  const answering = new Set<ServerResponse>();
  let server: Server | undefined;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = request.url?.split('?', 1)[0];
    if (request.method === 'GET' && asked === '/health') return answerHealth(response, options.health);
    if (request.method !== 'POST' || asked !== path) return refuse(response, 404);
    const body = await receiveBody(request, mostBytes);
    if (body === 'broken') return;
    if (body === 'too large') return refuse(response, 413);
    const text = body.toString();
    const type = mediaType(request.headers);
    if (isSslCheck(type, text)) return void response.end();
    if (!isFreshAndSigned(request.headers, text, signingSecret, now())) return refuse(response, 401);
    if (type !== form && type !== json) return refuse(response, 415);
    if (!isPayload(type, text)) return refuse(response, 400);
    answering.add(response);
    response.once('close', () => answering.delete(response));
    request.headers['content-type'] = type;
    bolt.requestListener(Object.assign(request, { rawBody: body }), response);
  }

  function open(): Server {
    const timeouts = {
      requestTimeout: arriveWithin,
      connectionsCheckingInterval: Math.ceil(arriveWithin / 10),
    };
    const opened = createServer(timeouts, (request, response) => {
      answer(request, response).catch((error) => {
        onFault(error, 'http');
        if (!response.headersSent) refuse(response, 500);
      });
    });
    opened.on('connection', (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    // Bounds what strangers can make it hold: so many bodies of `mostBytes` at once.
    opened.maxConnections = 500;
    // No answer takes longer than the gate's 2.5 s; a connection on which nothing moves for 10 s has lost its answer.
    opened.timeout = 10_000;
    return opened;
  }

  return {
    get port() {
      const address = server?.address();
      return typeof address === 'object' ? address?.port : undefined;
    },
    init: (app) => bolt.init(app),
    start() {
      if (server !== undefined) return Promise.reject(new Error('the door is open already'));
      const opened = open();
      server = opened;
      return new Promise((resolve, reject) => {
        opened.once('error', (error) => {
          server = undefined;
          reject(error);
        });
        opened.listen({ port: options.port, ...(host === undefined ? {} : { host }) }, () => {
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
        const busy = new Set([...answering].map((response) => response.req.socket));
        for (const response of answering) response.once('close', () => response.req.socket.destroy());
        for (const socket of sockets) if (!busy.has(socket)) socket.destroy();
      });
    },
  };
}

/** Bolt's receiver without its server: the request comes verified, and the gate answers before Bolt's own timer at 3,001 ms does. */
function createBolt(path: string, onFault: HttpDoorOptions['onFault']): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret: '',
    // Done in the door, by the clock that it was handed and in both directions.
    signatureVerification: false,
    endpoints: path,
    processBeforeResponse: false,
    logger: silentBut(onFault),
    unhandledRequestTimeoutMillis: 3_001,
    unhandledRequestHandler({ response }) {
      onFault(new Error('a delivery was not answered within three seconds'), 'http');
      if (!response.headersSent) response.writeHead(200).end();
    },
    async processEventErrorHandler({ error, response }) {
      if (!(error instanceof GateStopping)) onFault(error, 'http');
      if (!response.headersSent) refuse(response, 503);
      return true;
    },
  });
}

/** Bolt warns with pieces of the payload in its messages; only its errors are worth telling. */
function silentBut(onFault: HttpDoorOptions['onFault']): Logger {
  const silent = () => {};
  return {
    debug: silent,
    info: silent,
    warn: silent,
    error: (...said) => onFault(said[0], 'bolt'),
    setLevel: silent,
    getLevel: () => LogLevel.ERROR,
    setName: silent,
  };
}

function answerHealth(response: ServerResponse, health: HttpDoorOptions['health']): void {
  const { ok, text } = health?.() ?? { ok: true, text: 'ok' };
  response.writeHead(ok ? 200 : 503, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}

/** The connection ends with a refusal: what else comes on it need not be read. */
function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close', 'content-length': 0 }).end();
}
