// A docx or odt as its parts, after everything that makes a zip dangerous has been ruled out.
import { strFromU8, type UnzipFileInfo, unzipSync } from 'fflate';
import type { FileRefusal } from '../../ports.ts';
import { unread } from './format.ts';

const MOST_ENTRIES = 3000;
/** Unpacked; a letter of 20 MB holds pictures, which do not shrink, and some hundred kB of XML. */
const LARGEST_TOTAL = 120 * 1024 * 1024;
const LARGEST_XML = 20 * 1024 * 1024;

export type Unpacked =
  | { readonly ok: true; readonly names: readonly string[]; readonly xml: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly refusal: FileRefusal };

const isXml = (name: string): boolean => /\.(?:xml|rels)$/iu.test(name);
const leadsOut = (name: string): boolean => /^[/\\]|[\\\0]|(?:^|\/)\.\.(?:\/|$)|^[a-z]:/iu.test(name);

function listing(bytes: Uint8Array): readonly UnzipFileInfo[] {
  const entries: UnzipFileInfo[] = [];
  unzipSync(bytes, {
    filter(entry) {
      entries.push(entry);
      return false;
    },
  });
  return entries;
}

function judge(entries: readonly UnzipFileInfo[]): Unpacked | undefined {
  const names = entries.map((entry) => entry.name);
  if (names.length > MOST_ENTRIES) return unread('bomb');
  if (names.some(leadsOut) || new Set(names).size < names.length) return unread('content');
  // Stated sizes may lie; fflate stops at the stated one, so the sum is what we would unpack at most.
  const total = entries.reduce((sum, entry) => sum + entry.originalSize, 0);
  const xml = entries
    .filter((entry) => isXml(entry.name))
    .reduce((sum, entry) => sum + entry.originalSize, 0);
  return total > LARGEST_TOTAL || xml > LARGEST_XML ? unread('bomb') : undefined;
}

/** The names of all entries and the text of the XML parts; pictures and the like are never unpacked. */
export function unpack(bytes: Uint8Array): Unpacked {
  // Readers of pdf take its begin anywhere in the first kilobyte: such a file is two.
  if (Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return unread('content');
  try {
    const entries = listing(bytes);
    const refusal = judge(entries);
    if (refusal !== undefined) return refusal;
    const parts = unzipSync(bytes, { filter: (entry) => isXml(entry.name) });
    // LibreOffice encrypts the parts but not the list of them.
    const manifest = parts['META-INF/manifest.xml'];
    if (manifest !== undefined && strFromU8(manifest).includes('encryption-data')) return unread('encrypted');
    const xml = new Map<string, string>();
    // Another encoding than UTF-8 could hide a DOCTYPE from the look below, so there is none.
    const utf8 = new TextDecoder('utf-8', { fatal: true });
    for (const [name, part] of Object.entries(parts)) xml.set(name, utf8.decode(part));
    const declares = [...xml.values()].some((part) => /<!(?:DOCTYPE|ENTITY)/iu.test(part));
    return declares ? unread('content') : { ok: true, names: entries.map((entry) => entry.name), xml };
  } catch {
    return unread('unreadable');
  }
}
