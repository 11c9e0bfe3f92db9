// Files for an hour: a letter that was sent to the bot and is not recorded yet, and what is handed out without being recorded.
// What nobody records is not kept: it is held in memory, and where several instances serve, in records that they all delete.
import { createHash } from 'node:crypto';
import type { Memory } from '../../src/index.ts';
import { field, record } from '../shared/payload.ts';

export interface HeldFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Who sent it and where it lies in Teams, for whom points at it again. */
  readonly origin?: string | undefined;
}

export interface HeldFiles {
  /**
   * Its name here: the SHA-256 of its bytes, and of where they came from: the same bytes may come by two names. When it
   * resolves the other instances hear of it.
   */
  hold(file: HeldFile): Promise<string>;
  get(id: string): HeldFile | undefined;
  /** The name of what came from there. */
  from(origin: string): string | undefined;
  /** Lets go of what is over, also what an instance left that is gone. */
  tidy(): Promise<void>;
}

export interface HeldFilesWorld {
  /** Milliseconds since 1970. */
  now(): number;
  /** Of all instances; none where one process serves alone. */
  readonly memory: Memory | undefined;
  /** Told when the memory does not take a file: it is then held here alone. Must not throw. */
  onFault(error: unknown): void;
}

interface Held extends HeldFile {
  readonly until: number;
}

const anHour = 60 * 60_000;
const mostFiles = 100;
const mostBytes = 128 * 1024 * 1024;

export async function openHeldFiles({ now, memory, onFault }: HeldFilesWorld): Promise<HeldFiles> {
  /** Oldest first. */
  const held = new Map<string, Held>();
  /** What the memory may still have of those that are gone here. */
  const going = new Set<string>();
  const isOver = ({ until }: Held) => until <= now();

  function hear(id: string, value: unknown): void {
    const file = readHeld(value);
    held.delete(id);
    if (file) held.set(id, file);
  }

  /** The oldest go first. */
  function makeRoom(): void {
    let bytes = 0;
    for (const file of held.values()) bytes += file.bytes.length;
    for (const [id, file] of held) {
      if (!isOver(file) && held.size <= mostFiles && bytes <= mostBytes) break;
      held.delete(id);
      bytes -= file.bytes.length;
      going.add(id);
    }
  }

  async function letGo(id: string): Promise<void> {
    await memory?.delete(id);
    going.delete(id);
  }

  async function tidy(): Promise<void> {
    makeRoom();
    await Promise.all([...going].map(letGo));
  }

  const get = (id: string) => {
    const file = held.get(id);
    return file && !isOver(file) ? file : undefined;
  };

  for (const [id, value] of (await memory?.all()) ?? []) hear(id, value);
  memory?.watch(hear);
  await tidy();

  return {
    async hold(file) {
      const id = createHash('sha256')
        .update(file.bytes)
        .update(file.origin ?? '')
        .digest('hex');
      const own: Held = { ...file, until: now() + anHour };
      held.delete(id);
      held.set(id, own);
      going.delete(id);
      try {
        await memory?.put(id, { ...own, bytes: Buffer.from(own.bytes).toString('base64') });
        await tidy();
      } catch (fault) {
        onFault(fault);
      }
      return id;
    },
    get,
    from: (origin) => [...held.keys()].find((id) => get(id)?.origin === origin),
    tidy,
  };
}

function readHeld(value: unknown): Held | undefined {
  const { name, bytes, until } = record(value);
  const isHeld = typeof name === 'string' && typeof bytes === 'string' && typeof until === 'number';
  if (!isHeld) return undefined;
  return { name, bytes: Buffer.from(bytes, 'base64'), origin: field(value, 'origin'), until };
}
