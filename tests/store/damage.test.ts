// A journal that somebody or something changed: found with its place, or harmless at the very end.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreFault } from '../../src/index.ts';
import { openLedger } from '../../store/lowdb/ledger.ts';
import { idsOf, notes, parseNoted } from '../contracts/example-events.ts';
import { forgetfulDisk } from '../support/disk-forgetful.ts';
import { journalHead } from '../support/journal-head.ts';

const path = '/data/journal.ndjson';

async function recorded(count: number): Promise<Buffer> {
  const disk = forgetfulDisk(() => 0);
  const ledger = await openLedger({
    directory: '/data',
    parse: parseNoted,
    onWarning: () => undefined,
    disk,
  });
  for (let index = 0; index < count; index++) {
    await ledger.append(ledger.head().version, notes(`m${index}`, 1 + (index % 3)), `m${index}`);
  }
  await ledger.close();
  return Buffer.from(disk.contents(path));
}

/** Opens and verifies a journal of these bytes. */
async function examine(bytes: Uint8Array) {
  const disk = forgetfulDisk(() => 0);
  disk.overwrite(path, bytes);
  const head = await journalHead('/data', disk).catch((reason: unknown) => reason);
  const warnings: string[] = [];
  const onWarning = (text: string): void => void warnings.push(text);
  try {
    const ledger = await openLedger({ directory: '/data', parse: parseNoted, onWarning, disk });
    const events = await ledger.read(0);
    return { head, warnings, events, disk };
  } catch (fault) {
    if (!(fault instanceof StoreFault)) throw fault;
    return { head, warnings, fault, disk };
  }
}

const whole = await recorded(8);
const { events: original = [] } = await examine(whole);
const lineStarts = [0, ...[...whole.entries()].flatMap(([at, byte]) => (byte === 0x0a ? [at + 1] : []))];
const position = fc.integer({ min: 0, max: whole.length - 1 });
const startOfLine = (at: number): number => lineStarts.findLast((start) => start <= at) ?? 0;

describe('a journal that was changed', () => {
  it('names the line in which a byte was turned, or sets an unfinished last line aside, or reads the same', async () => {
    await fc.assert(
      fc.asyncProperty(position, fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const turned = Buffer.from(whole);
        turned.writeUInt8((turned[at] ?? 0) ^ mask, at);
        const { head, warnings, fault, events } = await examine(turned);
        if (fault) {
          expect(fault.code).toBe('damaged');
          expect(fault.details).toEqual({ file: path, offset: startOfLine(at) });
          expect(head).toMatchObject({ code: 'damaged', details: { offset: startOfLine(at) } });
        } else if (warnings.length > 0) {
          expect(at).toBe(whole.length - 1);
          expect(events).toEqual(original.slice(0, events?.length));
        } else expect(events).toEqual(original);
      }),
      { numRuns: 3000 },
    );
  });

  it('finds a piece cut out of the middle, or a line told twice or moved', async () => {
    await fc.assert(
      fc.asyncProperty(position, fc.integer({ min: 1, max: 900 }), async (from, length) => {
        fc.pre(from + length < whole.length - 1);
        const cut = Buffer.concat([whole.subarray(0, from), whole.subarray(from + length)]);
        const { fault } = await examine(cut);
        expect(fault).toMatchObject({ code: 'damaged', details: { offset: startOfLine(from) } });
        const doubled = Buffer.concat([whole.subarray(0, lineStarts[2]), whole.subarray(lineStarts[1])]);
        expect((await examine(doubled)).fault).toMatchObject({ details: { offset: lineStarts[2] } });
      }),
      { numRuns: 300 },
    );
  });

  it('loses only the unfinished line to a cut at the end, and keeps its bytes', async () => {
    await fc.assert(
      fc.asyncProperty(position, async (size) => {
        const { warnings, events, disk, head } = await examine(whole.subarray(0, size));
        const begin = startOfLine(size);
        expect(events).toEqual(original.slice(0, events?.length));
        expect(head).toMatchObject({ version: events?.length });
        expect(warnings).toHaveLength(begin < size ? 1 : 0);
        const kept = begin < size ? `${whole.toString('utf8', begin, size)}\n` : '';
        expect(disk.contents(`${path}.torn`).toString()).toBe(kept);
        expect(disk.contents(path).length).toBe(begin);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps every torn line it ever met', async () => {
    const { disk } = await examine(Buffer.concat([whole, Buffer.from('{"hash":"first')]));
    disk.crash('kill');
    disk.overwrite(path, Buffer.concat([whole, Buffer.from('{"hash":"second')]));
    const warnings: string[] = [];
    await openLedger({
      directory: '/data',
      parse: parseNoted,
      onWarning: (text) => warnings.push(text),
      disk,
    });
    expect(disk.contents(`${path}.torn`).toString()).toBe('{"hash":"first\n{"hash":"second\n');
    expect(warnings.join()).toContain(`${path}.torn`);
  });

  it('holds on to an unfinished line wherever the start is cut short, and whatever a power cut then takes', async () => {
    const torn = '{"hash":"torn';
    const chances = fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 4, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 10 }), chances, async (steps, thousandths) => {
        let next = 0;
        const disk = forgetfulDisk(() => (thousandths[next++ % thousandths.length] ?? 0) / 1000);
        disk.overwrite(path, Buffer.concat([whole, Buffer.from(torn)]));
        disk.stepsToLive = steps;
        const options = { directory: '/data', parse: parseNoted, onWarning: () => undefined, disk };
        await openLedger(options).catch(() => undefined);
        disk.crash('power cut');
        const kept = `${disk.contents(path).subarray(whole.length)}${disk.contents(`${path}.torn`)}`;
        expect(kept).toContain(torn);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes a finished last line with a wrong hash for damage, not for a crash', async () => {
    const last = lineStarts.at(-2) ?? 0;
    const forged = whole.toString('utf8', last).replace('"by":"person-1"', '"by":"person-2"');
    const { fault, disk } = await examine(Buffer.concat([whole.subarray(0, last), Buffer.from(forged)]));
    expect(fault).toMatchObject({ code: 'damaged', details: { file: path, offset: last } });
    expect(fault?.message).toMatch(/hash does not match.*backup/);
    expect(disk.contents(`${path}.torn`)).toHaveLength(0);
  });

  it('finds words put into somebody’s mouth, though the hash does not cover them', async () => {
    const forged = whole.toString().replace('"text":"Ærø, m3"', '"text":"Ærø, M3"');
    const { fault } = await examine(Buffer.from(forged));
    expect(fault?.message).toContain('does not match its digest');
  });

  it('still verifies when words were removed', async () => {
    const redacted = whole.toString().replaceAll(/,"text":"Ærø, m3"/g, '');
    const { events, fault, head } = await examine(Buffer.from(redacted));
    expect(fault).toBeUndefined();
    expect(head).toMatchObject({ version: original.length });
    expect(idsOf(events ?? [])).toEqual(idsOf(original));
    expect(JSON.stringify(events)).not.toContain('Ærø, m3');
  });

  it('names the line of an event that this version does not know, with what was wrong in it', async () => {
    const disk = forgetfulDisk(() => 0);
    disk.overwrite(path, whole);
    const parse = (raw: unknown) => {
      const event = parseNoted(raw);
      if (event.cause === 'm2') throw new Error('a type from the future');
      return event;
    };
    const opened = openLedger({ directory: '/data', parse, onWarning: () => undefined, disk });
    await expect(opened).rejects.toMatchObject({
      code: 'damaged',
      details: { file: path, offset: lineStarts[2] },
      cause: { message: 'a type from the future' },
    });
  });

  it('begins anew on an empty file', async () => {
    const { events, head } = await examine(Buffer.alloc(0));
    expect(events).toEqual([]);
    expect(head).toEqual({ version: 0, hash: 'A'.repeat(43) });
  });

  it('reads lines longer than a piece of the file', async () => {
    const disk = forgetfulDisk(() => 0);
    const open = () =>
      openLedger({ directory: '/data', parse: parseNoted, onWarning: () => undefined, disk });
    const ledger = await open();
    await ledger.append(0, notes('long', 4000), 'long');
    await ledger.append(4000, notes('short'), 'short');
    await ledger.close();
    expect(disk.contents(path).indexOf('\n')).toBeGreaterThan(900_000);
    const again = await open();
    expect(again.head()).toEqual(ledger.head());
  });
});
