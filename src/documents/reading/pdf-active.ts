// What a pdf could do beyond being read, found by the names in its objects: nothing is run, and no action has to be understood.
// A reader that knows the actions (pdf-text.ts) looks as well; each sees what the other might be fooled about.
import { constants, inflateSync } from 'node:zlib';

/**
 * What runs, starts, sends, plays or encloses (ISO 32000-1, 7.11.4, 12.5.6, 12.6.4, 12.7.8). A link (`URI`) is none of it, and
 * `OpenAction` alone is what LibreOffice writes to say on which page to begin.
 */
const ACTIVE = [
  ...['JavaScript', 'Launch', 'SubmitForm', 'ImportData', 'GoToR', 'GoToE', 'Rendition', 'RichMedia'],
  ...['EmbeddedFile', 'EmbeddedFiles', 'FileAttachment'],
];

/** Too short for the whole file: in packed pictures they come about by chance. */
const ACTIVE_OBJECTS = [...ACTIVE, 'JS', 'EF', 'XFA', '3D', 'Movie', 'Sound'];

/** Unpacked, of one stream and of all: a letter's objects are some hundred kB. */
const LARGEST_STREAM = 20 * 1024 * 1024;
const LARGEST_TOTAL = 60 * 1024 * 1024;

/** Packed bytes that show how a stream begins. */
const BEGINNING = 512;

/** Objects that are packed together begin with their numbers and places. */
const OBJECTS = /^(?:[\0\t\n\f\r ]|%[^\r\n]*[\r\n])*\d|^(?:[\t\n\f\r ]|%[^\r\n]*(?:[\r\n]|$))*$/u;

const NAME = /\/((?:[^\0\t\n\f\r ()<>[\]{}/%#]|#[0-9a-f]{2})+)/giu;

/** A name may be written with any of its letters as `#xx`. */
function namesIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, name = ''] of text.matchAll(NAME))
    names.add(
      name.replace(/#([0-9a-f]{2})/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    );
  return names;
}

/** The objects in a packed stream; empty for what is packed otherwise or holds none. */
function objectsIn(packed: Uint8Array): string | 'bomb' {
  try {
    const beginning = inflateSync(packed.subarray(0, BEGINNING), { finishFlush: constants.Z_SYNC_FLUSH });
    if (!OBJECTS.test(beginning.toString('latin1'))) return '';
    return inflateSync(packed, {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: LARGEST_STREAM,
    }).toString('latin1');
  } catch (fault) {
    return fault instanceof RangeError ? 'bomb' : '';
  }
}

/**
 * Whether anything active is named; `locked` where a lock keeps us from looking, and `bomb` where the objects unpack to more
 * than any letter's.
 */
export function activeIn(bytes: Uint8Array): 'active' | 'locked' | 'bomb' | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const named = namesIn(text);
  let total = 0;
  const objects = [text.replace(/stream\r?\n.*?endstream/gsu, ' ')];
  for (const match of text.matchAll(/(?<!end)stream\r?\n/gu)) {
    const begins = match.index + match[0].length;
    const ends = text.indexOf('endstream', begins);
    const unpacked = objectsIn(bytes.subarray(begins, ends < 0 ? undefined : ends));
    total += unpacked.length;
    if (unpacked === 'bomb' || total > LARGEST_TOTAL) return 'bomb';
    objects.push(unpacked);
  }
  const inObjects = namesIn(objects.join('\n'));
  if (ACTIVE.some((name) => named.has(name)) || ACTIVE_OBJECTS.some((name) => inObjects.has(name)))
    return 'active';
  return named.has('Encrypt') && named.has('ObjStm') ? 'locked' : undefined;
}
