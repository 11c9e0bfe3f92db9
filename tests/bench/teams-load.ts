// What people write and press in Teams, signed and each of them new, so many chats at once: the next one in a chat leaves when
// the last is answered, by HTTP and, where it was a message, by a message. Every answer is looked at.
import { appId, bearer, tenant } from '../support/teams/identity.ts';
import { openLane } from './slack-lane.ts';
import type { Server } from './slack-server.ts';
import type { Connector } from './teams-connector.ts';
import { objectIdOf } from './teams-folder.ts';

export interface Load {
  readonly name: string;
  readonly server: Server;
  /** What an activity says besides who and where; `number` is another each time. */
  content(number: number): Json;
  /** Whether the HTTP answer is right. */
  isRight(body: string): boolean;
  /** Whether the message that comes is; none where none is waited for. */
  readonly isRightMessage?: (body: string) => boolean;
  /** How many other messages and edits come into the chat before the HTTP answer: 0 unless told. */
  readonly others?: number;
}

export interface Measured {
  readonly perSecond: number;
  /** Milliseconds until the HTTP answer and the message are there. */
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds until the HTTP answer is. */
  readonly answer50: number;
  readonly answer99: number;
  /** Microseconds of the server's CPU for each, all that comes of it included. */
  readonly cpu: number;
}

type Json = Readonly<Record<string, unknown>>;

let numbers = 0;

export async function measure(
  load: Load,
  connector: Connector,
  chats: number,
  requests: number,
): Promise<Measured> {
  const authorization = signed(connector);
  const lanes = await Promise.all(Array.from({ length: chats }, () => openLane(load.server.port)));
  const answers: number[] = [];
  const times: number[] = [];
  const before = await load.server.usage();
  const begin = performance.now();
  let left = requests;
  await Promise.all(
    lanes.map(async (lane, chat) => {
      while (left-- > 0) {
        const request = requestOf(load, connector, authorization, chat);
        const from = performance.now();
        const message = load.isRightMessage ? connector.next(chatOf(chat)) : undefined;
        const { status, body } = await lane.ask(request);
        answers.push(performance.now() - from);
        if (status !== 200 || !load.isRight(body)) throw new Error(`${load.name}: ${status} ${body}`);
        const said = await message;
        times.push(performance.now() - from);
        if (said !== undefined && !load.isRightMessage?.(said)) throw new Error(`${load.name}: ${said}`);
      }
    }),
  );
  const seconds = (performance.now() - begin) / 1000;
  const after = await load.server.usage();
  for (const lane of lanes) lane.close();
  const others = connector.others(isChat);
  if (others !== requests * (load.others ?? 0))
    throw new Error(`${load.name}: ${others} other messages and edits after ${requests} requests`);
  return {
    perSecond: requests / seconds,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    answer50: quantile(answers, 0.5),
    answer99: quantile(answers, 0.99),
    cpu: (after.cpu - before.cpu) / requests,
  };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const chatOf = (chat: number) => `a:chat-${chat}`;
const isChat = (conversation: string) => conversation.startsWith('a:');

export function message(text: string): Json {
  return { type: 'message', textFormat: 'plain', text };
}

/** With a mention of the bot, in a channel. */
export function inChannel(text: string): Json {
  const name = '<at>Forløbsvagten</at>';
  return {
    ...message(`${name} ${text}`),
    entities: [{ type: 'mention', text: name, mentioned: { id: `28:${appId}`, name: 'Forløbsvagten' } }],
    conversation: { id: channel, conversationType: 'channel', tenantId: tenant, isGroup: true },
    channelData: { tenant: { id: tenant }, team: { id: channel }, channel: { id: channel } },
  };
}

export const channel = '19:register@thread.tacv2';

/** A button of one of the bot's messages. */
export function press(number: number, sealed: string): Json {
  const action = { type: 'Action.Execute', verb: 'line', data: { t: sealed } };
  return { type: 'invoke', name: 'adaptiveCard/action', replyToId: String(number), value: { action } };
}

/** A button that opens a form. */
export function openDialog(sealed: string): Json {
  return { type: 'invoke', name: 'task/fetch', value: { data: { verb: 'dialog', t: sealed } } };
}

/** Good for an hour, as Microsoft's are. */
function signed({ url }: Connector): string {
  const seconds = Math.floor(Date.now() / 1000);
  return bearer({ nbf: seconds - 60, exp: seconds + 3_600, serviceurl: url });
}

function requestOf(load: Load, { url }: Connector, authorization: string, chat: number): Buffer {
  const number = ++numbers;
  const activity = {
    id: String(1_600_000_000_000 + number),
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl: url,
    locale: 'da-DK',
    from: { id: `29:${chat}`, name: `Sagsbehandler ${chat}`, aadObjectId: objectIdOf(chat) },
    conversation: { id: chatOf(chat), conversationType: 'personal', tenantId: tenant },
    recipient: { id: `28:${appId}`, name: 'Forløbsvagten' },
    channelData: { tenant: { id: tenant } },
    ...load.content(number),
  };
  const body = Buffer.from(JSON.stringify(activity));
  const head = [
    'POST /api/messages HTTP/1.1',
    'host: 127.0.0.1',
    'content-type: application/json; charset=utf-8',
    `content-length: ${body.length}`,
    `authorization: ${authorization}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}
