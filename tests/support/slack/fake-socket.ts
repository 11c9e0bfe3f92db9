// Slack's side of Socket Mode: apps.connections.open over HTTP, then hello, envelopes and disconnect over a web socket.
import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

export interface Acknowledged {
  readonly envelope_id: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface FakeSocket {
  readonly apiUrl: string;
  deliver(envelope: string, type: string, payload: object): void;
  /** Resolves with the bot's next acknowledgement. */
  acknowledged(): Promise<Acknowledged>;
  /** Says that this socket is to be recycled. */
  recycle(): void;
  /** Resolves when the bot has opened its next connection. */
  connected(): Promise<void>;
  /** Resolves when the bot has closed its connection. */
  closed(): Promise<void>;
  stop(): Promise<void>;
}

export async function startFakeSocket(): Promise<FakeSocket> {
  let current: WebSocket | undefined;
  const connections = queue<void>();
  const closings = queue<void>();
  const acknowledgements = queue<Acknowledged>();
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port}/link` }));
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    current = socket;
    socket.on('message', (data) => acknowledgements.put(JSON.parse(String(data))));
    socket.on('close', () => closings.put());
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
    connections.put();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    deliver: (envelope_id, type, payload) =>
      current?.send(JSON.stringify({ envelope_id, type, payload, accepts_response_payload: true })),
    acknowledged: acknowledgements.take,
    recycle: () => current?.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' })),
    connected: connections.take,
    closed: closings.take,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        sockets.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function queue<T>(): { put(value: T): void; take(): Promise<T> } {
  const values: T[] = [];
  const takers: ((value: T) => void)[] = [];
  return {
    put(value) {
      const taker = takers.shift();
      if (taker === undefined) values.push(value);
      else taker(value);
    },
    take: () =>
      new Promise((resolve) => {
        if (values.length > 0) resolve(...(values.splice(0, 1) as [T]));
        else takers.push(resolve);
      }),
  };
}
