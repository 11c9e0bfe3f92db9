// Files for an hour: known to every instance while they are held, and nowhere when the hour is over.
import { expect, it } from 'vitest';
import { openHeldFiles } from '../../adapters/teams/held-files.ts';
import type { Memory } from '../../src/ports.ts';
import { sharedMemory } from '../support/shared-memory.ts';

const anHour = 60 * 60_000;
const letter = { name: 'vejen.pdf', bytes: Buffer.from('Kommunen har ikke tid.'), origin: 'anna x' };
const never = (fault: unknown): void => expect.fail(String(fault));

/** Instances that share a memory and a clock. */
function instances(shared = sharedMemory()) {
  const clock = { now: 0 };
  const memory = shared.open();
  const open = (own: Memory | undefined = shared.open(), onFault = never) =>
    openHeldFiles({ now: () => clock.now, memory: own, onFault });
  return { clock, memory, open };
}

it('a letter is known to the other instance by its name and where it came from, and to one that is started later', async () => {
  const { open } = instances();
  const mine = await open();
  const theirs = await open();
  const id = await mine.hold(letter);
  for (const each of [mine, theirs, await open()]) {
    expect(each.get(id)).toMatchObject({ name: 'vejen.pdf', bytes: letter.bytes });
    expect(each.from('anna x')).toBe(id);
  }
});

it('the same bytes under two names stay two letters, and an empty one is one', async () => {
  const { open } = instances();
  const mine = await open();
  const theirs = await open();
  const other = { ...letter, name: 'odsherred.pdf', origin: 'anna y' };
  const empty = { name: 'tom.pdf', bytes: new Uint8Array() };
  for (const each of [letter, other, empty]) {
    const found = theirs.get(await mine.hold(each));
    expect([found?.name, found?.bytes.length]).toEqual([each.name, each.bytes.length]);
  }
});

it('after an hour nobody has it, and nothing of it is left, also where whoever held it is gone', async () => {
  const { clock, memory, open } = instances();
  const mine = await open();
  const theirs = await open();
  const id = await mine.hold(letter);
  clock.now = anHour - 1;
  await theirs.tidy();
  expect(theirs.get(id)).toBeDefined();
  clock.now = anHour;
  expect(mine.get(id)).toBeUndefined();
  expect(mine.from('anna x')).toBeUndefined();
  await theirs.tidy();
  expect((await memory.all()).size).toBe(0);
});

it('what an instance left that died is let go of at the next start', async () => {
  const { clock, memory, open } = instances();
  await (await open()).hold(letter);
  clock.now = anHour;
  await open();
  expect((await memory.all()).size).toBe(0);
});

it('too many give way, the oldest first, and to all', async () => {
  const { memory, open } = instances();
  const mine = await open();
  const theirs = await open();
  const ids: string[] = [];
  for (let n = 0; n <= 100; n++)
    ids.push(await mine.hold({ name: `${n}.pdf`, bytes: Buffer.from(String(n)) }));
  expect((await memory.all()).size).toBe(100);
  for (const each of [mine, theirs]) {
    expect(each.get(ids[0] ?? '')).toBeUndefined();
    expect(ids.slice(1).every((id) => each.get(id))).toBe(true);
  }
});

it('too many bytes give way as well', async () => {
  const mine = await openHeldFiles({ now: () => 0, memory: undefined, onFault: never });
  const first = await mine.hold({ name: 'a.pdf', bytes: Buffer.alloc(100 << 20) });
  const second = await mine.hold({ name: 'b.pdf', bytes: Buffer.alloc(30 << 20) });
  expect([mine.get(first)?.name, mine.get(second)?.name]).toEqual([undefined, 'b.pdf']);
});

it('a letter that is sent again is held for another hour, and keeps no other one', async () => {
  const { clock, memory, open } = instances();
  const mine = await open();
  const theirs = await open();
  const id = await mine.hold(letter);
  clock.now = anHour / 4;
  const other = await mine.hold({ name: 'odsherred.pdf', bytes: letter.bytes });
  clock.now = anHour / 2;
  await mine.hold(letter);
  clock.now = anHour * 1.25;
  await mine.tidy();
  expect([mine, theirs].map((each) => [each.get(id)?.name, each.get(other)?.name])).toEqual([
    ['vejen.pdf', undefined],
    ['vejen.pdf', undefined],
  ]);
  expect([...(await memory.all()).keys()]).toEqual([id]);
});

it('a store that is away is told of, and holds nobody up: the letter is here, and goes from there later', async () => {
  const { clock, memory, open } = instances();
  let isAway = false;
  const away = async (): Promise<void> => {
    if (isAway) throw new Error('away');
  };
  const own: Memory = {
    ...memory,
    put: (key, value) => away().then(() => memory.put(key, value)),
    delete: (key) => away().then(() => memory.delete(key)),
  };
  const faults: unknown[] = [];
  const mine = await open(own, (fault) => faults.push(fault));
  const first = await mine.hold(letter);
  isAway = true;
  const second = await mine.hold({ ...letter, name: 'odsherred.pdf', origin: 'anna y' });
  expect([mine.get(first), mine.get(second)].map((file) => file?.name)).toEqual([
    'vejen.pdf',
    'odsherred.pdf',
  ]);
  expect(faults).toHaveLength(1);
  clock.now = anHour;
  await expect(mine.tidy()).rejects.toThrow('away');
  expect([...(await memory.all()).keys()]).toEqual([first]);
  isAway = false;
  await mine.hold(letter);
  await mine.tidy();
  expect([...(await memory.all()).keys()]).toEqual([first]);
  clock.now = 2 * anHour;
  await mine.tidy();
  expect((await memory.all()).size).toBe(0);
});
