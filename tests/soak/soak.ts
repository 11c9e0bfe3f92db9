// `npm run soak [-- --minutes 20 --rate 20 --reads]`: one process of the product serves both platforms for so long, at a steady rate;
// printed each minute are its memory, its handles and its answers, and at the end what has grown.
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createChance } from '../chaos/chance.ts';
import { createClerks } from '../chaos/clerks.ts';
import { type Instance, startInstance } from '../chaos/instance.ts';
import { morning, openOffice, slackClerks } from '../chaos/office.ts';
import { organisation, prepare } from '../chaos/prepare.ts';
import { buildProgram } from '../chaos/program.ts';
import { createSight } from '../chaos/sight.ts';
import { freePort } from '../support/slack/free-port.ts';
import { startLoad } from './load.ts';
import type { Usage } from './probe.ts';
import { growth, heading, isFlat, percentiles, type Reading, row } from './readings.ts';

const {
  minutes,
  rate,
  reads: readsOnly,
} = z
  .object({
    minutes: z.coerce.number().positive().default(20),
    rate: z.coerce.number().positive().default(20),
    reads: z.boolean().default(false),
  })
  .parse(
    parseArgs({
      options: { minutes: { type: 'string' }, rate: { type: 'string' }, reads: { type: 'boolean' } },
    }).values,
  );

/** People at each platform: as many as a small office has. */
const count = 20;

const scratch = await mkdtemp(join(tmpdir(), 'forloebsvagten-soak-'));
const data = join(scratch, 'data');
const ahead = morning - Date.now();
const office = await openOffice({ clerks: count, ahead });
const program = await buildProgram('tests/soak/probe.ts');
const clock = { now: () => new Date(office.now()).toISOString() };
const { people } = office;
await prepare({ data, organisation, postgres: undefined }, { people, letters: 1, clock });
const instance = startInstance({
  arguments: ['--expose-gc', ...program.arguments, '--serve', '--data', data],
  env: office.env,
  port: await freePort(),
  clock: ahead,
  logFile: join(scratch, 'instance.log'),
});
while (!instance.isUp()) await setTimeout(100);
const sight = createSight(office, () => undefined);
const { port } = instance;
const clerks = createClerks(office, sight, createChance(1), () => port);

// Whom it has not met the bot looks up, at the platform's own pace: no office comes all in one second.
for (const clerk of slackClerks(count)) {
  await clerks.asks('slash', clerk, 'overblik 2026');
  await setTimeout(60_000 / 100);
}

const [busy = 0] = loadavg();
console.log(
  `${rate} requests a second for ${minutes} min, ${2 * count} people, load average ${busy.toFixed(1)}`,
);
console.log(heading);
const began = performance.now();
const seconds = minutes * 60;
const load = startLoad({ office, clerks, sight, count, perSecond: rate, seconds, port, readsOnly });
const readings: Reading[] = [];
const times: number[] = [];
for (let minute = 1; minute <= minutes; minute++) {
  await setTimeout(Math.max(0, began + minute * 60_000 - performance.now()));
  const reading = await read(instance);
  const fresh = load.times();
  readings.push(reading);
  times.push(...fresh);
  console.log(row(minute, reading, load.counts(), percentiles(fresh)));
}
await load.over;
times.push(...load.times());
const { open, refused } = load.counts();
const grown = growth(readings);
console.log(grown.words);
console.log(
  `p50 ${percentiles(times).p50} ms, p99 ${percentiles(times).p99} ms; not taken in time ${refused}, unanswered ${open}`,
);
console.log(
  `ended ${[...instance.endings.keys()].join(', ') || 'never'}; faults ${[...instance.faults].join(' | ') || 'none'}`,
);
const violations = [...office.slack.violations, ...office.teams.violations];
for (const wrong of [...load.misses, ...violations].slice(0, 5)) console.log(wrong);
const isWhole = open + refused + load.misses.length + violations.length + instance.endings.size === 0;
const isGood = isFlat(grown) && isWhole;
console.log(isGood ? 'flat' : 'NOT flat, or not good');
process.exitCode = isGood ? 0 : 1;
await instance.stop();
await Promise.all([office.close(), program.remove()]);
if (isGood) await rm(scratch, { recursive: true, force: true });
else console.log(`The log stays in ${scratch}.`);

async function read({ process: child }: Instance): Promise<Reading> {
  const answered = once(child, 'message');
  child.send('usage');
  const [{ heap, handles }] = (await answered) as [Usage];
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
  return {
    at: (performance.now() - began) / 3_600_000,
    asked: load.counts().asked,
    resident: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1_024,
    heap,
    journal: (await stat(join(data, organisation, 'journal.ndjson'))).size,
    handles,
    files: (await readdir(`/proc/${child.pid}/fd`)).length,
  };
}
