// The files of freshly drafted letters, made before the commit: a draft is recorded with its files or not at all.
import { letterOf } from './letters/draft.ts';
import type { Documents, Files, NamedFile } from './ports.ts';
import type { FileRef, Proposal } from './register/events.ts';
import { type Refusal, refuse } from './register/refusal.ts';

interface Ports {
  readonly documents: Documents;
  readonly files: Files;
}

/** A `letter-rendered` for each `letter-drafted`, or the characters that no letter can be printed with. */
export async function renderDrafts(
  ports: Ports,
  proposals: readonly Proposal[],
): Promise<Proposal[] | Refusal> {
  const rendered: Proposal[] = [];
  for (const proposal of proposals) {
    if (proposal.type !== 'letter-drafted') continue;
    const letter = letterOf(proposal.data);
    const annexes = await Promise.all(
      letter.annexes.flatMap(({ file }) => (file ? [originalOf(ports.files, file)] : [])),
    );
    const result = await ports.documents.render(letter, annexes);
    if (!result.ok)
      return refuse('unprintable', { characters: result.unprintable }, `redigér ${letter.id} <del> "…"`);
    const files = await Promise.all(result.files.map((file) => stored(ports.files, file)));
    rendered.push({ type: 'letter-rendered', data: { letter: letter.id, version: letter.version, files } });
  }
  return rendered;
}

async function originalOf(files: Files, { name, mediaType, sha256 }: FileRef): Promise<NamedFile> {
  const bytes = await files.get(sha256);
  if (!bytes) throw new Error(`the stored file ${sha256} (${name}) is gone`);
  return { name, mediaType, bytes };
}

async function stored(files: Files, { name, mediaType, bytes }: NamedFile): Promise<FileRef> {
  return { name, mediaType, sha256: await files.put(bytes), size: bytes.length };
}
