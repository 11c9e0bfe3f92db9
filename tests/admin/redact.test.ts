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
const grund = ['--grund', 'Et cpr-nummer var skrevet ind'];

/** A note of the story, which nothing quotes. */
const note = 'har afsluttet forløbet om udsatte børn og unge';
/** A ground of the story, which three versions of a letter quote. */
const ground = 'den høje omgørelsesprocent i 2023';

const journalOf = ({ store }: Office) => readFile(join(store, 'journal.ndjson'), 'utf8');

/** By the E-number of the event that holds the words first. */
async function eventWith(office: Office, words: string): Promise<string> {
  const bot = await botIn(office);
  const index = (await bot.ledger.read(0)).findIndex((event) => JSON.stringify(event).includes(words));
  await bot.close();
  return `E-${index + 1}`;
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
    const { exit, text } = await office.admin(
      'redact',
      '--begivenhed',
      event,
      '--felt',
      'data.note',
      ...grund,
    );
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
    await office.admin('redact', '--begivenhed', event, '--felt', 'note', ...grund);
    const events = await (await botIn(office)).ledger.read(0);
    expect(events.at(-1)).toMatchObject({
      type: 'text-redacted',
      by: 'system',
      at: '2027-01-15T09:00:00.000Z',
      data: { event: events[Number(event.slice(2)) - 1]?.id, field: 'note', reason: { text: grund[1] } },
    });
  });

  it('is told to whoever asks the bot for what stood there', async () => {
    const office = await copied(told());
    const event = await eventWith(office, note);
    await office.admin('redact', '--begivenhed', event, '--felt', 'note', ...grund);
    const { stdout } = await runConsole(['--data', office.folder, 'historik', 'Vejen']);
    expect(stdout).not.toContain(note);
    expect(stdout).toMatch(/\[fjernet \d+\. \S+ 20\d\d: Et cpr-nummer var skrevet ind\]/);
  });

  it('that was interrupted is completed by the same line, and stands in the history once', async () => {
    const office = await copied(told());
    const event = await eventWith(office, note);
    const whole = await journalOf(office);
    const line = ['redact', '--begivenhed', event, '--felt', 'note', ...grund] as const;
    await office.admin(...line);
    const [redaction = ''] = (await journalOf(office)).split('\n').slice(-2);
    await writeFile(join(office.store, 'journal.ndjson'), `${whole}${redaction}\n`);
    expect(await journalOf(office)).toContain(note);
    expect((await office.admin(...line)).exit).toBe(0);
    expect(await journalOf(office)).not.toContain(note);
    expect(await office.admin(...line)).toMatchObject({
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
    const said = await office.admin('redact', '--begivenhed', event, '--felt', 'reasons.0.words', ...grund);
    const others = [
      ...said.text.matchAll(/^Ordene står også i (E-\d+): redact --begivenhed \1 --felt (\S+) /gm),
    ];
    expect(others).toHaveLength(3);
    expect(said.text).toContain(`Ordene står også i ${join(office.store, 'notes.txt')}.`);
    expect(said.text).toMatch(
      /^»Brev-1 v1\.pdf« blev registreret sammen med ordene og kan have dem endnu: [0-9a-f]{64}$/m,
    );
    expect(said.text).toContain(`ligger også i ${join(office.store, 'breve')}.`);
    expect(said.text).toContain('Sikkerhedskopier fra før nu har ordene endnu');
    for (const [, number = '', field = ''] of others)
      await office.admin('redact', '--begivenhed', number, '--felt', field, ...grund);
    expect(await journalOf(office)).not.toContain(ground);
    expect((await office.admin('verify')).exit).toBe(0);
  });

  it('finds words with quotes in them, as they are typed and as JSON has them', async () => {
    const office = await copied(told());
    const bot = await botIn(office);
    const [noted] = (await bot.ledger.read(0)).filter(({ type }) => type === 'contact-noted');
    const words = sealed('Hun sagde "nej"\nog gik');
    if (noted?.type !== 'contact-noted') throw new Error('the story has no note');
    const { version } = bot.ledger.head();
    await bot.ledger.append(
      version,
      [{ ...noted, cause: 'more', data: { ...noted.data, note: words } }],
      'more',
    );
    await bot.close();
    await writeFile(join(office.store, 'typed.txt'), `Fundet: ${words.text}`);
    await writeFile(join(office.store, 'kept.json'), JSON.stringify({ chat: words.text }));
    const { text } = await office.admin(
      'redact',
      '--begivenhed',
      `E-${version + 1}`,
      '--felt',
      'note',
      ...grund,
    );
    for (const name of ['typed.txt', 'kept.json'])
      expect(text).toContain(`Ordene står også i ${join(office.store, name)}.`);
    expect(await journalOf(office)).not.toContain('Hun sagde');
  });

  it('offers the free texts of an event where the field is none', async () => {
    const office = await copied(told());
    const event = await eventWith(office, ground);
    const refusal = await office.admin('redact', '--begivenhed', event, '--felt', 'reasons.0', ...grund);
    expect(refusal).toMatchObject({
      exit: 2,
      text: expect.stringContaining('reasons.0.words, reasons.1.words'),
    });
    expect((await office.admin(...offered(refusal))).exit).toBe(0);
    expect(await journalOf(office)).toContain('Et cpr-nummer var skrevet ind');
  });

  it('refuses what it cannot do, and records nothing of it', async () => {
    const office = await copied(told());
    const event = await eventWith(office, note);
    const before = await journalOf(office);
    const lines: readonly (readonly [string, ...string[]])[] = [
      ['Der er ingen begivenhed E-9999', '--begivenhed', 'E-9999', '--felt', 'note', ...grund],
      ['Der er ingen fritekst i E-1.', '--begivenhed', 'E-1', '--felt', 'note', ...grund],
      ['Nævn begivenheden', '--begivenhed', event, '--felt', 'note'],
      ['Nævn begivenheden', '--begivenhed', event, '--felt', 'note', '--grund', ' '],
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

  it('refuses a reason that repeats the words, since it stays', async () => {
    const office = await copied(told());
    const event = await eventWith(office, note);
    const words = /"text":"(har afsluttet[^"]*)"/.exec(await journalOf(office))?.[1] ?? '';
    const reason = `Slettet: »${words.toUpperCase()}«`;
    const refusal = await office.admin('redact', '--begivenhed', event, '--felt', 'note', '--grund', reason);
    expect(refusal).toMatchObject({ exit: 2, text: expect.stringContaining('Grunden gentager de ord') });
    expect((await office.admin(...offered(refusal))).exit).toBe(0);
  });

  it('waits for nobody: while a bot holds the folder it is refused, and nothing is recorded', async () => {
    const office = await copied(told());
    const event = await eventWith(office, note);
    await botIn(office);
    const before = await journalOf(office);
    const { exit, text } = await office.admin('redact', '--begivenhed', event, '--felt', 'note', ...grund);
    expect(exit).toBe(2);
    expect(text).toContain('Stop botten, og kør linjen igen.');
    expect(await journalOf(office)).toBe(before);
  });
});
