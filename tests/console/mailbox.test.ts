// The console's post on a real disk: shown once each, also when the process died in between.
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Mailbox, openMailbox } from '../../adapters/console/mailbox.ts';
import { text } from '../../src/view/nodes.ts';
import { withFolder } from '../support/run-console.ts';

const mette = { id: 'mette', name: 'Mette', roles: [], leader: null, locale: 'da' as const };

const post = (mailbox: Mailbox, id: string) =>
  mailbox.post({
    id,
    to: mette,
    kind: 'digest',
    at: '2025-01-31T07:30:00.000Z',
    view: [text(`besked ${id}`)],
  });

/** What a new process finds unread; it shows nothing. */
async function found(folder: string): Promise<string[]> {
  const mailbox = await openMailbox(folder);
  const unread = mailbox.unread().map(({ text }) => text);
  await mailbox.close();
  return unread;
}

describe('the console’s post', () => {
  it('what was posted and never shown is unread in the next process', () =>
    withFolder(async (folder) => {
      const mailbox = await openMailbox(folder);
      await post(mailbox, 'a');
      await mailbox.shown();
      await post(mailbox, 'b');
      await mailbox.close();
      expect(await found(folder)).toEqual(['besked b']);
    }));

  it('what was shown is not shown again', () =>
    withFolder(async (folder) => {
      const mailbox = await openMailbox(folder);
      await post(mailbox, 'a');
      await mailbox.shown();
      await mailbox.close();
      expect(await found(folder)).toEqual([]);
    }));

  it('a line that a crash tore is no message, and the next one is whole', () =>
    withFolder(async (folder) => {
      await appendFile(join(folder, 'beskeder.ndjson'), '{"id":"a","at":"2025-');
      const mailbox = await openMailbox(folder);
      await post(mailbox, 'b');
      await mailbox.close();
      expect(await found(folder)).toEqual(['besked b']);
      expect(await readFile(join(folder, 'beskeder.ndjson'), 'utf8')).toMatch(/2025-\n\{"id":"b"/);
    }));

  it('it knows which messages are there', () =>
    withFolder(async (folder) => {
      const before = await openMailbox(folder);
      await post(before, 'a');
      await before.close();
      const mailbox = await openMailbox(folder);
      const asked = (message: string) =>
        mailbox.find({
          kind: 'digest',
          message,
          to: 'mette',
          at: '2025-01-31T07:30:00.000Z',
          via: 'console',
        });
      expect([await asked('a'), await asked('b')]).toEqual([
        { outcome: 'delivered', reference: null },
        { outcome: 'failed', reason: 'absent' },
      ]);
      await mailbox.close();
    }));
});
