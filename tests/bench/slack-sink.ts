// As little of Slack as the servers need to start and to answer by response_url; it keeps count of those answers.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Sink {
  /** An origin. */
  readonly url: string;
  /** Where the answer to that click is to go. */
  responseUrl(click: number): string;
  /** Resolves with what has been answered since last asked, by click, once it is that many. */
  answers(count: number): Promise<ReadonlyMap<number, string>>;
  close(): Promise<void>;
}

/** The one person who types and presses everything. */
export const asker = { user: 'USAGSBEHANDLER', team: 'T1' };

const replies: Readonly<Record<string, object>> = {
  'auth.test': { user_id: 'UBOT', team_id: asker.team, bot_id: 'BBOT' },
  'users.info': {
    user: { id: asker.user, team_id: asker.team, locale: 'da-DK', profile: { email: 'sagsbehandler@x.dk' } },
  },
  'conversations.info': { channel: { id: 'C1', is_member: true } },
  'conversations.members': { members: [asker.user] },
  'conversations.open': { channel: { id: 'D1' } },
};

export async function openSink(): Promise<Sink> {
  let answered = new Map<number, string>();
  let expected: { count: number; done(): void } | undefined;
  let posts = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const [, road, name = ''] = request.url?.split('/') ?? [];
    if (road === 'respond') {
      const click = Number(name);
      // An answer that comes twice is not the one that was expected.
      answered.set(click, `${answered.get(click) ?? ''}${Buffer.concat(chunks)}`);
      response.end('ok');
      if (answered.size === expected?.count) expected.done();
      return;
    }
    const ts = `1.${String(++posts).padStart(6, '0')}`;
    const file = { id: `F${posts}`, shares: { private: { C1: [{ ts }], D1: [{ ts }] } } };
    const uploading = { upload_url: `${url}/upload/${file.id}`, file_id: file.id, files: [file] };
    const reply = { ok: true, channel: 'D1', ts, ...uploading, ...replies[name] };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(reply));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    responseUrl: (click) => `${url}/respond/${click}`,
    async answers(count) {
      if (answered.size < count)
        await new Promise<void>((done) => {
          expected = { count, done };
        });
      const all = answered;
      answered = new Map();
      expected = undefined;
      return all;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
