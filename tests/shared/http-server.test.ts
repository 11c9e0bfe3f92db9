// One port for everything that comes in: each path finds its platform, and a platform that breaks disturbs none of the others.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { createHttpServer, pathOf } from '../../adapters/shared/http-server.ts';
import { createHttpDoor } from '../../adapters/slack/http-door.ts';
import { gateway, ungatedApp } from '../support/slack/gated-app.ts';
import { command, form, now, secret, send, sendSigned, wire } from '../support/slack/gated-requests.ts';

async function opened() {
  const faults: unknown[] = [];
  const onFault = (error: unknown) => void faults.push(error);
  const server = createHttpServer({ port: 0, host: '127.0.0.1', onFault });
  const start = async () => {
    await server.start();
    onTestFinished(() => server.stop());
    return server.port ?? 0;
  };
  return { server, faults, onFault, start };
}

const saying = (word: string) => async (request: IncomingMessage, response: ServerResponse) =>
  void response.end(`${word} ${pathOf(request)}`);

const ask = (port: number, path: string) => send(port, '', {}, { method: 'GET', path });

test('a path goes to its handler, a path that ends with a slash takes all below it, and the rest is not there', async () => {
  const { server, start } = await opened();
  server.route('/api/messages', saying('teams'));
  server.route('/filer/', saying('filer'));
  const port = await start();
  expect((await ask(port, '/api/messages?x=1')).body).toBe('teams /api/messages');
  expect((await ask(port, '/filer/a/b')).body).toBe('filer /filer/a/b');
  expect((await ask(port, '/filer/')).body).toBe('filer /filer/');
  for (const path of ['/filer', '/api/messages/', '/api/messages/x', '/', '/constructor']) {
    expect(await ask(port, path)).toMatchObject({ status: 404, body: '' });
  }
});

test('a handler that breaks is a bare 500 and a fault told; one that breaks in the middle of its answer loses the connection', async () => {
  const { server, faults, start } = await opened();
  const broken = new Error('a secret of the inside');
  server.route('/broken', () => Promise.reject(broken));
  server.route('/half', async (_, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('half');
    throw broken;
  });
  server.route('/well', saying('well'));
  const port = await start();
  expect(await ask(port, '/broken')).toMatchObject({ status: 500, body: '' });
  await wire(port, 'GET /half HTTP/1.1\r\nhost: x\r\n\r\n').closed;
  expect((await ask(port, '/well')).status).toBe(200);
  expect(faults).toEqual([broken, broken]);
});

test('Slack can be one of several on a server, which goes on when Slack stops', async () => {
  const { server, onFault, start } = await opened();
  const door = createHttpDoor({ signingSecret: secret, server, now: () => now, onFault });
  const app = ungatedApp(door);
  app.command('/taskforce', async ({ ack }) => ack('klar'));
  server.route('/api/messages', saying('teams'));
  await app.init();
  await app.start();
  const port = await start();
  expect((await sendSigned(port, command('1.1.a'), form)).body).toBe('klar');
  await app.stop();
  expect((await ask(port, '/api/messages')).status).toBe(200);
});

test('a server that stops lets answers under way out, and cuts off what has not arrived', async () => {
  const begun = gateway();
  const slow = gateway();
  const { server, start } = await opened();
  server.route('/slow', async (_, response) => {
    begun.pass();
    await slow.passed;
    response.end('nåede det');
  });
  server.route('/half', () => slow.passed);
  const port = await start();
  const answer = wire(port, 'GET /slow HTTP/1.1\r\nhost: x\r\n\r\n');
  const half = wire(port, 'POST /half HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{');
  await Promise.all([begun.passed, half.isOpen]);
  const stopped = server.stop();
  expect(await half.closed).toBe('');
  slow.pass();
  expect(await answer.closed).toContain('nåede det');
  await stopped;
  expect(server.port).toBeUndefined();
}, 4_000);

test('a port that is taken is said at the start', async () => {
  const first = await opened();
  const port = await first.start();
  const second = createHttpServer({ port, host: '127.0.0.1', onFault: () => {} });
  await expect(second.start()).rejects.toMatchObject({ code: 'EADDRINUSE' });
  expect(second.port).toBeUndefined();
});
