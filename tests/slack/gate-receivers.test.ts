// The gate takes any receiver: one that is handed its deliveries shows what it remembers, and Socket Mode gets what HTTP gets.
import { type App, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { afterEach, expect, test } from 'vitest';
import { whenLate } from '../../adapters/slack/gate.ts';
import { type FakeSocket, startFakeSocket } from '../support/slack/fake-socket.ts';
import { type Fault, gatedApp, gateway, silentLogger } from '../support/slack/gated-app.ts';
import { command } from '../support/slack/gated-requests.ts';

const fields = (trigger: string) => Object.fromEntries(new URLSearchParams(command(trigger)));

async function handed({ remember, ack = async () => {} }: { remember?: number; ack?: () => Promise<void> }) {
  let inside: App | undefined;
  const receiver: Receiver = {
    init(app) {
      inside = app;
    },
    start: async () => {},
    stop: async () => {},
  };
  const faults: Fault[] = [];
  const { app } = gatedApp(receiver, faults, remember === undefined ? {} : { remember });
  await app.init();
  const deliver = async (trigger: string) => inside?.processEvent({ body: fields(trigger), ack });
  return { app, deliver, faults };
}

async function remembering(remember: number) {
  const { app, deliver } = await handed({ remember });
  const runs: string[] = [];
  app.command('/taskforce', async ({ command: { trigger_id } }) => {
    runs.push(trigger_id);
  });
  return { deliver, runs };
}

test('1,000 replays run nothing and push nothing else out of memory', async () => {
  const { deliver, runs } = await remembering(2);
  await deliver('a');
  await deliver('b');
  for (let n = 0; n < 1_000; n += 1) await deliver('b');
  await deliver('a');
  expect(runs).toEqual(['a', 'b']);
});

test('of 1,000 causes as many as agreed are remembered, and a replayed one stays longer', async () => {
  const { deliver, runs } = await remembering(10);
  for (let n = 0; n < 1_000; n += 1) await deliver(`t${n}`);
  for (let n = 990; n < 1_000; n += 1) await deliver(`t${n}`);
  expect(runs).toHaveLength(1_000);
  await deliver('t990');
  await deliver('t989');
  expect(runs.slice(1_000)).toEqual(['t989']);
  await deliver('t990');
  expect(runs.slice(1_000)).toEqual(['t989']);
  await deliver('t991');
  expect(runs.slice(1_000)).toEqual(['t989', 't991']);
});

test('an answer that cannot be sent is a fault told, and the listener goes on', async () => {
  const ack = async () => {
    throw new Error('the socket is gone');
  };
  const { app, deliver, faults } = await handed({ ack });
  let went = false;
  app.command('/taskforce', async (args) => {
    await args.ack();
    went = true;
  });
  await deliver('a');
  expect(went).toBe(true);
  expect(faults.map(({ kind }) => kind)).toEqual(['ack']);
});

const fakes: FakeSocket[] = [];
afterEach(async () => {
  await Promise.all(fakes.splice(0).map((fake) => fake.stop()));
});

async function overSocket(listen: (app: App) => void) {
  const fake = await startFakeSocket();
  fakes.push(fake);
  const receiver = new SocketModeReceiver({
    appToken: 'xapp-1',
    logger: silentLogger(),
    // Socket Mode 3.1.0 waits as long as this before it connects again.
    clientPingTimeout: 300,
    installerOptions: { clientOptions: { slackApiUrl: fake.apiUrl } },
  });
  const faults: Fault[] = [];
  const gated = gatedApp(receiver, faults);
  listen(gated.app);
  await gated.app.init();
  await gated.app.start();
  await fake.connected();
  return { ...gated, fake, faults };
}

test('over a socket: a command is answered with what its listener says, and a replay runs nothing', async () => {
  let runs = 0;
  const { fake, gate } = await overSocket((app) => {
    app.command('/taskforce', async ({ ack }) => {
      runs += 1;
      await ack('klar');
      await ack('igen');
    });
  });
  fake.deliver('E1', 'slash_commands', fields('a'));
  expect(await fake.acknowledged()).toEqual({ envelope_id: 'E1', payload: { text: 'klar' } });
  fake.deliver('E2', 'slash_commands', fields('a'));
  expect(await fake.acknowledged()).toEqual({ envelope_id: 'E2', payload: {} });
  expect(runs).toBe(1);
  await gate.stop();
});

test('over a socket: what throws or is unknown is acknowledged at once', async () => {
  const { fake, gate, faults } = await overSocket((app) => {
    app.command('/taskforce', async () => {
      throw new Error('broken');
    });
  });
  fake.deliver('E1', 'slash_commands', fields('a'));
  expect(await fake.acknowledged()).toEqual({ envelope_id: 'E1', payload: {} });
  fake.deliver('E2', 'interactive', { type: 'block_actions', actions: [], team: { id: 'T1' }, user: {} });
  expect(await fake.acknowledged()).toEqual({ envelope_id: 'E2', payload: {} });
  expect(faults.map(({ kind }) => kind)).toEqual(['command']);
  await gate.stop();
});

test('over a socket: a slow submission gets its late answer, and stop() waits for its work', async () => {
  const begun = gateway();
  const slow = gateway();
  const done: string[] = [];
  const { fake, gate, timers } = await overSocket((app) => {
    app.view(/.*/, async ({ body }) => {
      whenLate(body, () => ({ response_action: 'clear' }));
      begun.pass();
      await slow.passed;
      done.push('work');
    });
  });
  const view = { type: 'modal', callback_id: 'line' };
  const team = { id: 'T1' };
  fake.deliver('E1', 'interactive', {
    type: 'view_submission',
    trigger_id: 'a',
    view,
    team,
    user: { id: 'U1' },
  });
  await begun.passed;
  const stopped = gate.stop().then(() => done.push('stopped'));
  timers.fire();
  expect(await fake.acknowledged()).toEqual({ envelope_id: 'E1', payload: { response_action: 'clear' } });
  await fake.closed();
  expect(done).toEqual([]);
  slow.pass();
  await stopped;
  expect(done).toEqual(['work', 'stopped']);
});

test('over a socket: an answer lost with its recycled socket is told; delivered again it is answered and runs nothing', async () => {
  const begun = gateway();
  const slow = gateway();
  let runs = 0;
  const { fake, gate, faults } = await overSocket((app) => {
    app.command('/taskforce', async ({ ack }) => {
      runs += 1;
      begun.pass();
      await slow.passed;
      await ack('klar');
    });
  });
  fake.deliver('E1', 'slash_commands', fields('a'));
  await begun.passed;
  fake.recycle();
  await fake.closed();
  slow.pass();
  await fake.connected();
  expect(faults.map(({ kind }) => kind)).toEqual(['ack']);
  fake.deliver('E2', 'slash_commands', fields('a'));
  expect(await fake.acknowledged()).toEqual({ envelope_id: 'E2', payload: {} });
  expect(runs).toBe(1);
  await gate.stop();
});
