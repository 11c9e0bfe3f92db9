// A process of its own that opens a folder, says so, and writes until it is killed: one acknowledged cause a line.
import { writeSync } from 'node:fs';
import type { Envelope } from '../../src/index.ts';
import { openLedger } from '../../store/lowdb/ledger.ts';

const envelope = { type: 'noted', at: '2025-01-31T08:00:00.000Z', by: 'person-1', via: 'console' };
const [directory = '', run = '', writers = '0'] = process.argv.slice(2);

try {
  // Without a schema: loading one would take longer than all the rest of a short life.
  const parse = (raw: unknown): Envelope => raw as Envelope;
  const ledger = await openLedger({ directory, parse, onWarning: () => undefined });
  say('open');
  await Promise.all(Array.from({ length: Number(writers) }, (_, index) => write(ledger, index)));
  // Only the timer keeps an idle holder alive: the lock by itself must not.
  if (writers === '0') setInterval(() => undefined, 60_000);
} catch (fault) {
  say(fault instanceof Error ? fault.message : String(fault));
  process.exitCode = 75;
}

async function write(ledger: Awaited<ReturnType<typeof openLedger>>, writer: number): Promise<void> {
  for (let count = 0; ; count++) {
    const cause = `${run}-${writer}-${count}`;
    const events = Array.from({ length: 1 + (count % 3) }, (_, at) => ({
      ...envelope,
      id: `${cause}/${at}`,
      cause,
    }));
    for (let done = false; !done; ) {
      const answer = await ledger.append(ledger.head().version, events, cause);
      done = answer.outcome !== 'conflict';
    }
    say(cause);
  }
}

/** Straight into the pipe: what is said was acknowledged, even when the next moment kills us. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}
