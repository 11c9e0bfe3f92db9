// The files that a history names, and where.
import { type FileRef, fileRef } from '../../register/schemas.ts';
import type { Recorded } from './recorded.ts';

/** Each name of each file once, with the numbers of the events that name it, in the order in which they first do. */
export function namedFiles(
  recorded: readonly Recorded[],
): readonly (FileRef & { readonly events: readonly number[] })[] {
  const found = new Map<string, FileRef & { readonly events: number[] }>();
  for (const { event, version } of recorded)
    for (const file of refsIn(event.data)) {
      const key = `${file.sha256} ${file.name}`;
      const known = found.get(key);
      if (!known) found.set(key, { ...file, events: [version] });
      else if (known.events.at(-1) !== version) known.events.push(version);
    }
  return [...found.values()];
}

function refsIn(value: unknown): FileRef[] {
  if (typeof value !== 'object' || value === null) return [];
  const parsed = fileRef.safeParse(value);
  return parsed.success ? [parsed.data] : Object.values(value).flatMap(refsIn);
}
