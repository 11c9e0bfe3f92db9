// The console's process: a folder opened, its clock played or real, and lines answered.
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { keptDial } from '../adapters/console/dial.ts';
import { openMailbox } from '../adapters/console/mailbox.ts';
import type { OpenSession } from '../adapters/console/session.ts';
import { runConsole } from '../adapters/console/start.ts';
import { createBot } from './bot.ts';
import type { HolidayTable } from './calendar/danish-holidays.ts';
import { parseHolidays } from './calendar/holiday-csv.ts';
import { parseInstant } from './calendar/time.ts';
import { countedIds, playedClock } from './clocks.ts';
import { loadProcess } from './config/environment.ts';
import { type Options, withFolder } from './config/options.ts';
import { consolePeople } from './config/people.ts';
import { defaultOrganisation } from './config/settings.ts';
import { createDocuments } from './documents/documents.ts';
import { adoptedTable, recordedTable } from './obligations/settings.ts';
import { openedLedger } from './open-ledger.ts';
import { folderOf, openStore, placeIn } from './open-store.ts';
import type { StoreFault } from './ports.ts';
import { refuse } from './register/refusal.ts';
import { digest, randomIds, systemClock } from './surroundings.ts';

export async function serveConsole(options: Options, input: NodeJS.ReadableStream): Promise<number> {
  const settings = loadProcess(withFolder(process.env, options), options.settings);
  if ('wrong' in settings) {
    process.stderr.write(`${settings.wrong}\n`);
    return 2;
  }
  const place = placeIn(settings, defaultOrganisation);
  const directory = folderOf(place);
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
  const onFatal = ({ message }: StoreFault) => onWarning(message);
  const store = await openStore(place, { onWarning, onFatal });
  const { ledger, files } = store;
  const documents = createDocuments();
  await store.firstPeople(consolePeople);
  const mailbox = await openMailbox(directory);

  const open: OpenSession = async (from) => {
    const own = calendar ? recordedTable(calendar) : undefined;
    const first = await openedLedger(ledger, {
      organisation: place.organisation,
      start: from,
      systemClock,
      calendar: own,
    });
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
      directory: store.directory,
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
    await store.close();
  }
}

/** The days off of the file to start with; null without one. */
async function calendarOption({
  calendar: file,
  folders,
}: Options): Promise<HolidayTable | null | { readonly wrong: string }> {
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
