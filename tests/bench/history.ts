// A register of twenty years, and a store that is filled with it as an office would: each recording a commit of its own.
import { createHash } from 'node:crypto';
import { openStore, type Place } from '../../src/open-store.ts';
import type { Event } from '../../src/register/events.ts';
import { municipalities } from '../../src/register/municipality-table.ts';

/** Events; so many wait at once, which is what makes the filling fast. */
const atOnce = 5_000;

/** Leaves an empty place with a history of `size` events. */
export async function fillHistory(place: Place, size: number): Promise<void> {
  const store = await openStore(place, { onWarning: console.error, onFatal: console.error });
  const events = history(size);
  for (let from = 0; from < events.length; from += atOnce)
    await Promise.all(
      events.slice(from, from + atOnce).map(async (event, at) => {
        const { outcome } = await store.ledger.append(from + at, [event], event.cause);
        if (outcome !== 'appended') throw new Error(`the benchmark met a ${outcome}`);
      }),
    );
  await store.close();
}

/** The first `size` events of twenty years of rounds with offers and answers with reasons, and then of notes on one municipality. */
function history(size: number): Event[] {
  const events: Event[] = [];
  const add = (type: string, data: unknown) =>
    events.push({
      cause: `cause-${events.length}`,
      id: `e-${events.length}`,
      at: '2025-01-31T08:00:00.000Z',
      by: 'sagsbehandler',
      via: 'console',
      type,
      data,
    } as Event);
  add('ledger-opened', { format: 1, organisation: 'standard', clock: 'simulated' });
  for (let year = 2015; year < 2035; year++) {
    add('round-opened', { year, total: 98, applied: 0, reserved: 98 });
    for (const { code } of municipalities) {
      const offer = `${year}-${code}`;
      add('offer-made', {
        year,
        offer,
        place: `p-${offer}`,
        municipality: code,
        area: 'children',
        date: `${year}-01-05`,
        caseNumber: '2024 - 6938',
        answerDue: null,
        again: false,
      });
      const reasons = [
        { category: 'overlap', words: text(`kommunen har et forløb i gang, og det er nummer ${offer}`) },
      ];
      add('answer-recorded', {
        year,
        answer: `a-${offer}`,
        offer,
        says: 'no',
        received: `${year}-02-01`,
        letterDate: null,
        decided: null,
        reasons,
        askAgain: null,
        positive: null,
      });
    }
  }
  while (events.length < size) {
    const note = text(`notat nummer ${events.length} om en samtale med kommunens kontaktperson`);
    add('contact-noted', {
      kind: 'note',
      municipality: '575',
      year: null,
      offer: null,
      date: '2025-01-31',
      contact: null,
      misunderstoodAs: null,
      note,
    });
  }
  return events.slice(0, size);
}

function text(words: string) {
  return {
    digest: createHash('sha256').update(`salt\n${words}`).digest('base64url'),
    salt: 'salt',
    text: words,
  };
}
