// `restore`: a backup becomes a store where there is none, once its checksums and its chain have been walked.
import { openLowdbArchive } from '../../../store/lowdb/archive.ts';
import { verifiedHead } from '../../../store/verify.ts';
import { clockTime } from '../../calendar/time.ts';
import { adminCommand, done, failed, refused } from '../command.ts';
import { withArchive } from '../place.ts';
import { quoted } from '../words.ts';
import { readManifest } from './backup-manifest.ts';
import { checksumFaults } from './checksums.ts';
import { copyStore } from './copy.ts';
import { lossLines } from './examine.ts';

export const restore = adminCommand({
  name: 'restore',
  says: 'Læg en sikkerhedskopi tilbage på et tomt sted; afbrydes det, så kør linjen igen',
  usage: 'FRA',
  example: 'restore /backup/forloebsvagten-2026-11-23 --data /var/lib/forloebsvagten-ny',
  options: {},
  async run({ words, place, pathTo }) {
    const [typed, ...more] = words;
    if (typed === undefined || more.length > 0)
      return refused('Nævn netop én mappe: den, sikkerhedskopien ligger i.');
    const folder = pathTo(typed);
    const manifest = await readManifest(folder);
    if (!manifest)
      return refused(`${folder} er ikke en sikkerhedskopi: der er ingen backup.json, jeg kan læse.`);
    if (manifest.organisation !== place.organisation)
      return refused(
        `Sikkerhedskopien er af organisationen ${manifest.organisation}, ikke af ${place.organisation}.`,
        `restore ${quoted(typed)} --organisation ${manifest.organisation}`,
      );
    const faults = await checksumFaults(folder);
    if (faults.length > 0)
      return failed(
        'Sikkerhedskopien er ikke, som den blev taget. Brug en anden. Intet er lagt tilbage.',
        ...faults,
      );
    const from = openLowdbArchive(folder);
    const head = await verifiedHead(from);
    if (head.hash !== manifest.head)
      return failed(
        `Historikken i ${folder} ender med ${head.hash}, men backup.json siger ${manifest.head}. Brug en anden. Intet er lagt tilbage.`,
      );
    const copy = await withArchive(place, (to) => copyStore(from, to));
    const lines = [
      `Historikken er lagt tilbage, som den var den ${clockTime(manifest.at)}, og er gået efter.`,
      `Registreringer: ${copy.head.version}`,
      `Kontrolkode: ${copy.head.hash} (den samme som i sikkerhedskopien)`,
      'Det, botten havde taget imod og ikke var færdig med, er ikke med. Folk kan sende det igen.',
    ];
    return copy.lost.length === 0 ? done(...lines) : failed(...lines, ...lossLines(copy.lost));
  },
});
