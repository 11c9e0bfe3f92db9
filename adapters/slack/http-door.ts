// The HTTP side of the gate: a route of the process's server that hands Bolt's receiver only what http-request.ts lets through.
// A refusal is a bare status: nothing of what was sent is repeated, in answers or in logs.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HTTPReceiver, type Logger, LogLevel, type Receiver } from '@slack/bolt';
import { StoreFault } from '../../src/index.ts';
import { type HttpServer, refuse } from '../shared/http-server.ts';
import { mediaType, receiveBody } from '../shared/receive-body.ts';
import { GateStopping } from './gate.ts';
import { form, isFreshAndSigned, isPayload, isSslCheck, json } from './http-request.ts';

export interface HttpDoorOptions {
  readonly signingSecret: string;
  /** Whoever made it starts and stops it. */
  readonly server: Pick<HttpServer, 'route'>;
  readonly path?: string;
  /** Slack's largest payload is a view of 250 KB, percent-encoded (docs.slack.dev, views.open). */
  readonly mostBytes?: number;
  /** Milliseconds since 1970. */
  now(): number;
  /** Must not throw. */
  onFault(error: unknown, kind: string): void;
}

export function createHttpDoor(options: HttpDoorOptions): Receiver {
  const { signingSecret, server, path = '/slack/events', mostBytes = 1_048_576, now, onFault } = options;
  if (signingSecret === '') throw new Error('the signing secret of Slack is empty');
  const bolt = createBolt(path, onFault);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return refuse(response, 404);
    const body = await receiveBody(request, mostBytes);
    if (body === 'broken') return;
    if (body === 'too large') return refuse(response, 413);
    const text = body.toString();
    const type = mediaType(request.headers);
    if (isSslCheck(type, text)) return void response.end();
    if (!isFreshAndSigned(request.headers, text, signingSecret, now())) return refuse(response, 401);
    if (type !== form && type !== json) return refuse(response, 415);
    if (!isPayload(type, text)) return refuse(response, 400);
    request.headers['content-type'] = type;
    bolt.requestListener(Object.assign(request, { rawBody: body }), response);
  }

  return {
    init(app) {
      bolt.init(app);
      server.route(path, answer);
    },
    start: async () => {},
    stop: async () => {},
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
      // Neither done nor kept: Slack, which has stopped waiting, is to come again.
      if (!response.headersSent) refuse(response, 503);
    },
    async processEventErrorHandler({ error, response }) {
      if (!(error instanceof GateStopping || error instanceof StoreFault)) onFault(error, 'http');
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
