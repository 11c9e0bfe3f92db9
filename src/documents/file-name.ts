// Names of files: what a municipality's file may be called, and what ours are called.

/** Windows' names for devices; opening such a file opens the device (Microsoft, "Naming Files, Paths, and Namespaces"). */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/iu;
/** Path parts, control characters, direction and zero-width marks, halves of characters. */
const DANGEROUS = /[/\\\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
/** Characters that Windows does not allow in a name but that only look odd. */
const AWKWARD = /[<>:"|?*]/gu;
/** Leaves room for `Bilag 10 - ` below the 255 bytes of most file systems. */
const LONGEST_BYTES = 200;

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/**
 * The name as we keep it: composed Unicode, single spaces, `-` for what Windows forbids. Undefined for a name that
 * could lead somewhere or hide something: such a name is refused, never repaired.
 */
export function acceptedName(name: string): string | undefined {
  const dangerous = DANGEROUS.test(name) || DEVICE.test(name.trim());
  const kept = name.normalize('NFC').replace(AWKWARD, '-').replace(/\s+/gu, ' ').trim();
  const hidden = kept.startsWith('.') || kept.endsWith('.');
  return dangerous || hidden || kept === '' || byteLength(kept) > LONGEST_BYTES ? undefined : kept;
}

/** The ending in lower case without its dot; empty when there is none. */
export function endingOf(name: string): string {
  return /\.([a-z0-9]{1,8})$/iu.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** A name of our own making from any text, so that it always is one: `Bilag 1 - Vejen Kommunes brev.pdf`. */
export function ownName(title: string, ending: string): string {
  const words = title
    .normalize('NFC')
    .replace(/[/\\<>:"|?*\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  let short = '';
  for (const character of words) {
    if (byteLength(short + character) > LONGEST_BYTES) break;
    short += character;
  }
  const stem = short.replace(/[. ]+$/u, '').replace(/^[. ]+/u, '');
  const safe = stem === '' || DEVICE.test(stem) ? `Fil ${stem}`.trim() : stem;
  return ending === '' ? safe : `${safe}.${ending}`;
}
