// The faults that a disk forces on us, each with the sentence that says what to do.
import { StoreFault } from '../../src/index.ts';

export function errno(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** No room, or none left of this user's quota. */
export function isFull(error: unknown): boolean {
  return errno(error) === 'ENOSPC' || errno(error) === 'EDQUOT';
}

/** `offset`: the byte at which the first bad line begins. */
export function damagedFault(file: string, offset: number, reason: string, cause?: unknown): StoreFault {
  const message =
    `The history ${file} is damaged at byte ${offset}: ${reason}. Nothing was changed. ` +
    'Keep this file, and put the newest backup that verifies in its place.';
  return new StoreFault('damaged', message, { file, offset }, cause);
}

export function fullFault(file: string, cause: unknown): StoreFault {
  const message = `No space left for ${file}. Nothing of it was stored; make room and try again.`;
  return new StoreFault('disk-full', message, { file }, cause);
}

/** After it, a reboot: until then the kernel may show what the disk does not hold. */
export function syncFault(file: string, cause: unknown): StoreFault {
  const message = `The disk did not confirm a write to ${file}. Check the disk and restart the machine before starting again.`;
  return new StoreFault('sync-failed', message, { file }, cause);
}

/** Sizes in bytes; `found` is undefined when another file, or none, has the name. */
export function fencedFault(file: string, expected: number, found: number | undefined): StoreFault {
  const message = `Somebody else wrote to ${file} or replaced it. Nothing more is written: stop, find out who, and verify the file.`;
  return new StoreFault('fenced', message, { file, expected, ...(found === undefined ? {} : { found }) });
}
