// When a message leaves, and to whom: the days and hours of an office, and what its people decide about reminders.
import { describe, expect, it } from 'vitest';
import { plain } from '../../src/view/plain.ts';
import { inApproval, openDiary } from './diary.ts';

const vejen = 'Vejen-børn-2025/svar';
const odder = 'Odder-børn-2025/svar';

describe('over the days of the year', () => {
  it('down from Wednesday at 15 over Easter to Tuesday at 10, everybody gets one bundled message, and nothing is lost or said twice', async () => {
    const { tick, bot, world } = await openDiary(
      '2025-04-11 12:00',
      'tilbud Odder børn svarfrist=22-04-2025',
      'tilbud Solrød børn svarfrist=14-04-2025',
      'tilbud Odsherred børn svarfrist=17-04-2025',
    );
    world.at('2025-04-15 07:00');
    await bot.tell(...inApproval);
    expect(await tick('2025-04-15 08:30')).toEqual([
      'kontorchef: Brev-1/godkendelse-1 -3',
      'sagsbehandler: Solrød-børn-2025/svar +0, Odsherred-børn-2025/svar -3, Odder-børn-2025/svar -3, Vejen-børn-2025/orientering -10',
    ]);
    expect(await tick('2025-04-16 08:30')).toEqual([
      'sagsbehandler: Solrød-børn-2025/svar +2, Odsherred-børn-2025/svar +0',
    ]);
    expect(await tick('2025-04-16 15:00')).toEqual([]);
    bot.kill();
    world.at('2025-04-22 10:00');
    const next = await world.start();
    expect(await tick('2025-04-22 10:00', next)).toEqual([
      'kontorchef: Brev-1/godkendelse-1 +0',
      'leder: Solrød-børn-2025/svar leder+3',
      'sagsbehandler: Odder-børn-2025/svar +0',
    ]);
    expect(await tick('2025-04-22 10:01', next)).toEqual([]);
    // Shrove Thursday's deadline was told on Wednesday; its second working day is the one after Tuesday.
    expect(await tick('2025-04-23 08:30', next)).toEqual([
      'sagsbehandler: Solrød-børn-2025/svar +4, Odsherred-børn-2025/svar +2',
    ]);
  });

  it('what was on its way when the process died on Friday comes once on Monday, half an hour after it was missed, with what Monday adds', async () => {
    const { tick, world } = await openDiary(
      '2025-01-09 12:00',
      'tilbud Vejen børn svarfrist=10-01-2025',
      'tilbud Odder børn svarfrist=13-01-2025',
    );
    world.fates.push('dies before the post');
    expect(await tick('2025-01-10 15:00')).toEqual([]);
    const next = await world.start();
    expect(await tick('2025-01-13 09:00', next)).toEqual([]);
    expect(await tick('2025-01-13 09:30', next)).toEqual([`sagsbehandler: ${vejen} +0, ${odder} +0`]);
  });

  it.each([
    ['spring', '2025-03-28', '2025-03-30', '2025-03-31', '2025-03-31T06:30:00.000Z'],
    ['autumn', '2025-10-24', '2025-10-26', '2025-10-27', '2025-10-27T07:30:00.000Z'],
  ])(
    'the clocks change in %s: nothing on Sunday, and on Monday half past eight is half past eight',
    async (_, friday, sunday, monday, instant) => {
      const { tick, bot, world } = await openDiary(
        `${friday} 12:00`,
        `tilbud Vejen børn svarfrist=${monday.split('-').reverse().join('-')}`,
      );
      await tick(`${friday} 15:00`);
      expect(await bot.bot.nextWake()).toBe(instant.replace(':30', ':00'));
      for (const time of ['00:30', '01:30', '02:30', '03:30', '08:30', '12:00'])
        expect(await tick(`${sunday} ${time}`)).toEqual([]);
      expect(await tick(`${monday} 08:29`)).toEqual([]);
      expect(await tick(`${monday} 08:30`)).toEqual([`sagsbehandler: ${vejen} +0`]);
      expect(world.arrivals[0]?.at).toBe(instant);
    },
  );

  it('31 December is closed: its deadline is told the day before, and the next word comes on 2 January', async () => {
    const { tick } = await openDiary(
      '2024-12-27 12:00',
      'tilbud Vejen børn svarfrist=31-12-2024',
      'tilbud Odder børn svarfrist=02-01-2025',
    );
    expect(await tick('2024-12-30 08:30')).toEqual([`sagsbehandler: ${vejen} +0, ${odder} -3`]);
    expect(await tick('2024-12-31 08:30')).toEqual([]);
    expect(await tick('2025-01-01 08:30')).toEqual([]);
    expect(await tick('2025-01-02 08:30')).toEqual([`sagsbehandler: ${odder} +0`]);
    expect(await tick('2025-01-03 08:30')).toEqual([`sagsbehandler: ${vejen} +2`]);
  });

  it('29 February is a day like others', async () => {
    const { tick } = await openDiary(
      '2024-02-23 12:00',
      'tilbud Vejen børn svarfrist=29-02-2024',
      'tilbud Odder børn svarfrist=05-03-2024',
    );
    expect(await tick('2024-02-26 08:30')).toEqual([`sagsbehandler: ${vejen} -3, ${odder} -10`]);
    expect(await tick('2024-02-28 08:30')).toEqual([]);
    expect(await tick('2024-02-29 08:30')).toEqual([`sagsbehandler: ${vejen} +0, ${odder} -3`]);
    expect(await tick('2024-03-01 08:30')).toEqual([]);
    expect(await tick('2024-03-04 08:30')).toEqual([`sagsbehandler: ${vejen} +2`]);
  });

  it('the ladder: 10 and 3 working days before, on the day, every second after, and from +3 the leader', async () => {
    const { tick } = await openDiary('2025-01-03 12:00', 'tilbud Vejen børn svarfrist=22-01-2025');
    const days = Array.from({ length: 25 }, (_, index) => `2025-01-${String(index + 6).padStart(2, '0')}`);
    const told: string[] = [];
    for (const day of days)
      for (const each of await tick(`${day} 08:30`)) told.push(`${day.slice(8)} ${each}`);
    expect(told).toEqual([
      `08 sagsbehandler: ${vejen} -10`,
      `17 sagsbehandler: ${vejen} -3`,
      `22 sagsbehandler: ${vejen} +0`,
      `24 sagsbehandler: ${vejen} +2`,
      `27 leder: ${vejen} leder+3`,
      `28 sagsbehandler: ${vejen} +4`,
      `29 leder: ${vejen} leder+5`,
      `30 sagsbehandler: ${vejen} +6`,
    ]);
  });
});

describe('over the hours of a day', () => {
  it('bundled messages wait for half past eight, urgent ones for eight; neither leaves at four', async () => {
    const { tick } = await openDiary(
      '2025-01-06 17:00',
      'tilbud Odder børn svarfrist=07-01-2025',
      ...inApproval,
    );
    expect(await tick('2025-01-07 07:59')).toEqual([]);
    expect(await tick('2025-01-07 08:00')).toEqual(['straks kontorchef: Brev-1/godkendelse-1 -3']);
    expect(await tick('2025-01-07 08:29')).toEqual([]);
    expect(await tick('2025-01-07 08:30')).toEqual([
      `sagsbehandler: ${odder} +0, Vejen-børn-2025/orientering -10`,
    ]);
    expect(await tick('2025-01-09 16:00')).toEqual([]);
    expect(await tick('2025-01-10 15:59')).toHaveLength(3);
  });

  it('what arises after the hour waits for the next day, or goes along when a message leaves late', async () => {
    const { tick, bot, world } = await openDiary(
      '2025-01-06 12:00',
      'tilbud Vejen børn svarfrist=08-01-2025',
    );
    expect(await tick('2025-01-06 12:01')).toEqual([]);
    world.at('2025-01-07 09:00');
    await bot.tell('tilbud Odder børn svarfrist=08-01-2025');
    expect(await tick('2025-01-07 09:01')).toEqual([`sagsbehandler: ${vejen} -3, ${odder} -3`]);
  });

  it('each person has an hour of their own', async () => {
    const { tick, say } = await openDiary(
      '2025-01-06 12:00',
      'tilbud Vejen børn svarfrist=08-01-2025',
      'tilbud Odder børn svarfrist=08-01-2025',
      `overdrag ${odder} leder`,
    );
    await say('indstilling beskedtid kl=14:15 fra=08-01-2025', 'leder');
    expect(await tick('2025-01-07 08:30')).toEqual([`leder: ${odder} -3`, `sagsbehandler: ${vejen} -3`]);
    expect(await tick('2025-01-08 08:30')).toEqual([`sagsbehandler: ${vejen} +0`]);
    expect(await tick('2025-01-08 14:14')).toEqual([]);
    expect(await tick('2025-01-08 14:15')).toEqual([`leder: ${odder} +0`]);
  });

  it('days that a setting closes for messages are free of them, and the step comes the working day before', async () => {
    const { tick, bot } = await openDiary(
      '2025-01-06 12:00',
      'tilbud Vejen børn svarfrist=09-01-2025',
      'indstilling lukkedage beskeder="9/1, 10/1" fra=01-01-2025',
    );
    expect(await tick('2025-01-08 08:30')).toEqual([`sagsbehandler: ${vejen} +0`]);
    expect(await tick('2025-01-09 08:30')).toEqual([]);
    await bot.tell(`overdrag ${vejen} leder`);
    expect(await tick('2025-01-09 09:00')).toEqual([]);
    expect(await tick('2025-01-10 08:30')).toEqual([]);
    expect(await tick('2025-01-13 08:00')).toEqual([`straks leder: ${vejen} +0`]);
    expect(await tick('2025-01-14 08:30')).toEqual([`leder: ${vejen} +2`]);
  });

  it('an approved letter is asked for at once on its last day, and approval news leave at once', async () => {
    const { tick, bot, say, world } = await openDiary(
      '2025-01-06 09:00',
      'indstilling kæde navn=kort trin="kontorchef" fra=01-01-2025',
      ...inApproval.slice(0, -1),
      'godkendelse start Brev-1 holdt-op-mod-brevet=ja kæde=kort',
    );
    expect(await tick('2025-01-06 09:00')).toEqual(['straks kontorchef: Brev-1/godkendelse-1 -3']);
    await say('returnér Brev-1 "det er uklart"', 'kontorchef');
    expect(await tick('2025-01-06 09:01')).toEqual(['straks sagsbehandler: Brev-1/returneret']);
    await bot.tell('redigér Brev-1 afslutning "Jeg vender tilbage, når pladsen er tilbudt en anden."');
    await say('godkend Brev-1', 'kontorchef');
    expect(await tick('2025-01-06 09:02')).toEqual(['straks sagsbehandler: Brev-1/godkendt']);
    await tick('2025-01-15 08:30');
    world.at('2025-01-20 08:00');
    expect(await tick('2025-01-20 08:00')).toEqual(['straks sagsbehandler: Vejen-børn-2025/orientering +0']);
    await bot.tell('sendt Brev-1 dato=20-01-2025 doknr=900001');
    expect(await tick('2025-01-24 08:30')).toEqual([]);
  });
});

describe('what people decide', () => {
  it('a reminder that is put off comes on its day with its step, and the leader hears all the same', async () => {
    const { tick, bot } = await openDiary('2025-01-03 12:00', 'tilbud Vejen børn svarfrist=06-01-2025');
    expect(await tick('2025-01-06 08:30')).toEqual([`sagsbehandler: ${vejen} +0`]);
    await bot.tell(`mind-mig ${vejen} 4`);
    expect(await tick('2025-01-08 08:30')).toEqual([]);
    expect(await tick('2025-01-09 08:30')).toEqual([`leder: ${vejen} leder+3`]);
    expect(await tick('2025-01-10 08:30')).toEqual([`sagsbehandler: ${vejen} +4, ${vejen} mind`]);
    expect(await tick('2025-01-13 08:30')).toEqual([`leder: ${vejen} leder+5`]);
  });

  it('it is said again on that day though no new step has come', async () => {
    const { tick, bot } = await openDiary('2025-01-03 12:00', 'tilbud Vejen børn svarfrist=20-01-2025');
    expect(await tick('2025-01-06 08:30')).toEqual([`sagsbehandler: ${vejen} -10`]);
    await bot.tell(`mind-mig ${vejen} 2`);
    expect(await tick('2025-01-07 08:30')).toEqual([]);
    expect(await tick('2025-01-08 08:30')).toEqual([`sagsbehandler: ${vejen} mind`]);
    expect(await tick('2025-01-09 08:30')).toEqual([]);
  });

  it('what is handed over is the new owner’s, at once when it is late, and the next leader’s to hear of', async () => {
    const { tick, bot } = await openDiary('2025-01-03 12:00', 'tilbud Vejen børn svarfrist=06-01-2025');
    expect(await tick('2025-01-06 08:30')).toEqual([`sagsbehandler: ${vejen} +0`]);
    await tick('2025-01-07 11:00');
    await bot.tell(`overdrag ${vejen} leder`);
    expect(await tick('2025-01-07 11:01')).toEqual([`straks leder: ${vejen} +0`]);
    expect(await tick('2025-01-08 08:30')).toEqual([`leder: ${vejen} +2`]);
    expect(await tick('2025-01-09 08:30')).toEqual([`kontorchef: ${vejen} leder+3`]);
  });

  it('a substitute of a substitute gets the message; a circle falls to the nearest leader who is there', async () => {
    const { tick, say } = await openDiary('2025-01-03 12:00', 'tilbud Vejen børn svarfrist=08-01-2025');
    await say('fravær sagsbehandler fra=03-01-2025 til=08-01-2025 stedfortræder=leder', 'sagsbehandler');
    await say('fravær leder fra=03-01-2025 til=10-01-2025 stedfortræder=minister', 'leder');
    expect(await tick('2025-01-06 08:30')).toEqual([`minister: ${vejen} -3`]);
    await say('fravær minister fra=07-01-2025 til=08-01-2025 stedfortræder=sagsbehandler', 'minister');
    expect(await tick('2025-01-08 08:30')).toEqual([`kontorchef: ${vejen} +0`]);
    expect(await tick('2025-01-10 08:30')).toEqual([`sagsbehandler: ${vejen} +2`]);
  });

  it('a leader who stands in has the reminder, and is not told of it as a leader as well', async () => {
    const { tick, say } = await openDiary('2025-01-03 12:00', 'tilbud Vejen børn svarfrist=06-01-2025');
    await say('fravær sagsbehandler fra=06-01-2025 til=09-01-2025 stedfortræder=leder', 'sagsbehandler');
    expect(await tick('2025-01-06 08:30')).toEqual([`leder: ${vejen} +0`]);
    expect(await tick('2025-01-09 08:30')).toEqual([`leder: ${vejen} +2`]);
    expect(await tick('2025-01-10 08:30')).toEqual([`leder: ${vejen} leder+3`, `sagsbehandler: ${vejen} +4`]);
  });

  it('what somebody leaves behind comes the next day to who has had the day’s message', async () => {
    const { tick, say } = await openDiary(
      '2025-01-03 12:00',
      'tilbud Vejen børn svarfrist=06-01-2025',
      'indstilling beskedtid person=leder kl=14:00 fra=03-01-2025',
    );
    await say('tilbud Odder børn svarfrist=06-01-2025', 'leder');
    expect(await tick('2025-01-06 08:30')).toEqual([`sagsbehandler: ${vejen} +0`]);
    await say('fravær leder fra=06-01-2025 til=07-01-2025 stedfortræder=sagsbehandler', 'leder');
    expect(await tick('2025-01-06 09:00')).toEqual([]);
    expect(await tick('2025-01-06 14:00')).toEqual([]);
    expect(await tick('2025-01-07 08:30')).toEqual([`sagsbehandler: ${odder} +0`]);
  });

  it('who comes to stand in for the owner of an open step is asked at once', async () => {
    const { tick, say } = await openDiary('2025-01-06 09:00', ...inApproval);
    expect(await tick('2025-01-06 09:00')).toEqual(['straks kontorchef: Brev-1/godkendelse-1 -3']);
    await say('fravær kontorchef fra=06-01-2025 til=06-01-2025 stedfortræder=afdelingschef', 'kontorchef');
    expect(await tick('2025-01-06 09:01')).toEqual(['straks afdelingschef: Brev-1/godkendelse-1 til']);
    expect(await tick('2025-01-06 09:02')).toEqual([]);
  });

  it('nothing is said of what was done while another message was on its way', async () => {
    const { tick, bot, world } = await openDiary(
      '2025-01-03 12:00',
      'tilbud Vejen børn svarfrist=06-01-2025',
      'tilbud Odder børn svarfrist=06-01-2025',
      `overdrag ${odder} leder`,
    );
    world.duringPost = async () => {
      world.duringPost = () => undefined;
      await bot.tell('svar Odder ja');
    };
    expect(await tick('2025-01-06 08:30')).toEqual([`sagsbehandler: ${vejen} +0`]);
    expect(await tick('2025-01-06 12:00')).toEqual([]);
  });

  it('a message says the thing, why it is the reader’s, and the line that ends it', async () => {
    const { tick, world } = await openDiary('2025-01-03 12:00', 'tilbud Vejen børn svarfrist=06-01-2025');
    await tick('2025-01-06 08:30');
    const text = plain(world.arrivals[0]?.message.view ?? []);
    expect(text).toContain('Vejen');
    expect(text).toContain('svar Vejen <ja|nej>');
    expect(text).toContain(`mind-mig ${vejen} 1`);
  });
});
