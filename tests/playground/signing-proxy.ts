// What Bot Framework's service is to a bot: every activity of the client reaches the program with a token that the program asks for.
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { field, type Payload } from '../../adapters/shared/payload.ts';
import { bearer } from '../support/teams/identity.ts';

export interface Exchange {
  readonly activity: Payload;
  readonly status: number;
  /** As the program answered it; null where it said nothing. */
  readonly answer: unknown;
}

export interface SigningProxy {
  readonly url: string;
  /** Everything that came through, oldest first. */
  readonly exchanges: readonly Exchange[];
  /** The first such one, once it has been answered. */
  next(isMeant: (exchange: Exchange) => boolean): Promise<Exchange>;
  stop(): Promise<void>;
}

/** To the program's `endpoint`; `now` is its clock in milliseconds. */
export async function startSigningProxy(program: {
  readonly endpoint: string;
  now(): number;
}): Promise<SigningProxy> {
  const exchanges: Exchange[] = [];
  const made = new EventEmitter();
  const server = createServer(async (request, response) => {
    // The client asks first whether there is anybody.
    if (request.method !== 'POST') return void response.writeHead(405).end();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const sent = JSON.parse(Buffer.concat(chunks).toString()) as Payload;
    // The client is American whatever it is told; the ministry's are Danish.
    const activity = { ...sent, locale: 'da-DK' };
    const seconds = Math.floor(program.now() / 1_000);
    const authorization = bearer({
      nbf: seconds - 60,
      exp: seconds + 3_600,
      serviceurl: field(activity, 'serviceUrl'),
    });
    const answer = await fetch(program.endpoint, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(activity),
    });
    const body = await answer.text();
    response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8' }).end(body);
    exchanges.push({ activity, status: answer.status, answer: body === '' ? null : JSON.parse(body) });
    made.emit('exchange');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    exchanges,
    async next(isMeant) {
      for (;;) {
        const found = exchanges.find(isMeant);
        if (found) return found;
        await once(made, 'exchange');
      }
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
