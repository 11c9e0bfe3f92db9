// What strangers and broken senders do to the HTTP door: every request gets an answer, none is echoed, and the bot goes on.
import { expect, test } from 'vitest';
import { createHttpServer } from '../../adapters/shared/http-server.ts';
import { createHttpDoor } from '../../adapters/slack/http-door.ts';
import { gateway, startAttackedApp, ungatedApp } from '../support/slack/gated-app.ts';
import {
  command,
  event,
  form,
  json,
  now,
  secret,
  send,
  sendSigned,
  signature,
  signedBytes,
  wire,
} from '../support/slack/gated-requests.ts';

const seconds = now / 1000;
const signedAt = (at: number) => signature(event('Ev1'), at);
const { 'x-slack-signature': rightSignature = '', ...onlyTime } = signedAt(seconds);

test.each<[string, Record<string, string>]>([
  ['no signature', {}],
  ['no timestamp', { 'x-slack-signature': rightSignature }],
  ['a timestamp without a signature', onlyTime],
  ['a wrong signature', { ...onlyTime, 'x-slack-signature': `v0=${'0'.repeat(64)}` }],
  ['an empty signature', { ...onlyTime, 'x-slack-signature': '' }],
  ['another version of signature', { ...onlyTime, 'x-slack-signature': rightSignature.replace('v0', 'v1') }],
  ['the signature of another secret', signature(event('Ev1'), seconds, 'another')],
  ['the signature of another body', signature(event('Ev2'))],
  ['the signature of another time', { ...signedAt(seconds), 'x-slack-request-timestamp': `${seconds - 1}` }],
  ['an old timestamp', signedAt(seconds - 301)],
  ['a future timestamp', signedAt(seconds + 301)],
  ['a timestamp from tomorrow', signedAt(seconds + 86_400)],
  ['a timestamp that is no number', { ...signedAt(seconds), 'x-slack-request-timestamp': 'NaN' }],
])('a request with %s is refused', async (_, headers) => {
  const { port, ran } = await startAttackedApp();
  const answer = await send(port, event('Ev1'), { 'content-type': json, ...headers });
  expect(answer).toMatchObject({ status: 401, body: '' });
  expect(ran).toEqual([]);
});

test.each([-300, 300])('a clock that differs by %d seconds is forgiven', async (skew) => {
  const { port, ran } = await startAttackedApp();
  const answer = await send(port, event('Ev1'), { 'content-type': json, ...signedAt(seconds + skew) });
  expect(answer.status).toBe(200);
  expect(ran).toEqual(['event']);
});

test('a door without a signing secret does not open', () => {
  const onFault = () => {};
  const server = createHttpServer({ port: 0, onFault });
  expect(() => createHttpDoor({ signingSecret: '', server, now: () => now, onFault })).toThrow('empty');
});

test.each([
  ['GET', '/slack/events'],
  ['PUT', '/slack/events'],
  ['POST', '/'],
  ['POST', '/slack/events/more'],
  ['GET', '//'],
])('%s %s is not there', async (method, path) => {
  const { port, ran } = await startAttackedApp();
  const headers = { 'content-type': form, ...signature(command('1.1.a')) };
  expect(await send(port, command('1.1.a'), headers, { method, path })).toMatchObject({
    status: 404,
    body: '',
  });
  expect(ran).toEqual([]);
});

const twentyMegabytes = 20 * 1_048_576;
const head = 'POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';

test('a body that says it is of 20 MB is refused before it comes', async () => {
  const { port, stillServes } = await startAttackedApp();
  const { closed } = wire(port, `${head}content-length: ${twentyMegabytes}\r\n\r\n{`);
  expect(await closed).toMatch(/^HTTP\/1\.1 413 .*\r\n\r\n$/s);
  await stillServes();
});

test('a body without a length is refused when it passes the bound, however much more would come', async () => {
  const { port, stillServes } = await startAttackedApp();
  const chunk = Buffer.alloc(65_536, 'a');
  const { socket, closed } = wire(port, `${head}transfer-encoding: chunked\r\n\r\n`);
  for (let sent = 0; sent < 16; sent += 1) {
    socket.write('10000\r\n');
    socket.write(chunk);
    socket.write('\r\n');
  }
  socket.write('1\r\na\r\n');
  expect(await closed).toMatch(/^HTTP\/1\.1 413 .*\r\n\r\n$/s);
  await stillServes();
});

test('a body of exactly the bound is read, one byte more is not', async () => {
  const { port, ran } = await startAttackedApp({ mostBytes: 300 });
  const short = command('1.1.a');
  const padded = (length: number) => `${short}&pad=${'x'.repeat(length - short.length - 5)}`;
  expect((await sendSigned(port, padded(300), form)).status).toBe(200);
  expect((await sendSigned(port, padded(301), form)).status).toBe(413);
  expect(ran).toEqual(['1.1.a']);
});

test('a body in chunks of one byte is put together again', async () => {
  const { port, ran } = await startAttackedApp();
  const body = command('1.1.a', 'blåbærgrød');
  const signed = Object.entries({ 'content-type': form, ...signature(body) });
  const lines = signed.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const { socket, next } = wire(port, `POST /slack/events HTTP/1.1\r\nhost: x\r\n${lines}`);
  socket.write('transfer-encoding: chunked\r\n\r\n');
  for (const byte of Buffer.from(body)) socket.write(`1\r\n${String.fromCharCode(byte)}\r\n`);
  socket.write('0\r\n\r\n');
  expect(await next()).toMatch(/^HTTP\/1\.1 200 /);
  expect(ran).toEqual(['1.1.a']);
  socket.destroy();
});

test('a body that drips is cut off when its time is over', async () => {
  const { port, ran } = await startAttackedApp({ arriveWithin: 60 });
  const { socket, closed } = wire(port, `${head}content-length: 1000\r\n\r\n`);
  const drip = setInterval(() => socket.write('{'), 5);
  expect(await closed).toMatch(/^HTTP\/1\.1 408 /);
  clearInterval(drip);
  expect(ran).toEqual([]);
});

test('headers that never end are cut off when their time is over', async () => {
  const { port } = await startAttackedApp({ arriveWithin: 60 });
  expect(await wire(port, head).closed).toMatch(/^HTTP\/1\.1 408 /);
});

test('bytes that are no HTTP are answered and the connection closed', async () => {
  const { port, stillServes } = await startAttackedApp();
  const { closed } = wire(port, Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0xff, 0xfe, 0x0d, 0x0a]));
  expect(await closed).toMatch(/^HTTP\/1\.1 400 /);
  await stillServes();
});

test('a sender who goes away in the middle of a body is forgotten', async () => {
  const { port, faults, stillServes } = await startAttackedApp();
  const { socket, isOpen, closed } = wire(port, `${head}content-length: 1000\r\n\r\n{`);
  await isOpen;
  socket.destroy();
  await closed;
  await stillServes();
  expect(faults).toEqual([]);
});

test('stop() does not wait for idle, silent or half-finished connections', async () => {
  const { port, stop, faults } = await startAttackedApp();
  const kept = wire(port, 'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
  expect(await kept.next()).toContain('keep-alive');
  const others = [wire(port), wire(port, head), wire(port, `${head}content-length: 9\r\n\r\n{`)];
  await Promise.all(others.map(({ isOpen }) => isOpen));
  await sendSigned(port, command('1.1.a'), form);
  await stop();
  await Promise.all([kept, ...others].map(({ closed }) => closed));
  expect(faults).toEqual([]);
});

test('stop() of a door without a gate lets an answer out and then closes its kept connection', async () => {
  const begun = gateway();
  const slow = gateway();
  const onFault = () => {};
  const server = createHttpServer({ port: 0, host: '127.0.0.1', onFault });
  const app = ungatedApp(createHttpDoor({ signingSecret: secret, server, now: () => now, onFault }));
  app.command('/taskforce', async ({ ack }) => {
    begun.pass();
    await slow.passed;
    await ack('nåede det');
  });
  await app.init();
  await app.start();
  await server.start();
  const { closed } = wire(server.port ?? 0, signedBytes(command('1.1.a'), form));
  await begun.passed;
  const stopped = Promise.all([server.stop(), app.stop()]);
  slow.pass();
  expect(await closed).toContain('nåede det');
  await stopped;
  expect(server.port).toBeUndefined();
}, 4_000);

test('a secret is not in what the door says of itself', async () => {
  const { port } = await startAttackedApp();
  const answer = await send(port, '{}');
  expect(JSON.stringify(answer)).not.toContain(secret);
  expect(Object.keys(answer.headers).sort()).toEqual(['connection', 'content-length', 'date']);
});
