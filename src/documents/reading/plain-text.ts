// Text files: UTF-8, else windows-1252, which is what Danish Windows programs wrote.

/** What windows-1252 has where Latin-1 has control characters (0x80 to 0x9F); five places are empty. */
const WINDOWS_ONLY = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for; a text has none of them
const BINARY = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/u;

// Not TextDecoder('windows-1252'): Node 20.20 decodes it as Latin-1 and loses – ’ and €.
function windows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/gu, (character) => WINDOWS_ONLY[character.charCodeAt(0) - 0x80] ?? character);
}

/** The text, or undefined when the bytes are not text at all. */
export function decodedText(bytes: Uint8Array): string | undefined {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = windows1252(bytes);
  }
  return BINARY.test(text) ? undefined : text;
}
