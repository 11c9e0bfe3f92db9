// A disk that forgets what was not synced, fills up, fails and dies with its process: all at chances the test hands in.
import { dirname } from 'node:path';
import { StoreFault } from '../../src/index.ts';
import type { Disk, DiskFile } from '../../store/lowdb/disk.ts';

export type Crash = 'kill' | 'power cut';

export interface ForgetfulDisk extends Disk {
  /** What happens to the next calls, in order; then all goes well. */
  readonly nextWrites: ('short' | 'full' | 'no room' | 'fail')[];
  readonly nextSyncs: 'fail'[];
  /** The process dies in the middle of the call that makes it 0. */
  stepsToLive: number;
  /** Whether a power cut may lose single pages and keep later ones, instead of losing an end. */
  losesPages: boolean;
  /** Counted so that a test can see what shared a write or a sync. */
  readonly calls: { writes: number; syncs: number };
  /** Awaited before a sync does its work. */
  beforeSync: () => Promise<void>;
  isDead(): boolean;
  /** Whether a sync failed since the last crash. */
  hasFailed: boolean;
  /** The process ends; after a power cut, what was not synced may be gone. The disk can then be opened again. */
  crash(how: Crash): void;
  /** What another process would read; empty when there is no such file. */
  contents(path: string): Buffer;
  /** As somebody else's editor does it; durable. */
  overwrite(path: string, bytes: Uint8Array): void;
}

interface Stored {
  cache: Buffer;
  /** What the medium may hold: as of the last sync, then as of each change after it. */
  images: Buffer[];
  /** Called clean by the kernel after a failed sync, but not on the medium. */
  unwritten: { readonly from: number; readonly to: number } | undefined;
  hasDurableName: boolean;
}

const pageSize = 64;

/** `chance` gives numbers from 0 up to 1; the same ones make the same story. */
export function forgetfulDisk(chance: () => number): ForgetfulDisk {
  const files = new Map<string, Stored>();
  const locks = new Set<string>();
  let life = 0;
  const upTo = (most: number): number => Math.floor(chance() * (most + 1));

  function spendStep(): void {
    if (disk.stepsToLive <= 0) throw new Error('the process is dead');
    disk.stepsToLive -= 1;
  }

  function change(file: Stored, cache: Buffer): void {
    file.cache = cache;
    file.images.push(onMedium(file));
  }

  function handle(path: string, file: Stored): DiskFile {
    const born = life;
    const step = (): void => {
      if (born !== life) throw new Error('the process is dead');
      spendStep();
    };
    const diesHere = (): boolean => disk.stepsToLive === 0;
    return {
      size() {
        if (born !== life || diesHere()) throw new Error('the process is dead');
        return files.get(path) === file ? file.cache.length : undefined;
      },
      async read(buffer, position) {
        return file.cache.copy(buffer, 0, position);
      },
      async append(bytes) {
        step();
        disk.calls.writes += 1;
        const fate = diesHere() ? 'dies' : (disk.nextWrites.shift() ?? 'fine');
        if (fate === 'fail') throw errno('EIO');
        if (fate === 'no room') throw errno('ENOSPC');
        const least = fate === 'short' ? 1 : 0;
        const taken = fate === 'fine' ? bytes.length : least + upTo(bytes.length - 1 - least);
        if (taken > 0) change(file, Buffer.concat([file.cache, bytes.subarray(0, taken)]));
        if (fate === 'dies') throw new Error('the process is dead');
        // A disk that fills up takes what still fits and refuses the rest.
        if (fate === 'full') disk.nextWrites.unshift('no room');
        return taken === 0 && fate === 'full' ? this.append(bytes) : taken;
      },
      async sync() {
        step();
        await disk.beforeSync();
        disk.calls.syncs += 1;
        if (disk.nextSyncs.shift() === 'fail') {
          disk.hasFailed = true;
          forgetDirty(file, chance() < 0.5);
          throw errno('EIO');
        }
        if (diesHere() && chance() < 0.5) throw new Error('the process is dead');
        file.images = [onMedium(file)];
        if (diesHere()) throw new Error('the process is dead');
      },
      async truncate(size) {
        step();
        if (!diesHere() || chance() < 0.5) {
          if (file.unwritten && file.unwritten.from >= size) file.unwritten = undefined;
          change(file, file.cache.subarray(0, size));
        }
        if (diesHere()) throw new Error('the process is dead');
      },
      close: async () => undefined,
    };
  }

  function survivors(file: Stored): Buffer {
    const index = upTo(file.images.length - 1);
    const image = file.images[index] ?? Buffer.alloc(0);
    const next = file.images[index + 1];
    if (!next || next.length <= image.length) return image;
    if (disk.losesPages) return withLostPages(image.length, next, chance);
    const kept = next.subarray(0, image.length + upTo(next.length - image.length));
    // Some file systems make a file longer before its bytes are there: they then read as zeros.
    return chance() < 0.3 ? Buffer.concat([kept, Buffer.alloc(next.length - kept.length)]) : kept;
  }

  const disk: ForgetfulDisk = {
    nextWrites: [],
    nextSyncs: [],
    stepsToLive: Number.POSITIVE_INFINITY,
    losesPages: false,
    hasFailed: false,
    calls: { writes: 0, syncs: 0 },
    beforeSync: async () => undefined,
    isDead: () => disk.stepsToLive <= 0,
    crash(how) {
      life += 1;
      locks.clear();
      disk.stepsToLive = Number.POSITIVE_INFINITY;
      disk.hasFailed = false;
      disk.nextWrites.length = 0;
      disk.nextSyncs.length = 0;
      if (how === 'kill') return;
      for (const [path, file] of files) {
        const image = survivors(file);
        Object.assign(file, { cache: image, images: [image], unwritten: undefined });
        if (!file.hasDurableName && chance() < 0.5) files.delete(path);
      }
    },
    contents: (path) => files.get(path)?.cache ?? Buffer.alloc(0),
    overwrite(path, bytes) {
      const cache = Buffer.from(bytes);
      const file = files.get(path);
      if (file) Object.assign(file, { cache, images: [cache] });
      else files.set(path, { cache, images: [cache], unwritten: undefined, hasDurableName: true });
    },
    ensureDirectory: async () => undefined,
    async lock(directory) {
      if (locks.has(directory)) throw new StoreFault('locked', 'held', { directory });
      locks.add(directory);
      const born = life;
      return async () => {
        if (born === life) locks.delete(directory);
      };
    },
    async openForAppend(path) {
      spendStep();
      const empty = Buffer.alloc(0);
      const file = files.get(path) ?? {
        cache: empty,
        images: [empty],
        unwritten: undefined,
        hasDurableName: false,
      };
      files.set(path, file);
      return handle(path, file);
    },
    async openForReading(path) {
      const file = files.get(path);
      if (!file) throw errno('ENOENT');
      return handle(path, file);
    },
    async syncDirectory(directory) {
      spendStep();
      if (disk.isDead() && chance() < 0.5) throw new Error('the process is dead');
      for (const [path, file] of files) if (dirname(path) === directory) file.hasDurableName = true;
    },
  };
  return disk;
}

/** The cache as the medium would hold it: what the kernel wrongly calls clean is missing. */
function onMedium({ cache, unwritten }: Stored): Buffer {
  if (!unwritten) return cache;
  if (unwritten.to >= cache.length) return cache.subarray(0, unwritten.from);
  return Buffer.from(cache).fill(0, unwritten.from, unwritten.to);
}

function forgetDirty(file: Stored, callsThemClean: boolean): void {
  if (!callsThemClean) return;
  const [synced = Buffer.alloc(0)] = file.images;
  file.images = [synced];
  if (synced.length < file.cache.length) file.unwritten = { from: synced.length, to: file.cache.length };
}

function withLostPages(synced: number, image: Buffer, chance: () => number): Buffer {
  const kept = Buffer.from(image);
  for (let from = synced; from < kept.length; from += pageSize) {
    if (chance() < 0.3) kept.fill(0, from, Math.min(from + pageSize, kept.length));
  }
  return kept;
}

function errno(code: string): Error {
  return Object.assign(new Error(code), { code });
}
