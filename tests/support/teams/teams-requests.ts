// What Teams sends, as activities and as HTTP requests; attackers change a part of it.

import { type Answer, send as post } from '../slack/gated-requests.ts';
import { appId, bearer, serviceUrl, tenant } from './identity.ts';

type Json = Readonly<Record<string, unknown>>;

/** A message in a personal chat. */
export function message(id: string, text = 'hjælp', changed: Json = {}): Json {
  return {
    type: 'message',
    id,
    timestamp: '2026-11-23T08:00:00.000Z',
    channelId: 'msteams',
    serviceUrl,
    from: { id: '29:maja', name: 'Maja', aadObjectId: '00000000-0000-4000-8000-00000000aaaa' },
    conversation: { id: 'a:maja', conversationType: 'personal', tenantId: tenant },
    recipient: { id: `28:${appId}`, name: 'Forløbsvagten' },
    channelData: { tenant: { id: tenant } },
    textFormat: 'plain',
    text,
    ...changed,
  };
}

/** A press on a card's button. */
export function press(id: string, changed: Json = {}): Json {
  const value = { action: { type: 'Action.Execute', verb: 'line', data: { t: 'sealed' } } };
  return message(id, '', { type: 'invoke', name: 'adaptiveCard/action', text: undefined, value, ...changed });
}

export interface Sending {
  readonly authorization?: string | undefined;
  readonly type?: string;
  readonly method?: string;
  readonly path?: string;
}

/** Sends it over HTTP with a good token, but for what the test changes. */
export function sendTo(port: number, body: Json | string | Buffer, how: Sending = {}): Promise<Answer> {
  const { type = 'application/json; charset=utf-8', method = 'POST', path = '/api/messages' } = how;
  const authorization = 'authorization' in how ? how.authorization : bearer();
  const headers = {
    'content-type': type,
    ...(authorization === undefined ? {} : { authorization }),
  };
  const bytes = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return post(port, bytes, headers, { method, path });
}
