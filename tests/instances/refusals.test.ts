// Refusals by their cause: kept for a day, before anybody sees them, through starts and through a store that is away.
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Answer, refused } from '../../src/answers.ts';
import { playedClock } from '../../src/clocks.ts';
import type { Memory } from '../../src/ports.ts';
import { openRefusals } from '../../src/refusals.ts';
import { refuse } from '../../src/register/refusal.ts';
import { openMemory } from '../../store/lowdb/memory.ts';
import { makeFolder } from '../support/disk-folder.ts';
import { playedParts } from '../support/played-bot.ts';
import { sharedMemory } from '../support/shared-memory.ts';
import { gateway } from '../support/slack/gated-app.ts';

const start = '2025-01-02T08:00:00.000Z';
const no: Answer = refused(refuse('clock-behind', { last: '09:00' }, 'overblik'), null, 'da');
const yes: Answer = { ...no, ok: true, code: null, refusal: null };
const refusing = async () => no;
const allowing = async () => yes;

describe('a refusal', () => {
  it('stands for its cause alone; what was allowed runs again', async () => {
    const refusals = await openRefusals(playedClock(start), undefined);
    expect(await refusals.once('a', allowing)).toBe(yes);
    expect(await refusals.once('a', refusing)).toBe(no);
    expect(await refusals.once('a', allowing)).toBe(no);
    expect(await refusals.once('b', allowing)).toBe(yes);
  });

  it('is not answered before it is durable', async () => {
    const memory = sharedMemory().open();
    const { passed, pass } = gateway();
    const slow: Memory = { ...memory, put: (key, value) => passed.then(() => memory.put(key, value)) };
    const refusals = await openRefusals(playedClock(start), slow);
    const done: string[] = [];
    const answer = refusals.once('a', refusing).then(async () => done.push(...(await memory.all()).keys()));
    await new Promise(setImmediate);
    expect(done).toEqual([]);
    pass();
    await answer;
    expect(done).toEqual(['a']);
  });

  it('outlives the process, in a folder as well', async () => {
    const { path, remove } = await makeFolder();
    onTestFinished(remove);
    const open = async () => openRefusals(playedClock(start), await openMemory(join(path, 'refusals.json')));
    await (await open()).once('a', refusing);
    expect(await (await open()).once('a', allowing)).toEqual(no);
  });

  it('is over after a day, and then nothing of it is left', async () => {
    const clock = playedClock(start);
    const memory = sharedMemory().open();
    const refusals = await openRefusals(clock, memory);
    await refusals.once('a', refusing);
    clock.set('2025-01-03T07:59:59.999Z');
    await refusals.tidy();
    expect(await refusals.once('a', allowing)).toEqual(no);
    clock.set('2025-01-03T08:00:00.000Z');
    expect(await refusals.once('a', allowing)).toBe(yes);
    await refusals.tidy();
    expect((await memory.all()).size).toBe(0);
  });

  it('gives way when there are too many, the oldest first', async () => {
    const memory = sharedMemory().open();
    const refusals = await openRefusals(playedClock(start), memory, 2);
    for (const cause of ['a', 'b', 'c']) await refusals.once(cause, refusing);
    expect([...(await memory.all()).keys()]).toEqual(['b', 'c']);
    expect(await refusals.once('a', allowing)).toBe(yes);
    expect(await refusals.once('b', allowing)).toEqual(no);
  });

  it('is known to the other instance, until that instance has let go of it', async () => {
    const memory = sharedMemory();
    const clock = playedClock(start);
    const mine = await openRefusals(clock, memory.open(), 1);
    const theirs = await openRefusals(clock, memory.open(), 1);
    await mine.once('a', refusing);
    expect(await theirs.once('a', allowing)).toEqual(no);
    await theirs.once('b', refusing);
    expect(await mine.once('a', allowing)).toBe(yes);
  });

  it('is answered, and stays one here, where the store is away; and is written when that is back', async () => {
    const memory = sharedMemory().open();
    let isAway = true;
    const failing: Memory = {
      ...memory,
      async put(key, value) {
        if (isAway) throw new Error('away');
        await memory.put(key, value);
      },
    };
    const refusals = await openRefusals(playedClock(start), failing);
    expect(await refusals.once('a', refusing)).toBe(no);
    expect(await refusals.once('a', allowing)).toBe(no);
    await refusals.tidy();
    expect((await memory.all()).size).toBe(0);
    isAway = false;
    await refusals.tidy();
    expect([...(await memory.all()).keys()]).toEqual(['a']);
  });

  it('is tidied up with the bot’s tick', async () => {
    const parts = await playedParts('2025-01-02 09:00');
    const memory = sharedMemory().open();
    const bot = await parts.createBot({ refusals: memory });
    const line = { input: 'svar Vejen ja', actor: 'sagsbehandler', via: 'teams' as const, cause: 'klik' };
    expect(await bot.run({ ...line, openFile: async () => undefined })).toMatchObject({ ok: false });
    expect((await memory.all()).size).toBe(1);
    parts.clock.set('2025-01-04T08:00:00.000Z');
    await bot.tick();
    expect((await memory.all()).size).toBe(0);
  });
});
