// The console's process: a folder opened, its clock played or real, and lines answered.
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { keptDial } from '../adapters/console/dial.ts';
import { openMailbox } from '../adapters/console/mailbox.ts';
import type { OpenSession } from '../adapters/console/session.ts';
import { runConsole } from '../adapters/console/start.ts';
import { createPeople, openDirectory } from '../store/lowdb/directory.ts';
import { openFiles } from '../store/lowdb/files.ts';
import { openLedger } from '../store/lowdb/ledger.ts';
import { createBot } from './bot.ts';
import type { HolidayTable } from './calendar/danish-holidays.ts';
import { parseHolidays } from './calendar/holiday-csv.ts';
import { parseInstant } from './calendar/time.ts';
import { countedIds, playedClock } from './clocks.ts';
import { type ConsoleOptions, consolePeople } from './config.ts';
import { createDocuments } from './documents/documents.ts';
import { adoptedTable, recordedTable } from './obligations/settings.ts';
import { openedLedger } from './open-ledger.ts';
import { parseEvent } from './register/events.ts';
import { refuse } from './register/refusal.ts';
import { digest, organisation, randomIds, systemClock } from './surroundings.ts';

export async function serveConsole(options: ConsoleOptions, input: NodeJS.ReadableStream): Promise<number> {
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
