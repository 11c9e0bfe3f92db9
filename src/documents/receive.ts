// A municipality's file: its name is judged here, its content in a child process that may be killed.
import type { FileRefusal, Received } from '../ports.ts';
import type { Child } from './child.ts';
import { acceptedName, endingOf } from './file-name.ts';
import { isLetterFormat, MEDIA_TYPES } from './reading/format.ts';

/** 20 MB: what the committee's mailbox takes in one mail, with room for base64. */
const LARGEST_BYTES = 20 * 1024 * 1024;

function refused(refusal: FileRefusal): Received {
  return { ok: false, refusal };
}

/**
 * Judges and reads a file of at most 20 MB: pdf, docx, odt, eml or txt, whose content is what its ending says. A file
 * that takes more than 15 s or too much memory to read is refused as a bomb.
 */
export async function receive(reader: Child, name: string, bytes: Uint8Array): Promise<Received> {
  const kept = acceptedName(name);
  if (kept === undefined) return refused({ reason: 'name' });
  const format = endingOf(kept);
  if (!isLetterFormat(format)) return refused({ reason: 'ending' });
  if (bytes.length === 0) return refused({ reason: 'empty' });
  if (bytes.length > LARGEST_BYTES) return refused({ reason: 'too-large' });
  const outcome = await reader.run({ kind: 'read', format, bytes });
  if (outcome.outcome === 'died') return refused({ reason: 'bomb' });
  if (outcome.outcome !== 'read') {
    throw new Error('The file could not be read', {
      cause: outcome.outcome === 'fault' ? outcome.fault : outcome,
    });
  }
  const { letter } = outcome;
  if (!letter.ok) return letter;
  return { ok: true, file: { name: kept, mediaType: MEDIA_TYPES[format], text: letter.text } };
}
