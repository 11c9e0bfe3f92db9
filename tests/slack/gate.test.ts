// The gate round a real Bolt app: once per cause, and an answer every time.
import { expect, test } from 'vitest';
import { causeOf, whenLate } from '../../adapters/slack/gate.ts';
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
/** Timers: the next asking for what another instance left behind. */
const onlyTakingOver = 1;

test('a cause is the id of the event, or of the trigger of a command or an interaction', () => {
  expect(causeOf({ type: 'event_callback', event_id: 'Ev1', event: {} })).toBe('slack:Ev1');
  expect(causeOf({ command: '/taskforce', trigger_id: '1.2.a' })).toBe('slack:1.2.a');
  expect(causeOf({ type: 'view_submission', trigger_id: '1.2.b' })).toBe('slack:1.2.b');
  expect(causeOf({ type: 'block_actions', trigger_id: '1.2.c' })).toBe('slack:1.2.c');
});

test('what may come again without harm has no cause', () => {
  expect(causeOf({ type: 'block_suggestion', trigger_id: '1.2.a' })).toBeUndefined();
  expect(causeOf({ type: 'view_closed', trigger_id: '1.2.a' })).toBeUndefined();
  expect(causeOf({ type: 'view_submission' })).toBeUndefined();
  expect(causeOf({ event: {}, event_id: '' })).toBeUndefined();
  expect(causeOf({ command: '/taskforce', trigger_id: 7 })).toBeUndefined();
});

test.each([
  ['command', form, command('1.1.a')],
  ['event', json, event('Ev1')],
  ['press', form, press('1.1.a', 'line:0')],
  ['submission', form, submission('1.1.a')],
])('a replayed %s is answered and runs once', async (_, type, body) => {
  let runs = 0;
  const { port, faults } = await startGatedApp((app) => {
    app.use(async ({ next }) => {
      runs += 1;
      await next();
    });
  });
  expect(await sendSigned(port, body, type)).toMatchObject(empty);
  expect(await sendSigned(port, body, type)).toMatchObject(empty);
  expect(runs).toBe(1);
  expect(faults).toEqual([]);
});

test('of two deliveries at once one runs, and none is acknowledged before it is done or kept', async () => {
  const { passed, pass } = gateway();
  let runs = 0;
  const { port } = await startGatedApp((app) => {
    app.command('/taskforce', async ({ ack }) => {
      runs += 1;
      await passed;
      await ack('klar');
    });
  });
  const acknowledged: string[] = [];
  const both = ['1.1.a', '1.1.a'].map(async (trigger) => {
    acknowledged.push((await sendSigned(port, command(trigger), form)).body);
  });
  expect(await sendSigned(port, event('Ev1'), json)).toMatchObject(empty);
  expect(acknowledged).toEqual([]);
  pass();
  await Promise.all(both);
  expect(acknowledged.sort()).toEqual(['', 'klar']);
  expect(runs).toBe(1);
});

test('every keystroke of a typeahead is answered, though none has a cause', async () => {
  let runs = 0;
  const { port } = await startGatedApp((app) => {
    app.options(/.*/, async ({ ack }) => {
      runs += 1;
      await ack({ options: [] });
    });
  });
  const body = interaction({ type: 'block_suggestion', action_id: 'a', block_id: 'b', value: 'Vej' });
  expect((await sendSigned(port, body, form)).body).toBe('{"options":[]}');
  expect((await sendSigned(port, body, form)).body).toBe('{"options":[]}');
  expect(runs).toBe(2);
});

test('of two acknowledgements the first is sent and the second is nothing', async () => {
  const { passed, pass } = gateway();
  const { port, faults } = await startGatedApp((app) => {
    app.command('/taskforce', async ({ ack }) => {
      await ack('først');
      await ack('så');
      pass();
    });
  });
  expect((await sendSigned(port, command('1.1.a'), form)).body).toBe('først');
  await passed;
  expect(faults).toEqual([]);
});

test('a slow listener is acknowledged at 2.5 s and still finishes', async () => {
  const begun = gateway();
  const slow = gateway();
  let finished = false;
  const { port, timers, faults, gate } = await startGatedApp((app) => {
    app.command('/taskforce', async ({ ack }) => {
      begun.pass();
      await slow.passed;
      await ack('for sent');
      finished = true;
    });
  });
  const answer = sendSigned(port, command('1.1.a'), form);
  await begun.passed;
  expect(timers.set).toEqual([60_000, 2_500]);
  timers.fire();
  expect(await answer).toMatchObject(empty);
  expect(finished).toBe(false);
  slow.pass();
  await gate.stop();
  expect(finished).toBe(true);
  expect(faults).toEqual([]);
});

test('a submission that takes too long gets the late answer that its listener chose', async () => {
  const begun = gateway();
  const slow = gateway();
  const late = { response_action: 'update', view: { type: 'modal', blocks: [] } };
  const { port, timers } = await startGatedApp((app) => {
    app.view(/.*/, async ({ body }) => {
      whenLate(body, () => late);
      begun.pass();
      await slow.passed;
    });
  });
  const answer = sendSigned(port, submission('1.1.a'), form);
  await begun.passed;
  timers.fire();
  expect(JSON.parse((await answer).body)).toEqual(late);
  slow.pass();
});

test('a late answer that was chosen is not sent when the listener answers in time or throws', async () => {
  let answers = true;
  const { port } = await startGatedApp((app) => {
    app.view(/.*/, async ({ body, ack }) => {
      whenLate(body, () => ({ response_action: 'clear' }));
      if (!answers) throw new Error('broken');
      await ack({ response_action: 'errors', errors: { b: 'mangler' } });
    });
  });
  expect((await sendSigned(port, submission('1.1.a'), form)).body).toContain('mangler');
  answers = false;
  expect(await sendSigned(port, submission('1.1.b'), form)).toMatchObject(empty);
});

test('a listener that throws is answered with 200 at once, and the fault is told', async () => {
  const broken = new Error('broken');
  const { port, faults, timers } = await startGatedApp((app) => {
    app.command('/taskforce', async () => {
      throw broken;
    });
  });
  expect(await sendSigned(port, command('1.1.a'), form)).toMatchObject(empty);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatchObject({ error: { original: broken }, kind: 'command' });
  expect(timers.pending).toBe(onlyTakingOver);
});

test('a listener whose fault the app swallows is answered with 200 at once', async () => {
  const { port } = await startGatedApp((app) => {
    app.error(async () => {});
    app.event('app_mention', async () => {
      throw new Error('broken');
    });
    app.command('/taskforce', async () => {
      throw new Error('broken');
    });
  });
  expect(await sendSigned(port, command('1.1.a'), form)).toMatchObject(empty);
  expect(await sendSigned(port, event('Ev1'))).toMatchObject(empty);
});

test('a listener that throws after its answer is a fault told, and no second answer', async () => {
  const { port, faults, gate } = await startGatedApp((app) => {
    app.command('/taskforce', async ({ ack }) => {
      await ack('ja');
      throw new Error('broken');
    });
  });
  expect((await sendSigned(port, command('1.1.a'), form)).body).toBe('ja');
  await gate.stop();
  expect(faults.map(({ kind }) => kind)).toEqual(['command']);
});

test.each([
  ['action', form, press('1.1.a', 'nobody-knows')],
  ['command', form, command('1.1.a').replace('taskforce', 'other')],
  ['event', json, event('Ev1').replace('app_mention', 'star_added')],
  ['submission', form, submission('1.1.a')],
  ['kind of payload', json, '{"type":"of tomorrow"}'],
  ['empty payload', json, '{}'],
])('an unknown %s is answered with 200 at once', async (_, type, body) => {
  const { port, timers, faults } = await startGatedApp(() => {});
  expect(await sendSigned(port, body, type)).toMatchObject(empty);
  expect(timers.pending).toBe(onlyTakingOver);
  expect(faults).toEqual([]);
});

test('a foreign workspace is answered with 200, so that Slack does not send it again, and runs nothing', async () => {
  let runs = 0;
  const { port, faults } = await startGatedApp((app) => {
    app.command('/taskforce', async () => {
      runs += 1;
    });
  });
  expect(await sendSigned(port, command('1.1.a', 'hjælp', 'T666'), form)).toMatchObject(empty);
  expect(runs).toBe(0);
  expect(faults.map(({ kind }) => kind)).toEqual(['command']);
});
