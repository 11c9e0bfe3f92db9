// The machine: its clock and zone, its disk, its fonts, and whether the holidays are known far enough ahead.
import { randomBytes } from 'node:crypto';
import { open, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { danishHolidays, missingYear } from '../../../calendar/danish-holidays.ts';
import { localDate } from '../../../calendar/time.ts';
import { fonts } from '../../../documents/font.ts';
import type { Instant } from '../../../ports.ts';
import { systemFault } from '../../words.ts';
import { type Finding, ok, warning, wrong } from './finding.ts';

const minute = 60_000;
/** Slack refuses what is signed five minutes away. */
const tooFar = 5 * minute;

/** By a platform's clock; `serverTime` in milliseconds. */
export function examineClock(now: Instant, serverTime: number | undefined): Finding {
  if (serverTime === undefined)
    return warning('Uret kunne ikke holdes op mod nogen platform.', 'Se efter med: timedatectl');
  const seconds = Math.round((Date.parse(now) - serverTime) / 1000);
  const says = `Uret er ${Math.abs(seconds)} sekunder ${seconds < 0 ? 'bagud' : 'foran'}.`;
  const help = 'Slå tidssynkronisering til: timedatectl set-ntp true';
  if (Math.abs(seconds) * 1000 >= tooFar) return wrong(says, help);
  return Math.abs(seconds) > 30 ? warning(says, help) : ok('Uret går rigtigt.');
}

/** Deadlines are Danish whatever the machine's zone, as long as Node knows Danish time. */
export function examineZone(now: Instant): Finding {
  const danish = new Intl.DateTimeFormat('da-DK', { timeZone: 'Europe/Copenhagen', timeStyle: 'short' });
  // 1 July, noon in UTC, is 14 in Denmark: a Node without its zones says 12.
  const isKnown = danish.format(Date.UTC(2025, 6, 1, 12)).startsWith('14');
  return isKnown
    ? ok(`Dansk tid er ${danish.format(Date.parse(now))}; maskinens egen tidszone betyder intet.`)
    : wrong('Node kender ikke dansk tid.', 'Brug en Node med fulde tidszoner (full-icu).');
}

export function examineHolidays(now: Instant): Finding {
  const { version, years } = danishHolidays;
  const missing = missingYear(danishHolidays, localDate(now));
  return missing === undefined
    ? ok(`Kalenderen ${version} kender helligdagene fra ${years?.first} til ${years?.last}.`)
    : wrong(
        `Kalenderen ${version} mangler helligdagene for ${missing}.`,
        'Opdatér programmet, inden frister når dertil.',
      );
}

export function examineFonts(): Finding {
  try {
    fonts();
    return ok('Brevenes skrifttyper er der.');
  } catch (fault) {
    return wrong(`Brevenes skrifttyper mangler: ${fault}.`, 'Byg igen: npm run -s build');
  }
}

export function examineNode(version: string): Finding {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19)
    ? ok(`Node ${version}.`)
    : wrong(`Node ${version} er for gammel.`, 'Installér Node 20.19 eller nyere.');
}

const megabyte = 1_048_576;

/** The folder's rights, its room, and how long the disk takes to confirm. */
export async function examineDisk(folder: string, elapsed: () => number): Promise<Finding[]> {
  try {
    const { mode } = await stat(folder);
    const { bavail, bsize } = await statfs(folder);
    const free = Math.floor((bavail * bsize) / megabyte);
    const room = `Der er ${free} MB fri i ${folder}.`;
    return [
      (mode & 0o077) === 0
        ? ok(`Kun ejeren kan læse ${folder}.`)
        : warning(`Andre end ejeren kan læse ${folder}.`, `Luk den: chmod 700 ${folder}`),
      free < 100
        ? wrong(room, 'Gør plads: historikken kan snart ikke skrives.')
        : free < 1000
          ? warning(room, 'Gør plads i god tid.')
          : ok(room),
      await examineSync(folder, elapsed),
    ];
  } catch (fault) {
    return [
      wrong(
        systemFault(fault)?.words ?? `${folder} kan ikke bruges: ${fault}.`,
        'Ret mappens rettigheder, eller sæt DATA til en anden.',
      ),
    ];
  }
}

/** A commit waits for one: the median of twenty. */
async function examineSync(folder: string, elapsed: () => number): Promise<Finding> {
  const path = join(folder, `.doctor-${randomBytes(6).toString('hex')}`);
  const file = await open(path, 'wx', 0o600);
  try {
    const times: number[] = [];
    for (let turn = 0; turn < 20; turn++) {
      const begun = elapsed();
      await file.write('en registrering\n');
      await file.datasync();
      times.push(elapsed() - begun);
    }
    const median = times.sort((one, other) => one - other)[times.length / 2] ?? 0;
    const says = `Disken bekræfter en skrivning på ${median.toFixed(1)} ms.`;
    return median > 50
      ? warning(says, 'Hver registrering venter så længe: brug en hurtigere disk, ikke et netværksdrev.')
      : ok(says);
  } finally {
    await file.close();
    await rm(path, { force: true });
  }
}
