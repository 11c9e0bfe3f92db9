// The rounds of 2024 and 2025 as they really happened, line by line, into a conversation that a person reads in review.

import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { runConsole, withFolder } from '../support/run-console.ts';

describe('the real rounds', () => {
  it.each(['2024', '2025'])('%s replays to the letter that was sent', (year) =>
    withFolder(async (folder) => {
      const story = await readFile(`tests/stories/${year}.txt`);
      const { stdout, stderr } = await runConsole(['--data', folder], story);
      expect(stderr).toBe('');
      await expect(stdout.replaceAll(folder, 'DATA')).toMatchFileSnapshot(`../golden/stories/${year}.txt`);
    }),
  );
});
