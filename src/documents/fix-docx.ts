// What `docx` has no option for: fixed times and order in the zip, the language, and the letter's own fonts.
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { FONT_FAMILY, fonts } from './font.ts';

// An obfuscation key must be a GUID (ECMA-376 part 4, 2.8.1); a fixed one keeps the bytes fixed.
const FONT_KEYS = {
  regular: '6F1C3B52-0B0E-4E5D-9A56-5A3D1F0C2E01',
  bold: '6F1C3B52-0B0E-4E5D-9A56-5A3D1F0C2E02',
} as const;
const ZIP_EPOCH = '1980-01-01T00:00:00';
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The first 32 bytes XOR the key's bytes in reverse: Word's way to say that the font belongs to this document. */
function obfuscated(font: Uint8Array, key: string): Uint8Array {
  const mask = Buffer.from(key.replaceAll('-', ''), 'hex').reverse();
  return Uint8Array.from(font, (byte, index) => (index < 32 ? byte ^ (mask[index % 16] ?? 0) : byte));
}

let embedded: Record<string, Uint8Array> | undefined;

// Embedded, because no ministry's computer has Source Sans; Calibri stands in where embedded fonts are blocked.
function fontParts(): Record<string, Uint8Array> {
  const { regular, bold } = fonts();
  embedded ??= {
    'word/fonts/font1.odttf': obfuscated(regular, FONT_KEYS.regular),
    'word/fonts/font2.odttf': obfuscated(bold, FONT_KEYS.bold),
    'word/fontTable.xml': strToU8(
      `<?xml version="1.0" encoding="UTF-8"?><w:fonts xmlns:w="${W}" xmlns:r="${R}"><w:font w:name="${FONT_FAMILY}"><w:altName w:val="Calibri"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/><w:embedRegular r:id="rId1" w:fontKey="{${FONT_KEYS.regular}}"/><w:embedBold r:id="rId2" w:fontKey="{${FONT_KEYS.bold}}"/></w:font></w:fonts>`,
    ),
    'word/_rels/fontTable.xml.rels': strToU8(
      `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${R}/font" Target="fonts/font1.odttf"/><Relationship Id="rId2" Type="${R}/font" Target="fonts/font2.odttf"/></Relationships>`,
    ),
  };
  return embedded;
}

function replaced(xml: string, pattern: RegExp, by: string): string {
  if (!pattern.test(xml)) throw new Error(`docx no longer writes what is replaced here: ${pattern.source}`);
  return xml.replace(pattern, by);
}

function core(xml: string, drafted: string): string {
  const dated = xml.replace(/(?<=<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `${drafted}T12:00:00Z`);
  return replaced(dated, /<\/cp:coreProperties>/, '<dc:language>da-DK</dc:language></cp:coreProperties>');
}

/** The same document in bytes that depend on its content and on `drafted` (`2025-02-10`) alone. */
export function fixDocx(bytes: Uint8Array, drafted: string): Uint8Array {
  const parts: Record<string, Uint8Array> = { ...unzipSync(bytes), ...fontParts() };
  const edit = (name: string, change: (xml: string) => string): void => {
    const part = parts[name];
    if (part === undefined) throw new Error(`docx no longer writes ${name}`);
    parts[name] = strToU8(change(strFromU8(part)));
  };
  edit('docProps/core.xml', (xml) => core(xml, drafted));
  // Kept when Word saves the edited draft, so that it looks the same afterwards.
  edit('word/settings.xml', (xml) =>
    replaced(xml, /<w:displayBackgroundShape\/>/, '$&<w:embedTrueTypeFonts/>'),
  );
  // Order and times as fixed as the content; [Content_Types].xml comes first, as some readers expect.
  const names = Object.keys(parts).sort();
  const ordered = Object.fromEntries(names.map((name) => [name, parts[name] ?? new Uint8Array()]));
  return zipSync(ordered as Zippable, { level: 6, mtime: ZIP_EPOCH });
}
