// What every store of files keeps to.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Files } from '../../src/index.ts';

export interface FilesPlace {
  open(): Promise<Files>;
  discard(): Promise<void>;
}

export interface FilesStore {
  readonly name: string;
  readonly persists: boolean;
  make(): Promise<FilesPlace>;
}

const letter = Buffer.from('Kære kommune');
/** By `printf 'Kære kommune' | sha256sum`. */
const letterName = '60ad803b67a8aa52b157f78faefa592f1d452a09a8b01ce6a8d02e77fed810d2';

export function filesContract(store: FilesStore): void {
  describe(`files in ${store.name}`, () => {
    let place: FilesPlace;
    let files: Files;

    beforeEach(async () => {
      place = await store.make();
      files = await place.open();
    });

    afterEach(() => place.discard());

    it('names a file by the SHA-256 of its bytes and gives the bytes back', async () => {
      expect(await files.put(letter)).toBe(letterName);
      expect(Buffer.from((await files.get(letterName)) ?? [])).toEqual(letter);
    });

    it('takes the same file again without complaint, also at the same time', async () => {
      const names = await Promise.all([files.put(letter), files.put(letter), files.put(letter)]);
      expect(new Set([...names, await files.put(letter)])).toEqual(new Set([letterName]));
      expect(Buffer.from((await files.get(letterName)) ?? [])).toEqual(letter);
    });

    it('takes a file without bytes and one of several megabytes', async () => {
      for (const bytes of [new Uint8Array(0), Buffer.alloc(3_000_000, 'å')]) {
        const name = await files.put(bytes);
        expect(Buffer.compare(Buffer.from((await files.get(name)) ?? 'missing'), bytes)).toBe(0);
      }
    });

    it('knows no file that was never handed in, nor a name that is no hash', async () => {
      expect(await files.get('0'.repeat(64))).toBeUndefined();
      expect(await files.get('../people.json')).toBeUndefined();
      expect(await files.get(letterName.toUpperCase())).toBeUndefined();
    });

    it('keeps the bytes as they were handed in, whatever the caller does with them later', async () => {
      const mine = Uint8Array.from(letter);
      const stored = files.put(mine);
      mine.fill(0);
      await stored;
      (await files.get(letterName))?.fill(0);
      expect(Buffer.from((await files.get(letterName)) ?? [])).toEqual(letter);
    });

    it.runIf(store.persists)('has the file after a restart', async () => {
      await files.put(letter);
      const later = await place.open();
      expect(Buffer.from((await later.get(letterName)) ?? [])).toEqual(letter);
    });
  });
}
