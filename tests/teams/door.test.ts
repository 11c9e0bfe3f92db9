// The way in from Teams when all is well and when it is not: once for each act, durable before it is accepted, answered in time.
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Inbox } from '../../src/index.ts';
import { openInbox } from '../../store/lowdb/inbox.ts';
import { forgetfulDisk } from '../support/disk-forgetful.ts';
import { gateway } from '../support/slack/gated-app.ts';
import { tenant } from '../support/teams/identity.ts';
import { inboxPath, openDoor } from '../support/teams/opened-door.ts';
import { message, press, sendTo } from '../support/teams/teams-requests.ts';

const accepted = { status: 200, body: '' };
/** Milliseconds of the one timer that is always set. */
const untilTakeOver = [60_000];
const inConversation = (id: string) => ({
  conversation: { id, conversationType: 'personal', tenantId: tenant },
});

test('a message is worked off once, however often it is delivered', async () => {
  const { port, done, stop } = await openDoor();
  const sent = message('m1');
  expect(await sendTo(port, sent)).toMatchObject(accepted);
  const again = await Promise.all([sendTo(port, sent), sendTo(port, sent)]);
  expect(again.map(({ status }) => status)).toEqual([200, 200]);
  await stop();
  expect(done).toEqual(['m1']);
});

test('two deliveries at the same moment are one act', async () => {
  const { port, done, stop } = await openDoor();
  await Promise.all(Array.from({ length: 10 }, () => sendTo(port, message('m1'))));
  await stop();
  expect(done).toEqual(['m1']);
});

test.each([
  ['the same id in another conversation', message('m1', 'hjælp', inConversation('a:per'))],
  ['an edit of it', message('m1', 'ret', { type: 'messageUpdate' })],
  ['its deletion', message('m1', '', { type: 'messageDelete' })],
  ['a message with another id', message('m2')],
])('%s is another act', async (_, second) => {
  const { port, done, stop } = await openDoor();
  await sendTo(port, message('m1'));
  await sendTo(port, second);
  await stop();
  expect(done).toHaveLength(2);
});

test('each edit of a message is told, and none of them twice', async () => {
  const { port, done, stop } = await openDoor();
  const edit = (timestamp: string) => message('m1', 'ret', { type: 'messageUpdate', timestamp });
  for (const minute of ['08:01', '08:02', '08:02']) await sendTo(port, edit(`2026-11-23T${minute}:00Z`));
  await stop();
  expect(done).toHaveLength(2);
});

test('what has no id is nobody’s repetition', async () => {
  const { port, done, stop } = await openDoor();
  const typing = message('', '', { id: undefined, type: 'typing' });
  await sendTo(port, typing);
  await sendTo(port, typing);
  await stop();
  expect(done).toHaveLength(2);
});

test('a message is answered before its work is done, and kept on the disk until it is', async () => {
  const slow = gateway();
  const { port, path, done, stop } = await openDoor({ onMessage: () => slow.passed });
  expect(await sendTo(port, message('m1', 'en fortrolig linje'))).toMatchObject(accepted);
  expect(done).toEqual([]);
  expect(await readFile(path, 'utf8')).toContain('en fortrolig linje');
  slow.pass();
  await stop();
  expect(done).toEqual(['m1']);
  expect(await readFile(path, 'utf8')).toBe('');
});

test('in a conversation one thing follows the other, and conversations do not hold each other', async () => {
  const slow = gateway();
  const { port, done, workedOff, stop } = await openDoor({
    onMessage: ({ id }) => (id === 'm1' ? slow.passed : Promise.resolve()),
  });
  await sendTo(port, message('m1'));
  await sendTo(port, message('m2'));
  await sendTo(port, message('r1', '', { type: 'messageReaction' }));
  await sendTo(port, message('p1', 'hjælp', inConversation('a:per')));
  await workedOff('p1');
  expect(done).toEqual(['p1']);
  slow.pass();
  await stop();
  expect(done).toEqual(['p1', 'm1', 'm2', 'r1']);
});

test('a press is answered at once, although a message of its conversation is still being worked on', async () => {
  const slow = gateway();
  const { port, stop } = await openDoor({ onMessage: () => slow.passed });
  await sendTo(port, message('m1'));
  expect(JSON.parse((await sendTo(port, press('i1'))).body)).toEqual({ for: 'i1' });
  slow.pass();
  await stop();
});

test('a press that is delivered twice gets the same answer twice and is one act', async () => {
  const begun = gateway();
  const slow = gateway();
  let runs = 0;
  const { port, timers } = await openDoor({
    async onInvoke() {
      runs += 1;
      begun.pass();
      await slow.passed;
      return { status: 200, body: { run: runs } };
    },
  });
  const first = sendTo(port, press('i1'));
  await begun.passed;
  const second = sendTo(port, press('i1'));
  slow.pass();
  expect((await first).body).toBe('{"run":1}');
  expect((await second).body).toBe('{"run":1}');
  expect((await sendTo(port, press('i1'))).body).toBe('{"run":1}');
  expect((await sendTo(port, press('i2'))).body).toBe('{"run":2}');
  expect(timers.pending).toBe(untilTakeOver.length);
});

test('a press whose work takes too long is answered at 2.5 s, and the work goes on', async () => {
  const begun = gateway();
  const slow = gateway();
  const { port, timers, done, stop } = await openDoor({
    async onInvoke() {
      begun.pass();
      await slow.passed;
      return { status: 200, body: 'too late' };
    },
  });
  const answer = sendTo(port, press('i1'));
  await begun.passed;
  expect(timers.set).toEqual([...untilTakeOver, 2_500]);
  timers.fire();
  expect(await answer).toMatchObject({ status: 200, body: '{"later":"i1"}' });
  expect((await sendTo(port, press('i1'))).body).toBe('{"later":"i1"}');
  expect(done).toEqual([]);
  slow.pass();
  await stop();
  expect(done).toEqual(['i1']);
});

test('work that throws is a fault told by its kind, answered, and not tried again', async () => {
  const broken = new Error('broken');
  const fails = () => Promise.reject(broken);
  const { port, path, faults, timers, stop } = await openDoor({ onMessage: fails, onInvoke: fails });
  expect(await sendTo(port, message('m1', 'en fortrolig linje'))).toMatchObject(accepted);
  expect(await sendTo(port, press('i1'))).toMatchObject({ status: 500, body: '' });
  expect(timers.pending).toBe(untilTakeOver.length);
  await stop();
  expect(timers.pending).toBe(0);
  expect(faults).toEqual([
    { error: broken, kind: 'message' },
    { error: broken, kind: 'invoke adaptiveCard/action' },
  ]);
  expect(await readFile(path, 'utf8')).toBe('');
});

test('what was accepted before a crash is worked off once at the next start, in its order, and before anything new', async () => {
  const path = await inboxPath();
  const crashed = await openInbox({ path, onWarning: () => {} });
  const names: string[] = [];
  const recording: Inbox = {
    ...crashed,
    put: (id, content) => {
      names.push(id);
      return crashed.put(id, content);
    },
    done: () => {},
  };
  const before = await openDoor({ inbox: recording, onMessage: () => Promise.resolve() });
  await sendTo(before.port, message('m1'));
  await sendTo(before.port, message('m2'));
  await before.stop();
  expect(names).toHaveLength(2);

  const slow = gateway();
  const after = await openDoor({
    path,
    onMessage: ({ id }) => (id === 'm1' ? slow.passed : Promise.resolve()),
  });
  expect(await sendTo(after.port, message('m2'))).toMatchObject(accepted);
  await sendTo(after.port, message('m3'));
  slow.pass();
  await after.stop();
  expect(after.done).toEqual(['m1', 'm2', 'm3']);

  const last = await openDoor({ path });
  await last.stop();
  expect(last.done).toEqual([]);
});

test('what cannot be kept is not accepted, and is taken when it is delivered again and there is room', async () => {
  const disk = forgetfulDisk(() => 0.5);
  const inbox = await openInbox({ path: '/data/inbox.ndjson', onWarning: () => {}, disk });
  const { port, done, faults, stop } = await openDoor({ inbox });
  disk.nextWrites.push('full');
  expect(await sendTo(port, message('m1'))).toMatchObject({ status: 503, body: '' });
  expect(faults).toMatchObject([{ error: { code: 'disk-full' }, kind: 'inbox' }]);
  expect(await sendTo(port, message('m1'))).toMatchObject(accepted);
  await stop();
  expect(done).toEqual(['m1']);
});

test('with an inbox that is closed, messages are refused and presses still answered', async () => {
  const inbox = await openInbox({ path: await inboxPath(), onWarning: () => {} });
  await inbox.close();
  const { port, faults } = await openDoor({ inbox });
  expect(await sendTo(port, message('m1'))).toMatchObject({ status: 503, body: '' });
  expect(faults).toMatchObject([{ error: { code: 'closed' }, kind: 'inbox' }]);
  expect(await sendTo(port, press('i1'))).toMatchObject({ status: 200, body: '{"for":"i1"}' });
});

test('a door that stops takes nothing more in, lets its answers out and finishes what it accepted', async () => {
  const begun = gateway();
  const slow = gateway();
  const { port, door, done, stop } = await openDoor({
    onMessage: () => slow.passed,
    async onInvoke() {
      begun.pass();
      await slow.passed;
      return { status: 200, body: 'nåede det' };
    },
  });
  await sendTo(port, message('m1'));
  const answer = sendTo(port, press('i1'));
  await begun.passed;
  const stopped = door.stop().then(() => done.push('stopped'));
  expect(await sendTo(port, message('m2'))).toMatchObject({ status: 503, body: '' });
  expect(await sendTo(port, message('m1'))).toMatchObject(accepted);
  slow.pass();
  expect(await answer).toMatchObject({ status: 200, body: '"nåede det"' });
  await stopped;
  await stop();
  expect(done.toSorted()).toEqual(['i1', 'm1', 'stopped']);
  expect(done.at(-1)).toBe('stopped');
});

test('a door that stops waits for the work on what it accepted', async () => {
  const slow = gateway();
  const { port, door, done } = await openDoor({ onMessage: () => slow.passed });
  await sendTo(port, message('m1'));
  const stopped = door.stop().then(() => done.push('stopped'));
  await sendTo(port, message('m2'));
  expect(done).toEqual([]);
  slow.pass();
  await stopped;
  expect(done).toEqual(['m1', 'stopped']);
});

test('a door that stops waits also for what is just being accepted', async () => {
  const begun = gateway();
  const slow = gateway();
  const real = await openInbox({ path: await inboxPath(), onWarning: () => {} });
  const inbox: Inbox = {
    ...real,
    async put(id, content) {
      begun.pass();
      await slow.passed;
      await real.put(id, content);
    },
  };
  const { port, door, done } = await openDoor({ inbox });
  const answer = sendTo(port, message('m1'));
  await begun.passed;
  const stopped = door.stop().then(() => done.push('stopped'));
  expect(await sendTo(port, message('m2'))).toMatchObject({ status: 503 });
  slow.pass();
  expect(await answer).toMatchObject(accepted);
  await stopped;
  expect(done).toEqual(['m1', 'stopped']);
});
