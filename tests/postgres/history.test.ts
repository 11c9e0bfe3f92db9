// Three processes and sixteen clerks on one server, with kills and restarts in between.
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { compileProgram } from '../support/disk-program.ts';
import { type HistoryFault, runHistory } from '../support/postgres/history-run.ts';
import { describeWithPostgres } from '../support/postgres/server.ts';

const program = await compileProgram(
  fileURLToPath(new URL('../support/postgres/clerk-program.ts', import.meta.url)),
);
afterAll(program.remove);

/** Processes are killed one after the other; the server goes down in each of its ways in between. */
const faults: readonly HistoryFault[] = [
  { after: 30, what: 0 },
  { after: 25, what: 'fast' },
  { after: 20, what: 1 },
  { after: 35, what: 'immediate' },
  { after: 15, what: 2 },
  { after: 40, what: 0 },
  { after: 25, what: 'kill' },
  { after: 30, what: 1 },
  { after: 20, what: 'immediate' },
  { after: 10, what: 2 },
];

describeWithPostgres('three instances', (server) => {
  it('approve each case once and lose none, while instances are killed and the server goes down', {
    timeout: 240_000,
  }, async () => {
    const url = await server().freshDatabase();
    const clerks = [6, 5, 5];
    const result = await runHistory({ server: server(), url, program: program.file, clerks, faults });
    expect(result).toMatchObject({ lost: [], doubled: [], version: result.recorded });
    expect(result.acknowledged).toBeGreaterThan(250);
    // What a kill met between commit and answer: at most one for each clerk of a process that was killed.
    expect(result.recorded - result.acknowledged).toBeLessThanOrEqual(16 + 32);
  });
});
