// A genuine token is not verified anew with each request: nothing but that very token gains by it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { bearer, now, stranger } from '../support/teams/identity.ts';
import { openDoor } from '../support/teams/opened-door.ts';
import { message, sendTo } from '../support/teams/teams-requests.ts';

const seconds = now / 1_000;

test('beside a genuine token, one with another signature or another payload stays forged', async () => {
  const { port } = await openDoor();
  const genuine = bearer();
  const statusOf = async (id: string, authorization: string) =>
    (await sendTo(port, message(id), { authorization })).status;
  expect(await statusOf('1', genuine)).toBe(200);
  const [header, , signature] = genuine.split('.');
  const [, payload] = bearer({ exp: seconds + 7_200 }, { key: stranger }).split('.');
  expect(await statusOf('2', bearer({}, { key: stranger }))).toBe(401);
  expect(await statusOf('3', `${header}.${payload}.${signature}`)).toBe(401);
  expect(await statusOf('4', `${genuine}A`)).toBe(401);
  expect(await statusOf('5', genuine)).toBe(200);
});

test('a token that was genuine a minute ago is refused once it has run out', async () => {
  const { port, clock } = await openDoor();
  const authorization = bearer({ exp: seconds - 240 });
  expect(await sendTo(port, message('1'), { authorization })).toMatchObject({ status: 200 });
  clock.now += 59_000;
  expect(await sendTo(port, message('2'), { authorization })).toMatchObject({ status: 200 });
  clock.now += 1_000;
  expect(await sendTo(port, message('3'), { authorization })).toMatchObject({ status: 401 });
});

test('a token that came while the keys could not be had is looked at when it comes again', async () => {
  let isUp = false;
  const away = createServer((_, response) => {
    if (isUp) response.writeHead(302, { location: identity.openIdMetadataUrl }).end();
    else response.writeHead(500).end();
  });
  await new Promise<void>((resolve) => away.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void away.close());
  const openIdMetadataUrl = `http://127.0.0.1:${(away.address() as AddressInfo).port}/openid`;
  const { port, identity, done, workedOff } = await openDoor({ openIdMetadataUrl });
  expect(await sendTo(port, message('1'))).toMatchObject({ status: 503 });
  isUp = true;
  expect(await sendTo(port, message('1'))).toMatchObject({ status: 200 });
  await workedOff('1');
  expect(done).toEqual(['1']);
});
