// What every inbox keeps to.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Inbox } from '../../src/index.ts';

export interface InboxPlace {
  /** As the next process finds it; the one before is closed. */
  open(): Promise<Inbox>;
  discard(): Promise<void>;
}

export interface InboxStore {
  readonly name: string;
  make(): Promise<InboxPlace>;
}

export function inboxContract(store: InboxStore): void {
  describe(`an inbox in ${store.name}`, () => {
    let place: InboxPlace;
    let inbox: Inbox;

    beforeEach(async () => {
      place = await store.make();
      inbox = await place.open();
    });

    afterEach(async () => {
      await inbox.close();
      await place.discard();
    });

    async function restarted(): Promise<Inbox> {
      await inbox.close();
      inbox = await place.open();
      return inbox;
    }

    it('hands what was not done to the next process, oldest first, with all its content', async () => {
      const content = { text: 'æøå "\n\u2028\u0000', value: { deep: [1, null] } };
      await inbox.put('b', content);
      await inbox.put('"\u0000', null);
      await inbox.put('a', 1);
      await inbox.put('c', 2);
      inbox.done('a');
      expect(await (await restarted()).takeOver()).toEqual([
        { id: 'b', content },
        { id: '"\u0000', content: null },
        { id: 'c', content: 2 },
      ]);
    });

    it('does not hand a process what it has itself, put or taken over', async () => {
      await inbox.put('a', 1);
      expect(await inbox.takeOver()).toEqual([]);
      const next = await restarted();
      await next.put('b', 2);
      expect(await next.takeOver()).toEqual([{ id: 'a', content: 1 }]);
      expect(await next.takeOver()).toEqual([]);
    });

    it('hands on again what was taken over and not done', async () => {
      await inbox.put('a', 1);
      await inbox.put('b', 2);
      const second = await restarted();
      await second.takeOver();
      second.done('a');
      expect(await (await restarted()).takeOver()).toEqual([{ id: 'b', content: 2 }]);
    });

    it('keeps nothing of what is done', async () => {
      await Promise.all([inbox.put('a', 1), inbox.put('b', 2)]);
      inbox.done('a');
      inbox.done('b');
      inbox.done('unknown');
      expect(await (await restarted()).takeOver()).toEqual([]);
    });

    it('keeps what is put again after it was done', async () => {
      for (let n = 0; n < 20; n += 1) {
        await inbox.put('a', n);
        inbox.done('a');
      }
      await inbox.put('a', 'igen');
      expect(await (await restarted()).takeOver()).toEqual([{ id: 'a', content: 'igen' }]);
    });

    it('takes nothing once it is closed', async () => {
      await inbox.put('a', 1);
      await inbox.close();
      await inbox.close();
      await expect(inbox.put('b', 2)).rejects.toMatchObject({ code: 'closed' });
      expect(await (await restarted()).takeOver()).toEqual([{ id: 'a', content: 1 }]);
    });
  });
}
