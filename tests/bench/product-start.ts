// One start of the whole product in a process of its own: prints seconds, megabytes and the milliseconds of an answer as JSON.

import { createBot } from '../../src/bot.ts';
import { danishHolidays } from '../../src/calendar/danish-holidays.ts';
import { countedIds, playedClock } from '../../src/clocks.ts';
import { consolePeople } from '../../src/config/people.ts';
import { createDocuments } from '../../src/documents/documents.ts';
import { parseEvent } from '../../src/register/events.ts';
import { openFiles } from '../../store/lowdb/files.ts';
import { openLedger } from '../../store/lowdb/ledger.ts';
import { memoryDirectory } from '../../store/memory/directory.ts';
import { sha256 } from '../support/played-bot.ts';
import { median } from './figure.ts';

const directory = process.argv[2] ?? '';
const begin = performance.now();
const ledger = await openLedger({ directory, parse: parseEvent, onWarning: console.error });
const bot = await createBot({
  ledger,
  files: openFiles(directory),
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
const rss = process.memoryUsage.rss() / 1e6;
const answers: number[] = [];
for (let line = 0; line < 50; line++) {
  const from = performance.now();
  await bot.run({
    input: `notat Vejen note="samtale nummer ${line}"`,
    actor: 'sagsbehandler',
    via: 'console',
    cause: `bench-${process.pid}-${line}`,
    openFile: async () => undefined,
  });
  answers.push(performance.now() - from);
}
await ledger.close();
console.log(JSON.stringify({ seconds, rss, answer: median(answers) }));
