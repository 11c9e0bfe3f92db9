// What is opened anew for each test of a file, and what must hold of it after each.
import { afterEach, beforeEach } from 'vitest';

/** Gives what is open in this test. */
export function perTest<T>(open: () => Promise<T>, after: (opened: T) => Promise<void>): () => T {
  let opened: { readonly it: T } | undefined;
  const current = () => {
    if (opened === undefined) throw new Error('nothing is open before the test');
    return opened.it;
  };
  beforeEach(async () => {
    opened = { it: await open() };
  });
  afterEach(() => after(current()));
  return current;
}

/** The only one of them that says this. */
export function onlySaying<T>(all: readonly T[], words: string, wordsOf: (each: T) => string): T {
  const said = all.filter((each) => wordsOf(each).includes(words));
  const [found] = said;
  if (said.length !== 1 || found === undefined)
    throw new Error(`${said.length} say ${words}:\n${all.map(wordsOf).join('\n---\n')}`);
  return found;
}
