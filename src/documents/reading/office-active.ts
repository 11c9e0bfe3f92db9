// What a docx or odt could do beyond being read: fetch, run, enclose, or show other words than those that are read.
import { localName, type Tag, type TextRules, tagsIn, xmlText } from './xml-text.ts';

type Parts = ReadonlyMap<string, string>;

/** `macro`: something active or enclosed; `content`: not the document that it seems to be; else where its links lead. */
export type Judged = 'macro' | 'content' | { readonly links: readonly string[] };

/** A module, a control, or a file in the file, whatever its name says. */
const ACTIVE_DOCX_NAME = /^(?:word\/)?(?:vbaProject\.bin|vbaData\.xml|activeX\/|embeddings\/.)/iu;
/** Last words of a relationship's type: what is put into the page from elsewhere, or runs. */
const ACTIVE_RELATIONSHIP =
  /\/(?:aFChunk|subDocument|oleObject|package|control|activeXControlBinary|vbaProject|attachedToolbars)$/iu;
/** Fields that fetch what they show. */
const FETCHING_FIELD = /\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE)\b/iu;
const FIELD_CODES: TextRules = {
  skipped: new Set(),
  within: new Set(['w:instrText', 'w:delInstrText']),
  opens: { 'w:fldChar': ' ' },
  closes: {},
};
/** Both namespaces of WordprocessingML; the words are read by the prefix `w` alone. */
const WORD_NAMESPACE =
  /\bxmlns(:[\w.-]+)?\s*=\s*["'](?:http:\/\/schemas\.openxmlformats\.org\/wordprocessingml\/2006\/main|http:\/\/purl\.oclc\.org\/ooxml\/wordprocessingml\/main)["']/giu;

function relationshipsIn(xml: Parts): Tag[] {
  return [...xml].filter(([name]) => /\.rels$/iu.test(name)).flatMap(([, part]) => tagsIn(part));
}

/** The codes of its fields, put together where they stand in pieces. */
function fieldCodes(xml: Parts): string {
  return [...xml]
    .filter(([name]) => /^word\/.*\.xml$/iu.test(name))
    .map(([, part]) => {
      const simple = tagsIn(part).flatMap(({ attributes }) => attributes.get('w:instr') ?? []);
      return [xmlText(part, FIELD_CODES), ...simple].join('\n');
    })
    .join('\n');
}

export function judgeDocx(names: readonly string[], xml: Parts): Judged {
  const isMacroType = /macroEnabled|vbaProject/iu.test(xml.get('[Content_Types].xml') ?? '');
  if (isMacroType || names.some((name) => ACTIVE_DOCX_NAME.test(name))) return 'macro';
  const links: string[] = [];
  for (const { attributes } of relationshipsIn(xml)) {
    const [type = '', target = ''] = [attributes.get('Type'), attributes.get('Target')];
    if (ACTIVE_RELATIONSHIP.test(type)) return 'macro';
    // Another part than the one that is read would be the one that is shown.
    if (/\/officeDocument$/iu.test(type) && !/^\/?word\/document\.xml$/u.test(target)) return 'content';
    if (!/^external$/iu.test(attributes.get('TargetMode') ?? '')) continue;
    if (!/\/hyperlink$/iu.test(type)) return 'macro';
    links.push(target);
  }
  const shown = [...xml].filter(([name]) => /^word\//iu.test(name)).map(([, part]) => part);
  const prefixes = shown.flatMap((part) => [...part.matchAll(WORD_NAMESPACE)].map(([, prefix]) => prefix));
  if (prefixes.some((prefix) => prefix !== ':w')) return 'content';
  const codes = fieldCodes(xml);
  if (FETCHING_FIELD.test(codes)) return 'macro';
  for (const [, address = ''] of codes.matchAll(/\bHYPERLINK\s+"([^"]+)"/giu)) links.push(address);
  return { links };
}

/** Modules, and documents within the document. */
const ACTIVE_ODT_NAME = /^(?:Basic|Scripts)\/.|^Object \d|.\/content\.xml$/iu;
const ACTIVE_ODT_TAG = new Set([
  'event-listener',
  'script',
  'dde-source',
  'section-source',
  'applet',
  'plugin',
]);

export function judgeOdt(names: readonly string[], xml: Parts): Judged {
  if (names.some((name) => ACTIVE_ODT_NAME.test(name))) return 'macro';
  const links: string[] = [];
  for (const part of [xml.get('content.xml') ?? '', xml.get('styles.xml') ?? ''])
    for (const { name, attributes } of tagsIn(part)) {
      if (ACTIVE_ODT_TAG.has(localName(name))) return 'macro';
      const target = [...attributes].find(([key]) => localName(key) === 'href')?.[1] ?? '';
      if (!/^(?:[a-z][a-z0-9+.-]*:|\.\.\/|\/)/iu.test(target)) continue;
      if (localName(name) !== 'a' || !/^(?:https?|mailto):/iu.test(target)) return 'macro';
      links.push(target);
    }
  return { links };
}
