// A disk that is really full: a small file system in memory, which only root can mount.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { StoreFault } from '../../src/index.ts';
import { realDisk } from '../../store/lowdb/disk.ts';
import { openFiles } from '../../store/lowdb/files.ts';
import { openLedger } from '../../store/lowdb/ledger.ts';
import { notes, parseNoted } from '../contracts/example-events.ts';
import { forgetfulDisk } from '../support/disk-forgetful.ts';

const mayMount = canMount();
const options = { parse: parseNoted, onWarning: () => undefined };

describe('a full disk', () => {
  it.runIf(mayMount)('of 1 MiB refuses, loses nothing, and takes on again when there is room', async () => {
    const directory = mountSmall();
    onTestFinished(() => unmount(directory));
    await writeFile(join(directory, 'ballast'), Buffer.alloc(400_000));
    await fillAndGoOn(directory, () => rm(join(directory, 'ballast')));
  });

  it.runIf(mayMount)('takes no file of which it could hold only half', async () => {
    const directory = mountSmall();
    onTestFinished(() => unmount(directory));
    const files = openFiles(directory);
    await expect(files.put(Buffer.alloc(2_000_000, 1))).rejects.toMatchObject({ code: 'disk-full' });
    const small = await files.put(Buffer.from('small'));
    expect(await files.get(small)).toEqual(Buffer.from('small'));
  });

  it.skipIf(mayMount)('refuses and lives on (fake disk: no right to mount a small one here)', async () => {
    const disk = forgetfulDisk(() => 0.5);
    const ledger = await openLedger({ ...options, directory: '/data', disk });
    disk.nextWrites.push('full');
    await expect(ledger.append(0, notes('m1'), 'm1')).rejects.toMatchObject({ code: 'disk-full' });
    expect(await ledger.append(0, notes('m1'), 'm1')).toMatchObject({ outcome: 'appended' });
  });
});

async function fillAndGoOn(directory: string, makeRoom: () => Promise<void>): Promise<void> {
  const open = () => openLedger({ ...options, directory, disk: realDisk });
  const ledger = await open();
  let fault: unknown;
  while (fault === undefined) {
    const { version } = ledger.head();
    const cause = `m${version}`;
    fault = await ledger.append(version, notes(cause), cause).then(
      () => undefined,
      (reason: unknown) => reason,
    );
  }
  expect(fault).toBeInstanceOf(StoreFault);
  expect(fault).toMatchObject({ code: 'disk-full', cause: { code: 'ENOSPC' } });
  const { version } = ledger.head();
  expect(version).toBeGreaterThan(500);
  expect(await ledger.read(0)).toHaveLength(version);
  await makeRoom();
  expect(await ledger.append(version, notes('later'), 'later')).toMatchObject({ outcome: 'appended' });
  const head = ledger.head();
  await ledger.close();
  const again = await open();
  expect(again.head()).toEqual(head);
  await again.close();
}

function canMount(): boolean {
  try {
    unmount(mountSmall());
    return true;
  } catch {
    return false;
  }
}

/** The path of a new, empty file system. */
function mountSmall(): string {
  const path = mkdtempSync(join(tmpdir(), 'forloebsvagten-full-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path], { stdio: 'ignore' });
    return path;
  } catch (error) {
    rmdirSync(path);
    throw error;
  }
}

function unmount(path: string): void {
  execFileSync('umount', [path]);
  rmdirSync(path);
}
