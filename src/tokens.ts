// A line into words and options. Quotes keep blanks together; nothing that cannot be seen is let through or taken away.
import { type Refusal, refuse } from './register/refusal.ts';

export interface Token {
  /** The option's name when the token is `name=value`. */
  readonly key: string | null;
  readonly value: string;
  /** Whether any of it stood in quotes: then it is never joined with its neighbours. */
  readonly quoted: boolean;
}

/** Characters; a letter's longest paragraph fits in. */
export const longestLine = 8000;

// Controls, soft hyphen, zero-width and bidirectional marks, line and paragraph separators, private use, lone surrogates.
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/u;
const opening = '"“”„»';
const closingOf: Readonly<Record<string, string>> = { '"': '"', '“': '”“"', '”': '”', '„': '“”"', '»': '«' };
const option = /^([\p{L}][\p{L}\p{N}-]*)=/u;

/** What keeps a line from being read at all; undefined when nothing does. */
export function unreadable(line: string): Refusal | undefined {
  if (line.length > longestLine)
    return refuse('line-too-long', { length: line.length, most: longestLine }, 'hjælp');
  const found = hidden.exec(line);
  if (!found) return undefined;
  const code = `U+${(found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const clean = line.replaceAll(new RegExp(hidden, 'gu'), ' ').replaceAll(/ +/g, ' ').trim();
  return refuse('hidden-character', { code, position: found.index + 1 }, clean === '' ? 'hjælp' : clean);
}

export function tokenise(line: string): Token[] | Refusal {
  const tokens: Token[] = [];
  let text = '';
  let quoted = false;
  let quotedFrom = Number.POSITIVE_INFINITY;
  let started = false;
  let close: string | null = null;
  let openedAt = 0;
  for (let index = 0; index <= line.length; index++) {
    const character = line[index];
    if (character === undefined || (character === ' ' && close === null)) {
      if (character === undefined && close !== null) break;
      if (started) tokens.push(token(text, quoted, quotedFrom));
      [text, quoted, started, quotedFrom] = ['', false, false, Number.POSITIVE_INFINITY];
    } else if (
      close !== null &&
      character === '\\' &&
      (line[index + 1] === '"' || line[index + 1] === '\\')
    ) {
      text += line[++index];
    } else if (close === null && opening.includes(character)) {
      [close, openedAt, quoted, started] = [closingOf[character] ?? character, index, true, true];
      quotedFrom = Math.min(quotedFrom, text.length);
    } else if (close?.includes(character)) {
      close = null;
    } else {
      text += character;
      started = true;
    }
  }
  if (close === null) return tokens;
  return refuse('unclosed-quote', { from: line.slice(openedAt, openedAt + 30) }, `${line.trimEnd()}"`);
}

/** The words of a command line that a shell has already split. */
export function tokensOfWords(words: readonly string[]): Token[] | Refusal {
  if (words.length === 1 && words[0]?.includes(' ')) return tokenise(words[0]);
  return words.map((word) => {
    const inner = /["“”„»]/.test(word) ? tokenise(word) : [];
    return Array.isArray(inner) && inner.length === 1 && inner[0]
      ? inner[0]
      : token(word, word.includes(' '), Number.POSITIVE_INFINITY);
  });
}

/** A line that reads as these tokens. */
export function lineOf(tokens: readonly Token[]): string {
  return tokens.map(({ key, value }) => (key === null ? quote(value) : `${key}=${quote(value)}`)).join(' ');
}

export function quote(value: string): string {
  return /[\s"“”„»=\\]/.test(value) || value === ''
    ? `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
    : value;
}

/** `quotedFrom` is where the quotes begin: a name that stands in them is no option's. */
function token(text: string, quoted: boolean, quotedFrom: number): Token {
  const match = option.exec(text);
  return match && match[0].length <= quotedFrom
    ? { key: match[1] ?? null, value: text.slice(match[0].length), quoted }
    : { key: null, value: text, quoted };
}
