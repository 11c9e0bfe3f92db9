// Why an archive does not write, with the sentence that says what to do; the same for every store.
import { StoreFault } from '../src/index.ts';

export function notEmptyFault(name: string): StoreFault {
  const message = `There is a history in ${name} already, and nothing is ever written over one. Choose a place that has none.`;
  return new StoreFault('not-empty', message, { name });
}

export function otherLineFault(name: string, version: number): StoreFault {
  const message = `No commit of the history in ${name} that ends at version ${version} has the hash of the line for it. Nothing was changed.`;
  return new StoreFault('damaged', message, { name, version });
}

export function wordsBackFault(name: string, version: number): StoreFault {
  const message = `The line for the commit that ends at version ${version} has words that the history in ${name} has lost meanwhile. Nothing was changed. Read the line again.`;
  return new StoreFault('fenced', message, { name, version });
}
