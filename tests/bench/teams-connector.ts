// As little of Bot Connector as the bots need; quicker than them, and it hands out what was posted to somebody's chat.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Connector {
  /** What activities name as their `serviceUrl`. */
  readonly url: string;
  /** The next message that comes into the conversation; rejects when none comes for ten seconds. */
  next(conversation: string): Promise<string>;
  /** How many messages and edits that nobody waited for have come into these conversations since they were last asked after. */
  others(of: (conversation: string) => boolean): number;
  close(): Promise<void>;
}

const road = /^\/v3\/conversations\/([^/]+)\/(activities|pagedmembers|members)/;

export async function openConnector(): Promise<Connector> {
  const waiting = new Map<string, (body: string) => void>();
  const others = new Map<string, number>();
  let posts = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const [, encoded = '', what] = road.exec(request.url ?? '') ?? [];
      const conversation = decodeURIComponent(encoded);
      const isKnown = what === 'activities' || what === 'pagedmembers';
      const reply = what === 'pagedmembers' ? { members: [] } : { id: String(1_700_000_000_000 + ++posts) };
      response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(reply));
      if (what !== 'activities') return;
      const take = request.method === 'POST' ? waiting.get(conversation) : undefined;
      if (take === undefined) others.set(conversation, (others.get(conversation) ?? 0) + 1);
      waiting.delete(conversation);
      take?.(Buffer.concat(chunks).toString());
    });
  });
  // Longer than any pause of the bench: a bot must not meet a connection that is just being closed.
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    next: (conversation) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(reject, 10_000, new Error(`no message came into ${conversation}`));
        waiting.set(conversation, (body) => {
          clearTimeout(late);
          resolve(body);
        });
      }),
    others(of) {
      let count = 0;
      for (const [conversation, some] of others) {
        if (!of(conversation)) continue;
        count += some;
        others.delete(conversation);
      }
      return count;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
