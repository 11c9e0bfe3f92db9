// A line to the server that can break at the worst moments: before a statement arrives, or before its answer does.
import { connect, createServer, type Socket } from 'node:net';

export interface Proxy {
  /** The server's URL by way of this line. */
  readonly url: string;
  /**
   * Breaks the line once the server has answered a statement that holds these words; the answer is never heard. New lines are
   * let through from `until` on.
   */
  losingTheAnswerTo(words: string, until?: Promise<unknown>): void;
  /** Breaks the line once such a statement is sent; the server never hears of it. */
  losingTheStatement(words: string): void;
  /** How many lines it has broken so. */
  broken(): number;
  close(): Promise<void>;
}

export async function openProxy(url: string): Promise<Proxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let loses: { readonly what: 'answer' | 'statement'; readonly words: string } | undefined;
  let opening: Promise<unknown> = Promise.resolve();
  let broken = 0;

  const server = createServer({ pauseOnConnect: true }, async (client) => {
    client.on('error', () => undefined);
    await opening;
    const upstream = connect(Number(target.port), target.hostname);
    let drops = false;
    const cut = (): void => {
      broken += 1;
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        client.destroy();
        upstream.destroy();
        sockets.delete(socket);
      });
    }
    client.on('data', (bytes) => {
      if (loses !== undefined && bytes.includes(loses.words)) {
        const { what } = loses;
        loses = undefined;
        if (what === 'statement') return cut();
        drops = true;
      }
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (drops) return cut();
      client.write(bytes);
    });
    client.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const through = new URL(url);
  through.port = String(typeof address === 'object' && address !== null ? address.port : 0);
  return {
    url: through.href,
    losingTheAnswerTo(words, until = Promise.resolve()) {
      opening = until;
      loses = { what: 'answer', words };
    },
    losingTheStatement(words) {
      loses = { what: 'statement', words };
    },
    broken: () => broken,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
