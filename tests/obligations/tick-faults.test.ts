// What goes wrong between a claim and its outcome, and who hears of it.
import { describe, expect, it } from 'vitest';
import { plain } from '../../src/view/plain.ts';
import type { Instance } from '../support/faulty-world.ts';
import { inApproval, openDiary } from './diary.ts';

const vejen = 'Vejen-børn-2025/svar';
const odder = 'Odder-børn-2025/svar';

describe('a message that does not arrive', () => {
  it('is tried again after half an hour, twice a day, and comes the next day; the leader reads who and why', async () => {
    const { tick, world } = await openDiary(
      '2025-01-03 12:00',
      'tilbud Vejen børn svarfrist=08-01-2025',
      'tilbud Odder børn svarfrist=06-01-2025',
      `overdrag ${odder} leder`,
    );
    world.fates.push('arrives', 'fails', 'fails');
    expect(await tick('2025-01-06 08:30')).toEqual([`leder: ${odder} +0`]);
    expect(await tick('2025-01-06 08:31')).toEqual([]);
    expect(await tick('2025-01-06 08:59')).toEqual([]);
    expect(await tick('2025-01-06 09:00')).toEqual([]);
    for (const time of ['09:30', '10:00', '12:00', '15:59'])
      expect(await tick(`2025-01-06 ${time}`)).toEqual([]);
    expect(await tick('2025-01-07 08:30')).toEqual([
      'leder: ikke-nået sagsbehandler',
      `sagsbehandler: ${vejen} -3`,
    ]);
    const told = plain(
      world.arrivals.findLast(({ message }) => message.to.id === 'leder')?.message.view ?? [],
    );
    expect(told).toContain('Sagsbehandler');
    expect(told).toContain('channel_not_found');
  });

  it('leaves nobody else waiting, however it fails', async () => {
    for (const fate of ['fails', 'throws', 'is lost without an answer'] as const) {
      const { tick, world } = await openDiary(
        '2025-01-03 12:00',
        'tilbud Vejen børn svarfrist=06-01-2025',
        'tilbud Odder børn svarfrist=06-01-2025',
        `overdrag ${odder} leder`,
      );
      world.fates.push(fate);
      expect(await tick('2025-01-06 08:30')).toEqual([`leder: ${odder} +0`]);
    }
  });

  it('is the lead’s to read when it is to somebody who has left, and leaves nobody else waiting', async () => {
    const { tick, say, world } = await openDiary(
      '2025-01-06 12:00',
      'tilbud Odder børn svarfrist=08-01-2025',
      ...inApproval.slice(0, -1),
    );
    const everybody = world.people;
    const anna = { id: 'anna', name: 'Anna', roles: ['sagsbehandler'], locale: 'da', leader: null } as const;
    world.people = [...everybody, anna];
    await say('godkendelse start Brev-1 holdt-op-mod-brevet=ja', 'anna');
    await say('returnér Brev-1 "det er uklart"', 'kontorchef');
    await say(`overdrag ${odder} leder`, 'sagsbehandler');
    world.people = everybody;
    expect(await tick('2025-01-08 09:00')).toEqual([
      `leder: ${odder} +0, Brev-1/returneret`,
      'sagsbehandler: Vejen-børn-2025/orientering -10',
    ]);
  });

  it('without an answer it is asked for after two minutes: there, it has been given', async () => {
    const { tick, bot, world } = await openDiary(
      '2025-01-03 12:00',
      'tilbud Vejen børn svarfrist=06-01-2025',
    );
    world.fates.push('arrives, then throws');
    expect(await tick('2025-01-06 08:30')).toEqual([`sagsbehandler: ${vejen} +0`]);
    expect(lastOf(bot)).toBe('message-claimed');
    // Another process that begins meanwhile does not ask either: the post may still be on its way.
    const other = await world.start();
    expect(await tick('2025-01-06 08:31', other)).toEqual([]);
    expect(lastOf(other)).toBe('message-claimed');
    expect(await tick('2025-01-06 08:32')).toEqual([]);
    expect(lastOf(bot)).toBe('message-delivered');
    expect(await tick('2025-01-06 12:00')).toEqual([]);
  });

  it('absent, it is sent again half an hour later', async () => {
    const { tick, bot, world } = await openDiary(
      '2025-01-03 12:00',
      'tilbud Vejen børn svarfrist=06-01-2025',
    );
    world.fates.push('is lost without an answer');
    expect(await tick('2025-01-06 08:30')).toEqual([]);
    expect(await tick('2025-01-06 08:32')).toEqual([]);
    expect(lastOf(bot)).toBe('message-failed');
    expect(await tick('2025-01-06 09:01')).toEqual([]);
    expect(await tick('2025-01-06 09:02')).toEqual([`sagsbehandler: ${vejen} +0`]);
  });

  it('where the platform cannot tell it counts as given, and the lead is asked to make sure', async () => {
    const { tick, bot, world } = await openDiary(
      '2025-01-03 12:00',
      'tilbud Vejen børn svarfrist=06-01-2025',
    );
    world.canTell = false;
    world.fates.push('is lost without an answer');
    expect(await tick('2025-01-06 08:30')).toEqual([]);
    expect(await tick('2025-01-06 08:32')).toEqual(['leder: tvivl M-1']);
    expect(bot.bot.history().at(-3)?.type).toBe('message-doubtful');
    const [arrival] = world.arrivals;
    expect(plain(arrival?.message.view ?? [])).toContain('Sagsbehandler');
    expect(await tick('2025-01-06 12:00')).toEqual([]);
    expect(await tick('2025-01-08 08:30')).toEqual([`sagsbehandler: ${vejen} +2`]);
  });
});

describe('the watchdog at ten', () => {
  it('tells the lead once when nobody has got a bundled message although somebody should', async () => {
    const { tick, world } = await openDiary('2025-01-03 12:00', 'tilbud Vejen børn svarfrist=06-01-2025');
    world.fates.push('fails', 'fails');
    for (const time of ['08:30', '09:00', '09:59']) expect(await tick(`2025-01-06 ${time}`)).toEqual([]);
    expect(await tick('2025-01-06 10:00')).toEqual(['straks leder: vagthund']);
    for (const time of ['10:01', '12:00', '15:59']) expect(await tick(`2025-01-06 ${time}`)).toEqual([]);
  });

  it('is tried again when it fails itself', async () => {
    const { tick, world } = await openDiary('2025-01-03 12:00', 'tilbud Vejen børn svarfrist=06-01-2025');
    world.fates.push('fails', 'fails', 'fails');
    for (const time of ['08:30', '09:00', '10:00', '10:29'])
      expect(await tick(`2025-01-06 ${time}`)).toEqual([]);
    expect(await tick('2025-01-06 10:30')).toEqual(['straks leder: vagthund']);
  });

  it('is silent when somebody got one, when nobody should, and on a day off', async () => {
    const { tick, world } = await openDiary(
      '2025-01-03 12:00',
      'tilbud Vejen børn svarfrist=06-01-2025',
      'tilbud Odder børn svarfrist=06-01-2025',
      `overdrag ${odder} kontorchef`,
    );
    expect(await tick('2025-01-04 10:00')).toEqual([]);
    world.fates.push('fails', 'arrives', 'fails');
    expect(await tick('2025-01-06 08:30')).toEqual([`kontorchef: ${odder} +0`]);
    expect(await tick('2025-01-06 09:00')).toEqual([]);
    expect(await tick('2025-01-06 10:00')).toEqual([]);
    expect(await tick('2025-01-07 10:00')).toEqual([
      'leder: ikke-nået sagsbehandler',
      `sagsbehandler: ${vejen} +0`,
    ]);
    expect(await tick('2025-01-09 16:00')).toEqual([]);
  });

  it('is silent when the bot wakes at ten and its messages arrive then', async () => {
    const { tick } = await openDiary('2025-01-03 12:00', 'tilbud Vejen børn svarfrist=06-01-2025');
    expect(await tick('2025-01-06 10:00')).toEqual([`sagsbehandler: ${vejen} +0`]);
  });

  it('is silent when only an urgent message failed and no bundled one was due', async () => {
    const { tick, world } = await openDiary('2025-01-06 09:00', ...inApproval);
    world.fates.push('fails', 'fails');
    expect(await tick('2025-01-06 09:00')).toEqual([]);
    expect(await tick('2025-01-06 09:30')).toEqual([]);
    expect(await tick('2025-01-06 10:00')).toEqual([]);
  });

  it('is silent when yesterday’s message is found missing and today’s hour has not come', async () => {
    const { tick, world } = await openDiary(
      '2025-01-06 12:00',
      'tilbud Vejen børn svarfrist=07-01-2025',
      'indstilling beskedtid person=sagsbehandler kl=12:00 fra=06-01-2025',
    );
    world.fates.push('dies before the post');
    expect(await tick('2025-01-07 15:00')).toEqual([]);
    const next = await world.start();
    expect(await tick('2025-01-08 07:00', next)).toEqual([]);
    expect(await tick('2025-01-08 10:00', next)).toEqual([]);
    expect(await tick('2025-01-08 12:00', next)).toEqual([`sagsbehandler: ${vejen} +0`]);
  });

  it('is silent when who stands in has a later hour than the owner', async () => {
    const { tick, say } = await openDiary(
      '2025-01-06 12:00',
      'tilbud Vejen børn svarfrist=08-01-2025',
      'indstilling beskedtid person=leder kl=14:00 fra=06-01-2025',
    );
    await say('fravær sagsbehandler fra=08-01-2025 til=08-01-2025 stedfortræder=leder', 'sagsbehandler');
    expect(await tick('2025-01-08 10:00')).toEqual([]);
    expect(await tick('2025-01-08 14:00')).toEqual([`leder: ${vejen} +0`]);
  });

  it('tells who stands in for the lead, also when the lead could not be reached that morning', async () => {
    const { tick, bot, say, world } = await openDiary(
      '2025-01-06 12:00',
      'tilbud Vejen børn svarfrist=08-01-2025',
      'tilbud Odder børn svarfrist=08-01-2025',
      `overdrag ${odder} leder`,
    );
    world.fates.push('fails', 'fails', 'fails', 'fails');
    expect(await tick('2025-01-08 08:30')).toEqual([]);
    expect(await tick('2025-01-08 09:00')).toEqual([]);
    await bot.tell('svar Odder ja');
    await say('fravær leder fra=08-01-2025 til=08-01-2025 stedfortræder=afdelingschef', 'leder');
    expect(await tick('2025-01-08 10:00')).toEqual(['straks afdelingschef: vagthund']);
  });

  it('does not try a third time that day with somebody who cannot be reached', async () => {
    const { tick, say, world } = await openDiary(
      '2025-01-06 12:00',
      'tilbud Vejen børn svarfrist=08-01-2025',
      `overdrag ${vejen} kontorchef`,
    );
    await say('fravær leder fra=08-01-2025 til=08-01-2025 stedfortræder=kontorchef', 'leder');
    world.fates.push('fails', 'fails');
    expect(await tick('2025-01-08 08:30')).toEqual([]);
    expect(await tick('2025-01-08 09:00')).toEqual([]);
    expect(await tick('2025-01-08 10:00')).toEqual([]);
  });
});

function lastOf({ bot }: Instance): string | undefined {
  return bot.history().at(-1)?.type;
}
