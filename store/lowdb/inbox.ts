// What was accepted and is not done with, in one append-only file of JSON lines that is emptied as soon as nothing waits.
import { dirname } from 'node:path';
import { type Inbox, StoreFault } from '../../src/index.ts';
import { type Disk, type DiskFile, realDisk } from './disk.ts';
import { replaceFile } from './durable-file.ts';
import { fullFault, isFull, syncFault } from './faults.ts';

export interface InboxOptions {
  /** Made (0600) if missing. In a folder that one process holds. */
  readonly path: string;
  /** Told of lines that could not be read, and of a write that no caller waits for. */
  readonly onWarning: (text: string) => void;
  /** Told once when nothing more can be taken in before a start. */
  readonly onFatal?: (fault: StoreFault) => void;
  readonly disk?: Disk;
  /** Bytes beyond which what is done is left out, although something waits. */
  readonly mostBytes?: number;
}

interface Waiting {
  readonly id: string;
  readonly content: unknown;
}

interface Put {
  readonly line: string;
  readonly resolve: () => void;
  readonly reject: (fault: unknown) => void;
}

/**
 * `put` throws a `StoreFault`: 'disk-full' (then it can go on), 'sync-failed' or, after that, 'closed'. What it refused may
 * still be found waiting at the next start: to be put again and done twice is harmless.
 */
export async function openInbox(options: InboxOptions): Promise<Inbox> {
  const { path, onWarning, onFatal, disk = realDisk, mostBytes = 8_388_608 } = options;
  await disk.ensureDirectory(dirname(path));
  let file = await disk.openForAppend(path);
  await disk.syncDirectory(dirname(path));
  let found = await readWaiting(file, path, onWarning);
  /** As lines: the file's own text, should it have to be written anew. */
  const waiting = new Map(found.map((put) => [put.id, lineOf(put)]));
  let puts: Put[] = [];
  let dones: string[] = [];
  let size = file.size() ?? 0;
  let limit = mostBytes;
  let writing: Promise<void> | undefined;
  let broken: StoreFault | undefined;
  let isClosed = false;

  /** One write and one sync for all that came while the one before ran. */
  async function write(): Promise<void> {
    // After this moment's callers: they share it too.
    await Promise.resolve();
    while (broken === undefined && (puts.length > 0 || dones.length > 0)) {
      const batch = puts;
      const done = dones;
      puts = [];
      dones = [];
      try {
        if (waiting.size === 0) await empty();
        const lines = [...(size > 0 ? done : []), ...batch.map(({ line }) => line)];
        await append(lines, batch.length > 0);
        for (const { resolve } of batch) resolve();
      } catch (fault) {
        for (const { reject } of batch) reject(fault);
        if (batch.length === 0) onWarning(`${path}: ${String(fault)}`);
      }
    }
    for (const { reject } of puts.splice(0)) reject(closedFault(path, broken));
    writing = undefined;
  }

  async function append(lines: readonly string[], mustLast: boolean): Promise<void> {
    const bytes = Buffer.from(lines.join(''));
    if (size + bytes.length > limit) await shrink();
    try {
      for (let written = 0; written < bytes.length; ) written += await file.append(bytes.subarray(written));
    } catch (cause) {
      await cutBack(cause);
      throw isFull(cause) ? fullFault(path, cause) : syncFault(path, cause);
    }
    size += bytes.length;
    if (mustLast) await file.sync().catch(giveUp);
  }

  /** Half a line would spoil the next one. */
  async function cutBack(cause: unknown): Promise<void> {
    await file.truncate(size).catch((second) => giveUp(new AggregateError([cause, second])));
  }

  /** Never tried again: after a failure the kernel may call pages clean that the disk does not hold. */
  function giveUp(cause: unknown): never {
    broken = syncFault(path, cause);
    onFatal?.(broken);
    throw broken;
  }

  async function empty(): Promise<void> {
    if (size === 0) return;
    await file.truncate(0);
    size = 0;
  }

  /** What waits, alone: something has been under way for long, and what was done meanwhile would heap up behind it. */
  async function shrink(): Promise<void> {
    const text = [...waiting.values()].join('');
    await replaceFile(path, Buffer.from(text));
    await file.close();
    file = await disk.openForAppend(path);
    size = Buffer.byteLength(text);
    // Else, were it all waiting, every line would write it anew.
    limit = Math.max(mostBytes, 2 * size);
  }

  function wake(): void {
    writing ??= write();
  }

  if (waiting.size === 0) await empty();

  return {
    async takeOver() {
      const theirs = found.filter(({ id }) => waiting.has(id));
      // This process alone holds the folder: nobody else can leave anything behind.
      found = [];
      return theirs;
    },
    async put(id, content) {
      if (isClosed || broken !== undefined) throw closedFault(path, broken);
      const line = lineOf({ id, content });
      await new Promise<void>((resolve, reject) => {
        const kept = () => {
          waiting.set(id, line);
          resolve();
        };
        puts.push({ line, resolve: kept, reject });
        wake();
      });
    },
    done(id) {
      if (!waiting.delete(id) || isClosed || broken !== undefined) return;
      dones.push(`${JSON.stringify({ done: id })}\n`);
      wake();
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      await writing;
      await file.close();
    },
  };
}

function lineOf({ id, content }: Waiting): string {
  return `${JSON.stringify({ put: id, content })}\n`;
}

/** Oldest first. An end without its newline was never accepted: the process died in the middle of it. */
async function readWaiting(
  file: DiskFile,
  path: string,
  onWarning: InboxOptions['onWarning'],
): Promise<readonly Waiting[]> {
  const bytes = await readAll(file);
  const end = bytes.lastIndexOf('\n') + 1;
  if (end < bytes.length) await file.truncate(end);
  const waiting = new Map<string, Waiting>();
  const unreadable = bytes
    .toString('utf8', 0, end)
    .split('\n')
    .slice(0, -1)
    .filter((line) => !applied(line, waiting)).length;
  // Nobody can tell what was damaged from what a power cut left of a write that was never answered: it must not stop the start.
  if (unreadable > 0) onWarning(`${path}: ${unreadable} lines could not be read and were left out.`);
  return [...waiting.values()];
}

function applied(line: string, waiting: Map<string, Waiting>): boolean {
  try {
    const { put, done, content } = JSON.parse(line);
    if (typeof put === 'string') waiting.set(put, { id: put, content });
    else if (typeof done === 'string') waiting.delete(done);
    else return false;
    return true;
  } catch {
    return false;
  }
}

async function readAll(file: DiskFile): Promise<Buffer> {
  const bytes = Buffer.alloc(file.size() ?? 0);
  let read = 0;
  for (let count = 1; count > 0 && read < bytes.length; read += count) {
    count = await file.read(bytes.subarray(read), read);
  }
  return bytes.subarray(0, read);
}

function closedFault(file: string, cause: unknown): StoreFault {
  return new StoreFault('closed', `Nothing more is taken into ${file}.`, { file }, cause);
}
