// One start of the whole product in a process of its own: prints seconds, megabytes and the milliseconds of commands as JSON.
import { type Answer, createBot } from '../../src/bot.ts';
import { danishHolidays } from '../../src/calendar/danish-holidays.ts';
import { countedIds, playedClock } from '../../src/clocks.ts';
import { consolePeople } from '../../src/config/people.ts';
import { defaultOrganisation as organisation } from '../../src/config/settings.ts';
import { createDocuments } from '../../src/documents/documents.ts';
import { openStore } from '../../src/open-store.ts';
import { memoryDirectory } from '../../store/memory/directory.ts';
import { sha256 } from '../support/played-bot.ts';
import { median } from './figure.ts';
import type { ProductStart } from './product.ts';

/** Commands of each kind; as many before them are not counted, since a bot runs for months. */
const counted = 50;

const [, , place = ''] = process.argv;
const isServer = place.startsWith('postgres:');
const begin = performance.now();
const used = process.cpuUsage();
const store = await openStore(
  { data: place, organisation, postgres: isServer ? { url: place, ownerUrl: undefined } : undefined },
  { onWarning: console.error, onFatal: console.error },
);
const bot = await createBot({
  ledger: store.ledger,
  files: store.files,
  directory: memoryDirectory(consolePeople),
  documents: createDocuments(),
  messenger: {
    viaOf: () => 'console',
    boards: [],
    post: async () => ({ outcome: 'delivered', reference: null }),
    find: async () => ({ outcome: 'unknown' }),
  },
  calendar: danishHolidays,
  clock: playedClock('2035-01-31T08:00:00.000Z'),
  ids: countedIds,
  digest: sha256,
});
const seconds = (performance.now() - begin) / 1000;
const { user, system } = process.cpuUsage(used);
const rss = process.memoryUsage.rss() / 1e6;
const recording: number[] = [];
const reading: number[] = [];
for (let line = -counted; line < counted; line++) {
  const recorded = await timed(`notat Vejen note="samtale nummer ${line}"`, `bench-${process.pid}-${line}`);
  // After a recording, so that nothing of it is known from the time before.
  const read = await timed('overblik 2015', `bench-${process.pid}-${line}-read`);
  if (line < 0) continue;
  recording.push(recorded);
  reading.push(read);
}
await store.close();
const said: ProductStart = {
  seconds,
  busy: (user + system) / 1e6,
  rss,
  recording: median(recording),
  reading: median(reading),
};
console.log(JSON.stringify(said));

/** Milliseconds. */
async function timed(input: string, cause: string): Promise<number> {
  const from = performance.now();
  const answer: Answer = await bot.run({
    input,
    actor: 'sagsbehandler',
    via: 'console',
    cause,
    openFile: async () => undefined,
  });
  const ms = performance.now() - from;
  if (!answer.ok) throw new Error(`${input} was refused`);
  return ms;
}
