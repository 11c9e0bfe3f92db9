// The rounds of 2024 and 2025 as they really happened, and a year made up, line by line, into conversations that a person reads in review.

import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { runConsole, withFolder } from '../support/run-console.ts';

describe('the real rounds', () => {
  it.each(['2024', '2025'])('%s replays to the letter that was sent', (year) => replays(year));
});

it('a whole year of offers, silence, refusals and absences reads like a sensible colleague', () =>
  replays('a-year'));

function replays(name: string): Promise<void> {
  return withFolder(async (folder) => {
    const story = await readFile(`tests/stories/${name}.txt`);
    const { stdout, stderr } = await runConsole(['--data', folder], story);
    expect(stderr).toBe('');
    await expect(stdout.replaceAll(folder, 'DATA')).toMatchFileSnapshot(`../golden/stories/${name}.txt`);
  });
}
