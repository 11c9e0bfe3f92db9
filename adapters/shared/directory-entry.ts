// Whom of the directory a platform's user is. Roles come from the directory alone, never from the platform.
import type { Person } from '../../src/index.ts';

/** By the user's id there, in whatever case; by e-mail only where the directory names no id. */
export function entryOf(
  people: readonly Person[],
  platform: 'slack' | 'teams',
  user: string | undefined,
  addresses: readonly (string | undefined)[],
): Person | undefined {
  return (
    people.find((each) => isSame(each[platform], user)) ??
    people.find(
      (each) => each[platform] === undefined && addresses.some((address) => isSame(each.email, address)),
    )
  );
}

function isSame(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();
}
