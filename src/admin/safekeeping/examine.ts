// What can be said of a store from outside: whether its chain holds, and whether every file that the history names is there.
import type { Archive } from '../../../store/archive.ts';
import { genesis } from '../../../store/chain.ts';
import { type Head, type VerifiedCommit, verified } from '../../../store/verify.ts';
import { StoreFault } from '../../ports.ts';
import { type FileInEvent, filesIn } from '../history/named-files.ts';

export interface LostFile extends FileInEvent {
  /** The number of the first registration that names it. */
  readonly version: number;
  readonly kind: 'missing' | 'damaged';
}

export interface Examination {
  readonly head: Head;
  /** The number of files that the history names. */
  readonly files: number;
  readonly lost: readonly LostFile[];
}

/** Walks all of it and reads every file. `onCommit` is told on the way. Throws a `StoreFault` 'damaged' where the chain is. */
export async function examine(
  archive: Archive,
  onCommit: (commit: VerifiedCommit) => void = () => undefined,
): Promise<Examination> {
  let head: Head = { version: 0, hash: genesis };
  const named = new Map<string, Omit<LostFile, 'kind'>>();
  for await (const commit of verified(archive)) {
    commit.events.forEach((event, index) => {
      for (const file of filesIn(event))
        if (!named.has(file.sha256)) named.set(file.sha256, { ...file, version: head.version + index + 1 });
    });
    onCommit(commit);
    head = { version: commit.version, hash: commit.hash };
  }
  const lost: LostFile[] = [];
  for (const file of named.values()) {
    const kind = await lossOf(archive, file.sha256);
    if (kind) lost.push({ ...file, kind });
  }
  return { head, files: named.size, lost };
}

async function lossOf({ files }: Archive, sha256: string): Promise<LostFile['kind'] | undefined> {
  try {
    return (await files.get(sha256)) ? undefined : 'missing';
  } catch (fault) {
    if (fault instanceof StoreFault && fault.code === 'damaged') return 'damaged';
    throw fault;
  }
}

/** For the operator: each file that is lost, and what helps. */
export function lossLines(lost: readonly LostFile[]): readonly string[] {
  if (lost.length === 0) return [];
  const words = { missing: 'mangler', damaged: 'er beskadiget' } as const;
  return [
    ...lost.map(
      ({ name, sha256, version, kind }) => `»${name}«, som E-${version} nævner, ${words[kind]}: ${sha256}`,
    ),
    'Hent filerne fra den nyeste sikkerhedskopi, der har dem, og kør linjen igen.',
  ];
}
