// A ledger's first event says whose it is and whether time is played in it.
import { operations } from './obligations/people.ts';
import type { Clock, Instant, Ledger } from './ports.ts';
import type { DataOf, Event } from './register/events.ts';

export interface Opening {
  readonly organisation: string;
  /** Where time begins in a ledger in which it is played; undefined follows the real clock. */
  readonly start: Instant | undefined;
  readonly systemClock: Clock;
  /** The days off that it begins with; undefined for the program's own. */
  readonly calendar?: DataOf<'calendar-adopted'> | undefined;
}

/** The ledger's first event, written now if the ledger is empty. Throws when the ledger begins otherwise. */
export async function openedLedger(
  ledger: Ledger<Event>,
  { organisation, start, systemClock, calendar }: Opening,
): Promise<Event<'ledger-opened'>> {
  const [first] = await ledger.read(0);
  if (first?.type === 'ledger-opened') return first;
  if (first) throw new Error(`the ledger begins with ${first.type}`);
  const opened: Event<'ledger-opened'> = {
    id: 'opened',
    type: 'ledger-opened',
    at: start ?? systemClock.now(),
    by: operations,
    via: 'console',
    cause: 'opened',
    data: {
      format: 1,
      organisation,
      clock: start === undefined ? 'real' : 'simulated',
      ...(calendar ? { calendar } : {}),
    },
  };
  await ledger.append(0, [opened], opened.cause);
  return opened;
}
