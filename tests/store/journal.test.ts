// What the embedded ledger does at the edges of its disk: sharing syncs, filling up, failing, meeting a stranger.
import { appendFile, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLedger } from '../../store/lowdb/ledger.ts';
import { idsOf, notes, parseNoted } from '../contracts/example-events.ts';
import { makeFolder } from '../support/disk-folder.ts';
import { forgetfulDisk } from '../support/disk-forgetful.ts';
import { journalHead } from '../support/journal-head.ts';

const path = '/data/journal.ndjson';
const options = { parse: parseNoted, onWarning: () => undefined };

async function onFakeDisk() {
  const disk = forgetfulDisk(() => 0.5);
  const open = () => openLedger({ ...options, directory: '/data', disk });
  return { disk, open, ledger: await open() };
}

async function onRealDisk() {
  const folder = await makeFolder();
  onTestFinished(folder.remove);
  const directory = join(folder.path, 'not', 'yet', 'there');
  const open = () => openLedger({ ...options, directory });
  const ledger = await open();
  onTestFinished(() => ledger.close());
  return { directory, journal: join(directory, 'journal.ndjson'), open, ledger };
}

describe('the journal', () => {
  it('is one line a commit, for its owner’s eyes only', async () => {
    const { journal, directory, ledger } = await onRealDisk();
    await ledger.append(0, notes('m1', 3), 'm1');
    await ledger.append(3, notes('m2'), 'm2');
    const lines = (await readFile(journal, 'utf8')).split('\n');
    expect(lines.map((line) => (line ? JSON.parse(line).events.length : 0))).toEqual([3, 1, 0]);
    expect((await stat(journal)).mode & 0o777).toBe(0o600);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
  });

  it('can be verified while it is open', async () => {
    const { directory, ledger } = await onRealDisk();
    await ledger.append(0, notes('m1', 3), 'm1');
    expect(await journalHead(directory)).toEqual(ledger.head());
  });

  it('lets everybody of the same moment share one write and one sync', async () => {
    const { disk, ledger } = await onFakeDisk();
    Object.assign(disk.calls, { writes: 0, syncs: 0 });
    await Promise.all(Array.from({ length: 32 }, (_, at) => ledger.append(at, notes(`m${at}`), `m${at}`)));
    expect(disk.calls).toEqual({ writes: 1, syncs: 1 });
    expect(disk.contents(path).toString().match(/\n/g)).toHaveLength(32);
  });

  it('shows nobody what is not yet on the disk', async () => {
    const { disk, ledger } = await onFakeDisk();
    const heard: string[] = [];
    ledger.watch((events) => heard.push(...idsOf(events)));
    const syncing = gate();
    disk.beforeSync = () => syncing.reached();
    const answer = ledger.append(0, notes('m1'), 'm1');
    await syncing.waiting;
    expect(disk.contents(path).length).toBeGreaterThan(0);
    expect(await ledger.read(0)).toEqual([]);
    expect(ledger.head().version).toBe(0);
    expect(heard).toEqual([]);
    syncing.open();
    expect(await answer).toMatchObject({ outcome: 'appended' });
    expect(heard).toEqual(['m1/1']);
  });

  it('refuses all of a batch on a full disk, forgets it, and lives on when there is room again', async () => {
    const { disk, open, ledger } = await onFakeDisk();
    await ledger.append(0, notes('m1'), 'm1');
    const before = disk.contents(path).length;
    disk.nextWrites.push('full');
    const batch = [
      ledger.append(1, notes('m2'), 'm2'),
      ledger.append(2, notes('m3'), 'm3'),
      ledger.append(3, notes('m2'), 'm2'),
    ];
    for (const answer of await Promise.allSettled(batch)) {
      expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'disk-full' } });
    }
    expect(disk.contents(path)).toHaveLength(before);
    expect(idsOf(await ledger.read(0))).toEqual(['m1/1']);
    expect(await ledger.append(0, notes('m1'), 'm1')).toMatchObject({ outcome: 'duplicate' });
    expect(await ledger.append(1, notes('m2'), 'm2')).toMatchObject({ outcome: 'appended', version: 2 });
    await ledger.close();
    expect(idsOf(await (await open()).read(0))).toEqual(['m1/1', 'm2/1']);
  });

  it('makes the cut durable before it says no, so that no power cut brings the refused back', async () => {
    const { disk, ledger } = await onFakeDisk();
    disk.nextWrites.push('full');
    const syncs = disk.calls.syncs;
    await expect(ledger.append(0, notes('m1'), 'm1')).rejects.toMatchObject({ code: 'disk-full' });
    expect(disk.calls.syncs).toBe(syncs + 1);
  });

  it('never syncs again after a sync failed, and is closed for good', async () => {
    const { disk, ledger } = await onFakeDisk();
    await ledger.append(0, notes('m1'), 'm1');
    disk.nextSyncs.push('fail');
    const syncs = disk.calls.syncs;
    const failed = ledger.append(1, notes('m2'), 'm2');
    await expect(failed).rejects.toMatchObject({ code: 'sync-failed', cause: { code: 'EIO' } });
    for (const late of [ledger.append(1, notes('m3'), 'm3'), ledger.read(0)]) {
      await expect(late).rejects.toMatchObject({ code: 'closed', cause: { code: 'sync-failed' } });
    }
    expect(disk.calls.syncs).toBe(syncs + 1);
  });

  it('does not start when the disk cannot confirm what a predecessor left', async () => {
    const { disk, open, ledger } = await onFakeDisk();
    await ledger.close();
    disk.nextSyncs.push('fail');
    await expect(open()).rejects.toMatchObject({ code: 'sync-failed' });
  });

  it('refuses whoever waited behind a batch that failed', async () => {
    const { disk, ledger } = await onFakeDisk();
    const syncing = gate();
    disk.beforeSync = () => syncing.reached();
    disk.nextSyncs.push('fail');
    const first = ledger.append(0, notes('m1'), 'm1');
    await syncing.waiting;
    const second = ledger.append(1, notes('m2'), 'm2');
    const results = Promise.allSettled([first, second]);
    syncing.open();
    expect(await results).toMatchObject([
      { reason: { code: 'sync-failed' } },
      { reason: { code: 'closed' } },
    ]);
    expect(disk.contents(path)).toHaveLength(0);
  });
});

describe('the fence against a stranger', () => {
  it('stops before the next commit when somebody else wrote to the journal, and leaves his bytes', async () => {
    const { journal, ledger } = await onRealDisk();
    await ledger.append(0, notes('m1'), 'm1');
    const expected = (await readFile(journal)).length;
    await appendFile(journal, 'a stranger was here\n');
    const found = await readFile(journal);
    await expect(ledger.append(1, notes('m2'), 'm2')).rejects.toMatchObject({
      code: 'fenced',
      details: { file: journal, found: found.length, expected },
    });
    await expect(ledger.append(1, notes('m2'), 'm2')).rejects.toMatchObject({ code: 'closed' });
    expect(await readFile(journal)).toEqual(found);
  });

  it('meets what a stranger wrote while it was being opened', async () => {
    const { disk, open, ledger } = await onFakeDisk();
    await ledger.close();
    disk.beforeSync = async () => disk.overwrite(path, Buffer.from('a stranger was here\n'));
    const opened = await open();
    disk.beforeSync = async () => undefined;
    await expect(opened.append(0, notes('m1'), 'm1')).rejects.toMatchObject({ code: 'fenced' });
  });

  it('stops when the journal was deleted, or another was put in its place', async () => {
    const replaced = await onRealDisk();
    await replaced.ledger.append(0, notes('m1'), 'm1');
    await writeFile(`${replaced.journal}.copy`, await readFile(replaced.journal));
    await rename(`${replaced.journal}.copy`, replaced.journal);
    const late = replaced.ledger.append(1, notes('m2'), 'm2');
    // No size found: it was noticed before the write, by the file's identity.
    const fault: unknown = await late.catch((reason: unknown) => reason);
    expect(fault).toMatchObject({ code: 'fenced' });
    expect(fault).not.toHaveProperty('details.found');
    const deleted = await onRealDisk();
    await rm(deleted.journal);
    await expect(deleted.ledger.append(0, notes('m1'), 'm1')).rejects.toMatchObject({ code: 'fenced' });
  });

  it('answers nobody whose bytes a stranger’s came in front of', async () => {
    const { disk, ledger } = await onFakeDisk();
    const syncing = gate();
    disk.beforeSync = () => syncing.reached();
    const answer = ledger.append(0, notes('m1'), 'm1');
    await syncing.waiting;
    disk.overwrite(path, Buffer.concat([Buffer.from('stranger\n'), disk.contents(path)]));
    syncing.open();
    await expect(answer).rejects.toMatchObject({ code: 'fenced' });
  });
});

/** Lets a test stop the first who reaches it and go on when it likes. */
function gate() {
  let open = (): void => undefined;
  let arrive = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const waiting = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const reached = (): Promise<void> => {
    arrive();
    return opened;
  };
  return { open: () => open(), waiting, reached };
}
