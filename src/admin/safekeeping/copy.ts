// All of one store into another that has none of it: what backup, restore and migrate have in common.
import { isDeepStrictEqual } from 'node:util';
import type { Archive } from '../../../store/archive.ts';
import { type Head, verified, verifiedHead } from '../../../store/verify.ts';
import { StoreFault } from '../../ports.ts';
import { type Examination, examine } from './examine.ts';

/**
 * Copies the history as it stands when called, also from under a running bot, with files, people and memories, and examines
 * the copy: files that were lost in `from` are lost in it. The history comes last and makes it a store, so what was interrupted
 * can be done again. Throws a `StoreFault`: 'not-empty' where `to` has anything else, 'damaged' where a chain does not hold.
 */
export async function copyStore(from: Archive, to: Archive): Promise<Examination> {
  const head = await verifiedHead(from);
  await assertRoom(from, to);
  // After the history: whatever it names was there before it.
  for await (const sha256 of from.fileNames()) await copyFile(from, to, sha256);
  const people = await from.people();
  if (people) await to.replacePeople(people);
  for (const [name, records] of Object.entries(await from.memories()))
    if (!passing.has(name)) await to.replaceMemory(name, records);
  await to.fill(linesUpTo(from, head));
  const copy = await examine(to);
  if (copy.head.hash === head.hash) return copy;
  const message = `The copy in ${to.name} has another head than ${from.name} had. Keep both, and find out why.`;
  throw new StoreFault('damaged', message, { name: to.name, head: copy.head.hash, expected: head.hash });
}

/** Let go of within a day, and full of what people wrote and sent: no copy keeps them longer. */
const passing: ReadonlySet<string> = new Set(['refusals', 'teams-held']);

/** What an interrupted copy left is no obstacle; anything else must not be lost. */
async function assertRoom(from: Archive, to: Archive): Promise<void> {
  for await (const _ of to.lines()) throw occupiedFault(to, 'history');
  const people = await to.people();
  if (people && !isDeepStrictEqual(people, await from.people())) throw occupiedFault(to, 'people');
  const theirs = await from.memories();
  for (const [name, records] of Object.entries(await to.memories())) {
    const isEmpty = Object.keys(records).length === 0;
    if (!isEmpty && !isDeepStrictEqual(records, theirs[name])) throw occupiedFault(to, name);
  }
}

async function copyFile(from: Archive, to: Archive, sha256: string): Promise<void> {
  try {
    const bytes = await from.files.get(sha256);
    if (bytes) await to.files.put(bytes);
  } catch (fault) {
    // Told of in the end where the history names it; the others must not be lost for it.
    if (!(fault instanceof StoreFault && fault.code === 'damaged')) throw fault;
  }
}

async function* linesUpTo(from: Archive, head: Head): AsyncGenerator<string> {
  for await (const { version, line } of verified(from)) {
    if (version > head.version) return;
    yield line;
  }
}

function occupiedFault({ name }: Archive, what: string): StoreFault {
  const message = `In ${name} there is something already (${what}), and nothing is ever written over it.`;
  return new StoreFault('not-empty', message, { name, what });
}
