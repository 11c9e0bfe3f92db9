// The composition root: settings → store → core → platform. Nothing imports it.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { keptDial } from '../adapters/console/dial.ts';
import { openMailbox } from '../adapters/console/mailbox.ts';
import type { OpenSession } from '../adapters/console/session.ts';
import { runConsole } from '../adapters/console/start.ts';
import { createPeople, openDirectory } from '../store/lowdb/directory.ts';
import { openFiles } from '../store/lowdb/files.ts';
import { openLedger } from '../store/lowdb/ledger.ts';
import { verify } from '../store/lowdb/verify.ts';
import { createBot } from './bot.ts';
import { danishHolidays, type HolidayTable, missingYear } from './calendar/danish-holidays.ts';
import { parseHolidays } from './calendar/holiday-csv.ts';
import { localDate, parseInstant } from './calendar/time.ts';
import { countedIds, playedClock } from './clocks.ts';
import { type ConsoleOptions, consolePeople, readOptions, usage } from './config.ts';
import { createDocuments } from './documents/documents.ts';
import { adoptedTable, recordedTable } from './obligations/settings.ts';
import { openedLedger } from './open-ledger.ts';
import { type Clock, type Digest, type Ids, StoreFault } from './ports.ts';
import { parseEvent } from './register/events.ts';
import { refuse } from './register/refusal.ts';

/** The one organisation that needs no word in the settings. */
const organisation = 'standard';

const systemClock: Clock = { now: () => new Date().toISOString() };
const randomIds: Ids = {
  fresh: () => ({ id: () => randomUUID(), salt: () => randomBytes(16).toString('base64url') }),
};
const digest: Digest = (text) => createHash('sha256').update(text, 'utf8').digest('base64url');

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
  return options.demo ? demo(options) : serve(options, process.stdin);
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
  await serve({ ...options, data }, story);
  process.stdout.write(`\nBrevets filer ligger i ${join(data, organisation, 'breve')}\n`);
  return 0;
}

/** The days off of the file to start with; null without one. */
async function calendarOption({
  calendar: file,
  folders,
}: ConsoleOptions): Promise<HolidayTable | null | { readonly wrong: string }> {
  if (file === undefined) return null;
  const bytes = await Promise.any(folders.map((folder) => readFile(resolve(folder, file)))).catch(
    () => undefined,
  );
  if (!bytes) return { wrong: `--calendar ${file}: filen findes ikke` };
  const version = `${basename(file)}-${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}`;
  const table = parseHolidays(decoded(bytes), version);
  return 'wrongLine' in table
    ? {
        wrong: `--calendar ${file}, linje ${table.wrongLine}: skriv dato;navn;type, for eksempel 2025-06-05;grundlovsdag;lukkedag`,
      }
    : table;
}

/** UTF-8, or what spreadsheets on Windows write. */
function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

async function serve(options: ConsoleOptions, input: NodeJS.ReadableStream): Promise<number> {
  const directory = resolve(options.data, organisation);
  const onWarning = (text: string) => process.stderr.write(`${text}\n`);
  const start = options.now === undefined ? undefined : parseInstant(options.now);
  const calendar = await calendarOption(options);
  if (calendar && 'wrong' in calendar) {
    process.stderr.write(`${calendar.wrong}\n`);
    return 2;
  }
  if (options.now !== undefined && start === undefined) {
    process.stderr.write(`--now ${options.now}: skriv for eksempel --now 2025-01-31T09:00\n`);
    return 2;
  }
  // A reader that stops reading (`| head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const ledger = await openLedger({ directory, parse: parseEvent, onWarning });
  const files = openFiles(directory);
  const documents = createDocuments();
  await createPeople(directory, consolePeople);
  const mailbox = await openMailbox(directory);

  const open: OpenSession = async (from) => {
    const own = calendar ? recordedTable(calendar) : undefined;
    const first = await openedLedger(ledger, { organisation, start: from, systemClock, calendar: own });
    const recorded = (await ledger.read(0)).at(-1)?.at ?? first.at;
    const playing = first.data.clock === 'simulated';
    if (!playing && options.now !== undefined)
      return refuse('clock-is-real', { typed: `--now ${options.now}` }, 'overblik');
    const dial = keptDial(directory);
    const last = [recorded, dial.read() ?? recorded].sort().at(-1) ?? recorded;
    const played = playing ? playedClock(last, dial.keep) : null;
    if (played && start !== undefined && !played.set(start))
      return refuse('clock-backwards', { typed: `--now ${options.now}`, now: last.slice(0, 10) }, 'overblik');
    // A process that begins later was down in the meantime: it starts there, and catches up.
    if (played && start === undefined && from !== undefined) played.set(from);
    const clock = played ?? systemClock;
    const ids = playing ? countedIds : randomIds;
    const bot = await createBot({
      ledger,
      files,
      directory: openDirectory(directory),
      documents,
      messenger: mailbox,
      calendar,
      clock,
      ids,
      digest,
    });
    const adopted = adoptedTable(bot.register()).version;
    if (calendar && adopted !== calendar.version)
      onWarning(`Fristerne følger kalenderen ${adopted}, indtil nogen bekræfter den nye: kalender indfør`);
    const version = ledger.head().version;
    const cause = playing ? (line: number) => `console:${version}:${line}` : () => `console:${randomUUID()}`;
    return { bot, played, now: clock.now, cause, mailbox };
  };

  try {
    return await runConsole({
      words: options.words,
      as: options.as,
      lang: options.lang,
      json: options.json,
      strict: options.strict,
      folders: options.folders,
      letters: join(directory, 'breve'),
      start,
      input,
      output: process.stdout,
      open,
      mailbox,
      contentOf: (sha256) => files.get(sha256),
    });
  } finally {
    await mailbox.close();
    await documents.close();
    await ledger.close();
  }
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
