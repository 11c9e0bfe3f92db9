// The whole product: opening a full register, one answer through the bot, and one letter in all three formats.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDocuments } from '../../src/documents/documents.ts';
import type { Letter } from '../../src/letters/letter.ts';
import { type Event, parseEvent } from '../../src/register/events.ts';
import { municipalities } from '../../src/register/municipality-table.ts';
import { openLedger } from '../../store/lowdb/ledger.ts';
import { ANNEX_FILE, LETTER } from '../documents/sample-letter.ts';
import type { Figure } from './figure.ts';

const rounds = 5;
const size = 100_000;

/** Opening 100,000 real events and folding them into the register, each time in a new process. */
export async function benchProductStart(folder: string): Promise<readonly Figure[]> {
  const directory = join(folder, 'product');
  const ledger = await openLedger<Event>({ directory, parse: parseEvent, onWarning: console.error });
  const events = history();
  for (let from = 0; from < events.length; from += 100) {
    const batch = events
      .slice(from, from + 100)
      .map((event): Event => ({ ...event, cause: `batch-${from}` }));
    await ledger.append(from, batch, `batch-${from}`);
  }
  await ledger.close();
  const starts = Array.from({ length: rounds }, () => run('product-start.ts', directory));
  return [
    {
      name: `product start with ${size} events`,
      unit: 's',
      rounds: starts.map((each) => each.seconds ?? 0),
      target: 1.5,
    },
    {
      name: 'resident memory after it',
      unit: 'MB',
      rounds: starts.map((each) => each.rss ?? 0),
      target: 250,
    },
    { name: 'an answer through the bot, median', unit: 'ms', rounds: starts.map((each) => each.answer ?? 0) },
  ];
}

/** One letter in docx, pdf and eml: in a fresh process, and with the renderer warm. */
export async function benchLetter(): Promise<readonly Figure[]> {
  const cold = Array.from({ length: rounds }, () => run('letter-cold.ts', '').ms ?? 0);
  const documents = createDocuments();
  const warm: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const letter: Letter = { ...LETTER, version: round + 1 };
    const begin = performance.now();
    await documents.render(letter, [ANNEX_FILE]);
    if (round > 0) warm.push(performance.now() - begin);
  }
  await documents.close();
  return [
    { name: 'a letter as docx, pdf and eml, cold', unit: 'ms', rounds: cold, target: 700 },
    { name: 'a letter as docx, pdf and eml, warm', unit: 'ms', rounds: warm, target: 150 },
  ];
}

function run(program: string, argument: string): Readonly<Record<string, number>> {
  const path = fileURLToPath(new URL(`./${program}`, import.meta.url));
  return JSON.parse(
    execFileSync(process.execPath, ['--import', 'tsx', path, argument], { encoding: 'utf8' }),
  );
}

/** Twenty years of rounds with offers, answers with reasons, and notes. */
function history(): Event[] {
  const events: Event[] = [];
  const add = (type: string, data: unknown) =>
    events.push({
      cause: '',
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
  return events;
}

function text(words: string) {
  return {
    digest: createHash('sha256').update(`salt\n${words}`).digest('base64url'),
    salt: 'salt',
    text: words,
  };
}
