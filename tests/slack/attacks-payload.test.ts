// Signed, and still no payload: what would kill or confuse Bolt is answered, repeated to nobody, and the bot goes on.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startAttackedApp } from '../support/slack/gated-app.ts';
import { command, form, json, send, sendSigned, signature } from '../support/slack/gated-requests.ts';

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const inForm = (payload: string) => new URLSearchParams({ payload }).toString();

const noPayloads: [string, string][] = [
  ['null', 'null'],
  ['true', 'true'],
  ['a number', '0'],
  ['a text', '"text"'],
  ['an array', '[]'],
  ['an array of payloads', '[{"type":"event_callback"}]'],
  ['nothing', ''],
  ['a space', ' '],
  ['half an object', '{'],
  ['a byte order mark', '\ufeff{}'],
  ['an array of 100,000 levels', deep(100_000)],
  ['a verification without a challenge', '{"type":"url_verification"}'],
  ['a verification with a deep challenge', `{"type":"url_verification","challenge":${deep(100_000)}}`],
];

test.each([
  ...noPayloads.map(([name, body]) => [`JSON of ${name}`, json, body] as const),
  ...noPayloads.map(([name, payload]) => [`a form whose payload is ${name}`, form, inForm(payload)] as const),
  ['an empty form', form, ''],
  ['a form without a payload', form, 'text=hej'],
  ['a form with two payloads', form, 'payload=%7B%7D&payload=%7B%7D'],
  ['a form that is wrongly encoded', form, 'payload=%E0%A4%A&%=%'],
  ['a form with two commands', form, 'command=/a&command=/b'],
] as const)('%s is refused, though signed', async (_, type, body) => {
  const { port, ran, stillServes } = await startAttackedApp();
  expect(await sendSigned(port, body, type)).toMatchObject({ status: 400, body: '' });
  expect(ran).toEqual([]);
  await stillServes();
});

test.each([
  ['an event of 100,000 levels', json, `{"event_id":"Ev1","event":${deep(100_000)}}`],
  ['actions of 100,000 levels', form, inForm(`{"type":"block_actions","actions":${deep(100_000)}}`)],
  ['an event that is a text', json, '{"event":"text"}'],
  ['an event that is null', json, '{"event":null}'],
  ['an event whose type is an object', json, '{"team_id":"T666","event":{"type":{"toString":1}}}'],
  ['a submission without a view', form, inForm('{"type":"view_submission"}')],
  ['a press by nobody', form, inForm('{"type":"block_actions","actions":[]}')],
  ['an object with a prototype', json, '{"__proto__":{"command":"/taskforce"}}'],
])('%s is answered with 200, though misshapen', async (_, type, body) => {
  const { port, faults, stillServes } = await startAttackedApp();
  expect(await sendSigned(port, body, type)).toMatchObject({ status: 200, body: '' });
  expect(faults.map(({ kind }) => kind)).not.toContain('http');
  await stillServes();
});

test('any signed bytes at all get an answer, and it repeats nothing of them', async () => {
  const { port, stillServes } = await startAttackedApp();
  const type = fc.constantFrom(form, json);
  const part = fc.constantFrom(
    '{',
    '}',
    '[',
    '"type":',
    '"event":',
    'payload=',
    'command=',
    '&',
    '%',
    'null',
    ',',
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((content) => Buffer.from(content)),
    fc.json().map((text) => Buffer.from(text)),
    fc.json().map((text) => Buffer.from(inForm(text))),
    fc.array(part).map((parts) => Buffer.from(parts.join(''))),
  );
  const check = fc.asyncProperty(type, bytes, async (kind, body) => {
    const answer = await send(port, body, { 'content-type': kind, ...signature(body.toString()) });
    expect([200, 400]).toContain(answer.status);
    expect(answer.body).toBe('');
  });
  await fc.assert(check, { numRuns: 300 });
  await stillServes();
});

test.each(['text/plain', 'multipart/form-data; boundary=x', 'application/json+x', ''])(
  'a signed body of type "%s" is refused',
  async (type) => {
    const { port, ran } = await startAttackedApp();
    expect(await sendSigned(port, command('1.1.a'), type)).toMatchObject({ status: 415, body: '' });
    expect(ran).toEqual([]);
  },
);

test.each([`${form}; charset=utf-8`, 'Application/X-WWW-Form-urlencoded'])(
  'a form of type "%s" is a form',
  async (type) => {
    const { port, ran } = await startAttackedApp();
    expect((await sendSigned(port, command('1.1.a'), type)).status).toBe(200);
    expect(ran).toEqual(['1.1.a']);
  },
);

test("Slack's unsigned check of the certificate is answered and carries nothing in", async () => {
  const { port, ran } = await startAttackedApp();
  const smuggled = `ssl_check=1&token=t&${command('1.1.a')}`;
  expect(await send(port, smuggled, { 'content-type': form })).toMatchObject({ status: 200, body: '' });
  expect(ran).toEqual([]);
});

test('a line that speaks of ssl_check=1 is a line like any other', async () => {
  const { port, ran } = await startAttackedApp();
  await sendSigned(port, command('1.1.a', 'spørg &ssl_check=1&'), form);
  expect(ran).toEqual(['1.1.a']);
});

test('the address is verified for Slack, and for nobody else', async () => {
  const { port } = await startAttackedApp();
  const body = '{"type":"url_verification","challenge":"3eZbrw1a","token":"t"}';
  expect((await sendSigned(port, body)).body).toBe('{"challenge":"3eZbrw1a"}');
  expect(await send(port, body, { 'content-type': json })).toMatchObject({ status: 401, body: '' });
});
