// The lines of a story, as they come in: UTF-8 or nothing.

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Lines without their ends; a line that is no UTF-8 comes as null. A byte order mark at the start is the file's, not the text's. */
export async function* linesOf(input: AsyncIterable<Buffer | string>): AsyncGenerator<string | null> {
  let rest = Buffer.alloc(0);
  let first = true;
  for await (const chunk of input) {
    rest = Buffer.concat([rest, Buffer.from(chunk)]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield decode(rest.subarray(0, end), first);
      first = false;
      rest = rest.subarray(end + 1);
    }
  }
  if (rest.length > 0) yield decode(rest, first);
}

function decode(bytes: Buffer, first: boolean): string | null {
  try {
    const line = utf8.decode(bytes).replace(/\r$/, '');
    return first ? line.replace(/^\uFEFF/, '') : line;
  } catch {
    return null;
  }
}

/** Blank lines and remarks say nothing to the bot. */
export function isRemark(line: string): boolean {
  return /^\s*(#|$)/.test(line);
}
