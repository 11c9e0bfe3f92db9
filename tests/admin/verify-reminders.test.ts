// A reminder is kept as it was posted, and the history names it by a bare hash: verify looks for it, and redact looks into it.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../support/played-bot.ts';
import { botIn, copied } from './copied.ts';
import { type Office, storyOf2025, toldOffice } from './operator.ts';

const told = toldOffice(storyOf2025);
const note = 'har afsluttet forløbet om udsatte børn og unge';

/** Claims a message of that kind, with what it showed; its number in the history, and the file's hash. */
async function claimed(office: Office, kind: 'digest' | 'urgent' | 'card', text: string) {
  const bot = await botIn(office);
  const { version } = bot.ledger.head();
  const kept = Buffer.from(JSON.stringify({ locale: 'da', view: [{ kind: 'text', text }] }));
  const view = kind === 'card' ? sha256(text) : await bot.files.put(kept);
  const [like] = await bot.ledger.read(0);
  if (!like) throw new Error('the story has no event');
  const event = {
    ...{ id: like.id, at: like.at, by: like.by, via: like.via },
    type: 'message-claimed' as const,
    cause: `M-7${kind}`,
    data: { message: 'M-7', kind, to: 'sagsbehandler', keys: ['k'], view },
  };
  await bot.ledger.append(version, [event], event.cause);
  await bot.close();
  return { number: version + 1, view, path: join(office.store, 'files', view.slice(0, 2), view) };
}

async function redactNote(office: Office): Promise<string> {
  const bot = await botIn(office);
  const index = (await bot.ledger.read(0)).findIndex((event) => JSON.stringify(event).includes(note));
  await bot.close();
  const line = ['--begivenhed', `E-${index + 1}`, '--felt', 'note', '--grund', 'Cpr', '--bekræft'];
  const { exit, text } = await office.admin('redact', ...line);
  expect(exit, text).toBe(0);
  return text;
}

/** As the note has it, the whole of it. */
async function noteOf(office: Office): Promise<string> {
  const bot = await botIn(office);
  const events = await bot.ledger.read(0);
  await bot.close();
  for (const { type, data } of events)
    if (type === 'contact-noted' && data.note?.text?.includes(note)) return data.note.text;
  throw new Error('the story has no such note');
}

describe('a kept reminder', () => {
  it.each(['digest', 'urgent'] as const)(
    'of the kind %s is missed by verify when it is gone',
    async (kind) => {
      const office = await copied(told());
      const { number, view, path } = await claimed(office, kind, 'God morgen');
      const whole = await office.admin('verify');
      expect(whole).toMatchObject({ exit: 0, text: expect.stringContaining('alle på plads') });
      await rm(path);
      const { exit, text } = await office.admin('verify');
      expect(exit).toBe(1);
      expect(text).toContain(`»M-7«, som E-${number} nævner, mangler: ${view}`);
    },
  );

  it('is no file where it is a card, of which a digest is kept alone', async () => {
    const office = await copied(told());
    await claimed(office, 'card', 'Et opslag');
    expect((await office.admin('verify')).exit).toBe(0);
  });

  it('is named by redact where it quotes the words, and only there', async () => {
    const office = await copied(told());
    const words = await noteOf(office);
    const quoting = await claimed(office, 'digest', `Kontorchef skrev: »${words}«.`);
    const other = await claimed(office, 'urgent', 'God morgen');
    const said = await redactNote(office);
    expect(said).toContain(
      `Påmindelsen M-7 gengiver ordene og ligger gemt, som den blev sendt: ${quoting.view}`,
    );
    expect(said).not.toContain(other.view);
  });

  it('that is gone does not keep the words in the history', async () => {
    const office = await copied(told());
    const { path } = await claimed(office, 'digest', 'God morgen');
    await rm(path);
    expect(await redactNote(office)).not.toContain('Påmindelsen');
  });
});
