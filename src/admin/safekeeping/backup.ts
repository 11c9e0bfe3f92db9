// `backup`: a store as a folder of its own, in lowdb's layout, also while a bot runs and whatever the store is.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { backupName, openLowdbArchive } from '../../../store/lowdb/archive.ts';
import { ensureDirectory, syncDirectory } from '../../../store/lowdb/disk.ts';
import { replaceFile } from '../../../store/lowdb/durable-file.ts';
import { adminCommand, type Context, done, failed, refused } from '../command.ts';
import { withArchive } from '../place.ts';
import { freeName, quoted } from '../words.ts';
import { manifestText } from './backup-manifest.ts';
import { checksumsName, checksumsOf } from './checksums.ts';
import { copyStore } from './copy.ts';
import { type Examination, lossLines } from './examine.ts';

export const backup = adminCommand({
  name: 'backup',
  says: 'Tag en sikkerhedskopi; botten kan køre imens',
  usage: 'TIL',
  example: 'backup /backup/forloebsvagten-2026-11-23',
  options: {},
  async run(context) {
    const [typed, ...more] = context.words;
    if (typed === undefined || more.length > 0) return refused('Nævn netop én mappe til kopien.');
    const target = context.pathTo(typed);
    if (existsSync(target))
      return refused(
        `${target} findes allerede, og jeg skriver aldrig oven i noget.`,
        `backup ${quoted(freeName(target))}`,
      );
    // A name of its own until all of it is there, so that half a backup is never taken for a whole.
    const unfinished = join(
      dirname(target),
      `.${basename(target)}.${randomBytes(6).toString('hex')}.ufærdig`,
    );
    try {
      const copy = await written(unfinished, context);
      if (copy.head.version === 0) return refused('Der er ingen historik at kopiere.');
      await rename(unfinished, target);
      await syncDirectory(dirname(target));
      const lines = [
        `Sikkerhedskopien ligger i ${target} og er gået efter.`,
        `Registreringer: ${copy.head.version}`,
        `Kontrolkode: ${copy.head.hash}`,
        `Filer, som historikken nævner: ${copy.files}`,
      ];
      return copy.lost.length === 0 ? done(...lines) : failed(...lines, ...lossLines(copy.lost));
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  },
});

/** Writes all of it, synced; the checksums come last, from what then lies on the disk. */
async function written(folder: string, { place, clock }: Context): Promise<Examination> {
  const at = clock.now();
  await ensureDirectory(folder);
  const copy = await withArchive(place, (archive) => copyStore(archive, openLowdbArchive(folder)));
  const manifest = manifestText({ organisation: place.organisation, at, head: copy.head });
  await replaceFile(join(folder, backupName), Buffer.from(manifest));
  await replaceFile(join(folder, checksumsName), Buffer.from(await checksumsOf(folder)));
  return copy;
}
