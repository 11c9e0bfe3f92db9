// `replay`: answers a line as it would have been answered earlier, in memory alone; nothing is written anywhere.
import type { Archive } from '../../../store/archive.ts';
import { memoryDirectory } from '../../../store/memory/directory.ts';
import { refusalText } from '../../answers.ts';
import { type Bot, createBot } from '../../bot.ts';
import { parseDate, shortDate } from '../../calendar/dates.ts';
import { clockTime, endOfDay, localDate } from '../../calendar/time.ts';
import { commands } from '../../commands/index.ts';
import { tokensOf } from '../../context.ts';
import { languages } from '../../language/index.ts';
import { leadOf } from '../../obligations/people.ts';
import { findCommand } from '../../parse.ts';
import type { Files, Instant, Messenger, Person } from '../../ports.ts';
import { isRefusal } from '../../register/refusal.ts';
import { plain } from '../../view/plain.ts';
import { adminCommand, type Context, done, type Outcome, refused } from '../command.ts';
import { type Recorded, readRecorded } from '../history/recorded.ts';
import { withArchive } from '../place.ts';
import { quoted } from '../words.ts';

const options = { til: { type: 'string' }, linje: { type: 'string' }, som: { type: 'string' } } as const;

const fallback = 'overblik';

export const replay = adminCommand({
  name: 'replay',
  says: 'Spol historikken tilbage, og se, hvad botten svarede dengang',
  usage: '--til DATO|E-NUMMER [--linje "overblik"] [--som PERSON]',
  example: 'replay --til 31-01-2025 --linje "overblik 2025"',
  options,
  run: (context) => withArchive(context.place, (archive) => answered(archive, context)),
});

async function answered(archive: Archive, context: Context<typeof options>): Promise<Outcome> {
  const { words, options: typed, clock } = context;
  const { til, linje = fallback } = typed;
  if (til === undefined || words.length > 0) return refused('Sig med --til, hvor langt der skal spoles.');
  const recorded = await readRecorded(archive);
  const until = endOf(til, recorded, clock.now());
  if ('outcome' in until) return until;
  const people = (await archive.people()) ?? [];
  const bot = await botAt(until, archive.files, people, context);
  const answer =
    reads(linje) &&
    (await bot.run({
      input: linje,
      actor: typed.som ?? leadOf(people)?.id ?? '',
      via: 'console',
      cause: 'replay',
      locale: 'da',
      openFile: async () => undefined,
    }));
  // An answer without a command is what a sentence would record.
  if (!answer || (answer.ok && answer.command === null))
    return refused('Her kan du kun spørge, ikke registrere.', lineFor(til, fallback));
  if (answer.refusal)
    return refused(refusalText(answer.refusal, languages.da), lineFor(til, answer.refusal.line));
  const last = until.events.at(-1);
  return done(
    `Historikken til og med E-${last?.version}, som den stod ${clockTime(until.now)}:`,
    '',
    plain(answer.view),
  );
}

function lineFor(until: string, line: string): string {
  const asked = reads(line) ? line : fallback;
  return `replay --til ${quoted(until)} --linje ${quoted(asked)}`;
}

/** Also what names no command: a sentence never records by itself. */
function reads(line: string): boolean {
  const tokens = tokensOf(line);
  const found = isRefusal(tokens) ? tokens : findCommand(commands, tokens);
  return isRefusal(found) || found.command.reads;
}

interface Until {
  readonly events: readonly Recorded[];
  readonly now: Instant;
}

/** A day with all of it, as far as it has come; or a number in the history at its own time. */
function endOf(typed: string, recorded: readonly Recorded[], clock: Instant): Until | Outcome {
  if (recorded.length === 0) return refused('Historikken er tom.', 'verify');
  // Where time is played it may be ahead of the clock on the wall.
  const now = [clock, recorded.at(-1)?.event.at ?? clock].sort()[1] ?? clock;
  const today = localDate(now);
  const version = /^(?:E-)?(\d{1,9})$/i.exec(typed)?.[1];
  if (version !== undefined) {
    const last = recorded[Number(version) - 1];
    if (last) return { events: recorded.slice(0, last.version), now: last.event.at };
    return refused(`Historikken går fra E-1 til E-${recorded.length}.`, `replay --til E-${recorded.length}`);
  }
  const date = parseDate(typed, today);
  if (date === undefined) return refused(`--til ${typed} er hverken en dato eller et nummer.`);
  if (date > today)
    return refused(`${shortDate(date)} er ikke kommet endnu.`, `replay --til ${shortDate(today)}`);
  const end = [endOfDay(date), now].sort()[0] ?? now;
  const later = recorded.findIndex(({ event }) => event.at > end);
  if (later !== 0) return { events: later < 0 ? recorded : recorded.slice(0, later), now: end };
  return refused(`Historikken begynder efter ${shortDate(date)}.`, 'replay --til E-1');
}

async function botAt(
  { events, now }: Until,
  files: Files,
  people: readonly Person[],
  { ids, digest }: Pick<Context, 'ids' | 'digest'>,
): Promise<Bot> {
  const head = { version: events.length, hash: events.at(-1)?.hash ?? '' };
  const messenger: Messenger = { viaOf: () => 'console', boards: [], post: never, find: never };
  return createBot({
    // Nothing can be recorded in it, whatever is asked.
    ledger: {
      read: async (after) => events.slice(after).map(({ event }) => event),
      head: () => head,
      watch: () => () => undefined,
      append: never,
      close: async () => undefined,
    },
    files: { get: (sha256) => files.get(sha256), put: never },
    directory: memoryDirectory(people),
    documents: { render: never, receive: never, close: async () => undefined },
    messenger,
    calendar: null,
    clock: { now: () => now },
    ids,
    digest,
  });
}

async function never(): Promise<never> {
  throw new Error('a replay only reads');
}
