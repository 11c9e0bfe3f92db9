// The farewell of gate and server, which a process says to both at once: what was accepted is answered and done, the rest was never begun.
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { gateway, startGatedApp } from '../support/slack/gated-app.ts';
import { command, form, now, sendSigned, signedBytes, wire } from '../support/slack/gated-requests.ts';

test('the work after the answer is waited for, and meanwhile nobody gets in', async () => {
  const { passed, pass } = gateway();
  const done: string[] = [];
  const { port, stop } = await startGatedApp((app) => {
    app.command('/taskforce', async ({ ack }) => {
      await ack();
      await passed;
      done.push('work');
    });
  });
  await sendSigned(port, command('1.1.a'), form);
  const stopped = stop().then(() => done.push('stopped'));
  await expect(sendSigned(port, command('1.1.b'), form)).rejects.toThrow();
  expect(done).toEqual([]);
  pass();
  await stopped;
  expect(done).toEqual(['work', 'stopped']);
});

async function startSlowApp() {
  const begun = gateway();
  const slow = gateway();
  const ran: string[] = [];
  const started = await startGatedApp((app) => {
    app.command('/taskforce', async ({ command: { trigger_id }, ack }) => {
      ran.push(trigger_id);
      begun.pass();
      await slow.passed;
      await ack('nåede det');
    });
  });
  return { ...started, begun: begun.passed, finish: slow.pass, ran };
}

test('an answer under way goes out', async () => {
  const { port, stop, begun, finish, ran, faults } = await startSlowApp();
  const answer = sendSigned(port, command('1.1.a'), form);
  await begun;
  const stopped = stop();
  await expect(sendSigned(port, command('1.1.b'), form)).rejects.toThrow();
  finish();
  expect(await answer).toMatchObject({ status: 200, body: 'nåede det' });
  await stopped;
  await stop();
  expect(ran).toEqual(['1.1.a']);
  expect(faults).toEqual([]);
});

test('an answer that nobody made in time goes out at 2.5 s as ever', async () => {
  const { port, stop, begun, finish, timers, faults } = await startSlowApp();
  const answer = sendSigned(port, command('1.1.a'), form);
  await begun;
  const stopped = stop();
  timers.fire();
  expect(await answer).toMatchObject({ status: 200, body: '' });
  finish();
  await stopped;
  expect(faults).toEqual([]);
});

test('while the gate alone stops, the server is there for its answer, and what comes is to come again', async () => {
  const { port, gate, begun, finish, ran, faults } = await startSlowApp();
  const answer = sendSigned(port, command('1.1.a'), form);
  await begun;
  const stopped = gate.stop();
  expect(await sendSigned(port, command('1.1.b'), form)).toMatchObject({ status: 503, body: '' });
  finish();
  expect(await answer).toMatchObject({ status: 200, body: 'nåede det' });
  await stopped;
  expect(await sendSigned(port, command('1.1.b'), form)).toMatchObject({ status: 503, body: '' });
  expect(ran).toEqual(['1.1.a']);
  expect(faults).toEqual([]);
});

test('a kept connection is closed as soon as its answer is out', async () => {
  const { port, stop, begun, finish } = await startSlowApp();
  const { closed } = wire(port, signedBytes(command('1.1.a'), form));
  await begun;
  const stopped = stop();
  finish();
  expect(await closed).toContain('keep-alive');
  expect(await closed).toContain('nåede det');
  await stopped;
}, 4_000);

test.each([1, 2, 7, 20])(
  'of twenty that come while the farewell begins with number %d, all that were accepted are done and no other was begun',
  async (nth) => {
    const accepted = gateway();
    const begun: string[] = [];
    const done: string[] = [];
    let came = 0;
    let stopped: Promise<void> | undefined;
    const { port, stop, faults } = await startGatedApp(
      (app) => {
        app.command('/taskforce', async ({ command: { trigger_id }, ack }) => {
          begun.push(trigger_id);
          // Some are answered first, others when all is done.
          const isQuick = begun.length % 2 === 1;
          if (isQuick) await ack();
          accepted.pass();
          for (let turns = 0; turns < 50; turns += 1) await turn();
          done.push(trigger_id);
          await ack();
        });
      },
      {
        // Asked of every request that has arrived in full, before it is let in.
        now() {
          came += 1;
          // The first was the one before them.
          if (came === nth + 1) stopped = stop();
          return now;
        },
      },
    );
    const send = (trigger: string) =>
      sendSigned(port, command(trigger), form).then(
        ({ status }) => ({ trigger, status }),
        () => ({ trigger, status: 0 }),
      );
    const first = send('first');
    await accepted.passed;
    const flood = Array.from({ length: 20 }, (_, index) => send(`1.1.${index}`));
    const answers = await Promise.all([first, ...flood]);
    await stopped;
    const doneByThen = [...done];
    const withStatus = (status: number) =>
      answers.flatMap((each) => (each.status === status ? [each.trigger] : [])).sort();
    expect(withStatus(200)).toContain('first');
    expect(begun.toSorted()).toEqual(withStatus(200));
    expect(doneByThen.toSorted()).toEqual(withStatus(200));
    expect(withStatus(503)).not.toEqual([]);
    expect([...withStatus(200), ...withStatus(503), ...withStatus(0)]).toHaveLength(21);
    expect(faults).toEqual([]);
  },
);

test('gate and server that were stopped can be started again, and remember', async () => {
  let runs = 0;
  const { port, start, stop } = await startGatedApp((app) => {
    app.command('/taskforce', async () => {
      runs += 1;
    });
  });
  await sendSigned(port, command('1.1.a'), form);
  await stop();
  const again = await start();
  expect(await sendSigned(again, command('1.1.a'), form)).toMatchObject({ status: 200, body: '' });
  expect(await sendSigned(again, command('1.1.b'), form)).toMatchObject({ status: 200, body: '' });
  expect(runs).toBe(2);
});
