// All that the case system is to hold of one letter: the letter itself, the municipalities' own letters, and how it came about.
import { strToU8 } from 'fflate';
import { withOffset } from '../../calendar/time.ts';
import { describe } from '../../describe.ts';
import { acceptedName, endingOf, ownName } from '../../documents/file-name.ts';
import { type Files, StoreFault } from '../../ports.ts';
import type { FileRef } from '../../register/events.ts';
import { newestDraft } from '../../register/outgoing.ts';
import { effective } from '../../register/register.ts';
import type { Draft, IncomingLetter, OutgoingLetter } from '../../register/state.ts';
import { handedOut, type Recorded } from '../history/recorded.ts';
import type { World } from '../history/world.ts';
import { csvOf } from './csv.ts';
import { leadingTo, receivedFor } from './events.ts';
import { type Filed, indexText } from './index-page.ts';
import type { Entry } from './zip.ts';

/** Throws a `StoreFault` 'damaged' (`details`: file) when the store no longer has a file that the history names. */
export async function entriesOf(letter: OutgoingLetter, world: World): Promise<readonly Entry[]> {
  const { recorded } = world;
  const draft = newestDraft(letter);
  const led = leadingTo(letter, world.register, recorded);
  const own = await Promise.all(draft.files.map((file) => ownFile(file, draft, world)));
  const received = receivedFor(letter, world.register).map((each) => ({
    received: each,
    number: draft.annexes.find((annex) => annex.letter === each.letter)?.number,
  }));
  const last = draft.annexes.length + 1;
  received.sort((a, b) => (a.number ?? last) - (b.number ?? last));
  const theirs = await Promise.all(received.map((each) => theirFile(each, world)));
  const files = [...own, ...theirs];
  const at = led.at(-1)?.event.at ?? '';
  const text = (name: string, words: string): Entry => ({ name, bytes: strToU8(words), at });
  return [
    text('indeks.txt', indexText({ letter, files, led }, world)),
    ...files.map(({ name, bytes, recorded: position }) => ({
      name,
      bytes,
      at: recorded[position - 1]?.event.at ?? at,
    })),
    text('forløb.csv', csvOf(rowsOf(led, world))),
    text('begivenheder.ndjson', led.map((each) => `${JSON.stringify(handedOut(each))}\n`).join('')),
  ];
}

async function ownFile(file: FileRef, { recorded }: Draft, { files }: World): Promise<Filed> {
  return { name: `brev/${safeName(file)}`, bytes: await bytesOf(file, files), recorded };
}

/** Two municipalities may well call theirs `svar.pdf`: the number of the annex, or of the recording, tells them apart. */
async function theirFile(
  { received, number }: { readonly received: IncomingLetter; readonly number: number | undefined },
  { files }: World,
): Promise<Filed> {
  const { file, recorded } = received;
  const place = number === undefined ? `modtaget/E-${recorded}` : `bilag/Bilag ${number}`;
  return { name: `${place} - ${safeName(file)}`, bytes: await bytesOf(file, files), recorded, received };
}

function safeName({ name }: FileRef): string {
  return acceptedName(name) ?? ownName(name.replace(/\.[^.]*$/, ''), endingOf(name));
}

async function bytesOf({ name, sha256 }: FileRef, files: Files): Promise<Uint8Array> {
  const bytes = await files.get(sha256);
  if (bytes) return bytes;
  const message = `The file ${sha256} (${name}) is no longer in the store. Put the one from the newest backup in its place.`;
  throw new StoreFault('damaged', message, { file: sha256 });
}

function rowsOf(led: readonly Recorded[], world: World): string[][] {
  const counting = effective(world.history);
  const undone = ` (${world.t.says.history.undone})`;
  // One code in 64 begins with a dash, and would be taken for a formula.
  const rows = led.map(({ version, hash }) => {
    const event = world.history[version - 1];
    if (!event) return [];
    const what = `${describe(event, world.register, world)}${counting[version - 1] ? '' : undone}`;
    return [
      `E-${version}`,
      withOffset(event.at),
      event.by,
      world.nameOf(event.by),
      event.via,
      what,
      `kode ${hash}`,
    ];
  });
  return [['registrering', 'tidspunkt', 'id', 'navn', 'kanal', 'hændelse', 'kontrolkode'], ...rows];
}
