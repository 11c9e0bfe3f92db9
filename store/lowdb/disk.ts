// What the journal asks of the operating system: a port of its own, so that tests can hand it a disk that forgets.
import {
  close,
  constants,
  fdatasync,
  fstatSync,
  fsync,
  ftruncate,
  open,
  read,
  statSync,
  write,
} from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { errno } from './faults.ts';
import { lockDirectory, type Unlock } from './lock.ts';

/** Positions and sizes in bytes. Every method may throw an errno error. */
export interface DiskFile {
  /** Undefined when the name no longer stands for this very file (deleted, or another put in its place). */
  size(): number | undefined;
  /** How many bytes it put into `buffer`; 0 at the end. */
  read(buffer: Uint8Array, position: number): Promise<number>;
  /** How many bytes it took, perhaps fewer than it was given. */
  append(bytes: Uint8Array): Promise<number>;
  sync(): Promise<void>;
  truncate(size: number): Promise<void>;
  close(): Promise<void>;
}

export interface Disk {
  /** Makes the folder (0700) and what is missing above it, durably. */
  ensureDirectory(path: string): Promise<void>;
  /** Throws a `StoreFault` 'locked' when another holds the folder; the lock ends with the process. */
  lock(directory: string): Promise<Unlock>;
  /** Made (0600) if missing. */
  openForAppend(path: string): Promise<DiskFile>;
  openForReading(path: string): Promise<DiskFile>;
  /** Makes the names in the folder durable. */
  syncDirectory(path: string): Promise<void>;
}

const calls = {
  open: promisify(open),
  read: promisify(read),
  write: promisify(write),
  fdatasync: promisify(fdatasync),
  fsync: promisify(fsync),
  ftruncate: promisify(ftruncate),
  close: promisify(close),
};

export const realDisk: Disk = {
  ensureDirectory,
  lock: lockDirectory,
  openForAppend: (path) => openFile(path, constants.O_RDWR | constants.O_APPEND | constants.O_CREAT),
  openForReading: (path) => openFile(path, constants.O_RDONLY),
  syncDirectory,
};

export async function ensureDirectory(path: string): Promise<void> {
  const isThere = statSync(path, { throwIfNoEntry: false }) !== undefined;
  if (!isThere) {
    await ensureDirectory(dirname(path));
    // Not `recursive`: in a folder such as /proc Node would try for ever.
    await mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
      if (errno(error) !== 'EEXIST') throw error;
    });
  }
  try {
    // Also when it was there: a predecessor may have died between making it and this.
    await syncDirectory(dirname(path));
  } catch (error) {
    // A parent that we may not even read is one in which we made nothing.
    if (!isThere || errno(error) !== 'EACCES') throw error;
  }
}

export async function syncDirectory(path: string): Promise<void> {
  // Windows has no such call; NTFS journals its names.
  if (process.platform === 'win32') return;
  const fd = await calls.open(path, constants.O_RDONLY);
  try {
    await calls.fsync(fd);
  } finally {
    await calls.close(fd);
  }
}

async function openFile(path: string, flags: number): Promise<DiskFile> {
  const fd = await calls.open(path, flags, 0o600);
  const { dev, ino } = fstatSync(fd);
  return {
    // Synchronous: it reads no disk, and a trip through the thread pool would cost each commit more than the call.
    size() {
      const now = statSync(path, { throwIfNoEntry: false });
      return now?.ino === ino && now.dev === dev ? now.size : undefined;
    },
    read: async (buffer, position) => (await calls.read(fd, buffer, 0, buffer.length, position)).bytesRead,
    append: async (bytes) => (await calls.write(fd, bytes)).bytesWritten,
    sync: () => calls.fdatasync(fd),
    truncate: (size) => calls.ftruncate(fd, size),
    close: () => calls.close(fd),
  };
}
