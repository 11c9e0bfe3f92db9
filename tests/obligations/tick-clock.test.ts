// A clock that jumps, a day that ends while messages are on their way, and two bots on one ledger.
import { describe, expect, it } from 'vitest';
import type { FaultyWorld } from '../support/faulty-world.ts';
import { inApproval, openDiary } from './diary.ts';

const vejen = 'Vejen-børn-2025/svar';
const odder = 'Odder-børn-2025/svar';

describe('the clock', () => {
  it('that jumps back stops messages and recordings, and says so, until it has caught up; reading goes on', async () => {
    const { tick, bot, world } = await openDiary(
      '2025-01-08 12:00',
      'tilbud Vejen børn svarfrist=09-01-2025',
    );
    expect(await tick('2025-01-09 08:30')).toEqual([`sagsbehandler: ${vejen} +0`]);
    world.at('2025-01-08 12:00');
    expect(await bot.tick()).toEqual({ outcome: 'backwards', last: '2025-01-09T07:30:00.000Z' });
    const recorded = (await world.history()).length;
    expect(await bot.ask('svar Vejen ja')).toMatchObject({ ok: false, code: 'clock-behind' });
    expect(await bot.ask('frister alle')).toMatchObject({ ok: true });
    expect(await bot.ask('overblik 2025')).toMatchObject({ ok: true });
    expect(await world.history()).toHaveLength(recorded);
    const restarted = await world.start();
    expect(await restarted.tick()).toMatchObject({ outcome: 'backwards' });
    expect(await tick('2025-01-13 08:30')).toEqual([`sagsbehandler: ${vejen} +2`]);
    expect(await bot.ask('svar Vejen ja')).toMatchObject({ ok: true });
  });

  it('of another machine may stand five seconds behind: time stands still, and nothing is recorded as earlier', async () => {
    const { tick, bot, world } = await openDiary(
      '2025-01-08 12:00',
      'tilbud Vejen børn svarfrist=09-01-2025',
    );
    await tick('2025-01-09 08:00');
    world.at('2025-01-09T07:30:05.000Z');
    await bot.tell('notat Vejen note="de ringede"');
    world.at('2025-01-09T07:30:00.000Z');
    expect(await bot.tick()).toMatchObject({ outcome: 'done' });
    expect(world.arrivals).toHaveLength(1);
    expect(await timesInOrder(world)).toBe(true);
  });

  it('that jumps back while a message is on its way records nothing as earlier, and stops there', async () => {
    const { tick, bot, world } = await openDiary(
      '2025-01-06 12:00',
      'tilbud Vejen børn svarfrist=09-01-2025',
      'tilbud Odder børn svarfrist=09-01-2025',
      `overdrag ${odder} leder`,
    );
    world.duringPost = () => world.at('2025-01-08 08:30');
    expect(await tick('2025-01-09 08:30')).toHaveLength(1);
    expect(await timesInOrder(world)).toBe(true);
    expect(await bot.tick()).toMatchObject({ outcome: 'backwards' });
  });

  it('that passes four while messages are on their way keeps the rest for the next day', async () => {
    const { tick, world } = await openDiary(
      '2025-01-08 12:00',
      'tilbud Vejen børn svarfrist=09-01-2025',
      'tilbud Odder børn svarfrist=09-01-2025',
      `overdrag ${odder} leder`,
    );
    world.duringPost = () => world.at('2025-01-09 16:00');
    expect(await tick('2025-01-09 15:59')).toHaveLength(1);
    world.duringPost = () => undefined;
    expect(await tick('2025-01-10 08:30')).toHaveLength(1);
  });
});

describe('while a tick posts', () => {
  it('a step that opens is asked for at once after it', async () => {
    const { tick, say, world } = await openDiary(
      '2025-01-06 12:00',
      'tilbud Odder børn svarfrist=07-01-2025',
      ...inApproval,
    );
    expect(await tick('2025-01-06 12:01')).toEqual(['straks kontorchef: Brev-1/godkendelse-1 -3']);
    world.duringPost = async () => {
      world.duringPost = () => undefined;
      await say('godkend Brev-1', 'kontorchef');
    };
    const told = [...(await tick('2025-01-07 08:35')), ...(await tick('2025-01-07 08:36'))];
    expect(told).toContain('straks afdelingschef: Brev-1/godkendelse-2 -3');
  });

  it('and people read and record, each event is learnt once', async () => {
    const { bot, world } = await openDiary('2025-01-03 12:00', 'tilbud Vejen børn svarfrist=06-01-2025');
    world.at('2025-01-06 08:30');
    const asked: Promise<unknown>[] = [bot.tick()];
    for (let pause = 0; pause < 12; pause++) {
      asked.push(bot.ask(`notat Vejen note="opkald ${pause}"`), bot.ask('overblik 2025'));
      for (let left = pause; left > 0; left--) await null;
      asked.push(bot.ask('frister alle'));
    }
    await Promise.all(asked);
    expect(bot.bot.history()).toEqual(await world.history());
  });

  it('a second call waits for it instead of sending the same', async () => {
    const { bot, world } = await openDiary('2025-01-03 12:00', 'tilbud Vejen børn svarfrist=06-01-2025');
    world.at('2025-01-06 08:30');
    const [first, second] = await Promise.all([bot.tick(), bot.tick()]);
    expect(first).toEqual(second);
    expect(world.arrivals).toHaveLength(1);
  });
});

describe('two bots on one ledger', () => {
  it('one sends what the other has recorded, though it never wrote itself', async () => {
    const { tick, bot, world } = await openDiary('2025-01-06 12:00');
    const other = await world.start();
    await bot.tell('tilbud Vejen børn svarfrist=08-01-2025');
    bot.kill();
    expect(await tick('2025-01-08 08:30', other)).toEqual([`sagsbehandler: ${vejen} +0`]);
  });

  it('what the other has recorded is learnt once, however many ask at once', async () => {
    const { bot, world } = await openDiary('2025-01-06 12:00');
    const other = await world.start();
    await bot.tell('tilbud Vejen børn svarfrist=08-01-2025');
    await Promise.all([other.ask('overblik 2025'), other.ask('frister alle'), other.tick()]);
    expect(other.bot.history()).toEqual(await world.history());
    expect(await other.ask('notat Vejen note="de ringede"')).toMatchObject({ ok: true });
  });

  it('a bot whose claim lost to another recording sends the same day, and rings no alarm', async () => {
    const { tick, bot, world } = await openDiary(
      '2025-01-06 12:00',
      'tilbud Vejen børn svarfrist=08-01-2025',
      'indstilling beskedtid person=sagsbehandler kl=15:30 fra=06-01-2025',
    );
    const other = await world.start();
    world.at('2025-01-08 15:30');
    await other.tell('notat Vejen note="de ringede"');
    const told = await tick('2025-01-08 15:30');
    for (let wake = await bot.bot.nextWake(); wake < '2025-01-08T15:00'; wake = await bot.bot.nextWake())
      told.push(...(await tick(wake)));
    expect(told).toEqual([`sagsbehandler: ${vejen} +0`]);
  });

  it('a line that somebody types while the other bot posts is recorded', async () => {
    const { bot, world } = await openDiary(
      '2025-01-03 12:00',
      'tilbud Vejen børn svarfrist=06-01-2025',
      'tilbud Odder børn svarfrist=06-01-2025',
      `overdrag ${odder} leder`,
    );
    for (let wait = 0; wait < 12; wait++) {
      const other = await world.start();
      world.delays = [0, wait % 4, wait, 1];
      world.at(`2025-01-${String(6 + 2 * Math.floor(wait / 4)).padStart(2, '0')} 08:3${wait % 4}`);
      const [, answer] = await Promise.all([bot.tick(), other.ask(`notat Vejen note="opkald ${wait}"`)]);
      expect(answer).toMatchObject({ ok: true });
    }
  });

  it('both tick in the same moment: each person is told once, by one of them', async () => {
    for (let wait = 0; wait < 12; wait++) {
      const { tick, bot, world } = await openDiary(
        '2025-01-03 12:00',
        'tilbud Vejen børn svarfrist=06-01-2025',
        'tilbud Odder børn svarfrist=06-01-2025',
        `overdrag ${odder} leder`,
      );
      const other = await world.start();
      world.delays = [0, wait % 4, wait, 1];
      world.at('2025-01-06 08:30');
      await Promise.all([bot.tick(), other.tick()]);
      await tick('2025-01-06 08:31');
      await tick('2025-01-06 08:31', other);
      expect(world.arrivals.map(({ message }) => message.to.id).sort()).toEqual(['leder', 'sagsbehandler']);
    }
  });
});

async function timesInOrder(world: FaultyWorld): Promise<boolean> {
  const times = (await world.history()).map(({ at }) => at);
  return times.every((time, index) => time >= (times[index - 1] ?? ''));
}
