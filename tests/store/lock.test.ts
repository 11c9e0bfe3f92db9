// The lock by itself, also in the form that machines without abstract sockets need.
import { spawnSync } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLedger } from '../../store/lowdb/ledger.ts';
import { lockDirectory } from '../../store/lowdb/lock.ts';
import { parseNoted } from '../contracts/example-events.ts';
import { makeFolder } from '../support/disk-folder.ts';

const options = { parse: parseNoted, onWarning: () => undefined };

async function folder() {
  const made = await makeFolder();
  onTestFinished(made.remove);
  return made.path;
}

describe.each(['linux', 'darwin'] as const)('the lock as made on %s', (platform) => {
  it('lets one in, refuses the next with a sentence, and lets him in after the first', async () => {
    const path = await folder();
    const unlock = await lockDirectory(path, platform);
    await expect(lockDirectory(path, platform)).rejects.toMatchObject({
      code: 'locked',
      message: expect.stringContaining('Stop that process first'),
      details: { directory: path },
    });
    await unlock();
    const again = await lockDirectory(path, platform);
    await again();
  });

  it('keeps different folders apart', async () => {
    const unlocks = [
      await lockDirectory(await folder(), platform),
      await lockDirectory(await folder(), platform),
    ];
    for (const unlock of unlocks) await unlock();
  });

  it('falls with a process that was killed, and does not keep one alive', async () => {
    const path = await folder();
    const module = new URL('../../store/lowdb/lock.ts', import.meta.url).href;
    const hold = `const { lockDirectory } = await import(${JSON.stringify(module)}); await lockDirectory(${JSON.stringify(path)}, '${platform}');`;
    const run = (after: string) =>
      spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', hold + after], {
        timeout: 30_000,
      });
    expect(run('process.kill(process.pid, "SIGKILL")').signal).toBe('SIGKILL');
    await (await lockDirectory(path, platform))();
    expect(run('').status).toBe(0);
    await (await lockDirectory(path, platform))();
  });
});

describe('a folder', () => {
  it('is open for one at a time', async () => {
    const directory = await folder();
    const ledger = await openLedger({ ...options, directory });
    await expect(openLedger({ ...options, directory })).rejects.toMatchObject({ code: 'locked' });
    await ledger.close();
    await (await openLedger({ ...options, directory })).close();
  });

  it('is free again when it could not be opened', async () => {
    const directory = await folder();
    await writeFile(join(directory, 'journal.ndjson'), 'no journal\n');
    for (let time = 0; time < 2; time++) {
      await expect(openLedger({ ...options, directory })).rejects.toMatchObject({ code: 'damaged' });
    }
  });

  it('holds nothing of the lock once it is open', async () => {
    const directory = await folder();
    const ledger = await openLedger({ ...options, directory });
    expect(await readdir(directory)).toEqual(['journal.ndjson']);
    await ledger.close();
  });
});
