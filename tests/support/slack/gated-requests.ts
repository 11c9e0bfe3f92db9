// What is sent to a gated app: signed, forged or as bare bytes, and what comes back.
import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';

export const secret = 'the signing secret of the tests';
export const now = Date.parse('2026-11-23T08:00:00Z');
export const form = 'application/x-www-form-urlencoded';
export const json = 'application/json';

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: NodeJS.Dict<string | string[]>;
}

export function signature(body: string | Buffer, seconds = now / 1000, by = secret): Record<string, string> {
  const digest = createHmac('sha256', by).update(`v0:${seconds}:`).update(body).digest('hex');
  return { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${digest}` };
}

export function send(
  port: number,
  body: string | Buffer,
  headers: Record<string, string> = {},
  at: { method?: string; path?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method = 'POST', path = '/slack/events' } = at;
    const asked = request({ port, host: '127.0.0.1', method, path, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

export const sendSigned = (port: number, body: string | Buffer, type = json): Promise<Answer> =>
  send(port, body, { 'content-type': type, ...signature(body) });

/** The same as bytes for a wire, on which the connection is kept. */
export function signedBytes(body: string, type: string): string {
  const fields = {
    host: 'x',
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    ...signature(body),
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST /slack/events HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

/** A connection of bytes: what has come back on it, and when it is over. */
export function wire(port: number, bytes: string | Buffer = ''): Wire {
  const socket = connect({ port, host: '127.0.0.1' });
  let text = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    text += chunk;
  });
  socket.on('error', () => {});
  const isOpen = new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(text)));
  if (bytes !== '') socket.write(bytes);
  const next = () => new Promise<string>((resolve) => socket.once('data', () => resolve(text)));
  return { socket, isOpen, closed, next };
}

export interface Wire {
  readonly socket: Socket;
  readonly isOpen: Promise<void>;
  /** All that came back, once the connection is closed. */
  readonly closed: Promise<string>;
  next(): Promise<string>;
}

export const command = (trigger: string, text = 'hjælp', team = 'T1'): string =>
  new URLSearchParams({
    command: '/taskforce',
    text,
    trigger_id: trigger,
    team_id: team,
    user_id: 'U1',
    channel_id: 'C1',
  }).toString();

export const event = (id: string): string =>
  JSON.stringify({
    type: 'event_callback',
    event_id: id,
    team_id: 'T1',
    event: { type: 'app_mention', user: 'U1', channel: 'C1', text: 'hej', ts: '1.0', event_ts: '1.0' },
  });

export const interaction = (payload: object): string =>
  new URLSearchParams({
    payload: JSON.stringify({ team: { id: 'T1' }, user: { id: 'U1' }, ...payload }),
  }).toString();

export const submission = (trigger: string): string =>
  interaction({ type: 'view_submission', trigger_id: trigger, view: { type: 'modal', callback_id: 'line' } });

export const press = (trigger: string, action: string): string =>
  interaction({
    type: 'block_actions',
    trigger_id: trigger,
    channel: { id: 'C1' },
    actions: [{ type: 'button', action_id: action, block_id: 'b', value: 'v' }],
  });
