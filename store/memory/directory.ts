// A fixed list of people for demos and tests.
import type { Directory, Person } from '../../src/index.ts';

export function memoryDirectory(people: readonly Person[]): Directory {
  return { people: async () => people };
}
