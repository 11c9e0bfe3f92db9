// What every directory of people keeps to.
import { describe, expect, it } from 'vitest';
import type { Directory, Person } from '../../src/index.ts';

export interface DirectoryStore {
  readonly name: string;
  /** A directory that holds these people. */
  holding(people: readonly Person[]): Promise<Directory>;
}

export const anna: Person = { id: 'p1', name: 'Anna Ærø', roles: ['lead'], locale: 'da', leader: null };
export const bo: Person = {
  id: 'p2',
  name: 'Bo',
  roles: ['caseworker', 'lawyer'],
  locale: 'en',
  leader: 'p1',
};

export function directoryContract(store: DirectoryStore): void {
  describe(`a directory in ${store.name}`, () => {
    it('knows its people, with role, language and leader, in the order given', async () => {
      const directory = await store.holding([bo, anna]);
      expect(await directory.people()).toEqual([bo, anna]);
      expect(await directory.people()).toEqual([bo, anna]);
    });

    it('may be empty', async () => {
      const directory = await store.holding([]);
      expect(await directory.people()).toEqual([]);
    });
  });
}
