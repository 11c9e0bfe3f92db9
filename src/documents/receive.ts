// A stranger's file: its name is judged here, its content in a child process that may be killed.
import type { FileRefusal, Received } from '../ports.ts';
import type { Child } from './child.ts';
import { acceptedName, endingOf } from './file-name.ts';
import { isLetterFormat, isTableFormat, MEDIA_TYPES } from './reading/format.ts';

/** 20 MB: what the committee's mailbox takes in one mail, with room for base64. */
const LARGEST_BYTES = 20 * 1024 * 1024;

function refused(refusal: FileRefusal): Received {
  return { ok: false, refusal };
}

/**
 * Judges and reads a file of at most 20 MB: a letter (pdf, docx, odt, eml or txt) or a table (csv or xlsx), whose content is what its
 * ending says. A file that takes more than 15 s or too much memory to read is refused as a bomb.
 */
export async function receive(
  reader: Child,
  as: 'letter' | 'table',
  name: string,
  bytes: Uint8Array,
): Promise<Received> {
  const kept = acceptedName(name);
  if (kept === undefined) return refused({ reason: 'name' });
  const ending = endingOf(kept);
  const kind = as === 'letter' ? letterOf(ending) : tableOf(ending);
  if (kind === undefined) return refused({ reason: as === 'letter' ? 'ending' : 'no-table' });
  if (bytes.length === 0) return refused({ reason: 'empty' });
  if (bytes.length > LARGEST_BYTES) return refused({ reason: 'too-large' });
  const outcome = await reader.run({ kind: 'read', ...kind, bytes });
  if (outcome.outcome === 'died') return refused({ reason: 'bomb' });
  if (outcome.outcome !== 'read') {
    throw new Error('The file could not be read', {
      cause: outcome.outcome === 'fault' ? outcome.fault : outcome,
    });
  }
  const { file } = outcome;
  if (!file.ok) return file;
  return { ok: true, file: { name: kept, mediaType: MEDIA_TYPES[kind.format], text: file.text } };
}

function letterOf(ending: string) {
  return isLetterFormat(ending) ? ({ as: 'letter', format: ending } as const) : undefined;
}

function tableOf(ending: string) {
  return isTableFormat(ending) ? ({ as: 'table', format: ending } as const) : undefined;
}
