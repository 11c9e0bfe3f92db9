// What people type and press, signed and each of them new, sent over so many connections; every answer is looked at.
import { sign } from '../support/slack/signing.ts';
import { openLane } from './slack-lane.ts';
import type { Server } from './slack-server.ts';
import { asker, type Sink } from './slack-sink.ts';

export interface Load {
  readonly name: string;
  readonly server: Server;
  /** `number` is another each time. */
  body(number: number): URLSearchParams;
  /** Whether Slack's delivery was answered as it should be. */
  isRight(body: string): boolean;
  /** Whether what came by response_url is right; none where nothing comes. */
  readonly isRightLater?: ((body: string) => boolean) | undefined;
}

export interface Measured {
  readonly perSecond: number;
  /** Milliseconds until Slack has its answer. */
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of the server's CPU a request, what it does after the answer included. */
  readonly cpu: number;
}

export const signingSecret = 'en hemmelighed';

let numbers = 0;

export async function measure(
  load: Load,
  sink: Sink,
  connections: number,
  requests: number,
): Promise<Measured> {
  const numbered = Array.from({ length: requests }, () => ++numbers);
  const prepared = numbered.map((number) => request(load.body(number)));
  const lanes = await Promise.all(Array.from({ length: connections }, () => openLane(load.server.port)));
  const times: number[] = [];
  const before = await load.server.usage();
  const begin = performance.now();
  let next = 0;
  await Promise.all(
    lanes.map(async (lane) => {
      for (let mine = prepared[next++]; mine !== undefined; mine = prepared[next++]) {
        const from = performance.now();
        const { status, body } = await lane.ask(mine);
        times.push(performance.now() - from);
        if (status !== 200 || !load.isRight(body)) throw new Error(`${load.name}: ${status} ${body}`);
      }
    }),
  );
  const seconds = (performance.now() - begin) / 1000;
  if (load.isRightLater) await lookAt(load, sink, numbered);
  const after = await load.server.usage();
  for (const lane of lanes) lane.close();
  times.sort((a, b) => a - b);
  return {
    perSecond: requests / seconds,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    cpu: (after.cpu - before.cpu) / requests,
  };
}

/** Each click is answered once, and rightly. */
async function lookAt(load: Load, sink: Sink, clicks: readonly number[]): Promise<void> {
  const answers = await sink.answers(clicks.length);
  for (const click of clicks) {
    const body = answers.get(click);
    if (body === undefined || !load.isRightLater?.(body)) throw new Error(`${load.name}: ${body}`);
  }
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** `/taskforce <text>` in the asker's direct message with the bot. */
export function command(number: number, text: string, responseUrl: string): URLSearchParams {
  return new URLSearchParams({
    token: 'gammel',
    team_id: asker.team,
    team_domain: 'ministeriet',
    channel_id: 'D1',
    channel_name: 'directmessage',
    user_id: asker.user,
    user_name: 'sagsbehandler',
    command: '/taskforce',
    text,
    api_app_id: 'A1',
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: `${number}.1.${process.pid}`,
  });
}

/** A button under one of the bot's messages. */
export function press(number: number, value: string, responseUrl: string): URLSearchParams {
  const payload = {
    type: 'block_actions',
    user: { id: asker.user, username: 'sagsbehandler', name: 'sagsbehandler', team_id: asker.team },
    api_app_id: 'A1',
    token: 'gammel',
    container: { type: 'message', message_ts: '1.000001', channel_id: 'D1', is_ephemeral: false },
    trigger_id: `${number}.1.${process.pid}`,
    team: { id: asker.team, domain: 'ministeriet' },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: 'D1', name: 'directmessage' },
    message: { type: 'message', user: 'UBOT', ts: '1.000001', bot_id: 'BBOT', text: 'Oversigt' },
    state: { values: {} },
    response_url: responseUrl,
    actions: [
      {
        action_id: 'press',
        block_id: 'b1',
        text: { type: 'plain_text', text: 'Oversigt' },
        value,
        type: 'button',
        action_ts: '1.000002',
      },
    ],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) });
}

function request(fields: URLSearchParams): Buffer {
  const body = fields.toString();
  const timestamp = Math.floor(Date.now() / 1000);
  const head = [
    'POST /slack/events HTTP/1.1',
    'host: 127.0.0.1',
    'content-type: application/x-www-form-urlencoded',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-slack-request-timestamp: ${timestamp}`,
    `x-slack-signature: ${sign(signingSecret, timestamp, body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}
