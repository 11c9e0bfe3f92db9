// What an instance that died had accepted: another works it off, once and in its place, although the store is slow or away.
import { expect, test } from 'vitest';
import type { Inbox } from '../../src/index.ts';
import { openInbox } from '../../store/lowdb/inbox.ts';
import { gateway } from '../support/slack/gated-app.ts';
import { bearer, stranger } from '../support/teams/identity.ts';
import { inboxPath, openDoor } from '../support/teams/opened-door.ts';
import { message, press, sendTo } from '../support/teams/teams-requests.ts';

const accepted = { status: 200, body: '' };

/** An inbox into which, at each asking after the first, another instance's message falls. */
async function sharedInbox(asked: (times: number) => Promise<void> = async () => undefined) {
  const real = await openInbox({ path: await inboxPath(), onWarning: () => {} });
  let times = 0;
  const inbox: Inbox = {
    ...real,
    async takeOver() {
      times += 1;
      const id = `left ${times}`;
      await asked(times);
      return times === 1 ? [] : [{ id, content: message(id) }];
    },
  };
  return inbox;
}

test('what another instance left behind is asked for each minute, and worked off once', async () => {
  const { timers, done, workedOff, stop } = await openDoor({ inbox: await sharedInbox() });
  for (const id of ['left 2', 'left 3']) {
    const worked = workedOff(id);
    expect(timers.pending).toBe(1);
    timers.fire();
    await worked;
  }
  expect(timers.set).toEqual([60_000, 60_000, 60_000]);
  await stop();
  expect(timers.pending).toBe(0);
  expect(done).toEqual(['left 2', 'left 3']);
});

test('a store that does not answer then is told of, and asked again a minute later', async () => {
  const away = new Error('away');
  const inbox = await sharedInbox(async (times) => {
    if (times < 3) throw away;
  });
  const { timers, faults, workedOff, stillServes } = await openDoor({ inbox });
  await stillServes();
  timers.fire();
  await stillServes();
  const worked = workedOff('left 3');
  timers.fire();
  await worked;
  expect(faults).toEqual([
    { error: away, kind: 'inbox' },
    { error: away, kind: 'inbox' },
  ]);
});

test('nothing is taken in before it is known what waits, and a delivery of that is its repetition', async () => {
  const path = await inboxPath();
  const crashed = await openInbox({ path, onWarning: () => {} });
  const before = await openDoor({ inbox: { ...crashed, done: () => {} } });
  await sendTo(before.port, message('m1'));
  await before.stop();

  const slow = gateway();
  const real = await openInbox({ path, onWarning: () => {} });
  const inbox: Inbox = { ...real, takeOver: () => slow.passed.then(() => real.takeOver()) };
  const { port, done, stop } = await openDoor({ inbox });
  const answers = [sendTo(port, message('m2')), sendTo(port, message('m1'))];
  // By then the two are through everything that comes before.
  const forged = bearer({}, { key: stranger });
  expect(await sendTo(port, message('m3'), { authorization: forged })).toMatchObject({ status: 401 });
  slow.pass();
  for (const answer of answers) expect(await answer).toMatchObject(accepted);
  await stop();
  expect(done).toEqual(['m1', 'm2']);
});

test('a store that is slow to say what was left behind holds nobody up once the door is open', async () => {
  const slow = gateway();
  const inbox = await sharedInbox((times) => (times === 1 ? Promise.resolve() : slow.passed));
  const { timers, stillServes, door, done } = await openDoor({ inbox });
  timers.fire();
  await stillServes();
  const stopped = door.stop().then(() => done.push('stopped'));
  slow.pass();
  await stopped;
  expect(done.slice(-2)).toEqual(['left 2', 'stopped']);
  expect(timers.pending).toBe(0);
});

test('a press that was told to wait is done by the next process, and its own answer reaches nobody', async () => {
  const path = await inboxPath();
  const crashed = await openInbox({ path, onWarning: () => {} });
  const begun = gateway();
  const slow = gateway();
  const before = await openDoor({
    inbox: { ...crashed, done: () => {} },
    async onInvoke() {
      begun.pass();
      await slow.passed;
      return { status: 200, body: 'too late' };
    },
  });
  const answer = sendTo(before.port, press('i1'));
  await begun.passed;
  before.timers.fire();
  expect(await answer).toMatchObject({ status: 200, body: '{"later":"i1"}' });
  slow.pass();
  await before.stop();

  const { workedOff, stop, done, late } = await openDoor({ path });
  await workedOff('i1');
  await stop();
  expect(done).toEqual(['i1']);
  expect(late).toEqual(['i1']);
  expect(await (await openInbox({ path, onWarning: () => {} })).takeOver()).toEqual([]);
});

test('a press that was answered in time is not kept', async () => {
  const path = await inboxPath();
  const real = await openInbox({ path, onWarning: () => {} });
  const { port, stop } = await openDoor({ inbox: { ...real, done: () => {} } });
  await sendTo(port, press('i1'));
  await stop();
  expect(await (await openInbox({ path, onWarning: () => {} })).takeOver()).toEqual([]);
});

test('a press that cannot be kept when it takes long is not said to be under way, and its answer comes all the same', async () => {
  const full = new Error('the disk is full');
  const real = await openInbox({ path: await inboxPath(), onWarning: () => {} });
  const begun = gateway();
  const slow = gateway();
  const { port, timers, faults, late, done, stop } = await openDoor({
    inbox: { ...real, put: () => Promise.reject(full) },
    async onInvoke() {
      begun.pass();
      await slow.passed;
      return { status: 200 };
    },
  });
  const answer = sendTo(port, press('i1'));
  await begun.passed;
  timers.fire();
  expect((await answer).status).toBe(503);
  slow.pass();
  await stop();
  expect([late, done]).toEqual([['i1'], ['i1']]);
  expect(faults).toEqual([{ error: full, kind: 'inbox' }]);
});
