// The door of the program: what it was started for, and the process that does it. Nothing imports it.
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { verify } from '../store/lowdb/verify.ts';
import { danishHolidays, missingYear } from './calendar/danish-holidays.ts';
import { localDate, parseInstant } from './calendar/time.ts';
import { type ConsoleOptions, readOptions, usage } from './config.ts';
import { StoreFault } from './ports.ts';
import { serveConsole } from './serve-console.ts';
import { organisation, systemClock } from './surroundings.ts';

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env);
  if ('wrong' in options) {
    process.stderr.write(`${options.wrong}\n${usage}\n`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  if (options.verify) return check(resolve(options.data, organisation));
  if (options.doctor) return examine(options);
  if (options.slack || options.teams) {
    const { servePlatforms } = await import('./serve-platforms.ts');
    return servePlatforms(options);
  }
  return options.demo ? demo(options) : serveConsole(options, process.stdin);
}

/** Walks the chain without opening it for writing, also while another process holds the folder. */
async function check(directory: string): Promise<number> {
  const found = await verify(directory).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return undefined;
    throw fault;
  });
  if (!found) {
    process.stdout.write(`Der er ingen journal i ${directory}. Skriv --data MAPPE.\n`);
    return 1;
  }
  const text = found.ok
    ? `${found.version} registreringer i ${found.commits} linjer er hele. Kædens hoved: ${found.head}`
    : `Journalen er beskadiget ved byte ${found.offset} i ${found.file}: ${found.reason}. Gendan mappen fra sikkerhedskopien.`;
  process.stdout.write(`${text}\n`);
  return found.ok ? 0 : 1;
}

/** What an operator should look at: the chain, and whether the holidays are known far enough ahead. */
async function examine(options: ConsoleOptions): Promise<number> {
  const today = localDate(options.now === undefined ? systemClock.now() : (parseInstant(options.now) ?? ''));
  const missing = missingYear(danishHolidays, today);
  const { version, years } = danishHolidays;
  const text =
    missing === undefined
      ? `Kalenderen ${version} kender helligdagene fra ${years?.first} til ${years?.last}.`
      : `Kalenderen ${version} mangler helligdagene for ${missing}. Opdatér programmet, inden frister når dertil.`;
  process.stdout.write(`${text}\n`);
  const chain = await check(resolve(options.data, organisation));
  return missing === undefined ? chain : 1;
}

/** Replays the round of 2025 in a folder of its own, made anew each time. */
async function demo(options: ConsoleOptions): Promise<number> {
  const data = resolve('demo');
  await rm(data, { recursive: true, force: true });
  const story = createReadStream('tests/stories/2025.txt');
  // The story shows refusals, too: they are no failure of the demo.
  await serveConsole({ ...options, data }, story);
  process.stdout.write(`\nBrevets filer ligger i ${join(data, organisation, 'breve')}\n`);
  return 0;
}

try {
  process.exitCode = await main();
} catch (fault) {
  const text =
    fault instanceof StoreFault
      ? fault.message
      : fault instanceof Error
        ? (fault.stack ?? fault.message)
        : String(fault);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
