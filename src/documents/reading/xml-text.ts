// The text of an XML part by its tags alone. No parser: no entities but the known ones, no DOCTYPE, nothing fetched.

export interface TextRules {
  /** Elements whose content is left out, with all that lies in them. */
  readonly skipped: ReadonlySet<string>;
  /** Characters count inside these elements only. */
  readonly within: ReadonlySet<string>;
  /** Text that an element stands for when it begins: a tab, a line break. */
  readonly opens: Readonly<Record<string, string>>;
  /** Text that follows when an element ends: a line break after a paragraph. */
  readonly closes: Readonly<Record<string, string>>;
}

/** XML's five, and those that Danish mail programs write. */
const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  aelig: 'æ',
  oslash: 'ø',
  aring: 'å',
  AElig: 'Æ',
  Oslash: 'Ø',
  Aring: 'Å',
};

/** Text with its character references resolved; an unknown one stays as it is. */
export function decodedEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/giu, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const codePoint = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return codePoint <= 0x10_ffff ? String.fromCodePoint(codePoint) : '\uFFFD';
  });
}

const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)((?:"[^"]*"|'[^']*'|[^<>"'])*)>|([^<]+)/gu;

/** The part's text by the rules. Elements that are never closed simply go on to the end. */
export function xmlText(xml: string, rules: TextRules): string {
  let text = '';
  let skipping = 0;
  let inside = 0;
  for (const [, cdata, slash, name, attributes, characters] of xml.matchAll(TOKEN)) {
    if (name === undefined) {
      if (skipping === 0 && inside > 0) text += cdata ?? decodedEntities(characters ?? '');
      continue;
    }
    const closing = slash === '/';
    const empty = !closing && (attributes ?? '').endsWith('/');
    if (rules.skipped.has(name)) skipping += empty ? 0 : closing ? -1 : 1;
    if (rules.within.has(name)) inside += empty ? 0 : closing ? -1 : 1;
    if (skipping > 0) continue;
    if (!closing) text += rules.opens[name] ?? '';
    if (closing || empty) text += rules.closes[name] ?? '';
  }
  return text;
}

/** An element's begin, with its attributes by name and their references resolved. */
export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu;

/** The elements of a part as they begin, one after the other. */
export function tagsIn(xml: string): Tag[] {
  return [...xml.matchAll(TOKEN)].flatMap(([, , slash, name, attributes = '']) => {
    if (name === undefined || slash === '/') return [];
    const pairs = [...attributes.matchAll(ATTRIBUTE)].map(
      ([, key = '', double, single]) => [key, decodedEntities(double ?? single ?? '')] as const,
    );
    return [{ name, attributes: new Map(pairs) }];
  });
}

/** The name without the prefix that a writer may choose freely. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
