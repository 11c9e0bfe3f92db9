// The letter's two fonts and which characters they have. Typst refuses a missing glyph without saying which.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const FONT_FAMILY = 'Source Sans 3';

/** Runs of code points that have a glyph, as [first, last], ascending. */
type Coverage = readonly (readonly [number, number])[];

export interface Fonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

let loaded: Fonts | undefined;
let covered: readonly Coverage[] | undefined;

function fontFile(name: string): Uint8Array {
  return readFileSync(fileURLToPath(new URL(`./fonts/${name}`, import.meta.url)));
}

/** The font files, read once. */
export function fonts(): Fonts {
  loaded ??= {
    regular: fontFile('SourceSans3_400Regular.ttf'),
    bold: fontFile('SourceSans3_700Bold.ttf'),
  };
  return loaded;
}

function tableOffset(font: DataView, tag: string): number {
  const tables = font.getUint16(4);
  for (let at = 12; at < 12 + 16 * tables; at += 16) {
    const name = String.fromCharCode(...[0, 1, 2, 3].map((index) => font.getUint8(at + index)));
    if (name === tag) return font.getUint32(at + 8);
  }
  throw new Error(`The font has no table ${tag}`);
}

/** Reads the `cmap` subtable of format 12 (OpenType: full Unicode, platform 3 encoding 10). */
function coverage(bytes: Uint8Array): Coverage {
  const font = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cmap = tableOffset(font, 'cmap');
  for (let index = 0; index < font.getUint16(cmap + 2); index += 1) {
    const subtable = cmap + font.getUint32(cmap + 8 + 8 * index);
    if (font.getUint16(subtable) !== 12) continue;
    const groups = font.getUint32(subtable + 12);
    return Array.from({ length: groups }, (_, group) => {
      const at = subtable + 16 + 12 * group;
      // Glyph 0 is the empty box, so a group that starts there covers one code point less.
      const first = font.getUint32(at) + (font.getUint32(at + 8) === 0 ? 1 : 0);
      return [first, font.getUint32(at + 4)] as const;
    });
  }
  throw new Error('The font has no cmap of format 12');
}

function has(runs: Coverage, codePoint: number): boolean {
  return runs.some(([first, last]) => first <= codePoint && codePoint <= last);
}

// A letter shows all that it says: nothing invisible, no direction marks, no private characters.
const NEVER_PRINTED = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** The characters of the lines that cannot be printed, each once, in the order they are met. */
export function unprintable(lines: Iterable<string>): readonly string[] {
  covered ??= [coverage(fonts().regular), coverage(fonts().bold)];
  const missing = new Set<string>();
  const printed = new Set<string>();
  for (const line of lines) {
    for (const character of line) {
      if (printed.has(character) || missing.has(character)) continue;
      const codePoint = character.codePointAt(0) ?? 0;
      const shown = !NEVER_PRINTED.test(character) && covered.every((runs) => has(runs, codePoint));
      (shown ? printed : missing).add(character);
    }
  }
  return [...missing];
}
