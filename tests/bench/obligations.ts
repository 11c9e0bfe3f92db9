// The watching: a tick over 10,000 open obligations, a tick with nothing to do, and `frister alle`.
import { createBot } from '../../src/bot.ts';
import { danishHolidays } from '../../src/calendar/danish-holidays.ts';
import { instantOf, plusDays } from '../../src/calendar/time.ts';
import { countedIds, playedClock } from '../../src/clocks.ts';
import { consolePeople } from '../../src/config/people.ts';
import type { Documents, Messenger } from '../../src/ports.ts';
import { type Event, type Proposal, parseEvent } from '../../src/register/events.ts';
import { municipalities } from '../../src/register/municipality-table.ts';
import { memoryDirectory } from '../../store/memory/directory.ts';
import { memoryFiles } from '../../store/memory/files.ts';
import { memoryLedger } from '../../store/memory/ledger.ts';
import { sha256 } from '../support/played-bot.ts';
import type { Figure } from './figure.ts';

const rounds = 5;
/** A bot runs for months: its first seconds are not what is measured. */
const warmUps = 5;
const open = 10_000;

/** Nothing is posted anywhere: the figure is the core's. */
const silent: Messenger = {
  viaOf: () => 'console',
  boards: [],
  post: async () => ({ outcome: 'delivered', reference: null }),
  find: async () => ({ outcome: 'unknown' }),
};

const noDocuments: Documents = {
  render: () => Promise.reject(new Error('no letter here')),
  receive: () => Promise.reject(new Error('no file here')),
  close: () => Promise.resolve(),
};

/** Offers with deadlines spread over so many days from a week ago on: over a month most have something to say today, over a year few. */
function history(days: number): Event[] {
  const base = { at: '2025-01-06T08:00:00.000Z', by: 'sagsbehandler', via: 'console' as const };
  const events: Event[] = [];
  const add = (proposal: Proposal) =>
    events.push({ ...base, id: `${events.length + 1}`, cause: 'all', ...proposal } as Event);
  add({ type: 'ledger-opened', data: { format: 1, organisation: 'standard', clock: 'simulated' } });
  for (let offers = 0, year = 2026; offers < open; year++) {
    add({ type: 'round-opened', data: { year, total: 196, applied: 0, reserved: 196 } });
    for (const area of ['children', 'adults'] as const)
      for (const { code } of municipalities) {
        if (offers++ >= open) break;
        const answerDue = plusDays('2025-01-06', offers % days);
        const made = { year, offer: `T-${offers}`, place: `P-${offers}`, municipality: code, area };
        const data = { ...made, date: '2025-01-02', caseNumber: null, answerDue, again: false };
        add({ type: 'offer-made', data });
      }
  }
  return events;
}

export async function benchObligations(): Promise<readonly Figure[]> {
  const [month, year] = [await measured(28), await measured(364)];
  return [
    { name: `a tick over ${open} obligations due within a year`, unit: 'ms', rounds: year.full, target: 50 },
    { name: `a tick over ${open} due within a month`, unit: 'ms', rounds: month.full, target: 50 },
    { name: 'a tick with nothing to do', unit: 'ms', rounds: month.idle, target: 1 },
    { name: `frister alle with ${open}`, unit: 'ms', rounds: month.listed, target: 20 },
  ];
}

async function measured(days: number): Promise<{ full: number[]; idle: number[]; listed: number[] }> {
  const events = history(days);
  const full: number[] = [];
  const idle: number[] = [];
  const listed: number[] = [];
  for (let round = 0; round < warmUps + rounds; round++) {
    const ledger = memoryLedger({ parse: parseEvent, onWarning: console.error });
    await ledger.append(0, events, 'all');
    const clock = playedClock(instantOf('2025-01-13', '08:29') ?? '');
    const bot = await createBot({
      ledger,
      files: memoryFiles(),
      directory: memoryDirectory(consolePeople),
      documents: noDocuments,
      messenger: silent,
      calendar: danishHolidays,
      clock,
      ids: countedIds,
      digest: sha256,
    });
    const time = async (work: () => Promise<unknown>): Promise<number> => {
      const begin = performance.now();
      await work();
      return performance.now() - begin;
    };
    const fact = (input: string) =>
      bot.run({
        input,
        actor: 'sagsbehandler',
        via: 'console',
        cause: input,
        openFile: async () => undefined,
      });
    // The minute before, as every minute; then a fact, so that the register is another one; then the hour of the digest.
    await bot.tick();
    await fact('fravær sagsbehandler fra=01-02-2025 til=02-02-2025 stedfortræder=leder');
    clock.set(instantOf('2025-01-13', '08:30') ?? '');
    const first = await time(() => bot.tick());
    clock.set(instantOf('2025-01-13', '08:31') ?? '');
    const nothing = await time(() => bot.tick());
    const ask = (cause: string) =>
      bot.run({
        input: 'frister alle dage=30',
        actor: 'sagsbehandler',
        via: 'console',
        cause,
        openFile: async () => undefined,
      });
    // A fact in between, so that the list is made of a register that no tick has seen.
    await fact('fravær sagsbehandler fra=03-02-2025 til=04-02-2025 stedfortræder=leder');
    const list = await time(() => ask('list'));
    if (round < warmUps) continue;
    full.push(first);
    idle.push(nothing);
    listed.push(list);
  }
  return { full, idle, listed };
}
