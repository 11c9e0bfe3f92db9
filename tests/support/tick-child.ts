// A process of its own that plays the clock over a folder, wake by wake, and posts into a file; it says what it does, and ends.
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createClaims } from '../../src/claims.ts';
import { countedIds, playedClock } from '../../src/clocks.ts';
import { consolePeople } from '../../src/config/people.ts';
import { Known, turns } from '../../src/known.ts';
import type { Messenger } from '../../src/ports.ts';
import type { Event } from '../../src/register/events.ts';
import { createTicker } from '../../src/tick.ts';
import { openLedger } from '../../store/lowdb/ledger.ts';
import { memoryFiles } from '../../store/memory/files.ts';

const [directory = '', until = '', canTell = '', pause = '0'] = process.argv.slice(2);
const posts = join(directory, 'posts.txt');

// Without a schema: loading one would take longer than all the rest of a short life.
const parse = (raw: unknown): Event => raw as Event;
const ledger = await openLedger<Event>({ directory, parse, onWarning: () => undefined });
const known = new Known(await ledger.read(0));
const clock = playedClock(known.history.at(-1)?.at ?? '');

const messenger: Messenger = {
  viaOf: () => 'slack',
  boards: [],
  async post({ id }) {
    say(`claimed ${id}`);
    await setTimeout(Number(pause));
    const file = openSync(posts, 'a');
    writeSync(file, `${id}\n`);
    fsyncSync(file);
    closeSync(file);
    await setTimeout(Number(pause));
    return { outcome: 'delivered', reference: null };
  },
  find: async ({ message }) => {
    if (canTell !== 'can-tell') return { outcome: 'untraceable' };
    return readFileSync(posts, 'utf8').split('\n').includes(message)
      ? { outcome: 'delivered', reference: null }
      : { outcome: 'failed', reason: 'absent' };
  },
};

const ports = {
  ledger,
  directory: { people: async () => consolePeople },
  files: memoryFiles(),
  messenger,
  clock,
  ids: countedIds,
  digest: (text: string) => createHash('sha256').update(text, 'utf8').digest('base64url'),
};
const inTurn = turns();
const ticker = createTicker(ports, known, createClaims(ports, known, inTurn), inTurn);
say('open');
while (clock.now() < until) {
  await ticker.tick();
  clock.set(await ticker.nextWake());
}
await ledger.close();
say('done');

/** Straight into the pipe: what is said has happened, even when the next moment kills us. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}
