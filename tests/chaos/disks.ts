// Disks that misbehave: a small one that really fills up, and one whose syncs take long. What this machine lacks is undefined.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SmallDisk {
  readonly path: string;
  /** To the last byte. */
  fill(): void;
  empty(): void;
  remove(): void;
}

/** In memory; only root can mount it. */
export function mountSmallDisk(path: string, megabytes: number): SmallDisk | undefined {
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  const ballast = join(path, 'ballast');
  return {
    path,
    fill() {
      for (const size of [1 << 20, 1 << 12]) {
        try {
          for (;;) writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' });
        } catch {
          // Full for pieces of that size.
        }
      }
    },
    empty: () => rmSync(ballast, { force: true }),
    // Lazily: a process that was killed may not be gone yet.
    remove: () => void execFileSync('umount', ['--lazy', path]),
  };
}

export interface SlowDisk {
  /** For the process whose syncs are to be slow. */
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds before each sync from now on. */
  delay(milliseconds: number): void;
}

export function buildSlowDisk(folder: string): SlowDisk | undefined {
  const library = join(folder, 'slow-sync.so');
  try {
    execFileSync(
      process.env.CC ?? 'gcc',
      ['-shared', '-fPIC', '-o', library, 'tests/chaos/slow-sync.c', '-ldl'],
      {
        stdio: 'ignore',
      },
    );
  } catch {
    return undefined;
  }
  const file = join(folder, 'sync-delay');
  const delay = (milliseconds: number) => writeFileSync(file, String(milliseconds));
  delay(0);
  return { env: { LD_PRELOAD: library, CHAOS_SYNC_DELAY: file }, delay };
}
