// The process that stays in Slack: the gate open, a tick each minute, and a farewell that loses nothing.
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createPeople, openDirectory } from '../store/lowdb/directory.ts';
import { openFiles } from '../store/lowdb/files.ts';
import { openLedger } from '../store/lowdb/ledger.ts';
import { createBot } from './bot.ts';
import { type ConsoleOptions, consolePeople, readSlack } from './config.ts';
import { createDocuments } from './documents/documents.ts';
import { openedLedger } from './open-ledger.ts';
import { parseEvent } from './register/events.ts';
import { digest, organisation, randomIds, systemClock } from './surroundings.ts';

/** Milliseconds between a commit and the posts that follow from it: many commits at once are followed once. */
const pause = 200;

/** Milliseconds in which what is under way may finish when the process is asked to stop. */
const farewell = 20_000;

/** Stays in Slack until the process is asked to stop. */
export async function serveSlack(options: ConsoleOptions): Promise<number> {
  const settings = readSlack(process.env);
  if ('wrong' in settings) {
    process.stderr.write(`${settings.wrong}\n`);
    return 2;
  }
  const directory = resolve(options.data, organisation);
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const onFault = (fault: unknown, reference: string) =>
    say(`fejl ${reference}: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`);
  const ledger = await openLedger({ directory, parse: parseEvent, onWarning: say });
  const first = await openedLedger(ledger, {
    organisation,
    start: undefined,
    systemClock,
    calendar: undefined,
  });
  if (first.data.clock === 'simulated') {
    say(`${directory} er en øvemappe. Slack skal have en mappe med det rigtige ur: --data MAPPE`);
    await ledger.close();
    return 2;
  }
  if (await createPeople(directory, consolePeople))
    say(`Skriv personerne ind i ${join(directory, 'people.json')} med email eller slack; se docs/slack.md`);
  const files = openFiles(directory);
  const people = openDirectory(directory);
  const documents = createDocuments();
  const { openSlack } = await import('../adapters/slack/start.ts');
  const slack = openSlack(settings, {
    people: () => people.people(),
    contentOf: (sha256) => files.get(sha256),
    now: Date.now,
    wait: async (milliseconds, signal) => {
      await setTimeout(milliseconds, undefined, signal ? { signal } : {});
    },
    later(milliseconds, work) {
      const timer = globalThis.setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    },
    onFault,
  });
  const bot = await createBot({
    ledger,
    files,
    directory: people,
    documents,
    messenger: slack.messenger,
    calendar: null,
    clock: systemClock,
    ids: randomIds,
    digest,
  });
  const settle = () => void bot.settle().catch((fault) => onFault(fault, 'opslag'));
  const tick = () => void bot.tick().catch((fault) => onFault(fault, 'påmindelser'));
  let soon: NodeJS.Timeout | undefined;
  const stopWatching = ledger.watch(() => {
    soon ??= globalThis.setTimeout(() => {
      soon = undefined;
      settle();
    }, pause);
  });
  process.on('unhandledRejection', (fault) => onFault(fault, 'uventet'));
  const stopped = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
  const port = await slack.start(bot);
  say(port === undefined ? 'Forløbsvagten lytter på Slack.' : `Forløbsvagten lytter på port ${port}.`);
  tick();
  settle();
  const everyMinute = setInterval(() => {
    tick();
    settle();
  }, 60_000);
  await stopped;
  clearInterval(everyMinute);
  stopWatching();
  clearTimeout(soon);
  await Promise.race([
    slack.stop(() => Promise.allSettled([bot.tick(), bot.settle()])),
    setTimeout(farewell, undefined, { ref: false }),
  ]);
  await documents.close();
  await ledger.close();
  return 0;
}
