// `npm run chaos [-- --minutes 3 --seed N --store lowdb|postgres|both]`: breaks everything around the product while people
// work, and exits with 1 unless nothing was lost, doubled or left unanswered.
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { missing } from '../support/postgres/binaries.ts';
import { run } from './run.ts';
import { table } from './table.ts';
import { isGood } from './verdict.ts';

const options = z
  .object({
    minutes: z.coerce.number().positive().default(3),
    seed: z.coerce
      .number()
      .int()
      .default(() => Date.now() % 1_000_000),
    store: z.enum(['lowdb', 'postgres', 'both']).default('both'),
    clerks: z.coerce.number().int().min(1).max(50).default(6),
  })
  .parse(
    parseArgs({
      options: {
        minutes: { type: 'string' },
        seed: { type: 'string' },
        store: { type: 'string' },
        clerks: { type: 'string' },
      },
    }).values,
  );

/** Seconds: Slack is asked again 30 s after it was away, and a post is tried for 50. */
const patience = 75;

const { minutes, seed, clerks } = options;
const stores = options.store === 'both' ? (['lowdb', 'postgres'] as const) : [options.store];
for (const store of stores) {
  if (store === 'postgres' && missing !== undefined) {
    console.log(`postgres is left out: ${missing}`);
    continue;
  }
  const onStage = (words: string) => console.log(`${store}: ${words}`);
  const result = await run({ store, seconds: minutes * 60, seed, clerks, patience, onStage });
  console.log(`\n${table(`${store}, ${minutes} min, seed ${seed}, 2 × ${clerks} clerks`, result)}\n`);
  if (!isGood(result.verdict) || result.farewells.some((code) => code !== 0)) process.exitCode = 1;
}
