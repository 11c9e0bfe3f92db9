// Files for an hour: a letter that was sent to the bot and is not recorded yet, and what is handed out without being recorded.
// In memory alone: what nobody records is not kept.
import { createHash } from 'node:crypto';

export interface HeldFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Who sent it and where it lies in Teams, for whom points at it again. */
  readonly origin?: string | undefined;
}

export interface HeldFiles {
  /** Its name here: the SHA-256 of its bytes, and of where they came from: the same bytes may come by two names. */
  hold(file: HeldFile): string;
  get(id: string): HeldFile | undefined;
  /** The name of what came from there. */
  from(origin: string): string | undefined;
}

const anHour = 60 * 60_000;
const mostFiles = 100;
const mostBytes = 128 * 1024 * 1024;

export function createHeldFiles(now: () => number): HeldFiles {
  const held = new Map<string, HeldFile & { readonly until: number }>();

  /** The oldest go first. */
  function makeRoom(size: number): void {
    let bytes = size;
    for (const file of held.values()) bytes += file.bytes.length;
    for (const [id, file] of held) {
      if (file.until > now() && held.size < mostFiles && bytes <= mostBytes) return;
      held.delete(id);
      bytes -= file.bytes.length;
    }
  }

  const get = (id: string) => {
    const file = held.get(id);
    return file && file.until > now() ? file : undefined;
  };

  return {
    hold(file) {
      const id = createHash('sha256')
        .update(file.bytes)
        .update(file.origin ?? '')
        .digest('hex');
      held.delete(id);
      makeRoom(file.bytes.length);
      held.set(id, { ...file, until: now() + anHour });
      return id;
    },
    get,
    from: (origin) => [...held.keys()].find((id) => get(id)?.origin === origin),
  };
}
