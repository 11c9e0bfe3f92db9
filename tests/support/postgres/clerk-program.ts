// A process of its own with clerks who approve cases, each case by whoever is first; says each approval once it is acknowledged.
import { writeSync } from 'node:fs';
import type { Ledger } from '../../../src/index.ts';
import { type Noted, notes } from '../../contracts/example-events.ts';
import { openNoted } from './opened.ts';

const [url = '', run = '', clerks = '0'] = process.argv.slice(2);

// Not even a server that is gone keeps it at work once the test is over.
process.stdin.resume().once('end', () => process.exit());

const { ledger } = await opened();
const approved = new Set<number>();
for (const event of await ledger.read(0)) approved.add(event.data.number);
ledger.watch((events) => {
  for (const event of events) approved.add(event.data.number);
});
say('open');
await Promise.all(Array.from({ length: Number(clerks) }, (_, clerk) => work(clerk)));

/** As a supervisor would: where the server is just going down or coming up, again. */
async function opened() {
  for (;;) {
    const place = await openNoted({ url, patience: 20_000 }).catch(unlessAway);
    if (place !== undefined) return place;
  }
}

/** Goes on until the process is killed. Starts at a case of his own, so that not all ask for the same. */
async function work(clerk: number): Promise<void> {
  for (let count = 0; ; count++) {
    const cause = `${run}-${clerk}-${count}`;
    const number = await approve(ledger, cause);
    if (number !== undefined) say(`${cause} ${number}`);
  }
}

/** The case it approved; undefined when that was not acknowledged. */
async function approve(into: Ledger<Noted>, cause: string): Promise<number | undefined> {
  for (;;) {
    const { version } = into.head();
    const number = open();
    const [note] = notes(cause);
    if (note === undefined) return undefined;
    const answer = await into
      .append(version, [{ ...note, data: { ...note.data, number } }], cause)
      .catch(unlessAway);
    if (answer === undefined) return undefined;
    if (answer.outcome === 'appended') return number;
    // Written while nobody knew whether it was: asked again with the same cause, the ledger tells.
    if (answer.outcome === 'duplicate') return answer.events[0]?.data.number;
  }
}

/** The lowest case that nobody has approved, as far as this process knows: so that all of them want the same. */
function open(): number {
  let number = approved.size + 1;
  while (approved.has(number)) number += 1;
  return number;
}

/** A server that was away too long is no reason to stop; anything else is. */
function unlessAway(fault: unknown): undefined {
  if (fault instanceof Error && 'code' in fault && fault.code === 'unavailable') return undefined;
  throw fault;
}

/** Straight into the pipe: what is said was acknowledged, even when the next moment kills us. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}
