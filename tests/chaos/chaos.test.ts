// The fault run in short: real processes, both platforms, everything around them breaking, by a fixed seed.
import { describe, expect, it } from 'vitest';
import { missing } from '../support/postgres/binaries.ts';
import { type Result, run } from './run.ts';
import { table } from './table.ts';

const short = { seconds: 10, acknowledged: 10, clerks: 4, patience: 40 };

function expectGood(title: string, result: Result): void {
  const { lost, doubled, denied, unanswered, remindersDoubled, violations, chain, files } = result.verdict;
  const wrong = { lost, doubled, denied, unanswered, remindersDoubled, violations };
  const none = { lost: [], doubled: [], denied: [], unanswered: [], remindersDoubled: [], violations: [] };
  expect(wrong, table(title, result)).toEqual(none);
  expect(chain).toBeGreaterThan(result.verdict.acknowledged);
  expect(files).toBeGreaterThan(0);
  expect(result.verdict.acknowledged).toBeGreaterThanOrEqual(short.acknowledged);
  expect(result.injected.size).toBeGreaterThan(3);
  expect(new Set(result.farewells)).toEqual(new Set([0]));
}

describe('a working day on which everything breaks', { timeout: 300_000 }, () => {
  it('loses, doubles and denies no decision in a folder, and answers all that it accepted', async () => {
    expectGood('lowdb, seed 7', await run({ store: 'lowdb', seed: 7, ...short }));
  });

  it.skipIf(missing !== undefined && process.env.CI !== 'true')(
    'loses, doubles and denies no decision with three instances on PostgreSQL, and answers all that they accepted',
    async () => {
      expectGood('postgres, seed 8', await run({ store: 'postgres', seed: 8, ...short }));
    },
  );
});
