// Words that must not stand in a history are taken out of it for good: the chain still proves the rest, and what is out of reach
// is named.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLowdbArchive } from '../../store/lowdb/archive.ts';
import { verifiedHead } from '../../store/verify.ts';
import { sealed } from '../contracts/example-events.ts';
import { runConsole } from '../support/run-console.ts';
import { botIn, copied } from './copied.ts';
import { type Office, offered, storyOf2025, toldOffice } from './operator.ts';

const told = toldOffice(storyOf2025);
const why = 'Et cpr-nummer var skrevet ind';
const grund = ['--grund', why];

/** A note of the story, which nothing quotes. */
const note = 'har afsluttet forløbet om udsatte børn og unge';
/** A ground of the story, which three versions of a letter quote. */
const ground = 'den høje omgørelsesprocent i 2023';

const journalOf = ({ store }: Office) => readFile(join(store, 'journal.ndjson'), 'utf8');

/** The line of somebody who is sure. */
const redact = ({ admin }: Office, event: string, field: string, reason = why) =>
  admin('redact', '--begivenhed', event, '--felt', field, '--grund', reason, '--bekræft');

/** By the E-number of the event that holds the words first. */
async function eventWith(office: Office, words: string): Promise<string> {
  const bot = await botIn(office);
  const index = (await bot.ledger.read(0)).findIndex((event) => JSON.stringify(event).includes(words));
  await bot.close();
  return `E-${index + 1}`;
}

/** One more note, of these words; its E-number. */
async function noted(office: Office, words: string): Promise<string> {
  const bot = await botIn(office);
  const like = (await bot.ledger.read(0)).find(({ type }) => type === 'contact-noted');
  if (like?.type !== 'contact-noted') throw new Error('the story has no note');
  const { version } = bot.ledger.head();
  const event = { ...like, id: 'more', cause: 'more', data: { ...like.data, note: sealed(words) } };
  await bot.ledger.append(version, [event], 'more');
  await bot.close();
  return `E-${version + 1}`;
}

async function redactions(office: Office) {
  const bot = await botIn(office);
  const events = await bot.ledger.read(0);
  await bot.close();
  return events.filter(({ type }) => type === 'text-redacted');
}

describe('redact', () => {
  it('takes the words out of the history, leaves the rest as it was, and the proof holds', async () => {
    const office = await copied(told());
    const event = await eventWith(office, note);
    const before = await verifiedHead(openLowdbArchive(office.store));
    const lines = (await journalOf(office)).split('\n');
    const { exit, text } = await redact(office, event, 'data.note');
    expect(text).toContain(`Ordene i note i ${event} er fjernet, og historikken er gået efter.`);
    expect(exit).toBe(0);
    expect(await journalOf(office)).not.toContain(note);
    const after = (await journalOf(office)).split('\n');
    const changed = lines.flatMap((line, index) => (line === after[index] ? [] : [index]));
    // The note's own line, and the end, where the redaction was recorded.
    expect(changed).toHaveLength(2);
    expect(after[changed[0] ?? 0]).toBe(
      (lines[changed[0] ?? 0] ?? '').replace(/,"text":"har afsluttet[^"]*"/, ''),
    );
    const verify = await office.admin('verify', '--hoved', before.hash);
    expect(verify).toMatchObject({ exit: 0, text: expect.stringContaining('Siden er der kommet 1 til.') });
  });

  it('records first that it happens, of which text, and why, by nobody’s name', async () => {
    const office = await copied(told());
    const event = await eventWith(office, note);
    await redact(office, event, 'note');
    const events = await (await botIn(office)).ledger.read(0);
    expect(events.at(-1)).toMatchObject({
      type: 'text-redacted',
      by: 'system',
      at: '2027-01-15T09:00:00.000Z',
      data: { event: events[Number(event.slice(2)) - 1]?.id, field: 'note', reason: { text: why } },
    });
  });

  it('is told to whoever asks the bot for what stood there', async () => {
    const office = await copied(told());
    const event = await eventWith(office, note);
    await redact(office, event, 'note');
    const { stdout } = await runConsole(['--data', office.folder, 'historik', 'Vejen']);
    expect(stdout).not.toContain(note);
    expect(stdout).toMatch(/\[fjernet \d+\. \S+ 20\d\d: Et cpr-nummer var skrevet ind\]/);
  });

  it('that was interrupted is completed by the same line, and stands in the history once', async () => {
    const office = await copied(told());
    const event = await eventWith(office, note);
    const whole = await journalOf(office);
    await redact(office, event, 'note');
    const [redaction = ''] = (await journalOf(office)).split('\n').slice(-2);
    await writeFile(join(office.store, 'journal.ndjson'), `${whole}${redaction}\n`);
    expect(await journalOf(office)).toContain(note);
    expect((await redact(office, event, 'note')).exit).toBe(0);
    expect(await journalOf(office)).not.toContain(note);
    expect(await redact(office, event, 'note')).toMatchObject({
      exit: 0,
      text: expect.stringContaining('i forvejen'),
    });
    expect(await redactions(office)).toHaveLength(1);
  });

  it('names where else the words stand, each with the line that helps, and what is out of reach', async () => {
    const office = await copied(told());
    const event = await eventWith(office, ground);
    await writeFile(join(office.store, 'journal.ndjson.torn'), `{"text":"… ${ground} …`);
    const { text: words = '' } = JSON.parse(
      /\{[^{}]*den høje omgørelsesprocent[^{}]*\}/.exec(await journalOf(office))?.[0] ?? '',
    );
    await writeFile(join(office.store, 'notes.txt'), `Fundet: ${words}`);
    const said = await redact(office, event, 'reasons.0.words');
    const others = [
      ...said.text.matchAll(
        /^Ordene står også i (E-\d+): npm run -s admin -- redact --begivenhed \1 --felt (\S+) --grund 'Et cpr-/gm,
      ),
    ];
    expect(others).toHaveLength(3);
    expect(said.text).toContain(`Ordene står også i ${join(office.store, 'notes.txt')}.`);
    expect(said.text).toMatch(
      /^»Brev-1 v1\.pdf« blev registreret sammen med ordene og kan have dem endnu: [0-9a-f]{64}$/m,
    );
    expect(said.text).toContain(`ligger også i ${join(office.store, 'breve')}.`);
    expect(said.text).toContain('Sikkerhedskopier fra før nu har ordene endnu');
    for (const [, number = '', field = ''] of others) await redact(office, number, field);
    expect(await journalOf(office)).not.toContain(ground);
    expect((await office.admin('verify')).exit).toBe(0);
  });

  it('finds words with quotes in them, as they are typed and as JSON has them', async () => {
    const office = await copied(told());
    const words = 'Hun sagde "nej"\nog gik';
    const event = await noted(office, words);
    await writeFile(join(office.store, 'typed.txt'), `Fundet: ${words.toUpperCase()}`);
    await writeFile(join(office.store, 'kept.json'), JSON.stringify({ chat: words.normalize('NFD') }));
    const { text } = await redact(office, event, 'note');
    for (const name of ['typed.txt', 'kept.json'])
      expect(text).toContain(`Ordene står også i ${join(office.store, name)}.`);
    expect(await journalOf(office)).not.toContain('Hun sagde');
  });

  it('finds the words in the history however they were written', async () => {
    const office = await copied(told());
    const event = await eventWith(office, note);
    const [, words = ''] = /"text":"(har afsluttet[^"]*)"/.exec(await journalOf(office)) ?? [];
    const again = await noted(
      office,
      `»${words.toUpperCase().normalize('NFD').replaceAll(' ', '\n\u00ad ')}«`,
    );
    const { text } = await redact(office, event, 'note');
    expect(text).toContain(`Ordene står også i ${again}: npm run`);
  });

  it('offers the free texts of an event where the field is none', async () => {
    const office = await copied(told());
    const event = await eventWith(office, ground);
    const before = await journalOf(office);
    const refusal = await redact(office, event, 'reasons.0');
    expect(refusal).toMatchObject({
      exit: 2,
      text: expect.stringContaining('reasons.0.words, reasons.1.words'),
    });
    const preview = await office.admin(...offered(refusal));
    expect(preview.text).toContain('Intet er fjernet endnu.');
    expect(await journalOf(office)).toBe(before);
    expect((await office.admin(...offered(preview))).exit).toBe(0);
    expect(await journalOf(office)).toContain(why);
  });

  it('first shows the words that go and the reason that stays, and records nothing', async () => {
    const office = await copied(told());
    const event = await eventWith(office, note);
    const before = await journalOf(office);
    const preview = await office.admin('redact', '--begivenhed', event, '--felt', 'note', ...grund);
    expect(preview.exit).toBe(2);
    expect(preview.text).toContain(note);
    expect(preview.text).toContain(`Grunden bliver stående, hvor ordene stod: »${why}«`);
    expect(await journalOf(office)).toBe(before);
    expect((await office.admin(...offered(preview))).exit).toBe(0);
    expect(await journalOf(office)).not.toContain(note);
  });

  it('refuses what it cannot do, and records nothing of it', async () => {
    const office = await copied(told());
    const event = await eventWith(office, note);
    const before = await journalOf(office);
    const lines: readonly (readonly [string, ...string[]])[] = [
      ['Der er ingen begivenhed E-9999', '--begivenhed', 'E-9999', '--felt', 'note', ...grund],
      ['Der er ingen fritekst i E-1.', '--begivenhed', 'E-1', '--felt', 'note', ...grund],
      ['Nævn begivenheden', '--begivenhed', event, '--felt', 'note'],
      ['Nævn begivenheden', '--begivenhed', event, '--felt', 'note', '--grund', ' ', '--bekræft'],
      ['Nævn begivenheden', '--begivenhed', event, '--felt', 'note', '--grund', '…', '--bekræft'],
      ['Nævn begivenheden', '--felt', 'note', ...grund],
      ['Nævn begivenheden', '--begivenhed', event, ...grund],
    ];
    for (const [words, ...line] of lines)
      expect(await office.admin('redact', ...line)).toMatchObject({
        exit: 2,
        text: expect.stringContaining(words),
      });
    expect(await journalOf(office)).toBe(before);
  });

  it.each([
    ['in capitals', (words: string) => words.toUpperCase()],
    ['with other spaces', (words: string) => words.replaceAll(' ', ' \u00a0 ')],
    ['in decomposed letters', (words: string) => words.normalize('NFD')],
    ['with something invisible between', (words: string) => words.replaceAll('a', 'a\u200b')],
  ])('refuses a reason that repeats the words %s, since it stays', async (_how, written) => {
    const office = await copied(told());
    const event = await eventWith(office, note);
    const before = await journalOf(office);
    const [, words = ''] = /"text":"(har afsluttet[^"]*)"/.exec(before) ?? [];
    const refusal = await redact(office, event, 'note', `Slettet: »${written(words)}«`);
    expect(refusal).toMatchObject({ exit: 2, text: expect.stringContaining('Grunden gentager de ord') });
    const preview = await office.admin(...offered(refusal));
    expect(preview.text).toContain('Intet er fjernet endnu.');
    expect(await journalOf(office)).toBe(before);
  });

  it('refuses a reason with a CPR number in it', async () => {
    const office = await copied(told());
    const event = await eventWith(office, note);
    const before = await journalOf(office);
    const refusal = await redact(office, event, 'note', 'Her stod 010203-1234');
    expect(refusal).toMatchObject({ exit: 2, text: expect.stringContaining('ligner et CPR-nummer') });
    expect(await journalOf(office)).toBe(before);
  });

  it.each(['', '  ', 'er'])(
    'takes out the words »%s«, whatever the reason has in common with them',
    async (words) => {
      const office = await copied(told());
      const event = await noted(office, words);
      const refusal = await redact(office, event, 'note');
      if (refusal.exit === 2) expect((await office.admin(...offered(refusal))).exit).toBe(0);
      expect((await redact(office, event, 'note', 'Ikke noget, vi må have')).exit).toBe(0);
    },
  );

  it('waits for nobody: while a bot holds the folder it is refused, and nothing is recorded', async () => {
    const office = await copied(told());
    const event = await eventWith(office, note);
    await botIn(office);
    const before = await journalOf(office);
    const { exit, text } = await redact(office, event, 'note');
    expect(exit).toBe(2);
    expect(text).toContain('Stop botten, og kør linjen igen.');
    expect(await journalOf(office)).toBe(before);
  });
});
