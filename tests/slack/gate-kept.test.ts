// Acknowledged is done or kept: what Slack is told to forget, a process that is killed leaves to the next.
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { whenLate } from '../../adapters/slack/gate.ts';
import { type Inbox, StoreFault } from '../../src/index.ts';
import { openInbox } from '../../store/lowdb/inbox.ts';
import { makeFolder } from '../support/disk-folder.ts';
import { gateway, startGatedApp } from '../support/slack/gated-app.ts';
import {
  command,
  event,
  form,
  interaction,
  json,
  press,
  sendSigned,
  submission,
} from '../support/slack/gated-requests.ts';

const empty = { status: 200, body: '' };

const folders: Awaited<ReturnType<typeof makeFolder>>[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await folder.remove();
});

async function inboxFile() {
  const folder = await makeFolder();
  folders.push(folder);
  const path = join(folder.path, 'inbox.ndjson');
  return { open: () => openInbox({ path, onWarning: () => {} }) };
}

/** A gated app whose every listener takes until `slow` lets it go. */
async function slowApp(inbox: Inbox) {
  const begun = gateway();
  const slow = gateway();
  const ran: string[] = [];
  const gated = await startGatedApp(
    (app) => {
      app.use(async ({ body, next }) => {
        ran.push('trigger_id' in body ? String(body.trigger_id) : 'event');
        begun.pass();
        await slow.passed;
        await next();
      });
    },
    { inbox },
  );
  return { ...gated, begun, slow, ran };
}

/** The inbox after a process that acknowledged a press and was killed over it. */
async function afterKill() {
  const file = await inboxFile();
  const inbox = await file.open();
  const { port, timers, begun, slow, stop } = await slowApp({ ...inbox, done: () => {} });
  const answer = sendSigned(port, press('1.1.a', 'line:0'), form);
  await begun.passed;
  timers.fire();
  expect(await answer).toMatchObject(empty);
  slow.pass();
  await stop();
  await inbox.close();
  return file;
}

test.each([
  ['event', json, event('Ev1')],
  ['press', form, press('1.1.a', 'line:0')],
])('an %s is acknowledged when it is done, so that Slack has it until then', async (_, type, body) => {
  const inbox = await (await inboxFile()).open();
  const { port, begun, slow, ran } = await slowApp(inbox);
  let isAnswered = false;
  const answer = sendSigned(port, body, type).then((got) => {
    isAnswered = true;
    return got;
  });
  await begun.passed;
  expect(isAnswered).toBe(false);
  slow.pass();
  expect(await answer).toMatchObject(empty);
  expect(ran).toHaveLength(1);
});

test('what takes longer is kept before it is acknowledged, and the next process does it once', async () => {
  const file = await afterKill();
  const inbox = await file.open();
  const { ran, slow, stop, port } = await slowApp(inbox);
  expect(ran).toEqual(['1.1.a']);
  slow.pass();
  expect(await sendSigned(port, press('1.1.a', 'line:0'), form)).toMatchObject(empty);
  await stop();
  await inbox.close();
  expect(ran).toEqual(['1.1.a']);
  expect(await (await file.open()).takeOver()).toEqual([]);
});

test('a listener of what was taken over learns at once that nobody waits for its acknowledgement', async () => {
  const inbox = await (await afterKill()).open();
  const told: string[] = [];
  await startGatedApp(
    (app) => {
      app.action(/.*/, async ({ body, ack }) => {
        whenLate(body, () => {
          told.push('late');
          return '';
        });
        await ack();
        told.push('done');
      });
    },
    { inbox },
  );
  await expect.poll(() => told).toEqual(['late', 'done']);
});

test('what another instance left behind is taken up within the minute, though not where Slack came again first', async () => {
  const left = [
    { id: 'slack:1.1.a', content: { command: '/taskforce', trigger_id: '1.1.a', team_id: 'T1' } },
  ];
  const given = [[], left, [{ id: 'slack:1.1.b', content: { command: '/taskforce', trigger_id: '1.1.b' } }]];
  const done: string[] = [];
  const inbox: Inbox = {
    put: async () => undefined,
    done: (id) => done.push(id),
    takeOver: async () => given.shift() ?? [],
    close: async () => undefined,
  };
  const { port, timers, slow, ran, stop } = await slowApp(inbox);
  slow.pass();
  await sendSigned(port, command('1.1.b'), form);
  for (const cause of ['slack:1.1.a', 'slack:1.1.b']) {
    done.splice(0);
    timers.fire();
    await expect.poll(() => done).toEqual([cause]);
  }
  await stop();
  expect(ran).toEqual(['1.1.b', '1.1.a']);
});

test('a late answer that cannot be drawn is a fault told, and the work goes on', async () => {
  const broken = new Error('broken');
  const begun = gateway();
  const slow = gateway();
  const { port, timers, faults } = await startGatedApp((app) => {
    app.view(/.*/, async ({ body, ack }) => {
      whenLate(body, () => {
        throw broken;
      });
      begun.pass();
      await slow.passed;
      await ack({ response_action: 'clear' });
    });
  });
  const answer = sendSigned(port, submission('1.1.a'), form);
  await begun.passed;
  timers.fire();
  await expect.poll(() => faults).toEqual([{ error: broken, kind: 'view_submission' }]);
  slow.pass();
  expect((await answer).body).toBe('{"response_action":"clear"}');
});

test('what cannot be kept is not acknowledged: Slack comes again, and then it is done', async () => {
  const full = new StoreFault('disk-full', 'no room', {});
  const inbox = await (await inboxFile()).open();
  const refuse = async () => Promise.reject(full);
  const { port, timers, faults, begun, slow, ran } = await slowApp({ ...inbox, put: refuse });
  const answer = sendSigned(port, event('Ev1'), json);
  await begun.passed;
  timers.fire();
  expect((await answer).status).toBe(503);
  expect(faults).toEqual([{ error: full, kind: 'inbox' }]);
  const again = sendSigned(port, event('Ev1'), json);
  expect(await sendSigned(port, '{}', json)).toMatchObject(empty);
  slow.pass();
  expect(await again).toMatchObject(empty);
  expect(ran).toEqual(['event']);
});

test('what Slack gave no id is not kept: taken up again it would be a new act', async () => {
  const file = await inboxFile();
  const inbox = await file.open();
  const { port, timers, begun, slow, stop } = await slowApp({ ...inbox, done: () => {} });
  const body = interaction({ type: 'block_actions', actions: [{ action_id: 'line:0' }], trigger_id: '' });
  const answer = sendSigned(port, body, form);
  await begun.passed;
  timers.fire();
  await answer;
  slow.pass();
  await stop();
  await inbox.close();
  expect(await (await file.open()).takeOver()).toEqual([]);
});

test('a goodbye waits for what was taken over', async () => {
  const inbox = await (await afterKill()).open();
  const { slow, stop, ran } = await slowApp(inbox);
  const order: string[] = [];
  const stopped = stop().then(() => order.push('stopped'));
  order.push(...ran);
  slow.pass();
  await stopped;
  expect(order).toEqual(['1.1.a', 'stopped']);
});
