import { strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import { openChild } from '../../src/documents/child.ts';
import { arrange } from '../../src/documents/page.ts';
import { letterOf } from './sample-letter.ts';

const PAGE = arrange(letterOf(['title', 'X']));
const READ = { kind: 'read', as: 'letter', format: 'txt', bytes: strToU8('Nej') } as const;

test('a job that takes too long is killed, and so is its process', async () => {
  const child = openChild({ heapMb: 64, jobs: 10, jobMs: 1 });
  expect(await child.run(READ)).toEqual({ outcome: 'died', why: 'time' });
  await child.close();
});

test('a job that does not fit the heap dies alone, and the next one is done', async () => {
  const child = openChild({ heapMb: 40, jobs: 10, jobMs: 20_000 });
  const huge = { ...PAGE, body: [{ kind: 'paragraph' as const, lines: Array(3_000_000).fill('x') }] };
  const [died, done] = await Promise.all([child.run({ kind: 'typeset', page: huge }), child.run(READ)]);
  expect(died.outcome).toBe('died');
  expect(done).toEqual({ outcome: 'read', file: { ok: true, text: 'Nej' } });
  await child.close();
});

test('a fault of the typesetter is told with its cause, and the process goes on', async () => {
  const child = openChild({ heapMb: 256, jobs: 10, jobMs: 20_000 });
  const [fault, done] = await Promise.all([
    child.run({ kind: 'typeset', page: { ...PAGE, title: '' } }),
    child.run({ kind: 'typeset', page: PAGE }),
  ]);
  expect(fault).toMatchObject({ outcome: 'fault', fault: { message: 'Typst could not set the letter' } });
  expect(done.outcome).toBe('typeset');
  await child.close();
});

test('a process is replaced when its share of jobs is done', async () => {
  const child = openChild({ heapMb: 256, jobs: 1, jobMs: 20_000 });
  const outcomes = await Promise.all([1, 2].map(() => child.run({ kind: 'typeset', page: PAGE })));
  expect(outcomes[0]).toEqual(outcomes[1]);
  await child.close();
});
