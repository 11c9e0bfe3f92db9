// The files that a history names, and where: letters by their references, and messages as they were posted.
import { z } from 'zod';
import { fileRef } from '../../register/schemas.ts';
import type { Recorded } from './recorded.ts';

export interface FileInEvent {
  readonly sha256: string;
  /** As people call it: `Brev-1 v2.pdf`, a kept message by its number: `M-12`. */
  readonly name: string;
  readonly mediaType?: string | undefined;
  /** Bytes. */
  readonly size?: number | undefined;
  readonly isMessage?: true;
}

/** Each name of each file once, with the numbers of the events that name it, in the order in which they first do. */
export function namedFiles(
  recorded: readonly Recorded[],
): readonly (FileInEvent & { readonly events: readonly number[] })[] {
  const found = new Map<string, FileInEvent & { readonly events: number[] }>();
  for (const { event, version } of recorded)
    for (const file of filesIn(event.data)) {
      const key = `${file.sha256} ${file.name}`;
      const known = found.get(key);
      if (!known) found.set(key, { ...file, events: [version] });
      else if (known.events.at(-1) !== version) known.events.push(version);
    }
  return [...found.values()];
}

/** The files that an event, or a part of one, names, wherever it does. */
export function filesIn(value: unknown): readonly FileInEvent[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(filesIn);
  if ('sha256' in value) {
    const { success, data } = reference.safeParse(value);
    if (success) return [{ ...data, name: data.name ?? data.sha256 }, ...inner];
  }
  if ('view' in value) {
    const { success, data } = claim.safeParse(value);
    if (success) return [{ sha256: data.view, name: data.message ?? data.view, isMessage: true }, ...inner];
  }
  return inner;
}

const { sha256, name, mediaType, size } = fileRef.shape;

/** No more than the hash is asked of what another version of the program has recorded. */
const reference = z.object({
  sha256,
  name: name.optional().catch(undefined),
  mediaType: mediaType.optional().catch(undefined),
  size: size.optional().catch(undefined),
});

/** What a card shows is a digest, and no file. */
const claim = z.object({
  kind: z.enum(['digest', 'urgent']),
  view: sha256,
  message: z.string().optional().catch(undefined),
});
