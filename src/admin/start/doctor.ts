// `doctor`: looks at all that must be right before the bot can serve, and says of each thing that is not what helps.
import { mkdir } from 'node:fs/promises';
import { loadSettings, type OrganisationSettings } from '../../config/environment.ts';
import { withFolder } from '../../config/options.ts';
import { folderOf, type Place } from '../../open-store.ts';
import { StoreFault } from '../../ports.ts';
import { adminCommand, type Context, done, failed } from '../command.ts';
import { withArchive } from '../place.ts';
import { type Finding, ok, wrong } from './examinations/finding.ts';
import {
  examineClock,
  examineDisk,
  examineFonts,
  examineHolidays,
  examineNode,
  examineZone,
} from './examinations/machine.ts';
import { askSlack, askTeams } from './examinations/platforms.ts';
import { examineHistory, examinePeople } from './examinations/store.ts';

const options = {} as const;

export const doctor = adminCommand({
  name: 'doctor',
  says: 'Se efter, om alt er på plads: indstillinger, tokens, ur, disk, kalender, historik og personer',
  usage: '',
  example: 'doctor',
  options,
  async run(context) {
    const findings = await examine(context);
    const lines = findings.flatMap(({ state, says, help }) => [
      `${marks[state]} ${says}`,
      ...(help === undefined ? [] : [`   ${help}`]),
    ]);
    const count = findings.filter(({ state }) => state === 'wrong').length;
    return count === 0
      ? done(...lines, '', 'Klar: npm start')
      : failed(...lines, '', count === 1 ? 'Én ting skal rettes.' : `${count} ting skal rettes.`);
  },
});

/** Never by colour alone. */
const marks = { ok: 'ok  ', warning: 'OBS ', wrong: 'FEJL' } as const;

async function examine({ place, clock, env, settings }: Context): Promise<Finding[]> {
  const now = clock.now();
  const all = loadSettings(withFolder(env, { data: place.postgres ? undefined : place.data }), settings);
  const own = 'wrong' in all ? undefined : all.organisations.find(({ id }) => id === place.organisation);
  const asked = [
    ...(own?.slack ? [await askSlack(own.slack)] : []),
    ...(own?.teams ? [await askTeams(own.teams)] : []),
  ];
  const served = asked.find(({ serverTime }) => serverTime !== undefined);
  return [
    examineNode(process.version),
    ...('wrong' in all
      ? all.wrong
          .split('\n')
          .slice(0, -1)
          .map((line) => wrong(line, 'Alle indstillinger står i docs/settings.md.'))
      : examineSetUp(own, place)),
    ...asked.flatMap(({ findings }) => findings),
    ...(asked.length > 0 ? [examineClock(now, served?.serverTime)] : []),
    examineZone(now),
    examineHolidays(now),
    examineFonts(),
    ...(await examineStore(place, own)),
  ];
}

function examineSetUp(own: OrganisationSettings | undefined, { organisation }: Place): Finding[] {
  if (own === undefined)
    return [
      wrong(
        `Organisationen »${organisation}« står ikke i ORGANISATIONS.`,
        `Tilføj den: ORGANISATIONS=standard,${organisation}`,
      ),
    ];
  const names = [...(own.slack ? ['Slack'] : []), ...(own.teams ? ['Teams'] : [])];
  return [
    names.length > 0
      ? ok(`Sat op: ${names.join(' og ')}.`)
      : wrong('Hverken Slack eller Teams er sat op.', 'Følg docs/slack.md eller docs/teams.md.'),
  ];
}

/** What cannot be opened is said once; the rest of it cannot be looked at. */
async function examineStore(place: Place, own: OrganisationSettings | undefined): Promise<Finding[]> {
  const folder = folderOf(place);
  if (place.postgres === undefined) await mkdir(folder, { recursive: true, mode: 0o700 });
  const disk = place.postgres === undefined ? await examineDisk(folder, () => performance.now()) : [];
  try {
    return await withArchive(place, async (archive) => [
      ...disk,
      await examineHistory(archive),
      ...(await examinePeople(archive, own ?? { slack: undefined, teams: undefined })),
    ]);
  } catch (fault) {
    if (!(fault instanceof StoreFault)) throw fault;
    return [...disk, wrong(fault.message, 'Se STORE og serveren efter.')];
  }
}
